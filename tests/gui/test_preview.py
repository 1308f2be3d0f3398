"""The preview of own data: what it says, what it shows, what it asks, what can be changed there."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from core.importing import DataError, Guesses
from core.importing.bundle import Bundle, Form
from core.importing.trial import Present, tried
from gui.controls.button import Button
from gui.controls.choice import Choice
from gui.controls.segmented import Segment
from gui.files.bringing.dialog import PreviewDialog
from gui.files.bringing.sentences import size_text
from gui.files.bringing.settings import Settings, rows_of
from gui.files.bringing.sheet import sheet_of
from gui.look.theme import Look, Mode
from gui.words.translation import set_language, words
from tests.gui.painted import texts_of
from tests.gui.window_hand import LEFT, Key, part, scenario, settle

FOUR = (
    "file;cat;dog;ship;label\n"
    "a;2,31;-0,40;0,08;cat\nb;0,20;3,30;-1,25;ship\nc;-2,00;0,75;0,50;dog\n"
)
STATE = scenario()


@pytest.fixture
def preview(qtbot):
    host = QWidget()
    host.resize(1280, 720)
    qtbot.addWidget(host)

    def shown(text="", paths=()):
        present = Present(STATE, tuple(map(words, STATE.classes)))
        bundle, parts, error = Bundle(tuple(paths), text), (), None
        try:
            parts = bundle.read(Form(), lambda: None)
        except DataError as told:
            error = told
        dialog = PreviewDialog(Look(), host, bundle, parts, present, error)
        dialog.show()
        settle()
        return dialog

    return shown


def text_of(dialog, name):
    return part(dialog, name).text()


def press(dialog, name):
    QTest.mouseClick(part(dialog, name, QWidget), LEFT)
    settle()


def can_go_in(dialog):
    return part(dialog, "bring.accept", Button).isEnabled()


def asks(dialog):
    question = part(dialog, "bring.ask")
    return "" if question.isHidden() else text_of(dialog, "bring.ask.text")


def cells(dialog):
    sheet = sheet_of(dialog.trial)
    return {column.heading: [cell.text for cell in column.cells] for column in sheet.columns}


def options(dialog):
    """What is chosen on the right, by what it is about."""
    found = dialog.findChildren(Segment)
    return {one.objectName() for one in found if one.isVisible() and one.isChecked()}


# -- what it says and shows -----------------------------------------------------------------------


def test_it_says_in_words_what_was_understood_and_shows_the_rows_as_they_will_be(preview):
    dialog = preview(FOUR)
    assert text_of(dialog, "bring.heading") == "Bring in 3 examples?"
    said = text_of(dialog, "bring.understood")
    for what in ("3 × 3", "first row as names", "decimal comma", "column label", "by name"):
        assert what in said
    assert cells(dialog) == {
        "file": ["a", "b", "c"],
        "cat": ["2.31", "0.20", "−2.00"],
        "dog": ["−0.40", "3.30", "0.75"],
        "ship": ["0.08", "−1.25", "0.50"],
        "label": ["cat ✓", "ship ✓", "dog ✓"],
    }
    assert "clipboard" in text_of(dialog, "bring.about")
    assert (
        text_of(dialog, "bring.caption") == "As it will be. A heading says what its column becomes."
    )
    assert can_go_in(dialog)
    assert {"bring.numbers.scores", "bring.header.names", "bring.decimal.comma"} <= options(dialog)


def test_a_long_name_of_a_column_is_written_whole(preview):
    heading = "height in centimetres"
    dialog = preview(f"{heading},label\n1.5,a\n2.5,b\n")
    assert heading in {one.words for one in texts_of(dialog)}


def test_it_speaks_korean(preview):
    set_language("ko")
    dialog = preview(FOUR)
    assert text_of(dialog, "bring.heading") == "예제 3개를 가져올까요?"
    assert part(dialog, "bring.accept", Button).text() == "가져오기"


def test_a_masked_class_is_said_with_what_it_becomes(preview):
    dialog = preview("a,b,label\n-inf,0,b\n1,2,a\n")
    assert "−∞ became −10⁹" in text_of(dialog, "bring.understood")
    assert cells(dialog)["a"] == ["−10⁹", "1"]


def test_one_score_for_two_classes_is_said_with_what_it_becomes(preview):
    dialog = preview("d,label\n-2.2,0\n2.4,1\n0.1,1\n")
    press(dialog, "bring.numbers.scores")
    if asks(dialog):
        press(dialog, "bring.ask.0")
    assert "[0, d]" in text_of(dialog, "bring.understood")
    assert cells(dialog)["class 0"] == ["0", "0", "0"]


def test_of_many_rows_and_columns_the_first_are_shown_and_the_others_counted(preview):
    width = 60
    lines = [",".join(f"f{i}" for i in range(width)) + ",label"]
    lines += [",".join(f"{i}.5" for i in range(width)) + f",{'uv'[n % 2]}" for n in range(20)]
    dialog = preview("\n".join(lines))
    assert text_of(dialog, "bring.more") == "15 more rows · 29 more columns"
    assert list(cells(dialog))[-1] == "label"


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (999, "999 B"), (61_234, "61 kB"), (1_500_000, "1.5 MB")]
)
def test_a_size_is_said_as_people_say_it(size, text):
    assert size_text(size) == text


@pytest.mark.parametrize("size", [(960, 600), (1920, 1080)])
def test_in_a_hall_it_keeps_to_the_window_and_no_control_is_squeezed(qtbot, size):
    look = Look()
    look.fit(*size)
    look.set_mode(Mode.PROJECTOR)
    host = QWidget()
    host.resize(*size)
    qtbot.addWidget(host)
    bundle = Bundle(text=FOUR.replace("3,30", "n/a"))
    present = Present(STATE, tuple(map(words, STATE.classes)))
    dialog = PreviewDialog(look, host, bundle, bundle.read(Form(), lambda: None), present)
    dialog.show()
    settle()
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    for name in ("heading", "caption", "numbers", "numbers.title", "decimal", "ask.0", "accept"):
        control = part(dialog, f"bring.{name}")
        assert control.height() >= control.sizeHint().height(), name


# -- what can be changed --------------------------------------------------------------------------


def test_an_example_may_be_a_column(preview):
    dialog = preview("1.5,2,3\n4,5,6.5\n")
    assert not can_go_in(dialog)
    press(dialog, "bring.ask.0")  # all of one class
    assert dialog.trial.state.example_count == 2
    press(dialog, "bring.turned.column")
    assert dialog.trial.state.example_count == 3
    assert can_go_in(dialog)


def test_all_may_be_of_one_class_and_of_which_is_chosen(preview):
    dialog = preview("1.5,2\n4,5.5\n")
    assert "correct" in asks(dialog)
    press(dialog, "bring.ask.0")
    choice = part(dialog, "bring.all_of_class", Choice)
    choice.menu().actions()[1].trigger()
    assert dialog.trial.state.labels.tolist() == [1, 1]


def test_one_class_for_all_is_no_choice_where_there_are_labels_all_the_same():
    guesses = Guesses(label_column="label", all_of_class="7")
    parts = Bundle(text="cat,dog,label\n1,2,cat\n3,4,dog\n").read(Form(), lambda: None)
    rows = rows_of(
        Settings(guesses=guesses), tried(parts, "T", guesses), parts, has_weights=False, file=False
    )
    assert "all_of_class" not in {row.key for row in rows}


def test_the_first_row_may_be_an_example(preview):
    dialog = preview("1,2,0\n3,4,1\n5,6,0\n")
    press(dialog, "bring.header.names")
    assert dialog.trial.state.example_count == 2
    press(dialog, "bring.header.numbers")
    assert dialog.trial.state.example_count == 3


def test_a_heading_says_what_its_column_becomes_and_changes_it(preview):
    dialog = preview("p,q,r\n1.5,2,0\n3,4.5,1\n5,6,0\n")
    choice = part(dialog, "bring.sheet.role.0", Choice)
    assert choice.text() == "score"
    next(one for one in choice.menu().actions() if one.data() == "out").trigger()
    assert dialog.trial.columns.numbers == (1,)
    assert part(dialog, "bring.sheet.role.0", Choice).text() == "left out"


def test_probabilities_become_their_logarithms(preview):
    dialog = preview("a,b,label\n0.25,0.75,a\n0.5,0.5,b\n")
    assert "adds up to 1" in asks(dialog)
    press(dialog, "bring.ask.1")
    assert np.allclose(np.exp(dialog.trial.state.source.scores), [[0.25, 0.75], [0.5, 0.5]])
    assert "bring.values.p" in options(dialog)


def test_w_b_and_names_may_stay_and_shapes_that_do_not_fit_say_which_do(preview):
    state = STATE
    depth = state.feature_count
    names = ",".join(f"f{i}" for i in range(depth))
    row = ",".join("1.5" for _ in range(depth))
    first, second = (words(name) for name in state.classes[:2])
    dialog = preview(f"{names},label\n{row},{first}\n{row},{second}\n")
    press(dialog, "bring.keep.kept")
    assert dialog.trial.state.source.weights.tolist() == state.source.weights.tolist()
    assert can_go_in(dialog)
    narrow = preview(f"f0,label\n1.5,{first}\n2.5,{second}\n")
    press(narrow, "bring.keep.kept")
    assert str(depth) in asks(narrow)
    assert not can_go_in(narrow)


def test_the_order_of_the_classes_is_asked_and_can_be_typed(preview):
    dialog = preview("1.5,2,b\n3,4.5,a\n5,6,b\n")
    press(dialog, "bring.ask.0")  # scores
    assert "a, b" in asks(dialog)
    field = part(dialog, "bring.classes", QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "b, a")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert dialog.isVisible()  # Enter took the field's text and nothing else
    assert dialog.trial.state.classes == ("b", "a")
    assert can_go_in(dialog)


def test_several_files_say_what_they_hold_and_it_can_be_changed(preview, tmp_path):
    np.save(tmp_path / "one.npy", [[1.5, 2.0], [3.0, 4.0], [5.0, 6.0]])
    np.save(tmp_path / "two.npy", [[0.5], [1.5], [2.5]])
    dialog = preview(paths=[tmp_path / "one.npy", tmp_path / "two.npy"])
    assert not can_go_in(dialog)
    for place, role in ((0, "scores"), (1, "labels")):
        choice = part(dialog, f"bring.role.{place}", Choice)
        next(one for one in choice.menu().actions() if one.data() == role).trigger()
    assert "2, column" not in asks(dialog)
    assert "whole number" in asks(dialog)


# -- what it asks ---------------------------------------------------------------------------------


def test_where_two_readings_fit_it_asks_and_lets_nothing_in_before(preview):
    dialog = preview("1 2 0\n3 4 1\n0 2 1\n")
    assert "scores or features" in asks(dialog)
    assert not can_go_in(dialog)
    assert part(dialog, "bring.ask.0", Button).hasFocus()
    QTest.keyClick(dialog, Key.Key_Tab)
    QTest.keyClick(part(dialog, "bring.ask.1"), Key.Key_Space)
    settle()
    assert dialog.trial.state.has_weights
    assert asks(dialog) == ""
    assert part(dialog, "bring.accept", Button).hasFocus()


def test_labels_that_could_count_from_1_are_asked_about(preview):
    dialog = preview("a,b,c,label\n1.5,2,3,1\n4,5,6,2\n")
    while "from 0 or from 1" not in asks(dialog):
        press(dialog, "bring.ask.0")
    press(dialog, "bring.ask.1")
    assert dialog.trial.state.labels.tolist() == [0, 1]
    assert can_go_in(dialog)


def test_a_bad_row_is_quoted_shown_and_left_out(preview):
    dialog = preview(FOUR.replace("3,30", "n/a") + "d;1;2;3;cat\n")
    assert "Line 3, column dog: “n/a”" in asks(dialog)
    assert not can_go_in(dialog)
    press(dialog, "bring.ask.line")
    shown = sheet_of(dialog.trial, 3)
    assert shown.raw
    assert [cell.bad for cell in shown.columns[2].cells].count(True) == 1
    press(dialog, "bring.ask.0")
    assert can_go_in(dialog)
    assert dialog.trial.state.example_count == 3
    assert "rows left out: 1" in text_of(dialog, "bring.understood")


def test_a_text_in_no_known_encoding_is_asked_about(preview, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(FOUR.replace("file", "café").encode("latin-1"))
    dialog = preview(paths=[path])
    assert "CP949" in asks(dialog)
    choice = part(dialog, "bring.encoding", Choice)
    next(one for one in choice.menu().actions() if one.data() == "latin-1").trigger()
    settle()
    assert "café" in cells(dialog)
    assert can_go_in(dialog)


# -- the keyboard and screen readers --------------------------------------------------------------


def test_everything_is_reached_by_tab_and_has_a_name_and_a_tip(preview):
    dialog = preview("1 2 0\n3 4 1\n0 2 1\n")
    seen = set()
    for _ in range(60):
        widget = dialog.focusWidget()
        if widget in seen:
            break
        seen.add(widget)
        assert widget.objectName(), widget
        assert widget.accessibleName(), widget.objectName()
        assert widget.toolTip(), widget.objectName()
        QTest.keyClick(widget, Key.Key_Tab)
    names = {widget.objectName() for widget in seen}
    assert {"bring.ask.0", "bring.ask.1", "bring.cancel", "bring.sheet.role.0"} <= names
    assert {"bring.numbers.scores", "bring.turned.row"} <= names


def test_esc_leaves_and_enter_brings_in(preview):
    dialog = preview(FOUR)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0
    assert not dialog.isVisible()
    dialog = preview(FOUR)
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.result() == 1
