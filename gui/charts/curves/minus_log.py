"""The curve −ln p with the present point on it: the last stage of softmax."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.plot import Mark, Note, Plot
from gui.controls.pinned import change_text, with_pinned
from gui.look.theme import Look, Type
from gui.words import numbers
from gui.words.translation import tr

_NEAR = 12
_X_AXIS = Axis(0.0, 1.0, ((0.0, "0"), (1.0, "1")))


class MinusLogPlot(Plot):
    """−ln p over p from 0 to 1; the loss is read off at p of the correct class."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "stage.minus_log.plot", left_width=14)
        self.curve = pg.PlotCurveItem(antialias=True)
        self.addItem(self.curve, ignoreBounds=True)
        self._top = 0.0
        self._shown = (1.0, 0.0)
        self._pinned: tuple[float, float] | None = None
        self.sheet.axes["left"].setPen(look.pen("axis", 1.4))
        self.apply_look()

    def show_loss(
        self, p: float, loss: float, top: float, pinned: tuple[float, float] | None = None
    ) -> None:
        """Show the point (p, loss) on the curve, drawn up to a loss of `top`.

        `pinned` is the point to compare it with.
        """
        if top != self._top:
            self._top = top
            self.set_axes(_X_AXIS, Axis(0.0, top, ()))
            # Even steps of the loss, not of p: no corner at the steep left end.
            losses = np.linspace(0.0, top * 1.1, 160)
            self.curve.setData(np.exp(-losses), losses / top)
        elif (self._shown, self._pinned) == ((p, loss), pinned):
            return
        self._shown, self._pinned = (p, loss), pinned
        self.setAccessibleDescription(self._said_now())
        self.set_overlay(self._marks)

    def _marks(self) -> Iterator[Mark | Note]:
        p, loss = self._shown
        p_change, loss_change = self._changes()
        # Right of the point the curve only falls; near the edge the text moves in and so goes up.
        distance = 10.0 if p < 0.6 else 24.0
        y = loss / self._top
        text = f"p = {numbers.probability(p)}"
        # Clear of the numbers at the ends of the axis, however long the text.
        width = self.look.metrics(Type.SMALL).horizontalAdvance
        words = f"{text} {p_change}" if p_change else text
        room = (width(words) / 2 + width("0") + self.look.px(8)) / max(1.0, self.frame().width())
        room = min(0.5, max(0.2, room))
        at = min(max(p, room), 1 - room)
        if self._pinned is not None and loss_change:
            yield Mark(self._pinned[0], self._pinned[1] / self._top, "pin", 12, hollow=True)
        yield Mark(p, y)
        loss_text, kind = numbers.fixed(loss), Type.READOUT
        yield Note(p, y, loss_text, "loss", kind, "rt", distance=distance, change=loss_change)
        kind = Type.SMALL
        yield Note(at, 0.0, text, "third", kind, "b", framed=True, distance=7, change=p_change)

    def _changes(self) -> tuple[str, str]:
        """How far p and the loss have come since they were pinned."""
        then = (None, None) if self._pinned is None else self._pinned
        return change_text(self._shown[0], then[0]), change_text(self._shown[1], then[1])

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Drop a line from the point to its probability, and paint what stands over it."""
        painter.resetTransform()
        p, loss = self._shown
        dashes = self.look.pen("third", 2.2, Qt.PenStyle.CustomDashLine)
        dashes.setDashPattern([2.5, 2])
        painter.setPen(dashes)
        painter.drawLine(self.to_pixels(p, 0.0), self.to_pixels(p, loss / (self._top or 1.0)))
        super().drawForeground(painter, rect)

    def natural_top(self, loss: float) -> float:
        """A round height of the plot that holds `loss` with its text."""
        return max(5.0, ticks.round_up(1.3 * loss))

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        look = self.look
        self.sheet.axes["left"].setPen(look.pen("axis", 1.4))
        self.curve.setPen(look.pen("loss", 3.2))
        self.setAccessibleName(tr("stage.minus_log"))
        self.setAccessibleDescription(self._said_now())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the curve under the pointer, or the present point exactly."""
        frame = self.frame()
        share = (event.position().x() - frame.left()) / frame.width()
        if not 0 < share <= 1:
            QToolTip.hideText()
            return
        p, loss = self._shown
        if abs(share - p) * frame.width() > self.look.px(_NEAR):
            # A round p, so that the loss beside it is that of the p one reads.
            p = max(0.001, round(share, 3))
            loss = float(-np.log(p))
        text = self._said_now() if p == self._shown[0] else self._said(p, loss)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def _said_now(self) -> str:
        then = None if self._pinned is None else self._pinned[1]
        return with_pinned(self._said(*self._shown), self._shown[1], then)

    @staticmethod
    def _said(p: float, loss: float) -> str:
        """The point in the three usual units: printed slides often mean base 10."""
        bits, tens = loss / math.log(2), loss / math.log(10)
        return tr(
            "minus_log.reading",
            p=numbers.exact(p),
            loss=numbers.exact(loss),
            bits=numbers.exact(bits),
            tens=numbers.exact(tens),
        )

    def leaveEvent(self, event: QEvent) -> None:
        """Take the reading away."""
        QToolTip.hideText()
        super().leaveEvent(event)
