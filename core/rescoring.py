"""Scores after a small change of the model: only what it moves is computed again."""

import numpy as np

from core import linear
from core.arrays import FloatArray, IntArray, sealed
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
    if features is before[1] and weights.shape[1] == before[0].shape[1]:
        origin = _origin(model, before)
        classes = np.flatnonzero(origin < 0)
        if 2 * len(classes) > len(weights):
            return None
        if not len(classes) and np.array_equal(origin, np.arange(scores.shape[1])):
            return scores
        columns = scores.take(np.maximum(origin, 0), axis=1)
        if len(classes):
            columns[:, classes] = linear.scores(weights[classes], features, biases[classes], reach)
        return sealed(columns)
    if weights is before[0] and biases is before[2]:
        descent = descent_of(features, before[1], len(features) // 2)
        if descent is not None:
            values = linear.scores(weights, features[descent.rows], biases)
            return descended(scores, descent, values)
    return None


def _origin(model: Model, before: Model) -> IntArray:
    """For each class the one of `before` that had the same weights and bias, (C,), or -1."""
    weights, _, biases = model
    if weights.shape == before[0].shape:
        moved = (weights != before[0]).any(axis=1) | (biases != before[2])
        if 2 * moved.sum() <= len(weights):  # as in every frame of a drag
            return np.where(moved, -1, np.arange(len(weights)))
    known = {key: column for column, key in enumerate(_keys(before))}
    return np.array([known.get(key, -1) for key in _keys(model)])


def _keys(model: Model) -> list[tuple[bytes, float]]:
    weights, _, biases = model
    return [(row.tobytes(), bias) for row, bias in zip(weights, biases.tolist(), strict=True)]
