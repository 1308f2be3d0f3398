"""A curve of L over what is shaded, with an upright line to drag."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsPolygonItem

from gui.charts.curves.lines import LinePlot
from gui.controls.steps import Steps
from gui.look.theme import Look


class LossCurve(LinePlot):
    """Of a walk, or of one step: the shade says where something else holds."""

    numbers_apart = 15.0
    """A marker stands at the very left, before the first step."""

    def __init__(self, look: Look, name: str, steps: Steps) -> None:
        super().__init__(look, name, "text", steps)
        self.area = QGraphicsPolygonItem()
        self.curve = pg.PlotCurveItem(antialias=True, connect="finite")
        self.lay_under(self.area, self.curve)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        self.curve.setPen(self.look.pen("loss", 3.0))
        self.area.setPen(Qt.PenStyle.NoPen)
        self.area.setBrush(self.look.color("second_shade"))
