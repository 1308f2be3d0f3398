"""An input and two rows of weights as cells, one below the other."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt

from core.arrays import FloatArray
from gui.charts.cells.cells import Cell, Content, Labels, Limits, Part, Speaker, Values
from gui.charts.cells.grid import CellGrid
from gui.charts.cells.layout import Layout
from gui.charts.cells.paint import HALO
from gui.look.theme import Look, Type

_NONE = np.zeros(2)
ROWS = ("x", "w₁", "w₂")

Rows = tuple[FloatArray, FloatArray, FloatArray]
"""x and the two rows of weights, (K,) each."""


class _Places(Layout):
    """Three rows of cells: W has two classes, and there are neither biases nor scores."""

    def block(self, part: Part, row: int | None = None) -> QRectF:
        """What a part takes; what is not there lies outside the widget."""
        area = super().block(part, row)
        return area if area.isValid() else QRectF(-99.0, -99.0, 0.0, 0.0)


class VectorGrid(CellGrid):
    """Cells ``x``, ``w`` 0 and ``w`` 1; everything else is as in `CellGrid`."""

    usual = (420, 130)
    least = (200, 90)

    def __init__(self, look: Look, name: str, speaker: Speaker) -> None:
        self._limits: Limits | None = None
        super().__init__(look, name, speaker)
        self.current = Cell("x", 0)

    def show_rows(self, rows: Rows, pinned: Rows | None = None, *, held: bool) -> None:
        """Show three rows of K numbers each; silent. The colours stay as they are while `held`.

        `pinned` are as many numbers to compare them with.
        """
        x = rows[0]
        labels = Labels((0, 1), ROWS[1:], 2, -1, ("",) * len(x))
        values, then = _values(rows), None if pinned is None else _values(pinned)
        if not held or self._limits is None:
            self._limits = Limits(float(np.abs(values.weights).max()), float(np.abs(x).max()), 1.0)
        if not values.has(self.current):
            self.current = Cell("x", 0)
        self.show_content(Content(labels, values, self._limits, then))

    def row_area(self, row: int) -> QRectF:
        """The place of a row of weights, 0 or 1, in widget pixels."""
        return self.layout_now.block("w", row)

    def lay_out(self, area: QRectF) -> Layout:
        count = len(self.content.values.x) if self.content else 0
        look, layout = self.look, _Places()
        if not count:
            return layout
        reach = look.px(HALO) + 1
        names = max(map(look.metrics(Type.BODY).horizontalAdvance, ROWS)) + look.px(10)
        across, down = look.px(6 if count <= 6 else 3), look.px(8)
        area = area.adjusted(reach + names, reach, -reach, -reach)
        width = math.floor(min(look.px(100), (area.width() - (count - 1) * across) / count))
        height = math.floor(min(look.px(44), (area.height() - 2 * down) / 3))
        for place in range(3):
            top = round(area.top() + place * (height + down))
            for column in range(count):
                cell = Cell("w", place - 1, column) if place else Cell("x", column)
                left = round(area.left() + column * (width + across))
                layout.cells[cell] = QRectF(left, top, width, height)
            label = QRectF(reach, top, names, height)
            if place:
                layout.names.append((place - 1, label, Qt.AlignmentFlag.AlignLeft))
            else:
                # Captions are centred; this one stands in line with the names below it.
                wide = look.metrics(Type.LABEL).horizontalAdvance(ROWS[0])
                layout.captions["x"] = QRectF(reach, top, wide + 2, height)
        return layout

    def row_of(self, cell: Cell) -> list[Cell]:
        return [other for other in self.layout_now.cells if _row_of(other) == _row_of(cell)]


def _values(rows: Rows) -> Values:
    return Values(np.stack(rows[1:]), rows[0], _NONE, _NONE)


def _row_of(cell: Cell) -> int:
    return cell.row + 1 if cell.part == "w" else 0
