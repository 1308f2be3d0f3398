"""The gap proves what it says, and small problems agree with solvers of another kind."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from core.fit import Given, best
from core.fit.certificate import certify
from core.fit.polish import balanced
from core.fit.problem import Problem
from core.losses import LOSSES as REGISTERED
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.penalties.elastic_net import ElasticNet
from core.penalties.l1 import L1
from core.penalties.l2 import L2
from core.settings import LossSettings
from tests.sweeps import tries
from tools.fits import LOSSES, PENALTIES, given, independent

RELATIVE = [key for key, loss in LOSSES.items() if loss.relative]
STRENGTHS = st.floats(-3.0, 1.0).map(lambda power: 10.0**power)


@st.composite
def problems(draw, losses=tuple(LOSSES), penalties=("l1", "l2", "elastic_net")):
    """A few examples on a grid: ties, equal points, constant features, D > N."""
    classes, depth = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    count = draw(st.integers(1, 7))
    grid = st.lists(st.integers(-2, 2), min_size=depth, max_size=depth)
    features = draw(st.lists(grid, min_size=count, max_size=count))
    loss = LOSSES[draw(st.sampled_from(losses))]
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count))
    if isinstance(loss, Softmax):  # which has no minimum where a class has no example
        labels = [*range(classes), *labels[classes:]]
        features = (features * classes)[: len(labels)]
    penalty = PENALTIES[draw(st.sampled_from(penalties))]
    return Given(
        np.array(features, float), np.array(labels), classes, loss, penalty, draw(st.booleans())
    )


@tries(15)
@drawn(problems(), STRENGTHS)
def test_a_solver_of_another_kind_finds_the_same_least_loss(problem, strength):
    found = best(problem, strength)
    # Of the largest violation alone double precision may leave a little more.
    assert found.gap <= (10.0 if isinstance(problem.loss, CrammerSinger) else 1.0) * found.allowed
    other = independent(problem, strength)
    assert found.lower <= other * (1.0 + 1e-9) + 1e-15
    # The others stop earlier than ours.
    assert found.total == pytest.approx(other, rel=2e-5, abs=1e-9)


@tries(15)
@drawn(problems(), STRENGTHS, st.integers(0, 1 << 30))
def test_no_point_is_below_the_bound_of_any_slopes(problem, strength, seed):
    task = Problem.of(problem, strength)
    rng = np.random.default_rng(seed)
    there = rng.normal(size=task.shape)
    found = best(problem, strength)
    at_best = task.inside(found.weights, found.biases)
    # Slopes of another point, and the same with what the biases need.
    slopes = task.slopes(task.scores(there))
    for dual in (slopes, balanced(task, slopes), balanced(task, slopes, there)):
        bound = certify(task, there, dual)
        assert bound.lower <= bound.value
        assert bound.lower <= task.value(at_best) * (1.0 + 1e-12)


def test_every_loss_that_is_registered_can_be_fitted():
    assert all(one.from_settings(LossSettings()).shape(3) for one in REGISTERED.values())
    assert {loss.key for loss in LOSSES.values()} == set(REGISTERED)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_worse_point_has_a_larger_gap_than_is_allowed(loss):
    problem = given("iris", loss)
    found = best(problem, 0.01)
    worse = problem.total(found.weights * 1.001, found.biases, 0.01)
    assert worse - found.lower > 50.0 * found.allowed


@pytest.mark.parametrize(
    ("loss", "strength"),
    [("softmax", 0.01), ("hinge", 0.01), ("squared hinge", 0.01), ("hinge", 1e-3)],
)
@pytest.mark.parametrize("penalty", ["l1", "l2", "elastic_net"])
def test_a_solution_nearby_leads_to_the_same(loss, penalty, strength):
    problem = given("iris", loss, penalty)
    cold = best(problem, strength)
    warm = best(problem, strength, best(problem, 1.03 * strength))
    assert warm.exact
    assert warm.total == pytest.approx(cold.total, rel=2e-9)
    assert np.array_equal(warm.weights == 0.0, cold.weights == 0.0)
    # It is a start indeed: the interior point alone would take more.
    assert warm.steps <= 25


def test_a_start_of_another_size_is_no_start():
    found = best(given("iris"), 0.1, best(given("default"), 0.1))
    assert found.total == pytest.approx(0.574380358715, rel=1e-9)


def test_a_start_from_before_an_example_came_is_one():
    problem = given("iris", "hinge")
    fewer = Given(
        problem.features[1:], problem.labels[1:], 3, problem.loss, problem.penalty, problem.whole
    )
    found = best(problem, 0.1, best(fewer, 0.1))
    assert found.exact
    assert found.total == pytest.approx(0.410939851454, rel=1e-9)


@pytest.mark.parametrize("loss", LOSSES)
def test_who_cancels_gets_what_there_is_and_its_true_gap(loss):
    problem = given("iris", loss, "l1")
    found = best(problem, 0.01, cancelled=lambda: True)
    assert not found.exact
    full = best(problem, 0.01)
    assert found.lower <= full.total <= found.total


@pytest.mark.parametrize(
    ("variant", "penalty", "strength", "same", "at", "factor", "more"),
    [
        # W at a margin of D is D times W at 1, with another lambda.
        (Hinge(3.0), "l2", 0.1, Hinge(), 0.3, 3.0, 0.0),
        (Hinge(3.0), "l1", 0.1, Hinge(), 0.1, 3.0, 0.0),
        (Hinge(3.0, squared=True), "l2", 0.1, Hinge(squared=True), 0.1, 9.0, 0.0),
        (Hinge(3.0, squared=True), "l1", 0.3, Hinge(squared=True), 0.1, 9.0, 0.0),
        # The mean over the classes is that of a larger lambda.
        (Hinge(class_divisor="wrong"), "l2", 0.1, Hinge(), 0.2, 0.5, 0.0),
        # j = y adds the margin.
        (Hinge(2.0, include_correct_class=True), "l2", 0.1, Hinge(), 0.2, 2.0, 2.0),
        (
            Hinge(2.0, squared=True, include_correct_class=True, class_divisor="all"),
            "l2", 0.1, Hinge(squared=True), 0.3, 4.0 / 3.0, 4.0 / 3.0,
        ),
    ],
)  # fmt: skip
def test_the_variants_of_the_hinge_are_two_problems(
    variant, penalty, strength, same, at, factor, more
):
    found, plain = (
        best(given("iris", variant, penalty), strength),
        best(given("iris", same, penalty), at),
    )
    assert found.exact
    assert found.total == pytest.approx(factor * plain.total + more, rel=1e-9)
    assert np.abs(found.weights - variant.margin * plain.weights).max() < 1e-6


@pytest.mark.parametrize("loss", LOSSES)
def test_a_sum_over_the_examples_is_a_weaker_lambda(loss):
    whole = best(given("iris", loss, whole=True), 1.5)
    mean = best(given("iris", loss), 0.01)
    assert whole.total == pytest.approx(150.0 * mean.total, rel=2e-9)


@pytest.mark.parametrize("loss", RELATIVE)
@pytest.mark.parametrize(
    ("penalty", "sums"),
    [(L2(), True), (L1(), False), (ElasticNet(0.0), True), (ElasticNet(1.0), False)],
)
def test_of_equal_solutions_one_is_shown(loss, penalty, sums):
    found = best(given("iris", loss, penalty), 0.02)
    assert abs(found.biases.sum()) < 1e-12
    if sums:
        assert np.abs(found.weights.sum(axis=0)).max() < 1e-12
    else:
        assert (np.sort(found.weights, axis=0)[1] == 0.0).all()


def test_l1_of_two_classes_pays_for_one_of_them():
    features = np.array([[0.0, 1.0], [1.0, 0.2], [2.0, 1.0], [3.0, 0.1], [2.5, 0.4]])
    problem = Given(features, np.array([0, 0, 1, 1, 0]), 2, Softmax(), L1())
    found = best(problem, 0.01)
    assert found.exact
    assert np.count_nonzero(found.weights, axis=0).tolist() == [1, 1]
