"""L after one step downhill against its size, with the line of the size that is set."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.arrays import FloatArray
from gui.charts.curves.loss_curve import LossCurve
from gui.controls.steps import SIZE_STEPS
from gui.look.theme import Look


class LandingPlot(LossCurve):
    """The curve; beyond a size the step leads higher than now, which is shaded."""

    def __init__(self, look: Look) -> None:
        self.now = 0.0
        self.higher: float | None = None
        self.best: tuple[float, float] | None = None
        super().__init__(look, "landing.plot", SIZE_STEPS)

    def show_curve(
        self,
        x: FloatArray,
        y: FloatArray,
        now: float,
        higher: float | None,
        best: tuple[float, float] | None,
    ) -> None:
        """Draw L over step sizes, in unit coordinates (silent).

        `now` is L where W is, `higher` the place from which on a step leads higher, `best` that
        of the best step.
        """
        self.now, self.higher, self.best = now, higher, best
        self.curve.setData(x, np.where(np.isfinite(y), y, 50.0))
        left = 1.0 if higher is None else min(1.0, max(0.0, higher))
        corners = ((left, 0.0), (left, 1.0), (1.0, 1.0), (1.0, 0.0))
        self.area.setPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        self.redraw()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The level of now and the best step lie below the line."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.look.pen("axis", 1.6, Qt.PenStyle.DashLine))
        if 0.0 <= self.now <= 1.0:
            painter.drawLine(self.to_pixels(0.0, self.now), self.to_pixels(1.0, self.now))
        super().drawForeground(painter, rect)
        if self.best is not None and 0.0 <= self.best[0] <= 1.0:
            self.draw_lowest(painter, self.best)
