"""An hour's lecture in a real window: the keys of a remote, and one hand on the keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.scenario.files import load_path, save_path
from gui.look.themes import PROJECTOR
from tests.desktop.person import Person, inked
from tests.gui.window_hand import CTRL, Key, open_window, scenario, settle

pytestmark = pytest.mark.desktop

NEXT, BACK, BLANK, START = "Next", "Prior", "period", "F5"
"""What the buttons of a remote send."""
KEYS = {
    NEXT: Key.Key_PageDown,
    BACK: Key.Key_PageUp,
    BLANK: Key.Key_Period,
    START: Key.Key_F5,
    "F9": Key.Key_F9,
    "Tab": Key.Key_Tab,
    "space": Key.Key_Space,
    "Right": Key.Key_Right,
    "r": Key.Key_R,
    "1": Key.Key_1,
    "2": Key.Key_2,
    "3": Key.Key_3,
    "Escape": Key.Key_Escape,
}
COLORS = ("score", "second", "third", "loss", "penalty")
ENOUGH = 150
"""So many pixels of a colour are more than what letters share with it."""


class Lecturer:
    """Presses each key twice: on the real window, and on one like it that tells what to expect."""

    def __init__(self, person, twin, corner):
        self.person = person
        self.twin = twin
        self._corner = corner

    def press(self, *keys):
        """Press keys, and wait for the screen to show what they do."""
        for key in keys:
            self.person.key(key)
            control, _, name = key.rpartition("+")
            QTest.keyClick(self.twin.windowHandle(), KEYS[name], *([CTRL] if control else []))
            settle()
        expected = self._look(self.twin.grab().toImage())
        self.person.see(lambda picture: self._shown(picture) == expected, f"{keys}: {expected}")

    def tab_to(self, name):
        """Go from stop to stop to a control."""
        count = 0
        while (focus := QApplication.focusWidget()) is None or focus.objectName() != name:
            QTest.keyClick(self.twin.windowHandle(), Key.Key_Tab)
            count += 1
            assert count < 60, f"Tab does not come to {name}"
        self.person.key(*["Tab"] * count)

    def _shown(self, screen):
        return self._look(screen.copy(QRect(QPoint(*self._corner), self.twin.size())))

    @staticmethod
    def _look(picture):
        """Which colours are to be seen, above and in the formula; whether all is black."""
        inks = {color: inked(picture, getattr(PROJECTOR, color)) for color in COLORS}
        height = picture.height() * 2 // 3
        seen = [
            (color, place)
            for place, rows in enumerate((slice(height), slice(height, None)))
            for color, ink in inks.items()
            if np.count_nonzero(ink[rows]) > ENOUGH
        ]
        black = bool(inked(picture, "black").all())
        return seen, black


@pytest.fixture
def person(x_display, x_screen, tmp_path):
    person = Person(x_display, x_screen, tmp_path, "--lang", "en")
    yield person
    person.leave()


@pytest.fixture
def lecturer(qtbot, person, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.controls.veil.is_reduced", lambda: True)
    path = tmp_path / "lecture.json"
    save_path(scenario(), path)
    person.open(path)
    corner, size = person.frame()
    twin = open_window(qtbot, load_path(path), size)
    return Lecturer(person, twin, corner), path


def test_an_hour_s_lecture_is_held_with_a_remote_and_one_hand_on_the_keyboard(lecturer):
    hand, path = lecturer
    hand.press("F9")
    hand.press(START)
    for _ in range(4):
        hand.press(NEXT)  # stage by stage
    hand.press(NEXT)  # the formula
    hand.press(BLANK)
    hand.press(NEXT)  # back, and no further
    hand.press(NEXT)  # the next example
    hand.press(NEXT, NEXT, BACK, NEXT)
    hand.press("r")
    hand.tab_to("rail.loss.choice.softmax")
    hand.press("Right")  # SVM
    hand.press("r")
    hand.press("2")  # what if, on the whole page
    hand.press("1")
    hand.tab_to("stage.push")
    hand.press("space")
    hand.press("ctrl+3")  # Batch
    hand.press("ctrl+1")
    hand.press(BACK)
    hand.press(START)
    before = path.read_bytes()
    hand.person.key("ctrl+s")
    hand.person.until(lambda: path.read_bytes() != before, "the file to be saved")
    saved = load_path(path)
    assert saved.view.example == 1
    assert saved.loss.active == "hinge"
    assert saved.view.gradient_arrows
    assert np.array_equal(saved.source.weights, scenario().source.weights)
