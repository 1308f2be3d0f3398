"""A plot with an upright line to drag, and exact values under the pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from core.arrays import FloatArray
from gui.base.access import spoken_as
from gui.charts.curves.access import LineInterface
from gui.charts.curves.drag_plot import DragPlot, Point
from gui.charts.curves.plot import Mark
from gui.controls.pinned import pin_pen
from gui.controls.steps import Steps, is_fine
from gui.look.painting import diamond
from gui.look.theme import Look
from gui.words import numbers

_GRAB = 14


@spoken_as(LineInterface)
class LinePlot(DragPlot[float]):
    """A `Plot` with one upright line in the colour `role` that sets a value.

    Signals
    -------
    began(), moved(value), ended(), cancelled()
        The line is dragged, or moved by a held key: one gesture.

    Attributes
    ----------
    lift
        How far over the axis its grip stands, in design pixels.
    """

    lift = -4.0

    def __init__(self, look: Look, name: str, role: str, steps: Steps) -> None:
        super().__init__(look, name)
        self._role = role
        self._steps = steps
        self._value = 0.0
        self._share = 0.0
        self._pinned: float | None = None
        self._at: FloatArray = np.empty(0)
        self._reading: Callable[[int], str] | None = None

    # -- mapping between the value and the axis; a log plot overrides both ------------------------

    def share_of(self, value: float) -> float:
        """Where on the x axis (0 to 1) a value lies."""
        return self.x_axis.share(value)

    def value_at(self, share: float) -> float:
        """The value at a share of the x axis; the inverse of `share_of`."""
        return self.x_axis.value(share)

    def show_line(self, value: float) -> None:
        """Move the line to `value` (silent)."""
        self._value = value
        share = self.share_of(value)
        if share != self._share:
            self._share = share
            self.viewport().update()

    def show_pinned(self, value: float | None) -> None:
        """Where the line was when it was pinned, as a thin one (silent); None for nowhere."""
        if value != self._pinned:
            self._pinned = value
            self.viewport().update()

    def set_reading(self, at: FloatArray, reading: Callable[[int], str]) -> None:
        """Say `reading(k)` when the pointer is nearest to ``at[k]`` (ascending shares of x)."""
        self._at = at
        self._reading = reading

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the line with its grip, the marks and notes, and the point being read."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pinned is not None and 0 <= self.share_of(self._pinned) <= 1:
            share = self.share_of(self._pinned)
            painter.setPen(pin_pen(self.look))
            painter.drawLine(self.to_pixels(share, 0.0), self.to_pixels(share, 1.0))
        if self.isEnabled():
            self._draw_line(painter)
        super().drawForeground(painter, rect)
        if self._probe is not None:
            self.draw_mark(painter, Mark(*self._probe, role="text", size=11, hollow=True))

    def _draw_line(self, painter: QPainter) -> None:
        look = self.look
        strong = self.is_lively()
        foot, head = self.to_pixels(self._share, 0.0), self.to_pixels(self._share, 1.0)
        painter.setPen(look.pen(self._role, 4.5 if strong else 3))
        painter.drawLine(foot, head)
        width, height = look.px(15 if strong else 12), look.px(40 if strong else 36)
        # The grip stands on the axis, clear of the number below it.
        bottom = foot.y() - round(self.lift * look.scale)
        grip = QRectF(foot.x() - width / 2, bottom - height, width, height)
        painter.setPen(look.pen("card", 1.5))
        painter.setBrush(look.color(self._role))
        painter.drawRoundedRect(grip, look.px(4), look.px(4))

    def draw_lowest(self, painter: QPainter, point: Point) -> None:
        """The mark of where something is at its lowest, over the line."""
        painter.setPen(self.look.pen("loss", 2))
        painter.setBrush(self.look.color("card"))
        painter.drawPolygon(diamond(self.to_pixels(*point), self.look.px(9)))

    # -- the line in the hand -----------------------------------------------------------------

    def _foot(self) -> float:
        return self.to_pixels(self._share, 0).x()

    def is_near(self, at: QPointF) -> bool:
        return abs(self._foot() - at.x()) <= self.look.px(_GRAB) + 4

    def grip_at(self, event: QMouseEvent) -> float:
        """How far the line is from the pointer."""
        return 0.0 if self.brings(event) else self._foot() - event.position().x()

    def pull(self, grip: float, event: QMouseEvent) -> float:
        frame, x = self.frame(), event.position().x() + grip
        value = self.value_at((x - frame.left()) / frame.width())
        return self._steps.snap(value, is_fine(event))

    def after_key(self, event: QKeyEvent) -> float | None:
        self.ring = True
        value = self._steps.after_key(event, self._value)
        if value is not None:
            self._value = value
        return value

    # -- what an aid asks ---------------------------------------------------------------------

    @property
    def number(self) -> float:
        """The value at the line."""
        return self._value

    def value_text(self) -> str:
        """That value as it is said."""
        return numbers.exact(self._value)

    def limits(self) -> tuple[float, float]:
        """From where to where the axis goes."""
        return self.value_at(0.0), self.value_at(1.0)

    def stepped(self, count: int) -> float:
        """The value so many steps on."""
        return self._steps.move(self._value, count, "step")

    def go_to(self, number: float) -> None:
        """Move the line as if a person had."""
        self.let_go()
        low, high = self.limits()
        self.began.emit()
        self.moved.emit(min(high, max(low, number)))
        self.ended.emit()

    # -- reading ------------------------------------------------------------------------------

    def read_at(self, event: QMouseEvent) -> tuple[Point | None, str] | None:
        frame = self.frame()
        share = (event.position().x() - frame.left()) / frame.width()
        if self._reading is None or not self._at.size or not frame.contains(event.position()):
            return None
        index = int(np.argmin(np.abs(self._at - share)))
        return self.point_read(index), self._reading(index)

    def point_read(self, index: int) -> Point | None:
        """Where to mark the reading `index`, in unit coordinates; plots with curves say where."""
