"""The best W of known problems: the least L, known closed forms, and where weights become 0."""

import numpy as np
import pytest

from core.fit import best
from tests.sweeps import sampled
from tools.fits import examples, given, optima

# Every fifth of 12, so that each pair of loss and penalty has its turn. Of the digits, which take
# seconds each, one where weights become 0.
ROWS = sampled(optima("default", "iris"), every=5)
ROWS += sampled(optima("digits200"), every=16, first=4)


@pytest.mark.parametrize(("name", "loss", "penalty", "strength", "total"), ROWS)
def test_the_least_loss_is_that_of_two_other_solvers(name, loss, penalty, strength, total):
    found = best(given(name, loss, penalty), strength)
    assert found.exact
    assert found.total == pytest.approx(total, rel=1e-9)


@pytest.mark.parametrize(
    ("strength", "total", "lead"),
    [
        (1.0, 0.9184483875247865, 0.5385680224),
        (0.1, 0.439226495776569, 2.049057639),
        (0.01, 0.1157357313030567, 3.898073963),
        (0.001, 0.02285339642638859, 5.831738496),
    ],
)
def test_three_examples_at_right_angles_have_one_lead_in_common(strength, total, lead):
    # ln(1 + 2 e^-m) + lambda m^2 / 2 with 50 digits; m is every example's lead.
    found = best(given("default"), strength)
    features, labels, _ = examples("default")
    scores = features @ found.weights.T + found.biases
    leads = scores[np.arange(3), labels][:, None] - scores
    assert found.total == pytest.approx(total, rel=1e-13)
    assert leads[~np.eye(3, dtype=bool)] == pytest.approx(np.full(6, lead), rel=1e-7)


@pytest.mark.parametrize("strength", [1.0, 0.1, 0.01, 0.001])
@pytest.mark.parametrize(
    ("loss", "penalty", "factor"),
    [
        ("hinge", "l2", 0.5),
        ("hinge", "l1", 1.5),
        ("hinge", "elastic_net", 1.125),
        ("largest", "l2", 0.5),
    ],
)
def test_a_hinge_that_all_can_meet_costs_the_penalty_alone(loss, penalty, factor, strength):
    found = best(given("default", loss, penalty), strength)
    assert found.total == pytest.approx(factor * strength, rel=1e-9)


def test_each_class_for_itself_is_paid_for_each_class():
    # Scores of 1 and -1 twice, less a bias of -1/3: (16 + 4 + 4)/9 for each of three classes, over
    # the squared length 4 of the examples.
    found = best(given("default", "each class"), 0.01)
    assert found.total == pytest.approx(3.0 * (24.0 / 9.0) / 4.0 * 0.01, rel=1e-9)
    assert found.biases == pytest.approx(np.full(3, -1.0 / 3.0), rel=1e-6)


@pytest.mark.parametrize(
    ("name", "largest", "nothing"),
    [
        ("default", 0.4444444444, np.log(3.0)),
        ("iris", 0.7653333333, np.log(3.0)),
        # Shares of 59, 71 and 48 among 178.
        ("wine standardized", 0.3893007413, 1.08603844364),
        ("digits200", 0.0656875, np.log(10.0)),
    ],
)
def test_a_strong_l1_leaves_nothing_but_the_biases(name, largest, nothing):
    beyond = best(given(name, penalty="l1"), largest * (1.0 + 1e-6))
    assert not beyond.weights.any()
    assert beyond.total == pytest.approx(nothing, rel=1e-11)
    shares = np.bincount(examples(name)[1]) / len(examples(name)[1])
    assert np.exp(beyond.biases) / np.exp(beyond.biases).sum() == pytest.approx(shares, rel=1e-9)
    if name != "digits200":  # from the cold that takes a while
        assert best(given(name, penalty="l1"), largest * (1.0 - 1e-6)).weights.any()


def test_a_half_of_the_squares_is_half_of_lambda():
    from core.penalties.l2 import L2

    half = best(given("iris", penalty=L2(half=True)), 0.02)
    assert half.total == pytest.approx(0.288453884378, rel=1e-9)


def test_five_of_the_flowers_are_wrong_at_the_least_loss_of_two_features():
    features, labels, _ = examples("iris petals")
    found = best(given("iris petals"), 0.01)
    assert found.total == pytest.approx(0.2987469598, rel=1e-9)
    scores = features @ found.weights.T + found.biases
    assert np.count_nonzero(scores.argmax(axis=1) != labels) == 5


@pytest.mark.parametrize(
    ("strength", "loss", "norm"),
    [(1e-6, 0.03969576794, 21.0), (1e-8, 0.03966217751, 24.3), (1e-10, 0.03966182705, 27.6)],
)
def test_the_loss_of_the_irises_nears_a_value_that_it_never_takes(strength, loss, norm):
    problem = given("iris")
    found = best(problem, strength)
    data = problem.total(found.weights, found.biases, 0.0)
    assert data == pytest.approx(loss, rel=2e-8)
    assert data > 0.0396618226379
    assert found.exact
    if strength == 1e-6:
        assert np.linalg.norm(found.weights) == pytest.approx(norm, rel=0.01)
