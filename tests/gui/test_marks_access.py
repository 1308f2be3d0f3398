"""The marks of a chart as screen readers are told of them, on a plain chart."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleActionInterface

from gui.marks.access import AT_MOST
from tests.gui.hand import Heard
from tests.gui.marks_hand import SIDE, Squares
from tests.gui.window_hand import show_in_room

Role, Text = QAccessible.Role, QAccessible.Text
PRESS = QAccessibleActionInterface.pressAction()
FOCUS = QAccessibleActionInterface.setFocusAction()


@pytest.fixture
def chart(qtbot):
    chart = Squares()
    chart.window_around = show_in_room(qtbot, chart, SIDE * 12, SIDE, room=30)
    chart.clearFocus()
    return chart


def told(chart):
    return QAccessible.queryAccessibleInterface(chart)


def texts(mark):
    return [mark.text(kind) for kind in (Text.Name, Text.Value, Text.Description)]


def test_a_chart_is_a_list_whose_items_are_its_marks(chart):
    marks = [told(chart).child(number) for number in range(told(chart).childCount())]
    assert told(chart).role() == Role.List
    assert [mark.role() for mark in marks] == [Role.ListItem] * 5
    assert all(mark.state().focusable for mark in marks)
    assert texts(marks[3]) == ["square 3", "3.0", "square 3\nexactly 3.000"]
    assert [told(chart).indexOfChild(mark) for mark in marks] == [0, 1, 2, 3, 4]
    assert told(chart).child(5) is None


def test_a_mark_lies_where_it_is_seen_on_the_screen(chart):
    mark = told(chart).child(2)
    corner = chart.mapToGlobal(QPoint(2 * SIDE, 0))
    assert mark.rect().topLeft() == corner
    assert mark.rect().width() == SIDE
    assert told(chart).childAt(corner.x() + 3, corner.y() + 3).text(Text.Name) == "square 2"
    assert told(chart).childAt(corner.x() + 9 * SIDE, corner.y() + 3) is None


def test_pressing_a_mark_chooses_it_and_focus_walks_to_it(chart):
    heard = Heard(chart, "chosen", "hovered")
    mark = told(chart).child(4)
    assert mark.actionInterface().actionNames() == [PRESS, FOCUS]
    mark.actionInterface().doAction(PRESS)
    mark.actionInterface().doAction("Toggle")
    mark.actionInterface().doAction(FOCUS)
    assert heard.values("chosen") == [4]
    assert set(heard.values("hovered")) == {4}
    assert told(chart).focusChild().text(Text.Name) == "square 4"
    assert (mark.state().focused, told(chart).child(1).state().focused) == (1, 0)


def test_a_mark_that_a_click_does_not_choose_cannot_be_pressed(chart, monkeypatch):
    monkeypatch.setattr(chart, "is_choosable", lambda key: False)
    heard = Heard(chart, "chosen")
    action = told(chart).child(1).actionInterface()
    assert action.actionNames() == [FOCUS]
    action.doAction(PRESS)
    assert heard.said == []


def test_of_very_many_marks_the_first_are_told_and_how_many_follow(chart):
    chart.show_marks(range(10_000))
    assert told(chart).childCount() == AT_MOST + 1
    assert texts(told(chart).child(AT_MOST - 1))[0] == f"square {AT_MOST - 1}"
    assert texts(told(chart).child(AT_MOST)) == ["and 9,000 more", "", ""]
    assert told(chart).child(AT_MOST).actionInterface().actionNames() == []
    assert not told(chart).child(AT_MOST).state().focusable


def test_a_mark_that_has_gone_says_nothing(chart):
    mark = told(chart).child(4)
    chart.show_marks([7])
    assert texts(told(chart).child(0))[0] == "square 7"
    assert not mark.isValid()
    assert texts(mark) == ["", "", ""]
    assert mark.rect().isEmpty()


def test_a_chart_without_marks_has_no_children(chart):
    chart.show_marks([])
    assert told(chart).childCount() == 0
    assert told(chart).focusChild() is None


def test_what_was_told_outlives_the_chart_without_holding_it(qapp):
    chart = Squares()
    mark = told(chart).child(0)
    shiboken6.delete(chart)
    assert not mark.isValid()
    assert texts(mark) == ["", "", ""]
