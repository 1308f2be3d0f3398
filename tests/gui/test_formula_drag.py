"""Numbers of the formula pulled by the mouse, on the lecture's scores."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core import edits
from gui.charts.formula.boxes import MARGIN
from tests.gui.formula_hand import (
    CAR,
    CAT,
    FROG,
    NONE,
    SHIFT,
    START,
    cat_car_frog,
    drag,
    move,
    press,
    release,
    scores,
    shown,
    state_of,
    undo_steps,
    with_hinge,
)


@pytest.fixture
def strip(qtbot):
    return cat_car_frog(qtbot)


@pytest.fixture
def svm(qtbot):
    return with_hinge(qtbot)


def test_dragging_a_number_40_pixels_to_the_right_adds_half_to_its_score(strip):
    drag(strip, CAR, 40)
    assert scores(strip) == pytest.approx([3.2, 5.6, -1.7])
    # e^5.6 is 270.4: p = 24.53 / 295.1 = 0.083, −ln 0.08 is 2.53, and the loss 2.487.
    assert strip.formula_text() == ("Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.6 + e^−1.7)) = −ln 0.08 ≈ 2.49")


def test_dragging_to_the_left_lowers_the_score(strip):
    drag(strip, FROG, -16)
    assert scores(strip)[2] == pytest.approx(-1.9)


def test_one_drag_is_one_undo_step(strip):
    drag(strip, CAR, 40)
    assert undo_steps(strip) == 1
    assert strip.formula_text() == START


def test_a_drag_with_shift_moves_by_hundredths(strip):
    drag(strip, CAR, 40, SHIFT)
    assert scores(strip)[1] == pytest.approx(5.15)


def test_a_drag_lands_on_tenths_whatever_it_started_from(strip):
    strip.session.edit(edits.set_score(0, 1, 5.137))
    strip.session.flush()
    drag(strip, CAR, 8)
    assert scores(strip)[1] == pytest.approx(5.2)


def test_a_drag_goes_on_when_the_pointer_leaves_the_strip(strip):
    start = press(strip, CAR)
    move(strip, start + QPoint(10, -80))
    move(strip, start + QPoint(80, -900))
    strip.session.flush()
    assert scores(strip)[1] == pytest.approx(6.1)
    release(strip, start + QPoint(80, -900))
    assert scores(strip)[1] == pytest.approx(6.1)


def test_the_strip_follows_while_the_drag_is_under_way(strip):
    start = press(strip, CAR)
    move(strip, start + QPoint(40, 0))
    strip.session.flush()
    assert "e^5.6" in strip.formula_text()
    release(strip, start)


def test_escape_during_a_drag_gives_the_value_back_and_leaves_no_step(strip):
    start = press(strip, CAR)
    move(strip, start + QPoint(40, 0))
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    strip.session.flush()
    assert strip.formula_text() == START
    move(strip, start + QPoint(80, 0))
    release(strip, start + QPoint(80, 0))
    assert strip.formula_text() == START
    assert undo_steps(strip) == 0


def test_a_click_changes_nothing(strip):
    start = press(strip, CAR)
    move(strip, start + QPoint(2, 0))
    release(strip, start + QPoint(2, 0))
    assert strip.formula_text() == START
    assert undo_steps(strip) == 0


def test_a_press_beside_the_numbers_grabs_nothing(strip):
    start = QPoint(10, 50)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, NONE, start)
    move(strip, start + QPoint(80, 0))
    release(strip, start + QPoint(80, 0))
    assert strip.formula_text() == START


def test_the_correct_score_is_one_value_wherever_it_stands(svm):
    drag(svm, CAT, 16, occurrence=1)
    assert svm.formula_text() == (
        "Lᵢ = max(0, 5.1 − 3.4 + 1) + max(0, −1.7 − 3.4 + 1) = 2.7 + 0 = 2.70"
    )


def test_the_margin_can_be_dragged_but_stays_above_zero(svm):
    drag(svm, MARGIN, 8)
    assert svm.session.state.loss.margin == pytest.approx(1.1)
    drag(svm, MARGIN, -400)
    assert svm.session.state.loss.margin == pytest.approx(0.1)
    assert undo_steps(svm) == 3  # with the choice of the loss


def test_large_scores_move_by_steps_one_can_see(qtbot):
    strip = shown(qtbot, state_of([45_000.0, 0.0]))
    drag(strip, CAT, 8)
    assert scores(strip)[0] == pytest.approx(45_010.0)
