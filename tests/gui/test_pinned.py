"""With a state pinned: every number its change, every plot its outline or thin line."""

import math
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip

from core import edits
from core.losses.softmax import Softmax
from gui.charts.bars.layout import MORE
from gui.charts.curves.plot import Mark, Note
from gui.charts.parts.stack import StackedBar
from gui.controls.pinned import ChangeLabel, change_text, with_pinned
from gui.look.theme import Look, Type
from gui.words import numbers
from gui.words.translation import set_language
from tests.gui.hand import model_state, score_state
from tests.gui.pixels import inked
from tests.gui.window_hand import Hand, near, open_window, part, scenario, settle, tip_at
from tests.sweeps import sampled

PARTS = ("page.scores", "rail", "formula")
CHARTS = ("stage.scores", "stage.second", "stage.third")
CHANGED = (edits.set_score(0, 0, 4.4), edits.set_score(0, 1, 3.0), edits.set_strength(0.1))


class Stand:
    """The main window, with a state pinned and some edits made since."""

    def __init__(self, window):
        self.window = window
        self.session = self.window.session

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()
        return self

    def unpin(self):
        self.session.unpin()
        settle()

    def part(self, name):
        return part(self.window, name)

    def change(self, name):
        label = self.part(f"rail.{name}.change")
        return label.text() if label.isVisible() else None

    def bars(self, chart):
        return {bar.key: bar for bar in self.part(chart).bars}

    def marks(self, plot):
        things = list(self.part(plot)._overlay())
        return [one for one in things if isinstance(one, Mark) and one.role == "pin"]

    def note_changes(self, plot):
        things = list(self.part(plot)._overlay())
        return [one.change for one in things if isinstance(one, Note)]

    def has_ink(self, name, role="pin", area=None):
        """Whether a pixel of a part is of the colour `role`, as only unblended ones are."""
        widget = self.part(name)
        image, ink = widget.grab(area or widget.rect()).toImage(), widget.window().look.color(role)
        return inked(image, ink, 12).any()

    def everything(self):
        return self.window.grab().toImage()


def pinned(window, *made):
    """Pin the state of a window and make some edits."""
    window.session.pin()
    return Stand(window).edit(*made)


def changed(owner):
    return pinned(open_window(owner), *CHANGED).window


def changed_svm(owner):
    window = open_window(owner, edits.choose_loss("hinge").apply(scenario()))
    return pinned(window, *CHANGED, edits.set_margin(1.5)).window


@pytest.fixture
def stand(keep):
    return Stand(keep.window("softmax", changed))


@pytest.fixture
def svm(keep):
    return Stand(keep.window("hinge", changed_svm))


# Words


@pytest.mark.parametrize(
    ("now", "then", "text"),
    [
        (3.5, 3.0, "+0.50"),
        (2.0, 2.31, "−0.31"),
        (2.0, 2.0, ""),
        (2.0, None, ""),
        (0.3, 0.1 * 3, ""),
        (math.inf, math.inf, ""),
    ],
)
def test_a_change_is_written_only_where_there_is_one(now, then, text):
    assert change_text(now, then) == text


def test_a_reading_gains_one_line_only_where_there_is_a_change():
    assert with_pinned("5.1", 5.1, 4.0) == "5.1\npinned: 4, change +1.10"
    assert with_pinned("5.1", 5.1, 5.1) == with_pinned("5.1", 5.1, None) == "5.1"


def test_a_change_without_room_is_not_cut_but_left_to_the_tool_tip(qtbot):
    label = ChangeLabel(Look(), "change")
    qtbot.addWidget(label)
    label.show_change(3.5, 3.0)
    label.resize(int(label.text_width()) + 2, 30)
    ground = label._look.color("card")
    assert _other_than(label, ground)
    label.resize(int(label.text_width()) - 2, 30)
    assert not _other_than(label, ground)
    assert label.toolTip() == "pinned: 3, change +0.50"


def _other_than(widget, ground):
    return not inked(widget.grab().toImage(), ground, 0).all()


# Nothing pinned, nothing changed


def test_pinning_alone_writes_no_change_and_unpinning_leaves_all_as_it_was(keep):
    window = keep.open()
    before = window.grab().toImage()
    window.session.pin()
    settle()
    labels = window.findChildren(ChangeLabel)
    assert len(labels) > 6
    assert {label.text() for label in labels} == {""}
    assert window.strip.formula_text().endswith("= 2.04")
    window.session.unpin()
    settle()
    assert window.grab().toImage() == before


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_unpinning_takes_every_mark_away(keep, loss):
    state = edits.choose_loss(loss).apply(scenario())
    now = state
    for edit in CHANGED:
        now = edit.apply(now)
    stand = pinned(keep.open(state), *CHANGED)
    # The pin's colour is that of no other thing on the page.
    assert all(stand.has_ink(name) for name in (*CHARTS, "what_if.plot", "strength.plot"))
    stand.unpin()
    rest = [stand.part(name).grab().toImage() for name in PARTS]
    bare = keep.open(now)
    assert rest == [part(bare, name).grab().toImage() for name in PARTS]


def test_undo_back_to_the_pinned_state_leaves_nothing_to_compare(stand):
    for _ in CHANGED:
        stand.session.undo()
    settle()
    assert stand.change("class.0") == stand.change("totals.total") == ""
    assert not stand.bars("stage.scores")[0].change
    assert not stand.marks("what_if.plot")
    assert not stand.marks("strength.plot")
    assert not stand.window.page.what_if.plot.pinned["softmax"].isVisible()
    assert not stand.window.page.strength.plot.pinned.isVisible()
    assert stand.window.strip.formula_text().endswith("= 2.04")


# The rail


def test_the_rail_writes_how_far_every_number_has_come(stand):
    assert [stand.change(f"class.{k}") for k in range(3)] == ["+1.20", "−2.10", ""]
    assert stand.change("lambda") == "+0.09"
    evaluation, pinned = stand.session.evaluation, stand.session.evaluation.pinned
    for name, key in (("data", "data_loss"), ("term", "penalty_term"), ("total", "total")):
        now, then = getattr(evaluation, key), getattr(pinned, key)
        assert stand.change(f"totals.{name}") == numbers.change(now, then)
        tip = stand.part(f"rail.totals.{name}").toolTip()
        assert tip.splitlines()[0] == f"{now:.15g}"
        assert tip.splitlines()[1].startswith(f"pinned: {then:.15g}, change ")


def test_the_margin_and_the_share_have_their_changes(svm):
    assert svm.change("margin") == "+0.50"
    svm.edit(edits.choose_penalty("elastic_net"), edits.set_l1_share(0.8))
    assert svm.change("rho") == "+0.30"
    assert svm.part("rail.rho.field").toolTip().splitlines()[1] == "pinned: 0.5, change +0.30"


@pytest.mark.parametrize(
    ("name", "value"), [("rail.class.1.slider", 5.1), ("rail.lambda.slider", 0.01)]
)
def test_a_slider_marks_what_was_pinned_on_its_track(stand, name, value):
    slider = stand.part(name)
    at = QPointF(slider._place(value)).toPoint()
    image, ink = slider.grab().toImage(), stand.window.look.color("pin")
    # It stands out over the track, above and below.
    for way in (-1, 1):
        around = [
            image.pixelColor(at.x() + aside, at.y() + way * step)
            for aside in range(-4, 5)
            for step in range(5, 10)
        ]
        assert any(near(color, ink, 60) for color in around)
    assert slider.toolTip().splitlines()[1].startswith(f"pinned: {value}, change ")
    stand.unpin()
    assert "pinned" not in slider.toolTip()


def test_the_track_is_long_enough_for_the_pinned_score(stand):
    stand.edit(edits.set_score(0, 0, 45.0))
    stand.session.pin()
    stand.edit(edits.set_score(0, 0, 1.0))
    slider = stand.part("rail.class.0.slider")
    assert slider.mapping.high == 50.0
    stand.unpin()
    assert slider.mapping.high == 10.0


def test_changes_in_the_rail_stand_clear_of_all_else(keep):
    stand = pinned(keep.open(model_state(10)))
    scores = stand.session.evaluation.example.scores
    stand.edit(*(edits.set_score(0, k, float(scores[k]) - 9.8 + 0.5 * k) for k in range(10)))
    stand.edit(edits.set_margin(2.0), edits.set_strength(9.9))
    for name in ("class.0", "class.9", "lambda"):
        slider, label = stand.part(f"rail.{name}.slider"), stand.part(f"rail.{name}.change")
        field = stand.part(f"rail.{name}.field")
        assert slider.geometry().right() < label.geometry().left()
        assert label.geometry().right() < field.geometry().left()
        assert label.text_width() <= label.width(), name
        assert slider.width() >= 55
    for name in ("data", "term", "total"):
        words = stand.part(f"rail.totals.{name}.label")
        label, value = stand.part(f"rail.totals.{name}.change"), stand.part(f"rail.totals.{name}")
        assert words.text_width() <= words.width()
        assert words.geometry().right() < label.geometry().left() <= label.geometry().right()
        assert label.geometry().right() < value.geometry().left()


def test_a_new_example_has_no_change_of_its_scores_but_the_totals_do(stand):
    stand.edit(edits.add_example("new"), edits.choose_example(3))
    assert [stand.change(f"class.{k}") for k in range(3)] == ["", "", ""]
    assert stand.change("totals.data")
    assert not any(bar.change for bar in stand.bars("stage.scores").values())


def test_with_another_class_nothing_is_compared_by_class_but_the_loss_is(stand):
    stand.edit(edits.remove_class(2))
    assert stand.change("class.0") == ""
    assert not any(bar.change for bar in stand.bars("stage.second").values())
    assert not stand.marks("what_if.plot")
    assert stand.note_changes("stage.minus_log.plot")[0].startswith("−")


def test_what_follows_the_pin_follows_the_language(stand):
    tip = stand.part("rail.class.0.field").toolTip().splitlines()
    assert tip[:2] == ["4.4", "pinned: 3.2, change +1.20"]
    stand.window.set_language("ko")
    settle()
    assert stand.part("rail.class.0.field").toolTip().splitlines()[1] == (
        "고정한 값: 3.2, 변화 +1.20"
    )
    assert stand.change("class.0") == "+1.20"
    assert "고정한 값: 3.2" in stand.bars("stage.scores")[0].exact
    set_language("en")


@pytest.mark.parametrize(
    ("loss", "value"), sampled(product(["softmax", "hinge"], [1e300, -1e300, 0.0]), every=2)
)
def test_any_scores_can_be_compared(keep, loss, value):
    state = edits.choose_loss(loss).apply(score_state(((3.2, 5.1, -1.7),)))
    stand = pinned(keep.open(state), edits.set_score(0, 1, value), edits.set_label(0, 1))
    assert stand.bars("stage.scores")[1].pinned == 5.1
    stand.session.swap_pin()
    settle()
    assert stand.bars("stage.scores")[1].pinned == value
    stand.window.show_page("weights")
    settle()


def test_of_many_classes_those_left_out_are_compared_together(keep):
    stand = pinned(keep.open(model_state(40)))
    hidden = next(k for k in range(39, 0, -1) if k not in stand.bars("stage.third"))
    now = float(stand.session.evaluation.example.scores[hidden])
    stand.edit(edits.set_score(0, hidden, now - 0.5))
    bar = stand.bars("stage.third")[MORE]
    left = [k for k in range(40) if k not in stand.bars("stage.third")]
    then = stand.session.evaluation.pinned_example.stages(Softmax).probabilities[left].sum()
    assert bar.pinned == pytest.approx(then)
    assert bar.change == numbers.change(bar.value, bar.pinned)


class Bar:
    """A bar of 200 pixels in a window of its own."""

    def __init__(self, qtbot, now, then):
        self.bar = StackedBar(Look(), "bar")
        qtbot.addWidget(self.bar)
        self.bar.resize(200, 14)
        roles = ("loss_fill", "penalty_fill")
        self.bar.set_parts(list(zip(now, roles, strict=True)), "", then)
        self.bar.show()

    def ends(self, role):
        """The first and last pixel of a colour along the middle."""
        image, ink = self.bar.grab().toImage(), self.bar._look.color(role)
        found = np.flatnonzero(inked(image, ink, 20)[7])
        return (found[0], found[-1]) if found.size else None

    def has_pin_at(self, x):
        image, ink = self.bar.grab().toImage(), self.bar._look.color("pin")
        return inked(image, ink, 90)[:, max(0, x - 2) : x + 2].any()


def test_the_bar_of_a_smaller_sum_is_shorter_than_its_pinned_outline(qtbot):
    bar = Bar(qtbot, (1.0, 1.0), (3.0, 1.0))
    assert bar.ends("loss_fill")[1] == pytest.approx(49, abs=2)
    assert bar.ends("penalty_fill") == pytest.approx((50, 99), abs=2)
    assert bar.has_pin_at(150)
    assert bar.has_pin_at(199)


def test_the_bar_of_a_larger_sum_reaches_beyond_its_pinned_outline(qtbot):
    bar = Bar(qtbot, (3.0, 1.0), (1.0, 1.0))
    assert bar.ends("penalty_fill")[1] == pytest.approx(198, abs=2)
    assert bar.has_pin_at(100)
    assert not bar.has_pin_at(180)


# The stages


def test_every_stage_draws_the_pinned_bar_as_an_outline(stand):
    pinned = stand.session.evaluation.pinned_example
    stages = pinned.stages(Softmax)
    then = (pinned.scores, stages.exp, stages.probabilities)
    for name, values in zip(CHARTS, then, strict=True):
        chart = stand.part(name)
        layout = chart.layout_now
        bar = layout.placed[1]  # the car's, which was the longest
        assert bar.bar.pinned == values[1]
        assert bar.outline.top() == pytest.approx(layout.position(values[1]))
        assert bar.outline.top() < bar.body.top()
        image, ink = chart.grab().toImage(), stand.window.look.color("pin")
        at = bar.outline.toAlignedRect()
        edge = QRect(at.left() + 4, at.top(), at.width() - 9, 2)
        dashes = inked(image, ink, 100, edge).any(axis=0)
        assert 0.3 < np.mean(dashes) < 0.9, name


def test_the_numbers_of_the_stages_have_their_changes(stand):
    texts = {name: [bar.change for bar in stand.part(name).bars] for name in CHARTS}
    assert texts["stage.scores"] == ["+1.20", "−2.10", ""]
    assert texts["stage.second"] == ["+56.92", "−143.94", ""]  # e^4.4 − e^3.2, e^3 − e^5.1
    assert texts["stage.third"][1] == "−0.67"
    chart = stand.part("stage.scores")
    tip = tip_at(chart, chart.layout_now.placed[0].slot.center().toPoint())
    assert tip.splitlines() == ["cat: 4.4", "pinned: 3.2, change +1.20"]


def test_the_svm_s_margins_are_compared_under_the_margin_of_then(svm):
    margins = svm.bars("stage.second")
    # Then 5.1 − 3.2 + 1, now 3 − 4.4 + 1.5.
    assert (margins[1].pinned, margins[1].value) == pytest.approx((2.9, 0.1))
    assert margins[1].change == "−2.80"
    assert margins[0].change == ""
    assert svm.part("stage.sum")._change == "−2.80"
    svm.unpin()
    assert svm.part("stage.sum")._change == ""


def test_a_class_that_was_correct_then_had_no_margin_to_compare_with(svm):
    svm.edit(edits.set_label(0, 1))
    margins = svm.bars("stage.second")
    assert margins[0].value is not None
    assert margins[0].change == margins[1].change == ""


@pytest.mark.parametrize("classes", [3, 5, 10])
@pytest.mark.parametrize("way", [1, -1])
def test_numbers_and_changes_of_the_bars_stand_clear_of_bars_outlines_and_edges(keep, classes, way):
    stand = pinned(keep.open(model_state(classes)))
    scores = stand.session.evaluation.example.scores
    moved = [edits.set_score(0, k, float(scores[k]) + way * 2.5) for k in range(classes)]
    stand.edit(*moved)
    for name in CHARTS:
        chart = stand.part(name)
        measure = stand.window.look.width
        for placed in chart.layout_now.placed:
            if not placed.bar.change:
                continue
            assert placed.outline is not None
            assert placed.value.bottom() <= chart.height() + 1
            assert min(placed.value.top(), placed.change.top()) >= -1
            assert placed.change.bottom() <= chart.height() + 1
            assert not placed.value.intersects(placed.change.adjusted(1, 1, -1, -1))
            assert not placed.change.intersects(placed.name.adjusted(1, 1, -1, -1))
            if chart.layout_now.rows and placed.change.width():
                ends = max(placed.body.right(), placed.outline.right())
                text = measure(placed.bar.text, Type.STRONG)
                assert ends <= placed.value.right() - text


def test_a_drag_below_the_pinned_score_leaves_its_number_in_place(stand):
    chart = stand.part("stage.scores")
    before = chart.layout_now.placed[1].value.top()
    hand, start = Hand(stand.window), chart.layout_now.placed[1].end + QPointF(0, 6)
    hand.press(chart, start)
    for step in (4, 8, 16):
        hand.move(chart, start + QPointF(0, step))
        assert chart.layout_now.placed[1].value.top() == before
    hand.release(chart, start + QPointF(0, 16))
    assert stand.session.evaluation.example.scores[1] < 3.0


def test_the_curve_of_minus_ln_p_shows_the_pinned_point(stand):
    (mark,) = stand.marks("stage.minus_log.plot")
    assert mark.hollow
    assert mark.x == pytest.approx(0.12998, abs=1e-4)
    assert mark.y * stand.part("stage.minus_log.plot")._top == pytest.approx(2.04036, abs=1e-4)
    assert stand.note_changes("stage.minus_log.plot") == ["−1.82", "+0.67"]
    stand.unpin()
    assert stand.marks("stage.minus_log.plot") == []


# The curves


def test_while_the_chosen_score_moves_the_pinned_curve_is_the_same_and_not_drawn(keep):
    stand = pinned(keep.open(), edits.set_score(0, 0, 4.4))
    panel = stand.window.page.what_if
    assert not any(curve.isVisible() for curve in panel.plot.pinned.values())
    assert panel.plot._pinned == 3.2
    assert len(stand.marks("what_if.plot")) == 2  # one on each curve


def test_the_pinned_curve_is_that_of_the_pinned_scores(stand):
    plot = stand.window.page.what_if.plot
    curve = plot.pinned["softmax"]
    assert curve.isVisible()
    x, y = curve.getData()
    scores = plot.x_axis.low + x * (plot.x_axis.high - plot.x_axis.low)
    expected = np.log(np.exp(scores) + np.exp(5.1) + np.exp(-1.7)) - scores
    assert y * plot.y_axis.high == pytest.approx(expected, abs=1e-9)
    assert curve.opts["pen"].color() == stand.window.look.color("pin")
    stand.unpin()
    assert not curve.isVisible()
    assert plot._pinned is None


@pytest.mark.parametrize(("name", "value"), [("what_if.plot", 3.2), ("strength.plot", 0.01)])
def test_a_thin_line_stands_where_the_line_was_pinned(stand, name, value):
    plot = stand.part(name)
    at = plot.to_pixels(plot.share_of(value), 0.9)
    frame = plot.frame()
    column = QRect(int(at.x()) - 1, int(frame.top()), 3, int(frame.height() / 4))
    image, ink = plot.grab().toImage(), stand.window.look.color("pin")
    rows = inked(image, ink, 60, column).any(axis=1)
    assert 0.3 < np.mean(rows) < 0.95
    stand.unpin()
    image = plot.grab().toImage()
    assert not near(image.pixelColor(int(at.x()), int(at.y())), ink, 60)


def test_the_what_if_tells_the_pinned_losses_at_the_pointer_exactly(stand):
    plot = stand.window.page.what_if.plot
    at = plot.to_pixels(plot.share_of(8.0), 0.5).toPoint()
    Hand(stand.window).hover(plot.viewport(), at)
    score, softmax, pinned, *_ = QToolTip.text().replace("−", "-").splitlines()
    s = float(score.removeprefix("score "))
    then = np.log(np.exp(s) + np.exp(5.1) + np.exp(-1.7)) - s
    assert float(pinned.removeprefix("pinned: ").split(",")[0]) == pytest.approx(then, rel=1e-9)
    assert softmax.startswith("softmax ")
    described = plot.accessibleDescription()
    loss = numbers.exact(stand.session.evaluation.pinned_example.losses["softmax"])
    assert f"pinned: {loss}, change −1.82" in described


def test_the_plot_over_lambda_shows_the_pinned_total(stand):
    plot = stand.window.page.strength.plot
    pinned = stand.session.evaluation.pinned
    x, y = plot.pinned.getData()
    at = np.interp(plot.share_of(0.01), x, y) * plot.y_axis.high
    assert at == pytest.approx(pinned.total, rel=1e-3)
    (mark,) = stand.marks("strength.plot")
    assert (mark.x, mark.y) == pytest.approx((plot.share_of(0.01), pinned.total / plot.y_axis.high))
    changes = stand.note_changes("strength.plot")
    assert numbers.change(stand.session.evaluation.total, pinned.total) in changes
    assert plot.accessibleDescription().splitlines()[-1].startswith(f"pinned: {pinned.total:.15g}")
    stand.unpin()
    assert not plot.pinned.isVisible()
    assert stand.marks("strength.plot") == []
    assert set(stand.note_changes("strength.plot")) == {""}


def test_a_drag_of_lambda_neither_moves_nor_draws_the_pinned_curve_anew(stand):
    plot = stand.window.page.strength.plot
    settle()
    picture = plot._picture
    hand, start = Hand(stand.window), plot.to_pixels(plot.share_of(0.1), 0.5)
    hand.press(plot.viewport(), start)
    hand.move(plot.viewport(), start + QPointF(-60, 0))
    assert stand.session.state.penalty.strength < 0.05
    assert plot._picture is picture
    hand.release(plot.viewport(), start + QPointF(-60, 0))


# The formula


def test_the_formula_ends_with_the_change_of_its_result(stand):
    strip = stand.window.strip
    assert strip.formula_text().endswith("= 0.22 (−1.82)")
    (region,) = [one for one in strip.regions() if one.target.kind == "change"]
    tip = tip_at(strip, strip.rect_of(region).center().toPoint())
    loss = numbers.exact(stand.session.evaluation.pinned_example.losses["softmax"])
    assert tip.splitlines()[1] == f"pinned: {loss}, change −1.82"
    assert strip.rect_of(region).right() <= strip.width()
    stand.unpin()
    assert strip.formula_text().endswith("= 0.22")


def test_the_whole_loss_ends_with_its_own_change(stand):
    stand.window.show_page("weights")
    settle()
    evaluation = stand.session.evaluation
    change = numbers.change(evaluation.total, evaluation.pinned.total)
    assert stand.window.strip.formula_text().endswith(f"({change})")


def test_a_copied_formula_is_the_formula_alone(stand):
    stand.window.strip.copy_latex()
    assert "1.82" not in QGuiApplication.clipboard().text()


def test_a_swap_turns_the_changes_round(stand):
    stand.session.swap_pin()
    settle()
    assert [stand.change(f"class.{k}") for k in range(3)] == ["−1.20", "+2.10", ""]
    assert stand.window.strip.formula_text().endswith("= 2.04 (+1.82)")
