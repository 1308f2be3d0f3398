"""Other readings of a file: what it says may have been meant in another convention."""

from dataclasses import replace

import numpy as np

from core.arrays import sealed
from core.checks import require_index
from core.edits.base import Edit, edit, model_of
from core.errors import EditError
from core.state import LinearModel, State

READINGS = ("labels_from_zero", "turn_weights")
"""Keys of the labels of `other_readings`."""


def labels_from_zero() -> Edit:
    """Take 1 from every label: they were counted from 1."""

    def apply(state: State) -> State:
        require_index("class", int(state.labels.min()) - 1, state.class_count)
        labels, view = sealed(state.labels - 1), state.view
        if view.score == state.labels[view.example]:
            view = replace(view, score=int(labels[view.example]))
        return replace(state, labels=labels, view=view)

    return edit("labels_from_zero", apply)


def turn_weights() -> Edit:
    """Let the columns of a square W be its rows: it had a column for each class."""

    def apply(state: State) -> State:
        model = model_of(state)
        shape = model.weights.shape
        if shape[0] != shape[1]:
            raise EditError("shape", {"name": "weights", "found": shape[::-1], "expected": shape})
        return replace(state, source=replace(model, weights=model.weights.T))

    return edit("turn_weights", apply)


def other_readings(state: State) -> tuple[Edit, ...]:
    """Edits to what a file may have meant as well.

    Labels look counted from 1 where they are 1, 2 and so on, without a gap and without 0; a single
    label tells nothing. A square W could as well have a column for each class.
    """
    found = []
    counts = np.bincount(state.labels)
    if len(counts) > 2 and counts[0] == 0 and counts[1:].all():
        found.append(labels_from_zero())
    source = state.source
    if isinstance(source, LinearModel):
        rows, columns = source.weights.shape
        if rows == columns and not np.array_equal(source.weights, source.weights.T):
            found.append(turn_weights())
    return tuple(found)
