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
    rows = np.flatnonzero(moves)
    room = sum(
        linear.bounds(model.weights[[index]], features[rows], model.biases[[index]])[:, 0]
        for model in (old, new)
    )
    rows = rows[np.abs(moves[rows]) > room]
    if not rows.size:
        return None
    return Moved(example, index, sealed(rows), by_bias=not features[example].any())
