"""The table of examples: what it says, and what a person does in it."""

import threading
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core import edits
from core.evaluation import evaluate
from core.settings import LossSettings
from core.state import ScoreTable, State
from gui.base.work import wait_for
from gui.look.theme import Type
from gui.panels.examples.columns import Kind
from gui.panels.examples.editing import copy_names
from gui.panels.examples.figures import Figures
from gui.panels.examples.paint import CellPainter
from gui.panels.examples.repaint import rows_to_draw
from gui.panels.examples.widths import pad_of
from gui.panels.filters import Filter
from gui.words.naming import following
from gui.words.translation import set_language
from tests.gui.examples_hand import ALT, CONTROL, SHIFT, Table
from tests.gui.hand import model_state, score_state
from tests.gui.window_hand import near, part, scenario, settle, tip_at, undo_labels

Key = Qt.Key
LOSSES = {"softmax": ["2.04", "0.08", "6.16"], "hinge": ["2.90", "0.00", "12.90"]}


@pytest.fixture
def table(qtbot):
    table = Table(qtbot, scenario())
    assert table.names() == ["cat photo", "car photo", "frog photo"]
    assert table.current == (0, 0)
    return table


def many(count=200, classes=4):
    random = np.random.default_rng(7)
    scores = np.round(random.normal(size=(count, classes)) * 3, 2)
    names = tuple(f"photo {number}" for number in range(count))
    labels = random.integers(0, classes, count)
    return State("Many", tuple("abcdefghijklmnop"[:classes]), names, labels, ScoreTable(scores))


# -- what it says -----------------------------------------------------------------------------


def test_the_lectures_slide_reads_off_and_its_means_become_sums(table):
    assert table.texts(Kind.SCORE, 0) == ["3.2 ✓", "1.3", "2.2"]
    assert table.texts(Kind.SCORE, 2) == ["−1.7", "2.0", "−3.1 ✓"]
    assert table.texts(Kind.LABEL) == ["cat", "car", "frog"]
    assert table.texts(Kind.PREDICTED) == ["car ×", "car ✓", "car ×"]
    assert table.texts(Kind.LEAD) == ["−1.9", "2.9", "−5.6"]
    for key, said in LOSSES.items():
        assert table.texts(Kind.LOSS, loss=key) == said
    means = [text for text in table.panel.means.texts() if text]
    assert means == ["mean of 3", "1 of 3 right", "2.76", "5.27"]
    table.session.edit(edits.set_loss_switch("sum_over_examples", on=True))
    settle()
    means = [text for text in table.panel.means.texts() if text]
    assert means == ["sum of 3", "1 of 3 right", "8.28", "15.80"]


def test_headings_and_cells_speak_both_languages(table):
    set_language("ko")
    table.panel.look.speak()
    heading = table.view.rows.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "예제"
    assert table.names()[0] == "고양이 사진"
    assert table.panel.means.texts()[0] == "3개 평균"


def test_hovering_gives_every_number_to_the_last_digit(table):
    number = table.column(Kind.LOSS, loss="softmax")
    viewport = table.view.viewport()
    at = viewport.mapFrom(table.panel, table.place(0, number))
    assert float(tip_at(viewport, at)) == pytest.approx(2.0403551528001706, rel=1e-15)


def test_the_larger_a_loss_the_darker_its_ground(table):
    image = table.panel.grab().toImage()
    number = table.column(Kind.LOSS, loss="hinge")

    def ground(row):
        rect = table.view.visualRect(table.view.rows.index(row, number))
        corner = table.view.viewport().mapTo(table.panel, rect.topLeft())
        return image.pixelColor(corner.x() + 6, corner.y() + 8)

    assert near(ground(1), table.panel.look.color("card"))
    shades = [ground(row).lightness() for row in (1, 0, 2)]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 3


def test_the_chosen_example_is_framed(table):
    def framed(row):
        image = table.panel.grab().toImage()
        rect = table.view.visualRect(table.view.rows.index(row, 0))
        corner = table.view.viewport().mapTo(table.panel, rect.topLeft())
        ink = table.panel.look.color("score")
        return near(image.pixelColor(corner.x(), corner.y() + 9), ink)

    assert [framed(row) for row in range(3)] == [True, False, False]
    table.session.edit(edits.choose_example(2))
    settle()
    assert [framed(row) for row in range(3)] == [False, False, True]


@pytest.mark.parametrize(("classes", "first"), [(12, Kind.SCORE), (13, Kind.LABEL)])
def test_scores_of_many_classes_stand_behind_what_follows_from_them(qtbot, classes, first):
    table = Table(qtbot, model_state(classes))
    assert table.view.rows.columns[1].kind is first
    assert len(table.texts(Kind.SCORE, classes - 1)) == 2


def test_many_columns_are_set_closer_before_they_need_scrolling(qtbot):
    few = Table(qtbot, many(classes=3))
    assert not few.view.cells.close
    ten = Table(qtbot, many(classes=10))
    assert ten.view.cells.close
    assert not ten.view.horizontalScrollBar().isVisible()
    more = Table(qtbot, model_state(50))
    assert more.view.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("count", [9, 10, 11, 12, 13])
def test_the_columns_and_their_means_leave_the_scroll_bar_its_room_at_once(qtbot, count):
    table = Table(qtbot, many(count, classes=3))
    view, means = table.view, table.panel.means
    last = len(view.rows.columns) - 1
    end = view.columnViewportPosition(last) + view.columnWidth(last)
    assert end == view.viewport().width()
    assert view.verticalScrollBar().isVisible() == (end < means.width())


def test_a_row_that_makes_a_scroll_bar_necessary_makes_room_for_it(qtbot):
    table = Table(qtbot, many(8, classes=3))
    rows = 0
    while not table.view.verticalScrollBar().isVisible():
        table.press("examples.add")
        rows += 1
        assert rows < 8
    view, last = table.view, len(table.view.rows.columns) - 1
    end = view.columnViewportPosition(last) + view.columnWidth(last)
    assert end == view.viewport().width() < table.panel.means.width()


def test_one_decimal_where_that_says_it_all_else_two(qtbot):
    assert Table(qtbot, score_state([[1.0, 2.5]])).texts(Kind.SCORE, 0) == ["1.0 ✓"]
    assert Table(qtbot, score_state([[1.0, 2.25]])).texts(Kind.SCORE, 0) == ["1.00 ✓"]


# -- choosing -----------------------------------------------------------------------------------


def test_a_click_or_an_arrow_key_chooses_the_example_of_a_row_in_one_step(table):
    table.click(2, 1)
    assert table.state.view.example == 2
    assert undo_labels(table.session) == ["choose_example"]
    assert table.current[0] == 0
    table.click(0)
    table.key(Key.Key_Down)
    assert table.state.view.example == 1


def test_an_example_chosen_elsewhere_is_scrolled_to(qtbot):
    table = Table(qtbot, many())
    table.session.edit(edits.choose_example(150))
    settle()
    assert table.current[0] == 150
    rect = table.view.visualRect(table.view.currentIndex())
    assert table.view.viewport().rect().contains(rect.center())


def test_pointing_at_a_row_tells_its_example_and_the_reverse_lights_it(table):
    table.hand.hover(table.panel, table.place(1, 0))
    table.hand.hover(table.panel, table.place(2, 0))
    assert table.heard.values("example_hovered") == [1, 2]
    said = len(table.heard.said)
    table.panel.set_highlight_example(1)
    settle()
    image = table.panel.grab().toImage()
    at = table.place(1, table.column(Kind.LEAD))
    assert near(image.pixelColor(at.x() - 30, at.y() - 8), table.panel.look.color("score_tint"))
    table.panel.set_highlight_example(None)
    assert len(table.heard.said) == said


def test_a_row_that_is_lit_from_elsewhere_is_scrolled_to_and_back_again(qtbot):
    table = Table(qtbot, many())
    bar = table.view.verticalScrollBar()
    assert bar.value() == 0
    table.panel.set_highlight_example(150)
    assert table.view.rowAt(1) <= 150 < table.view.rowAt(1) + 12
    table.panel.set_highlight_example(None)
    assert bar.value() == 0


# -- editing ------------------------------------------------------------------------------------


def test_a_score_is_edited_by_a_double_click_a_digit_or_arrow_keys(table):
    number = table.column(Kind.SCORE, 1)
    table.double_click(0, number)
    field = table.panel.entry.field
    assert field.isVisible()
    assert field.text() == "5.1"
    table.type("4.5")
    table.key(Key.Key_Return)
    assert table.texts(Kind.SCORE, 1)[0] == "4.5"
    assert undo_labels(table.session) == ["set_score"]
    table.click(2, table.column(Kind.SCORE, 0))
    table.type("-7")
    table.key(Key.Key_Return)
    assert table.texts(Kind.SCORE, 0)[2] == "−7.0"
    table.double_click(0, table.column(Kind.SCORE, 0))
    table.key(Key.Key_Up)
    assert table.session.evaluation.scores[0, 0] == pytest.approx(3.3, abs=1e-12)


def test_what_is_no_usable_number_is_refused_beside_the_cell(table):
    for text in ("cat", "nan", "inf", "1e400", ""):
        table.double_click(0, table.column(Kind.SCORE, 0))
        field = table.panel.entry.field
        table.key(Key.Key_Delete)
        table.type(text)
        table.key(Key.Key_Return)
        assert field.is_wrong()
        assert field.note().isVisible()
        assert field.note().text()
        table.key(Key.Key_Escape)
        table.key(Key.Key_Escape)
        assert not field.isVisible()
        assert table.texts(Kind.SCORE, 0)[0] == "3.2 ✓"
        assert undo_labels(table.session) == []


def test_a_name_is_edited_in_place_enter_opens_nothing_and_an_empty_one_is_refused(table):
    table.double_click(1, 0)
    assert table.panel.entry.name.isVisible()
    table.type("van")
    table.key(Key.Key_Return)
    assert table.names()[1] == "van"
    assert undo_labels(table.session)[0] == "rename_example"
    table.double_click(1, 0)
    table.key(Key.Key_Delete)
    table.key(Key.Key_Return)
    assert table.panel.entry.name.is_wrong()
    assert "opened" not in table.heard.names
    table.key(Key.Key_Escape)
    assert table.names()[1] == "car photo"


def test_an_open_field_stays_over_its_cell_when_the_table_gets_another_size(table):
    table.double_click(2, table.column(Kind.SCORE, 1))
    table.panel.resize(1100, 460)
    settle()
    field = table.panel.entry.field
    rect = table.view.visualRect(table.view.currentIndex())
    over = rect.translated(table.view.viewport().mapTo(table.view, rect.topLeft() * 0))
    assert abs(field.geometry().center().x() - over.center().x()) <= 2
    assert abs(field.geometry().center().y() - over.center().y()) <= 2


def test_the_correct_class_is_chosen_from_the_classes_by_click_mark_or_key_for_several_rows(table):
    table.double_click(0, table.column(Kind.LABEL))
    assert [a.text() for a in table.menu("examples.label.menu").actions()] == ["cat", "car", "frog"]
    table.choose("examples.label.menu", "frog")
    assert table.state.labels.tolist() == [2, 1, 2]
    assert undo_labels(table.session)[0] == "set_label"
    number = table.column(Kind.LABEL)
    table.click(0, number)
    rect = table.view.visualRect(table.view.rows.index(0, number))
    at = table.view.viewport().mapTo(table.panel, rect.center())
    at.setX(at.x() + rect.width() // 2 - 14)
    table.hand.click(table.panel, at)
    table.choose("examples.label.menu", "car")
    assert table.state.labels[0] == 1
    table.click(0)
    table.click(1, table.column(Kind.LABEL), CONTROL)
    table.key(Key.Key_Space)
    table.choose("examples.label.menu", "frog")
    assert table.state.labels.tolist() == [2, 2, 2]


def test_predictions_and_losses_are_not_edited(table):
    for kind in (Kind.PREDICTED, Kind.LEAD, Kind.LOSS):
        table.double_click(0, table.column(kind))
        assert not table.panel.entry.field.isVisible()
        assert not table.panel.entry.name.isVisible()


# -- rows -----------------------------------------------------------------------------------------


def test_a_fresh_example_is_added_and_chosen_by_button_and_key(table):
    table.press("examples.add")
    assert table.names()[-1] == "example 4"
    assert table.state.view.example == 3
    table.view.setFocus()
    table.key(Key.Key_Insert)
    assert table.names()[-1] == "example 5"
    assert undo_labels(table.session) == ["add_example", "add_example"]


def test_selected_rows_are_duplicated_with_names_of_their_own(table):
    table.click(0)
    table.click(1, modifiers=CONTROL)
    table.key(Key.Key_D, CONTROL)
    assert table.names()[3:] == ["cat photo 2", "car photo 2"]
    assert table.view.selected_examples() == [3, 4]
    assert table.state.examples[3]["ko"] == "고양이 사진 2"
    assert table.texts(Kind.SCORE, 1)[3:] == ["5.1", "4.9 ✓"]
    assert undo_labels(table.session)[0] == "duplicate_examples"


def test_selected_rows_are_removed_at_once_but_never_all(table):
    table.click(0)
    table.click(2, modifiers=SHIFT)
    table.press("examples.remove")
    assert part(table.panel, "examples.remove.note").text() == "At least 1 example is needed"
    assert len(table.names()) == 3
    table.click(0)
    table.click(1, modifiers=SHIFT)
    table.key(Key.Key_Delete)
    assert table.names() == ["frog photo"]
    table.session.undo()
    settle()
    assert table.names() == ["cat photo", "car photo", "frog photo"]


def test_the_menu_of_a_row_offers_what_can_be_done(table):
    table.click(1)
    table.panel.editor.open_menu(table.view.mapToGlobal(table.view.rect().center()))
    texts = [action.text() for action in table.menu("examples.menu").actions()]
    assert texts == ["Open on Scores", "Duplicate (1)", "Hold out (1)", "Remove (1)", "Rename"]
    table.choose("examples.menu", "Remove (1)")
    assert table.names() == ["cat photo", "frog photo"]


@pytest.mark.parametrize(
    ("name", "copies"),
    [
        ("cat photo", ["cat photo 2", "cat photo 3"]),
        ("cat photo 2", ["cat photo 3", "cat photo 4"]),
        (
            {"en": "example 4", "ko": "예제 4"},
            [{"en": f"example {n}", "ko": f"예제 {n}"} for n in (5, 6)],
        ),
        (
            {"en": "digit 3", "ko": "숫자"},
            [{"en": f"digit 3 {n}", "ko": f"숫자 {n}"} for n in (2, 3)],
        ),
        ("7", ["7 2", "7 3"]),
    ],
)
def test_copies_are_numbered_on(name, copies):
    assert copy_names((name,), [0, 0]) == copies


def test_with_nothing_selected_nothing_is_duplicated(table):
    table.panel.set_filter(Filter(name="zzz"))
    table.view.setFocus()
    table.key(Key.Key_D, CONTROL)
    table.key(Key.Key_Delete)
    assert table.state.example_count == 3


def test_a_new_example_takes_a_filter_away_that_would_hide_it(table):
    table.panel.set_filter(Filter(name="frog"))
    table.press("examples.add")
    assert table.names()[-1] == "example 4"
    assert len(table.names()) == 4


def test_a_document_is_full_at_a_million(table, monkeypatch):
    monkeypatch.setattr("core.edits.examples.MAX_EXAMPLES", 3)
    table.press("examples.add")
    assert part(table.panel, "examples.remove.note").text() == "At most 3 examples"
    assert len(table.names()) == 3


def test_longer_work_on_the_rows_is_done_beside_the_window(table, monkeypatch):
    monkeypatch.setattr("gui.panels.examples.editing._LONG", 1)
    table.click(1)
    table.key(Key.Key_D, CONTROL)
    assert table.names()[-1] == "car photo 2"


def test_names_for_new_rows_of_a_large_document_are_found_beside_the_window(table, monkeypatch):
    threads = []

    def noting(owner, find):
        def found(*args):
            threads.append((owner, threading.get_ident() == threading.main_thread().ident))
            return find(*args)

        return found

    for owner, find in (("following", following), ("copy_names", copy_names)):
        monkeypatch.setattr(f"gui.panels.examples.editing.{owner}", noting(owner, find))
    monkeypatch.setattr("gui.panels.examples.editing._LONG", 1)
    table.press("examples.add")
    table.click(1)
    table.key(Key.Key_D, CONTROL)
    assert table.names()[3:] == ["example 4", "car photo 2"]
    assert threads == [("following", False), ("copy_names", False)]


def test_an_edit_of_one_example_draws_its_row_again_and_no_other(qtbot, monkeypatch):
    scores = np.tile([3.0, 1.0], (1000, 1))
    scores[0] = 0.0, 9.0  # the largest losses stay where they are
    drawn = []
    plain = CellPainter.paint

    def noting(cells, painter, option, index):
        drawn.append(index.row())
        plain(cells, painter, option, index)

    monkeypatch.setattr(CellPainter, "paint", noting)
    table = Table(qtbot, score_state(scores))
    settle()
    assert {0, 1, 2} < set(drawn)
    drawn.clear()
    table.session.edit(edits.set_score(2, 1, 1.1))
    settle()
    assert set(drawn) == {2}


@pytest.mark.parametrize(
    "change",
    [
        edits.rename_class(0, "x"),
        edits.choose_example(2),
        edits.choose_loss("hinge"),
        edits.set_loss_switch("sum_over_examples", True),
        edits.set_score(0, 1, 99.0),
    ],
    ids=lambda change: change.label.key,
)
def test_what_every_row_depends_on_draws_all_of_them(change):
    before, after = evaluate(scenario()), evaluate(change.apply(scenario()))
    assert rows_to_draw(before, after, np.arange(3)) is None


# -- the clipboard --------------------------------------------------------------------------------


def test_a_cell_is_copied_to_the_last_digit_and_rows_with_tabs_between(qtbot):
    table = Table(qtbot, score_state([[3.25678, -1.0], [0.5, 2.0]]))
    table.click(0, table.column(Kind.SCORE, 0))
    table.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "3.25678"
    table.click(1, modifiers=CONTROL)
    table.key(Key.Key_C, CONTROL)
    first, second = QApplication.clipboard().text().split("\n")
    assert first.split("\t")[:5] == ["photo 0", "3.25678", "-1", "class 0", "class 0"]
    assert second.split("\t")[:5] == ["photo 1", "0.5", "2", "class 0", "class 1"]
    assert float(second.split("\t")[6]) == pytest.approx(1.7014132779827524, rel=1e-15)


def test_many_rows_are_copied_beside_the_window_to_the_same_text(table, monkeypatch):
    table.click(0)
    table.key(Key.Key_A, CONTROL)
    table.key(Key.Key_C, CONTROL)
    expected = QApplication.clipboard().text()
    assert expected.count("\n") == 2
    asked = []

    def noting(parent, text, job):
        asked.append(text)
        return wait_for(parent, text, job)

    monkeypatch.setattr("gui.panels.examples.hands.FEW_CELLS", 1)
    monkeypatch.setattr("gui.panels.examples.copying._SLICE", 1)
    monkeypatch.setattr("gui.panels.examples.hands.wait_for", noting)
    QApplication.clipboard().setText("")
    table.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == expected
    assert asked == ["Copying the selected examples"]


def test_what_nobody_would_wait_for_is_not_copied_and_its_size_is_told(table, monkeypatch):
    QApplication.clipboard().setText("before")
    monkeypatch.setattr("gui.panels.examples.hands.MOST_CELLS", 5)
    said = []
    table.panel.view.copy_refused.connect(said.append)
    table.click(0)
    table.key(Key.Key_A, CONTROL)
    table.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "before"
    assert said == ["27 cells are too many to copy at once. At most 5 can be. Nothing was copied."]


# -- sorting and filtering ------------------------------------------------------------------------


def test_a_heading_sorts_up_down_and_not_at_all_a_loss_from_the_worst_and_keys_sort_too(table):
    number, before = table.column(Kind.LEAD), table.state
    for said in (["−5.6", "−1.9", "2.9"], ["2.9", "−1.9", "−5.6"], ["−1.9", "2.9", "−5.6"]):
        table.click_heading(number)
        assert table.texts(Kind.LEAD) == said
    assert table.state is before
    number = table.column(Kind.LOSS, loss="hinge")
    for said in (["12.90", "2.90", "0.00"], ["0.00", "2.90", "12.90"], LOSSES["hinge"]):
        table.click_heading(number)
        assert table.texts(Kind.LOSS, loss="hinge") == said
    table.click(0, table.column(Kind.SCORE, 0))
    table.key(Key.Key_Down, ALT)
    assert table.names() == ["cat photo", "frog photo", "car photo"]
    table.key(Key.Key_Up, ALT)
    assert table.names() == ["car photo", "frog photo", "cat photo"]


def test_every_column_sorts_and_equal_rows_keep_their_order(qtbot):
    table = Table(qtbot, many())
    state, evaluation = table.state, table.session.evaluation
    columns = {
        Kind.NAME: state.examples,
        Kind.LABEL: state.labels.tolist(),
        Kind.PREDICTED: evaluation.scores.argmax(axis=1).tolist(),
        Kind.LEAD: evaluation.batch.lead.tolist(),
        Kind.SCORE: evaluation.scores[:, 0].tolist(),
    }
    for (kind, values), descending in product(columns.items(), (False, True)):
        number = table.column(kind)
        table.view.sort_asked.emit(table.view.rows.columns[number], descending)
        rows = table.view.rows.rows.tolist()
        assert rows == sorted(range(200), key=values.__getitem__, reverse=descending), kind


def test_sorting_begins_at_the_top(qtbot):
    table = Table(qtbot, many())
    table.session.edit(edits.choose_example(150))
    settle()
    table.click_heading(table.column(Kind.LOSS, loss="softmax"))
    assert table.view.rowAt(1) == 0


def test_the_sort_by_change_outlives_another_loss(table):
    table.session.pin()
    table.session.edit(edits.set_score(0, 0, 9.0))
    settle()
    table.click_heading(table.column(Kind.CHANGE))
    table.session.edit(edits.choose_loss("hinge"))
    settle()
    assert table.view.rows.sorting.column.kind is Kind.CHANGE


def test_rows_hold_their_places_during_a_gesture_and_until_another_is_chosen(table):
    table.click_heading(table.column(Kind.LOSS, loss="softmax"))
    assert table.names() == ["frog photo", "cat photo", "car photo"]
    table.session.begin()
    table.session.preview(edits.set_score(0, 0, 20.0))
    table.session.flush()
    assert table.names() == ["frog photo", "cat photo", "car photo"]
    table.session.commit()
    table.session.flush()
    assert table.names() == ["frog photo", "cat photo", "car photo"]
    table.session.edit(edits.choose_example(1))
    settle()
    assert table.names() == ["frog photo", "car photo", "cat photo"]


def test_what_is_selected_stays_selected_when_rows_move(qtbot):
    table = Table(qtbot, many())
    table.click(2)
    table.click(5, modifiers=CONTROL)
    chosen = table.view.selected_examples()
    table.click_heading(table.column(Kind.LEAD))
    assert table.view.selected_examples() == chosen == [2, 5]


def test_a_name_is_searched_for_and_escape_shows_all_again(table):
    search = part(table.panel, "examples.search")
    search.setFocus()
    table.type("C")
    assert table.names() == ["cat photo", "car photo"]
    table.type("at")
    assert table.names() == ["cat photo"]
    assert "1 of 3 shown: name contains “Cat”" in table.panel._hint.text()
    table.key(Key.Key_Escape)
    assert len(table.names()) == 3


def test_rows_are_filtered_by_how_their_example_stands(table):
    for standing, left in (
        ("right", ["car photo"]),
        ("wrong", ["cat photo", "frog photo"]),
        ("violating", ["cat photo", "frog photo"]),
        ("all", ["cat photo", "car photo", "frog photo"]),
    ):
        part(table.panel, "examples.standing").segment(standing).click()
        settle()
        assert table.names() == left


def test_a_wider_margin_makes_more_examples_violate_it_and_the_chosen_one_may_be_filtered_out(
    table,
):
    table.panel.set_filter(Filter("wrong"))
    assert "not among them" not in table.panel._hint.text()
    table.panel.set_filter(Filter("right"))
    assert table.panel._hint.text().endswith("The chosen example is not among them.")
    table.panel.set_filter(Filter("right"))
    assert not table.view.currentIndex().isValid()
    assert table.state.view.example == 0
    table.panel.set_filter(Filter())
    assert table.current[0] == 0
    table.panel.set_filter(Filter("violating"))
    table.session.edit(edits.set_margin(3.0))
    settle()
    assert len(table.names()) == 3


def test_a_filter_by_a_class_that_is_gone_is_dropped(table):
    table.panel.set_filter(Filter(cell=(2, 1)))
    assert table.names() == ["frog photo"]
    table.session.edit(edits.remove_class(2))
    settle()
    assert len(table.names()) == 3


# -- the pin --------------------------------------------------------------------------------------


def test_with_a_pin_there_is_a_column_of_changes(table):
    assert Kind.CHANGE not in {column.kind for column in table.view.rows.columns}
    table.session.pin()
    table.session.edit(edits.set_score(0, 0, 3.7))
    table.session.edit(edits.add_example("fresh"))
    settle()
    changes = table.texts(Kind.CHANGE)
    # −0.37: ln(e^3.2+…) against ln(e^3.7+…), by hand 2.0404 − 1.6221 = 0.4183.
    assert changes[0] == "−0.42"
    assert changes[1:] == ["", "", "new"]
    assert table.panel.means.texts()[table.column(Kind.CHANGE)] != ""
    table.session.unpin()
    settle()
    assert Kind.CHANGE not in {column.kind for column in table.view.rows.columns}


def test_tiny_changes_are_written_out_in_full(qtbot):
    table = Table(qtbot, many(500))
    table.session.pin()
    table.session.edit(edits.set_score(3, 0, float(table.state.source.scores[3, 0]) + 1e-4))
    settle()
    number = table.column(Kind.CHANGE)
    text = table.panel.means.texts()[number]
    assert "×10" in text
    room = table.view.columnWidth(number) - 2 * pad_of(
        table.panel.look, close=table.view.cells.close
    )
    assert table.panel.look.width(text, Type.SMALL) <= room


# -- a great many ---------------------------------------------------------------------------------


def test_a_million_rows_are_shown_and_scrolled_to_the_end(qtbot):
    count = 1_000_000
    scores = np.zeros((count, 2))
    scores[:, 1] = np.arange(count) % 1000 / 100
    names = ("photo",) * count
    state = State("Million", ("a", "b"), names, np.zeros(count, dtype=int), ScoreTable(scores))
    table = Table(qtbot, replace(state, loss=LossSettings("hinge")))
    assert table.view.rows.rowCount() == count
    table.view.scrollToBottom()
    settle()
    last = table.view.visualRect(table.view.rows.index(count - 1, 0))
    assert table.view.viewport().rect().contains(last.center())
    assert table.view.rows.text(count - 1, table.column(Kind.SCORE, 1)) == "9.99"


def test_another_filter_shows_its_first_rows_or_the_chosen_one(qtbot):
    table = Table(qtbot, scenario("digits"), size=(1466, 260))
    bar = table.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    table.panel.set_filter(Filter("right"))
    assert table.view.rows.row_of(table.state.view.example) is not None
    assert table.view.rowAt(0) <= table.view.currentIndex().row() <= table.view.rowAt(120)
    bar.setValue(bar.maximum())
    table.panel.set_filter(Filter("wrong"))
    assert table.view.rows.row_of(table.state.view.example) is None
    assert table.view.rowAt(0) == 0


@pytest.mark.parametrize(("examples", "classes"), [(300, 3), (3, 300)])
def test_scrolled_to_an_end_smaller_cells_are_not_all_written_out(
    qtbot, monkeypatch, examples, classes
):
    table = Table(qtbot, model_state(classes, examples=examples))
    table.view.scrollToBottom()
    across = table.view.horizontalScrollBar()
    across.setValue(across.maximum())
    settle()
    write, written = Figures._write, []

    def counting(figures, number, rows, width, *, close):
        written.append(len(rows))
        return write(figures, number, rows, width, close=close)

    monkeypatch.setattr(Figures, "_write", counting)
    table.panel.look.fit(1280, 720)
    settle()
    assert 0 < len(written) < 120
    assert max(written) < 40
