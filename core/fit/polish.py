"""The last digits of a hinge's solution, from which terms and weights are at their limits.

A hinge's slopes T are not given by W, and W is not given by T: at the optimum some multipliers are
between their limits, their terms are exactly 0, and both follow from linear equations.
"""

import numpy as np

from core.arrays import FloatArray
from core.fit.curvature import BoolArray
from core.fit.forms import HingeForm
from core.fit.matrices import solved
from core.fit.problem import Problem

_RIDGE = 1e-14
_ROUNDS = 3
_BETWEEN = 1e-6
"""In parts of its upper limit: a multiplier that is not at a limit."""
_MOST = 1 << 22
"""Numbers of the equations up to which they are solved."""


def balanced(problem: Problem, dual: FloatArray, point: FloatArray | None = None) -> FloatArray:
    """T (N, C) of a hinge, moved as little as makes its sum over the examples 0.

    Multipliers between their limits give way, those at a limit do not. With a `point` V (C, D + 1)
    they also meet what it pays for its weights, which a tiny price asks for to the last digits.
    """
    form = problem.form
    if not isinstance(form, HingeForm) or form.together or (point is not None and problem.large):
        return dual
    terms = form.terms
    alpha = terms.multipliers(dual)
    most = np.inf if form.squared else problem.weight
    features, aim, free = _conditions(problem, point)
    for _ in range(1 if point is None else _ROUNDS):
        room = np.maximum(alpha, 0.0)
        if not form.squared:
            room *= np.maximum(most - alpha, 0.0) / most
        matrix = terms.bent(room).matrix(features, problem.groups, free)
        size = float(matrix.trace())
        if not size > 0.0:
            return dual
        if form.invariant:
            biases = np.flatnonzero(np.nonzero(free)[1] == features.shape[1] - 1)
            matrix[np.ix_(biases, biases)] += size / len(matrix)
        matrix.flat[:: len(matrix) + 1] += _RIDGE * size
        shift = np.zeros(free.shape)
        shift[free] = solved(matrix, (aim - terms.back(alpha).T @ features)[free])
        alpha = np.clip(alpha + room * terms.of(features @ shift.T), 0.0, most)
    return terms.back(alpha)


def _conditions(
    problem: Problem, point: FloatArray | None
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Features, what their sums by T should be, and of which of them that is asked."""
    classes = problem.shape[0]
    if point is None:
        return (
            np.ones((len(problem.labels), 1)),
            np.zeros((classes, 1)),
            np.ones((classes, 1), bool),
        )
    aim, free = np.zeros(point.shape), np.ones(point.shape, dtype=bool)
    weights = point[:, :-1]
    aim[:, :-1] = -2.0 * problem.bowl * weights - problem.corner * np.sign(weights)
    free[:, :-1] = (weights != 0.0) | (problem.corner == 0.0)
    return problem.features, aim, free


def cornered(problem: Problem, point: FloatArray, dual: FloatArray) -> FloatArray:
    """V (C, D + 1) of a plain hinge, moved as little as makes all terms 0 that T says are."""
    form, most = problem.form, problem.weight
    if not isinstance(form, HingeForm) or form.together or form.squared:
        return point
    terms = form.terms
    alpha = terms.multipliers(dual)
    which = np.nonzero((alpha > _BETWEEN * most) & (alpha < (1.0 - _BETWEEN) * most))
    free = _conditions(problem, point)[2]
    if len(which[0]) * np.count_nonzero(free) > _MOST or not len(which[0]):
        return point
    rows = terms.rows(problem.features, which)[:, free]
    off = -(terms.of(problem.scores(point)) + 1.0)[which]
    result = point.copy()
    result[free] += np.linalg.lstsq(rows, off)[0]
    return result
