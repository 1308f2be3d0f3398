"""What a table of weights shows and where it goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.arrays import FloatArray
from gui.charts.picture import CELLS_AT_MOST

BIAS = -1
"""In place of a feature: the bias of the class."""
Key = tuple[int, int]
"""Class and feature, or `BIAS`."""

_NOTHING: FloatArray = np.empty((0, 0))
_NO_BIASES: FloatArray = np.empty(0)


@dataclass(frozen=True, eq=False)
class Weights:
    """What is shown.

    Attributes
    ----------
    weights : (C, D)
    biases : (C,)
    classes : tuple of int
        Those shown, ascending.
    names : tuple of str
        Of the classes shown.
    features : sequence of str
    limit : float
        The size at which the colours are deepest.
    more : str
        What stands for the classes not shown, or "".
    """

    weights: FloatArray = field(default_factory=lambda: _NOTHING)
    biases: FloatArray = field(default_factory=lambda: _NO_BIASES)
    classes: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    features: Sequence[str] = ()
    limit: float = 1.0
    more: str = ""

    @property
    def depth(self) -> int:
        """How many features there are."""
        return len(self.features)

    @property
    def pictures(self) -> bool:
        """Whether there are too many weights for a cell each."""
        return self.depth > CELLS_AT_MOST

    def of(self, key: Key) -> float:
        """One number."""
        index, feature = key
        return float(self.biases[index] if feature == BIAS else self.weights[index, feature])


@dataclass(frozen=True)
class Measures:
    """Lengths in pixels that a layout depends on."""

    line: float
    gap: float
    heads: float
    """How high the names of the features stand over the cells."""
    names: float
    """The width of the widest class name, its mark included."""


@dataclass(frozen=True, eq=False)
class WeightLayout:
    """Places in pixels.

    Attributes
    ----------
    rows : by class, the place of its cells or picture
    captions : by class, that of its name
    biases : by class, that of its bias
    heads : D places for the names of features, then that of b; empty over pictures
    more : QRectF or None
    columns, lines : int
        How the features stand in a row's place.
    gap : float
        Between cells.
    """

    rows: dict[int, QRectF]
    captions: dict[int, QRectF]
    biases: dict[int, QRectF]
    heads: tuple[QRectF, ...]
    more: QRectF | None
    columns: int
    lines: int
    gap: float

    def place(self, key: Key) -> QRectF:
        """Where one number is."""
        index, feature = key
        if feature == BIAS:
            return self.biases[index]
        row = self.rows[index]
        width, height = row.width() / self.columns, row.height() / self.lines
        line, column = divmod(feature, self.columns)
        cell = QRectF(row.left() + column * width, row.top() + line * height, width, height)
        return cell.adjusted(0, 0, -self.gap, 0)

    def at(self, point: QPointF, depth: int) -> Key | None:
        """The number at a place."""
        for index, place in self.biases.items():
            if place.contains(point):
                return index, BIAS
        for index, row in self.rows.items():
            if row.contains(point):
                column = int((point.x() - row.left()) / row.width() * self.columns)
                line = int((point.y() - row.top()) / row.height() * self.lines)
                feature = min(line, self.lines - 1) * self.columns + min(column, self.columns - 1)
                return (index, feature) if feature < depth else None
        return None


def head_lines(shown: Weights, width: float, widths: Sequence[float]) -> int:
    """Lines that the names of the features take over cells in a table so wide."""
    room = width / (shown.depth + 2)
    return 2 if max(widths, default=0.0) > room else 1


def lay_out_weights(shown: Weights, area: QRectF, measures: Measures) -> WeightLayout:
    """Places in `area`."""
    return (_pictures if shown.pictures else _cells)(shown, area, measures)


def _cells(shown: Weights, area: QRectF, m: Measures) -> WeightLayout:
    """A line for each class: its name, a cell for each weight, and b apart."""
    depth, count = shown.depth, max(1, len(shown.classes) + bool(shown.more))
    height = min(2.3 * m.line, max(1.0, (area.height() - m.heads - m.gap) / count))
    thin = min(m.gap, 0.1 * height)
    left = min(m.names, 0.34 * area.width())
    width = (area.width() - left - 2 * m.gap) / (depth + 1)
    top = area.top() + m.heads + m.gap
    rows, captions, biases = {}, {}, {}
    for line, index in enumerate(shown.classes):
        y, tall = top + line * height, height - thin
        captions[index] = QRectF(area.left(), y, left - m.gap, tall)
        rows[index] = QRectF(area.left() + left, y, depth * width, tall)
        biases[index] = QRectF(area.right() - width + m.gap, y, width - m.gap, tall)
    heads = tuple(
        QRectF(x, area.top(), width - m.gap, m.heads)
        for x in (
            *(area.left() + left + column * width for column in range(depth)),
            area.right() - width + m.gap,
        )
    )
    more = None
    if shown.more:
        y = top + len(shown.classes) * height
        more = QRectF(area.left(), y, area.width(), height - m.gap)
    return WeightLayout(rows, captions, biases, heads, more, max(1, depth), 1, m.gap)


def _pictures(shown: Weights, area: QRectF, m: Measures) -> WeightLayout:
    """A picture for each class under its name, side by side in as few lines as are large."""
    depth, count = shown.depth, max(1, len(shown.classes))
    side = math.isqrt(depth)
    across = side if side * side == depth else min(depth, math.ceil(math.sqrt(4 * depth)))
    down = math.ceil(depth / across)
    below = m.line + m.gap if shown.more else 0.0
    free = area.height() - below

    def unit(columns: int) -> float:
        """How large a pixel can be with so many pictures side by side."""
        lines = math.ceil(count / columns)
        wide = (area.width() / columns - 2 * m.gap) / across
        high = (free / lines - 2 * m.line - 2 * m.gap) / down
        return min(wide, high)

    columns = max(range(1, count + 1), key=unit)
    pixel = max(1.0, unit(columns))
    if pixel > 2.0:
        pixel = float(int(pixel))  # whole pixels stay sharp
    lines = math.ceil(count / columns)
    wide, high = area.width() / columns, free / lines
    rows, captions, biases = {}, {}, {}
    for place, index in enumerate(shown.classes):
        line, column = divmod(place, columns)
        slot = QRectF(area.left() + column * wide, area.top() + line * high, wide - m.gap, high)
        captions[index] = QRectF(slot.left(), slot.top(), slot.width(), m.line)
        rows[index] = QRectF(
            slot.left(), slot.top() + m.line + m.gap / 2, across * pixel, down * pixel
        )
        biases[index] = QRectF(slot.left(), rows[index].bottom() + m.gap / 2, slot.width(), m.line)
    more = QRectF(area.left(), area.bottom() - m.line, area.width(), m.line) if shown.more else None
    return WeightLayout(rows, captions, biases, (), more, across, down, 0.0)
