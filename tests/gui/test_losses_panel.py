"""The cards of softmax and SVM losses: their numbers, words, ranges and what was pinned."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF

from core import edits
from core.evaluation import LossResult
from core.losses.hinge import Hinge
from core.settings import LossSettings
from core.state import ScoreTable
from gui.charts.distribution.layout import STEP
from gui.panels import losses_words
from gui.panels.losses import axis_end
from gui.words import numbers
from gui.words.translation import set_language
from tests.gui.losses_hand import Card, choosing, many, table
from tests.gui.tug_hand import many as weighted
from tests.gui.window_hand import Counter, part, scenario, settle, tip_at, tip_gone


@pytest.fixture
def card(qtbot):
    def opened(name="softmax", state=None, scale=1.0):
        return Card(qtbot, name, state, scale)

    yield opened
    tip_gone(qtbot)


def reading(chart, index):
    """What is told about an example, line by line."""
    return chart.chart._tell(("example", index)).splitlines()


# -- the lecture's numbers ------------------------------------------------------------------------


def test_the_slides_three_images_are_shown_with_their_losses(card):
    soft, svm = card(), card("hinge")
    assert soft.text("heading") == "Softmax losses"
    assert soft.text("hint") == "never exactly zero"
    assert [(label.name, label.value) for label in soft.shown.labels] == [
        ("cat photo", "2.04"),
        ("car photo", "0.08"),
        ("frog photo", "6.16"),
    ]
    assert soft.shown.mean_text == "mean 2.76"
    assert soft.shown.nothing_text == "knows nothing: ln 3 = 1.10"
    assert soft.foot == "Equal scores for all classes give ln 3."
    assert soft.shown.zeros_caption == ""
    assert svm.text("heading") == "SVM losses"
    assert svm.text("hint") == "zero once every margin is met"
    assert [label.value for label in svm.shown.labels] == ["2.90", "0.00", "12.90"]
    assert svm.shown.mean_text == "mean 5.27"
    assert svm.shown.nothing_text == "knows nothing: 2"
    assert svm.foot == "Equal scores for all classes give C − 1 = 2."
    assert (svm.shown.zeros_caption, svm.shown.zeros_text) == ("exactly 0", "1")


def test_korean_says_the_same(card):
    set_language("ko")
    chart = card("hinge")
    assert chart.text("heading") == "SVM 손실"
    assert chart.shown.mean_text == "평균 5.27"
    assert chart.shown.labels[0].name == "고양이 사진"
    set_language("en")
    chart.look.speak()
    assert chart.text("heading") == "SVM losses"
    assert chart.shown.mean_text == "mean 5.27"
    assert chart.shown.labels[0].name == "cat photo"


@pytest.mark.parametrize("scale", [2 / 3, 1.0])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_explanation_and_the_hint_are_whole_lines(card, language, scale):
    set_language(language)
    for name in ("softmax", "hinge"):
        chart = card(name, scale=scale)
        chart.edit(edits.set_margin(2.25), edits.set_loss_switch("squared", on=True))
        foot = chart.panel.foot
        assert foot.text_width() <= foot.width()
        hint = chart.panel._hint
        assert hint.sizeHint().width() <= hint.width()
        chart.window.close()


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (LossSettings(margin=1.5), "(C − 1) Δ = 3"),
        (LossSettings(margin=1.5, squared=True), "(C − 1) Δ² = 4.5"),
        (LossSettings(squared=True), "C − 1 = 2"),
        (LossSettings(include_correct_class=True), "C = 3"),
        (LossSettings(margin=2.0, include_correct_class=True), "C Δ = 6"),
        (LossSettings(margin=2.0, class_divisor="wrong"), "Δ = 2"),
        (LossSettings(margin=3.0, class_divisor="all"), "(C − 1)/C Δ = 2"),
        (LossSettings(include_correct_class=True, class_divisor="wrong"), "C/(C − 1) = 1.5"),
        (LossSettings(margin=2.0, squared=True, class_divisor="wrong"), "Δ² = 4"),
    ],
)
def test_the_hinge_that_knows_nothing_follows_the_switches(card, settings, text):
    chart = card("hinge", replace(scenario(), loss=settings))
    assert chart.foot == f"Equal scores for all classes give {text}."
    assert chart.shown.nothing_text == f"knows nothing: {text.split(' = ')[1]}"
    assert chart.shown.nothing == float(text.split(" = ")[1])


def test_a_class_more_makes_knowing_nothing_cost_more(card):
    chart = card()
    chart.edit(edits.add_class("dog"))
    assert chart.shown.nothing_text == "knows nothing: ln 4 = 1.39"
    assert chart.foot == "Equal scores for all classes give ln 4."


def test_where_sums_count_the_sum_stands_beside_the_mean(card):
    chart = card()
    chart.edit(edits.set_loss_switch("sum_over_examples", on=True))
    assert chart.shown.mean_text == "mean 2.76, sum 8.28"
    told = chart.chart._tell(("mean", 0)).splitlines()
    result = chart.session.evaluation.loss_result("softmax")
    assert told == [
        f"mean of the losses {result.mean:.15g}",
        f"sum of the losses {result.sum:.15g}",
    ]


def test_a_sum_beyond_float64_is_infinite_and_has_no_change():
    scores, labels = np.full((20, 2), 1e307), np.zeros(20, dtype=int)
    scores[:, 0] = -1e307
    huge, none = LossResult(Hinge(), scores, labels), LossResult(Hinge(), scores[:1], labels[:1])
    assert losses_words.mean_text(huge, with_sum=True) == "mean 2.0×10³⁰⁷, sum ∞"
    assert losses_words.mean_change(huge, none, with_sum=True) == ""
    assert losses_words.tell_mean(huge, none, with_sum=True).endswith("sum of the losses ∞")


def test_a_dot_tells_everything_about_its_example(card):
    chart = card()
    loss = float(chart.shown.losses[0])
    lead = chart.session.evaluation.batch.lead.tolist()
    assert lead == pytest.approx([-1.9, 2.9, -5.6])
    assert reading(chart, 0) == [
        "cat photo",
        f"loss {loss:.15g}",
        "predicted car, correct class cat: wrong",
        f"lead {numbers.exact(lead[0])}, correct class minus best other",
        "The chosen example",
    ]
    assert reading(chart, 1)[2:] == [
        "predicted car: right",
        f"lead {numbers.exact(lead[1])}, correct class minus best other",
        "Click or Enter: choose this example",
    ]
    assert tip_at(chart.chart, chart.dot(0)).splitlines() == reading(chart, 0)


def test_the_chart_is_told_to_those_who_do_not_see_it(card):
    chart = card("hinge")
    assert chart.chart.accessibleName() == "SVM losses"
    said = chart.chart.accessibleDescription()
    assert said == "mean 5.27, knows nothing: 2, exactly 0: 1"
    assert chart.panel.legend.accessibleName() == "right, wrong"


# -- many, few, and odd ---------------------------------------------------------------------------


def test_up_to_200_examples_are_dots_and_more_are_bars(card):
    dots, bars = card(state=many(200)), card(state=many(201))
    assert dots.shown.bars is None
    assert len(dots.plan.dots.x) == 200
    assert dots.panel.legend.isVisible()
    assert bars.plan.dots is None
    assert bars.shown.bars.counts.sum() == 201
    assert not bars.panel.legend.isVisible()


def test_every_loss_of_zero_counts_in_the_column_and_in_no_bar(card):
    state = table([[9.0, 0.0]] * 300 + [[0.5, 0.0]] * 5, [0] * 305)
    chart = card("hinge", state)
    assert chart.shown.zeros_text == "300"
    assert chart.shown.bars.zeros == 300
    assert chart.shown.bars.counts.sum() == 5
    few = card("hinge", table([[9.0, 0.0]] * 90 + [[0.5, 0.0]] * 5, [0] * 95))
    column = few.plan.column
    inside = (few.plan.dots.x > column.left()) & (few.plan.dots.x < column.right())
    assert inside.tolist() == [True] * 90 + [False] * 5


def test_where_every_svm_loss_is_zero_mean_and_axis_are_still_there(card):
    chart = card("hinge", table([[9.0, 0.0]] * 40, [0] * 40))
    assert chart.shown.mean_text == "mean 0.00"
    assert chart.shown.zeros_text == "40"
    assert chart.shown.end == 1.0


def test_with_the_correct_class_in_the_sum_no_loss_is_zero(card):
    state = replace(scenario(), loss=LossSettings(include_correct_class=True))
    chart = card("hinge", state)
    assert chart.text("hint") == "never zero: the correct class is in the sum"
    assert chart.shown.zeros_text == "0"


def test_a_softmax_loss_too_small_for_float64_stands_apart_and_the_hint_says_why(card):
    chart = card(state=table([[2000.0, 0.0], [1.0, 0.0]], [0, 0]))
    assert chart.shown.zeros_caption == "exactly 0"
    assert chart.shown.zeros_text == "1"
    assert chart.text("hint").startswith("never exactly zero: too small")


def test_one_outlier_leaves_the_others_at_the_left_and_is_on_the_axis(card):
    state = many(150, 3)
    scores = np.array(state.source.scores)
    scores[7, (state.labels[7] + 1) % 3] = 1e6
    chart = card(state=replace(state, source=ScoreTable(scores)))
    field = chart.plan.field
    assert chart.shown.end == 1e6
    assert chart.plan.dots.x[7] > field.right - 1
    assert (np.delete(chart.plan.dots.x, 7) < field.left + 0.2 * (field.right - field.left)).all()


def test_no_loss_and_no_example_is_too_large_or_too_few(card):
    huge = card("hinge", table([[1e300, 0.0, 0.0], [0.0, 3.0, 0.0]], [1, 1]))
    assert huge.shown.mean_text == "mean 5.0×10²⁹⁹"
    assert huge.plan.dots.x[0] < huge.plan.field.right + 1
    alone = card("hinge", table([[1.0, 2.0]], [0]))
    assert alone.shown.mean_text == "mean 2.00"
    same = card(state=table([[1.0, 2.0]] * 200, [0] * 200))
    assert np.hypot(*np.diff([same.plan.dots.x, same.plan.dots.y])).min() >= 2


@pytest.mark.parametrize("largest", [5e-324, 1e-9, 0.07, 1.0, 6.16, 12.9, 999.0, 1e6, 2e303])
def test_the_end_of_the_axis_holds_the_largest_loss_without_much_room_to_spare(largest):
    end = axis_end(largest)
    assert largest <= end
    assert largest < 1e-300 or end <= 2.1 * largest


def test_an_axis_over_nothing_but_zeros_has_an_end():
    assert axis_end(0.0) == 1.0


# -- ranges during a gesture ----------------------------------------------------------------------


@pytest.mark.parametrize("count", [50, 1000])
def test_ranges_only_grow_in_a_gesture_and_settle_after_it(card, count):
    chart = card("hinge", many(count))
    start = chart.shown.end, chart.shown.top
    chart.session.begin()
    ends, tops = [], []
    for margin in (1.0, 8.0, 0.5, 0.2, 4.0):
        chart.session.preview(edits.set_margin(margin))
        settle()
        ends.append(chart.shown.end)
        tops.append(chart.shown.top)
    assert ends == sorted(ends)
    assert tops == sorted(tops)
    assert ends[-1] > start[0]
    chart.session.preview(edits.set_margin(1.0))
    chart.session.commit()
    settle()
    assert (chart.shown.end, chart.shown.top) == start


# -- work that is not done ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["softmax", "hinge"])
@pytest.mark.parametrize("state", [None, weighted(10, 4, 1000)], ids=["lecture", "many"])
def test_a_drag_of_lambda_neither_works_anything_out_nor_paints(card, name, state):
    chart = card(name, state)
    shown, painted = chart.shown, Counter(chart.chart, QEvent.Type.Paint)
    chart.session.begin()
    for strength in (0.02, 0.5, 3.0):
        chart.session.preview(edits.set_strength(strength))
        settle()
    chart.session.commit()
    settle()
    assert chart.shown is shown
    assert painted.count == 0


def test_a_drag_of_the_margin_leaves_softmax_alone(card):
    chart = card()
    shown, painted = chart.shown, Counter(chart.chart, QEvent.Type.Paint)
    chart.edit(edits.set_margin(2.0))
    assert chart.shown is shown
    assert painted.count == 0


def test_every_edit_is_followed(card):
    chart = card()
    chart.edit(edits.set_score(0, 0, 6.0))
    assert chart.shown.labels[0].value == "0.34"
    assert chart.shown.right.tolist() == [True, True, False]
    chart.edit(edits.set_label(0, 2))
    assert chart.shown.right.tolist() == [False, True, False]
    chart.edit(edits.rename_example(1, "truck photo"), edits.choose_example(1))
    assert chart.shown.labels[1].name == "truck photo"
    assert chart.shown.selected == 1
    chart.edit(edits.remove_examples([0]))
    assert len(chart.shown.losses) == 2


def test_a_light_goes_with_the_example_it_was_on(card):
    chart = card()
    chart.panel.set_highlight_example(2)
    chart.hand.hover(chart.chart, chart.dot(2))
    chart.edit(edits.remove_examples([1, 2]))
    assert chart.chart.lit is None
    chart.chart.grab()


# -- the pin --------------------------------------------------------------------------------------


def test_a_pin_adds_nothing_until_something_changes(card):
    chart = card()
    before = chart.picture()
    chart.pin()
    assert chart.shown.pinned is None
    assert np.array_equal(chart.picture(), before)


def test_what_moved_keeps_a_ring_where_it_was_and_its_number_gains_the_change(card):
    chart = card()
    chart.pin()
    first = chart.shown.losses
    chart.edit(edits.set_label(0, 1))
    pinned = chart.shown.pinned
    assert pinned.losses[0] == first[0]
    assert np.isnan(pinned.losses[1:]).all()
    now = chart.shown.losses
    assert [label.change for label in chart.shown.labels] == [f"−{first[0] - now[0]:.2f}", "", ""]
    gap = (first[0] - now[0]) / 3
    assert pinned.mean == pytest.approx(first.mean())
    assert pinned.mean_change == f"−{gap:.2f}"
    field, dots = chart.plan.field, chart.plan.dots
    then = QPointF(field.on_axis(float(first[0])), dots.y[0])
    box = QRectF(then.x() - 12, then.y() - 12, 24, 24)
    assert chart.inked("pin", box) > 15
    way = QRectF((then.x() + dots.x[0]) / 2 - 3, then.y() - 2, 6, 4)
    assert chart.inked("pin", way, by=60) >= 5
    told = reading(chart, 0)
    assert told[2].startswith(f"pinned: {float(first[0]):.15g}, change −")
    assert len(reading(chart, 1)) == 5


def test_the_mean_that_was_pinned_is_a_thin_line(card):
    chart = card("hinge")
    chart.pin()
    chart.edit(edits.set_margin(3.0))
    field = chart.plan.field
    x = field.on_axis(chart.shown.pinned.mean)
    line = QRectF(x - 1, field.top, 3, 60)
    assert chart.inked("pin", line, by=60) > 20
    assert chart.chart._tell(("mean", 0)).splitlines()[1].startswith("pinned: 5.2666")


def test_where_very_many_dots_have_moved_an_outline_shows_where_they_were(card):
    apart = card("hinge", table([[5.0, 0.0]] * 60 + [[0.0, 2.0]] * 60, [0] * 120))
    apart.pin()
    apart.edit(edits.set_margin(9.0))
    field, size = apart.plan.field, STEP * apart.plan.dots.radius
    # Sixty had a loss of 0, in rows as wide as the column, and sixty one of 3; now none is at 0.
    in_row = int((field.column[1] - field.column[0]) // size)
    wide, middle = in_row * size, sum(field.column) / 2
    over = QRectF(middle - wide / 2 - 2, field.bottom - -(-60 // in_row) * size - 2, wide + 4, 4)
    assert apart.inked("pin", over, by=60) > wide / 2
    then = field.on_axis(3.0)
    column = QRectF(then - 2 * size, field.top, 4 * size, field.bottom - field.top - 4)
    assert apart.inked("pin", column, by=60) > 40
    apart.session.unpin()
    settle()
    assert apart.inked("pin", over, by=20) == 0


def test_undoing_the_change_takes_all_marks_of_the_pin_away(card):
    chart = card("hinge")
    before = chart.picture()
    chart.pin()
    chart.edit(edits.set_margin(2.0))
    assert not np.array_equal(chart.picture(), before)
    chart.session.undo()
    settle()
    assert np.array_equal(chart.picture(), before)


def test_zeros_and_bars_are_compared_with_the_pinned_ones(card):
    chart = card("hinge", choosing(many(1000), 3))
    chart.pin()
    then = (chart.shown.losses == 0).sum()
    chart.edit(edits.set_margin(2.5))
    now = (chart.shown.losses == 0).sum()
    pinned = chart.shown.pinned
    assert now < then
    assert pinned.zeros_change == f"−{then - now}"
    assert pinned.losses is None
    assert pinned.bars.zeros == then
    assert pinned.bars.counts.sum() == 1000 - then
    assert pinned.bars.edges.tolist() == chart.shown.bars.edges.tolist()
    told = chart.chart._tell(("zeros", 0)).splitlines()
    assert told[-1] == f"pinned: {then}, change −{then - now}"
    index = int(np.abs(chart.shown.bars.counts - pinned.bars.counts).argmax())
    gap = int(chart.shown.bars.counts[index] - pinned.bars.counts[index])
    sign = "+" if gap > 0 else "−"
    told = chart.chart._tell(("bin", index)).splitlines()[-1]
    assert told == f"pinned: {pinned.bars.counts[index]}, change {sign}{abs(gap)}"


def test_the_pinned_bars_are_a_step_line_where_they_differ(card):
    chart = card(state=many(1000))
    before = chart.inked("pin", by=4)
    chart.pin()
    chart.edit(edits.set_label(0, 3))
    chart.session.undo()
    settle()
    assert chart.inked("pin", by=4) == before
    chart.edit(*(edits.set_score(n, int(chart.session.state.labels[n]), 9.0) for n in range(60)))
    assert chart.inked("pin", by=40) > before + 60


def test_an_example_that_is_new_has_nothing_to_be_compared_with(card):
    chart = card()
    chart.pin()
    chart.edit(edits.add_example("fresh"))
    assert len(chart.shown.losses) == 4
    assert chart.shown.pinned.losses is None
    assert all(label.change == "" for label in chart.shown.labels)
    assert chart.shown.pinned.mean_change != ""
    assert "pinned" not in chart.chart._tell(("example", 3))


def test_the_axis_holds_what_was_pinned_too(card):
    chart = card("hinge")
    chart.pin()
    chart.edit(edits.set_score(2, 2, 3.0))
    assert chart.shown.losses.max() < 12.9
    assert chart.shown.end >= 12.9
    chart.session.unpin()
    settle()
    assert chart.shown.end < 12.9


def test_with_little_room_the_legend_gives_way_before_heading_and_menu(card):
    """The other card has it too."""
    shown = card("hinge")
    beside = part(shown.panel, "losses.1.beside")
    legend = part(shown.panel, "losses.1.legend")
    assert (beside.text(), legend.isVisible()) == ("Beside: SVM", True)
    shown.window.resize(shown.look.px(400) + 120, shown.window.height())
    settle()
    assert (beside.text(), legend.isVisible()) == ("Beside: SVM", False)
    heading = part(shown.panel, "losses.1.heading")
    assert heading.width() >= shown.panel.heading_width()
    shown.window.resize(shown.look.px(477) + 120, shown.window.height())
    settle()
    assert legend.isVisible()
