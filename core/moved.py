"""Which other examples an edit of a score has moved."""

from dataclasses import dataclass

import numpy as np

from core import linear
from core.arrays import IntArray, sealed
from core.edits import Label
from core.state import LinearModel, State


@dataclass(frozen=True, eq=False)
class Moved:
    """What else moved with a score.

    Attributes
    ----------
    example, class_index : int
        The score that was edited.
    others : (K,)
        Other examples whose score of that class has moved, ascending.
    by_bias : bool
        Whether they share the bias and nothing else: the example's own features are all 0.
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
    if label.key != "set_score" or not (
        isinstance(old, LinearModel) and isinstance(new, LinearModel)
    ):
        return None
    example, index = int(str(label.params["example"])), int(str(label.params["index"]))
    features = new.features
    steps = new.weights[index] - old.weights[index]
    with np.errstate(under="ignore"):
        moves = features @ steps + (new.biases[index] - old.biases[index])
    moves[example] = 0.0
    rows, reach = np.flatnonzero(moves), linear.reach_of(features)
    models = [(model.weights[[index]], model.biases[[index]]) for model in (old, new)]
    # Most have moved by more than any bound, and the bounds cost as much as the scores.
    most = sum(linear.largest_bound(weights, reach, biases) for weights, biases in models)
    near = rows[np.abs(moves[rows]) <= most]
    room = sum(linear.bounds(weights, features[near], biases)[:, 0] for weights, biases in models)
    moves[near[np.abs(moves[near]) <= room]] = 0.0
    rows = rows[moves[rows] != 0.0]
    if not rows.size:
        return None
    return Moved(example, index, sealed(rows), by_bias=not features[example].any())
