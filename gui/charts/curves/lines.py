"""A plot with an upright line to drag, and exact values under the pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from core.arrays import FloatArray
from gui.charts.curves.plot import Mark, Plot
from gui.controls.hand import Hand
from gui.controls.pinned import pin_pen
from gui.controls.steps import Steps, is_fine
from gui.look.painting import KeyboardFocus
from gui.look.theme import Look

_GRAB = 14


class LinePlot(Hand[float], KeyboardFocus, Plot):
    """A `Plot` with one upright line in the colour `role` that sets a value.

    Signals
    -------
    began(), moved(value), ended(), cancelled()
        The line is dragged, or moved by a held key: one gesture.
    """

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()

    def __init__(self, look: Look, name: str, role: str, steps: Steps) -> None:
        super().__init__(look, name)
        self._role = role
        self._steps = steps
        self._value = 0.0
        self._share = 0.0
        self._pinned: float | None = None
        self._over_line = False
        self._at: FloatArray = np.empty(0)
        self._reading: Callable[[int], str] | None = None
        self._probe: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

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
        strong = self._over_line or self.grip is not None or self.ring
        foot, head = self.to_pixels(self._share, 0.0), self.to_pixels(self._share, 1.0)
        painter.setPen(look.pen(self._role, 4.5 if strong else 3))
        painter.drawLine(foot, head)
        width, height = look.px(15 if strong else 12), look.px(40 if strong else 36)
        # The grip stands on the axis, clear of the number below it.
        grip = QRectF(foot.x() - width / 2, foot.y() + look.px(4) - height, width, height)
        painter.setPen(look.pen("card", 1.5))
        painter.setBrush(look.color(self._role))
        painter.drawRoundedRect(grip, look.px(4), look.px(4))

    # -- mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the line; a press elsewhere in the plot brings the line there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        at = self.to_pixels(self._share, 0).x()
        away = at - x if abs(at - x) <= self.look.px(_GRAB) + 4 else 0.0
        self.grasp(away)
        self._show_probe(None)
        self.begin()
        if away == 0.0 and abs(at - x) > 1:
            self._drag_to(x, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the line, or read the curve under the pointer."""
        x = event.position().x()
        if self.grip is not None:
            self._drag_to(x + self.grip, event)
            return
        near = abs(self.to_pixels(self._share, 0).x() - x) <= self.look.px(_GRAB) + 4
        if near != self._over_line:
            self._over_line = near
            shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()
        self._read(event)

    def _drag_to(self, x: float, event: QMouseEvent) -> None:
        frame = self.frame()
        value = self.value_at((x - frame.left()) / frame.width())
        self.pull_to(self._steps.snap(value, is_fine(event)))

    def hand_changed(self) -> None:
        """Draw the line that is held, or no longer held."""
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the reading away."""
        self._over_line = False
        self._show_probe(None)
        super().leaveEvent(event)

    def _read(self, event: QMouseEvent) -> None:
        frame = self.frame()
        share = (event.position().x() - frame.left()) / frame.width()
        if self._reading is None or not self._at.size or not frame.contains(event.position()):
            self._show_probe(None)
            return
        index = int(np.argmin(np.abs(self._at - share)))
        self._show_probe(self.point_read(index))
        QToolTip.showText(event.globalPosition().toPoint(), self._reading(index), self)

    def _show_probe(self, probe: tuple[float, float] | None) -> None:
        if probe is None:
            QToolTip.hideText()
        if probe != self._probe:
            self._probe = probe
        self.viewport().update()

    def point_read(self, index: int) -> tuple[float, float] | None:
        """Where to mark the reading `index`, in unit coordinates; plots with curves say where."""

    # -- keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the line, or give a drag up."""
        if event.key() == Qt.Key.Key_Escape and self.drop():
            return
        self.ring = True
        value = self._steps.after_key(event, self._value)
        if value is None or self.grip is not None:
            event.ignore()
            return
        # Keys may come faster than frames; each steps on from the one before.
        self._value = value
        self.step_to(event, value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys now move the line."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys no longer move the line."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: object) -> None:
        """Teaching plots do not zoom."""
