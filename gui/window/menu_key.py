"""The left Alt key, pressed and let go by itself, as in other programs the key of the menu."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_RIGHT_ALT = 0xFFEA
"""Its name in X11 and Wayland; on Korean keyboards it switches to Hangul."""
_IN_BETWEEN = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.FocusOut,
}


class MenuKey(QObject):
    """Watches the native window, where every key comes in whatever holds the keyboard."""

    asked = Signal()
    """Alt has gone down and up with nothing in between."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._alone = False

    def watch(self, window: QWindow) -> None:
        """Watch `window` from now on; on macOS Alt writes letters and is no such key."""
        if sys.platform != "darwin":
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and _is_alt(event) and not event.isAutoRepeat():
            if kind == QEvent.Type.KeyPress:
                held = event.modifiers() & ~Qt.KeyboardModifier.AltModifier
                self._alone = not held and not QGuiApplication.mouseButtons()
            elif kind == QEvent.Type.KeyRelease and self._alone:
                self._alone = False
                self.asked.emit()
        elif kind in _IN_BETWEEN and not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            self._alone = False
        return False


def _is_alt(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Alt and event.nativeVirtualKey() != _RIGHT_ALT
