"""The four cards on the lecture's examples: every text against the lecture's numbers."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from core import edits
from core.evaluation import evaluate
from core.losses.hinge import Hinge
from core.settings import LossSettings
from gui.charts.bars.layout import MORE
from gui.charts.bars.paint import paint_bars
from gui.look.theme import Look, Mode
from gui.losses.sum_parts import sum_parts
from gui.panels.shown import shown_classes
from gui.panels.stages import StagesPanel
from gui.session import Session
from gui.words import numbers
from gui.words.translation import set_language
from tests.gui.hand import Heard, key, model_state, score_state
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.window_hand import (
    Hand,
    Key,
    part,
    scenario,
    settle,
    show_in_room,
    tip_at,
    undo_labels,
)
from tests.sweeps import sampled

CHARTS = ("stage.scores", "stage.second", "stage.third")
HINGE = LossSettings(active="hinge")


class Stand:
    """The cards in a window of their own."""

    def __init__(self, qtbot, state=None, scale=1.0):
        self.session = Session(state or scenario())
        self.look = Look(scale)
        self.panel = StagesPanel(self.look, self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        width, height = self.look.px(1480), self.look.px(440)
        self.window = show_in_room(qtbot, self.panel, width, height, room=40)
        self.hand = Hand(self.window)

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()
        return self

    def chart(self, name):
        return part(self.panel, name)

    def texts(self, name):
        return [bar.text for bar in self.chart(name).bars]

    def names(self, name="stage.scores"):
        return [bar.name for bar in self.chart(name).bars]

    def label(self, name):
        return part(self.panel, name, QLabel).text()

    def headings(self):
        return [self.label(f"stage.card.{number}.heading") for number in range(4)]

    def placed(self, name, index):
        placed = self.chart(name).layout_now.placed
        return next(one for one in placed if one.bar.key == index)

    def end(self, name, index):
        one = self.placed(name, index)
        return (one.end + (one.body.center() - one.end) * 0.2).toPoint()

    def loss_texts(self):
        plot = part(self.panel, "stage.minus_log.plot")
        return [thing.text for thing in plot._overlay() if hasattr(thing, "text")]

    def sum(self):
        """The large number and the sentence under it."""
        return tuple(part(self.panel, "stage.sum").accessibleName().split(", ", 1))


@pytest.fixture
def stand(kept_stand):
    return kept_stand(Stand)


@pytest.fixture
def svm(stand):
    return stand.edit(edits.choose_loss("hinge"))


# Softmax


def test_softmax_goes_from_scores_over_exponentials_and_probabilities_to_the_loss(stand):
    assert stand.headings() == ["Scores", "exp", "Normalize", "−ln p(correct)"]
    assert stand.texts("stage.scores") == ["3.2", "5.1", "−1.7"]
    assert stand.texts("stage.second") == ["24.5", "164.0", "0.18"]
    assert stand.texts("stage.third") == ["0.13", "0.87", "0.001"]
    assert stand.loss_texts() == ["2.04", "p = 0.13"]
    assert part(stand.panel, "stage.minus_log.plot").isVisible()
    assert not part(stand.panel, "stage.sum").isVisible()


def test_the_correct_class_is_marked_in_every_chart(stand):
    for name in CHARTS:
        assert [bar.strong for bar in stand.chart(name).bars] == [True, False, False]
    stand.edit(edits.set_label(0, 2))
    for name in CHARTS:
        assert [bar.strong for bar in stand.chart(name).bars] == [False, False, True]
    # −ln 0.0009679 = 6.9404
    assert stand.loss_texts()[0] == "6.94"


def test_another_example_shows_its_own_numbers(stand):
    stand.edit(edits.choose_example(2))
    assert stand.texts("stage.scores") == ["2.2", "2.5", "−3.1"]
    assert stand.loss_texts()[0] == "6.16"


def test_hovering_gives_the_exact_value(stand):
    at = stand.end("stage.third", 1)
    stand.hand.hover(stand.chart("stage.third"), at)
    name, value = tip_at(stand.chart("stage.third"), at).split(": ")
    assert name == "car"
    # To the nine digits of the lecture's table.
    assert float(value) == pytest.approx(0.8690495, abs=5e-8)
    assert len(value) > 15


def test_probabilities_are_drawn_against_one(stand):
    assert stand.chart("stage.third").range == (0.0, 1.0)


def test_scores_too_large_for_exp_are_shifted_and_the_card_says_so(qtbot):
    stand = Stand(qtbot, scenario("big-scores"))
    # e^123 = 2.6·10⁵³, e^456 = 1.1·10¹⁹⁸; e^789 = 10^342.66 = 4.6·10³⁴² is beyond float64.
    assert stand.texts("stage.second") == ["2.6×10⁵³", "1.1×10¹⁹⁸", "4.6×10³⁴²"]
    assert stand.label("stage.card.1.hint") == "bars show the ratios"
    assert stand.chart("stage.second").bars[2].value == 1.0
    assert stand.loss_texts()[0] == "666.00"


# SVM


def test_the_svm_goes_from_scores_over_margins_and_hinges_to_the_sum(svm):
    assert svm.headings() == ["Scores", "Margin", "max(0, ·)", "Sum"]
    assert svm.texts("stage.scores") == ["3.2", "5.1", "−1.7"]
    assert svm.texts("stage.second") == ["—", "2.9", "−3.9"]
    assert svm.texts("stage.third") == ["—", "2.9", "0"]
    assert svm.sum() == ("2.90", "2.9 (car) + 0 (frog)")
    assert part(svm.panel, "stage.sum").isVisible()
    assert not part(svm.panel, "stage.minus_log.plot").isVisible()


def test_the_dashed_line_stands_a_margin_below_the_correct_score(svm):
    threshold = svm.chart("stage.scores").threshold
    assert threshold.value == pytest.approx(2.2)
    assert threshold.text == "s(cat) − Δ = 2.2"
    svm.edit(edits.set_margin(2.5))
    assert svm.chart("stage.scores").threshold.text == "s(cat) − Δ = 0.7"
    svm.edit(edits.choose_loss("softmax"))
    assert svm.chart("stage.scores").threshold is None


def test_the_class_that_is_not_counted_says_so(svm):
    at = svm.placed("stage.second", 0).name.center().toPoint()
    svm.hand.hover(svm.chart("stage.second"), at)
    assert tip_at(svm.chart("stage.second"), at) == "The correct class is not in the sum"


def test_a_wide_margin_costs_eight(qtbot):
    stand = Stand(qtbot, scenario("wide-margin"))
    assert stand.texts("stage.second") == ["—", "−10", "8"]
    assert stand.sum() == ("8.00", "0 (class 1) + 8 (class 2)")
    stand.edit(edits.set_loss_switch("squared", True))
    assert stand.sum()[0] == "64.00"
    stand.edit(edits.set_loss_switch("squared", False), edits.set_margin(1.0))
    assert stand.sum()[0] == "0.00"


def test_squared(svm):
    svm.edit(edits.set_loss_switch("squared", True))
    assert svm.headings()[2] == "max(0, ·)²"
    assert svm.texts("stage.third") == ["—", "8.41", "0"]
    assert svm.sum() == ("8.41", "8.41 (car) + 0 (frog)")


def test_averaged(svm):
    svm.edit(edits.choose_divisor("wrong"))
    assert svm.headings()[3] == "Mean"
    assert svm.sum() == ("1.45", "1.45 (car) + 0 (frog)")


def test_the_correct_class_included(svm):
    svm.edit(edits.set_loss_switch("include_correct_class", True))
    assert svm.texts("stage.second") == ["1", "2.9", "−3.9"]
    assert svm.texts("stage.third") == ["1", "2.9", "0"]
    assert svm.sum() == ("3.90", "1 (cat) + 2.9 (car) + 0 (frog)")
    assert "every class" in svm.label("stage.card.1.hint")


def test_all_variants_together(svm):
    for switch in ("squared", "include_correct_class"):
        svm.edit(edits.set_loss_switch(switch, True))
    svm.edit(edits.choose_divisor("all"))
    # (1 + 8.41 + 0) / 3; what is written of the parts makes 3.13
    assert svm.sum() == ("3.14", "≈ 0.33 (cat) + 2.8 (car) + 0 (frog)")


def test_a_name_is_text_and_not_markup(svm):
    svm.edit(edits.rename_class(0, "<b>x</b>"))
    assert "&lt;b&gt;x&lt;/b&gt;" in svm.label("stage.card.1.hint")


# Many classes


def test_two_classes_are_two_columns(qtbot):
    stand = Stand(qtbot, score_state([(1.0, 0.0)]))
    assert len(stand.texts("stage.scores")) == 2
    assert not stand.chart("stage.scores").layout_now.rows
    # 1 / (1 + e⁻¹) = 0.731
    assert stand.texts("stage.third") == ["0.73", "0.27"]


def test_ten_classes_are_ten_rows_and_all_there(qtbot):
    stand = Stand(qtbot, scenario("initialization"))
    for name in CHARTS:
        assert len(stand.chart(name).bars) == 10
        assert stand.chart(name).layout_now.rows
    assert stand.texts("stage.third") == ["0.10"] * 10
    assert stand.loss_texts()[0] == "2.30"
    stand.edit(edits.choose_loss("hinge"))
    assert stand.sum()[0] == "9.00"
    # Nine margins of exactly 1.
    assert stand.sum()[1].startswith("1 (class 1) + 1 (class 2) + ")
    assert stand.sum()[1].endswith(" + 1 (class 9)")


FIFTY = [((index * 37) % 50) / 10.0 for index in range(50)]
"""The scores 0 to 4.9 in a mixed order; class 0 scores 0, class 27 (27 · 37 = 999) 4.9."""


@pytest.fixture
def fifty(kept_stand):
    return kept_stand(Stand, score_state([FIFTY]))


def test_of_fifty_classes_only_those_that_are_shown_are_written(fifty, monkeypatch):
    written = []
    exp_text = numbers.exp_text

    def noting(score):
        written.append(score)
        return exp_text(score)

    monkeypatch.setattr("gui.panels.stages.numbers.exp_text", noting)
    fifty.edit(edits.set_score(0, 1, 0.5))
    assert len(written) == 9


def test_of_fifty_classes_ten_bars_are_shown_and_the_last_says_how_many_more(fifty):
    for name in CHARTS:
        bars = fifty.chart(name).bars
        assert len(bars) == 10
        assert bars[-1].key == MORE
        assert bars[-1].name == "41 more"
    highest = sorted(range(50), key=lambda index: -FIFTY[index])[:8]
    # The correct class is the lowest of all and is there nevertheless.
    assert sorted(bar.key for bar in fifty.chart("stage.scores").bars[:-1]) == sorted([0, *highest])


def test_the_bar_of_the_rest_says_what_it_stands_for(fifty):
    rest = [fifty.chart(name).bars[-1] for name in CHARTS]
    # Left out are the classes that score 0.1 to 4.1; those shown 0 and 4.2 to 4.9.
    assert rest[0].value == 4.1
    assert rest[0].exact == "41 more classes, at most 4.1"
    ratio = 2.718281828459045**0.1
    left = sum(ratio**tenths for tenths in range(1, 42))
    assert rest[1].value == pytest.approx(left, rel=1e-12)
    shown = 1 + sum(ratio**tenths for tenths in range(42, 50))
    assert rest[2].value == pytest.approx(left / (left + shown), rel=1e-12)
    assert rest[2].exact.startswith("41 more classes, together 0.")


def test_the_sum_of_fifty_classes_names_the_largest_parts_and_the_rest(fifty):
    fifty.edit(edits.choose_loss("hinge"))
    # Every wrong class costs s + 1: 49 + 0.1 · (1 + … + 49) = 171.5.
    text, sentence = fifty.sum()
    assert text == "171.50"
    assert sentence.count(" + ") == 12
    # Less the twelve largest, 5.9 to 4.8.
    assert sentence.endswith("107.3 from the 37 smallest")


def test_the_parts_of_the_sum_stand_in_the_order_of_its_words(qtbot, fifty):
    few = Stand(qtbot, score_state([[3.2, 4.0, 5.1, 4.5]]))
    few.edit(edits.choose_loss("hinge"))
    view = part(few.panel, "stage.sum")
    assert view.fitted()[0].replace("\u00a0", " ").startswith("1.8 (class 1) + 2.9 (class 2)")
    assert [share.key for share, _ in view.parts()] == [1, 2, 3]
    fifty.edit(edits.choose_loss("hinge"))
    *parts, (rest, _) = part(fifty.panel, "stage.sum").parts()
    keys = [share.key for share, _ in parts]
    assert len(keys) == 12
    assert keys == sorted(keys)
    # The others are a part as well, as long as what they add: 171.5 less 5.9 … 4.8.
    assert (rest.key, rest.name) == (None, "38 more")
    assert rest.value == pytest.approx(107.3)


def test_the_part_of_the_rest_is_told_without_float_noise(qapp):
    set_language("en")
    # Three times 0.6 is 1.7999999999999998 in float64.
    found = evaluate(score_state([[0.0, *(12 * [5.0]), *(3 * [-0.4])]]))
    parts = found.example.stages(Hinge).contributions
    rest = sum_parts(found, "hinge", parts, np.arange(1, 16))[1][-1]
    assert rest.exact == "4 more: 1.8"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_class_called_3_stands_apart_from_its_figure(qtbot, language):
    """It read "2.9 from 3 + 0 from 1", and in Korean "3 2.9"."""
    set_language(language)
    stand = Stand(qtbot, replace(score_state(), classes=("8", "3", "1")))
    stand.edit(edits.choose_loss("hinge"))
    assert stand.sum()[1] == "2.9 (3) + 0 (1)"


def test_the_chosen_score_is_among_those_shown(fifty):
    low = FIFTY.index(0.3)
    assert low not in [bar.key for bar in fifty.chart("stage.scores").bars]
    fifty.edit(edits.choose_score(low))
    assert low in [bar.key for bar in fifty.chart("stage.scores").bars]
    assert len(fifty.chart("stage.scores").bars) == 10


def test_which_classes_are_shown_holds_while_one_is_dragged(fifty):
    before = fifty.names()
    top = FIFTY.index(4.9)
    fifty.edit(edits.choose_score(top))
    start = fifty.end("stage.scores", top)
    fifty.hand.press(fifty.chart("stage.scores"), start)
    fifty.hand.move(fifty.chart("stage.scores"), start - QPoint(150, 0))
    assert fifty.session.evaluation.example.scores[top] < 4.1
    assert fifty.names() == before
    fifty.hand.release(fifty.chart("stage.scores"), start - QPoint(150, 0))


@pytest.mark.parametrize("count", [2, 3, 10])
def test_up_to_ten_classes_are_all_shown(count):
    assert shown_classes(np.zeros(count), 0, 0) == tuple(range(count))


# Hands on


def test_dragging_a_score_s_bar_is_one_step_and_the_price_is_felt_in_every_card(stand):
    before = stand.session.state
    placed = stand.placed("stage.scores", 0)
    unit = placed.body.height() / 3.2
    stand.hand.drag(
        stand.chart("stage.scores"), stand.end("stage.scores", 0), QPoint(0, -round(unit))
    )
    assert stand.texts("stage.scores")[0] == "4.2"
    assert stand.texts("stage.second")[0] == "66.7"  # e^4.2
    assert undo_labels(stand.session) == ["set_score"]
    assert stand.session.state == before
    assert stand.texts("stage.scores")[0] == "3.2"


def test_the_scores_scale_holds_during_a_drag_and_settles_after_it(stand):
    chart = stand.chart("stage.scores")
    start = stand.end("stage.scores", 0)
    held = chart.range
    stand.hand.press(chart, start)
    stand.hand.move(chart, start - QPoint(0, 300))
    assert stand.session.evaluation.example.scores[0] > held[1]
    assert chart.range == held
    stand.hand.release(chart, start - QPoint(0, 300))
    assert chart.range[1] == pytest.approx(stand.session.evaluation.example.scores[0])


def test_a_score_moved_from_elsewhere_is_drawn_as_long_as_it_is(stand):
    """Under a held scale 6.1 stood no higher than 3.2."""
    chart = stand.chart("stage.scores")
    stand.session.begin()
    assert stand.session.preview(edits.set_score(0, 0, 12.0))
    settle()
    assert chart.range[1] == pytest.approx(12.0)
    heights = [one.body.height() for one in chart.layout_now.placed]
    assert heights[0] / heights[1] == pytest.approx(12.0 / 5.1, rel=0.02)
    assert stand.session.preview(edits.set_score(0, 0, 1.0))
    settle()
    assert chart.range[1] == pytest.approx(12.0)
    stand.session.commit()


def test_the_other_scales_only_grow_during_a_drag(stand):
    """Bars of the later stages that jump while one is dragged tell nothing."""
    chart, second = stand.chart("stage.scores"), stand.chart("stage.second")
    start = stand.end("stage.scores", 1)
    stand.edit(edits.choose_score(1))
    held = second.range[1]
    stand.hand.press(chart, start)
    stand.hand.move(chart, start + QPoint(0, 60))
    assert second.range[1] == held
    stand.hand.move(chart, start - QPoint(0, 60))
    assert second.range[1] > held
    stand.hand.release(chart, start - QPoint(0, 60))


def test_the_keyboard_moves_the_chosen_score(stand):
    chart = stand.chart("stage.scores")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key(chart, Key.Key_Right)
    key(chart, Key.Key_Up, repeats=3)
    assert stand.session.state.view.score == 1
    assert stand.texts("stage.scores")[1] == "5.5"
    assert undo_labels(stand.session) == ["set_score", "choose_score"]


def test_clicking_a_bar_of_the_scores_chooses_it_for_the_curve(stand):
    stand.hand.click(stand.chart("stage.scores"), stand.end("stage.scores", 2))
    assert stand.session.state.view.score == 2
    assert undo_labels(stand.session) == ["choose_score"]


def test_clicking_the_chosen_bar_changes_nothing(stand):
    before = stand.session.state
    stand.hand.click(stand.chart("stage.scores"), stand.end("stage.scores", 0))
    assert stand.session.state is before


def test_escape_gives_the_score_back(stand):
    chart = stand.chart("stage.scores")
    start = stand.end("stage.scores", 0)
    stand.hand.press(chart, start)
    stand.hand.move(chart, start - QPoint(0, 60))
    assert stand.texts("stage.scores")[0] != "3.2"
    QTest.keyClick(chart, Key.Key_Escape)
    settle()
    assert stand.texts("stage.scores")[0] == "3.2"
    stand.hand.release(chart, start - QPoint(0, 60))
    assert undo_labels(stand.session) == []


def test_the_later_stages_cannot_be_dragged(stand):
    before = stand.session.state
    for name in CHARTS[1:]:
        stand.hand.drag(stand.chart(name), stand.end(name, 1), QPoint(0, 50))
    assert stand.session.state is before


def test_pointing_at_a_bar_is_told_and_lights_the_class_in_the_other_charts(stand):
    heard = Heard(stand.panel, "class_hovered")
    for name in CHARTS:
        stand.hand.hover(stand.chart(name), stand.end(name, 1))
        assert heard.values("class_hovered")[-1] == 1
        assert [stand.chart(other).highlight for other in CHARTS] == [1, 1, 1]
    stand.hand.hover(stand.window, QPoint(3, 3))
    assert heard.values("class_hovered")[-1] is None
    assert [stand.chart(other).highlight for other in CHARTS] == [None] * 3


def test_a_highlight_lights_the_class_in_every_chart(svm):
    plain = [svm.chart(name).grab().toImage() for name in (*CHARTS, "stage.sum")]
    svm.panel.set_highlight(1)
    lit = [svm.chart(name).grab().toImage() for name in (*CHARTS, "stage.sum")]
    for name, before, after in zip((*CHARTS, "stage.sum"), plain, lit, strict=True):
        assert before != after, name
    svm.panel.set_highlight(None)
    assert [svm.chart(name).grab().toImage() for name in (*CHARTS, "stage.sum")] == plain


# The push


def test_the_push_is_shown_on_request_and_its_numbers_are_p_minus_one_hot(stand):
    box = part(stand.panel, "stage.push")
    assert stand.chart("stage.scores").pushes is None
    stand.hand.click(box)
    assert undo_labels(stand.session) == ["show_gradient"]
    assert not box.isChecked()
    assert stand.chart("stage.scores").pushes is None
    stand.edit(edits.compare_losses(False))
    stand.hand.click(box)
    assert pushes(stand) == [pytest.approx([0.8700175, -0.8690495, -0.0009679], abs=5e-8)]
    bars = stand.chart("stage.scores").bars
    assert [bar.pushes[0].text for bar in bars] == ["+0.87", "−0.87", "−0.001"]
    assert "softmax pushes (−∂L/∂s): −0.869" in bars[1].exact


def pushes(stand):
    """What pushes each class, loss by loss."""
    bars = stand.chart("stage.scores").bars
    return [
        list(each) for each in zip(*[[p.value for p in bar.pushes] for bar in bars], strict=True)
    ]


SQUARED = edits.set_loss_switch("squared", True)


@pytest.mark.parametrize(
    ("made", "cat", "frog"),
    [
        # Each wrong class that costs is pushed down by 1, the correct one up by their number.
        ((edits.choose_loss("hinge"),), [1, -1, 0], [-1, -1, 2]),
        # Twice the margins: 2 · 2.9; 2 · 6.3, 2 · 6.6 and their sum.
        ((edits.choose_loss("hinge"), SQUARED), [5.8, -5.8, 0], [-12.6, -13.2, 25.8]),
        # The largest margin alone.
        ((edits.choose_loss("crammer_singer"),), [1, -1, 0], [0, -1, 1]),
        # Each class by itself: below Δ if correct, above −Δ if not.
        ((edits.choose_loss("one_vs_rest"),), [0, -1, 0], [-1, -1, 1]),
    ],
)
def test_an_svm_s_push_counts_what_costs(stand, made, cat, frog):
    stand.edit(*made, edits.compare_losses(False), edits.show_gradient(True))
    assert pushes(stand) == [pytest.approx(cat)]
    stand.edit(edits.choose_example(2))
    assert pushes(stand) == [pytest.approx(frog)]


def test_svm_is_satisfied_and_softmax_never_is_side_by_side(stand):
    """The car photo: every margin is met; softmax still pushes by 1 − p of the correct class."""
    stand.edit(edits.choose_example(1), edits.show_gradient(True))
    softmax, svm = pushes(stand)
    assert svm == [0, 0, 0]
    # p from 1.3, 4.9, 2.0 by hand: e^−3.6 and e^−2.9 over 1 + e^−3.6 + e^−2.9.
    rest = 0.0273237224 + 0.0550232201
    expected = [-0.0273237224 / (1 + rest), rest / (1 + rest), -0.0550232201 / (1 + rest)]
    assert softmax == pytest.approx(expected, abs=1e-9)
    chart = stand.chart("stage.scores")
    assert [by.words[0] for by in chart.pushes.by] == ["softmax", "SVM: satisfied"]
    assert [by.strong for by in chart.pushes.by] == [True, False]
    assert [bar.pushes[1].text for bar in chart.bars] == ["0", "0", "0"]
    assert "SVM pushes (−∂L/∂s): 0" in chart.said()


def test_a_push_of_nearly_one_does_not_read_as_one(stand):
    stand.edit(edits.choose_example(2), edits.show_gradient(True))
    frog = stand.chart("stage.scores").bars[2]
    assert [push.text for push in frog.pushes] == ["+0.998", "+2"]


def test_the_classes_left_out_are_pushed_together_so_that_all_pushes_make_nothing(qtbot):
    stand = Stand(qtbot, score_state((range(40),)))
    stand.edit(edits.show_gradient(True))
    assert stand.chart("stage.scores").bars[-1].key == MORE
    for values in pushes(stand):
        assert sum(values) == pytest.approx(0, abs=1e-12)
        assert values[-1] < 0


def test_the_axis_of_the_push_only_grows_in_a_gesture(stand):
    stand.edit(edits.choose_loss("hinge"), SQUARED, edits.show_gradient(True))
    chart = stand.chart("stage.scores")
    before = chart.pushes.high
    chart.began.emit()
    chart.moved.emit((1, 2.3))
    settle()
    assert pushes(stand)[1] == pytest.approx([0.2, -0.2, 0])
    assert chart.pushes.high == before
    chart.ended.emit()
    settle()
    assert chart.pushes.high == 1.0


def test_the_push_can_be_switched_by_the_keyboard(stand):
    box = part(stand.panel, "stage.push")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Key.Key_Space)
    settle()
    assert stand.session.state.view.gradient_arrows


# Any numbers


ROWS = (
    (0.0, 0.0, 0.0),
    (1e300, -1e300, 0.0),
    (-800.0, -900.0, -1000.0),
    (-1e300, -1e300, -1e300),
    (5e-324, 0.0, -5e-324),
)


@pytest.mark.parametrize(("active", "row"), sampled(product(["softmax", "hinge"], ROWS), every=2))
def test_every_score_is_shown_without_a_warning(qtbot, active, row):
    stand = Stand(qtbot, score_state([row]), scale=2 / 3)
    if active == "hinge":
        stand.edit(edits.choose_loss(active))
    for name in CHARTS:
        assert stand.chart(name).grab().width() > 0
        assert not any("nan" in text or "inf" in text for text in stand.texts(name))
        assert "−0" not in stand.texts(name)


@pytest.mark.parametrize("count", sampled([2, 3, 5, 6, 10, 11, 200], every=3))
def test_any_number_of_classes_fits(qtbot, count):
    stand = Stand(qtbot, model_state(count), scale=2 / 3)
    stand.edit(edits.show_gradient(True))
    for active in ("softmax", "hinge"):
        if stand.session.state.loss.active != active:
            stand.edit(edits.choose_loss(active))
        for name in CHARTS:
            chart = stand.chart(name)
            assert len(chart.bars) == min(count, 10)
            inside = chart.rect().adjusted(-1, -1, 1, 1)
            for one in chart.layout_now.placed:
                for place in (one.slot, one.name):
                    assert inside.contains(place.toAlignedRect()), name
                assert one.body.top() >= -1


def test_nothing_is_edited_by_showing(stand):
    before = stand.session.state
    heard = Heard(stand.chart("stage.scores"), "began", "moved", "chosen")
    stand.panel.show_evaluation(stand.session.evaluation)
    settle()
    assert heard.said == []
    assert stand.session.state is before


def test_every_interactive_thing_has_a_name_a_tip_and_words_for_screen_readers(stand):
    for name in ("stage.scores", "stage.push"):
        widget = part(stand.panel, name, QWidget)
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_long_name_never_hides_the_tick_of_the_correct_class(qtbot):
    """Eleven rows leave a name little room; the tick at its end is what the colour also says."""
    short = Stand(qtbot, model_state(11))
    drawn = texts_painted(short)
    assert "class 0 ✓" in drawn
    short.edit(edits.rename_class(0, "a very long name of a class"))
    assert any("…" in text and text.endswith(" ✓") for text in texts_painted(short))


def texts_painted(stand):
    """What the first chart writes."""
    written = []

    class Pen(QPainter):
        def drawText(self, *args):
            written.append(args[-1])

    chart = part(stand.panel, "stage.scores")
    picture = QPixmap(chart.size())
    with Pen(picture) as pen:
        paint_bars(pen, chart.drawn(), None, None, None)
    return written


def test_a_screen_reader_is_told_every_bar_and_which_is_correct(stand):
    chart = part(stand.panel, "stage.scores")
    assert chart.accessibleDescription().split("\n") == ["cat: 3.2 ✓", "car: 5.1", "frog: −1.7"]
    stand.edit(edits.set_score(0, 2, 4.0))
    assert "frog: 4" in chart.accessibleDescription()
    plot = part(stand.panel, "stage.minus_log.plot")
    assert plot.accessibleDescription().startswith("p = 0.1")


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_in_a_hall_the_pushes_of_both_losses_on_a_class_stand_on_one_line(qtbot, loss):
    stand = Stand(qtbot, edits.choose_loss(loss).apply(scenario()))
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(1920, 640)
    stand.edit(edits.show_gradient(on=True))
    scores = part(stand.panel, "stage.scores")
    texts = [one for one in texts_of(stand.window) if one.widget is scores]
    tops = {one.words: round(one.area.bottom()) for one in texts}
    for softmax, svm in (("+0.87", "+1"), ("−0.87", "−1"), ("−0.001", "0")):
        assert abs(tops[softmax] - tops[svm]) <= 2
    assert overlapping(texts) == cut(texts) == []


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("size", [(1320, 455), (1980, 680)])
def test_in_a_hall_bars_stay_high_while_the_push_is_shown_below_them(qtbot, size, loss):
    stand = Stand(qtbot, edits.choose_loss(loss).apply(scenario()))
    stand.look.fit(*(1280, 720) if size[1] < 500 else (1920, 1080))
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(*size)
    stand.edit(edits.show_gradient(on=True))
    chart = part(stand.panel, "stage.scores")
    layout = chart.layout_now
    assert not layout.beside
    assert abs(layout.length) > 0.3 * chart.height()
    frog = layout.placed[2]
    assert frog.bar.value < 0
    assert frog.value.bottom() < layout.position(0.0) < frog.body.bottom() <= layout.foot
    texts = [one for one in texts_of(stand.window) if one.widget is chart]
    assert overlapping(texts) == cut(texts) == []


def test_in_a_hall_pushes_that_stand_one_over_the_other_touch_no_name(qtbot):
    stand = Stand(qtbot, edits.add_class("bird").apply(scenario()))
    stand.look.fit(1280, 720)
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(1320, 455)
    stand.edit(edits.show_gradient(on=True))
    chart = part(stand.panel, "stage.scores")
    layout = chart.layout_now
    assert abs(layout.length) > 0.2 * chart.height()
    texts = [one for one in texts_of(stand.window) if one.widget is chart]
    tops = {one.words: one.area.bottom() for one in texts}
    softmax = next(top for words, top in tops.items() if words.startswith("−0.8"))
    assert abs(softmax - tops["−1"]) > 10
    assert overlapping(texts) == []


@pytest.mark.parametrize("size", [(1320, 455), (1980, 680)])
def test_in_a_hall_the_lecture_s_classes_stand_in_one_line_in_korean_too(qtbot, size):
    set_language("ko")
    stand = Stand(qtbot, scenario())
    stand.look.fit(*(1280, 720) if size[1] < 500 else (1920, 1080))
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(*size)
    settle()
    for chart in CHARTS:
        texts = [one for one in texts_of(stand.window) if one.name == chart]
        names = [
            one for one in texts if one.words.strip("\u200a ✓") in {"고양이", "자동차", "개구리"}
        ]
        heights = [one.area.center().y() for one in names]
        assert len(names) == 3
        assert max(heights) - min(heights) < 8
        assert overlapping(texts) == cut(texts) == []


def test_in_a_hall_names_that_have_no_room_side_by_side_stand_in_two_lines_by_turns(qtbot):
    stand = Stand(qtbot, scenario("iris-petals"))
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(1920, 640)
    settle()
    for chart in CHARTS:
        texts = [one for one in texts_of(stand.window) if one.name == chart]
        tops = {one.words.strip(" ✓"): one.area.center().y() for one in texts}
        assert tops["versicolor"] > tops["setosa"] + 10
        assert tops["virginica"] < tops["versicolor"] - 10
        assert overlapping(texts) == cut(texts) == []
