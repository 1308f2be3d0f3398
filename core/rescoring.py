"""Scores after a small change of the model: only what it moves is computed again."""

import numpy as np

from core import linear
from core.arrays import FloatArray, sealed
from core.lineage import descended, descent_of

Model = tuple[FloatArray, FloatArray, FloatArray]
"""Weights (C, D), features (N, D) and biases (C,)."""


def rescored(
    model: Model, before: Model, scores: FloatArray, reach: FloatArray
) -> FloatArray | None:
    """Scores (N, C) of `model`, from those of `before`; None where most of them are others.

    They are the same bit for bit as if all were computed: neither an example's nor a class's scores
    depend on what others there are.
    """
    weights, features, biases = model
    if features is before[1] and weights.shape == before[0].shape:
        moved = (weights != before[0]).any(axis=1) | (biases != before[2])
        classes = np.flatnonzero(moved)
        if not len(classes):
            return scores
        if 2 * len(classes) > len(weights):
            return None
        columns = np.array(scores)
        columns[:, classes] = linear.scores(weights[classes], features, biases[classes], reach)
        return sealed(columns)
    if weights is before[0] and biases is before[2]:
        descent = descent_of(features, before[1], len(features) // 2)
        if descent is not None:
            values = linear.scores(weights, features[descent.rows], biases)
            return descended(scores, descent, values)
    return None
