"""The number field: typing, stepping, refusing."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.controls.number_field import NumberField
from gui.controls.steps import SCORE_STEPS, Steps
from gui.look.theme import Look
from gui.words.number_text import parse
from tests.gui.hand import CTRL, SHIFT, Heard, Key, key, type_into


class Sheet(QWidget):
    """A window with one field and a button to leave it for."""

    def __init__(self, look, limits=(-1e3, 1e3), **options):
        super().__init__()
        self.field = NumberField(look, "test.field", limits, SCORE_STEPS, **options)
        self.other = QPushButton("other")
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addWidget(self.other)
        self.resize(400, 300)
        self.field.setFixedWidth(look.px(84))


@pytest.fixture
def sheet(qtbot, look):
    kept = []

    def opened(*arguments, number=3.2, **options):
        window = Sheet(look, *arguments, **options)
        kept.append(window)
        window.field.set_number(number)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield opened
    kept.clear()


@pytest.fixture
def field(sheet):
    return sheet().field


def test_setting_the_number_is_silent(field):
    heard = Heard(field, "committed", "began", "moved")
    field.set_number(-1.7)
    assert field.text() == "−1.7"
    assert heard.said == []


def test_enter_commits_what_was_typed_once(field):
    heard = Heard(field, "committed")
    type_into(field, "-4.25")
    QTest.keyClick(field, Key.Key_Return)
    assert heard.said == [("committed", -4.25)]
    assert field.text() == "−4.25"


def test_leaving_commits_what_was_typed(sheet):
    window = sheet()
    heard = Heard(window.field, "committed")
    type_into(window.field, "7", Key.Key_Tab)
    assert heard.said == [("committed", 7.0)]


def test_leaving_or_enter_without_a_change_commits_nothing(sheet):
    window = sheet()
    heard = Heard(window.field, "committed")
    window.field.setFocus()
    QTest.keyClick(window.field, Key.Key_Return)
    window.other.setFocus()
    type_into(window.field, "3.2")
    assert heard.said == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("−2", -2.0),
        ("1e-3", 1e-3),
        ("2.5×10²", 250.0),
        (" 8 ", 8.0),
        ("-0", 0.0),
        ("3,5", 3.5),
        ("1/4", 0.25),
        ("[７]", 7.0),
    ],
)
def test_what_was_typed_is_shown_as_the_number_it_became(field, text, number):
    heard = Heard(field, "committed")
    type_into(field, text)
    assert heard.said == [("committed", number)]
    assert field.text() == f"{number:g}".replace("-", "−")
    assert math.copysign(1, field.number) == math.copysign(1, number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Nothing is written here."),
        ("   ", "Nothing is written here."),
        ("abc", "“abc” is not a number. Write it like 3.2, 1/3, sqrt(2) or 1e−3."),
        ("1,000", "“1,000”: 1000 or 1.000? Write it without the comma."),
        ("log(2)", "“log”: ln or log10? Write one of these."),
        ("1 2", "“1 2” is more than one number."),
        ("inf", "“inf” is not finite."),
        ("nan", "“nan” is not finite."),
        ("1e400", "“1e400” is not finite."),
        ("-1001", "−1001 is out of range."),
        ("1e9", "1e9 is out of range."),
    ],
)
def test_what_cannot_be_used_is_kept_marked_and_explained(field, text, reason):
    heard = Heard(field, "committed")
    type_into(field, text)
    assert heard.said == []
    assert field.number == 3.2
    assert field.text() == text
    assert field.is_wrong()
    assert field.note().isVisible()
    assert field.note().text() == f"{reason} Accepted: a number from −1000 to 1000."
    assert field.accessibleDescription() == field.note().text()


def test_the_mark_is_drawn(field, look):
    type_into(field, "abc", end=None)
    field.deselect()
    QTest.keyClick(field, Key.Key_Return)
    field.deselect()
    picture = field.grab().toImage()
    assert picture.pixelColor(look.px(10), look.px(6)) == look.color("error_tint")
    middle = field.width() // 2
    assert picture.pixelColor(middle, 0) == look.color("error")


def test_escape_brings_the_old_number_back_and_takes_the_note_away(field):
    type_into(field, "abc")
    key(field, Key.Key_Escape)
    assert field.text() == "3.2"
    assert not field.is_wrong()
    assert not field.note().isVisible()
    assert field.accessibleDescription() == ""


def test_typing_on_takes_the_note_away(field):
    type_into(field, "abc")
    QTest.keyClicks(field, "4")
    assert not field.is_wrong()
    assert not field.note().isVisible()


def test_leaving_brings_the_old_number_back_and_the_note_stays_until_the_next_input(sheet):
    window = sheet()
    field = window.field
    type_into(field, "abc", end=None)
    QTest.mouseClick(window.other, Qt.MouseButton.LeftButton)
    window.other.setFocus()
    type_into(field, "abc", end=Key.Key_Tab)
    assert field.text() == "3.2"
    assert field.note().isVisible()
    assert field.is_wrong()
    QTest.keyClick(window.other, Key.Key_A)
    assert not field.note().isVisible()
    assert not field.is_wrong()


@pytest.mark.parametrize("corner", ["top left", "bottom right"])
def test_the_note_stays_inside_the_window_and_off_its_field(sheet, corner):
    window = sheet()
    field = window.field
    window.layout().removeWidget(field)
    if corner == "top left":
        field.move(0, 0)
    else:
        field.move(window.width() - field.width(), window.height() - field.height())
    type_into(field, "abc")
    note = field.note()
    assert window.rect().contains(note.geometry())
    assert not note.geometry().intersects(field.geometry())


def test_a_field_may_ask_for_whole_numbers(sheet):
    field = sheet((1, 10_000), number=1.0, whole=True).field
    type_into(field, "2.5")
    assert field.note().text().endswith("Accepted: a whole number from 1 to 10,000.")
    type_into(field, "25")
    assert field.number == 25


def test_a_field_may_leave_out_its_lower_end(sheet):
    field = sheet((5e-324, 1e6), number=1.0, above=True).field
    type_into(field, "0")
    assert field.note().text().endswith("Accepted: a number above 0, up to 10⁶.")


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, 3.3),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier, 3.1),
        (Key.Key_Up, SHIFT, 3.21),
        (Key.Key_PageUp, CTRL, 4.2),
        (Key.Key_PageDown, CTRL, 2.2),
    ],
)
def test_the_vertical_keys_step(field, code, modifiers, expected):
    heard = Heard(field)
    key(field, code, modifiers)
    assert heard.said == [("began",), ("moved", expected), ("ended",)]
    assert field.number == expected


def test_a_held_key_is_one_gesture(field):
    heard = Heard(field)
    key(field, Key.Key_Up, repeats=3)
    assert heard.names == ["began", *["moved"] * 4, "ended"]


def test_leaving_with_a_held_key_ends_its_gesture(sheet):
    window = sheet()
    heard = Heard(window.field)
    window.field.setFocus()
    key(window.field, Key.Key_Up, release=False)
    window.other.setFocus()
    assert heard.names == ["began", "moved", "ended"]


def test_stepping_starts_from_what_was_typed(field):
    type_into(field, "8", end=None)
    key(field, Key.Key_Up)
    assert field.number == 8.1


def test_stepping_stops_at_the_limits(sheet):
    field = sheet((0.0, 1.0), number=0.95).field
    key(field, Key.Key_Up, repeats=3)
    assert field.number == 1.0


def test_left_right_home_and_end_belong_to_the_text(field):
    heard = Heard(field)
    for code in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End):
        key(field, code)
    assert heard.said == []


def test_copying_the_whole_gives_every_digit_in_plain_ascii(field):
    field.set_number(-1 / 3)
    field.selectAll()
    key(field, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == repr(-1 / 3)


def test_copying_a_part_gives_that_part(field):
    field.set_number(12.5)
    field.setSelection(0, 2)
    key(field, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "12"


def test_the_tool_tip_gives_every_digit(field):
    field.set_words("Score", "type here")
    field.set_number(2 / 3)
    assert field.toolTip() == f"{2 / 3:.15g}\ntype here"


@pytest.mark.parametrize(
    "number",
    [
        1 / 3,
        -2 / 3,
        12345.678,
        1.2345e-7,
        -1e300,
        -2.34e-30,
        123456.0,
        -123.456,
        0.1 + 0.2,
        98765.4,
    ],
)
def test_no_number_is_too_long_for_the_field(field, number):
    field.set_number(number)
    room = field.width() - field.textMargins().left() - field.textMargins().right() - 4
    assert field.fontMetrics().horizontalAdvance(field.text()) <= room
    assert field.number == number


@pytest.mark.parametrize("number", [0.01, -1.9997, 123456.0, 2 / 3, -123.456, 98765.4])
def test_what_is_shown_is_the_number_rounded_to_the_digits_shown(field, number):
    field.set_number(number)
    decimals = len(field.text().partition(".")[2])
    assert parse(field.text()) == round(number, decimals)


@pytest.mark.parametrize("number", [-12_900.0, -12_900.5, 123_456.0, 1.29e7])
def test_in_a_small_window_no_zeros_stand_for_digits(qtbot, number):
    """In the smallest window −12,900 read −10000."""
    small = Look(0.6)
    window = Sheet(small, (-1e300, 1e300))
    qtbot.addWidget(window)
    window.show()
    field = window.field
    field.set_number(number)
    assert parse(field.text()) == pytest.approx(number, rel=0.05)
    room = field.width() - field.textMargins().left() - field.textMargins().right() - 4
    assert field.fontMetrics().horizontalAdvance(field.text()) <= room


def test_a_document_that_changes_does_not_disturb_what_is_being_typed(field):
    type_into(field, "12", end=None)
    field.set_number(-5.0)
    assert field.text() == "12"
    key(field, Key.Key_Escape)
    assert field.text() == "−5"


def test_a_refused_number_gives_way_to_the_old_one(field):
    field.committed.connect(lambda _: field.refuse("too large"))
    type_into(field, "8")
    assert field.text() == "3.2"
    assert field.number == 3.2
    assert field.note().isVisible()


def test_undo_belongs_to_the_window_unless_something_is_being_typed(sheet, qtbot):
    from PySide6.QtGui import QKeySequence, QShortcut

    window = sheet()
    undone = []
    QShortcut(QKeySequence.StandardKey.Undo, window, lambda: undone.append(1))
    type_into(window.field, "8")
    QTest.keyClick(window.windowHandle(), Key.Key_Z, CTRL)
    assert undone == [1]
    type_into(window.field, "9", end=None)
    QTest.keyClick(window.windowHandle(), Key.Key_Z, CTRL)
    assert undone == [1]


def test_fewer_limits_hold_from_then_on(field):
    field.set_limits((0, 5), Steps(1, 1, 1, 0, 5))
    type_into(field, "6")
    assert field.is_wrong()


def test_a_click_into_a_field_selects_its_number_and_the_next_one_sets_the_cursor(field):
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.clearFocus()
    field.deselect()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == "3.2"
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == ""
    field.clearFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, "2.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2.5"
