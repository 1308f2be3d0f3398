"""The table of examples as a spreadsheet: its keys, and what they say and take back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core import edits
from gui.panels.examples.columns import Kind
from gui.panels.filters import Filter
from gui.words.translation import set_language
from tests.gui.examples_hand import CONTROL, SHIFT, Table
from tests.gui.hand import score_state
from tests.gui.window_hand import part, scenario, settle, undo_labels

Key = Qt.Key


@pytest.fixture
def table(qtbot):
    table = Table(qtbot, scenario())
    table.click(0)
    assert table.current == (0, 0)
    return table


def score(table, example, index):
    return float(table.session.evaluation.scores[example, index])


# -- from cell to cell ----------------------------------------------------------------------------


def test_enter_takes_what_was_typed_and_goes_down_in_one_step(table):
    number = table.column(Kind.SCORE, 1)
    table.click(0, number)
    for text in ("4.5", "-2"):
        table.type(text)
        table.key(Key.Key_Return)
    assert table.current == (2, number)
    assert table.state.view.example == 2
    assert table.texts(Kind.SCORE, 1) == ["4.5", "−2.0 ✓", "2.5"]
    assert not table.panel.entry.field.isVisible()
    table.session.undo()
    settle()
    assert table.texts(Kind.SCORE, 1) == ["4.5", "4.9 ✓", "2.5"]
    assert table.current == (1, number)


def test_enter_without_typing_goes_down_and_with_shift_up(table):
    table.key(Key.Key_Return)
    table.key(Key.Key_Enter)
    assert table.current == (2, 0)
    table.key(Key.Key_Return)
    assert table.current == (2, 0)
    table.key(Key.Key_Return, SHIFT)
    assert table.current == (1, 0)
    assert table.state.example_count == 3
    assert "opened" not in table.heard.names


def test_ctrl_and_enter_open_the_example_with_what_was_typed_last(table):
    table.click(1, table.column(Kind.SCORE, 0))
    table.type("7")
    table.key(Key.Key_Return, CONTROL)
    assert table.heard.names.count("opened") == 1
    assert table.state.view.example == 1
    assert score(table, 1, 0) == 7.0


def test_tab_goes_through_every_cell_of_a_row_and_on_to_the_next(table):
    width = len(table.view.rows.columns)
    for step in range(1, width + 2):
        table.key(Key.Key_Tab)
        assert table.current == divmod(step, width)
    table.key(Key.Key_Backtab, SHIFT)
    table.key(Key.Key_Backtab, SHIFT)
    assert table.current == (0, width - 1)


def test_tab_takes_what_was_typed_with_it(table):
    number = table.column(Kind.SCORE, 2)
    table.click(0, number)
    table.type("1")
    table.key(Key.Key_Tab)
    assert table.current == (0, number + 1)
    assert not table.panel.entry.field.isVisible()
    table.key(Key.Key_Backtab, SHIFT)
    assert table.current == (0, number)
    assert table.texts(Kind.SCORE, 2)[0] == "1.0"
    assert undo_labels(table.session) == ["set_score"]


def test_after_the_last_cell_tab_leaves_the_table_and_before_the_first_too(table):
    table.click(2, len(table.view.rows.columns) - 1)
    table.key(Key.Key_Tab)
    assert QApplication.focusWidget() is not table.view
    table.click(0, 0)
    table.key(Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is not table.view
    assert table.current == (0, 0)
    assert table.state.example_count == 3


def test_what_cannot_be_used_holds_tab_and_enter_in_its_cell(table):
    table.click(0, table.column(Kind.SCORE, 0))
    table.type("cat")
    for key in (Key.Key_Tab, Key.Key_Return):
        table.key(key)
        assert table.panel.entry.field.is_wrong()
        assert table.current == (0, table.column(Kind.SCORE, 0))
    table.key(Key.Key_Escape)
    assert not table.panel.entry.field.isVisible()
    assert table.texts(Kind.SCORE, 0)[0] == "3.2 ✓"
    assert QApplication.focusWidget() is table.view


def test_names_are_typed_one_after_the_other(table):
    for name in ("one", "two", "three"):
        table.type(name)
        table.key(Key.Key_Return)
    assert table.names() == ["one", "two", "three"]
    assert undo_labels(table.session) == ["rename_example"] * 3


@pytest.mark.parametrize(("typed", "label"), [("frog", 2), ("CAR", 1), ("2", 2), ("0", 0)])
def test_a_class_is_typed_by_its_name_or_its_number(table, typed, label):
    table.click(1, table.column(Kind.LABEL))
    table.type(typed)
    table.key(Key.Key_Return)
    assert table.state.labels.tolist() == [0, label, 2]
    assert table.current == (2, table.column(Kind.LABEL))


def test_what_is_no_class_is_refused_with_the_classes_there_are(table):
    table.click(1, table.column(Kind.LABEL))
    table.type("dog")
    table.key(Key.Key_Return)
    note = table.panel.entry.label.note()
    assert note.isVisible()
    assert note.text() == "“dog” is no class. Accepted: cat, car, frog, or a number from 0 to 2."
    table.key(Key.Key_Escape)
    assert table.state.labels.tolist() == [0, 1, 2]


@pytest.mark.parametrize("kind", [Kind.PREDICTED, Kind.LEAD, Kind.LOSS])
def test_typing_into_what_is_computed_says_that_it_is(table, kind):
    number = table.column(kind)
    table.click(0, number)
    table.type("1")
    note = part(table.panel, "examples.remove.note")
    assert note.isVisible()
    assert note.text().startswith(f"“{table.view.rows.heading(number)}” is computed")
    assert undo_labels(table.session) == []


def test_a_syllable_that_is_put_together_begins_a_name(table):
    set_language("ko")
    event = QInputMethodEvent("ㄱ", [])
    QApplication.sendEvent(table.view, event)
    done = QInputMethodEvent()
    done.setCommitString("강아지")
    QApplication.sendEvent(QApplication.focusWidget(), done)
    table.key(Key.Key_Return)
    assert table.names()[0] == "강아지"
    assert table.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_an_empty_event_of_the_input_method_opens_nothing(table):
    QApplication.sendEvent(table.view, QInputMethodEvent())
    assert not table.panel.entry.name.isVisible()


# -- rows that go ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by_key", [False, True])
def test_removing_rows_says_how_many_and_offers_them_back(table, by_key):
    table.click(1, modifiers=SHIFT)
    if by_key:
        table.key(Key.Key_Delete)
    else:
        table.press("examples.remove")
    assert table.names() == ["frog photo"]
    notice = part(table.panel, "examples.table.notice")
    assert notice.isVisible()
    assert notice.text.text() == "Examples removed: 2"
    table.hand.click(part(table.panel, "examples.table.notice.undo"))
    assert len(table.names()) == 3
    assert not notice.isVisible()


def test_the_offer_goes_once_undo_would_take_back_something_else(table):
    table.key(Key.Key_Delete)
    notice = part(table.panel, "examples.table.notice")
    assert notice.isVisible()
    table.session.edit(edits.set_margin(2.0))
    settle()
    assert not notice.isVisible()


def test_removing_a_row_under_a_filter_goes_on_to_the_next_one_shown(table):
    table.panel.set_filter(Filter("wrong"))
    assert table.names() == ["cat photo", "frog photo"]
    table.key(Key.Key_Delete)
    assert table.names() == ["frog photo"]
    assert table.current[0] == 0
    assert [table.state.examples[i]["en"] for i in (0, 1)] == ["car photo", "frog photo"]
    assert table.state.view.example == 1
    assert undo_labels(table.session) == ["remove_examples"]


# -- the clipboard --------------------------------------------------------------------------------


def paste(table, text):
    QApplication.clipboard().setText(text)
    table.key(Key.Key_V, CONTROL)


def test_a_column_of_numbers_is_pasted_downwards_in_one_step(qtbot):
    table = Table(qtbot, score_state([[1, 2], [3, 4], [5, 6]]))
    table.click(1, table.column(Kind.SCORE, 1))
    paste(table, "0.5\n-7\n")
    assert table.texts(Kind.SCORE, 1) == ["2.0", "0.5", "−7.0"]
    assert undo_labels(table.session)[0] == "set_block"


def test_one_value_goes_into_every_selected_row(table):
    table.click(0)
    table.click(1, table.column(Kind.LABEL), SHIFT)
    paste(table, "frog")
    assert table.state.labels.tolist() == [2, 2, 2]


def test_what_does_not_fit_is_refused_whole_beside_the_cell(table):
    table.click(1, table.column(Kind.SCORE, 0))
    before = table.state
    paste(table, "1\n2\n3")
    note = part(table.panel, "examples.remove.note")
    assert note.isVisible()
    assert note.text().startswith("3 rows were copied, but from this cell down there are 2.")
    view = table.view
    cell = view.visualRect(view.currentIndex())
    assert note.geometry().top() >= view.viewport().mapTo(view.window(), cell.bottomLeft()).y()
    assert table.state is before


def test_rows_that_were_copied_can_be_pasted(table):
    table.click(0)
    table.click(1, modifiers=SHIFT)
    table.key(Key.Key_C, CONTROL)
    text = QApplication.clipboard().text()
    assert len(text.split("\n")[0].split("\t")) == len(table.view.rows.columns)
    table.click(1, table.column(Kind.LEAD))
    paste(table, text)
    assert table.names() == ["cat photo", "cat photo", "car photo"]
    assert table.state.labels.tolist() == [0, 0, 1]
    assert table.session.evaluation.scores[1:].tolist() == [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0]]


def test_a_cell_that_was_copied_can_be_pasted_with_all_its_digits(qtbot):
    table = Table(qtbot, score_state([[1 / 3, 0.0]]))
    table.click(0, table.column(Kind.SCORE, 0))
    table.key(Key.Key_C, CONTROL)
    table.key(Key.Key_Tab)
    table.key(Key.Key_V, CONTROL)
    assert table.session.evaluation.scores.tolist() == [[1 / 3, 1 / 3]]


def test_the_view_keeps_the_keyboard_while_the_rows_are_removed(table):
    table.key(Key.Key_Delete)
    assert QApplication.focusWidget() is table.view
    assert table.view.currentIndex().isValid()
