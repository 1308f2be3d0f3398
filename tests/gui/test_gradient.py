"""Is the gradient right: what the card shows of it, and what a person can do there."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core import edits
from core.state import LinearModel, State
from gui.base.work import let_work_end
from gui.charts.cells.cells import Cell
from gui.charts.gradient.layout import lines_in
from gui.look.theme import Type
from gui.panels import gradient
from gui.panels.gradient import GradientPanel
from gui.panels.gradient_words import aligned, error_text
from gui.panels.tug_rows import OF_MANY
from gui.words.translation import set_language
from tests.gui.hand import CTRL, Heard, key, score_state, type_into
from tests.gui.painted import texts_of
from tests.gui.tug_hand import Stand, many
from tests.gui.window_hand import Hand, Key, open_window, part, scenario, settle, tip_at


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Gradient(qtbot, GradientPanel, state, scale)

    return opened


class Gradient(Stand):
    """The panel and short ways to what it shows."""

    @property
    def chart(self):
        return self.part("gradient.chart")

    @property
    def lines(self):
        return {line.key: line for line in self.chart.shown.lines}

    @property
    def foot(self):
        return self.part("gradient.foot").text()

    def place(self, entry):
        return self.chart.place_of(entry).center()


def at_a_kink():
    """Two classes, one example whose margin is just met, another that is far from it."""
    source = LinearModel(np.array([[8.0], [2.0]]), np.array([[0.5], [0.0]]), np.zeros(2))
    state = State("t", ("cat", "dog"), ("one", "two"), np.array([0, 0]), source)
    return edits.choose_loss("hinge").apply(edits.choose_penalty("none").apply(state))


def test_every_weight_and_bias_has_its_slope_and_the_difference_beside_it(stand):
    here = stand()
    assert list(here.lines) == [(c, d) for c in range(3) for d in range(5)]
    first, bias = here.lines[0, 0], here.lines[2, 4]
    # By PyTorch: -0.10653905055904853 and -0.31535847144461815.
    assert (first.group, first.name, first.figures[:2]) == ("cat", "x₁", ("−0.106539",) * 2)
    assert (bias.group, bias.name, bias.figures[:2]) == ("frog", "b", ("−0.315358",) * 2)
    assert first.figures[2] == "1.0×10⁻¹⁰"
    assert [line.key for line in here.lines.values() if line.worst] == [(0, 0)]
    assert here.foot == "Yes: largest relative error 1.0×10⁻¹⁰, at W[cat, x₁]."
    assert not any(line.bends for line in here.lines.values())


def test_the_tip_of_a_bias_says_what_pulls_at_it(stand):
    here = stand()
    lines = tip_at(here.chart, here.place((2, 4))).split("\n")
    assert lines[0] == "b[frog] = 0"
    assert lines[1].startswith("∂L/∂b, the gradient itself: −0.31535847144461")
    assert lines[2].startswith("pull −∂L/∂b of the data loss, a penalty has none: 0.31535847144461")


def test_a_step_over_a_kink_is_marked_with_its_class_and_said_at_the_foot(stand):
    here = stand(at_a_kink())
    line = here.lines[0, 0]
    assert line.figures == ("0", "−0.500000", "1.00")
    assert (line.kink, line.corner) == ("dog", False)
    assert here.foot.startswith("At W[cat, x₁], h crosses the kink of max(0, ·) of dog:")
    tip = tip_at(here.chart, here.place((0, 0)))
    assert "h crosses the kink of max(0, ·) of dog, in two" in tip
    assert "∂L/∂w, the gradient itself: 0" in tip
    here.edit(edits.set_score(1, 0, 3.0))
    assert not here.lines[0, 0].bends
    assert here.foot.startswith("Yes")


def test_the_corner_of_l1_is_marked_at_a_weight_of_0(stand):
    here = stand(edits.choose_penalty("l1").apply(edits.set_weight(0, 1, 0.0).apply(scenario())))
    assert [line.key for line in here.lines.values() if line.corner] == [(0, 1)]
    assert "h crosses w = 0, the corner of |w|" in tip_at(here.chart, here.place((0, 1)).toPoint())


def test_h_is_typed_or_stepped_and_no_edit(stand):
    here = stand()
    field = here.part("gradient.step")
    type_into(field, "0.5")
    assert here.foot.startswith("h is so large that L curves within it: relative error")
    key(field, Key.Key_Down)
    assert field.text() == "0.05"
    type_into(field, "1e-11")
    assert here.foot.startswith("h is so small that the difference is mostly rounding")
    type_into(field, "0")
    assert field.is_wrong()
    assert here.foot.startswith("h is so small")
    assert here.session.document.undo_label is None


def test_keys_walk_the_lines_and_ctrl_c_copies_all_digits(stand):
    here = stand()
    heard = Heard(here.panel, "weight_hovered", "bias_hovered")
    here.chart.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        key(here.chart, Key.Key_Down)
    assert here.chart.walked == (0, 4)
    assert heard.values("weight_hovered")[-2:] == [(0, 3), None]
    assert heard.values("bias_hovered")[-1] == 0
    key(here.chart, Key.Key_C, CTRL)
    rows = QGuiApplication.clipboard().text().splitlines()
    assert rows[0].split("\t")[:4] == ["class", "feature", "value", "gradient"]
    assert len(rows) == 16
    assert float(rows[1].split("\t")[3]) == pytest.approx(-0.10653905055904853, rel=1e-14)
    assert rows[5].split("\t")[:3] == ["cat", "", "0.0"]


def test_a_click_puts_a_weight_on_the_axis_of_the_landscape_but_no_bias(stand):
    here = stand()
    here.hand.click(here.chart, here.place((2, 3)).toPoint())
    settle()
    assert here.state.view.pair[0] == (2, 3)
    here.hand.click(here.chart, here.place((1, 4)).toPoint())
    settle()
    assert here.state.view.pair[0] == (2, 3)


def test_of_many_the_steepest_are_checked_and_those_on_the_axes(stand):
    here = stand(many(5, 8))
    assert len(here.lines) == OF_MANY
    assert set(here.state.view.pair) <= set(here.lines)
    assert here.chart.shown.more == "34 more are not checked"
    assert lines_in(100.0, 20.0) == 4
    assert lines_in(0.0, 20.0) == 2


def test_what_takes_long_is_checked_beside_the_window(stand, monkeypatch):
    monkeypatch.setattr(gradient, "AT_ONCE", 10)
    here = stand()
    let_work_end(10_000)
    settle()
    assert here.foot.startswith("Yes")
    here.edit(edits.set_weight(0, 0, 2.0))
    let_work_end(10_000)
    settle()
    assert here.lines[0, 0].figures[0] == here.lines[0, 0].figures[1] != "−0.106539"
    here.session.evaluation.pending = True
    here.panel.show_evaluation(here.session.evaluation)
    assert here.lines[0, 0].figures[1:] == ("…", "…")
    assert here.foot == "Checking…"


def test_what_was_not_checked_when_the_card_went_out_of_sight_is_when_it_is_back(
    stand, monkeypatch
):
    monkeypatch.setattr(gradient, "AT_ONCE", 10)
    here = stand()
    let_work_end(10_000)
    here.session.edit(edits.set_weight(0, 0, 2.0))
    here.session.flush()
    here.panel.hide()
    let_work_end(10_000)
    assert here.foot == "Checking…"
    here.panel.show()
    let_work_end(10_000)
    assert here.foot.startswith("Yes")


@pytest.mark.parametrize("scale", [0.5, 1.0])
def test_the_columns_stand_beside_each_other_with_their_heads(stand, scale):
    here = stand(at_a_kink(), scale)
    layout, shown = here.chart.layout_now, here.chart.shown
    ends = [place.left() for place in layout.heads] + [here.chart.width()]
    for left, right, head in zip(ends, ends[1:], shown.heads, strict=False):
        assert here.look.width(head, Type.SMALL) <= right - left
    for placed in layout.placed:
        for place, text in zip(placed.figures, placed.line.figures, strict=True):
            assert here.look.width(text, Type.LABEL) <= place.width()


def test_a_verdict_of_one_line_stands_on_the_line_of_the_field_of_h(stand):
    state = stand()
    window = state.panel.window()
    texts = {one.name: one.area for one in texts_of(window)}
    foot, h = texts["gradient.foot"], texts["gradient.step.label"]
    assert foot.height() < 1.3 * state.panel.look.metrics(Type.SMALL).height()
    assert foot.center().y() == pytest.approx(h.center().y(), abs=3)


def test_scores_alone_have_nothing_to_check(stand):
    here = stand(score_state([[1.0, 2.0]]))
    assert here.lines == {}
    assert here.foot == "Scores alone: there are no weights to pull."


def test_it_speaks_korean(stand):
    here = stand()
    set_language("ko")
    here.panel.apply_look()
    assert here.foot == "맞습니다. 최대 상대 오차: W[고양이, x₁], 1.0×10⁻¹⁰"
    assert here.lines[0, 0].group == "고양이"


def test_figures_of_a_column_have_one_number_of_decimals():
    assert aligned([1.5, -0.25, 0.0]) == ("1.50000", "−0.25000", "0")
    assert aligned([1234.5678, 0.00001]) == ("1234.57", "0")
    assert aligned([2.5e-7, 0.0]) == ("2.500×10⁻⁷", "0")
    assert aligned([-3e8]) == ("−3.000×10⁸",)
    assert aligned([]) == ()
    assert [error_text(error) for error in (0.0, 2.3e-10, 0.5)] == ["0", "2.3×10⁻¹⁰", "0.50"]


def test_the_card_takes_its_turn_and_lights_what_is_pointed_at(qtbot):
    window = open_window(qtbot, page="weights")
    hand, page = Hand(window), window.page
    hand.click(part(window, "weights.to_gradient"))
    settle()
    assert page.gradient.isVisible()
    assert window.session.document.place[1] == {"weights": "gradient"}
    grid, chart = part(window, "matrix.grid"), part(window, "gradient.chart")
    hand.hover(grid, grid.layout_now.rect(Cell("w", 1, 2)).center())
    assert chart.highlight == (1, 2)
    hand.hover(grid, grid.layout_now.rect(Cell("b", 1)).center())
    assert chart.highlight == (1, 4)
    hand.hover(chart, chart.place_of((0, 4)).center())
    assert grid.highlight == Cell("b", 0)
    hand.hover(chart, chart.place_of((2, 1)).center())
    assert grid.highlight == Cell("w", 2, 1)
    hand.click(part(window, "weights.gradient_to_comparison"))
    hand.click(part(window, "weights.comparison_to_gradient"))
    assert page.turns.card == "gradient"
    hand.click(part(window, "weights.gradient_to_tug"))
    assert page.tug.isVisible()
