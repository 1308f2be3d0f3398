"""One drag is one gesture, as one held key is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.controls.held_key import HeldKey

G = TypeVar("G")


class Hand(HeldKey, Generic[G]):
    """Mixed into a widget whose values are dragged and stepped by keys, before what shows them.

    Where nothing is taken hold of, pointer and keys go on to the next class.

    Attributes
    ----------
    grip : G or None
        What the pointer has taken hold of.
    dragging : bool
        Whether that has begun a gesture.
    at_press : bool
        Whether the press itself begins it, or only the first value asked for: a click is none then.
    """

    grip: G | None = None
    dragging = False
    at_press = False
    _last: object = None

    # -- what a widget says -----------------------------------------------------------------------

    def grip_at(self, event: QMouseEvent) -> G | None:
        """What a press takes hold of."""
        raise NotImplementedError

    def pull(self, grip: G, event: QMouseEvent) -> object | None:
        """The value that the pointer asks for where it is now; None for none."""
        raise NotImplementedError

    def after_key(self, event: QKeyEvent) -> object | None:
        """The value to which a key steps; None if it means nothing here.

        Keys may come faster than frames: each steps on from the one before.
        """
        raise NotImplementedError

    def brings(self, event: QMouseEvent) -> bool:
        """Whether a press that begins the gesture brings what it takes to the pointer."""
        return False

    def clicked(self, grip: G) -> None:
        """The pointer let go where it took hold."""

    def hand_changed(self) -> None:
        """The pointer has taken hold or let go: what shows that is drawn anew."""
        self.update()  # type: ignore[attr-defined] # of the widget

    # -- the pointer ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Take hold of what is under the pointer."""
        left = event.button() == Qt.MouseButton.LeftButton
        grip = self.grip_at(event) if left else None
        if grip is None:
            super().mousePressEvent(event)  # type: ignore[misc]
            return
        self.let_go()
        self.grip, self._last = grip, None
        if self.at_press:
            self._begin()
            if self.brings(event):
                self._drag(grip, event)
        self.hand_changed()

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        """Let what the pointer holds follow it."""
        if self.grip is None:
            super().mouseMoveEvent(event)  # type: ignore[misc]
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(self.grip, event)
        else:
            self.let_go()  # it was released over a menu, say

    def _drag(self, grip: G, event: QMouseEvent) -> None:
        value = self.pull(grip, event)
        if value is not None:
            self._begin()
            if value != self._last:
                self._last = value
                self.moved.emit(value)

    def _begin(self) -> None:
        if not self.dragging:
            self.dragging = True
            self.began.emit()

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self.grip is not None:
            grip, click = self.grip, not self.dragging
            self.let_go()
            if click:
                self.clicked(grip)

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Step, or give the gesture up."""
        if not self.takes_key(event):
            super().keyPressEvent(event)  # type: ignore[misc]

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key meant something to the hand; it is done then."""
        if event.key() == Qt.Key.Key_Escape and self.drop():
            return True
        if self.grip is not None:
            return True  # nothing disturbs a drag
        value = self.after_key(event)
        if value is not None:
            self.step_to(event, value)
        return value is not None

    # -- the end ----------------------------------------------------------------------------------

    def let_go(self) -> None:
        """End the gesture under way, if there is one, and keep what it has done."""
        held = self.grip is not None
        super().let_go()
        if held:
            self.hand_changed()

    def drop(self) -> bool:
        """Cancel the gesture under way; False if there is none and the pointer holds nothing."""
        held = self.grip is not None
        dropped = super().drop()
        if held:
            self.hand_changed()
        return dropped or held

    def _over(self) -> bool:
        dragging, self.grip, self.dragging = self.dragging, None, False
        return super()._over() or dragging
