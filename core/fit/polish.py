"""The last digits of a hinge's solution, from which terms and weights are at their limits.

A hinge's slopes T are not given by W, and W is not given by T: at the optimum some multipliers are
between their limits, their terms are exactly 0, and both follow from linear equations.
"""

import numpy as np

from core.arrays import FloatArray
from core.convex.curvature import BoolArray
from core.convex.forms import HingeForm
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
    form, most = problem.form, problem.weight
    if not isinstance(form, HingeForm) or (point is not None and problem.large):
        return dual
    terms = form.terms
    alpha = form.feasible(terms.multipliers(dual), most)
    features, aim, free = _conditions(problem, point)
    for _ in range(1 if point is None else _ROUNDS):
        room = _Room(form, alpha, most)
        matrix = room.bent.matrix(features, problem.groups, free)
        size = float(matrix.trace())
        if not size > 0.0:
            return dual
        if form.invariant:
            biases = np.flatnonzero(np.nonzero(free)[1] == features.shape[1] - 1)
            matrix[np.ix_(biases, biases)] += size / len(matrix)
        matrix.flat[:: len(matrix) + 1] += _RIDGE * size
        shift = np.zeros(free.shape)
        shift[free] = solved(matrix, (aim - terms.back(alpha).T @ features)[free])
        alpha = form.feasible(alpha + room.moved(terms.of(features @ shift.T)), most)
    return terms.back(alpha)


class _Room:
    """How far multipliers give way to a push: the less, the nearer to a limit they are."""

    def __init__(self, form: HingeForm, alpha: FloatArray, most: float) -> None:
        self._alpha, self._together = alpha, form.together and not form.squared
        if self._together:
            # What is left of the sum's limit is one more share, which y has.
            left = np.maximum(most - alpha.sum(axis=1, keepdims=True), 0.0)
            self._most = most
            self.bent = form.terms.bent_together(alpha, left)
        else:
            self._alpha = alpha if form.squared else alpha * (most - alpha) / most
            self.bent = form.terms.bent(self._alpha)

    def moved(self, push: FloatArray) -> FloatArray:
        """The change of the multipliers (N, K) by a push at their terms."""
        moved: FloatArray = self._alpha * push
        if self._together:
            moved -= self._alpha / self._most * moved.sum(axis=1, keepdims=True)
        return moved


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
    """V (C, D + 1) of a plain hinge, moved as little as meets what T says of its terms.

    A term whose multiplier is between its limits is 0. Where only the largest counts and the sum of
    an example's multipliers is at its limit, the terms that share it are equal.
    """
    form, few = problem.form, _BETWEEN * problem.weight
    if not isinstance(form, HingeForm) or form.squared:
        return point
    alpha = form.terms.multipliers(dual)
    left = problem.weight - (alpha.sum(axis=1, keepdims=True) if form.together else alpha)
    which = np.nonzero((alpha > few) & (form.together | (left > few)))
    examples, free = which[0], _conditions(problem, point)[2]
    if not 0 < len(examples) * np.count_nonzero(free) <= _MOST:
        return point
    rows = form.terms.rows(problem.features, which)[:, free]
    off = -(form.terms.of(problem.scores(point)) + 1.0)[which]
    if form.together:
        first = np.append(True, examples[1:] != examples[:-1])
        leader = np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))
        full = left[examples, 0] <= few
        rows = np.where(full[:, None], rows - rows[leader], rows)
        off = np.where(full, off - off[leader], off)
        rows, off = rows[~(full & first)], off[~(full & first)]
    result = point.copy()
    result[free] += np.linalg.lstsq(rows, off)[0]
    return result
