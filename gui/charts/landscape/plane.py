"""A plot of two values on one scale, with a point to drag in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.charts.curves.drag_plot import DragPlot, Point
from gui.controls.steps import Steps, is_fine
from gui.look.theme import Look
from gui.words.tips import literal

_GRAB = 16
_ACROSS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


class PlanePlot(DragPlot[tuple[QPointF, Point]]):
    """A `Plot` with one point that sets two values.

    Signals
    -------
    began(), moved((x, y)), ended(), cancelled()
        The point is dragged, or moved by a held key: one gesture.
    """

    shape = Qt.CursorShape.SizeAllCursor

    def __init__(self, look: Look, name: str, left_width: float) -> None:
        super().__init__(look, name, left_width)
        self._steps = Steps(step=0.05, fine=0.005, coarse=0.5, home=0.0, end=0.0)
        self._point: Point = (0.0, 0.0)
        self._reading: Callable[[float, float], str] | None = None

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

    def is_dragging(self) -> bool:
        """Whether the mouse holds the point."""
        return self.grip is not None

    def place_of(self, x: float, y: float) -> QPointF:
        """Where on the widget a pair of values lies, in pixels."""
        return self.to_pixels(self.x_axis.share(x), self.y_axis.share(y))

    # -- the point in the hand ----------------------------------------------------------------

    def _values_at(self, place: QPointF) -> Point:
        """The values at a place; beyond the frame those at its edge, where they can be seen."""
        frame = self.frame()
        across = (place.x() - frame.left()) / max(1.0, frame.width())
        up = (frame.bottom() - place.y()) / max(1.0, frame.height())
        x, y = min(1.0, max(0.0, across)), min(1.0, max(0.0, up))
        return self.x_axis.value(x), self.y_axis.value(y)

    def _snapped(self, values: Point, start: Point, fine: bool) -> Point:
        step = self._steps.fine if fine else self._steps.step
        # A value that the hand did not mean to move keeps the decimals that it has.
        x, y = (
            before if abs(value - before) < step / 2 else self._steps.snap(value, fine)
            for value, before in zip(values, start, strict=True)
        )
        return x, y

    def is_near(self, at: QPointF) -> bool:
        away = self.place_of(*self._point) - at
        return bool((away.x() ** 2 + away.y() ** 2) ** 0.5 <= self.look.px(_GRAB) + 4)

    def grip_at(self, event: QMouseEvent) -> tuple[QPointF, Point] | None:
        """How far the point is from the pointer, and the values at the start."""
        at = event.position()
        if self.is_near(at):
            return self.place_of(*self._point) - at, self._point
        return (QPointF(0.0, 0.0), self._point) if self.frame().contains(at) else None

    def pull(self, grip: tuple[QPointF, Point], event: QMouseEvent) -> Point:
        values = self._values_at(event.position() + grip[0])
        return self._snapped(values, grip[1], is_fine(event))

    def read_at(self, event: QMouseEvent) -> tuple[Point, str] | None:
        """The exact values under the pointer, those of the point itself when it is near."""
        at = event.position()
        if self._reading is None or not (self._near or self.frame().contains(at)):
            return None
        read = self._point
        if not self._near:
            read = self._snapped(self._values_at(at), self._point, is_fine(event))
        return read, literal(self._reading(*read))

    # -- keyboard -----------------------------------------------------------------------------

    def after_key(self, event: QKeyEvent) -> Point | None:
        values = self._stepped(event)
        if values is not None:
            self.ring = True
            self._point = values
        return values

    def _stepped(self, event: QKeyEvent) -> Point | None:
        x, y = self._point
        if Qt.Key(event.key()) in _ACROSS:
            ends = replace(self._steps, home=self.x_axis.low, end=self.x_axis.high)
            moved = ends.after_key(event, x)
            return None if moved is None else (moved, y)
        if Qt.Key(event.key()) in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            return None
        moved = self._steps.after_key(event, y)
        return None if moved is None else (x, moved)
