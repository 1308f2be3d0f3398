"""A drag and a held key are one gesture each, whatever is dragged."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.hand import Heard
from tests.gui.marks_hand import SIDE, Movable, middle
from tests.gui.window_hand import Hand, Key, shift_move, show_in_room


class Stand:
    """Something to drag in a window, and a hand for it."""

    def __init__(self, qtbot, thing):
        self.thing = thing
        self.window = show_in_room(qtbot, thing, SIDE * 12, SIDE, room=30)
        self.hand = Hand(self.window)
        self.heard = Heard(thing)

    @property
    def names(self):
        return self.heard.names

    @property
    def values(self):
        return self.heard.values("moved")


@pytest.fixture
def stand(qtbot):
    def make(**options):
        return Stand(qtbot, Movable(**options))

    return make


def test_a_drag_begins_with_the_press_moves_and_ends(stand):
    drag = stand()
    drag.hand.drag(drag.thing, middle(1), QPoint(60, 0), parts=3)
    assert drag.names == ["began", "moved", "moved", "moved", "ended"]
    assert drag.values == [(1, 50), (1, 70), (1, 90)]


def test_a_press_beside_everything_takes_nothing(stand):
    drag = stand()
    drag.hand.drag(drag.thing, middle(9), QPoint(-60, 0))
    assert drag.names == []


def test_a_press_may_bring_what_is_dragged_to_the_pointer(stand):
    drag = stand(brings=True)
    drag.hand.press(drag.thing, middle(1))
    assert drag.values == [(1, 30)]


def test_the_same_value_is_said_once(stand):
    drag = stand()
    drag.hand.press(drag.thing, middle(1))
    for _ in range(3):
        shift_move(drag.thing, middle(2))
    assert drag.values == [(1, 5)]


def test_shift_makes_a_drag_fine(stand):
    drag = stand()
    drag.hand.press(drag.thing, middle(1))
    shift_move(drag.thing, middle(4))
    assert drag.values == [(1, 9)]


def test_a_hand_that_only_trembles_clicks(stand):
    drag = stand(dead_zone=3.0)
    drag.hand.drag(drag.thing, middle(2), QPoint(2, -2))
    assert drag.names == []
    assert drag.thing.clicks == [2]
    drag.hand.drag(drag.thing, middle(2), QPoint(12, 0))
    assert drag.names[0] == "began"
    assert drag.names[-1] == "ended"
    assert drag.thing.clicks == [2]


def test_escape_gives_a_drag_up_and_what_follows_moves_nothing(stand):
    drag = stand()
    drag.hand.press(drag.thing, middle(1))
    drag.hand.move(drag.thing, middle(2))
    QTest.keyClick(drag.thing, Key.Key_Escape)
    drag.hand.move(drag.thing, middle(3))
    drag.hand.release(drag.thing, middle(3))
    assert drag.names == ["began", "moved", "cancelled"]
    assert drag.thing.grip is None


def test_escape_in_a_press_that_has_not_moved_yet_forgets_the_click(stand):
    drag = stand(dead_zone=3.0)
    drag.hand.press(drag.thing, middle(1))
    QTest.keyClick(drag.thing, Key.Key_Escape)
    drag.hand.release(drag.thing, middle(1))
    assert drag.names == []
    assert drag.thing.clicks == []


def test_keys_do_nothing_while_the_pointer_holds_something(stand):
    drag = stand()
    drag.hand.press(drag.thing, middle(1))
    QTest.keyClick(drag.thing, Key.Key_Up)
    assert drag.names == ["began"]


def test_a_held_key_is_one_gesture_and_escape_gives_it_up(stand):
    drag = stand()
    drag.thing.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyPress(drag.thing, Key.Key_Up)
    QTest.keyPress(drag.thing, Key.Key_Up)
    QTest.keyRelease(drag.thing, Key.Key_Up)
    assert drag.names == ["began", "moved", "moved", "ended"]
    QTest.keyPress(drag.thing, Key.Key_Down)
    QTest.keyClick(drag.thing, Key.Key_Escape)
    assert drag.names[4:] == ["began", "moved", "cancelled"]


def test_keys_that_step_nothing_walk_the_marks(stand):
    drag = stand()
    QTest.keyClick(drag.thing, Key.Key_End)
    assert drag.thing.walked == 4
    assert drag.names == []


@pytest.mark.parametrize("away", ["clearFocus", "hide"])
def test_a_held_key_ends_where_the_focus_or_the_page_goes(stand, away):
    drag = stand()
    drag.thing.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyPress(drag.thing, Key.Key_Up)
    getattr(drag.thing, away)()
    assert drag.names == ["began", "moved", "ended"]


def test_a_drag_ends_where_the_page_goes(stand):
    drag = stand()
    drag.hand.press(drag.thing, middle(1))
    drag.thing.hide()
    assert drag.names == ["began", "ended"]
    assert not drag.thing.dragging
