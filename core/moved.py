"""Which other examples an edit of scores has moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from core import linear
from core.arrays import FloatArray, IntArray, sealed
from core.edits import Label
from core.state import LinearModel, State

_OF_SCORES = {"set_score", "set_scores", "set_block"}


@dataclass(frozen=True, eq=False)
class Moved:
    """What else moved with scores.

    Attributes
    ----------
    example, class_index : int
        The score that was edited; of several the first.
    others : (K,)
        Other examples of which a score has moved, ascending.
    by_bias : bool
        Whether they share the bias and nothing else: the examples' own features are all 0.
    """

    example: int
    class_index: int
    others: IntArray
    by_bias: bool


def moved_by(label: Label, before: State, after: State) -> Moved | None:
    """What the edit called `label`, between these states, has moved besides; None if nothing.

    A score that rounding alone may have moved has not moved.
    """
    old, new = before.source, after.source
    if label.key not in _OF_SCORES or not (
        isinstance(old, LinearModel) and isinstance(new, LinearModel)
    ):
        return None
    edited = list(cast(Sequence[int], label.params["examples"]))
    changed = (new.weights != old.weights).any(axis=1) | (new.biases != old.biases)
    classes = np.flatnonzero(changed)
    if not classes.size:
        return None
    others = np.zeros(len(new.features), dtype=bool)
    reach = linear.reach_of(new.features)
    for index in classes.tolist():
        others |= _moved(old, new, index, reach)
    others[edited] = False
    rows = np.flatnonzero(others)
    if not rows.size:
        return None
    by_bias = not new.features[edited].any()
    return Moved(edited[0], int(classes[0]), sealed(rows), by_bias)


def _moved(old: LinearModel, new: LinearModel, index: int, reach: FloatArray) -> NDArray[np.bool_]:
    """Which examples' scores of one class have moved, (N,)."""
    features = new.features
    steps = new.weights[index] - old.weights[index]
    with np.errstate(under="ignore"):
        moves = features @ steps + (new.biases[index] - old.biases[index])
    models = [(model.weights[[index]], model.biases[[index]]) for model in (old, new)]
    # Most have moved by more than any bound, and the bounds cost as much as the scores.
    most = sum(linear.largest_bound(weights, reach, biases) for weights, biases in models)
    near = np.flatnonzero((moves != 0.0) & (np.abs(moves) <= most))
    room = sum(linear.bounds(weights, features[near], biases)[:, 0] for weights, biases in models)
    moves[near[np.abs(moves[near]) <= room]] = 0.0
    return np.asarray(moves != 0.0)
