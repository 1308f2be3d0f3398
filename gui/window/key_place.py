"""Which key was pressed by its place on the keyboard, whatever it writes in the layout.

A remote sends places, and under a Hangul input method a key gives no Latin letter. Names are what
stands on the keys of a US keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

SPACE = "Space"


def _rows(*rows: tuple[int, str]) -> Mapping[int, str]:
    found = {first + n: key for first, keys in rows for n, key in enumerate(keys)}
    return MappingProxyType(found)


_SCAN_CODES = {
    **_rows((2, "1234567890-="), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'"), (44, "ZXCVBNM,./")),
    57: SPACE,
}
"""Of Windows; those of X11 and Wayland are 8 more."""
_AHEAD = {"xcb": 8, "wayland": 8, "windows": 0}
_MAC = {
    **_rows((0, "ASDFHGZXCV"), (11, "BQWERYT123465=97-80]OU[IP"), (37, "LJ'K;\\,/NM.")),
    49: SPACE,
}
"""Virtual key codes of macOS, which gives no scan codes."""
_JAMO = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        "QWERTYUIOPASDFGHJKLZXCVBNM",
        strict=True,
    )
)
_JAMO |= dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))


def place_of(event: QKeyEvent, platform: str | None = None) -> str:
    """The key at its place; where the platform tells no place, by what it writes.

    Empty for a key that writes nothing.
    """
    platform = platform or QGuiApplication.platformName()
    code = event.nativeScanCode()
    if platform == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "")
    for name, ahead in _AHEAD.items():
        if platform.startswith(name) and code:
            if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
                break
            return _SCAN_CODES.get(code - ahead, "")
    return latin(event.key())


def latin(key: int) -> str:
    """The key that writes this character, be it Latin or Hangul."""
    if key == Qt.Key.Key_Space:
        return SPACE
    if not 0x20 < key < 0x10000:
        return ""
    character = chr(key)
    return _JAMO.get(character, character if character.isascii() else "")
