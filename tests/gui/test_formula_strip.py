"""What the strip says and copies, and that it keeps up with the document."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from core import edits
from gui.words.translation import set_language
from tests.gui.formula_hand import (
    CAR,
    NONE,
    START,
    cat_car_frog,
    drag,
    key,
    move,
    press,
    scores,
    shown,
    state_of,
)


@pytest.fixture
def strip(qtbot):
    return cat_car_frog(qtbot)


@pytest.fixture(autouse=True)
def english_again():
    yield
    set_language("en")


def test_screen_readers_get_the_formula_and_the_number_in_the_ring(strip):
    assert strip.accessibleName() == "Loss of this example as a formula"
    assert strip.accessibleDescription() == START
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(strip, Qt.Key.Key_Up)
    assert strip.accessibleDescription() == strip.formula_text() + ". score of cat: 3.3"


def test_the_description_follows_once_a_drag_is_over(strip):
    drag(strip, CAR, 40)
    assert strip.accessibleDescription() == strip.formula_text()


def test_ctrl_c_copies_the_formula_with_every_digit(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(strip, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.1 + e^−1.7)) = −ln 0.129982")
    assert copied.endswith(repr(strip.session.evaluation.example.losses["softmax"]))


def test_the_context_menu_copies_text_and_latex(strip):
    point = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, strip.mapToGlobal(point), NONE)
    QApplication.sendEvent(strip, event)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Copy formula", "Copy as LaTeX"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text().startswith(r"L_{i} = -\ln \frac{e^{3.2}}")
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text().startswith("Lᵢ = −ln(e^3.2")
    menu.close()


def test_switching_the_language_changes_the_words_and_keeps_the_numbers(qtbot):
    strip = shown(qtbot, state_of(range(10), active="hinge"))
    texts = {text.text for text in strip.fitted.layout.texts}
    assert "largest 4 of 9" in texts
    set_language("ko")
    strip.look.speak()
    texts = {text.text for text in strip.fitted.layout.texts}
    assert "9개 중 큰 것 4개" in texts
    assert strip.formula_text().endswith("= 54.00")
    assert strip.accessibleName() == "이 예제의 손실 계산식"


def test_the_formula_follows_the_loss_the_example_and_the_switches(strip):
    session = strip.session
    for edit, expected in (
        (edits.choose_loss("hinge"), "Lᵢ = max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1)"),
        (edits.choose_example(1), "Lᵢ = max(0, 1.3 − 4.9 + 1) + max(0, 2 − 4.9 + 1)"),
        (edits.set_label(1, 0), "Lᵢ = max(0, 4.9 − 1.3 + 1) + max(0, 2 − 1.3 + 1)"),
        (edits.set_loss_switch("squared", True), "Lᵢ = max(0, 4.9 − 1.3 + 1)²"),
        (edits.set_margin(2.0), "Lᵢ = max(0, 4.9 − 1.3 + 2)²"),
        (edits.choose_loss("softmax"), "Lᵢ = −ln(e^1.3 / "),
    ):
        session.edit(edit)
        session.flush()
        assert strip.formula_text().startswith(expected)


def test_an_edit_that_the_formula_does_not_show_lays_nothing_out_anew(strip):
    before = strip.fitted
    strip.session.edit(edits.set_strength(5.0))
    strip.session.flush()
    assert strip.fitted is before
    strip.session.edit(edits.set_score(0, 0, 1.0))
    strip.session.flush()
    assert strip.fitted is not before


def test_removing_the_class_in_the_ring_leaves_a_formula_that_works(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(strip, Qt.Key.Key_End)
    strip.session.edit(edits.remove_class(2))
    strip.session.flush()
    strip.grab()
    assert strip.accessibleDescription() == strip.formula_text()
    key(strip, Qt.Key.Key_Up)
    assert scores(strip)[0] == pytest.approx(3.3)


def test_a_window_that_is_hidden_in_the_middle_of_a_drag_keeps_the_value(strip):
    start = press(strip, CAR)
    move(strip, start + QPoint(40, 0))
    strip.window().hide()
    strip.session.flush()
    assert scores(strip)[1] == pytest.approx(5.6)
    assert not strip.session.document.in_gesture
