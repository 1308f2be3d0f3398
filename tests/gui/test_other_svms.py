"""The largest violation alone, and one against the rest: every number worked out by hand."""

from dataclasses import replace

import pytest

from core import edits
from core.evaluation import evaluate
from core.settings import LossSettings
from gui.charts.formula.boxes import Target
from gui.formula.hints import tip
from gui.formula.writing import latex, plain
from gui.look.theme import Look
from gui.losses import display_of
from gui.panels.carrier_shares import class_shares
from gui.panels.losses_words import explanation, nothing_text
from gui.panels.what_if import WhatIfPanel
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.hand import default_state, score_state

# Cat 3.2, car 5.1, frog −1.7; the cat is right.


def found(key, state=None, **settings):
    """The evaluation of a document by one loss."""
    state = default_state() if state is None else state
    return evaluate(replace(state, loss=LossSettings(active=key, **settings)))


def stages(key, state=None, **settings):
    """Its four cards."""
    return display_of(key).stages(found(key, state, **settings), Look())


def formula(key, state=None, keep=None, **settings):
    """Its formula on one line."""
    return plain(display_of(key).formula(found(key, state, **settings), keep))


# The largest violation alone


def test_of_the_margins_the_largest_is_the_loss(qapp):
    cards = stages("crammer_singer", score_state([[3.2, 5.1, 4.4, -1.7]]))
    assert cards.second.values[1:] == pytest.approx([2.9, 2.2, -3.9])
    assert cards.third.values[1:] == pytest.approx([2.9, 2.2, 0.0])
    assert cards.second.hidden == cards.third.hidden == 0
    assert (cards.last_heading, cards.last.text) == ("Largest", "2.90")
    assert cards.last.sentences == ("2.9 (class 1), the largest of 3",)
    assert [(share.key, share.value) for share in cards.last.shares] == [(1, pytest.approx(2.9))]
    assert cards.threshold.text == "s(class 0) − Δ = 2.2"


def test_classes_that_tie_for_the_largest_share_the_loss(qapp):
    cards = stages("crammer_singer", score_state([[0.0, 2.0, 2.0, -5.0]]))
    assert cards.last.sentences == ("3, the largest of 3: 2 classes tie",)
    assert [(share.key, share.value) for share in cards.last.shares] == [(1, 1.5), (2, 1.5)]


def test_where_every_margin_is_met_no_class_has_a_part(qapp):
    cards = stages("crammer_singer", score_state([[10.0, -2.0, 3.0]]))
    assert (cards.last.text, cards.last.shares) == ("0.00", ())
    assert cards.last.sentences == ("0 from each of 2 classes",)


@pytest.mark.parametrize(
    ("scores", "keep", "settings", "text"),
    [
        ([3.2, 5.1, -1.7], None, {}, "max(0, max(5.1, −1.7) − 3.2 + 1) = 2.90"),
        ([-3.1, 2.2, 2.5], None, {}, "max(0, max(2.2, 2.5) − (−3.1) + 1) = 6.60"),
        (
            [3.2, 5.1, -1.7],
            None,
            {"squared": True},
            "max(0, max(5.1, −1.7) − 3.2 + 1)² = 2.9² = 8.41",
        ),
        ([1.0, 2.0], None, {"margin": 2.0}, "max(0, 2 − 1 + 2) = 3.00"),
        ([9.0, 1.0, 2.0], None, {}, "max(0, max(1, 2) − 9 + 1) = 0.00"),
        # The largest is among those that are written; 8 − 0 + 1.
        (
            [0.0, 1.0, 8.0, 2.0, 3.0, 4.0],
            3,
            {},
            "max(0, max(8, 4, ⋯ (largest 2 of 5)) − 0 + 1) = 9.00",
        ),
        # 2.345 − 1.23 + 1 is 2.115: the written 2.35 does not give it.
        ([1.23, 2.345], None, {}, "max(0, 2.35 − 1.23 + 1) ≈ 2.12"),
    ],
)
def test_the_formula_takes_the_largest_of_the_wrong_scores(scores, keep, settings, text):
    assert formula("crammer_singer", score_state([scores]), keep, **settings) == f"Lᵢ = {text}"


def test_it_is_latex_too():
    text = latex(display_of("crammer_singer").formula(found("crammer_singer")))
    assert text.replace(" ", "").startswith(r"L_{i}=\max(0,\max(5.1,-1.7)-3.2+1)=")


def test_what_the_largest_violation_of_equal_scores_is(qapp):
    state = found("crammer_singer", margin=2.0).state
    assert explanation("crammer_singer", state, 2.0) == "Equal scores for all classes give Δ = 2."
    assert nothing_text("crammer_singer", state, 2.0) == "knows nothing: 2"


# One against the rest


def test_every_score_is_judged_by_itself(qapp):
    cards = stages("one_vs_rest")
    # 1 − 3.2, 1 + 5.1, 1 − 1.7
    assert cards.second.values == pytest.approx([-2.2, 6.1, -0.7])
    assert cards.third.values == pytest.approx([0.0, 6.1, 0.0])
    assert cards.second.hidden is None
    assert (cards.last_heading, cards.last.text) == ("Sum", "6.10")
    assert cards.last.sentences[0] == "0 (cat) + 6.1 (car) + 0 (frog)"
    assert (cards.threshold.value, cards.threshold.text) == (-1.0, "−Δ = −1")


def test_the_correct_class_has_a_part_of_its_own_and_is_called_by_its_name(qapp):
    # 1 − 0.5 and 1 + 0.5: a quarter and three quarters.
    shares = class_shares(found("one_vs_rest", score_state([[0.5, 0.5, -9.0]])))
    assert [(part.name, part.share) for part in shares.parts] == [
        ("class 1", 0.75),
        ("class 0", 0.25),
    ]


@pytest.mark.parametrize(
    ("scores", "settings", "text"),
    [
        (
            [3.2, 5.1, -1.7],
            {},
            "max(0, 1 − 3.2) + max(0, 1 + 5.1) + max(0, 1 + (−1.7)) = 0 + 6.1 + 0 = 6.10",
        ),
        (
            [-0.5, 0.25],
            {"margin": 2.0},
            "max(0, 2 − (−0.5)) + max(0, 2 + 0.25) = 2.5 + 2.25 = 4.75",
        ),
        ([1.0, 2.0], {"squared": True}, "max(0, 1 − 1)² + max(0, 1 + 2)² = 0² + 3² = 9.00"),
    ],
)
def test_the_formula_adds_a_term_for_each_class(scores, settings, text):
    assert formula("one_vs_rest", score_state([scores]), **settings) == f"Lᵢ = {text}"


def test_the_tool_tip_of_a_term_tells_how_its_margin_is_made():
    evaluation = found("one_vs_rest")
    assert tip(Target("term", 0), evaluation).splitlines() == [
        "cat", "s = 3.2", "Δ − s = −2.2", "max(0, ·) = 0",
    ]  # fmt: skip
    assert tip(Target("term", 1), evaluation).splitlines()[2] == "Δ + s = 6.1"


def test_it_is_scores_of_0_that_know_nothing(qapp):
    state = found("one_vs_rest", margin=2.0).state
    assert explanation("one_vs_rest", state, 6.0) == "Scores of 0 give C Δ = 6."


@pytest.mark.parametrize(
    ("language", "name"), [("en", "one-vs-rest satisfied"), ("ko", "일대다 만족")]
)
def test_the_zone_in_which_nothing_costs_has_the_name_of_its_loss(qtbot, language, name):
    set_language(language)
    # All others are far below −1: from 1 on the cat's score costs nothing.
    state = replace(score_state([[3.0, -4.0, -5.0]]), loss=LossSettings(active="one_vs_rest"))
    session = Session(state)
    panel = WhatIfPanel(Look(), session)
    qtbot.addWidget(panel)
    panel.resize(760, 420)
    panel.show()
    plot = panel.plot
    assert plot.zone.isVisible()
    low = plot.x_axis.low + plot.zone.rect().left() * (plot.x_axis.high - plot.x_axis.low)
    assert low == pytest.approx(1.0)
    assert any(name in getattr(thing, "text", "") for thing in panel._marks())


def test_two_svms_side_by_side_name_the_zone_of_the_one_in_force(qtbot):
    state = edits.compare_with("hinge").apply(default_state())
    state = replace(state, loss=LossSettings(active="crammer_singer"))
    panel = WhatIfPanel(Look(), Session(state))
    qtbot.addWidget(panel)
    panel.resize(760, 420)
    panel.show()
    texts = [getattr(thing, "text", "") for thing in panel._marks()]
    assert any(text.startswith("SVM max satisfied") for text in texts)
    assert "SVM max 2.90" in texts
    assert "SVM 2.90" in texts


# The hinge divided


@pytest.mark.parametrize(
    ("settings", "heading", "nothing"),
    [
        ({}, "Sum", "C − 1"),
        ({"class_divisor": "wrong"}, "Mean", "Δ"),
        ({"class_divisor": "all"}, "Sum ÷ C", "(C − 1)/C"),
        ({"class_divisor": "all", "include_correct_class": True}, "Mean", "Δ"),
        ({"class_divisor": "wrong", "include_correct_class": True}, "Sum ÷ (C − 1)", "C/(C − 1)"),
        ({"class_divisor": "all", "margin": 2.0}, "Sum ÷ C", "(C − 1)/C Δ"),
    ],
)
def test_a_sum_that_is_divided_by_the_number_of_its_terms_is_a_mean(
    settings, heading, nothing, qapp
):
    assert stages("hinge", **settings).last_heading == heading
    assert display_of("hinge").nothing(found("hinge", **settings).state) == nothing
