"""Which example is which, once some have been added, removed, renamed or moved."""

import numpy as np
import pytest

from core import edits
from core.pin import counterparts
from core.scenario.files import dump_bytes, load_bytes
from core.state import ScoreTable, State

PINNED = State(
    "t",
    ("a", "b"),
    ("p", "p", "q"),
    np.zeros(3, dtype=int),
    ScoreTable(np.arange(6.0).reshape(3, 2)),
)


def after(*made):
    state = PINNED
    for edit in made:
        state = edit.apply(state)
    return state


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ((), [0, 1, 2]),
        ((edits.rename_example(0, "other"), edits.set_score(0, 0, 9.0)), [0, 1, 2]),
        ((edits.rename_example(0, "other"), edits.add_example("new")), [0, 1, 2, -1]),
        ((edits.remove_examples([0]),), [1, 2]),
        ((edits.remove_examples([1]), edits.rename_example(1, "z")), [0, 2]),
        ((edits.move_example(0, 2),), [1, 2, 0]),
        ((edits.duplicate_examples([2, 0], ["x", "y"]),), [0, 1, 2, -1, -1]),
        ((edits.remove_examples([2]), edits.add_example("q")), [0, 1, -1]),
        ((edits.add_class("c"), edits.set_label(0, 1)), [0, 1, 2]),
    ],
)
def test_an_example_is_found_whatever_it_is_called_and_wherever_it_stands(made, found):
    assert counterparts(after(*made), PINNED).tolist() == found


def test_what_was_removed_since_is_found_from_the_other_side():
    state = after(edits.remove_examples([1]))
    assert counterparts(PINNED, state).tolist() == [0, -1, 1]


def test_identities_are_no_part_of_the_value():
    state = after(edits.duplicate_examples([0], ["x"]), edits.remove_examples([0]))
    read = load_bytes(dump_bytes(state))
    assert read.identities.tolist() != state.identities.tolist()
    assert read == state
