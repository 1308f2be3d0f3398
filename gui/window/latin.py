"""Ctrl with a letter means the same under every script: the key is known by its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from gui.window.key_place import place_of

_COMMANDING = Qt.KeyboardModifier.ControlModifier


class LatinKeys(QObject):
    """Gives keys of another script, held with Ctrl, to the window as what they are in Latin.

    Most systems do that themselves, some not: on macOS, and in some layouts of X11, a key writes a
    jamo with Ctrl too. It comes in here when it has meant nothing to any shortcut.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def watch(self, window: QWindow) -> None:
        """Watch `window` from now on."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As Qt does with a key: whoever has the keyboard may claim it, then shortcuts come."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        place = place_of(event)
        foreign = 0x7F < event.key() < 0x10000
        if not (event.modifiers() & _COMMANDING and foreign and len(place) == 1):
            return False
        focus = QApplication.focusWidget() or self._window
        key = Qt.Key(ord(place))
        claim = _same(event, QEvent.Type.ShortcutOverride, key)
        claim.ignore()
        QCoreApplication.sendEvent(focus, claim)
        act = None if claim.isAccepted() else self._act_of(claim)
        if act is not None:
            act.trigger()
        else:
            QCoreApplication.sendEvent(focus, _same(event, QEvent.Type.KeyPress, key))
        return True

    def _act_of(self, event: QKeyEvent) -> QAction | None:
        wanted = QKeySequence(event.keyCombination())
        acts = (act for act in self._window.actions() if wanted in act.shortcuts())
        return next((act for act in acts if act.isEnabled()), None)


def _same(event: QKeyEvent, kind: QEvent.Type, key: Qt.Key) -> QKeyEvent:
    """The event with another key in it."""
    return QKeyEvent(kind, key, event.modifiers(), "", event.isAutoRepeat(), event.count())
