"""A diverging scale of colours: white at 0, blue above, red below."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from core.arrays import FloatArray
from gui.look.mixing import blend
from gui.look.theme import Look

LEVELS = 64
# How far the deepest shade goes from the card's white towards the role's own colour: numbers
# written on it must stay readable. On a heat map nothing is written.
DEPTH, PICTURE_DEPTH = 0.48, 0.85


class Shades:
    """The colours of values from −limit to limit; what lies beyond takes the deepest shade."""

    def __init__(self, look: Look, depth: float = DEPTH) -> None:
        white, blue, red = (look.color(role) for role in ("card", "score", "second"))
        shares = np.linspace(0.0, depth, LEVELS + 1)
        below, above = blend(white, red, shares[:0:-1]), blend(white, blue, shares)
        self._table = np.rint(np.concatenate([below, above])).astype(np.uint8)
        self.colors = tuple(QColor(*map(int, row)) for row in self._table)

    def color(self, value: float, limit: float) -> QColor:
        """The shade of one value."""
        share = value / limit if limit > 0 else 0.0
        return self.colors[round(min(1.0, max(-1.0, share)) * LEVELS) + LEVELS]

    def image(self, values: FloatArray, limit: float, columns: int) -> QImage:
        """A picture of one pixel a value, row by row.

        Parameters
        ----------
        values : (D,), D a multiple of `columns`
        """
        with np.errstate(under="ignore"):
            share = np.clip(values / limit, -1.0, 1.0) if limit > 0 else np.zeros_like(values)
        pixels: NDArray[np.uint8] = self._table[np.rint(share * LEVELS).astype(np.intp) + LEVELS]
        lines = len(values) // columns
        data = np.ascontiguousarray(pixels.reshape(lines, columns, 3))
        image = QImage(data.tobytes(), columns, lines, 3 * columns, QImage.Format.Format_RGB888)
        return image.copy()  # the bytes go when this function returns
