"""Which other examples an edit of a score moves, and when that is told."""

from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.document import Document
from core.scenario.files import builtin
from core.state import LinearModel

SHARED = [[1, 0, 1], [1, 1, 0], [0, 0, 0], [0, 1, -1]]


def entry(key):
    return next(item for item in builtin() if item.key == key).load()


def sharing():
    """Four examples: the first shares a feature with the second and one with the fourth."""
    state = entry("blank-features")
    for name in ("b", "c", "d"):
        state = edits.add_example(name).apply(state)
    source = LinearModel(SHARED, np.zeros((3, 3)), np.zeros(3))
    return replace(state, source=source, feature_names=())


def test_the_examples_that_share_features_are_told():
    document = Document(sharing())
    document.apply(edits.set_score(0, 2, 3.0))
    moved = document.moved
    assert (moved.example, moved.class_index, moved.by_bias) == (0, 2, False)
    assert moved.others.tolist() == [1, 3]
    assert not moved.others.flags.writeable


def test_without_features_of_its_own_an_example_moves_all_by_the_bias():
    document = Document(sharing())
    document.apply(edits.set_score(2, 0, 1.5))
    assert document.moved.others.tolist() == [0, 1, 3]
    assert document.moved.by_bias


def test_several_scores_of_an_example_tell_of_all_that_one_of_them_has_moved():
    document = Document(sharing())
    document.apply(edits.set_scores(0, 1, [3.0, 4.0]))
    moved = document.moved
    assert (moved.example, moved.class_index, moved.by_bias) == (0, 1, False)
    assert moved.others.tolist() == [1, 3]


def test_a_block_of_scores_tells_of_others_than_its_own_examples():
    document = Document(sharing())
    document.apply(
        edits.set_block(edits.Block([0, 1], classes=[2], scores=np.array([[3.0], [1.0]])))
    )
    moved = document.moved
    assert (moved.example, moved.class_index, moved.by_bias) == (0, 2, False)
    assert moved.others.tolist() == [3]
    document.apply(edits.set_block(edits.Block([0, 1], labels=[1, 1])))
    assert document.moved is None


def test_a_copy_shares_every_feature_with_what_it_was_made_from():
    document = Document(entry("blank-features"))
    document.apply(edits.duplicate_examples([0], ["copy"]))
    document.apply(edits.set_score(1, 0, 2.0))
    assert document.moved.others.tolist() == [0]


@pytest.mark.parametrize("key", ["cat-car-frog", "blank-scores"])
def test_where_nothing_moves_nothing_is_told(key):
    document = Document(entry(key))
    for _ in range(3):
        document.apply(edits.add_example("new"))
    for value in (7.1, 9999.9, 0.3):
        document.apply(edits.set_score(0, 1, value))
        assert document.moved is None


def test_it_is_told_of_the_last_step_alone():
    document = Document(sharing())
    document.begin()
    for value in (1.0, 2.0):
        document.preview(edits.set_score(0, 0, value))
    assert document.moved is None
    document.commit()
    assert document.moved.others.tolist() == [1, 3]
    document.apply(edits.set_strength(0.5))
    assert document.moved is None
    document.undo()
    assert document.moved is None
    document.undo()
    document.redo()
    assert document.moved is None


def test_looking_elsewhere_afterwards_does_not_hide_it():
    document = Document(sharing())
    document.apply(edits.set_score(0, 0, 3.0))
    moved = document.moved
    document.apply(edits.choose_example(1))
    document.apply(edits.choose_score(2))
    assert document.moved is moved
    document.apply(edits.set_label(0, 1))
    assert document.moved is None


def test_a_gesture_that_ends_where_it_began_has_moved_nothing():
    document = Document(sharing())
    document.apply(edits.set_score(0, 0, 2.0))
    document.begin()
    document.preview(edits.set_score(0, 0, 3.0))
    document.preview(edits.set_score(0, 0, 2.0))
    document.commit()
    assert document.moved is None
