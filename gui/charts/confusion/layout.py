"""Where the cells, names and captions of a confusion table are."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.arrays import FloatArray, IntArray
from gui.look.theme import Look, Type

Place = tuple[int, int]

_ROW_NAMES, _COLUMN_NAMES = 110.0, 70.0
_ACROSS = 54.0
_CORNER = 96.0


@dataclass(frozen=True, slots=True, eq=False)
class Confusions:
    """What is shown: rows are correct classes, columns predicted ones.

    Attributes
    ----------
    counts, then : (C, C)
        Now and, if there is something to compare with, when pinned.
    shares : (C, C)
        Of the row.
    names : C names
    captions : (str, str, str)
        Of rows, of columns, and of rows where there is little room.
    """

    counts: IntArray = field(default_factory=lambda: np.zeros((0, 0), dtype=np.intp))
    shares: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    names: tuple[str, ...] = ()
    then: IntArray | None = None
    captions: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class ConfusionLayout:
    """The places.

    Attributes
    ----------
    count : int
        C.
    grid : QRectF
        All cells.
    side, above : QRectF
        Captions of rows and columns: beside and above the grid, or where the names of columns
        read upwards, both in the corner that leaves free.
    row_names, column_names : float
        Room for the names, left of the grid and above it.
    upright : bool
        Whether the names of columns read from left to right, not upwards.
    row_step, column_step : int
        Every how many names one is written, so that they do not touch.
    """

    count: int
    grid: QRectF
    side: QRectF
    above: QRectF
    row_names: float
    column_names: float
    upright: bool
    row_step: int
    column_step: int

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        return self.grid.width() / self.count, self.grid.height() / self.count

    def rect(self, place: Place) -> QRectF:
        """The cell of (correct, predicted)."""
        width, height = self.cell
        left = self.grid.left() + place[1] * width
        return QRectF(left, self.grid.top() + place[0] * height, width, height)

    def at(self, point: QPointF) -> Place | None:
        """The cell at a place."""
        if not self.count or not self.grid.contains(point):
            return None
        width, height = self.cell
        row = int((point.y() - self.grid.top()) / height)
        column = int((point.x() - self.grid.left()) / width)
        return min(row, self.count - 1), min(column, self.count - 1)


def lay_out_confusion(area: QRectF, names: tuple[str, ...], look: Look) -> ConfusionLayout:
    """Places for a table of these classes in `area`."""
    px, line = look.px, look.metrics(Type.SMALL).height()
    count, gap = len(names), px(6)
    widest = max((look.width(name, Type.SMALL) for name in names), default=0.0)
    row_names = min(widest, px(_ROW_NAMES), 0.3 * area.width())
    left = area.left() + line + row_names + 2 * gap
    width = (area.right() - left) / max(1, count)
    upright = widest + gap <= width or width >= px(_ACROSS)
    if upright:
        column_names = line
        top = area.top() + 2 * line + gap
    else:
        row_names = max(row_names, min(px(_CORNER), 0.3 * area.width()))
        left = area.left() + row_names + gap
        column_names = max(min(widest, px(_COLUMN_NAMES), 0.3 * area.height()), 2 * line)
        top = area.top() + column_names + gap
    grid = QRectF(QPointF(left, top), area.bottomRight())
    if upright:
        side = QRectF(area.left(), top, line, grid.height())
        above = QRectF(left, area.top(), grid.width(), line)
    else:
        above = QRectF(area.left(), top - gap - 2 * line, row_names, line)
        side = above.translated(0, line)
    close = 0.8 * line  # capitals and small letters of neighbouring lines do not meet
    per_name = close * count
    return ConfusionLayout(
        count,
        grid,
        side,
        above,
        row_names,
        column_names,
        upright,
        max(1, math.ceil(per_name / grid.height())),
        1 if upright else max(1, math.ceil(per_name / grid.width())),
    )
