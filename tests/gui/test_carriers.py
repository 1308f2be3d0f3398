"""Who carries the loss: shares by hand, parts by pointer and keys, the pin, mean and sum."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, QRectF

from core import edits
from core.evaluation import evaluate
from core.state import LinearModel, ScoreTable, State
from gui.charts.parts.share_layout import Share, Shares, lay_out_shares
from gui.charts.parts.share_paint import part_area, written
from gui.panels.carrier_shares import class_shares, example_shares
from gui.panels.carriers import CarriersPanel
from gui.words import numbers
from gui.words.translation import set_language
from tests.gui.cells_hand import Stage, press_key
from tests.gui.hand import Heard, Key, model_state
from tests.gui.window_hand import Counter, Hand, near, tip_at, tip_gone
from tests.sweeps import sampled

SIZE = (467, 440)


class Carriers(Stage):
    """The card in a window, and a hand for its bars."""

    def __init__(self, qtbot, state=None, scale=1.0):
        super().__init__(qtbot, CarriersPanel, state, scale, SIZE)
        self.hand = Hand(self.window)
        self.hand.hover(self.before, QPointF(2, 2))

    @property
    def bar(self):
        return self.panel.bar

    @property
    def classes(self):
        return self.panel.classes

    def place(self, number, bar=None):
        """The middle of a part."""
        bar = bar or self.bar
        return part_area(self.look, bar.parts[number], bar.bar).center()

    def point(self, number, bar=None):
        self.hand.hover(bar or self.bar, self.place(number, bar))

    def leave(self):
        self.hand.hover(self.before, QPointF(3, 3))

    def pin(self):
        self.session.pin()
        self.settle()

    @property
    def lines(self):
        return [panel.text() for panel in (self.panel.reading, self.panel.caption)]


@pytest.fixture
def stage(qtbot):
    return Carriers(qtbot)


def shown(bar):
    return [(part.key, part.percent) for part in bar.parts]


def many(count=200, classes=4, seed=0):
    random = np.random.default_rng(seed)
    table = ScoreTable(np.round(random.normal(size=(count, classes)) * 3, 1))
    names = tuple(f"class {index}" for index in range(classes))
    examples = tuple(f"photo {index}" for index in range(count))
    return State("Many", names, examples, random.integers(0, classes, count), table)


# -- shares ----------------------------------------------------------------------------------------


def test_the_slide_s_frog_carries_three_quarters(stage):
    # 6.156, 2.040 and 0.079 of 8.276
    assert shown(stage.bar) == [(2, "74"), (0, "25"), (1, "1")]
    assert stage.lines == [
        "Largest share: frog photo (74.4 %)",
        "cat photo: probability by wrong class loss 2.04",
    ]
    assert shown(stage.classes) == [(1, ">99"), (2, "<1")]


def test_svm_s_shares_leave_out_the_satisfied_example(stage):
    stage.edit(edits.choose_loss("hinge"))
    # 12.9 and 2.9 of 15.8
    assert shown(stage.bar) == [(2, "82"), (0, "18")]
    stage.edit(edits.choose_example(2))
    # 6.6 and 6.3 of 12.9
    assert shown(stage.classes) == [(1, "51"), (0, "49")]
    assert stage.lines[1] == "frog photo: share of each wrong class loss 12.90"


def test_the_constant_of_an_included_correct_class_is_a_part_of_its_own(stage):
    stage.edit(
        edits.choose_loss("hinge"),
        edits.choose_example(2),
        edits.set_loss_switch("include_correct_class", on=True),
    )
    # 6.6, 6.3 and 1 of 13.9
    assert shown(stage.classes) == [(1, "48"), (0, "45"), (2, "7")]
    assert stage.classes.words(stage.classes.parts[2]) == "frog (constant)"


def test_without_any_loss_both_bars_are_empty_and_say_so(qtbot):
    state = edits.choose_loss("hinge").apply(many(3))
    scores = np.full((3, 4), -9.0)
    scores[np.arange(3), state.labels] = 9.0
    state = State(state.title, state.classes, state.examples, state.labels, ScoreTable(scores))
    stage = Carriers(qtbot, edits.choose_loss("hinge").apply(state))
    assert stage.bar.parts == stage.classes.parts == ()
    assert stage.bar.accessibleDescription() == "No example has any loss."
    said = stage.classes.accessibleDescription()
    assert said == "Every margin is met: no loss."
    stage.bar.set_empty("a long word " * 20)
    track = stage.panel.grab().toImage()
    end = stage.bar.mapTo(stage.panel, stage.bar.bar.topRight().toPoint())
    column = [track.pixelColor(end.x() - 3, end.y() + y) for y in range(12, 40)]
    assert all(near(pixel, stage.look.color("track")) for pixel in column)
    stage.bar.set_empty("")
    track = stage.panel.grab().toImage()
    at = stage.bar.mapTo(stage.panel, stage.bar.bar.center().toPoint())
    assert near(track.pixelColor(at.x() + 150, at.y()), stage.look.color("track"))


@given(st.integers(1, 40), st.integers(2, 12), st.integers(0, 9), st.sampled_from([0.5, 1, 9]))
def test_the_parts_of_a_bar_are_one_whole_and_count_every_loss(count, classes, seed, margin):
    state = edits.set_margin(margin).apply(many(count, classes, seed))
    for key, width in itertools.product(("softmax", "hinge"), (60, 289, 435)):
        evaluation = evaluate(edits.choose_loss(key).apply(state))
        counted = {
            example_shares: int(np.count_nonzero(evaluation.active.per_example)),
            class_shares: int(np.count_nonzero(evaluation.example.wrong_shares(key))),
        }
        for made, number in counted.items():
            parts = lay_out_shares(made(evaluation), width, 7)
            assert sum(part.count for part in parts) == number
            if number:
                assert sum(part.share for part in parts) == pytest.approx(1.0, rel=1e-9)
                assert parts[-1].right == pytest.approx(width)
            assert all(one.right == two.left for one, two in itertools.pairwise(parts))
            assert sum(part.key is None for part in parts) <= 1


def test_parts_too_narrow_to_point_at_stand_together():
    shares = Shares(
        tuple(Share(i, f"photo {i}", s) for i, s in enumerate((0.5, 0.3))), 0.2, None, 9
    )
    assert [(part.key, part.count) for part in lay_out_shares(shares, 300, 7)] == [
        (0, 1),
        (1, 1),
        (None, 9),
    ]
    assert [(part.key, part.count) for part in lay_out_shares(shares, 20, 7)] == [
        (0, 1),
        (None, 10),
    ]
    assert [(part.key, part.count) for part in lay_out_shares(shares, 8, 7)] == [(None, 11)]


def test_few_examples_have_a_part_each_and_a_rest_of_one_is_that_one():
    few = Shares((Share(0, "a", 0.98), Share(1, "b", 0.01), Share(2, "c", 0.01)))
    assert [part.key for part in lay_out_shares(few, 100, 7)] == [0, 1, 2]
    sizes = (0.3, 0.2, 0.2, 0.15, 0.14, 0.01)
    six = Shares(tuple(Share(i, "x", size) for i, size in enumerate(sizes)))
    assert [part.key for part in lay_out_shares(six, 100, 7)] == [0, 1, 2, 3, 4, 5]


def test_of_many_examples_the_largest_are_apart_and_the_rest_is_counted(qtbot):
    stage = Carriers(qtbot, edits.choose_loss("hinge").apply(many(200)))
    *own, rest = stage.bar.parts
    losses = stage.session.evaluation.active.per_example
    assert [part.key for part in own] == np.argsort(-losses, kind="stable")[: len(own)].tolist()
    assert 2 <= len(own) <= 24
    assert len(own) + rest.count == np.count_nonzero(losses)
    assert stage.bar.words(rest) == f"{rest.count} others"
    assert rest.share == pytest.approx(1 - losses[[p.key for p in own]].sum() / losses.sum())


def test_what_is_written_in_a_part_fits_it(look):
    shares = Shares((Share(0, "a very long name of a photo", 0.6, 0.5), Share(1, "b", 0.4, 0.5)))
    seen = set()
    for height, width in itertools.product((64, 24), range(20, 700, 15)):
        for part in lay_out_shares(shares, width, 7):
            place = part_area(look, part, QRectF(0, 0, width, look.px(height)))
            lines = written(look, part.name, part, place)
            seen.add(tuple(len(line) for line in lines))
            for line in lines:
                wide = sum(look.width(span.text, span.role) for span in line)
                assert wide <= place.width()
    # Nothing, a percent, a name cut short above it, all in one line, in two.
    assert {(), (1,), (1, 1), (3,), (1, 2)} <= seen


def test_a_part_called_3_stands_apart_from_its_percent(look):
    (part,) = lay_out_shares(Shares((Share(0, "3", 1.0),)), 400, 7)
    (line,) = written(look, part.name, part, QRectF(0, 0, 400, 30))
    assert [span.text for span in line] == ["3:", "100 %"]


# -- pointer and keys ------------------------------------------------------------------------------


def test_pointing_at_a_part_tells_its_example_and_leaving_tells_none(stage):
    heard = Heard(stage.panel, "example_hovered")
    stage.point(0)
    assert stage.lines[0] == "frog photo: 74.4 %"
    stage.point(1)
    stage.leave()
    assert heard.values("example_hovered") == [2, 0, None]
    assert stage.lines[0] == "Largest share: frog photo (74.4 %)"


def test_a_click_chooses_the_example_as_one_step(stage):
    stage.hand.click(stage.bar, stage.place(0))
    stage.settle()
    assert stage.state.view.example == 2
    assert stage.bar.looked_at == 2
    assert stage.lines[1].startswith("frog photo")
    stage.hand.click(stage.bar, stage.place(0))
    assert stage.undo_steps() == 1


def test_the_rest_can_be_pointed_at_and_not_chosen(qtbot):
    stage = Carriers(qtbot, many(200))
    heard = Heard(stage.panel, "example_hovered")
    last = len(stage.bar.parts) - 1
    stage.hand.click(stage.bar, stage.place(last))
    rest = stage.bar.parts[last]
    assert stage.lines[0] == f"{rest.count} others: {100 * rest.share:.1f} %"
    assert heard.said == []
    assert stage.undo_steps() == 0


def test_tab_arrows_and_enter_go_to_a_part_and_choose_it(stage):
    heard = Heard(stage.panel, "example_hovered")
    press_key(Key.Key_Tab)  # the button beside the heading
    press_key(Key.Key_Tab)
    assert stage.bar.hasFocus()
    assert stage.bar.ring
    press_key(Key.Key_Right)
    assert stage.bar.accessibleDescription().startswith("cat photo: 24.65 % of the data loss")
    press_key(Key.Key_End)
    press_key(Key.Key_Right)
    press_key(Key.Key_Return)
    stage.settle()
    assert stage.state.view.example == 1
    press_key(Key.Key_Home)
    press_key(Key.Key_Tab)
    assert stage.classes.hasFocus()
    assert heard.values("example_hovered") == [2, 0, 1, 2, None]


def test_the_bar_of_classes_is_read_by_keys_and_changes_nothing(stage):
    stage.edit(edits.choose_loss("hinge"), edits.choose_example(2))
    for _ in range(3):
        press_key(Key.Key_Tab)
    press_key(Key.Key_Right)
    assert stage.classes.accessibleDescription() == "cat: 48.84 % of this example's loss"
    before = stage.state
    press_key(Key.Key_Return)
    stage.hand.click(stage.classes, stage.place(0, stage.classes))
    assert stage.state is before


def test_tool_tips_say_it_to_the_last_digit(stage, qtbot):
    loss = float(stage.session.evaluation.active.per_example[2])
    assert loss == pytest.approx(6.1564772016642112, rel=1e-14)
    assert tip_at(stage.bar, stage.place(0)).splitlines() == [
        "frog photo: 74.39 % of the data loss",
        f"loss {numbers.exact(loss)}",
        "Click to look at it",
    ]
    assert "Click" not in tip_at(stage.bar, stage.place(1))  # it is looked at already
    tip = tip_at(stage.classes, stage.place(0, stage.classes))  # e^−6.8 of the two is frog
    assert tip == "car: 99.89 % of the probability of wrong classes"
    tip_at(stage.bar, QPointF(20, stage.bar.height() - 1))
    tip_gone(qtbot)


def test_an_example_lit_elsewhere_is_read_and_says_nothing(stage):
    heard = Heard(stage.panel, "example_hovered")
    stage.panel.set_highlight_example(1)
    assert stage.bar.lit() == 2
    assert stage.lines[0] == "car photo: 1.0 %"
    stage.panel.set_highlight_example(None)
    assert stage.bar.lit() is None
    assert heard.said == []


def test_an_example_without_a_part_of_its_own_lights_the_rest(qtbot):
    stage = Carriers(qtbot, edits.choose_loss("hinge").apply(many(200)))
    losses = stage.session.evaluation.active.per_example
    smallest = int(np.flatnonzero(losses == losses[losses > 0].min())[0])
    stage.panel.set_highlight_example(smallest)
    assert stage.bar.parts[stage.bar.lit()].key is None
    stage.panel.set_highlight_example(int(np.flatnonzero(losses == 0)[0]))
    assert stage.bar.lit() is None


def test_an_example_that_is_gone_is_read_no_more(stage):
    stage.panel.set_highlight_example(2)
    stage.edit(edits.remove_examples([2]))
    assert stage.lines[0] == "Largest share: cat photo (96.3 %)"


# -- mean and sum ----------------------------------------------------------------------------------


def test_the_switch_says_what_a_sum_does_to_the_balance_with_lambda(stage):
    meaning = stage.panel.meaning
    assert meaning.text() == "Mean: λ counts the same for any number of examples."
    stage.hand.click(stage.panel.reduction.segment("sum"))
    stage.settle()
    assert stage.state.loss.sum_over_examples
    assert meaning.text() == (
        "Sum: the more examples, the less λ counts. With 3 it is a third as much as for a mean."
    )
    stage.edit(edits.remove_examples([0]))
    assert "With 2 it is half as much" in meaning.text()
    stage.edit(edits.remove_examples([0]))
    assert meaning.text() == "Sum: with one example it is the same as the mean."
    assert stage.undo_steps() == 3
    assert stage.panel.reduction.current() == "mean"


def test_the_switch_is_reached_and_turned_by_keys(stage):
    for _ in range(4):
        press_key(Key.Key_Tab)
    press_key(Key.Key_Right)
    stage.settle()
    assert stage.state.loss.sum_over_examples
    press_key(Key.Key_Left)
    stage.settle()
    assert not stage.state.loss.sum_over_examples


def test_scores_alone_have_no_lambda_to_speak_of(qtbot):
    stage = Carriers(qtbot, many(3))
    assert "λ" not in stage.panel.meaning.text()
    stage.edit(edits.set_loss_switch("sum_over_examples", on=True))
    assert stage.panel.meaning.text() == "Sum: every further example adds to the data loss."


@pytest.mark.parametrize(
    ("scale", "count"), sampled(itertools.product([1.0, 2 / 3], [1, 2, 1_000_000]), every=2)
)
def test_the_line_about_the_balance_has_room(qtbot, scale, count):
    stage = Carriers(qtbot, scale=scale)
    # One row seen a million times over: as many examples as there may be, at the cost of one.
    state = model_state(3)
    model = LinearModel(np.ones((count, 4)), state.source.weights, np.zeros(3))
    labels = np.zeros(count, dtype=int)
    wide = State("Wide", state.classes, ("photo",) * count, labels, model)
    stage.edit(edits.load(edits.set_loss_switch("sum_over_examples", on=True).apply(wide)))
    meaning = stage.panel.meaning
    for language in ("en", "ko"):
        set_language(language)
        stage.panel.apply_look()
        assert meaning.height_for(meaning.width()) <= meaning.height()


# -- the pin ---------------------------------------------------------------------------------------


def test_a_pin_alone_writes_nothing(stage):
    before = stage.panel.grab().toImage()
    stage.pin()
    assert stage.panel.grab().toImage() == before


def test_a_change_since_the_pin_stands_beside_the_percent_and_as_an_outline(stage):
    stage.pin()
    without = stage.panel.grab().toImage()
    stage.edit(edits.set_score(2, 2, -1.0))
    frog, cat, car = stage.bar.parts
    assert frog.then == pytest.approx(0.7439, abs=1e-4)
    assert frog.change == f"−{100 * (frog.then - frog.share):.1f}"
    assert cat.change.startswith("+")
    assert car.then + cat.then + frog.then == pytest.approx(1.0)
    assert stage.lines[0].endswith(frog.change)
    change = 100 * frog.share - 100 * frog.then
    assert tip_at(stage.bar, stage.place(0)).splitlines()[2].startswith("pinned: 74.3898")
    assert tip_at(stage.bar, stage.place(0)).splitlines()[2].endswith(f"change −{-change:.2f}")
    now = stage.panel.grab().toImage()
    below = stage.bar.mapTo(stage.panel, QPointF(stage.bar.rect().bottomLeft()).toPoint())
    rows = range(below.y() - stage.look.px(14), below.y())
    column = below.x() + 40
    pin = stage.look.color("pin")
    assert any(near(now.pixelColor(column, y), pin, 40) for y in rows)
    assert not any(near(without.pixelColor(column, y), pin, 40) for y in rows)


def test_shares_are_compared_with_those_of_the_same_example_wherever_it_is(stage):
    then = {part.key: part.share for part in stage.bar.parts}
    stage.pin()
    stage.edit(edits.move_example(0, 2))  # car, frog, cat
    assert [(part.key, part.then) for part in stage.bar.parts] == [
        (1, then[2]),
        (2, then[0]),
        (0, then[1]),
    ]
    assert all(part.change == "" for part in stage.bar.parts)


def test_the_chosen_example_s_loss_and_classes_are_compared(stage):
    stage.pin()
    stage.edit(edits.set_score(0, 2, 4.0))
    loss = stage.session.evaluation.example.losses["softmax"]
    assert stage.lines[1].endswith(f"loss {loss:.2f} +{loss - 2.0403551528001706:.2f}")
    assert "pinned: 2.0403551528" in stage.panel.caption.toolTip()
    car, frog = stage.classes.parts
    assert frog.then == pytest.approx(np.exp(-1.7) / (np.exp(-1.7) + np.exp(5.1)))
    assert (car.key, frog.key) == (1, 2)


def test_classes_are_not_compared_where_there_were_others(stage):
    stage.pin()
    stage.edit(edits.remove_class(2))
    assert [part.then for part in stage.classes.parts] == [None]
    assert stage.bar.parts[0].then is not None


@given(st.integers(2, 30), st.integers(0, 9))
def test_the_pinned_bar_is_one_whole_too(count, seed):
    then = evaluate(edits.choose_loss("hinge").apply(many(count, 4, seed)))
    moved = edits.set_score(0, 1, 30.0).apply(then.state)
    now = evaluate(moved, then, then)
    for made, width in itertools.product((example_shares, class_shares), (60, 289)):
        shares = made(now)
        parts = lay_out_shares(shares, width, 7)
        if not parts:
            continue  # satisfied
        whole = sum(part.then for part in parts)
        if parts[-1].key is not None:
            whole += shares.rest_then
        nothing = made is class_shares and now.pinned_example.losses["hinge"] == 0
        nothing = nothing or then.active.sum == 0
        assert whole == pytest.approx(0.0 if nothing else 1.0)


# -- drawing ---------------------------------------------------------------------------------------


def test_a_drag_of_lambda_draws_nothing_anew(stage):
    stage.pin()
    watched = (stage.bar, stage.classes, stage.panel.reading, stage.panel.caption, stage.panel)
    paints = [Counter(widget, QEvent.Type.Paint) for widget in watched]
    for strength in (0.02, 0.03, 0.5):
        stage.edit(edits.set_strength(strength))
    assert [counter.count for counter in paints] == [0] * len(watched)
    stage.edit(edits.set_score(0, 1, 1.0))
    assert all(counter.count for counter in paints[:4])


def test_words_and_sizes_follow_the_language_and_the_window(stage):
    stage.panel.setFixedSize(311, 300)
    set_language("ko")
    stage.look.fit(1280, 720)
    stage.look.speak()
    stage.settle()
    assert stage.lines[0] == "비중이 가장 큰 예제: 개구리 사진 (74.4%)"
    assert stage.bar.height() == stage.look.px(64) + stage.look.px(14)
    assert stage.panel.meaning.geometry().bottom() <= stage.panel.body.height()


def test_everything_interactive_has_a_name(stage):
    for widget in (stage.bar, stage.classes, stage.panel.reduction):
        assert widget.objectName()
        assert widget.accessibleName()
    assert stage.bar.accessibleDescription() == "frog photo: 74 %, cat photo: 25 %, car photo: 1 %"


def test_a_long_name_gives_way_to_what_the_caption_says(qtbot):
    state = replace(model_state(3), examples=("x" * 200, "photo"))
    stage = Carriers(qtbot, state)
    caption = stage.panel.caption.fitted()[0].text
    assert caption.startswith("xx")
    assert caption.endswith("…: probability by wrong class")
