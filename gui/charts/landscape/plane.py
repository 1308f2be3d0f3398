"""A plot of two values on one scale, with a point to drag in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from gui.charts.curves.plot import Plot
from gui.controls.hand import Hand
from gui.controls.steps import Steps, is_fine
from gui.look.painting import KeyboardFocus
from gui.look.theme import Look
from gui.words.tips import literal

Point = tuple[float, float]

_GRAB = 16
_ACROSS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


class PlanePlot(Hand[QPointF], KeyboardFocus, Plot):
    """A `Plot` with one point that sets two values.

    Signals
    -------
    began(), moved((x, y)), ended(), cancelled()
        The point is dragged, or moved by a held key: one gesture.
    """

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()

    def __init__(self, look: Look, name: str, left_width: float) -> None:
        super().__init__(look, name, left_width)
        self._steps = Steps(step=0.05, fine=0.005, coarse=0.5, home=0.0, end=0.0)
        self._point: Point = (0.0, 0.0)
        self._from: Point = (0.0, 0.0)
        self._over_point = False
        self._probe: Point | None = None
        self._reading: Callable[[float, float], str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what it shows ------------------------------------------------------------------------

    def set_steps(self, steps: Steps) -> None:
        """Move the point by these steps from now on."""
        self._steps = steps

    def show_point(self, x: float, y: float) -> None:
        """Put the point here (silent)."""
        if (x, y) != self._point:
            self._point = (x, y)
            self.viewport().update()

    def set_reading(self, reading: Callable[[float, float], str]) -> None:
        """Say `reading(x, y)` of the values under the pointer."""
        self._reading = reading

    def point(self) -> Point:
        """The values that are set now."""
        return self._point

    def probe(self) -> Point | None:
        """The values being read, or None."""
        return self._probe

    def is_lively(self) -> bool:
        """Whether the point shows that it can be moved or is being moved."""
        return self._over_point or self.grip is not None or self.ring

    def is_dragging(self) -> bool:
        """Whether the mouse holds the point."""
        return self.grip is not None

    def place_of(self, x: float, y: float) -> QPointF:
        """Where on the widget a pair of values lies, in pixels."""
        return self.to_pixels(self.x_axis.share(x), self.y_axis.share(y))

    # -- mouse --------------------------------------------------------------------------------

    def _values_at(self, place: QPointF) -> Point:
        """The values at a place; beyond the frame those at its edge, where they can be seen."""
        frame = self.frame()
        across = (place.x() - frame.left()) / max(1.0, frame.width())
        up = (frame.bottom() - place.y()) / max(1.0, frame.height())
        x, y = min(1.0, max(0.0, across)), min(1.0, max(0.0, up))
        return self.x_axis.value(x), self.y_axis.value(y)

    def _snapped(self, values: Point, fine: bool) -> Point:
        step = self._steps.fine if fine else self._steps.step
        # A value that the hand did not mean to move keeps the decimals that it has.
        x, y = (
            start if abs(value - start) < step / 2 else self._steps.snap(value, fine)
            for value, start in zip(values, self._from, strict=True)
        )
        return x, y

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the point; a press elsewhere in the plane brings the point there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        away = self.place_of(*self._point) - at
        near = self._is_near(at)
        if not near and not self.frame().contains(at):
            return
        self.grasp(away if near else QPointF(0.0, 0.0))
        self._from = self._point
        self._read(None)
        self.begin()
        if not near:
            self._drag_to(at, event)

    def _is_near(self, at: QPointF) -> bool:
        away = self.place_of(*self._point) - at
        return bool((away.x() ** 2 + away.y() ** 2) ** 0.5 <= self.look.px(_GRAB) + 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point, or read the plane under the pointer."""
        at = event.position()
        if self.grip is not None:
            self._drag_to(at + self.grip, event)
            return
        near = self._is_near(at)
        if near != self._over_point:
            self._over_point = near
            shape = Qt.CursorShape.SizeAllCursor if near else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        self._read(event if near or self.frame().contains(at) else None)

    def _drag_to(self, place: QPointF, event: QMouseEvent) -> None:
        self.pull_to(self._snapped(self._values_at(place), is_fine(event)))

    def hand_changed(self) -> None:
        """Draw the point that is held, or no longer held."""
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the reading away."""
        self._over_point = False
        self._read(None)
        super().leaveEvent(event)

    def _read(self, event: QMouseEvent | None) -> None:
        """Say the exact values under the pointer, those of the point itself when it is near."""
        probe = None
        if event is None or self._reading is None:
            QToolTip.hideText()
        else:
            values = self._values_at(event.position())
            self._from = self._point
            probe = self._point if self._over_point else self._snapped(values, is_fine(event))
            text = literal(self._reading(*probe))
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        if probe != self._probe or event is not None:
            self._probe = probe
            self.viewport().update()

    # -- keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the point, or give a drag up."""
        if event.key() == Qt.Key.Key_Escape and self.drop():
            return
        values = self._after_key(event)
        if values is None or self.grip is not None:
            event.ignore()
            return
        self.ring = True
        # Repeats may come faster than frames: the next one goes on from here.
        self._point = values
        self.step_to(event, values)

    def _after_key(self, event: QKeyEvent) -> Point | None:
        x, y = self._point
        if Qt.Key(event.key()) in _ACROSS:
            ends = replace(self._steps, home=self.x_axis.low, end=self.x_axis.high)
            moved = ends.after_key(event, x)
            return None if moved is None else (moved, y)
        if Qt.Key(event.key()) in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            return None
        moved = self._steps.after_key(event, y)
        return None if moved is None else (x, moved)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys now move the point."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys no longer move the point."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: object) -> None:
        """Teaching plots do not zoom."""
