"""A menu behind a button that does something by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QMenu


class HeldMenu(QObject):
    """Opens `menu` under `button` when that is held, right-clicked, or asked by Alt and Down."""

    def __init__(self, button: QAbstractButton, menu: QMenu) -> None:
        super().__init__(button)
        self._button = button
        self._menu = menu
        self._held = QTimer(self)
        self._held.setObjectName(f"{button.objectName()}.held")
        self._held.setSingleShot(True)
        self._held.timeout.connect(self._open)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            if event.button() == Qt.MouseButton.LeftButton:
                self._held.start(QGuiApplication.styleHints().mousePressAndHoldInterval())
        elif kind in {QEvent.Type.MouseButtonRelease, QEvent.Type.Leave, QEvent.Type.Hide}:
            self._held.stop()
        by_key = isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and _asks(event)
        if by_key or kind == QEvent.Type.ContextMenu:
            self._open()
        return by_key or kind == QEvent.Type.ContextMenu

    def _open(self) -> None:
        self._held.stop()
        self._button.setDown(False)  # letting go is no click any more
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))


def _asks(event: QKeyEvent) -> bool:
    """Whether a key asks for a menu, as in other programs: Alt and Down."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier
