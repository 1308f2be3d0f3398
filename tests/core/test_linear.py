"""Scores from weights, and the cheapest change of one score."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import linear
from core.errors import EditError
from core.evaluation import evaluate
from core.scenario.files import builtin
from core.state import LinearModel
from tests.core import oracle
from tests.sweeps import tries


def model(rng, depth, examples=5, classes=4):
    return LinearModel(
        rng.normal(size=(examples, depth)),
        rng.normal(size=(classes, depth)),
        rng.normal(size=classes),
    )


def scores_of(m):
    return linear.scores(m.weights, m.features, m.biases)


@pytest.mark.parametrize("depth", [1, 2, 3, 7, 16, 17, 100])
def test_scores_are_the_sums_of_products(depth):
    m = model(np.random.default_rng(depth), depth)
    found = scores_of(m)
    for i, x in enumerate(m.features.tolist()):
        for j, w in enumerate(m.weights.tolist()):
            terms = [Fraction(a) * Fraction(b) for a, b in zip(w, x, strict=True)]
            exact = sum(terms, Fraction(m.biases[j].item()))
            size = sum(map(abs, terms), abs(Fraction(m.biases[j].item())))
            assert abs(Fraction(found[i, j].item()) - exact) <= size * Fraction(1, 10**15)


@pytest.mark.parametrize("depth", [1, 4, 16, 17, 64, 300])
def test_an_example_alone_has_the_same_bits_as_among_others(depth):
    m = model(np.random.default_rng(depth), depth, examples=60_000 // depth)
    among = scores_of(m)
    for i in (0, 1, len(among) // 2, len(among) - 1):
        alone = linear.scores(m.weights, m.features[i : i + 1], m.biases)
        assert oracle.same_bits(alone[0], among[i])


def test_scores_hold_no_negative_zero():
    zeros = np.array([[-0.0, 0.0]])
    found = linear.scores(np.array([[1.0, -1], [-1, 1]]), zeros, np.array([-0.0, 0.0]))
    assert not oracle.has_negative_zero(found)


def test_the_gradient_is_that_of_the_scores():
    rng = np.random.default_rng(0)
    m, upstream = model(rng, 3), rng.normal(size=(5, 4))
    weights, biases = linear.gradient(upstream, m.features)

    def value(w, b):
        return (upstream * linear.scores(w, m.features, b)).sum()

    for j in range(4):
        step = np.zeros(4)
        step[j] = 0.5
        slope = value(m.weights, m.biases + step) - value(m.weights, m.biases - step)
        assert biases[j] == pytest.approx(slope, rel=1e-12)
        for d in range(3):
            change = np.zeros((4, 3))
            change[j, d] = 0.5
            slope = value(m.weights + change, m.biases) - value(m.weights - change, m.biases)
            assert weights[j, d] == pytest.approx(slope, rel=1e-12)


@given(st.integers(1, 20), st.integers(0, 2**32 - 1), st.floats(-1e6, 1e6))
@tries(30)
def test_an_edited_score_has_its_value_and_no_other_class_moves(depth, seed, value):
    m = model(np.random.default_rng(seed), depth)
    after = linear.least_norm_edit(m, 2, 1, value)
    size = np.abs(after.weights[1] * m.features[2]).sum() + abs(m.biases[1]) + abs(value)
    assert abs(scores_of(after)[2, 1] - value) <= 4e-16 * size
    others = [0, 2, 3]
    assert oracle.same_bits(after.weights[others], m.weights[others])
    assert oracle.same_bits(after.biases, m.biases)


@given(
    st.sampled_from([4, 8, 16]),
    st.integers(0, 2**32 - 1),
    st.decimals(-99, 99, places=2).map(float),
)
@tries(30)
def test_a_typed_score_is_read_back_to_the_last_bit_where_features_are_signs(depth, seed, value):
    rng = np.random.default_rng(seed)
    m = LinearModel(
        rng.choice([-1.0, 1.0], size=(3, depth)),
        rng.integers(-4000, 4000, size=(3, depth)) / 1000,
        np.zeros(3),
    )
    # A sum of weights around 4 ends on multiples of 2**-50; smaller scores may lie between these.
    for target in (value if abs(value) > 4 else round(value * 64) / 64, 0.0):
        m = linear.least_norm_edit(m, 0, 2, target)
        assert scores_of(m)[0, 2] == target


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_no_other_change_of_the_weights_is_cheaper(depth, seed):
    rng = np.random.default_rng(seed)
    m = model(rng, depth)
    moved = linear.least_norm_edit(m, 0, 0, 3.0).weights[0] - m.weights[0]
    x = m.features[0]
    sideways = rng.normal(size=depth)
    sideways -= sideways @ x / (x @ x) * x
    assert np.linalg.norm(moved) <= np.linalg.norm(moved + sideways) * (1 + 1e-12)
    assert abs(moved @ sideways) <= 1e-12 * max(1.0, np.linalg.norm(moved))


def test_what_rounding_leaves_of_a_score_of_many_features_goes_into_single_weights():
    met = 0
    for seed in range(24):
        random = np.random.default_rng(seed)
        features, weights = random.normal(size=(1, 64)), random.normal(size=(2, 64))
        value = float(np.round(random.normal() * 3, 1))
        model = LinearModel(features, weights, [0.1, 0.2])
        after = linear.least_norm_edit(model, 0, 1, value)
        met += linear.scores(after.weights, after.features, after.biases)[0, 1] == value
    # The last bit of a sum of 64 terms is met by chance in one of eight, and so in most.
    assert met >= 10


def test_without_features_the_bias_moves():
    m = LinearModel(np.array([[0.0, 0], [1, 2]]), np.ones((2, 2)), np.array([1.0, 2]))
    after = linear.least_norm_edit(m, 0, 1, -7.5)
    assert after.biases.tolist() == [1.0, -7.5]
    assert after.weights is m.weights
    assert scores_of(after)[0, 1] == -7.5


@pytest.mark.parametrize("size", [1e-200, 1e-60, 1e60])
def test_features_of_any_size_can_be_edited(size):
    m = LinearModel(np.array([[size, -size]]), np.zeros((2, 2)), np.zeros(2))
    target = 1e-150 if size == 1e-200 else 1.5
    after = linear.least_norm_edit(m, 0, 0, target)
    assert scores_of(after)[0, 0] == pytest.approx(target, rel=1e-15)


def test_a_feature_too_small_to_help_is_left_alone():
    m = LinearModel(np.array([[1.0, 1e-200, 0.0]]), np.full((2, 3), 0.1), np.full(2, 0.7))
    after = linear.least_norm_edit(m, 0, 0, 0.3)
    assert after.weights[0, 1:] == pytest.approx([0.1, 0.1])
    assert scores_of(after)[0, 0] == pytest.approx(0.3, rel=1e-15)


@pytest.mark.parametrize("value", [1e61, -1e61, np.inf, np.nan])
def test_a_score_beyond_the_limits_is_refused(value):
    m = model(np.random.default_rng(0), 3)
    with pytest.raises(EditError) as caught:
        linear.least_norm_edit(m, 0, 0, value)
    assert caught.value.key == "out_of_range"


@pytest.mark.parametrize("size", [1e-300, 1e-5, 5e-324])
def test_a_score_that_needs_weights_beyond_the_limits_is_refused(size):
    m = LinearModel(np.array([[size, 0.0]]), np.zeros((2, 2)), np.zeros(2))
    with pytest.raises(EditError) as caught:
        linear.least_norm_edit(m, 0, 0, 1e60)
    assert caught.value.params["name"] == "weights"


def test_the_lectures_scores_come_out_as_printed():
    found = evaluate(next(entry for entry in builtin() if entry.key == "cat-car-frog").load())
    printed = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    assert found.scores.tolist() == printed
    assert found.loss_result("hinge").mean == 5.266666666666667


@given(st.integers(1, 16), st.integers(0, 2**32 - 1))
@tries(15)
def test_no_score_is_further_from_the_exact_sum_than_rounding_may_bring_it(depth, seed):
    random = np.random.default_rng(seed)
    weights = np.round(random.normal(size=(3, depth)), random.integers(1, 17))
    features = np.round(random.normal(size=(40, depth)), random.integers(0, 17))
    biases = np.round(random.normal(size=3), 3)
    found = linear.scores(weights, features, biases)
    for i, x in enumerate(features):
        for j, w in enumerate(weights):
            terms = [Fraction(a) * Fraction(b) for a, b in zip(w.tolist(), x.tolist(), strict=True)]
            exact = sum(terms) + Fraction(biases[j])
            size = sum(map(abs, terms)) + abs(Fraction(biases[j]))
            assert abs(Fraction(found[i, j]) - exact) <= Fraction(2.0**-52) * size * (depth + 1)
        alone = linear.scores(weights, features[i : i + 1], biases)
        assert alone[0].tolist() == found[i].tolist()
