"""The best W for every lambda, computed outwards, and what is said before it is there."""

from itertools import product

import numpy as np
import pytest

from core.fit import Given, Path, Reason, best, safe_step
from core.penalties.l2 import L2
from tests.sweeps import sampled
from tests.toy.distance_loss import Distance
from tools.fits import LOSSES, given, independent

STRENGTHS = np.geomspace(1e-4, 1.0, 33)


def filled(problem, strengths=STRENGTHS, near=0.01):
    path = Path(problem, strengths)
    for _ in path.fill(near):
        pass
    return path


@pytest.mark.parametrize(("loss", "penalty"), sampled(product(LOSSES, ["l1", "l2"]), every=5))
def test_every_node_is_the_best_w_of_its_lambda(loss, penalty):
    problem = given("iris petals", loss, penalty)
    path = filled(problem)
    assert path.complete
    assert all(node.exact for node in path.nodes)
    for index in (0, 20, 32):
        alone = best(problem, STRENGTHS[index])
        assert path.nodes[index].total == pytest.approx(alone.total, rel=2e-9)
        assert path.at(STRENGTHS[index]) is path.nodes[index]


def test_a_path_begins_at_the_present_lambda_and_goes_both_ways():
    path = Path(given("default"), STRENGTHS)
    order = list(path.fill(STRENGTHS[16]))
    assert order[0] == 16
    assert [sorted(order[1 + 2 * k : 3 + 2 * k]) for k in range(16)] == [
        [16 - k, 16 + k] for k in range(1, 17)
    ]


def test_between_two_steps_a_caller_may_go_on_elsewhere():
    path = Path(given("default"), STRENGTHS)
    first = path.fill(STRENGTHS[16])
    assert [next(first), next(path.fill(STRENGTHS[2]))] == [16, 2]
    assert next(path.fill(STRENGTHS[16])) in {15, 17}
    assert sum(node is not None for node in path.nodes) == 3
    assert not path.complete


def test_a_node_that_is_cancelled_is_not_kept():
    path = Path(given("default"), STRENGTHS)
    asked = []

    def cancelled():
        asked.append(None)
        return len(asked) > 3

    assert list(path.fill(0.01, cancelled)) == []
    assert path.nodes == (None,) * 33


@pytest.mark.parametrize(
    ("loss", "penalty"), sampled(product(LOSSES, ["l1", "l2", "elastic_net"]), every=4)
)
def test_between_nodes_stands_a_w_with_its_true_gap(loss, penalty):
    problem = given("iris petals", loss, penalty)
    path = Path(problem, STRENGTHS[14:16])
    assert path.at(0.007) is None
    for _ in path.fill(1e-9):
        pass
    strength = float(np.sqrt(STRENGTHS[14] * STRENGTHS[15]))
    between, true = path.at(strength), best(problem, strength)
    assert between.strength == strength
    assert between.lower <= true.total <= between.total * (1.0 + 1e-12)
    assert between.gap <= 0.02 * true.total
    assert between.total == pytest.approx(
        problem.total(between.weights, between.biases, strength), rel=1e-12
    )
    assert path.at(1.0) is None


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_weights_go_to_zero_and_some_come_back(loss):
    path = filled(given("iris", loss, "l1"), np.geomspace(1e-3, 0.5, 28))
    counts = [np.count_nonzero(node.weights) for node in path.nodes]
    assert counts[0] > 4
    assert counts[-1] <= 2
    data = [path.given.total(node.weights, node.biases, 0.0) for node in path.nodes]
    assert np.diff(data).min() > -1e-9
    sizes = [np.abs(node.weights).sum() for node in path.nodes]
    assert np.diff(sizes).max() < 1e-7


def test_a_path_of_lines_is_that_of_a_linear_programme():
    problem = given("iris petals", "hinge", "l1")
    for strength in (0.003, 0.03, 0.3):
        assert best(problem, strength).total == pytest.approx(
            independent(problem, strength), rel=1e-9
        )


def test_of_a_loss_that_does_not_say_how_it_is_convex_no_best_w_is_offered():
    problem = Given(np.eye(3), np.arange(3), 3, Distance(), L2())
    found = best(problem, 0.1)
    assert (found.minimum, found.exact, found.reason) == (False, False, Reason.UNKNOWN)
    assert found.total == 10.0  # of each example at W = 0: |0 - 10|
    assert not found.weights.any()
    assert not found.biases.any()
    path = Path(problem, [0.1, 1.0])
    assert sorted(path.fill(0.5)) == [0, 1]
    assert [node.reason for node in path.nodes] == [Reason.UNKNOWN] * 2
    assert [node.strength for node in path.nodes] == [0.1, 1.0]
    assert path.at(0.5) is None
    assert safe_step(problem, 0.1) is None
