"""Which of several W with the same loss is shown.

A vector added to all rows of W, or a number to all biases, changes no loss that compares scores.
Biases are shown with the sum 0, and L2 settles that of the rows at 0. Under L1 alone and an even
number of classes the shift may be anywhere between the two middle weights; one of them becomes 0
here, so that the zeros are most.
"""

import numpy as np

from core.arrays import FloatArray
from core.fit.problem import Problem


def settled(problem: Problem, point: FloatArray) -> FloatArray:
    """V (C, D + 1) with the same scores but for a number added to all classes.

    Biases add up to 0, and so do the weights of a feature without L1. Under L1 alone the middle
    weight of a feature is 0, the lower one of two middle ones.
    """
    if not problem.form.invariant:
        return point
    result, priced = point.copy(), np.append(problem.corner > 0.0, False)
    result[:, ~priced] -= result[:, ~priced].mean(axis=0)
    alone = priced & np.append(problem.bowl == 0.0, False)
    middle = (len(point) - 1) // 2
    result[:, alone] -= np.sort(point[:, alone], axis=0)[middle]
    return result


def smallest(problem: Problem, point: FloatArray) -> FloatArray:
    """V with the same leads of every example and the least sum of squared weights W."""
    weights, biases = problem.outside(point)
    weights = weights - weights.mean(axis=0)
    away = problem.given.features - problem.given.features.mean(axis=0)
    # The part of each row of W that the examples can see.
    size = problem.spread
    _, values, across = np.linalg.svd(away / size, full_matrices=False)
    seen = across[values > 1e-12 * values.max(initial=0.0)] * size
    if len(seen):
        basis = np.linalg.qr(seen.T)[0]
        weights = weights @ basis @ basis.T
    else:
        weights = np.zeros_like(weights)
    return settled(problem, problem.inside(weights, biases))
