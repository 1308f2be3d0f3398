"""Rows stay under a person's hands: neither a filter nor an order takes them away in an edit."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt

from core import edits
from gui.panels.examples.columns import Kind
from gui.panels.examples.staying import in_place, strays
from gui.panels.filters import Filter
from tests.gui.examples_hand import SHIFT, Table
from tests.gui.pixels import inked
from tests.gui.window_hand import part, scenario, settle

Key = Qt.Key
ALL = ["cat photo", "car photo", "frog photo"]


@pytest.fixture
def table(qtbot):
    return Table(qtbot, scenario())


def stand(table, standing):
    part(table.panel, "examples.standing").segment(standing).click()
    settle()


def filter_now(table):
    return table.heard.values("filtered")[-1]


def test_correcting_a_label_under_wrong_keeps_the_filter_and_the_row_until_one_goes_on(table):
    stand(table, "wrong")
    assert table.names() == ["cat photo", "frog photo"]
    table.double_click(0, table.column(Kind.LABEL))
    table.choose("examples.label.menu", "car")
    assert filter_now(table) == Filter("wrong")
    assert table.names() == ["cat photo", "frog photo"]
    assert table.view.rows.strays == {0: "no longer wrong"}
    assert "1 no longer so, shown until another row is chosen." in table.panel._hint.text()
    cell = table.view.rows.index(0, 0)
    role = Qt.ItemDataRole
    assert table.view.rows.data(cell, role.AccessibleTextRole) == "cat photo, no longer wrong"
    assert "no longer wrong" in table.view.rows.data(cell, role.ToolTipRole)
    table.key(Key.Key_Down)
    assert table.names() == ["frog photo"]
    assert table.view.rows.strays == {}
    assert "another row" not in table.panel._hint.text()
    assert filter_now(table) == Filter("wrong")


def test_the_mark_can_be_seen_beside_the_name(table):
    stand(table, "wrong")

    def marked():
        image = table.panel.grab().toImage()
        rect = table.view.visualRect(table.view.rows.index(0, 0))
        corner = table.view.viewport().mapTo(table.panel, rect.topLeft())
        ink = table.panel.look.color("second")
        inside = QRect(corner, rect.size()).adjusted(0, 8, 0, -8)
        return inked(image, ink, 12, inside).any()

    assert not marked()
    table.session.edit(edits.set_label(0, 1))
    settle()
    assert marked()


@pytest.mark.parametrize(
    ("wanted", "edit", "mark"),
    [
        (Filter("right"), edits.set_label(1, 0), "no longer right"),
        (Filter("violating"), edits.set_score(0, 0, 20.0), "no longer violating"),
        (Filter("violating"), edits.set_label(0, 1), "no longer violating"),
        (Filter(cell=(0, 1)), edits.set_label(0, 1), "no longer in this cell"),
        (Filter(name="cat"), edits.rename_example(0, "dog"), "no longer so named"),
        (Filter("wrong", name="cat"), edits.rename_example(0, "dog"), "no longer so named"),
        (Filter("wrong", name="cat"), edits.set_label(0, 1), "no longer wrong"),
    ],
)
def test_no_filter_takes_the_row_away_that_is_worked_on(table, wanted, edit, mark):
    chosen = 1 if wanted.standing == "right" else 0
    table.session.edit(edits.choose_example(chosen))
    settle()
    table.panel.set_filter(wanted)
    before = table.view.rows.rows.tolist()
    table.session.edit(edit)
    settle()
    assert table.view.rows.rows.tolist() == before
    assert table.view.rows.strays == {chosen: mark}
    assert filter_now(table) == wanted
    table.session.edit(edits.choose_example(2))
    settle()
    assert chosen not in table.view.rows.rows


def test_every_selected_row_stays_when_all_get_one_label(table):
    stand(table, "wrong")
    table.click(0)
    table.click(1, table.column(Kind.LABEL), SHIFT)
    table.key(Key.Key_Space)
    table.choose("examples.label.menu", "car")
    assert table.names() == ["cat photo", "frog photo"]
    assert set(table.view.rows.strays) == {0, 2}


def test_an_undo_makes_the_row_match_again(table):
    stand(table, "wrong")
    table.session.edit(edits.set_label(0, 1))
    settle()
    table.session.undo()
    settle()
    assert table.names() == ["cat photo", "frog photo"]
    assert table.view.rows.strays == {}


def test_what_comes_to_match_is_shown_at_once(table):
    table.panel.set_filter(Filter("violating"))
    table.session.edit(edits.set_margin(3.0))
    settle()
    assert table.names() == ALL


def test_an_edited_row_keeps_its_place_in_the_order_until_one_goes_on(table):
    number = table.column(Kind.SCORE, 0)
    table.click_heading(number)
    assert table.names() == ["car photo", "frog photo", "cat photo"]
    table.click(0, number)
    table.type("9")
    table.key(Key.Key_Tab)
    assert table.names() == ["car photo", "frog photo", "cat photo"]
    table.key(Key.Key_Down)
    assert table.names() == ["frog photo", "cat photo", "car photo"]
    assert table.state.view.example == 2


def test_a_click_on_the_heading_first_puts_in_order_what_an_edit_has_left(table):
    number = table.column(Kind.SCORE, 0)
    table.click_heading(number)
    table.session.edit(edits.choose_example(1))
    settle()
    table.session.edit(edits.set_score(1, 0, 9.0))
    settle()
    assert table.names() == ["car photo", "frog photo", "cat photo"]
    table.click_heading(number)
    assert table.names() == ["frog photo", "cat photo", "car photo"]
    table.click_heading(number)
    assert table.names() == ["car photo", "cat photo", "frog photo"]


def test_enter_goes_down_the_rows_as_they_stand(table):
    number = table.column(Kind.SCORE, 0)
    table.click_heading(number)
    table.click(0, number)
    table.type("9")
    table.key(Key.Key_Return)
    assert table.state.view.example == 2  # the frog stood below
    assert table.current == (0, number)


def test_who_comes_back_to_the_page_finds_the_rows_as_asked(table):
    stand(table, "wrong")
    table.session.edit(edits.set_label(0, 1))
    settle()
    table.panel.hide()
    table.panel.show()
    table.panel.show_evaluation(table.session.evaluation)
    assert table.names() == ["frog photo"]


def test_members_keep_their_places_and_new_ones_come_last():
    shown = np.array([4, 1, 3])
    assert in_place(shown, np.array([1, 3, 4]), 6) is shown
    assert in_place(shown, np.array([0, 1, 4, 5]), 6).tolist() == [4, 1, 0, 5]
    matching = np.array([1, 3])
    assert strays(matching, shown, np.array([3, 0]), 6).tolist() == []
    assert strays(matching, shown, np.array([4, 0, 3, 4]), 6).tolist() == [4]
