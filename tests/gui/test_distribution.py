"""The chart of losses by pointer and keys, and what of it can be seen."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.charts.distribution.layout import Field, place_dots
from gui.charts.distribution.paint import _paint_contour
from gui.charts.distribution.plan import BESIDE
from gui.words.translation import set_language
from tests.gui.hand import CTRL, Heard, key
from tests.gui.losses_hand import Card, choosing, many, table
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.pixels import inked
from tests.gui.window_hand import Counter, Key, settle, tip_at, tip_gone
from tests.sweeps import sampled


@pytest.fixture
def card(qtbot):
    def opened(name="softmax", state=None, scale=1.0):
        return Card(qtbot, name, state, scale)

    yield opened
    QToolTip.hideText()
    tip_gone(qtbot)


def around(point, radius):
    return QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)


def strip(x, field, wide=3):
    """The whole height of the field at one place."""
    return QRectF(x - wide, field.top, 2 * wide, field.bottom - field.top)


# -- what can be seen -----------------------------------------------------------------------------


def test_right_is_hollow_wrong_is_full_and_the_chosen_one_is_another_colour_with_a_ring(card):
    chart = card()  # the cat is chosen and wrong, the car right, the frog wrong
    radius = chart.plan.dots.radius
    cat, car, frog = (around(chart.dot(index), radius * 0.5) for index in range(3))
    assert chart.inked("loss_tint", car) > 40
    assert chart.inked("loss", car) == 0
    assert chart.inked("loss", frog) > 40
    assert chart.inked("score", cat) > 40
    whole = around(chart.dot(0), radius * 1.5)
    assert chart.inked("score", whole) > 1.3 * chart.inked("score", around(chart.dot(0), radius))


def test_a_chosen_example_that_is_right_stays_hollow(card):
    chart = card(state=table([[3.0, 1.0], [1.0, 2.0]], [0, 0]))
    inside = around(chart.dot(0), chart.plan.dots.radius * 0.5)
    assert chart.inked("score_tint", inside) > 40
    assert chart.inked("score", inside) == 0


def test_the_two_lines_stand_at_the_mean_and_at_the_loss_of_equal_scores(card):
    chart = card()
    field = chart.plan.field
    for value, role in ((2.7585, "text"), (np.log(3), "muted")):
        x = field.on_axis(value)
        assert chart.inked(role, strip(x, field)) > 40
        assert chart.inked(role, strip(x + 12, field, 2)) < 10


@pytest.mark.parametrize(
    ("name", "language", "scale"),
    sampled(product(["softmax", "hinge"], ["en", "ko"], [2 / 3, 1.0]), every=3),
)
def test_labels_of_the_lines_stay_in_the_chart_and_off_each_other(card, name, language, scale):
    set_language(language)
    for state in (None, many(200), table([[1.0, 2.0]], [0]), table([[9e299, 0.0]], [1])):
        chart = card(name, state, scale)
        inside = QRectF(chart.chart.rect())
        for place in (chart.plan.mean, chart.plan.nothing):
            assert inside.contains(place)
            assert chart.plan.column is None or not place.intersects(chart.plan.column)
        assert not chart.plan.mean.intersects(chart.plan.nothing)
        chart.window.close()


def test_bars_have_the_heights_of_their_counts_and_one_alone_is_still_seen(card):
    state = table([[2.0, 0.0]] * 300 + [[0.0, 2.0]] * 150 + [[0.0, 6.0]], [0] * 451)
    chart = card(state=choosing(state, 300))
    counts = chart.shown.bars.counts
    assert sorted(counts[counts > 0].tolist()) == [1, 150, 300]
    edges, field = chart.plan.edges, chart.plan.field
    found = []
    for index in np.flatnonzero(counts).tolist():
        inside = QRectF(edges[index] + 3, field.top, 1, field.bottom - field.top - 30)
        found.append(chart.inked("loss_fill", inside))
    # The lowest 30 pixels, where the chosen one is marked, are left out of each.
    assert found[1] + 30 == pytest.approx((found[0] + 30) / 2, abs=2)
    alone = int(np.flatnonzero(counts)[-1])
    wide = edges[alone + 1] - edges[alone]
    assert chart.inked("loss", QRectF(edges[alone], field.bottom - 3, wide, 2)) > 4


def test_a_column_without_zeros_is_empty(card):
    chart = card("hinge", table([[0.5, 0.0]] * 12, [0] * 12))
    column = chart.plan.column
    inside = column.adjusted(4, 4, -4, -4)
    assert chart.inked("card", inside, by=0) >= 0.99 * inside.width() * inside.height()


@pytest.mark.parametrize("zeros", [30, 150, 305])
def test_the_pile_of_zeros_fills_of_its_column_what_they_are_of_all(card, zeros):
    state = table([[9.0, 0.0]] * zeros + [[0.5, 0.0]] * (305 - zeros), [0] * 305)
    chart = card("hinge", choosing(state, 300))
    column, line = chart.plan.column, chart.plan.column.center().x() - 1
    edge = column.height() * (1 - zeros / 305)
    for y in np.arange(2.5, column.height() - 30, 3):
        filled = bool(chart.inked("loss_fill", QRectF(line, column.top() + y, 2, 1)))
        if abs(y - edge) > 8:
            assert filled == (y > edge)


def test_the_smallest_window_is_drawn_too(card):
    chart = card("hinge", many(200))
    chart.chart.setFixedSize(1, 1)
    settle()
    chart.chart.grab()
    assert chart.plan.dots.radius > 0


# -- the pointer ----------------------------------------------------------------------------------


def test_pointing_at_a_dot_tells_its_example_lights_it_and_says_its_loss(card):
    chart = card()
    heard = Heard(chart.panel, "example_hovered")
    chart.hand.hover(chart.chart, chart.dot(2))
    assert heard.values("example_hovered") == [2]
    assert chart.chart.lit == 2
    assert QToolTip.text().splitlines()[0] == "frog photo"
    assert chart.inked("text", around(chart.dot(2), 16)) > 30
    assert chart.chart.cursor().shape() == Qt.CursorShape.PointingHandCursor
    chart.hand.hover(chart.chart, QPoint(2, 2))
    assert heard.values("example_hovered") == [2, None]
    assert chart.chart.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_leaving_the_chart_puts_the_light_out(card):
    chart = card()
    heard = Heard(chart.panel, "example_hovered")
    chart.hand.hover(chart.chart, chart.dot(1))
    chart.hand.hover(chart.window, QPoint(3, 3))
    assert heard.values("example_hovered") == [1, None]
    assert chart.chart.lit is None


def test_a_click_chooses_the_example_as_one_step_to_undo(card):
    chart = card()
    chart.hand.click(chart.chart, chart.dot(2).toPoint())
    assert chart.session.state.view.example == 2
    assert chart.session.document.undo_label.key == "choose_example"
    chart.session.undo()
    settle()
    assert chart.shown.selected == 0
    assert chart.session.document.undo_label is None


def test_a_click_on_the_chosen_example_or_beside_all_leaves_no_step(card):
    chart = card()
    for at in (chart.dot(0).toPoint(), QPoint(3, 3)):
        chart.hand.click(chart.chart, at)
    assert chart.session.document.undo_label is None


def test_every_dot_of_two_hundred_can_be_pointed_at(card):
    chart = card(state=many(200))
    for index in range(0, 200, 7):
        chart.hand.hover(chart.chart, chart.dot(index))
        assert chart.chart.hover == ("example", index)


def test_pointing_at_the_lines_and_their_labels_reads_them_exactly(card):
    chart = card()
    field = chart.plan.field
    mean = chart.session.evaluation.loss_result("softmax").mean
    for at in (chart.plan.mean.center(), QPointF(field.on_axis(mean), field.top + 5)):
        assert f"{mean:.15g}" in tip_at(chart.chart, at)
    for at in (chart.plan.nothing.center(), QPointF(field.on_axis(np.log(3)), field.top + 5)):
        assert f"{np.log1p(2):.15g}" in tip_at(chart.chart, at)
    chart.hand.hover(chart.chart, QPointF(field.right - 20, field.top + 5))
    assert chart.chart.hover is None


def test_a_bar_tells_its_range_and_its_count_and_no_example(card):
    chart = card(state=many(1000))
    heard = Heard(chart.panel, "example_hovered")
    losses, bars = chart.shown.losses, chart.shown.bars
    low, high = bars.edges[3:5]
    count = int(((losses >= low) & (losses < high)).sum())
    inside = QRectF(*chart.bar(3).toTuple(), 2, 10)
    assert chart.inked("loss", inside) == 0
    chart.hand.hover(chart.chart, chart.bar(3))
    assert chart.inked("loss", inside) == 20
    assert QToolTip.text().splitlines() == [
        f"loss from {low:g} to {high:g}",
        f"{count} of 1,000 examples",
    ]
    assert tip_at(chart.chart, chart.bar(0)).startswith("loss above 0, up to ")
    assert heard.said == []


def test_the_column_of_zeros_tells_its_count(card):
    chart = card("hinge", many(1000))
    zeros = int((chart.shown.losses == 0).sum())
    at = QPointF(chart.plan.column.center().x(), chart.plan.column.top() + 4)
    assert tip_at(chart.chart, at).splitlines() == [
        "loss of exactly 0",
        f"{zeros} of 1,000 examples",
        "The whole column stands for all examples",
    ]


def test_the_chosen_example_is_a_mark_in_front_of_the_bars_that_can_be_pointed_at(card):
    chart = card(state=many(1000))
    chart.hand.hover(chart.chart, chart.dot(0))
    assert chart.chart.hover == ("example", 0)
    assert QToolTip.text().splitlines()[0] == "photo 0"
    assert chart.inked("score", around(chart.dot(0), 12)) > 40


# -- lighting from elsewhere ----------------------------------------------------------------------


def test_a_highlight_is_silent_and_seen_and_goes_again(card):
    chart = card()
    heard = Heard(chart.panel, "example_hovered")
    before = chart.inked("text", around(chart.dot(1), 16))
    chart.panel.set_highlight_example(1)
    assert chart.inked("text", around(chart.dot(1), 16)) > before + 30
    chart.panel.set_highlight_example(None)
    assert chart.inked("text", around(chart.dot(1), 16)) == before
    assert heard.said == []


def test_any_example_can_be_lighted_in_front_of_the_bars(card):
    chart = card(state=many(1000))
    index = int(chart.shown.losses.argmax())
    at = around(chart.dot(index), 14)
    assert chart.inked("text", at) < 10
    chart.panel.set_highlight_example(index)
    assert chart.inked("text", at) > 30


def test_an_example_that_is_not_there_is_not_lighted(card):
    chart = card()
    chart.panel.set_highlight_example(3)
    assert chart.chart.lit is None


# -- the keyboard ---------------------------------------------------------------------------------


def test_arrows_walk_through_the_examples_in_the_order_of_their_losses(card):
    chart = card()
    heard = Heard(chart.panel, "example_hovered")
    chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    assert heard.values("example_hovered") == [0]
    for code in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up):
        key(chart.chart, code)
    assert heard.values("example_hovered") == [0, 2, 2, 0, 1, 0]
    key(chart.chart, Key.Key_Home)
    key(chart.chart, Key.Key_End)
    assert heard.values("example_hovered")[-2:] == [1, 2]
    assert QToolTip.text().startswith("frog photo")
    assert chart.chart.accessibleDescription().startswith("frog photo\nloss 6.1")
    assert chart.session.document.undo_label is None


@pytest.mark.parametrize("code", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_and_space_choose(card, code):
    chart = card()
    chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    key(chart.chart, Key.Key_End)
    key(chart.chart, code)
    assert chart.session.state.view.example == 2


def test_a_great_many_examples_are_walked_through_by_tens_too(card):
    chart = card(state=many(1000))
    order = np.argsort(chart.shown.losses, kind="stable")
    chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    heard = Heard(chart.panel, "example_hovered")
    key(chart.chart, Key.Key_Home)
    for code in (Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageDown):
        key(chart.chart, code, CTRL)
    key(chart.chart, Key.Key_End)
    assert heard.values("example_hovered") == order[[0, 10, 20, 10, -1]].tolist()


def test_focus_by_tab_shows_a_ring_and_focus_by_mouse_none(card):
    chart = card()
    chart.hand.click(chart.chart, QPoint(3, 3))
    assert chart.chart.hasFocus()
    edge = QRectF(0, 0, 3, chart.chart.height())
    assert chart.inked("focus", edge) == 0
    chart.chart.clearFocus()
    QTest.keyClick(chart.window, Key.Key_Tab)  # the button beside the heading
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    settle()
    assert chart.chart.hasFocus()
    assert chart.inked("focus", edge) > 50


def test_the_keyboards_light_goes_out_with_the_focus(card):
    chart = card()
    chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    heard = Heard(chart.panel, "example_hovered")
    chart.chart.clearFocus()
    assert heard.values("example_hovered") == [None]
    assert chart.chart.lit is None


def test_other_keys_are_left_to_others(card):
    chart = card()
    heard = Heard(chart.panel, "example_hovered")
    for code, held in ((Key.Key_A, Qt.KeyboardModifier.NoModifier),):
        key(chart.chart, code, held)
    key(chart.chart, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert heard.said == []


# -- work that is not done ------------------------------------------------------------------------


def test_the_same_losses_are_not_painted_again(card):
    chart = card()
    painted = Counter(chart.chart, QEvent.Type.Paint)
    chart.chart.show_spread(chart.shown)
    settle()
    assert painted.count == 0


def test_names_that_could_not_be_told_apart_are_not_written(card):
    state = table([[3.0, 1.0], [2.0, 2.5]], [0, 0])
    whole = card(state=state)
    assert whole.plan.dots.labels == 0
    names = tuple(f"the photograph that was taken on the {day} day" for day in ("first", "last"))
    assert card(state=replace(state, examples=names)).plan.dots.labels == 1


def test_values_beside_dots_keep_clear_of_one_another_and_zeros_leave_theirs_to_the_caption(card):
    """Beside each of five dots of 0 a value would have no room in their column."""
    losses = [0.0] * 5 + [0.7, 2.0, 2.4]  # hinge: 1 + 0 - s
    chart = card("hinge", state=table([[1.0 - loss, 0.0] for loss in losses], [0] * 8))
    assert chart.plan.dots.labels == BESIDE
    texts = [text for text in texts_of(chart.window) if text.widget is chart.chart]
    assert overlapping(texts) == cut(texts) == []
    words = [text.words for text in texts]
    assert {"0.70", "2.00", "2.40"} <= set(words)
    assert "0.00" not in words


def test_where_zeros_stood_before_is_drawn_in_their_column_and_only_for_them(look):
    field = Field(120.0, 320.0, 30.0, 230.0, 10.0, (0.0, 92.0), (100.0, 340.0))
    dots = place_dots(np.array([1.0, 2.0, 4.0]), field, 6.0, (), 4.0)

    def in_column(then):
        image = QImage(340, 260, QImage.Format.Format_RGB32)
        image.fill(look.color("card"))
        with QPainter(image) as painter:
            _paint_contour(painter, look, SimpleNamespace(field=field), dots, np.array(then))
        return inked(image, look.color("pin"), area=QRect(0, 30, 93, 202)).any()

    assert in_column([0.0, 2.0, 4.0])
    assert in_column([0.0, 0.0, 0.0])
    assert not in_column([1.0, 2.0, 4.0])
