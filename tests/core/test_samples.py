"""The scenarios with data of the world: what they hold, and figures found elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from core.evaluation import evaluate
from core.fit import fitted
from core.scenario.files import builtin

STATES = {entry.key: entry.load() for entry in builtin()}
IRISES = np.loadtxt(Path(__file__).parent / "data" / "iris.csv", delimiter=",")


@pytest.mark.parametrize(("key", "columns"), [("iris-petals", [2, 3]), ("iris-halves", range(4))])
def test_the_flowers_are_fishers(key, columns):
    state = STATES[key]
    assert np.array_equal(state.source.features, IRISES[:, list(columns)])
    assert np.array_equal(state.labels, IRISES[:, 4])
    assert len({str(name) for name in state.examples}) == 150
    assert [name["en"] for name in state.feature_names][-1] == "petal width (cm)"


def test_the_petals_begin_at_nothing_and_their_best_w_is_known():
    state = STATES["iris-petals"]
    assert not state.source.weights.any()
    assert evaluate(state).total == pytest.approx(np.log(3), rel=1e-15)
    best, found = fitted(state)
    assert found.total == pytest.approx(0.2987469598, abs=1e-10)
    assert evaluate(best).batch.right_count == 145


def test_half_of_each_kind_of_flower_is_held_out_and_w_is_the_best_for_the_others():
    state = STATES["iris-halves"]
    assert np.bincount(state.labels[state.held_out]).tolist() == [25, 25, 25]
    assert evaluate(state).total == pytest.approx(fitted(state)[1].total, abs=1e-10)


def test_the_digits_to_learn_from_are_those_of_the_other_scenario():
    state, other = STATES["digits-held-out"], STATES["digits"]
    assert np.array_equal(state.source.features[:200], other.source.features)
    assert np.array_equal(state.labels[:200], other.labels)
    assert state.training.tolist() == list(range(200))
    assert state.example_count == 1797
    # Those that come with scikit-learn: how many of each there are, and all their ink.
    assert np.bincount(state.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert 16 * state.source.features.sum() == 561718


def test_its_losses_are_those_of_two_other_solvers():
    """The optimum by scipy, and the loss over the 1,597 at it."""
    found = evaluate(STATES["digits-held-out"])
    assert found.total == pytest.approx(0.873039536419, abs=1e-9)
    assert found.active.held_out_mean == pytest.approx(0.663, abs=5e-4)
