"""How far the keys go along things that stand in an order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ALONG: Mapping[Qt.Key, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
DOWN: Mapping[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
# With Ctrl: alone they go from example to example.
_FAR = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}


def modifiers_of(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers that count: a key of the keypad is as good as any."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def place_after(
    event: QKeyEvent, place: int, count: int, steps: Mapping[Qt.Key, int], far: int
) -> int | None:
    """The place among `count` to which a key leads; None if it means nothing here.

    `steps` says how many places each arrow goes, `far` how many Ctrl+Page Down does.
    """
    key, modifiers = Qt.Key(event.key()), modifiers_of(event)
    if modifiers == Qt.KeyboardModifier.ControlModifier and key in _FAR:
        to = place + far * _FAR[key]
    elif modifiers or (key not in steps and key not in _ENDS):
        return None
    elif key in _ENDS:
        to = 0 if key == Qt.Key.Key_Home else count - 1
    else:
        to = place + steps[key]
    return min(count - 1, max(0, to))
