"""The linear model ``s = W x + b``: its scores, its gradient, and the cheapest change of one score."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, frozen
from core.state import PARAMETER_LIMIT, LinearModel, require_in_range

# Up to this many features a sum is short enough to be checked by hand, so it is added in pairs
# (which also gives the hand's result more often); longer ones go through einsum for speed.
PAIRED_FEATURES = 16
BLOCK_ELEMENTS = 1 << 16


def scores(weights: FloatArray, features: FloatArray, biases: FloatArray) -> FloatArray:
    """Scores of every example, ``s_ij = sum_d w_jd x_id + b_j``.

    An example's scores have the same bits whether it is computed alone or among others.

    Parameters
    ----------
    weights : (C, D)
    features : (N, D)
    biases : (C,)

    Returns
    -------
    (N, C)
    """
    count, depth = features.shape
    with np.errstate(under="ignore"):
        if depth > PAIRED_FEATURES:
            result: FloatArray = np.einsum("nd,cd->nc", features, weights)
        else:
            result = np.empty((count, len(weights)))
            step = max(1, BLOCK_ELEMENTS // max(1, weights.size))
            for start in range(0, count, step):
                block = features[start : start + step]
                result[start : start + step] = _paired_sum(block.T[:, :, None] * weights.T[:, None])
        result += biases
        result += 0.0  # -0.0 + 0.0 is 0.0
    return result


def _paired_sum(terms: FloatArray) -> FloatArray:
    """Sum along the first axis, neighbours first: (a + b) + (c + d)."""
    if len(terms) == 0:
        return np.zeros(terms.shape[1:])
    while len(terms) > 1:
        even = len(terms) // 2 * 2
        sums = terms[0:even:2] + terms[1:even:2]
        terms = sums if even == len(terms) else np.concatenate([sums, terms[even:]])
    return terms[0]


def gradient(score_gradient: FloatArray, features: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Chain rule from scores to weights and biases: ``dW = G^T X``, ``db = G^T 1``.

    Parameters
    ----------
    score_gradient : (N, C)
        dL/ds, already divided by N where L is a mean.
    features : (N, D)

    Returns
    -------
    (C, D) and (C,)
    """
    with np.errstate(under="ignore"):
        return score_gradient.T @ features + 0.0, score_gradient.sum(axis=0) + 0.0


def least_norm_edit(
    model: LinearModel, example: int, class_index: int, value: float
) -> LinearModel:
    """The model nearest to `model` in which one example's score of one class is `value`.

    The row of that class moves by ``(s' - s) x / (x . x)``, the shortest of all changes that do it
    (a projection onto the hyperplane ``w . x + b = s'``). Where x is 0 the bias moves instead.

    Rounding leaves the new score an ulp or so off. Since a person who types 0 wants to read 0, the
    remainder is pushed through again, and what is then left goes into a single weight, finest first.

    Raises
    ------
    EditError
        ``out_of_range`` if the value, or a weight or bias that it needs, is beyond the limits.
    """
    require_in_range("score", value, (-PARAMETER_LIMIT, PARAMETER_LIMIT))
    row = model.features[example : example + 1]
    x = row[0]
    weights = np.array(model.weights[class_index])
    biases = model.biases[class_index : class_index + 1]

    def remainder(candidate: FloatArray) -> float:
        return value - float(scores(candidate[None], row, biases)[0, 0])

    scale = float(np.abs(x).max(initial=0.0))
    if scale == 0.0:
        moved = np.array(model.biases)
        moved[class_index] = value
        return replace(model, biases=frozen(moved))

    with np.errstate(under="ignore"):
        unit = x / scale  # x . x itself may underflow or overflow
        direction = unit / float(unit @ unit)
        left = remainder(weights)
        # The largest weight moves by at least this much; beyond it the product may overflow.
        require_in_range("weights", left / scale / x.size, (-2 * PARAMETER_LIMIT, 2 * PARAMETER_LIMIT))
        for _ in range(3):
            candidate = weights + left / scale * direction
            rest = remainder(candidate)
            if abs(rest) >= abs(left):
                break
            weights, left = candidate, rest
        for k in np.argsort(np.abs(x) * np.spacing(np.abs(weights)))[:8]:
            if left == 0.0:
                break
            if x[k] == 0.0:
                continue
            candidate = weights.copy()
            candidate[k] += left / x[k]
            rest = remainder(candidate)
            if abs(rest) < abs(left):
                weights, left = candidate, rest

    rows = np.array(model.weights)
    rows[class_index] = weights
    return replace(model, weights=frozen(rows))
