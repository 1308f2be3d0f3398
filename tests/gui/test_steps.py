"""How far keys and drags move a value."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gui.controls.steps import MARGIN_STEPS, SCORE_STEPS, STRENGTH_STEPS, sized

KEYPAD = Qt.KeyboardModifier.KeypadModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_drag_of_a_score_lands_on_tenths_and_finely_on_hundredths() -> None:
    assert SCORE_STEPS.snap(3.14159) == 3.1
    assert SCORE_STEPS.snap(3.14159, fine=True) == 3.14


def test_a_step_keeps_the_decimals_that_were_typed() -> None:
    assert SCORE_STEPS.move(3.25, 1, "step") == 3.35
    assert SCORE_STEPS.move(0.3, -3, "step") == 0.0


def test_a_margin_stops_one_step_above_zero() -> None:
    assert MARGIN_STEPS.snap(-3.0) == 0.1
    assert MARGIN_STEPS.snap(0.004, fine=True) == 0.01
    assert MARGIN_STEPS.move(0.5, -1, "coarse") == 0.01
    assert MARGIN_STEPS.move(0.5, -1, "step") == 0.4


@pytest.mark.parametrize(
    ("value", "step"), [(0.0, 0.1), (999.0, 0.1), (-1000.0, 1.0), (45_000.0, 10.0)]
)
def test_a_number_of_many_digits_moves_by_steps_one_can_see(value, step) -> None:
    steps = sized(SCORE_STEPS, value)
    assert (steps.step, steps.fine, steps.coarse) == (step, step / 10, 10 * step)


def test_a_strength_is_pulled_in_decades_and_away_from_zero_too() -> None:
    assert STRENGTH_STEPS.snap(STRENGTH_STEPS.pulled(0.0, 7.0, fine=False)) == 1.1e-5
    assert STRENGTH_STEPS.pulled(1.0, 20.0, fine=False) == pytest.approx(10.0)
    assert STRENGTH_STEPS.pulled(1.0, 20.0, fine=True) == pytest.approx(10.0**0.1)


@pytest.mark.parametrize(
    ("value", "count", "size", "after"),
    [
        (0.01, 1, "coarse", 0.1),
        (0.01, -1, "coarse", 0.001),
        (100.0, 1, "step", 100.0),
        (1e-5, -1, "step", 0.0),
        (0.0, 1, "step", 1e-5),
        (0.0, -1, "step", 0.0),
        (3e-5, -1, "coarse", 1e-5),
        # 0.01 × 10^(1/20) = 0.01122018, to two digits; × 10^(1/200) = 0.01011579, to three.
        (0.01, 1, "step", 0.011),
        (0.01, 1, "fine", 0.0101),
    ],
)
def test_the_strength_steps_by_shares_of_a_decade_with_zero_below(
    value: float, count: int, size: str, after: float
) -> None:
    assert STRENGTH_STEPS.move(value, count, size) == pytest.approx(after, rel=1e-12)


@pytest.mark.parametrize("size", ["step", "fine", "coarse"])
def test_every_step_of_the_strength_moves_it(size: str) -> None:
    value = 0.0
    for _ in range(2000):
        after = STRENGTH_STEPS.move(value, 1, size)
        assert after > value or value == STRENGTH_STEPS.end
        value = after
    assert value == STRENGTH_STEPS.end


@pytest.mark.parametrize(
    ("code", "modifiers", "after"),
    [
        (Qt.Key.Key_PageUp, CTRL, 4.2),
        (Qt.Key.Key_PageDown, CTRL | KEYPAD, 2.2),
        (Qt.Key.Key_PageUp, KEYPAD, None),
        (Qt.Key.Key_PageDown, SHIFT, None),
        (Qt.Key.Key_Up, SHIFT | KEYPAD, 3.21),
        (Qt.Key.Key_Up, CTRL, None),
        (Qt.Key.Key_Home, CTRL, None),
    ],
)
def test_a_page_is_a_coarse_step_with_ctrl_alone_and_nothing_else_takes_ctrl(
    code: Qt.Key, modifiers: Qt.KeyboardModifier, after: float | None
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, code, modifiers)
    assert SCORE_STEPS.after_key(event, 3.2) == after
