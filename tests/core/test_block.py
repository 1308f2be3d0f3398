"""A block of names, labels and scores written in one step, and the weights that give it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import Block, set_block, set_score
from core.errors import EditError
from core.evaluation import evaluate
from core.scenario.files import DEFAULT_KEY, builtin
from core.state import LinearModel, ScoreTable, State
from tests.sweeps import tries


def scenario():
    return next(item for item in builtin() if item.key == DEFAULT_KEY).load()


def model_state(features, classes=3):
    features = np.array(features, dtype=float)
    count, depth = features.shape
    model = LinearModel(features, np.zeros((classes, depth)), np.zeros(classes))
    names = tuple("abc"[:classes])
    return State("Some", names, ("x",) * count, np.zeros(count, dtype=int), model)


def block_of(state, rows, classes, values):
    edit = set_block(Block(rows, classes=classes, scores=np.array(values, dtype=float)))
    return edit.apply(state)


def test_with_scores_alone_the_others_stay():
    table = ScoreTable(np.array([[1.0, 2.0], [3.0, 4.0]]))
    state = State("Some", ("a", "b"), ("x", "y"), np.array([0, 1]), table)
    found = set_block(Block([1], names=["z"], labels=[0], classes=[1], scores=np.array([[9.0]])))
    after = found.apply(state)
    assert after.source.scores.tolist() == [[1, 2], [3, 9]]
    assert after.examples == ("x", "z")
    assert after.labels.tolist() == [0, 0]
    assert after.identities is state.identities


def test_examples_that_share_nothing_get_theirs_as_one_by_one():
    state = scenario()
    values = [[1.5, 0.25, -7.0], [3.25, 9.0, 2.0], [0.1, 0.2, 0.3]]
    after = block_of(state, [0, 1, 2], [0, 1, 2], values)
    assert evaluate(after).scores.tolist() == values
    single = state
    for (row, column), value in np.ndenumerate(np.array(values)):
        single = set_score(row, column, value).apply(single)
    assert np.allclose(after.source.weights, single.source.weights, rtol=0, atol=1e-12)


def test_examples_that_share_features_get_all_their_scores_by_the_shortest_change():
    # Two rows at 45 degrees, by hand: w = (1, 2 - 1) gives 1 and 2.
    after = block_of(model_state([[1, 0], [1, 1]]), [0, 1], [0], [[1.0], [2.0]])
    assert evaluate(after).scores[:, 0].tolist() == [1.0, 2.0]
    assert np.allclose(after.source.weights[0], [1.0, 1.0], rtol=0, atol=1e-12)
    assert after.source.weights[1:].tolist() == [[0, 0], [0, 0]]


@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 2**32 - 1))
@tries(15)
def test_the_change_is_the_shortest_by_the_pseudo_inverse(rows, depth, seed):
    random = np.random.default_rng(seed)
    features = random.integers(-2, 3, (rows, depth)).astype(float)
    wanted = features @ random.normal(size=(depth, 3))  # there are weights that give these
    features[:, 0] += 10 * (~features.any(axis=1))
    wanted = features @ random.normal(size=(depth, 3))
    after = block_of(model_state(features), range(rows), [0, 1, 2], wanted)
    assert np.allclose(evaluate(after).scores, wanted, rtol=0, atol=1e-9)
    shortest = (np.linalg.pinv(features) @ wanted).T
    assert np.allclose(after.source.weights, shortest, rtol=0, atol=1e-8)


def test_scores_that_no_weights_give_are_refused():
    state = model_state([[1, 2], [1, 2]])
    with pytest.raises(EditError) as refused:
        block_of(state, [0, 1], [0], [[1.0], [2.0]])
    assert refused.value.key == "dependent_examples"
    same = block_of(state, [0, 1], [0], [[1.5], [1.5]])
    assert evaluate(same).scores[:, 0].tolist() == [1.5, 1.5]


def test_without_features_the_bias_is_the_score():
    state = model_state([[0, 0], [1, 0]])
    after = block_of(state, [0, 1], [0], [[2.0], [5.0]])
    assert evaluate(after).scores[:, 0].tolist() == [2.0, 5.0]
    assert after.source.biases.tolist() == [2.0, 0, 0]
    with pytest.raises(EditError):
        block_of(model_state([[0, 0], [0, 0]]), [0, 1], [0], [[2.0], [5.0]])


@pytest.mark.parametrize("value", [1e301, np.inf])
def test_numbers_beyond_the_limits_are_refused(value):
    for state in (scenario(), model_state([[1, 0]])):
        with pytest.raises(EditError):
            block_of(state, [0], [0], [[value]])


def test_more_examples_than_features_are_met_where_they_can_be():
    features = np.array([[1, 0], [0, 1], [1, 1], [2, -1]], dtype=float)
    wanted = features @ np.array([[1.0], [3.0]])
    after = block_of(model_state(features), range(4), [1], wanted)
    assert np.allclose(evaluate(after).scores[:, [1]], wanted, rtol=0, atol=1e-12)
