"""Numbers of the formula typed into the field that opens on them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core import edits
from gui.charts.formula.boxes import MARGIN
from tests.gui.formula_hand import (
    CAR,
    FROG,
    NONE,
    START,
    cat_car_frog,
    key,
    place,
    scores,
    undo_steps,
    with_hinge,
)


@pytest.fixture
def strip(qtbot):
    return cat_car_frog(qtbot)


@pytest.fixture
def svm(qtbot):
    return with_hinge(qtbot)


def field_of(strip):
    return strip.findChild(QWidget, "formula.field")


def message_of(strip):
    """Give the text of the note that is up, or nothing."""
    note = field_of(strip).note()
    return note.text() if note is not None and note.isVisible() else ""


def open_field(strip, target):
    QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, NONE, place(strip, target))
    field = field_of(strip)
    assert field.isVisible()
    return field


def type_text(field, text):
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_double_click_opens_a_field_with_the_value_and_enter_uses_what_is_typed(strip):
    field = open_field(strip, FROG)
    assert field.text() == "−1.7"
    type_text(field, "2.25")
    strip.session.flush()
    assert not field.isVisible()
    assert scores(strip)[2] == pytest.approx(2.25)
    assert undo_steps(strip) == 1


def test_enter_opens_the_field_of_the_number_in_the_ring_and_gives_the_focus_back(strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    key(strip, Qt.Key.Key_Right)
    key(strip, Qt.Key.Key_Return)
    type_text(field_of(strip), "-4")
    strip.session.flush()
    assert scores(strip)[1] == pytest.approx(-4)
    assert strip.hasFocus()
    assert strip.ring == CAR


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cat", "“cat” is not a number. Write it like 3.2, 1/3, sqrt(2) or 1e−3."),
        ("", "Nothing is written here."),
        ("inf", "“inf” is not finite."),
        ("1,000", "“1,000”: 1000 or 1.000? Write it without the comma."),
    ],
)
def test_bad_text_leaves_the_value_marks_the_field_and_says_what_is_wrong(strip, text, reason):
    field = open_field(strip, CAR)
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    strip.session.flush()
    assert strip.formula_text() == START
    assert field.isVisible()
    assert field.is_wrong()
    # As in every other field, what is accepted is said too.
    assert message_of(strip) == f"{reason} Accepted: a number from −10³⁰⁰ to 10³⁰⁰."
    assert strip.window().rect().contains(field.note().geometry())
    assert undo_steps(strip) == 0


def test_a_value_out_of_range_is_refused_with_the_range(strip):
    field = open_field(strip, CAR)
    type_text(field, "1e61")
    assert message_of(strip) == "10⁶¹ is out of range. Accepted: −10⁶⁰ to 10⁶⁰"
    assert strip.formula_text() == START


@pytest.mark.parametrize("text", ["0", "-1", "2e6"])
def test_a_margin_that_is_not_above_zero_is_refused(svm, text):
    field = open_field(svm, MARGIN)
    type_text(field, text)
    assert "above 0" in message_of(svm)
    assert svm.session.state.loss.margin == 1


def test_typing_again_takes_the_mark_away(strip):
    field = open_field(strip, CAR)
    type_text(field, "x")
    assert field.is_wrong()
    QTest.keyClicks(field, "7")
    assert not field.is_wrong()
    assert message_of(strip) == ""


def test_escape_closes_the_field_and_keeps_the_old_value(strip):
    field = open_field(strip, CAR)
    field.selectAll()
    QTest.keyClicks(field, "9")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    strip.session.flush()
    assert not field.isVisible()
    assert strip.formula_text() == START


def test_leaving_the_field_uses_good_text(strip):
    field = open_field(strip, CAR)
    field.selectAll()
    QTest.keyClicks(field, "6")
    strip.window().setFocus()
    strip.session.flush()
    assert not field.isVisible()
    assert scores(strip)[1] == pytest.approx(6.0)


def test_leaving_the_field_drops_bad_text_and_says_why_until_the_next_key(strip, qtbot):
    field = open_field(strip, CAR)
    field.selectAll()
    QTest.keyClicks(field, "six")
    strip.window().setFocus()
    strip.session.flush()
    assert not field.isVisible()
    assert strip.formula_text() == START
    assert message_of(strip) != ""

    def a_key_takes_it_away():
        QTest.keyClick(strip.window(), Qt.Key.Key_Control)
        return message_of(strip) == ""

    # The note listens from the next turn of the event loop on.
    qtbot.waitUntil(a_key_takes_it_away)


def test_opening_and_entering_without_typing_does_not_round_the_value(strip):
    strip.session.edit(edits.set_score(0, 1, 1 / 3))
    strip.session.flush()
    before = scores(strip)
    QTest.keyClick(open_field(strip, CAR), Qt.Key.Key_Return)
    strip.session.flush()
    assert scores(strip) == before
    assert undo_steps(strip) == 1


def test_arrow_keys_in_the_field_step_the_number_which_the_formula_follows(strip):
    field = open_field(strip, CAR)
    QTest.keyClick(field, Qt.Key.Key_Up)
    strip.session.flush()
    assert "e^5.2" in strip.formula_text()
    assert field.text() == "5.2"
    assert undo_steps(strip) == 1
    assert field.text() == "5.1"  # taken back, it shows what the document holds


def test_tab_in_the_field_takes_what_was_typed_and_leaves_the_formula(strip):
    field = open_field(strip, CAR)
    field.selectAll()
    QTest.keyClicks(field, "6")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    strip.session.flush()
    assert not field.isVisible()
    assert scores(strip)[1] == 6.0


def test_what_the_document_refuses_stays_in_the_field_to_be_mended(strip):
    field = open_field(strip, CAR)
    type_text(field, "1e61")
    assert field.isVisible()
    assert field.text() == "1e61"
    assert field.selectedText() == "1e61"


def test_the_field_closes_when_its_number_is_gone(svm):
    field = open_field(svm, MARGIN)
    svm.session.edit(edits.choose_loss("softmax"))
    svm.session.flush()
    assert not field.isVisible()
