"""The linear model ``s = W x + b``: scores, gradient, and the cheapest change of one score."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray, frozen
from core.checks import require_in_range
from core.state import PARAMETER_LIMIT, LinearModel

# Up to this many features a sum is short enough to be checked by hand; it is added in pairs, so
# that the lecture's decimals come out as printed. Longer ones go through einsum, which is faster.
PAIRED_FEATURES = 16
BLOCK_ELEMENTS = 1 << 16
# Meeting a score to the last bit: how often, with how many weights, and by which parts of what is
# left, since a sum that rounds may need a little more or less.
ROUNDS = 3
MOST_WEIGHTS = 8
HELD_ELEMENTS = 1 << 16
LEAST_LEVERAGE = 1e-3
NOISE = 2.0**-52
DIGITS = 15  # what a float64 surely holds
PORTIONS = np.array([1.0, 0.5, 1.5, 2.0, 3.0])


def scores(
    weights: FloatArray,
    features: FloatArray,
    biases: FloatArray,
    reach: FloatArray | None = None,
) -> FloatArray:
    """Scores of every example, ``s_ij = sum_d w_jd x_id + b_j``; 0 where only rounding is left.

    An example's scores have the same bits whether it is computed alone or among others (a matrix
    product by BLAS would not promise that).

    Parameters
    ----------
    weights : (C, D)
    features : (N, D)
    biases : (C,)
    reach : (D,), optional
        What `reach` gives for these features, if it is known.

    Returns
    -------
    (N, C)
    """
    count, depth = features.shape
    with np.errstate(under="ignore"):
        if depth > PAIRED_FEATURES:
            result: FloatArray = np.einsum("nd,cd->nc", features, weights) + biases
            result += 0.0  # -0.0 + 0.0 is 0.0
            most = largest_bound(weights, reach_of(features) if reach is None else reach, biases)
            near = np.abs(result) <= most
            if near.any():
                rows = np.flatnonzero(near.any(axis=1))
                few = result[rows]
                noise = np.abs(few) < bounds(weights, features[rows], biases)
                result[rows] = np.where(noise, 0.0, few)
            return result
        result = np.empty((count, len(weights)))
        step = max(1, BLOCK_ELEMENTS // max(1, weights.size))
        for start in range(0, count, step):
            block = features[start : start + step]
            terms = [x[:, None] * w for x, w in zip(block.T, weights.T, strict=True)]
            found = _paired_sum(terms) + biases
            result[start : start + step] = _tidied(found, weights, block, biases)
    return result


def _tidied(
    result: FloatArray, weights: FloatArray, features: FloatArray, biases: FloatArray
) -> FloatArray:
    """Scores cut to the fifteen digits of their terms where that is as near to the truth.

    A sum of several rounded terms is off by up to a last bit of their sizes. Within that, what a
    person gets by hand is as right as what was added up: -0.7 - 1.7 - 0.85 + 0.15 is -3.1, and
    1.675 - 1.025 - 0.575 - 0.075 is 0.
    """
    sizes = _sizes(weights, features, biases)
    terms = (features != 0.0).astype(float) @ (weights != 0.0).T + (biases != 0.0)
    # Powers of ten up to 10^22 are exact, and so are whole numbers below 2^53: the quotient is the
    # float64 nearest to the decimal.
    exponents = np.ceil(np.frexp(sizes)[1] * np.log10(2.0))
    powers = 10.0 ** np.clip(DIGITS - exponents, 0, 22)
    with np.errstate(over="ignore", invalid="ignore"):
        tidy = np.rint(result * powers) / powers
        near = (np.abs(tidy - result) <= NOISE * sizes) & (terms > 1)
    found = np.where(near, tidy, result) + 0.0
    found[np.abs(found) < (features.shape[1] + 2) * NOISE * sizes] = 0.0
    return found


def _sizes(weights: FloatArray, features: FloatArray, biases: FloatArray) -> FloatArray:
    """``sum_d |w_jd x_id| + |b_j|``, (N, C)."""
    # Not by BLAS, whose last bits depend on how many rows there are.
    found: FloatArray = np.einsum("nd,cd->nc", np.abs(features), np.abs(weights)) + np.abs(biases)
    return found


def bounds(weights: FloatArray, features: FloatArray, biases: FloatArray) -> FloatArray:
    """How far `scores` may be from the truth, (N, C): ``(D + 2) 2^-52 (sum_d |w x| + |b|)``.

    D products and D additions are each off by a relative 2^-53 at most, and cutting the sum to
    fifteen digits takes one 2^-52 more.

    References
    ----------
    Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition (2002), section 3.1.
    """
    with np.errstate(under="ignore"):
        found: FloatArray = (features.shape[1] + 2) * NOISE * _sizes(weights, features, biases)
        return found


def reach_of(features: FloatArray) -> FloatArray:
    """The largest size of each feature, (D,)."""
    found: FloatArray = np.maximum(
        features.max(axis=0, initial=0.0), -features.min(axis=0, initial=0.0)
    )
    return found


def largest_bound(weights: FloatArray, reach: FloatArray, biases: FloatArray) -> float:
    """A number that none of `bounds` exceeds, for features of this `reach` (D,)."""
    # A little more than the largest, which is itself rounded.
    return 1.01 * float(bounds(weights, reach[None, :], biases).max())


def _paired_sum(terms: list[FloatArray]) -> FloatArray | float:
    """Neighbours first: (a + b) + (c + d)."""
    while len(terms) > 1:
        odd = terms[len(terms) // 2 * 2 :]
        terms = [a + b for a, b in zip(terms[0::2], terms[1::2], strict=False)] + odd
    return terms[0] if terms else 0.0


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


def spare_feature(features: FloatArray, weights: FloatArray) -> int | None:
    """The first feature that is 0 in every example and has weight 0 in every class, if any is.

    Parameters
    ----------
    features : (N, D)
    weights : (C, D)
    """
    used = np.asarray(features.any(axis=0) | weights.any(axis=0))
    spare = np.flatnonzero(~used)
    return int(spare[0]) if spare.size else None


def least_norm_edit(
    model: LinearModel, example: int, class_index: int, value: float
) -> LinearModel:
    """The model nearest to `model` in which one example's score of one class is `value`.

    The row of that class moves by ``(s' - s) x / (x . x)``, the shortest of all changes that do it
    (a projection onto the hyperplane ``w . x + b = s'``). Where x is 0 the bias moves instead.

    Rounding leaves the new score an ulp or so off. Since a person who types 0 wants to read 0, the
    remainder is pushed through again, and what is then left goes into single weights. Other
    examples at right angles to this one, whose scores should not move, are held in the same way.

    Raises
    ------
    EditError
        ``out_of_range`` if the value, or a weight or bias that it needs, is beyond the limits.
    """
    require_in_range("score", value, (-PARAMETER_LIMIT, PARAMETER_LIMIT))
    row = model.features[example : example + 1]
    x = row[0]
    weights = np.array(model.weights[class_index])
    bias = model.biases[class_index]

    def remainders(candidates: FloatArray) -> FloatArray:
        found: FloatArray = scores(candidates, row, np.full(len(candidates), bias))[0]
        return value - found

    scale = float(np.abs(x).max(initial=0.0))
    if scale == 0.0:
        moved = np.array(model.biases)
        moved[class_index] = value
        return replace(model, biases=frozen(moved))

    with np.errstate(under="ignore"):
        unit = x / scale  # x . x itself may underflow or overflow
        direction = unit / float(unit @ unit)
        left = float(remainders(weights[None])[0])
        # The largest weight moves by at least this much; beyond it the product may overflow.
        least = left / scale / x.size
        require_in_range("weights", least, (-2 * PARAMETER_LIMIT, 2 * PARAMETER_LIMIT))
        for _ in range(ROUNDS):
            candidate = weights + left / scale * direction
            rest = float(remainders(candidate[None])[0])
            if abs(rest) >= abs(left):
                break
            weights, left = candidate, rest
        kept = _undisturbed(model.features, x)
        held = np.append(scores(model.weights[class_index][None], kept, bias[None]), value)
        weights = _holding(weights, bias, np.vstack([kept, row]), held)
        left = float(remainders(weights[None])[0])
        # The finest weights; one on a tiny feature would have to move far.
        useful = np.flatnonzero(np.abs(unit) > LEAST_LEVERAGE)
        effect = np.abs(x[useful]) * np.spacing(np.abs(weights[useful]))
        finest = useful[np.argsort(effect)[:MOST_WEIGHTS]]
        for _ in range(ROUNDS):
            if left == 0.0:
                break
            candidates = _single_moves(weights, finest, left / x[finest])
            rests = remainders(candidates)
            now = scores(candidates, kept, np.full(len(candidates), bias))
            best = np.lexsort(((held[:-1] != now.T).sum(axis=1), np.abs(rests)))[0]
            if abs(rests[best]) >= abs(left):
                break
            weights, left = candidates[best], float(rests[best])

    rows = np.array(model.weights)
    rows[class_index] = weights
    return replace(model, weights=frozen(rows))


def _undisturbed(features: FloatArray, x: FloatArray) -> FloatArray:
    """Rows of `features` (N, D) that are at right angles to `x` (D,) but not apart from it, (K, D).

    Where every product is 0 there is nothing to round. Of very many none are looked after.
    """
    if features.shape[1] > PAIRED_FEATURES or features.size > HELD_ELEMENTS:
        return features[:0]
    beside = (features != 0.0) & (x != 0.0)
    with np.errstate(over="ignore", invalid="ignore"):
        kept: FloatArray = features[(features @ x == 0.0) & beside.any(axis=1)]
    return kept


def _holding(
    weights: FloatArray, bias: FloatArray, features: FloatArray, wanted: FloatArray
) -> FloatArray:
    """`weights` (D,) moved as little as gives `features` (K, D) the scores `wanted` (K,)."""

    def left(candidate: FloatArray) -> FloatArray:
        found: FloatArray = wanted - scores(candidate[None], features, bias[None])[:, 0]
        return found

    rest = left(weights)
    for _ in range(ROUNDS):
        if not rest[:-1].any():
            break
        candidate = weights + np.linalg.lstsq(features, rest)[0]
        found = left(candidate)
        if not np.abs(found).max() < np.abs(rest).max():
            break
        weights, rest = candidate, found
    return weights


def _single_moves(weights: FloatArray, movable: IntArray, steps: FloatArray) -> FloatArray:
    """Copies of `weights` in which one of `movable` has moved by a portion of its step, (M, D)."""
    moves = np.multiply.outer(PORTIONS, steps).ravel()
    copies = np.tile(weights, (len(moves), 1))
    copies[np.arange(len(moves)), np.tile(movable, len(PORTIONS))] += moves
    return copies
