"""The rail's sum: data loss, λ R(W), total."""

import numpy as np
import pytest

from core import edits
from core.settings import LossSettings, PenaltySettings
from gui.words.translation import set_language
from tests.gui.hand import default_state, move, press, release, score_state


def texts(rail):
    names = ("data.label", "data", "term.label", "term", "total.label", "total")
    return [rail.part(f"rail.totals.{name}").text() for name in names]


@pytest.mark.parametrize(
    ("active", "data", "total"), [("softmax", "2.76", "2.98"), ("hinge", "5.27", "5.49")]
)
def test_the_lectures_example_adds_up_as_in_the_lecture(bench, active, data, total):
    rail = bench(default_state(loss=LossSettings(active=active)))
    assert texts(rail) == [
        "Data loss, mean of 3",
        data,
        "λ R(W) = 0.01 × 22.39",
        "0.22",
        "Total L",
        total,
    ]


def test_tool_tips_give_every_digit(bench):
    rail = bench()
    evaluation = rail.session.evaluation
    assert rail.part("rail.totals.data").toolTip() == f"{evaluation.data_loss:.15g}"
    assert rail.part("rail.totals.total").toolTip() == f"{evaluation.total:.15g}"
    formula = rail.part("rail.totals.term.label").toolTip()
    assert formula == f"R(W) = Σw² = {evaluation.penalty:.15g}\nλ = 0.01"
    assert f"{evaluation.data_loss:.15g}" in rail.part("rail.totals.bar").toolTip()


def test_the_bar_shows_the_two_parts(bench):
    rail = bench()
    evaluation = rail.session.evaluation
    assert rail.part("rail.totals.bar").parts() == (
        (evaluation.data_loss, "loss_fill"),
        (evaluation.penalty_term, "penalty_fill"),
    )


def test_the_sums_follow_every_move_of_a_drag(bench):
    rail = bench()
    slider = rail.part("rail.class.0.slider")
    seen = set()
    press(slider, slider.thumb().x())
    for step in range(1, 6):
        move(slider, slider.thumb().x() - 10 * step)
        shown = rail.part("rail.totals.total").toolTip()
        assert shown == f"{rail.session.evaluation.total:.15g}"
        seen.add(shown)
    release(slider, 0)
    assert len(seen) > 3


@pytest.mark.parametrize(
    ("penalty", "formula"),
    [
        (PenaltySettings("none"), "No penalty"),
        (PenaltySettings("l1", 0.5), "λ R(W) = 0.5 × 13.00"),
        (PenaltySettings("l2", 0.01, half=True), "λ R(W) = 0.01 × ½ × 22.39"),
        (PenaltySettings("elastic_net", 0.01, half=True), "λ R(W) = 0.01 × 12.10 (½w²)"),
        (PenaltySettings("l2", 0.0), "λ R(W) = 0 × 22.39"),
    ],
)
def test_the_formula_says_what_is_computed(bench, penalty, formula):
    rail = bench(default_state(penalty=penalty))
    assert rail.part("rail.totals.term.label").text() == formula


def test_without_weights_there_is_no_penalty(bench):
    rail = bench(score_state())
    assert texts(rail)[2:4] == ["No weights, no penalty", "0.00"]


def test_parts_that_do_not_add_up_after_rounding_are_joined_by_about(bench):
    rail = bench(default_state(penalty=PenaltySettings("l2", 1e-4)))
    assert texts(rail)[1::2] == ["2.76", "0.002", "≈ 2.76"]


@pytest.mark.parametrize("strength", [0.0125, 1e-5, 123456.0, 1e12])
def test_the_largest_numbers_find_room(bench, strength):
    rail = bench(default_state(penalty=PenaltySettings("l2", strength)), 2 / 3)
    rail.session.edit(edits.set_score(0, 0, -98765.4321))
    rail.settle()
    for name in ("data.label", "data", "term.label", "term", "total.label", "total"):
        label = rail.part(f"rail.totals.{name}")
        assert label.text_width() <= label.width(), name


def test_a_million_examples_find_room(bench):
    rail = bench(score_state(np.tile([3.2, 5.1, -1.7], (1_000_000, 1))), 2 / 3)
    label = rail.part("rail.totals.data.label")
    assert label.text() == "Data loss, mean of 1,000,000"
    assert label.text_width() <= label.width()


def test_a_sum_of_the_losses_says_so(bench):
    rail = bench(default_state(loss=LossSettings(sum_over_examples=True)))
    assert texts(rail)[:2] == ["Data loss, sum of 3", "8.28"]
    assert rail.part("rail.totals.data.label").toolTip() == "Sum of the losses Lᵢ of all examples"
    set_language("ko")
    rail.look.speak()
    assert texts(rail)[0] == "데이터 손실, 3개 합"
    rail.session.edit(edits.set_loss_switch("sum_over_examples", False))
    rail.settle()
    assert texts(rail)[0] == "데이터 손실, 3개 평균"


def test_words_follow_the_language(bench):
    rail = bench()
    set_language("ko")
    rail.look.speak()
    assert texts(rail)[0] == "데이터 손실, 3개 평균"
    assert texts(rail)[4] == "전체 손실 L"
