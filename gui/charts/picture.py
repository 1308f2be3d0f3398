"""An example whose features are the pixels of a square picture, to be seen."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.arrays import FloatArray
from core.state import LinearModel, State
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.painted import Painted
from gui.look.painting import painter_for
from gui.look.shades import PICTURE_DEPTH, Shades
from gui.look.theme import Change, Look

CELLS_AT_MOST = 12
"""So many features are shown as numbers, however square their count."""


def picture_side(depth: int) -> int | None:
    """How many pixels a side has if `depth` features are a square picture, else None."""
    side = math.isqrt(depth)
    return side if depth > CELLS_AT_MOST and side * side == depth else None


def pixels_of(state: State, example: int) -> FloatArray | None:
    """The pixels of an example (D,), row by row; None where its features are no picture."""
    if isinstance(state.source, LinearModel) and picture_side(state.feature_count):
        found: FloatArray = state.source.features[example]
        return found
    return None


def picture(look: Look, pixels: FloatArray) -> QImage:
    """One pixel of the image for each of `pixels` (D,), D the square of a whole number."""
    limit = float(np.abs(pixels).max())
    return Shades(look, PICTURE_DEPTH).image(pixels, limit, math.isqrt(len(pixels)))


def picture_html(look: Look, pixels: FloatArray) -> str:
    """The picture for a rich text, at a size that one can read."""
    side = math.isqrt(len(pixels))
    size = side * max(1, look.px(120) // side)
    image = picture(look, pixels).scaled(size, size)  # without smoothing: pixels stay pixels
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return f'<img src="data:image/png;base64,{data.toBase64().toStdString()}">'


@spoken_as(plainly(Role.Graphic))
class ExamplePicture(Painted):
    """Shows the picture of one example."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._pixels: FloatArray | None = None
        self._image = QImage()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over colours."""
        if self._pixels is not None:
            self._image = picture(self._look, self._pixels)
        super().apply_look(what)

    def show_pixels(self, pixels: FloatArray, words: str) -> None:
        """Show these; `words` say what it is to who cannot see it."""
        if words != self.accessibleName():
            self.setAccessibleName(words)
            self.setToolTip(words)
        if self._pixels is None or not np.array_equal(pixels, self._pixels):
            self._pixels = pixels
            self.apply_look()

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        frame = QRectF(0, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self._look.color("card"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            painter.drawImage(frame, self._image)
            painter.setPen(self._look.pen("outline", 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)
