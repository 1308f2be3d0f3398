"""The numbers of the lecture about weights and penalties, worked out by hand."""

import math

import numpy as np
import pytest

from core import edits
from core.comparison import MAX_LENGTH, Comparison
from core.errors import EditError
from core.evaluation import evaluate
from core.landscape.slice import Slice
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import State
from tests.core.landscapes import state_of


@pytest.fixture(scope="module")
def scenarios():
    return {entry.key: entry.load() for entry in builtin()}


def comparing(x, first, second, **penalty):
    state = state_of([[0.0]], np.zeros((2, 1)), [0], penalty=PenaltySettings(**penalty))
    fields = {"x": x, "first": first, "second": second}
    comparison = Comparison(**{name: np.array(row, dtype=float) for name, row in fields.items()})
    return evaluate(State(**{**vars(state), "comparison": comparison})).comparison


@pytest.mark.parametrize("shape", [(), (0,), (1, 2), (MAX_LENGTH + 1,)], ids=str)
def test_vectors_to_compare_are_rows_of_numbers(shape):
    vector = np.ones(shape)
    with pytest.raises(EditError) as refused:
        Comparison(vector, vector, vector)
    assert refused.value.key == "shape"


@pytest.mark.parametrize("lengths", [(3, 2, 2), (2, 3, 2), (2, 2, 3)])
def test_vectors_to_compare_have_one_length(lengths):
    with pytest.raises(EditError) as refused:
        Comparison(*map(np.ones, lengths))
    assert refused.value.key == "shape"


def test_the_vectors_one_starts_with_are_those_of_the_course():
    start = Comparison()
    assert start.x.tolist() == [1.0, 1.0, 1.0, 1.0]
    assert start.first.tolist() == [1.0, 0.0, 0.0, 0.0]
    assert start.second.tolist() == [0.25, 0.25, 0.25, 0.25]


def test_the_same_score_at_different_prices(scenarios):
    found = evaluate(scenarios["blank-features"]).comparison
    assert found.scores.tolist() == [1, 1]
    assert found.l2.tolist() == [1, 0.25]
    assert found.l1.tolist() == [1, 1]
    assert found.elastic.tolist() == [1, 0.625]
    assert found.nonzeros.tolist() == [1, 4]
    assert found.prefers == {"l2": 1, "l1": None, "elastic": 1, "nonzeros": 0}


def test_the_convention_and_the_share_hold_in_the_comparison():
    found = comparing([1, 2], [1, 0], [0.5, 0.25], half=True, l1_share=0.25)
    assert found.scores.tolist() == [1, 1]
    assert found.l2.tolist() == [0.5, 0.15625]
    assert found.l1.tolist() == [1, 0.75]
    assert found.elastic.tolist() == [0.25 + 0.375, 0.1875 + 0.75 * 0.15625]


def test_a_tie_up_to_rounding_is_a_tie():
    tied = comparing([1, 1, 1], [0.3, 0, 0], [0.1, 0.1, 0.1])
    assert tied.prefers["l1"] is None
    apart = comparing([1, 1, 1], [0.3, 0, 0], [0.1, 0.1, 0.1000000001])
    assert apart.prefers["l1"] == 0
    assert comparing([1], [0], [0]).prefers == dict.fromkeys(("l2", "l1", "elastic", "nonzeros"))


def test_the_rows_of_the_comparison_are_a_scenario(scenarios):
    state = scenarios["l2-or-l1"]
    found = evaluate(state)
    assert found.scores.tolist() == [[1, 1]]
    assert found.per_weight("l2").sum(axis=1).tolist() == [1, 0.25]
    assert found.per_weight("l1").sum(axis=1).tolist() == [1, 1]
    assert state.comparison == Comparison()


def test_four_pixels_give_three_scores(scenarios):
    found = evaluate(scenarios["pixels"])
    # -0.15 - 1.1 - 4.4 + 2.8 = -2.85
    # -10.5 + 4.4 - 2.2 + 8.96 + 0.2 = 0.86
    # 0 - 9.9 + 8.8 + 1.68 - 0.3 = 0.28
    products = [[-0.15, -1.1, -4.4, 2.8], [-10.5, 4.4, -2.2, 8.96], [0, -9.9, 8.8, 1.68]]
    assert found.products == pytest.approx(np.array(products), rel=1e-15)
    assert found.scores[0] == pytest.approx([-2.85, 0.86, 0.28], rel=2e-15)
    assert found.state.labels.tolist() == [2]
    # max(0, -2.85 - 0.28 + 1) + max(0, 0.86 - 0.28 + 1) = 1.58
    assert found.loss_result("hinge").mean == pytest.approx(1.58, rel=1e-15)
    exps = [math.exp(s) for s in (-2.85, 0.86, 0.28)]
    expected = -math.log(exps[2] / sum(exps))
    assert found.loss_result("softmax").mean == pytest.approx(expected, rel=1e-14)
    # The printed 0.452 is the logarithm to base 10.
    assert expected / math.log(10) == pytest.approx(0.452, abs=5e-4)


def test_a_photo_of_a_cat_that_scores_as_a_dog(scenarios):
    found = evaluate(scenarios["cat-dog-ship"])
    # 11.2 - 115.5 + 2.4 + 4 + 1.1 = -96.8
    # 84 + 300.3 + 50.4 + 0 + 3.2 = 437.9
    # 0 + 57.75 + 4.8 - 0.6 - 1.2 = 60.75
    assert found.scores[0] == pytest.approx([-96.8, 437.9, 60.75], rel=1e-15)
    # (437.9 + 96.8 + 1) + (60.75 + 96.8 + 1) = 694.25; softmax: 437.9 + 96.8, to 160 digits
    assert found.loss_result("hinge").mean == pytest.approx(694.25, rel=1e-15)
    assert found.loss_result("softmax").mean == pytest.approx(534.7, rel=1e-15)


def test_only_lambda_tells_w_from_twice_w(scenarios):
    twice = scenarios["twice-the-weights"]
    once = edits.set_pair(1.0, 1.0).apply(twice)
    assert (once.source.weights * 2 == twice.source.weights).all()
    for state, price in ((once, 2), (twice, 8)):
        found = evaluate(state)
        assert found.loss_result("hinge").per_example.tolist() == [0, 0]
        assert found.penalty == price
        assert found.total == pytest.approx(0.1 * price, rel=1e-15)
    # Without it both are minima; with it the corner of the flat part is.
    assert Slice.of(evaluate(twice)).minimum(0.0).tolist() == [2, 2]
    assert Slice.of(evaluate(once)).minimum(0.0).tolist() == [1, 1]
    assert Slice.of(evaluate(twice)).minimum() == pytest.approx([0.5, 0.5], rel=1e-14)


def test_l1_sends_a_weight_to_zero_where_l2_does_not(scenarios):
    state = scenarios["a-weight-goes-to-zero"]
    assert (state.penalty.kind, state.view.landscape) == ("l1", "sum")
    u, v = Slice.of(evaluate(state)).minimum()
    assert u > 0.4
    assert v == 0.0
    # There the pull of the data is within the band.
    best = evaluate(edits.set_pair(u, v).apply(state))
    assert best.pulls.held[0, 1]
    assert best.pulls.total[0] == pytest.approx([0, 0], abs=1e-9)
    u, v = Slice.of(evaluate(edits.choose_penalty("l2").apply(state))).minimum()
    assert u > v > 0.1


def test_scenarios_about_weights_are_named_in_both_languages(scenarios):
    for state in scenarios.values():
        for name in state.feature_names:
            if not isinstance(name, str):
                assert set(name) == {"en", "ko"}
    assert scenarios["pixels"].feature_names[0] == {"en": "pixel 1", "ko": "픽셀 1"}
    assert scenarios["cat-car-frog"].feature_names == ("x₁", "x₂", "x₃", "x₄")


def test_a_landscape_of_one_example_under_softmax_is_known_in_closed_form():
    # One example of features (1, 0): only u matters, and e^-u balances lambda.
    state = state_of(
        [[1.0, 0.0]],
        np.zeros((2, 2)),
        [0],
        loss=LossSettings("softmax"),
        penalty=PenaltySettings("l1", 0.2),
    )
    # 1 / (1 + e^u) = 0.2
    assert Slice.of(evaluate(state)).minimum() == pytest.approx([math.log(4), 0], rel=1e-7)
