"""Steps downhill: the known table, steps that are sure to fall, and exact zeros."""

from dataclasses import replace

import numpy as np
import pytest

from core.edits import choose_loss
from core.errors import EditError
from core.evaluation import evaluate
from core.fit import Given, along, best, safe_step, slopes, step
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.penalties.l2 import L2
from tools.fits import given, scenario


def walked(problem, strength, sizes):
    """L after every step from W = 0."""
    weights = np.zeros((problem.classes, problem.features.shape[1]))
    biases = np.zeros(problem.classes)
    totals = [problem.total(weights, biases, strength)]
    for size in sizes:
        weights, biases = step(problem, weights, biases, strength, size)
        totals.append(problem.total(weights, biases, strength))
    return np.array(totals), weights, biases


def test_a_walk_with_a_small_step_falls_as_in_the_table():
    totals, _, _ = walked(given("iris petals"), 0.01, [0.2] * 100)
    assert totals[[0, 1, 2, 10, 100]] == pytest.approx(
        [1.0986, 0.9967, 0.9837, 0.9013, 0.5558], abs=5e-5
    )


def test_a_step_that_is_too_large_bites_after_eleven_more():
    totals, _, _ = walked(given("iris petals"), 0.01, [0.2] * 120 + [0.5] * 13)
    later = totals[120:]
    assert (np.diff(later)[:11] < 0.0).all()
    assert later[[0, 11, 12, 13]] == pytest.approx([0.530, 0.505, 0.521, 0.686], abs=5e-4)


def test_up_to_a_known_size_every_step_falls():
    problem = given("iris petals")
    size = safe_step(problem, 0.01)
    assert size == pytest.approx(0.19966, abs=5e-6)
    totals, _, _ = walked(problem, 0.01, [size] * 200)
    assert (np.diff(totals) <= 0.0).all()


@pytest.mark.parametrize(
    "loss",
    [
        Softmax(),
        Hinge(squared=True),
        Hinge(3.0, squared=True, class_divisor="wrong"),
        Hinge(0.1, squared=True, include_correct_class=True),
    ],
)
@pytest.mark.parametrize("penalty", ["none", "l1", "l2", "elastic_net"])
@pytest.mark.parametrize("whole", [False, True])
def test_a_sure_step_falls_from_anywhere(loss, penalty, whole):
    problem = given("iris", loss, penalty, whole=whole)
    rng = np.random.default_rng(4)
    size = safe_step(problem, 0.3)
    for scale in (0.01, 1.0, 10.0):
        weights, biases = rng.normal(scale=scale, size=(3, 4)), rng.normal(scale=scale, size=3)
        before, after = along(problem, weights, biases, 0.3, [0.0, size])
        assert after <= before * (1.0 + 1e-14)


def test_the_bound_is_nearly_met_where_the_loss_bends_most():
    # Two classes at equal scores: softmax bends by 1/2 along (1, -1).
    features = np.full((2, 1), 4.0)
    problem = Given(features, np.array([0, 1]), 2, Softmax(), L2())
    size = safe_step(problem, 0.0)
    weights = np.array([[1e-3], [-1e-3]])
    totals = along(problem, weights, np.zeros(2), 0.0, [0.0, 0.98 * size, 1.05 * size])
    assert totals[1] < totals[0] < totals[2]


def test_no_step_is_sure_where_there_are_kinks():
    assert safe_step(given("iris", "hinge"), 0.1) is None


def test_the_loss_along_the_gradient_is_that_of_the_steps():
    problem = given("iris", "hinge", "elastic_net")
    rng = np.random.default_rng(0)
    weights, biases = rng.normal(size=(3, 4)), rng.normal(size=3)
    sizes = [0.0, 0.01, 0.3]
    expected = [problem.total(*step(problem, weights, biases, 0.1, size), 0.1) for size in sizes]
    assert along(problem, weights, biases, 0.1, sizes).tolist() == expected
    assert np.isinf(along(problem, weights, biases, 0.1, [1e308])).all()


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_a_step_follows_the_gradient_that_is_shown(loss):
    state = choose_loss(loss).apply(scenario("twice-the-weights"))
    shown = evaluate(state)
    by_weight, by_bias = slopes(
        Given.of(state), state.source.weights, state.source.biases, state.penalty.strength
    )
    assert by_weight == pytest.approx(shown.weight_gradient, rel=1e-12, abs=1e-15)
    assert by_bias == pytest.approx(shown.bias_gradient, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("loss", ["softmax", "squared hinge"])
def test_proximal_steps_reach_the_best_w_and_its_zeros(loss):
    problem = given("wine standardized", loss, "l1")
    strength = 0.1
    size = 0.9 * safe_step(problem, strength)
    totals, weights, _ = walked(problem, strength, [size] * 400)
    found = best(problem, strength)
    assert totals[-1] == pytest.approx(found.total, rel=1e-4)
    still = found.weights - np.median(found.weights, axis=0)
    assert np.array_equal(weights == 0.0, still == 0.0)


def test_scores_alone_cannot_be_fitted():
    state = scenario("blank-scores")
    with pytest.raises(EditError) as told:
        Given.of(state)
    assert told.value.key == "no_weights"


def test_a_document_is_fitted_as_it_is_set():
    state = scenario("digits")
    loss = replace(state.loss, active="hinge", squared=True, sum_over_examples=True)
    penalty = replace(state.penalty, kind="l2", half=True, strength=2.0)
    problem = Given.of(replace(state, loss=loss, penalty=penalty))
    # The sum over 200 examples with half of the squares: mean and squares at 2/200/2.
    found = best(problem, 2.0)
    alone = best(given("digits200", "squared hinge"), 0.005)
    assert found.total == pytest.approx(200.0 * alone.total, rel=1e-8)
    shown = evaluate(
        replace(
            state,
            loss=loss,
            penalty=penalty,
            source=replace(state.source, weights=found.weights, biases=found.biases),
        )
    )
    assert shown.total == pytest.approx(found.total, rel=1e-13)


def test_a_problem_is_of_the_mean_unless_it_is_of_the_sum():
    features, labels = np.eye(3), np.arange(3)
    mean = Given(features, labels, 3, Softmax(), L2())
    whole = Given(features, labels, 3, Softmax(), L2(), whole=True)
    nothing = np.zeros((3, 3)), np.zeros(3)
    assert mean.total(*nothing, 0.1) == pytest.approx(np.log(3), rel=1e-15)
    assert whole.total(*nothing, 0.1) == pytest.approx(3 * np.log(3), rel=1e-15)
