"""The data loss of the best W against λ: of the examples it was fitted to, and of others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QGraphicsPolygonItem

from core.arrays import FloatArray
from gui.charts.curves.axis import Axis
from gui.charts.curves.drag_plot import Point
from gui.charts.curves.over_strength import OverStrength
from gui.look.theme import Look


class TradePlot(OverStrength):
    """One curve or two, what lies between them, and a diamond where the second is lowest."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "trade.plot")
        self.lowest: Point | None = None
        self.said_at: Callable[[int], str] = lambda _: ""
        self._x: FloatArray = np.empty(0)
        self._read_from: FloatArray = np.empty(0)
        self.between = QGraphicsPolygonItem()
        self.training = pg.PlotCurveItem(antialias=True)
        self.held_out = pg.PlotCurveItem(antialias=True)
        self.lay_under(self.between, self.training, self.held_out)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        self.between.setPen(Qt.PenStyle.NoPen)
        self.between.setBrush(self.look.color("loss_tint"))
        self.training.setPen(self.look.pen("loss_fill", 3.0))
        self.held_out.setPen(self.look.pen("loss", 3.6))

    def show_curves(
        self,
        x: FloatArray,
        training: FloatArray,
        held_out: FloatArray | None,
        lowest: int | None,
        y_axis: Axis,
    ) -> None:
        """Draw the losses (M,) over shares of the axis `x` (M,) (silent)."""
        self.set_axes(self.x_axis_of(), y_axis)
        below = y_axis.unit(training)
        above = None if held_out is None else y_axis.unit(held_out)
        self._x, self._read_from = x, below if above is None else above
        self.training.setData(x, below)
        self.held_out.setVisible(above is not None)
        self.between.setVisible(above is not None and len(x) > 0)
        self.lowest = None
        if above is not None:
            self.held_out.setData(x, above)
        if above is not None and len(x):
            around = np.concatenate([x, x[::-1]]), np.concatenate([above, below[::-1]])
            self.between.setPolygon(pg.functions.arrayToQPolygonF(*around))
            if lowest is not None:
                self.lowest = float(x[lowest]), float(above[lowest])
        self.redraw()

    def curves(self) -> dict[str, tuple[FloatArray, FloatArray]]:
        """What names should keep clear of."""
        items = {"training": self.training, "held_out": self.held_out}
        return {
            key: item.getData() for key, item in items.items() if item.isVisible() and self._x.size
        }

    def read_at(self, event: QMouseEvent) -> tuple[Point | None, str] | None:
        frame, at = self.frame(), event.position()
        if not self._x.size or not frame.contains(at):
            return None
        index = int(np.argmin(np.abs(self._x - (at.x() - frame.left()) / frame.width())))
        return (float(self._x[index]), float(self._read_from[index])), self.said_at(index)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The diamond lies over the line."""
        super().drawForeground(painter, rect)
        if self.lowest is not None and 0.0 <= self.lowest[1] <= 1.0:
            self.draw_lowest(painter, self.lowest)
