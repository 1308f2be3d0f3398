"""Who pulls each weight: what is shown against slopes worked out here, and what a person can do."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from core import edits
from core.evaluation import evaluate
from core.settings import LossSettings
from gui.charts.tug.layout import Measures, Rope, lay_out
from gui.look.theme import Type
from gui.panels.tug import TugPanel
from gui.panels.tug_rows import AT_MOST, shown_weights
from gui.words.number_text import parse
from gui.words.translation import set_language
from tests.gui.hand import CTRL, Heard, key, score_state
from tests.gui.tug_hand import Stand, best, many, slope, with_penalty, with_weights
from tests.gui.window_hand import Counter, Key, scenario, settle, tip_at


def tug_of(owner, state, scale):
    return Tug(owner, TugPanel, state, scale)


@pytest.fixture
def stand(kept_stand):
    def opened(state=None, scale=1.0):
        return kept_stand(tug_of, state, scale)

    return opened


class Tug(Stand):
    """The panel and short ways to what it shows."""

    @property
    def chart(self):
        return self.part("tug.chart")

    @property
    def shown(self):
        return self.chart.shown

    @property
    def ropes(self):
        return {rope.key: rope for rope in self.shown.ropes}

    @property
    def foot(self):
        return self.part("tug.foot").text()

    @property
    def legend(self):
        return self.part("tug.legend").texts()

    def row(self, weight):
        """The middle of a weight's row."""
        placed = next(p for p in self.chart.layout_now.placed if p.rope.key == weight)
        return placed.slot.center()


@pytest.fixture
def zeros():
    """The lecture's scenario with W = 0 under L1."""
    state = with_weights(scenario(), np.zeros((3, 4)))
    return with_penalty(state, kind="l1", strength=0.2)


# -- the pulls ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "loss", [LossSettings(), LossSettings("hinge"), LossSettings("hinge", 2.0, True)]
)
@pytest.mark.parametrize("kind", ["l2", "l1", "elastic_net"])
def test_every_pull_is_the_slope_downwards(stand, loss, kind):
    state = with_penalty(replace(scenario(), loss=loss), kind=kind, strength=0.3, l1_share=0.25)
    tug = stand(state)
    assert len(tug.ropes) == 12
    for weight, rope in tug.ropes.items():
        data = -slope(state, weight, lambda e: e.data_loss)
        penalty = -slope(state, weight, lambda e: e.penalty_term)
        assert rope.data == pytest.approx(data, abs=1e-6)
        assert rope.penalty == pytest.approx(penalty, abs=1e-6)
        assert rope.net == pytest.approx(data + penalty, abs=2e-6)


def test_l2_pulls_twice_lambda_times_the_weight_towards_zero(stand):
    ropes = stand().ropes
    assert ropes[0, 0].penalty == pytest.approx(-0.0335)
    assert ropes[2, 1].penalty == pytest.approx(0.034)


def test_the_half_convention_halves_the_pull(stand):
    tug = stand()
    tug.edit(edits.set_half(True))
    assert tug.ropes[0, 0].penalty == pytest.approx(-0.01675)


def test_rows_carry_the_names_of_class_and_feature_in_the_order_of_w(stand):
    tug = stand()
    assert list(tug.ropes) == [(c, d) for c in range(3) for d in range(4)]
    assert [(rope.group, rope.name) for rope in tug.shown.ropes][4:6] == [
        ("car", "x₁"),
        ("car", "x₂"),
    ]
    tug.edit(edits.rename_feature(0, "ears"), edits.rename_class(1, "truck"))
    assert (tug.ropes[1, 0].group, tug.ropes[1, 0].name) == ("truck", "ears")


def test_every_edit_and_lambda_are_followed(stand):
    tug = stand()
    tug.edit(edits.set_strength(1.0))
    assert tug.ropes[0, 0].penalty == pytest.approx(-3.35)
    tug.edit(edits.set_weight(0, 0, -0.5))
    assert tug.ropes[0, 0].penalty == pytest.approx(1.0)
    expected = -slope(tug.state, (0, 0), lambda e: e.data_loss)
    assert tug.ropes[0, 0].data == pytest.approx(expected, abs=1e-6)


# -- the best W -----------------------------------------------------------------------------------


def test_far_from_the_best_w_the_foot_names_the_largest_net_pull(stand):
    assert stand().foot == "Not yet the best W: largest net pull 0.520, at W[car, x₂]."


def test_at_the_best_w_the_pulls_cancel(stand):
    tug = stand(best(with_penalty(scenario(), strength=0.05)))
    assert tug.foot == "The pulls cancel: this is the best W for this λ."
    for rope in tug.shown.ropes:
        assert rope.data == pytest.approx(-rope.penalty, abs=1e-9)
        assert rope.text == "0"


def test_close_to_the_best_w_the_foot_says_so(stand):
    state = best(with_penalty(scenario(), strength=0.05))
    tug = stand(with_weights(state, state.source.weights + 1e-4))
    assert tug.foot.startswith("Close to the best W: ")


def test_the_corners_of_the_hinge_are_not_called_far_from_the_best_w(stand):
    tug = stand(replace(scenario(), loss=LossSettings("hinge")))
    assert tug.foot.startswith("The pulls do not cancel: ")
    assert "corners" in tug.part("tug.foot").toolTip()


def test_where_nothing_pulls_the_foot_says_that_the_data_loss_is_lowest(stand):
    state = with_penalty(replace(scenario(), loss=LossSettings("hinge")), strength=0.0)
    # The three inputs are orthogonal: each gives its own class 40 and the others 0.
    state = with_weights(state, 10 * state.source.features)
    assert evaluate(state).data_loss == 0
    tug = stand(state)
    assert tug.foot == "Nothing pulls: no other W has a lower data loss."
    assert {rope.text for rope in tug.shown.ropes} == {"0"}


# -- weights at 0 ---------------------------------------------------------------------------------


def test_l1_holds_weights_at_zero_inside_the_band(stand, zeros):
    tug = stand(zeros)
    assert tug.shown.band == 0.2
    assert tug.shown.heads[3] == "±λ"
    # By hand: with W = 0 all probabilities are 1/3, and x₁ is 1 in all three examples.
    assert tug.ropes[0, 0].data == pytest.approx(0, abs=1e-15)
    assert tug.ropes[0, 0].text == "held at 0"
    # The cat's x₄ is 1, the car's and the frog's −1: (2/3 + 1/3 + 1/3) / 3 = 4/9 > 0.2.
    assert tug.ropes[0, 3].data == pytest.approx(4 / 9)
    assert not tug.ropes[0, 3].held
    assert tug.ropes[0, 3].net == pytest.approx(4 / 9 - 0.2)


def test_a_held_weight_is_answered_with_just_the_force_of_the_data(stand):
    tug = stand(best(with_penalty(scenario(), kind="l1", strength=0.1)))
    held = [rope for rope in tug.shown.ropes if rope.held]
    assert len(held) == int((tug.state.source.weights == 0).sum()) == 9
    assert all(abs(rope.data) <= 0.1 and rope.penalty == -rope.data for rope in held)
    free = [rope for rope in tug.shown.ropes if not rope.held]
    assert [abs(rope.data) for rope in free] == pytest.approx([0.1] * 3, abs=1e-8)
    assert tug.foot == "The pulls cancel, 9 held at 0: the best W for this λ."


def test_the_band_follows_lambda_and_lets_go(stand, zeros):
    tug = stand(zeros)
    tug.edit(edits.set_strength(0.5))
    assert all(rope.held for rope in tug.shown.ropes)
    tug.edit(edits.set_strength(0.3))
    assert not tug.ropes[0, 3].held


def test_the_band_of_the_elastic_net_is_its_share_of_lambda(stand, zeros):
    tug = stand(with_penalty(zeros, kind="elastic_net", l1_share=0.25))
    assert tug.shown.band == pytest.approx(0.05)
    assert tug.shown.heads[3] == "±λρ"


@pytest.mark.parametrize("kind", ["l2", "none"])
def test_without_an_l1_part_there_is_no_band_and_nothing_is_held(stand, zeros, kind):
    tug = stand(with_penalty(zeros, kind=kind))
    assert tug.shown.band == 0
    assert not any(rope.held for rope in tug.shown.ropes)


def test_the_band_is_shaded_and_its_tip_says_what_holds(stand, zeros):
    tug = stand(zeros)
    picture = tug.chart.grab().toImage()
    layout = tug.chart.layout_now
    row = tug.row((0, 0))
    inside = QPoint(round(layout.position(0.1)), round(row.y()))
    outside = QPoint(round(layout.position(0.22)), round(row.y()))
    assert picture.pixelColor(inside) != picture.pixelColor(outside)
    assert picture.pixelColor(outside) == tug.look.color("card")
    assert "answers any pull up to ±λ = 0.2" in tip_at(tug.chart, row)


# -- no penalty -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "none"}, "penalty: none, so no pull"),
        ({"strength": 0.0}, "penalty: no pull while λ = 0"),
    ],
)
def test_without_a_penalty_its_pull_is_said_to_be_none(stand, changes, words):
    tug = stand(with_penalty(scenario(), **changes))
    assert tug.legend[1] == words
    assert {rope.penalty for rope in tug.shown.ropes} == {0.0}
    assert all(rope.net == rope.data for rope in tug.shown.ropes)
    assert tug.shown.figures[1] == ""


def test_scores_alone_have_nothing_to_pull(stand):
    tug = stand(score_state())
    assert tug.shown.ropes == ()
    assert tug.foot == "Scores alone: there are no weights to pull."


# -- many weights ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "features", "rows", "more"),
    [(2, 1, 2, ""), (3, 4, 12, ""), (4, 4, 16, ""), (4, 6, 11, "13"), (10, 64, 11, "629")],
)
@pytest.mark.parametrize("scale", [1.0, 2 / 3])
def test_rows_stay_inside_and_the_rest_is_counted(stand, classes, features, rows, more, scale):
    tug = stand(many(classes, features), scale)
    layout = tug.chart.layout_now
    assert len(layout.placed) == rows
    assert tug.shown.more.startswith(more)
    assert bool(tug.shown.more) == bool(more)
    bottoms = [placed.slot.bottom() for placed in layout.placed]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] <= tug.chart.height() - (layout.more.height() if more else 0) + 1e-6
    ascent = tug.look.metrics(Type.SMALL).tightBoundingRect("0").height()
    assert min(placed.slot.height() for placed in layout.placed) > ascent


def test_the_weight_of_the_verdict_has_a_row_and_no_other_a_larger_net_pull(stand):
    tug = stand(scenario("digits"))
    net = np.abs(tug.session.evaluation.pulls.total)
    rows = [rope.key for rope in tug.shown.ropes]
    assert tuple(map(int, np.unravel_index(net.argmax(), net.shape))) in rows
    others = np.delete(net.ravel(), [c * net.shape[1] + d for c, d in rows])
    assert others.max() <= min(net[weight] for weight in rows)


def test_the_figures_of_the_rows_show_which_pull_is_the_largest(stand):
    """Of the digits eleven rows read −0.01."""
    tug = stand(scenario("digits"))
    net = tug.session.evaluation.pulls.total
    rows = sorted(tug.shown.ropes, key=lambda rope: -abs(net[rope.key]))
    sizes = [abs(parse(rope.text.lstrip("+"))) for rope in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(rows)
    for rope, size in zip(rows, sizes, strict=True):
        assert size == pytest.approx(abs(net[rope.key]), rel=0.01)
        assert (rope.text[0] == "−") == (net[rope.key] < 0)


def test_of_many_weights_those_pulled_hardest_are_shown():
    strain = np.arange(24.0).reshape(4, 6)
    strain[0, 2] = 99
    assert shown_weights(strain)[0] == (0, 2)
    assert shown_weights(strain)[1:] == tuple((n // 6, n % 6) for n in range(14, 24))
    assert len(shown_weights(strain[:, :4])) == AT_MOST


@pytest.mark.parametrize("scale", [1.0, 2 / 3])
def test_every_arrow_and_figure_stays_between_the_columns(stand, scale):
    for state in (scenario(), best(with_penalty(scenario(), kind="l1", strength=0.1)), many(2, 1)):
        tug = stand(state, scale)
        layout, shown = tug.chart.layout_now, tug.shown
        for rope in shown.ropes:
            for pull in (rope.data, rope.penalty, rope.net):
                assert layout.field.left() <= layout.position(pull) <= layout.field.right()
        for side, figure in zip(("data", "penalty"), shown.figures, strict=True):
            rope = shown.largest(side)
            if rope is not None:
                tip = layout.position(getattr(rope, side)) - layout.middle
                wide = tug.look.metrics(Type.SMALL).horizontalAdvance(figure)
                assert abs(tip) + tug.look.px(11) + wide <= layout.field.width() / 2 + 1


# -- during a drag --------------------------------------------------------------------------------


def test_the_axis_holds_during_a_drag_grows_if_it_must_and_settles_after(stand):
    tug = stand()
    before = tug.shown.limit
    tug.session.begin()
    tug.session.preview(edits.set_strength(0.0))
    settle()
    assert tug.shown.limit == before
    tug.session.preview(edits.set_strength(1.0))
    settle()
    assert tug.shown.limit >= 6.25
    tug.session.preview(edits.set_strength(0.01))
    settle()
    assert tug.shown.limit >= 6.25
    tug.session.commit()
    settle()
    assert tug.shown.limit == before


def test_the_choice_of_rows_holds_during_a_drag(stand):
    tug = stand(many(4, 6))
    before = list(tug.ropes)
    hidden = next((c, d) for c in range(4) for d in range(6) if (c, d) not in tug.ropes)
    tug.session.begin()
    tug.session.preview(edits.set_weight(*hidden, 500.0))
    settle()
    assert list(tug.ropes) == before
    tug.session.commit()
    settle()
    assert hidden in tug.ropes


def test_nothing_is_drawn_anew_where_nothing_has_changed(stand):
    tug = stand()
    paints = Counter(tug.chart, QEvent.Type.Paint)
    tug.edit(edits.choose_score(2))
    assert paints.count == 0
    tug.edit(edits.set_strength(0.5))
    assert paints.count == 1


# -- pointing and choosing ------------------------------------------------------------------------


def test_pointing_at_a_row_lights_its_weight_and_leaving_puts_it_out(stand):
    tug = stand()
    heard = Heard(tug.panel, "weight_hovered")
    tug.hand.hover(tug.chart, tug.row((1, 2)))
    tug.hand.hover(tug.chart, tug.row((2, 0)))
    tug.hand.hover(tug.window, QPoint(5, 5))
    assert heard.values("weight_hovered") == [(1, 2), (2, 0), None]


def test_a_weight_lit_elsewhere_lights_its_row_silently(stand):
    tug = stand()
    heard = Heard(tug.panel, "weight_hovered")
    at = tug.row((2, 3)).toPoint() + QPoint(0, 6)
    at.setX(round(tug.chart.layout_now.field.left()) - 3)
    dark = tug.chart.grab().toImage().pixelColor(at)
    tug.panel.set_highlight_weight((2, 3))
    assert tug.chart.grab().toImage().pixelColor(at) == tug.look.color("hover")
    tug.panel.set_highlight_weight(None)
    assert tug.chart.grab().toImage().pixelColor(at) == dark
    tug.panel.set_highlight_weight((9, 9))
    assert heard.said == []


def test_a_click_puts_the_weight_on_the_first_axis_of_the_landscape_unless_it_is_on_one(stand):
    tug = stand()
    tug.hand.click(tug.chart, tug.row((1, 2)))
    assert tug.state.view.pair == ((1, 2), (0, 1))
    tug.hand.click(tug.chart, tug.row((0, 1)))
    assert tug.state.view.pair == ((1, 2), (0, 1))
    tug.undo()
    assert tug.state.view.pair == ((0, 0), (0, 1))


def test_the_keyboard_walks_the_rows_lights_them_and_chooses(qtbot):
    tug = Tug(qtbot, TugPanel)
    tug.chart.clearFocus()
    heard = Heard(tug.panel, "weight_hovered")
    tug.chart.setFocus(Qt.FocusReason.TabFocusReason)
    for code in (Key.Key_Down, Key.Key_End, Key.Key_Down, Key.Key_Up):
        key(tug.chart, code)
    key(tug.chart, Key.Key_PageUp, CTRL)
    assert heard.values("weight_hovered") == [(0, 0), (0, 1), (2, 3), (2, 3), (2, 2), (1, 2)]
    assert tug.chart.accessibleDescription().startswith("W[car, x₃] = 1.875")
    key(tug.chart, Key.Key_Return)
    assert tug.state.view.pair[0] == (1, 2)
    key(tug.chart, Key.Key_Home)
    tug.chart.clearFocus()
    assert heard.values("weight_hovered")[-2:] == [(0, 0), None]


def test_keys_that_mean_nothing_here_go_on_to_the_window(stand):
    tug = stand()
    tug.chart.setFocus(Qt.FocusReason.TabFocusReason)
    before = tug.state
    QTest.keyClick(tug.chart, Key.Key_A)
    QTest.keyClick(tug.chart, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert tug.state is before


def test_the_tip_gives_every_digit_and_says_what_a_click_does(stand):
    tug = stand()
    rope = tug.ropes[0, 0]
    lines = tip_at(tug.chart, tug.row((0, 0))).split("\n")
    assert lines[0] == "W[cat, x₁] = 1.675"
    assert lines[1].endswith(f"{rope.data:.15g}")
    assert lines[2].endswith("−0.0335")
    assert lines[3].endswith(f"{rope.net:.15g}")
    assert lines[4] == "It is on an axis of Two weights"
    elsewhere = tip_at(tug.chart, tug.row((1, 2)))
    assert elsewhere.endswith("Click or Enter: put it on the → axis of Two weights")


def test_between_and_beyond_the_rows_there_is_no_tip(stand):
    tug = stand(many(2, 1))
    assert tip_at(tug.chart, tug.row((0, 0))) != ""
    heard = Heard(tug.panel, "weight_hovered")
    tug.hand.click(tug.chart, QPointF(tug.chart.width() / 2, tug.chart.height() - 1))
    assert heard.said == []


# -- words ----------------------------------------------------------------------------------------


def test_it_speaks_korean_when_asked(stand):
    tug = stand()
    set_language("ko")
    tug.look.speak()
    assert tug.part("tug.heading").text() == "각 가중치를 누가 당기나요?"
    assert tug.ropes[1, 0].group == "자동차"
    assert tug.foot == "아직 최적의 W가 아닙니다. 최대 알짜힘: W[자동차, x₂], 0.520"
    assert tug.chart.accessibleName() == "각 가중치를 당기는 힘"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scale", [1.0, 2 / 3])
def test_every_line_of_words_has_room(stand, language, scale):
    set_language(language)
    for state in (
        scenario(),
        best(with_penalty(scenario(), kind="l1", strength=0.1)),
        with_penalty(scenario(), strength=0.0),
    ):
        tug = stand(state, scale)
        foot = tug.part("tug.foot")
        assert foot.text_width() <= foot.width()
        hint = tug.part("tug.hint")
        assert hint.sizeHint().width() <= hint.width()
        names = tug.look.metrics(Type.SMALL)
        legend = tug.part("tug.legend")
        assert sum(map(names.horizontalAdvance, tug.legend)) < legend.width()


def test_huge_and_tiny_pulls_are_written_in_powers_of_ten(stand):
    state = with_weights(scenario(), np.full((3, 4), 1e50))
    tug = stand(with_penalty(state, strength=1e-60))
    assert tug.ropes[0, 0].penalty == pytest.approx(-2e-10)
    tug.edit(edits.set_strength(1.0))
    assert tug.ropes[0, 0].text == "−2.0×10⁵⁰"
    assert (
        tug.chart.layout_now.position(tug.ropes[0, 0].penalty) > tug.chart.layout_now.field.left()
    )


def test_in_a_low_chart_what_lies_between_the_rows_gives_way_before_their_lines_touch():
    line, gap = 12.0, 7.0
    rope = Rope((0, 0), "cat", "x₁", 1.0, -0.5, 0.5, "+0.50")
    ropes = tuple(replace(rope, key=(k, d)) for k in range(3) for d in range(4))
    measures = Measures(line, 30.0, 12.0, 40.0, 20.0, gap, 64.0)

    def height(of):
        return lay_out(ropes, QRectF(0, 0, 300, of), 1.0, measures, more=False).placed[0].slot

    # The heads, twelve lines, and three gaps of a fifth.
    assert height(13 * line + 3 * 0.2 * gap).height() == pytest.approx(line)
    assert height(13 * line + 3 * gap).height() == pytest.approx(line)
