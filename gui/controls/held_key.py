"""One held key is one gesture, however often it repeats."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent


class HeldKey:
    """Mixed into a widget.

    Signals
    -------
    began(), moved(value), ended(), cancelled()
        A gesture: what was moved between is one step.
    """

    # Signals of the widget that it is mixed into, which mypy does not see.
    began: SignalInstance = Signal()  # type: ignore[assignment]
    moved: SignalInstance = Signal(object)  # type: ignore[assignment]
    ended: SignalInstance = Signal()  # type: ignore[assignment]
    cancelled: SignalInstance = Signal()  # type: ignore[assignment]

    _held: int | None = None

    def step_to(self, event: QKeyEvent, value: object) -> None:
        """A key asks for `value`: open a gesture unless this key has already opened one."""
        if self._held != event.key():
            self.let_go()
            self._held = event.key()
            self.began.emit()
        self.moved.emit(value)

    def let_go(self) -> None:
        """End the gesture under way, if there is one, and keep what it has done."""
        if self._over():
            self.ended.emit()

    def drop(self) -> bool:
        """Cancel the gesture under way; False if there is none."""
        over = self._over()
        if over:
            self.cancelled.emit()
        return over

    def _over(self) -> bool:
        """Forget the gesture; whether there was one."""
        held, self._held = self._held, None
        return held is not None

    def keyReleaseEvent(self, event: QKeyEvent, /) -> None:
        """The key that was held is up."""
        if event.key() == self._held and not event.isAutoRepeat():
            self.let_go()
        else:
            super().keyReleaseEvent(event)  # type: ignore[misc]

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """A key still held when the focus goes has done its work."""
        if self._held is not None:
            self.let_go()
        super().focusOutEvent(event)  # type: ignore[misc]

    def hideEvent(self, event: QHideEvent, /) -> None:
        """No release comes to a widget out of sight, so the gesture ends here."""
        self.let_go()
        super().hideEvent(event)  # type: ignore[misc]
