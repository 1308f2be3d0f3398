"""Walking downhill: plain steps along the gradient, and what they lead to.

With an L1 part a step goes down the gradient of the rest and then shrinks the weights (a proximal
step). Steps along a subgradient would jitter around 0 and never reach it.

References
----------
Nesterov, "Introductory lectures on convex optimization" (2004), section 1.2.3, for the step sizes
that are sure to fall.
Beck, Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems",
SIAM J. Imaging Sci. 2 (2009), for the proximal step.
"""

from collections.abc import Sequence

import numpy as np

from core import linear
from core.arrays import FloatArray, sealed
from core.fit.problem import Given


def slopes(
    given: Given, weights: FloatArray, biases: FloatArray, strength: float
) -> tuple[FloatArray, FloatArray]:
    """Gradient of L, less its L1 part, by W (C, D) and b (C,)."""
    scores = linear.scores(weights, given.features, biases)
    by_score = given.loss.with_gradient(scores, given.labels)[1]
    if not given.whole:
        by_score = by_score / len(by_score)
    by_weight, by_bias = linear.gradient(by_score, given.features)
    return by_weight + 2.0 * strength * given.penalty.shares[1] * weights, by_bias


def step(
    given: Given, weights: FloatArray, biases: FloatArray, strength: float, size: float
) -> tuple[FloatArray, FloatArray]:
    """W (C, D) and b (C,) after one step of this size, the learning rate.

    Parameters
    ----------
    given : Given
    weights : (C, D)
    biases : (C,)
    strength : float
        lambda.
    size : float
        eta.
    """
    down = slopes(given, weights, biases, strength)
    return landed(given, weights, biases, strength, size, down)


def along(
    given: Given,
    weights: FloatArray,
    biases: FloatArray,
    strength: float,
    sizes: Sequence[float] | FloatArray,
) -> FloatArray:
    """L after one step of each of several sizes, (M,); infinite where it is beyond float64."""
    down = slopes(given, weights, biases, strength)
    found = np.empty(len(sizes))
    with np.errstate(over="ignore", invalid="ignore"):
        for index, size in enumerate(sizes):
            there = landed(given, weights, biases, strength, float(size), down)
            finite = all(bool(np.isfinite(part).all()) for part in there)
            found[index] = given.total(*there, strength) if finite else np.inf
    return sealed(found)


def landed(
    given: Given,
    weights: FloatArray,
    biases: FloatArray,
    strength: float,
    size: float,
    down: tuple[FloatArray, FloatArray],
) -> tuple[FloatArray, FloatArray]:
    """W and b after a step of this size along slopes that are known."""
    moved = weights - size * down[0]
    held = size * strength * given.penalty.shares[0]
    if held > 0.0:
        moved = np.sign(moved) * np.maximum(np.abs(moved) - held, 0.0)
    return moved + 0.0, biases - size * down[1]


def safe_step(given: Given, strength: float) -> float | None:
    """The largest step size after which L is sure not to rise, wherever it is taken.

    2 over a bound on the curvature, ``bend sigma^2([X 1])/N + 2 q lambda``, where no score bends
    the loss by more than ``bend`` and sigma is the largest singular value. None for a loss with
    kinks, or of unknown shape: no step is sure there. Infinite if nothing bends.
    """
    count = len(given.labels)
    shape = given.shape
    if shape is None or not np.isfinite(shape.bend):
        return None
    extended = np.column_stack([given.features, np.ones(count)])
    with np.errstate(over="ignore", under="ignore"):
        largest = float(np.linalg.norm(extended, 2)) ** 2 / (1.0 if given.whole else count)
        curvature = shape.bend * largest + 2.0 * given.penalty.shares[1] * strength
    return 2.0 / curvature if curvature > 0.0 else np.inf
