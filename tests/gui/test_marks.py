"""What the kit does for every chart, seen on a plain one."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.gui.hand import Heard
from tests.gui.marks_hand import SIDE, Squares, middle
from tests.gui.window_hand import CTRL, Counter, Hand, Key, show_in_room, tip_at, tip_gone


class Stand:
    """A chart in a window, with a hand for it."""

    def __init__(self, qtbot, chart):
        self.chart = chart
        self.window = show_in_room(qtbot, chart, SIDE * 12, SIDE, room=30)
        chart.clearFocus()
        self.hand = Hand(self.window)
        self.heard = Heard(chart, "hovered", "chosen")

    def key(self, *codes, modifiers=Qt.KeyboardModifier.NoModifier):
        for code in codes:
            QTest.keyClick(self.chart, code, modifiers)

    def tab(self):
        self.chart.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self):
        self.hand.hover(self.window, QPoint(3, 3))

    @property
    def hovered(self):
        return self.heard.values("hovered")

    @property
    def chosen(self):
        return self.heard.values("chosen")

    def ink(self, place):
        """The colour in the middle of a square."""
        return self.chart.grab().toImage().pixelColor(middle(place).toPoint())


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot, Squares())


# -- the pointer ----------------------------------------------------------------------------------


def test_the_mark_under_the_pointer_is_lit_told_once_and_put_out_again(stand):
    for place in (1, 1, 2):
        stand.hand.hover(stand.chart, middle(place))
    assert stand.ink(2) == stand.chart.look.color("loss")
    assert stand.chart.cursor().shape() == Qt.CursorShape.PointingHandCursor
    stand.leave()
    assert stand.hovered == [1, 2, None]
    assert stand.ink(2) == stand.chart.look.color("track")


def test_a_mark_lit_elsewhere_says_nothing_and_gives_way_to_the_pointer(stand):
    stand.chart.set_highlight(3)
    assert stand.ink(3) == stand.chart.look.color("loss")
    stand.hand.hover(stand.chart, middle(1))
    assert stand.ink(3) == stand.chart.look.color("track")
    assert stand.hovered == [1]


def test_a_highlight_that_is_no_mark_lights_nothing(stand):
    stand.chart.set_highlight(99)
    assert [stand.ink(place) for place in range(5)] == [stand.chart.look.color("track")] * 5
    stand.chart.set_highlight(None)
    assert stand.heard.said == []


def test_a_click_chooses_a_mark_and_the_keyboard_goes_on_from_it(stand):
    stand.hand.click(stand.chart, middle(2))
    assert stand.chosen == [2]
    assert stand.chart.walked is None
    stand.key(Key.Key_Right)
    assert stand.chart.walked == 3


def test_a_click_beside_the_marks_or_of_another_button_chooses_nothing(stand):
    stand.hand.click(stand.chart, middle(9))
    QTest.mouseClick(stand.chart, Qt.MouseButton.RightButton, pos=middle(1).toPoint())
    assert stand.chosen == []


def test_lighting_a_mark_paints_no_more_than_that_mark(stand):
    stand.chart.set_highlight(3)
    stand.chart.repaint(stand.chart.rect())
    stand.hand.hover(stand.chart, middle(3))
    stand.hand.hover(stand.chart, middle(4))
    assert stand.chart.painted.left() >= SIDE * 3 - 1
    assert stand.chart.painted.right() <= SIDE * 5 + 1


def test_the_tip_tells_all_digits_for_the_place_of_the_mark(stand):
    assert tip_at(stand.chart, middle(2)) == "square 2\nexactly 2.000"
    assert stand.chart.tip_at(middle(2).toPoint())[1].left() == 2 * SIDE


def test_beside_the_marks_there_is_no_tip(stand, qtbot):
    tip_at(stand.chart, middle(2))
    tip_at(stand.chart, middle(9))
    tip_gone(qtbot)


def test_a_chart_that_says_its_values_at_once_does_so_by_pointer_and_keys(qtbot):
    chart = Squares()
    chart.at_once = True
    stand = Stand(qtbot, chart)
    stand.hand.hover(chart, middle(1))
    assert QToolTip.text().startswith("square 1")
    stand.tab()
    stand.key(Key.Key_End)
    assert QToolTip.text().startswith("square 4")
    stand.leave()
    chart.clearFocus()
    tip_gone(qtbot)


# -- the keyboard ---------------------------------------------------------------------------------


def test_keys_walk_to_the_neighbours_the_ends_and_far_and_stop_there(stand):
    stand.tab()
    stand.key(Key.Key_Right, Key.Key_End, Key.Key_Right, Key.Key_Left, Key.Key_Home)
    stand.key(Key.Key_PageDown, Key.Key_PageUp, modifiers=CTRL)
    assert stand.hovered == [0, 1, 4, 4, 3, 0, 4, 0]


def test_the_keyboard_chooses_with_enter_and_space(stand):
    stand.tab()
    stand.key(Key.Key_Right, Key.Key_Return, Key.Key_Space, Key.Key_Enter)
    assert stand.chosen == [1, 1, 1]


@pytest.mark.parametrize(
    ("code", "modifiers"),
    [
        (Key.Key_Right, CTRL),
        (Key.Key_Return, CTRL),
        (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Key.Key_A, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_mean_nothing_here_go_on_to_the_window(stand, code, modifiers):
    keys = Counter(stand.window, QEvent.Type.KeyPress)
    stand.tab()
    stand.key(code, modifiers=modifiers)
    assert keys.count == (2 if modifiers == CTRL else 1)  # Ctrl itself is one
    assert stand.chart.here == 0
    assert stand.chosen == []


def test_the_ring_comes_with_keys_goes_with_the_pointer_and_with_the_focus(stand):
    stand.tab()
    assert stand.ink(0) == stand.chart.look.color("focus")
    stand.hand.click(stand.chart, middle(2))
    assert stand.chart.walked is None
    stand.key(Key.Key_Left)
    assert stand.ink(1) == stand.chart.look.color("focus")
    stand.chart.clearFocus()
    assert stand.ink(1) == stand.chart.look.color("track")
    assert stand.hovered[-2:] == [1, None]


def test_screen_readers_hear_the_mark_the_keyboard_is_on(stand):
    stand.tab()
    stand.key(Key.Key_End)
    assert stand.chart.accessibleDescription() == "square 4\nexactly 4.000"


# -- marks that come and go -----------------------------------------------------------------------


def test_a_mark_under_the_pointer_may_vanish_and_leaving_still_puts_its_light_out(stand):
    stand.hand.hover(stand.chart, middle(4))
    stand.chart.show_marks(range(3))
    assert stand.chart.lighted is None
    assert stand.hovered == [4]  # showing says nothing
    stand.leave()
    assert stand.hovered == [4, None]


def test_a_mark_under_the_keyboard_may_vanish_and_keys_go_on_from_the_first(stand):
    stand.tab()
    stand.key(Key.Key_End)
    stand.chart.show_marks([0, 1])
    assert stand.chart.walked == 0
    stand.key(Key.Key_Right)
    assert stand.chart.walked == 1


def test_a_chart_without_marks_says_chooses_and_lights_nothing(stand):
    stand.chart.show_marks([])
    stand.tab()
    stand.hand.click(stand.chart, middle(0))
    stand.key(Key.Key_Right, Key.Key_End, Key.Key_Return)
    assert stand.heard.said == []
    assert stand.chart.walked is None
    assert stand.chart.accessibleDescription() == ""
    assert not stand.chart.grab().isNull()


def test_a_single_mark_is_first_and_last(qtbot):
    stand = Stand(qtbot, Squares(1))
    stand.tab()
    stand.key(Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Space)
    assert set(stand.hovered) == {0}
    assert stand.chosen == [0]


def test_places_are_laid_out_once_for_a_size_and_anew_where_marks_change(stand):
    stand.chart.grab()
    before = stand.chart.laid_out
    stand.chart.grab()
    stand.hand.hover(stand.chart, middle(1))
    assert stand.chart.laid_out == before
    stand.chart.changed(places=False)
    stand.chart.grab()
    assert stand.chart.laid_out == before
    stand.chart.show_marks(range(4))
    stand.chart.grab()
    assert stand.chart.laid_out == before + 1
    stand.chart.look.fit(1280, 720)
    stand.chart.resize(SIDE * 10, SIDE)
    stand.chart.grab()
    assert stand.chart.laid_out > before + 1
