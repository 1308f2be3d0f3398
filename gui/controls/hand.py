"""One drag is one gesture, as one held key is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from gui.controls.held_key import HeldKey

G = TypeVar("G")


class Hand(HeldKey, Generic[G]):
    """Mixed into a widget whose values are dragged and stepped by keys.

    `grip` is what the pointer has taken hold of, in the widget's own terms. A drag may begin with
    the press (`begin`) or only with the first value it asks for, so that a click is no gesture.
    """

    grip: G | None = None
    dragging = False
    _last: object = None

    def grasp(self, grip: G) -> None:
        """The pointer takes hold of `grip`."""
        self.let_go()
        self.grip, self._last = grip, None
        self.hand_changed()

    def begin(self) -> None:
        """Open the gesture of the drag, if it is not open."""
        if not self.dragging:
            self.dragging = True
            self.began.emit()

    def pull_to(self, value: object) -> None:
        """The pointer asks for `value`."""
        self.begin()
        if value != self._last:
            self._last = value
            self.moved.emit(value)

    def hand_changed(self) -> None:
        """The pointer has taken hold or let go: what shows that is drawn anew."""
        self.update()  # type: ignore[attr-defined]

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

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self.grip is not None:
            self.let_go()
