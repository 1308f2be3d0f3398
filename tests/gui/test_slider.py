"""The slider over real numbers: pointer, keys, screen readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from gui.controls.mapping import Linear, Logarithmic
from gui.controls.slider import ValueSlider
from gui.controls.steps import SCORE_STEPS, STRENGTH_STEPS
from gui.look.theme import Look
from tests.gui.hand import CTRL, SHIFT, Heard, Key, drag, key, move, press, release, wheel


def opened(qtbot, look, mapping, steps, number):
    slider = ValueSlider(look, "test.slider", mapping, steps)
    slider.resize(look.px(220), look.px(36))
    slider.set_number(number)
    qtbot.addWidget(slider)
    slider.show()
    return slider


@pytest.fixture
def score(qtbot, look):
    return opened(qtbot, look, Linear(-10.0, 10.0), SCORE_STEPS, 3.2)


@pytest.fixture
def strength(qtbot, look):
    return opened(qtbot, look, Logarithmic(1e-5, 100.0), STRENGTH_STEPS, 0.01)


def test_it_stands_for_exactly_the_number_it_was_given_and_says_nothing(score):
    heard = Heard(score)
    score.set_number(0.1 + 0.2)
    assert score.number == 0.1 + 0.2
    assert heard.said == []


def test_a_drag_is_one_gesture_that_begins_moves_and_ends(score):
    heard = Heard(score)
    drag(score, 30)
    assert heard.names[0] == "began"
    assert heard.names[-1] == "ended"
    assert set(heard.names[1:-1]) == {"moved"}
    assert heard.values("moved") == sorted(heard.values("moved"))
    assert score.number == heard.values("moved")[-1] > 3.2


def test_a_dragged_score_lies_on_tenths_and_with_shift_on_hundredths(score):
    heard = Heard(score)
    drag(score, 17)
    assert all(value == round(value, 1) for value in heard.values("moved"))
    heard.said.clear()
    drag(score, -23, modifiers=SHIFT)
    assert all(value == round(value, 2) for value in heard.values("moved"))
    assert any(value != round(value, 1) for value in heard.values("moved"))


def test_taking_hold_of_the_thumb_does_not_move_it(score):
    heard = Heard(score)
    x = score.thumb().x()
    press(score, x + 5)
    release(score, x + 5)
    assert heard.names == ["began", "ended"]
    assert score.number == 3.2


def test_pressing_the_track_brings_the_thumb_there_and_drags_on(score):
    heard = Heard(score)
    left = score.width() * 0.2
    press(score, left)
    assert score.thumb().x() == pytest.approx(left, abs=1.5)
    move(score, score.width() * 0.8)
    release(score, score.width() * 0.8)
    assert heard.names.count("began") == heard.names.count("ended") == 1
    assert score.thumb().x() == pytest.approx(score.width() * 0.8, abs=1.5)


def test_the_grab_zone_of_the_thumb_is_at_least_24_pixels_wide(score):
    x = score.thumb().x()
    for offset in (-12, 12):
        press(score, x + offset)
        release(score, x + offset)
    assert score.number == 3.2


def test_a_drag_goes_on_outside_the_slider_and_stops_at_its_ends(score):
    heard = Heard(score)
    press(score, score.thumb().x())
    move(score, 5000)
    assert score.number == 10.0
    move(score, -5000)
    assert score.number == -10.0
    release(score, -5000)
    assert heard.names == ["began", "moved", "moved", "ended"]


def test_escape_during_a_drag_cancels_it_and_further_moves_do_nothing(score):
    heard = Heard(score)
    press(score, score.thumb().x())
    move(score, 20)
    key(score, Key.Key_Escape)
    assert heard.names[-1] == "cancelled"
    assert score.number == 3.2
    count = len(heard.said)
    move(score, 60)
    release(score, 60)
    assert len(heard.said) == count


def test_other_buttons_do_not_drag(score):
    from PySide6.QtTest import QTest

    heard = Heard(score)
    QTest.mouseClick(score, Qt.MouseButton.RightButton)
    assert heard.said == []


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, 3.3),
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, 3.3),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, 3.1),
        (Key.Key_Down, SHIFT, 3.19),
        (Key.Key_PageUp, CTRL, 4.2),
        (Key.Key_PageDown, CTRL, 2.2),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, -10.0),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, 10.0),
    ],
)
def test_keys_step_by_real_values(score, code, modifiers, expected):
    heard = Heard(score)
    key(score, code, modifiers)
    assert heard.said == [("began",), ("moved", expected), ("ended",)]


def test_a_held_key_is_one_gesture(score):
    heard = Heard(score)
    key(score, Key.Key_Right, repeats=5)
    assert heard.names == ["began", *["moved"] * 6, "ended"]
    assert score.number == 3.8


def test_another_key_while_one_is_held_begins_another_gesture(score):
    heard = Heard(score)
    key(score, Key.Key_Right, repeats=2, release=False)
    key(score, Key.Key_PageUp, CTRL)
    assert heard.names == ["began", "moved", "moved", "moved", "ended", "began", "moved", "ended"]


def test_escape_while_a_key_is_held_cancels(score):
    heard = Heard(score)
    key(score, Key.Key_Right, release=False)
    key(score, Key.Key_Escape)
    assert heard.names == ["began", "moved", "cancelled"]


def test_hiding_the_slider_ends_the_gesture_under_way(score):
    heard = Heard(score)
    press(score, score.thumb().x())
    score.hide()
    assert heard.names == ["began", "ended"]


def test_keys_with_control_are_left_to_others(score):
    heard = Heard(score)
    key(score, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert heard.said == []


def test_the_wheel_is_left_to_what_scrolls(score):
    heard = Heard(score)
    wheel(score, 120)
    assert heard.said == []
    assert score.number == 3.2


def test_zero_lies_at_the_left_end_of_the_strength_slider(strength):
    heard = Heard(strength)
    drag(strength, -5000)
    assert heard.values("moved")[-1] == 0.0
    key(strength, Key.Key_Right)
    assert strength.number == 1e-5
    key(strength, Key.Key_Left)
    assert strength.number == 0.0


def test_a_dragged_strength_has_two_digits_and_with_shift_three(strength):
    heard = Heard(strength)
    drag(strength, 60)
    assert all(value == float(f"{value:.1e}") for value in heard.values("moved"))
    heard.said.clear()
    drag(strength, -31, modifiers=SHIFT)
    assert all(value == float(f"{value:.2e}") for value in heard.values("moved"))
    assert any(value != float(f"{value:.1e}") for value in heard.values("moved"))


def test_a_page_is_a_decade_on_the_strength_slider(strength):
    key(strength, Key.Key_PageUp, CTRL)
    assert strength.number == 0.1


def test_a_number_beyond_the_track_is_kept_exactly_and_shown_at_the_end(score):
    score.set_number(789.0)
    assert score.number == 789.0
    inside = score.rect().contains(score.thumb().toPoint())
    assert inside
    key(score, Key.Key_Left)
    assert score.number == 10.0


def test_a_screen_reader_reads_the_real_value_and_can_set_it(score):
    score.set_words("Score of cat", "drag me")
    assert score.accessibleName() == "Score of cat"
    assert score.accessibleDescription() == "3.2"
    assert score.toolTip() == "3.2\ndrag me"
    heard = Heard(score)
    QAccessible.queryAccessibleInterface(score).valueInterface().setCurrentValue(5.0)
    assert heard.said == [("began",), ("moved", 5.0), ("ended",)]


def test_it_draws_the_filled_part_in_its_colour_up_to_the_thumb(score, look):
    score.set_number(0.0)
    picture = score.grab().toImage()
    y = score.height() // 2
    quarter, three_quarters = score.width() // 4, score.width() * 3 // 4
    assert picture.pixelColor(quarter, y) == look.color("score")
    assert picture.pixelColor(three_quarters, y) == look.color("track")
    assert picture.pixelColor(score.width() // 2, y) == look.color("card")


def test_the_keyboard_shows_a_ring_and_the_pointer_does_not(qtbot):
    look = Look(1.0)
    slider = opened(qtbot, look, Linear(-10.0, 10.0), SCORE_STEPS, 0.0)
    slider.activateWindow()
    qtbot.waitUntil(slider.isActiveWindow)
    slider.clearFocus()
    slider.setFocus(Qt.FocusReason.MouseFocusReason)
    pointed = slider.grab().toImage()
    slider.clearFocus()
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    assert slider.grab().toImage() != pointed
