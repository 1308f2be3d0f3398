"""A drag, like a held key, is one gesture: begun, moved any number of times, ended or given up."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent

from gui.controls.held_key import HeldKey
from gui.look.painting import KeyboardFocus

G = TypeVar("G")


class Dragging(HeldKey, KeyboardFocus, Generic[G]):
    """Mixed into a widget before what it shows itself by; G is what the pointer has in its hand.

    Where nothing is taken, pointer and keys go on to the next class.

    Signals
    -------
    began(), moved(value), ended(), cancelled()
        A drag or a held key: one gesture. The values are those of `pull` and `after_key`.

    Attributes
    ----------
    dead_zone : float
        So many pixels are still a click; with 0 the press itself begins the gesture.
    grip : G or None
        What is in the hand now.
    dragging : bool
        Whether a gesture of the pointer is under way.
    """

    # Signals of the widget it is mixed into: mypy binds them to no other class.
    began: SignalInstance = Signal()  # type: ignore[assignment]
    moved: SignalInstance = Signal(object)  # type: ignore[assignment]
    ended: SignalInstance = Signal()  # type: ignore[assignment]
    cancelled: SignalInstance = Signal()  # type: ignore[assignment]
    dead_zone = 0.0
    grip: G | None = None
    dragging = False
    _from = QPointF()
    _last: object = None

    # -- what a widget says -----------------------------------------------------------------------

    def grip_at(self, point: QPointF) -> G | None:
        """What a press takes into the hand."""
        raise NotImplementedError

    def pull(self, grip: G, point: QPointF, *, fine: bool) -> object | None:
        """The value that a place of the pointer means; None for none."""
        raise NotImplementedError

    def after_key(self, event: QKeyEvent) -> object | None:
        """The value to which a key steps; None if the key means nothing here.

        Keys may come faster than frames: what is asked for here is where the next one starts.
        """
        raise NotImplementedError

    def brings(self, grip: G, point: QPointF) -> bool:
        """Whether a press brings what is dragged to the pointer at once."""
        return False

    def clicked(self, grip: G) -> None:
        """A press was let go where it was."""

    def show_hand(self) -> None:
        """Something was taken or let go: draw it so."""
        self.update()  # type: ignore[attr-defined] # of the widget

    # -- the pointer ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        left = event.button() == Qt.MouseButton.LeftButton
        grip = self.grip_at(event.position()) if left else None
        if grip is None:
            super().mousePressEvent(event)  # type: ignore[misc]
            return
        self.let_go()
        self.grip, self._from, self._last = grip, event.position(), None
        if not self.dead_zone:
            self._begin()
            if self.brings(grip, event.position()):
                self._follow(grip, event)
        self.show_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is in the hand."""
        if self.grip is None:
            super().mouseMoveEvent(event)  # type: ignore[misc]
            return
        if not self.dragging:
            way = event.position() - self._from
            if max(abs(way.x()), abs(way.y())) < self.dead_zone:
                return
            self._begin()
        self._follow(self.grip, event)

    def _begin(self) -> None:
        self.dragging = True
        self.began.emit()

    def _follow(self, grip: G, event: QMouseEvent) -> None:
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        value = self.pull(grip, event.position(), fine=fine)
        if value is not None and value != self._last:
            self._last = value
            self.moved.emit(value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        grip, was_click = self.grip, not self.dragging
        self.finish()
        if grip is not None and was_click:
            self.clicked(grip)

    def finish(self) -> None:
        """Let go of what is in the hand, keeping its value."""
        if self._drop_grip():
            self.ended.emit()

    def _drop_grip(self) -> bool:
        """Empty the hand; whether that ends a gesture."""
        dragging, self.dragging = self.dragging, False
        if self.grip is not None:
            self.grip = None
            self.show_hand()
        return dragging

    def hideEvent(self, event: QHideEvent) -> None:
        """No release comes to what is out of sight, so the gesture ends here."""
        self.let_go()
        self.finish()
        super().hideEvent(event)  # type: ignore[misc]

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, or give the gesture up."""
        if event.key() == Qt.Key.Key_Escape and (self.grip is not None or self.drop()):
            if self._drop_grip():
                self.cancelled.emit()
            return
        if self.grip is not None:
            event.ignore()
            return
        value = self.after_key(event)
        if value is None:
            super().keyPressEvent(event)  # type: ignore[misc]
            return
        self.ring = True
        self.step_to(event, value)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End the gesture of a held key."""
        if not self.released(event):
            super().keyReleaseEvent(event)  # type: ignore[misc]

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """A key still held when the focus goes has done its work."""
        self.let_go()
        super().focusOutEvent(event)
