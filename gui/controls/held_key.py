"""One held key is one gesture, however often it repeats."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QKeyEvent


class HeldKey:
    """Mixed into a widget that has the four signals of a gesture."""

    began: SignalInstance
    moved: SignalInstance
    ended: SignalInstance
    cancelled: SignalInstance

    _held: int | None = None

    def step_to(self, event: QKeyEvent, value: object) -> None:
        """A key asks for `value`: open a gesture unless this key has already opened one."""
        if self._held != event.key():
            self.let_go()
            self._held = event.key()
            self.began.emit()
        self.moved.emit(value)

    def released(self, event: QKeyEvent) -> bool:
        """Whether this release ended the gesture of the held key."""
        if event.isAutoRepeat() or event.key() != self._held:
            return False
        self.let_go()
        return True

    def let_go(self) -> None:
        """End the gesture of the held key, if there is one: the key went up or the focus left."""
        if self._held is not None:
            self._held = None
            self.ended.emit()

    def drop(self) -> bool:
        """Cancel the gesture of the held key; False if there is none."""
        if self._held is None:
            return False
        self._held = None
        self.cancelled.emit()
        return True
