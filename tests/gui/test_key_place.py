"""A key is known by its place, whatever it writes."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gui.window.key_place import place_of

NONE = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

# From the tables of evdev (+ 8), of Windows (set 1) and of macOS (kVK_ANSI).
CODES = {
    "R": (27, 0x13, 0x0F),
    "L": (46, 0x26, 0x25),
    "B": (56, 0x30, 0x0B),
    ".": (60, 0x34, 0x2F),
    "Space": (65, 0x39, 0x31),
    "1": (10, 0x02, 0x12),
    "5": (14, 0x06, 0x17),
    "6": (15, 0x07, 0x16),
    "9": (18, 0x0A, 0x19),
    "A": (38, 0x1E, 0x00),
    "M": (58, 0x32, 0x2E),
    "Z": (52, 0x2C, 0x06),
}


def pressed(key, scan=0, virtual=0, modifiers=NONE):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0)


@pytest.mark.parametrize("place", CODES)
@pytest.mark.parametrize("key", [ord("Q"), 0x3141, 0x042F, 0])
def test_the_place_decides_where_the_system_tells_it(place, key):
    linux, windows, mac = CODES[place]
    for platform in ("xcb", "wayland", "wayland-egl"):
        assert place_of(pressed(key, linux), platform) == place
    assert place_of(pressed(key, windows), "windows") == place
    assert place_of(pressed(key, 1, mac), "cocoa") == place


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (ord("R"), "R"),
        (ord("."), "."),
        (Qt.Key.Key_Space, "Space"),
        (ord("ㄱ"), "R"),
        (ord("ㅣ"), "L"),
        (ord("ㅠ"), "B"),
        (ord("ㄲ"), "R"),
        (ord("ㅔ"), "P"),
        (ord("ㅡ"), "M"),
        (Qt.Key.Key_Escape, ""),
        (Qt.Key.Key_Shift, ""),
        (ord("Я"), ""),
        (0, ""),
    ],
)
def test_else_what_is_written_does(key, place):
    assert place_of(pressed(key), "offscreen") == place
    assert place_of(pressed(key), "xcb") == place


def test_digits_of_the_keypad_are_digits():
    assert place_of(pressed(Qt.Key.Key_3, 89, modifiers=KEYPAD), "xcb") == "3"
    assert place_of(pressed(Qt.Key.Key_PageDown, 89, modifiers=KEYPAD), "xcb") == ""
