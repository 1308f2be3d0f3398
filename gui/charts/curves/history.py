"""L against the steps of a walk, with a marker to be dragged back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.arrays import FloatArray
from gui.charts.curves.loss_curve import LossCurve
from gui.controls.steps import Steps
from gui.look.theme import Look

STEPS = Steps(step=1.0, fine=1.0, coarse=10.0, home=0.0, end=1e9)


@dataclass(frozen=True, eq=False)
class History:
    """A walk in unit coordinates.

    Attributes
    ----------
    stretches : sequence of (x, y)
        Lines that are not joined with one another.
    others : sequence of (left, right)
        Where another step size was taken than before: shaded.
    ticks : sequence of float
        Where the problem became another.
    lowest : float or None
        The lowest possible L.
    """

    stretches: Sequence[tuple[FloatArray, FloatArray]] = ()
    others: Sequence[tuple[float, float]] = ()
    ticks: Sequence[float] = ()
    lowest: float | None = None


class HistoryPlot(LossCurve):
    """The curve, the line of the lowest possible L, and the marker."""

    def __init__(self, look: Look) -> None:
        self.shown = History()
        super().__init__(look, "walk.history", STEPS)

    def show_history(self, shown: History) -> None:
        """Draw a walk (silent)."""
        before, self.shown = self.shown, shown
        if before.others == shown.others and _same(before.stretches, shown.stretches):
            self.viewport().update()
            return
        gap = np.array([np.nan])
        parts = [part for one in shown.stretches for part in (one, (gap, gap))]
        x, y = (np.concatenate(line) for line in zip(*parts, strict=True)) if parts else (gap, gap)
        self.curve.setData(x, y)
        outline = QPolygonF()
        for left, right in shown.others:
            # One polygon for all of them: it goes along the foot from each to the next.
            for u, v in ((left, 0.0), (left, 1.0), (right, 1.0), (right, 0.0)):
                outline.append(QPointF(u, v))
        self.area.setPolygon(outline)
        self.redraw()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The lowest possible L and the ticks lie below the marker."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shown.lowest is not None and 0.0 <= self.shown.lowest <= 1.0:
            painter.setPen(self.look.pen("loss", 1.8, Qt.PenStyle.DashLine))
            ends = (self.to_pixels(u, self.shown.lowest) for u in (0.0, 1.0))
            painter.drawLine(*ends)
        painter.setPen(self.look.pen("muted", 1.6, Qt.PenStyle.DotLine))
        for tick in self.shown.ticks:
            painter.drawLine(self.to_pixels(tick, 0.0), self.to_pixels(tick, 1.0))
        super().drawForeground(painter, rect)

    def limits(self) -> tuple[float, float]:
        """From the first to the last step."""
        ends = [float(x[-1]) for x, _ in self.shown.stretches]
        return 0.0, self.x_axis.value(max(ends, default=0.0))


Lines = Sequence[tuple[FloatArray, FloatArray]]


def _same(one: Lines, other: Lines) -> bool:
    """Whether two walks have the same lines: most frames of a drag change none."""
    return len(one) == len(other) and all(
        np.array_equal(a, b)
        for (x, y), (u, v) in zip(one, other, strict=True)
        for a, b in ((x, u), (y, v))
    )
