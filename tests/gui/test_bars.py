"""A bar chart under a real pointer and real keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from gui.charts.bars.arrows import arrows, captions, names_beside
from gui.charts.bars.chart import BarChart
from gui.charts.bars.drawn import Threshold
from gui.charts.bars.layout import MORE, Bar
from gui.charts.bars.paint import names_shown
from gui.charts.bars.pushes import Push, Pusher, Pushes, span_of
from gui.charts.bars.threshold import threshold_words
from gui.controls.steps import SCORE_STEPS
from gui.look.theme import Look, Type
from tests.gui.hand import CTRL, Heard, key
from tests.gui.pixels import inked
from tests.gui.window_hand import (
    SHIFT,
    Counter,
    Hand,
    Key,
    near,
    settle,
    shift_move,
    show_in_room,
    tip_at,
)

GESTURE = ("began", "moved", "ended", "cancelled", "chosen")
RANGE = (-2.0, 6.0)


def bar(index, value, **more):
    name = f"class {index}"
    return Bar(index, name, value, f"{value:.1f}", f"{name}: {value!r}", **more)


class Stand:
    """A chart in a window that shows each value it asks for, over a held range."""

    def __init__(self, qtbot, bars, *, look=None, steps=SCORE_STEPS, size=(480, 360)):
        self.chart = BarChart(look or Look(), "chart", "score", steps)
        self.chart.moved.connect(self._echo)
        self.chart.chosen.connect(self._choose)
        self.show_bars(bars)
        self.window = show_in_room(qtbot, self.chart, *size)
        self.hand = Hand(self.window)
        self.heard = Heard(self.chart, *GESTURE)

    def show_bars(self, bars, current=0, **more):
        self.chart.show_bars(tuple(bars), RANGE, current, **more)

    def _echo(self, asked):
        index, value = asked
        bars = [bar(one.key, value) if one.key == index else one for one in self.chart.bars]
        self.show_bars(bars, self.chart.current)

    def _choose(self, index):
        self.show_bars(self.chart.bars, index)

    def placed(self, index):
        return next(one for one in self.chart.layout_now.placed if one.bar.key == index)

    def end(self, index):
        """A place just inside the free end of a bar."""
        one = self.placed(index)
        return (one.end + (one.body.center() - one.end) * 0.2).toPoint()

    def focus(self):
        self.chart.setFocus(Qt.FocusReason.TabFocusReason)


def three(**more):
    return [bar(0, 3.0, strong=True), bar(1, 5.0), bar(2, -1.5)]


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot, three())


@pytest.fixture
def rows(qtbot):
    """Eight classes, which lie as rows."""
    return Stand(qtbot, [bar(index, 1.0 + index / 2) for index in range(8)])


def unit(stand, index):
    """How many pixels one unit of score is, read off a drawn bar."""
    one = stand.placed(index)
    length = one.body.width() if stand.chart.layout_now.rows else one.body.height()
    return length / abs(one.bar.value)


# Mouse


def test_a_bar_dragged_up_follows_the_pointer_in_the_chart_s_scale(stand):
    by = -round(0.8 * unit(stand, 1))
    stand.hand.drag(stand.chart, stand.end(1), QPoint(0, by))
    assert stand.heard.values("moved")[-1] == (1, 5.8)
    assert stand.heard.values("moved") == sorted(stand.heard.values("moved"))


def test_a_bar_dragged_down_can_cross_zero(stand):
    start = stand.end(0)
    stand.hand.drag(stand.chart, start, QPoint(0, round(4 * unit(stand, 0))))
    assert stand.heard.values("moved")[-1] == (0, -1.0)


def test_sideways_a_column_does_not_move(stand):
    stand.hand.drag(stand.chart, stand.end(1), QPoint(40, 0))
    assert "moved" not in stand.heard.names


def test_a_drag_lands_on_tenths_and_with_shift_on_hundredths(stand):
    start = stand.end(1)
    stand.hand.press(stand.chart, start)
    for down in range(3, 40, 3):
        stand.hand.move(stand.chart, start + QPoint(0, down))
    assert all(value == round(value, 1) for _, value in stand.heard.values("moved"))
    stand.heard.said.clear()
    for down in range(3, 40, 3):
        shift_move(stand.chart, start + QPoint(0, down))
    values = [value for _, value in stand.heard.values("moved")]
    assert all(value == round(value, 2) for value in values)
    assert any(value != round(value, 1) for value in values)
    stand.hand.release(stand.chart, start)


def test_moves_that_change_no_tenth_ask_for_nothing(stand):
    stand.hand.drag(stand.chart, stand.end(1), QPoint(0, 12), parts=12)
    values = [value for _, value in stand.heard.values("moved")]
    assert values == sorted(set(values), reverse=True)
    assert 1 <= len(values) < 12


def test_a_drag_is_one_gesture_and_no_choice_of_its_own(stand):
    stand.hand.drag(stand.chart, stand.end(1), QPoint(0, 60))
    assert stand.heard.names[0] == "began"
    assert stand.heard.names[-1] == "ended"
    assert set(stand.heard.names[1:-1]) == {"moved"}


def test_a_drag_goes_on_when_the_pointer_leaves_the_chart(stand):
    start, scale = stand.end(1), unit(stand, 1)
    out = QPoint(0, -(start.y() + 100))
    stand.hand.press(stand.chart, start)
    stand.hand.move(stand.chart, start + out)
    assert not stand.chart.rect().contains(start + out)
    index, value = stand.heard.values("moved")[-1]
    assert index == 1
    assert value == pytest.approx(5.0 - out.y() / scale, abs=0.051)
    stand.hand.move(stand.chart, start + QPoint(-start.x() - 100, 0))
    assert stand.heard.values("moved")[-1] == (1, 5.0)
    stand.hand.release(stand.chart, start + QPoint(-start.x() - 100, 0))
    assert stand.heard.names[-1] == "ended"


def test_escape_during_a_drag_cancels_it_and_further_moves_do_nothing(stand):
    start = stand.end(1)
    stand.hand.press(stand.chart, start)
    stand.hand.move(stand.chart, start + QPoint(0, 40))
    QTest.keyClick(stand.chart, Key.Key_Escape)
    assert stand.heard.names[-1] == "cancelled"
    count = len(stand.heard.said)
    stand.hand.move(stand.chart, start + QPoint(0, 80))
    stand.hand.release(stand.chart, start + QPoint(0, 80))
    assert len(stand.heard.said) == count


def test_escape_gives_up_a_press_that_has_moved_nothing(stand):
    start = stand.end(1)
    stand.hand.press(stand.chart, start)
    QTest.keyClick(stand.chart, Key.Key_Escape)
    stand.hand.release(stand.chart, start)
    assert stand.heard.said == []


def test_a_click_chooses_and_leaves_no_gesture(stand):
    stand.hand.click(stand.chart, stand.end(2))
    assert stand.heard.said == [("chosen", 2)]


def test_a_tremble_of_the_hand_is_still_a_click(stand):
    stand.hand.drag(stand.chart, stand.end(1), QPoint(0, 1), parts=1)
    assert stand.heard.names == ["chosen"]


def test_a_bar_can_be_taken_anywhere_in_its_column(stand):
    """The grab zone is the whole slot, so even a bar of length 0 is easy to take."""
    stand.show_bars([bar(0, 3.0, strong=True), bar(1, 0.0), bar(2, -1.5)])
    slot = stand.placed(1).slot
    assert slot.width() >= 24
    assert slot.height() >= 24
    start = QPointF(slot.left() + 6, slot.top() + 20).toPoint()
    stand.hand.drag(stand.chart, start, QPoint(0, -round(unit(stand, 0))))
    assert stand.heard.values("moved")[-1] == (1, 1.0)


def test_the_other_buttons_do_nothing(stand):
    point = stand.chart.mapTo(stand.window, stand.end(1))
    QTest.mouseClick(stand.window.windowHandle(), Qt.MouseButton.RightButton, pos=point)
    assert stand.heard.said == []


def test_keys_during_a_drag_do_not_disturb_it(stand):
    start = stand.end(1)
    stand.hand.press(stand.chart, start)
    stand.hand.move(stand.chart, start + QPoint(0, 40))
    for code in (Key.Key_Up, Key.Key_Left, Key.Key_Home):
        QTest.keyClick(stand.chart, code)
    stand.hand.release(stand.chart, start + QPoint(0, 40))
    assert stand.heard.names == ["began", "moved", "ended"]


def test_rows_are_dragged_sideways(rows):
    start = rows.end(4)
    rows.hand.drag(rows.chart, start, QPoint(round(2 * unit(rows, 4)), 0))
    assert rows.heard.values("moved")[-1] == (4, 5.0)
    rows.heard.said.clear()
    rows.hand.drag(rows.chart, rows.end(2), QPoint(0, 60))
    assert "moved" not in rows.heard.names


def test_the_bar_of_the_rest_can_be_neither_dragged_nor_chosen(qtbot):
    bars = [bar(index, 1.0) for index in range(7)]
    stand = Stand(qtbot, [*bars, Bar(MORE, "5 more", 2.0, "2", "5 more classes")])
    stand.hand.drag(stand.chart, stand.end(MORE), QPoint(60, 0))
    assert stand.heard.said == []


def test_a_chart_without_steps_is_only_looked_at(qtbot):
    stand = Stand(qtbot, three(), steps=None)
    stand.hand.drag(stand.chart, stand.end(1), QPoint(0, 60))
    stand.hand.click(stand.chart, stand.end(1))
    assert stand.heard.said == []
    assert stand.chart.focusPolicy() == Qt.FocusPolicy.NoFocus


# Pointing


def test_pointing_at_a_bar_tells_its_class_and_leaving_tells_none(stand):
    heard = Heard(stand.chart, "hovered")
    stand.hand.hover(stand.chart, stand.end(1))
    stand.hand.hover(stand.chart, stand.end(1) + QPoint(3, 3))
    stand.hand.hover(stand.chart, stand.end(2))
    stand.hand.hover(stand.window, QPoint(5, 5))
    assert heard.values("hovered") == [1, 2, None]


def test_the_keyboard_on_a_bar_tells_its_class_as_the_pointer_does(stand):
    stand.chart.clearFocus()
    heard = Heard(stand.chart, "hovered")
    stand.focus()
    QTest.keyClick(stand.chart, Key.Key_Right)
    stand.chart.clearFocus()
    assert heard.values("hovered") == [0, 1, None]


def test_the_cursor_says_which_way_a_bar_can_be_dragged(stand, rows):
    for one, shape in (
        (stand, Qt.CursorShape.SizeVerCursor),
        (rows, Qt.CursorShape.SizeHorCursor),
    ):
        one.hand.hover(one.chart, one.end(1))
        assert one.chart.cursor().shape() == shape
        one.hand.hover(one.window, QPoint(5, 5))
        assert one.chart.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_tool_tip_is_the_exact_value(stand):
    stand.show_bars([bar(0, 0.1 + 0.2), bar(1, 5.0)])
    stand.hand.hover(stand.chart, stand.end(0))
    assert tip_at(stand.chart, stand.end(0)) == "class 0: 0.30000000000000004"


# Keyboard


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, 3.1),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier, 2.9),
        (Key.Key_Up, SHIFT, 3.01),
        (Key.Key_Down, SHIFT, 2.99),
        (Key.Key_Right, CTRL, 3.1),
        (Key.Key_Left, CTRL, 2.9),
        (Key.Key_PageUp, CTRL, 4.0),
        (Key.Key_PageDown, CTRL, 2.0),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, -10.0),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, 10.0),
    ],
)
def test_keys_step_the_current_bar_of_a_chart_of_columns(stand, code, modifiers, expected):
    stand.focus()
    key(stand.chart, code, modifiers)
    assert stand.heard.said == [("began",), ("moved", (0, expected)), ("ended",)]


def test_left_and_right_go_from_column_to_column_and_stop_at_the_ends(stand):
    stand.focus()
    for _ in range(3):
        key(stand.chart, Key.Key_Right)
    key(stand.chart, Key.Key_Left)
    assert stand.heard.said == [("chosen", 1), ("chosen", 2), ("chosen", 1)]


def test_in_rows_up_and_down_choose_and_left_and_right_step(rows):
    rows.focus()
    key(rows.chart, Key.Key_Down)
    key(rows.chart, Key.Key_Right)
    assert rows.heard.said[0] == ("chosen", 1)
    assert rows.heard.values("moved") == [(1, 1.6)]
    key(rows.chart, Key.Key_Down, CTRL)
    assert rows.heard.values("moved")[-1] == (1, 1.5)


def test_keys_that_come_faster_than_frames_all_count(qtbot):
    """Nothing is shown between these keys, as when they come in one turn of the event loop."""
    stand = Stand(qtbot, three())
    stand.chart.moved.disconnect(stand._echo)
    stand.chart.chosen.disconnect(stand._choose)
    stand.focus()
    for code in (Key.Key_Up, Key.Key_Up, Key.Key_Right, Key.Key_Right, Key.Key_Down):
        QTest.keyClick(stand.chart, code)
    assert stand.heard.values("moved") == [(0, 3.1), (0, 3.2), (2, -1.6)]


def test_a_held_key_is_one_gesture(stand):
    stand.focus()
    key(stand.chart, Key.Key_Up, repeats=6)
    assert stand.heard.names == ["began", *["moved"] * 7, "ended"]
    assert stand.heard.values("moved")[-1] == (0, 3.7)


def test_a_gesture_of_a_held_key_ends_when_the_focus_leaves(stand):
    stand.focus()
    key(stand.chart, Key.Key_Up, release=False)
    stand.chart.clearFocus()
    assert stand.heard.names == ["began", "moved", "ended"]


def test_escape_while_a_key_is_held_cancels(stand):
    stand.focus()
    key(stand.chart, Key.Key_Up, release=False)
    QTest.keyClick(stand.chart, Key.Key_Escape)
    assert stand.heard.names == ["began", "moved", "cancelled"]


def test_a_key_without_meaning_is_left_to_the_window(stand):
    stand.focus()
    key(stand.chart, Key.Key_A)
    QTest.keyClick(stand.chart, Key.Key_Escape)
    assert stand.heard.said == []


# Pixels


def center_color(stand, index):
    return pixel(stand, stand.placed(index).body.center())


def pixel(stand, point):
    return stand.chart.grab().toImage().pixelColor(point.toPoint())


def test_the_correct_class_is_filled_and_the_others_are_tinted(qtbot, look):
    stand = Stand(qtbot, three(), look=look)
    assert center_color(stand, 0) == look.color("score")
    assert center_color(stand, 1) == look.color("score_tint")
    assert center_color(stand, 2) == look.color("score_tint")


def test_tinted_bars_have_an_outline_in_the_full_colour(stand):
    body, ink = stand.placed(1).body, stand.chart.look.color("score")
    edges = [pixel(stand, QPointF(body.left() + x, body.center().y())) for x in range(-1, 4)]
    # An edge between two pixels is shared by them.
    assert any(near(edge, ink, 90) for edge in edges)
    assert not near(stand.chart.look.color("score_tint"), ink, 90)


def test_a_lit_bar_s_column_shows_it(stand):
    slot = stand.placed(1).slot
    beside = QPointF(slot.left() + 8, slot.center().y())
    look = stand.chart.look
    assert pixel(stand, beside) != look.color("hover")
    stand.chart.set_highlight(1)
    assert pixel(stand, beside) == look.color("hover")
    stand.chart.set_highlight(None)
    assert pixel(stand, beside) != look.color("hover")


def loss_pixels(stand, area):
    """Rows, from the top, in which there is the loss's colour, the colour of arrows."""
    image, ink = stand.chart.grab().toImage(), stand.chart.look.color("loss")
    area = area.toAlignedRect() & image.rect()
    return (area.top() + np.flatnonzero(inked(image, ink, area=area).any(axis=1))).tolist()


ONE = Pushes((Pusher(("softmax",)),), caption="−∂L/∂s")
BOTH = replace(ONE, by=(*ONE.by, Pusher(("SVM: satisfied", "SVM"), strong=False)))


def pushed(*values):
    """Bars that are pushed so far, each by one loss or by two."""
    pairs = [value if isinstance(value, tuple) else (value,) for value in values]
    return [
        bar(index, 2.0, pushes=tuple(Push(value, f"{value:+.2f}") for value in pair))
        for index, pair in enumerate(pairs)
    ]


def arrows_of(stand):
    return list(arrows(stand.chart.drawn()))


def rise(arrow):
    return arrow.foot.y() - arrow.tip.y()


def test_the_push_is_drawn_as_arrows_from_one_line_as_long_as_it_is_strong(stand):
    bars = pushed(1.0, -0.5, 0.0)
    stand.show_bars(bars)
    lane = QRectF(stand.chart.rect())
    assert not loss_pixels(stand, lane)
    stand.show_bars(bars, pushes=ONE)
    up, down, none = arrows_of(stand)
    assert up.foot.y() == down.foot.y() == none.foot.y()
    assert rise(up) == pytest.approx(-2 * rise(down))
    assert rise(up) > stand.chart.height() / 7  # long enough to compare
    assert none.tip == none.foot
    slots = [stand.placed(index).lane for index in range(3)]
    up_pixels, down_pixels, ring = (loss_pixels(stand, slot) for slot in slots)
    base = up.foot.y()
    legend = slots[0].top() + stand.chart.look.metrics(Type.SMALL).height()
    up_pixels = [y for y in up_pixels if y > legend]
    assert min(up_pixels) == pytest.approx(up.tip.y(), abs=3)
    assert max(down_pixels) == pytest.approx(down.tip.y(), abs=3)
    # No push is a ring: there is something to see, and it points nowhere.
    assert (min(ring) + max(ring)) / 2 == pytest.approx(base, abs=1.5)
    assert 3 <= len(ring) <= 12


def test_each_arrow_has_its_number_where_it_does_not_go(stand):
    stand.show_bars(pushed(1.0, -0.5, 0.0), pushes=ONE)
    up, down, none = arrows_of(stand)
    assert [one.text for one in (up, down, none)] == ["+1.00", "-0.50", "+0.00"]
    assert up.place.top() > up.foot.y()
    assert down.place.bottom() < down.foot.y()
    assert none.place.bottom() < none.foot.y()
    for one in (up, down, none):
        assert stand.chart.layout_now.lane.contains(one.place)


def test_the_weakest_push_is_an_arrow_and_no_push_is_none(stand):
    """Softmax's push never ends, SVM's does: the two may not look the same."""
    stand.show_bars(pushed(1e-9, -1e-9, 0.0), pushes=ONE)
    up, down, none = arrows_of(stand)
    assert rise(up) == -rise(down) >= 8
    assert rise(none) == 0


@pytest.mark.parametrize("width", [300, 480, 1400])
def test_arrows_of_two_losses_stand_side_by_side_their_numbers_apart(qtbot, width):
    bars = pushed((0.87, 1.0), (-0.87, -1.0), (-0.001, 0.0))
    stand = Stand(qtbot, bars, size=(width, 360))
    stand.show_bars(bars, pushes=BOTH)
    found = arrows_of(stand)
    assert [one.strong for one in found] == [True, False] * 3
    assert len({one.foot.x() for one in found}) == 6
    assert found[0].foot.y() == found[1].foot.y()
    # On one scale: 0.87 is shorter than 1 by as much as it is less.
    assert rise(found[0]) == pytest.approx(0.87 * rise(found[1]), rel=1e-6)
    places = [one.place for one in found]
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[:number])
        assert stand.chart.layout_now.lane.contains(place)


def test_the_other_loss_has_hollow_arrows_so_that_no_colour_tells_them_apart(stand):
    stand.show_bars(pushed((0.9, 0.9), (-0.9, -0.9), (0.0, 0.0)), pushes=BOTH)
    image, look = stand.chart.grab().toImage(), stand.chart.look
    filled, hollow, *_ = arrows_of(stand)
    for arrow, role in ((filled, "loss"), (hollow, "card")):
        inside = arrow.tip + QPointF(0, look.px(8))
        assert near(image.pixelColor(inside.toPoint()), look.color(role))


def test_words_over_the_arrows_say_whose_they_are_and_which_loss_is_satisfied(qtbot, stand):
    stand.show_bars(pushed((0.9, 0.0), (-0.9, 0.0), (0.0, 0.0)), pushes=BOTH)
    what, *losses = captions(stand.chart.drawn())
    assert what.text == "−∂L/∂s"
    assert [one.text for one in losses] == ["softmax", "SVM: satisfied"]
    assert all(one.glyph for one in losses)
    narrow = Stand(qtbot, pushed((0.9, 0.0), (-0.9, 0.0)), size=(200, 300))
    narrow.show_bars(narrow.chart.bars, pushes=BOTH)
    assert [one.text for one in captions(narrow.chart.drawn())] == ["softmax", "SVM"]


def test_the_axis_of_the_push_reaches_from_minus_one_to_one_and_has_two_sides():
    assert span_of([]) == span_of([0.08, -0.08]) == (-1.0, 1.0)
    assert span_of([2.0, -1.0]) == (-1.0, 2.0)
    assert span_of([9.0, -1.0]) == (-4.5, 9.0)
    assert span_of([-9.0, 1.0]) == (-9.0, 4.5)


def test_in_a_wide_chart_arrows_stand_beside_the_bars_and_are_longer_for_it(qtbot):
    bars = pushed(1.0, -0.5, 0.0)
    tall, wide = (Stand(qtbot, bars, size=(width, 360)) for width in (480, 1400))
    for stand in (tall, wide):
        stand.show_bars(bars, pushes=ONE)
    assert rise(arrows_of(wide)[0]) > 1.4 * rise(arrows_of(tall)[0])
    for index in range(3):
        placed = wide.placed(index)
        assert placed.lane.left() > wide.placed(2).slot.right()
        assert wide.chart.mark_at(placed.lane.center()) == index
    assert [name for _, name, _ in names_beside(wide.chart.drawn())] == [
        "class 0",
        "class 1",
        "class 2",
    ]


def test_a_bar_cut_short_by_a_held_range_shows_a_gap(stand):
    def gap(value):
        stand.show_bars([bar(0, 3.0), bar(1, value, strong=True), bar(2, -1.5)])
        image, one = stand.chart.grab().toImage(), stand.placed(1)
        middle, card = round(one.body.center().x()), stand.chart.look.color("card")
        ys = range(round(one.body.top()) + 4, round(one.body.bottom()) - 4)
        return [y for y in ys if near(image.pixelColor(middle, y), card)]

    assert not gap(5.0)
    assert not gap(RANGE[1])
    assert len(gap(9.0)) >= 3
    assert len(gap(-9.0)) >= 3


def test_the_push_of_rows_points_sideways_in_a_lane_beside_the_values(rows):
    rows.show_bars(pushed(-1.0, *[1.0] * 7), pushes=ONE)
    left, right, *_ = arrows_of(rows)
    lane = rows.chart.layout_now.lane
    assert left.tip.x() < left.foot.x() == right.foot.x() < right.tip.x()
    assert left.place.left() > left.foot.x()
    assert right.place.right() < right.foot.x()
    for index, arrow in enumerate(arrows_of(rows)):
        assert rows.placed(index).value.right() <= lane.left()
        assert lane.contains(arrow.place.center())
        assert lane.contains(arrow.tip)


def test_where_rows_leave_no_room_for_two_lanes_the_loss_in_force_has_one(qtbot):
    bars = pushed(*[(0.5, -0.5)] * 8)
    for width, shown in ((480, (True, False)), (330, (True,)), (150, ())):
        stand = Stand(qtbot, bars, size=(width, 360))
        stand.show_bars(bars, pushes=BOTH)
        assert tuple(one.strong for one in arrows_of(stand))[: len(shown)] == shown
        assert len(arrows_of(stand)) == 8 * len(shown)


def test_what_lies_above_the_threshold_is_shaded(stand):
    stand.show_bars(three(), threshold=Threshold(2.0, "s(cat) − Δ = 2"))
    chart, layout = stand.chart, stand.chart.layout_now
    at = layout.position(2.0)
    gap = (stand.placed(0).body.right() + stand.placed(1).body.left()) / 2
    assert pixel(stand, QPointF(gap, at - 12)) == chart.look.color("second_shade")
    assert pixel(stand, QPointF(gap, at + 12)) != chart.look.color("second_shade")


@pytest.mark.parametrize("rows", [False, True])
def test_the_shade_lies_over_wrong_classes_alone(qtbot, rows):
    values = [4.0, 3.0, 5.0, 1.0, 2.0, 4.0] if rows else [4.0, 3.0, 5.0]
    bars = [bar(index, value, strong=index == 1) for index, value in enumerate(values)]
    stand = Stand(qtbot, bars)
    stand.show_bars(bars, threshold=Threshold(2.0, "s − Δ = 2"))
    layout, shade = stand.chart.layout_now, stand.chart.look.color("second_shade")
    assert layout.rows == rows
    image = stand.chart.grab().toImage()
    for placed in layout.placed:
        slot = placed.slot.toRect().adjusted(1, 1, -1, -1)
        assert inked(image, shade, 0, slot).any() == (not placed.bar.strong)


def test_the_ring_comes_with_the_keyboard_and_not_with_the_pointer(stand):
    slot = stand.placed(0).slot
    edge = QPointF(slot.left() + 2, slot.center().y())
    focus = stand.chart.look.color("focus")
    stand.chart.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not near(pixel(stand, edge), focus)
    stand.chart.clearFocus()
    stand.focus()
    assert near(pixel(stand, edge), focus, 40)


def test_showing_the_same_bars_again_paints_nothing(stand):
    painted = Counter(stand.chart, QEvent.Type.Paint)
    stand.show_bars(three())
    settle()
    assert painted.count == 0
    stand.show_bars([bar(0, 3.1), *three()[1:]])
    settle()
    assert painted.count == 1


def words(stand):
    """The words at the threshold, their place, and whether they are clear of everything."""
    return threshold_words(stand.chart.drawn())


@pytest.mark.parametrize("values", [(3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (-1.0, -1.5, 4.0)])
@pytest.mark.parametrize("width", [208, 313])
def test_the_words_at_the_threshold_touch_no_bar_and_no_number(qtbot, values, width):
    bars, look = [bar(i, value) for i, value in enumerate(values)], Look(width / 313)
    stand = Stand(qtbot, bars, look=look, size=(width, width * 360 // 313))
    stand.show_bars(bars, threshold=Threshold(values[0] - 1, "s(cat) − Δ = 2.2"))
    text, place, clear = words(stand)
    assert clear
    assert text.replace("\n", " ") == "s(cat) − Δ = 2.2"
    assert stand.chart.rect().contains(place.toAlignedRect())
    for one in stand.chart.layout_now.placed:
        number = one.value.adjusted(one.value.width() * 0.3, 0, -one.value.width() * 0.3, 0)
        assert not one.body.intersects(place)
        assert not number.intersects(place)


def test_words_that_find_no_clear_place_stand_on_a_sheet(qtbot):
    stand = Stand(qtbot, [bar(i, 5.0, strong=True) for i in range(3)], size=(150, 240))
    stand.show_bars(stand.chart.bars, threshold=Threshold(3.0, "s(a long name) − Δ = 3"))
    settle()
    _, place, clear = words(stand)
    assert not clear
    corner = place.topLeft() + QPointF(1, 1)
    assert pixel(stand, corner) == stand.chart.look.color("card")


@pytest.mark.parametrize("width", [138, 200, 240])
@pytest.mark.parametrize("values", [[0.1] * 3, [5.0] * 5, [-3.0, 3.0, -3.0], [0.0, 5.0, 0.0, 4.9]])
def test_wide_values_stand_inside_the_chart_and_apart(qtbot, values, width):
    bars = [replace(bar(i, value), text="5.8×10⁻²⁹⁰") for i, value in enumerate(values)]
    stand = Stand(qtbot, bars, look=Look(0.6), size=(width, 200))
    places = [one.value for one in stand.chart.layout_now.placed]
    for index, place in enumerate(places):
        assert place.left() >= 0
        assert place.right() <= stand.chart.width()
        assert place.top() >= 0
        # Not even so near to each other that two numbers read as one.
        wide = place.adjusted(-2, 0, 2, 0)
        assert not any(wide.intersects(other) for other in places[:index])


def test_the_correct_class_takes_for_its_name_what_its_neighbours_leave(qtbot):
    bars = [replace(bar(0, 3.0, strong=True), name="class 0"), bar(1, 5.0), bar(2, -1.5)]
    bars[1:] = [replace(one, name="car") for one in bars[1:]]
    stand = Stand(qtbot, bars, look=Look(0.6), size=(138, 200))
    (place, name, *_), *others = names_shown(stand.chart.drawn())
    assert name == "class 0\u200a✓"
    width = stand.chart.look.width("car", Type.BODY)
    assert place.right() <= others[0][0].center().x() - width / 2


def test_names_are_in_smaller_type_before_one_of_them_is_cut(qtbot):
    bars = [replace(bar(key, 3.0, strong=key == 0), name=f"class {key}") for key in range(3)]
    look = Look(0.6)
    tight = look.width("class 0", Type.STRONG) + 3  # without its tick
    stand = Stand(qtbot, bars, look=look, size=(int(3 * tight), 200))
    assert [
        (name.split("\u200a")[0], role) for _, name, _, role in names_shown(stand.chart.drawn())
    ] == [
        ("class 0", Type.LABEL),
        ("class 1", Type.SMALL),
        ("class 2", Type.SMALL),
    ]
