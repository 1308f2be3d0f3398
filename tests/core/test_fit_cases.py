"""What is unusual: no minimum, no price, odd examples, numbers far from 1."""

import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from core.fit import Given, Reason, best
from core.fit.descent import safe_step
from core.fit.existence import separating
from core.fit.problem import Problem
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.one_vs_rest import OneVsRest
from core.losses.softmax import Softmax
from core.penalties.l2 import L2
from tests.sweeps import sampled
from tools.fits import LOSSES, examples, given, independent

HINGES = ("hinge", "squared hinge")


def leads(problem, weights, biases):
    """Of every example over every other class, (N, C - 1)."""
    scores = problem.features @ weights.T + biases
    rows = np.arange(len(scores))
    all_of_them = scores[rows, problem.labels][:, None] - scores
    return all_of_them[np.arange(problem.classes) != problem.labels[:, None]]


# Without a price


@pytest.mark.parametrize(
    ("name", "loss", "total"),
    [("default", "hinge", 0.0), ("iris", "hinge", 5.6 / 150.0), ("default", "squared hinge", 0.0)],
)
@pytest.mark.parametrize("penalty", sampled(["none", "l2", "l1"], every=3))
def test_a_hinge_without_a_price_reaches_its_least_loss(name, loss, total, penalty):
    found = best(given(name, loss, penalty), 0.0)
    assert found.exact
    assert found.total == pytest.approx(total, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(
    ("name", "squares"), [("default", 0.5), ("wine standardized", 5.0895215535)]
)
@pytest.mark.parametrize("loss", HINGES)
def test_of_all_w_without_a_loss_the_smallest_is_shown(name, squares, loss):
    # The largest margin: the least sum of squares with every lead at least 1.
    problem = given(name, loss)
    found = best(problem, 0.0)
    assert np.square(found.weights).sum() == pytest.approx(squares, rel=1e-8)
    assert leads(problem, found.weights, found.biases).min() > 1.0 - 1e-7


def test_of_all_w_of_least_loss_the_smallest_is_shown():
    # Clarabel: the least sum of squares with a hinge loss of 5.6/150.
    found = best(given("iris", "hinge"), 0.0)
    assert np.square(found.weights).sum() == pytest.approx(309.0427, rel=1e-6)


@pytest.mark.parametrize("name", ["default", "wine standardized", "digits200"])
def test_softmax_of_what_can_be_separated_has_no_minimum(name):
    problem = given(name)
    found = best(problem, 0.0)
    assert found.reason is Reason.SEPARABLE
    assert not found.minimum
    assert not found.exact
    assert leads(problem, found.weights, found.biases).min() > 0.0


def test_the_direction_in_which_softmax_falls_for_ever_has_length_1_and_no_rounding_in_it():
    # The lecture's: three examples at right angles, alike but for their class, go the same way.
    found = best(given("default"), 0.0)
    apart = (np.eye(3) - 1.0 / 3.0) @ examples("default")[0]
    assert found.weights == pytest.approx(apart / np.linalg.norm(apart), abs=1e-9)
    assert not found.biases.any()
    features, labels = np.array([[1.0], [2.0]]), np.array([0, 0])
    absent = best(Given(features, labels, 2, Softmax(), L2()), 1.0)
    assert not absent.weights.any()
    assert absent.biases == pytest.approx([np.sqrt(0.5), -np.sqrt(0.5)])


def test_softmax_of_what_can_be_separated_in_part_has_no_minimum():
    # One kind of iris stands apart from two that overlap.
    problem = given("iris", penalty="none")
    found = best(problem, 7.0)
    assert found.reason is Reason.SEPARABLE
    along = leads(problem, found.weights, found.biases)
    assert along.min() > -1e-8 * along.max()
    before = problem.total(found.weights, found.biases, 0.0)
    assert problem.total(10.0 * found.weights, 10.0 * found.biases, 0.0) < before


def overlapping(rng, classes=3, depth=2, count=40):
    """Examples of classes that no line parts."""
    features = rng.normal(size=(count, depth))
    return features, np.append(np.arange(classes), rng.integers(0, classes, count - classes))


def test_softmax_of_what_overlaps_has_its_minimum_without_a_price():
    features, labels = overlapping(np.random.default_rng(3))
    problem = Given(features, labels, 3, Softmax(), L2())
    found = best(problem, 0.0)
    assert found.exact
    assert found.total == pytest.approx(independent(problem, 0.0), rel=1e-9)


@pytest.mark.parametrize(
    ("labels", "apart"), [([0, 0, 1, 1], True), ([0, 1, 0, 1], True), ([0, 1, 1, 0], False)]
)
def test_separation_is_found_where_there_is_some(labels, apart):
    # Both classes may be at 1, if only one of them is on each side.
    features = np.array([[0.0], [1.0], [1.0], [2.0]])
    problem = Given(features, np.array(labels), 2, Softmax(), L2())
    found = separating(Problem.of(problem, 0.0), lambda: False)
    assert (found is not None) is apart
    assert best(problem, 0.0).minimum is not apart


def test_of_features_that_say_the_same_the_smallest_weights_are_shown():
    features, labels = overlapping(np.random.default_rng(5))
    twice = np.column_stack([features, 2.0 * features[:, 0], np.full(len(features), 3.0)])
    for loss in LOSSES.values():
        alone = best(Given(features, labels, 3, loss, L2()), 0.0)
        found = best(Given(twice, labels, 3, loss, L2()), 0.0)
        assert found.total == pytest.approx(alone.total, rel=1e-8)
        # w x + w' 2 x with the least w^2 + w'^2: parts of 1/5 and 2/5. A constant feature has none.
        assert found.weights[:, 2] == pytest.approx(2.0 * found.weights[:, 0], abs=1e-3)
        assert np.abs(found.weights[:, 3]).max() < 1e-6


# Odd examples


def test_softmax_without_an_example_of_a_class_has_no_minimum():
    features, _, _ = examples("iris petals")
    for labels in (np.zeros(150, dtype=int), np.arange(150) % 2):
        found = best(Given(features, labels, 3, Softmax(), L2()), 0.1)
        assert found.reason is Reason.ABSENT_CLASS
        assert found.biases[2] < found.biases[0]
        assert not found.weights.any()


@pytest.mark.parametrize("loss", HINGES)
def test_a_hinge_of_one_class_alone_costs_nothing(loss):
    features, _, _ = examples("iris petals")
    problem = Given(features, np.zeros(150, dtype=int), 3, LOSSES[loss], L2())
    found = best(problem, 0.1)
    assert found.exact
    assert found.total == pytest.approx(0.0, abs=1e-12)
    assert not np.abs(found.weights).max() > 1e-6


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("penalty", ["l1", "l2", "elastic_net"])
def test_equal_points_of_different_classes_share_the_loss(loss, penalty):
    features = np.zeros((4, 2))
    problem = replace(
        given("default", loss, penalty), features=features, labels=np.array([0, 1, 2, 2])
    )
    found = best(problem, 0.1)
    assert found.exact
    assert not found.weights.any()
    # Softmax: (2 ln 4 + 2 ln 2)/4. With b = (0, 0, t) the hinges are 1 + (1 + t) twice and
    # 2 (1 - t) twice, least at t = 1; their squares 1 + (1 + t)^2 and 2 (1 - t)^2, at t = 1/3. The
    # largest are 1 + t and 1 - t, twice each. Each class alone: (1 - b) + 3 (1 + b) twice, at
    # b = -1, or squared at -1/2, and 2 (1 - b) + 2 (1 + b), or squared at 0.
    least = {
        "softmax": 1.5 * np.log(2.0),
        "hinge": 1.5,
        "squared hinge": 11.0 / 6.0,
        "largest": 1.0,
        "squared largest": 1.0,
        "each class": 0.5 + 0.5 + 1.0,
        "squared each class": 0.75 + 0.75 + 1.0,
    }
    assert found.total == pytest.approx(least[loss], rel=1e-9)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_constant_feature_weighs_nothing(loss):
    problem = given("iris petals", loss, "l2")
    wider = replace(problem, features=np.column_stack([problem.features, np.full(150, 0.1)]))
    found, alone = best(wider, 0.01), best(problem, 0.01)
    assert not found.weights[:, 2].any()
    assert found.total == pytest.approx(alone.total, rel=1e-9)


@pytest.mark.parametrize(
    ("loss", "penalty", "shape"),
    sampled(product(LOSSES, ["l1", "l2"], [(10, 1, 30), (2, 12, 4), (10, 3, 10)]), every=5),
)
def test_few_and_many_features_and_classes(loss, penalty, shape):
    classes, depth, count = shape
    rng = np.random.default_rng(classes * depth)
    labels = np.arange(count) % classes
    problem = Given(rng.normal(size=(count, depth)), labels, classes, LOSSES[loss], None)
    found = best(replace(problem, penalty=given("iris", loss, penalty).penalty), 0.01)
    assert found.exact


def test_examples_that_come_twice_count_twice():
    problem = given("iris petals", "hinge")
    again = np.repeat(np.arange(150), 2)
    twice = replace(problem, features=problem.features[again], labels=problem.labels[again])
    assert best(twice, 0.01).total == pytest.approx(best(problem, 0.01).total, rel=2e-9)


# Numbers far from 1


@pytest.mark.parametrize(
    ("loss", "strength"), sampled(product(LOSSES, [1e-12, 1e-6, 1e12]), every=2)
)
def test_weak_and_strong_penalties_are_solved_or_tell_their_gap(loss, strength):
    features, labels = overlapping(np.random.default_rng(1))
    problem = Given(features, labels, 3, LOSSES[loss], L2())
    found = best(problem, strength)
    assert found.gap <= (20.0 if loss == "largest" else 1.0) * found.allowed
    free = best(problem, 0.0)
    nothing = problem.total(np.zeros((3, 2)), found.biases, strength)
    assert found.total == pytest.approx(free.total if strength < 1.0 else nothing, rel=1e-5)


@pytest.mark.parametrize("margin", [5e-324, 1e-160, 1e-156])
@pytest.mark.parametrize("kind", [Hinge, CrammerSinger, OneVsRest])
def test_of_a_margin_whose_square_is_nothing_no_w_costs_more_than_that(kind, margin):
    loss = kind(margin=margin, squared=True)
    for strength in (0.0, 1e-10, 1000.0):
        found = best(given("default", loss, "l2"), strength)
        # W = 0 costs less than three squares of the margin, or than the least number not rounded.
        assert found.total <= 3 * margin**2 + sys.float_info.min
        assert np.isfinite(found.weights).all()


@pytest.mark.parametrize("kind", [Hinge, OneVsRest])
def test_how_far_a_step_is_safe_depends_on_no_margin(kind):
    sizes = [
        safe_step(given("iris petals", kind(margin=margin, squared=True)), 0.1)
        for margin in (1.0, 1e-200, 1e6)
    ]
    assert sizes == [sizes[0]] * 3


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("penalty", ["l1", "l2"])
def test_a_large_margin_is_met(squared, penalty):
    found = best(given("iris petals", Hinge(1000.0, squared=squared), penalty), 0.01)
    assert found.exact


@pytest.mark.parametrize("loss", LOSSES)
def test_units_of_a_feature_change_only_what_is_paid_for_it(loss):
    # Features in other units and around another origin: without a price nothing changes but W.
    features, labels = overlapping(np.random.default_rng(2))
    problem = Given(features, labels, 3, LOSSES[loss], L2())
    moved = replace(problem, features=features * [1e5, 1e-4] + [3e6, -2.0])
    one, other = best(problem, 0.0), best(moved, 0.0)
    assert other.total == pytest.approx(one.total, rel=1e-7)
    if loss == "softmax":
        assert other.weights * [1e5, 1e-4] == pytest.approx(one.weights, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("penalty", ["l1"])
def test_a_point_far_out_is_fitted_to(loss, penalty):
    problem = given("iris petals", loss, penalty)
    features = problem.features.copy()
    features[7] = [1e6, -1e6]
    found = best(replace(problem, features=features), 0.01)
    assert np.isfinite(found.total)
    assert found.lower <= found.total
    assert found.gap <= 1e-6 * found.total


@pytest.mark.parametrize("size", [1e-70, 1e60])
@pytest.mark.parametrize("loss", LOSSES)
def test_features_at_the_limits_of_a_document_do_no_harm(loss, size):
    problem = given("iris petals", loss)
    found = best(replace(problem, features=problem.features * size), 0.01)
    assert np.isfinite(found.weights).all()
    assert np.isfinite(found.total)
    assert found.lower <= found.total


def test_the_numbers_of_a_fit_cannot_be_changed():
    found = best(given("default"), 0.1)
    for array in (found.weights, found.biases, found.slopes):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
