"""Numbers of the formula changed from the keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.charts.formula.boxes import MARGIN
from tests.gui.formula_hand import (
    CAR,
    CAT,
    FROG,
    NONE,
    SHIFT,
    cat_car_frog,
    key,
    press,
    release,
    scores,
    undo_steps,
    with_hinge,
)
from tests.gui.hand import CTRL
from tests.gui.pixels import inked


@pytest.fixture
def strip(qtbot):
    return cat_car_frog(qtbot)


@pytest.fixture
def svm(qtbot):
    return with_hinge(qtbot)


def test_tab_puts_a_ring_on_the_first_number_and_arrows_walk_on(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.ring == CAT
    key(strip, Qt.Key.Key_Right)
    assert strip.ring == CAR
    key(strip, Qt.Key.Key_End)
    assert strip.ring == FROG
    key(strip, Qt.Key.Key_Right)
    assert strip.ring == FROG
    key(strip, Qt.Key.Key_Left)
    assert strip.ring == CAR
    key(strip, Qt.Key.Key_Home)
    assert strip.ring == CAT


def test_the_margin_is_among_the_numbers_of_the_hinge(svm):
    assert svm.numbers() == [CAR, CAT, MARGIN, FROG]


def test_the_ring_is_drawn_around_the_number_in_the_focus_colour(strip):
    def focus_pixels():
        image = strip.grab().toImage()
        area = strip.rect_of(strip.region_of(CAT)).toAlignedRect().adjusted(-6, -6, 6, 6)
        return inked(image, strip.look.color("focus"), 0, area).sum()

    assert focus_pixels() == 0
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert focus_pixels() > 20


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Qt.Key.Key_Up, NONE, 5.2),
        (Qt.Key.Key_Down, NONE, 5.0),
        (Qt.Key.Key_Up, SHIFT, 5.11),
        (Qt.Key.Key_Down, SHIFT, 5.09),
        (Qt.Key.Key_PageUp, CTRL, 6.1),
        (Qt.Key.Key_PageDown, CTRL, 4.1),
    ],
)
def test_keys_step_the_number_in_the_ring(strip, code, modifiers, expected):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(strip, Qt.Key.Key_Right)
    key(strip, code, modifiers)
    assert scores(strip) == pytest.approx([3.2, expected, -1.7])
    assert undo_steps(strip) == 1


def test_two_quick_key_presses_are_two_steps_of_one_tenth(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    strip.session.flush()
    assert scores(strip)[0] == pytest.approx(3.4)
    assert undo_steps(strip) == 2


def test_a_held_key_is_one_undo_step(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    up = Qt.Key.Key_Up
    for kind, repeated in [
        (QEvent.Type.KeyPress, False),
        (QEvent.Type.KeyRelease, True),
        (QEvent.Type.KeyPress, True),
        (QEvent.Type.KeyRelease, True),
        (QEvent.Type.KeyPress, True),
        (QEvent.Type.KeyRelease, False),
    ]:
        QApplication.sendEvent(strip, QKeyEvent(kind, up, NONE, "", repeated))
    strip.session.flush()
    assert scores(strip)[0] == pytest.approx(3.5)
    assert undo_steps(strip) == 1


def test_the_margin_cannot_be_stepped_to_zero(svm):
    svm.setFocus(Qt.FocusReason.TabFocusReason)
    for code in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right):
        key(svm, code)
    assert svm.ring == MARGIN
    key(svm, Qt.Key.Key_PageDown, CTRL)
    assert svm.session.state.loss.margin == pytest.approx(0.01)


def test_a_click_hides_the_ring_of_the_keyboard(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    release(strip, press(strip, CAR))
    assert strip.ring is None
    key(strip, Qt.Key.Key_Up)
    assert scores(strip)[1] == pytest.approx(5.2)
    assert strip.ring == CAR
