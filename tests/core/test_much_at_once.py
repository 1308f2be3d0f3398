"""Edits of documents with very many features copy no more than they must."""

import tracemalloc

import numpy as np
import pytest

from core import edits
from core.edits import Edit
from core.state import LinearModel, State

COUNT, DEPTH = 60, 4_000


@pytest.fixture(scope="module")
def deep() -> State:
    random = np.random.default_rng(1)
    features = random.normal(size=(COUNT, DEPTH))
    source = LinearModel(features, random.normal(size=(3, DEPTH)), np.zeros(3))
    names = tuple(f"example {number}" for number in range(COUNT))
    return State("deep", ("a", "b", "c"), names, np.arange(COUNT) % 3, source)


def held_at_most(state: State, edit: Edit) -> float:
    """The most memory that an edit needs at a time, in sizes of the features."""
    assert isinstance(state.source, LinearModel)
    tracemalloc.start()
    try:
        edit.apply(state)
        return tracemalloc.get_traced_memory()[1] / state.source.features.nbytes
    finally:
        tracemalloc.stop()


def test_an_example_moved_far_has_the_features_copied_once(deep: State) -> None:
    assert held_at_most(deep, edits.move_example(0, COUNT - 1)) < 1.3


def test_of_a_feature_removed_no_other_name_is_looked_at_again(
    deep: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr("core.names.is_blank", looked.append)
    assert edits.remove_feature(7).apply(deep).feature_count == DEPTH - 1
    assert len(looked) < 5  # the title


@pytest.mark.parametrize(("index", "to"), [(0, COUNT - 1), (COUNT - 1, 0), (3, 4), (9, 9)])
def test_rows_of_many_features_move_with_their_examples(deep: State, index: int, to: int) -> None:
    after = edits.move_example(index, to).apply(deep)
    order = list(range(COUNT))
    order.insert(to, order.pop(index))
    assert isinstance(deep.source, LinearModel)
    assert isinstance(after.source, LinearModel)
    assert np.array_equal(after.source.features, deep.source.features[order])
    assert after.examples == tuple(deep.examples[number] for number in order)


def test_a_feature_in_the_middle_goes_with_its_weights(deep: State) -> None:
    after = edits.remove_feature(7).apply(deep)
    kept = [number for number in range(DEPTH) if number != 7]
    assert isinstance(deep.source, LinearModel)
    assert isinstance(after.source, LinearModel)
    assert np.array_equal(after.source.features, deep.source.features[:, kept])
    assert np.array_equal(after.source.weights, deep.source.weights[:, kept])
    assert after.feature_names == tuple(deep.feature_names[number] for number in kept)
