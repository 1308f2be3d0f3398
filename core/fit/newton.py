"""Newton's method for smooth losses; with an L1 part, on the weights that are not held at 0.

Which weights these are is asked anew before each step. From a point near the optimum that takes a
few steps and leaves exact zeros; from far away it may stall, which the certificate tells.

References
----------
Andrew, Gao, "Scalable training of L1-regularized log-linear models", ICML 2007, for steps that
stay within the signs they were made for.
Nocedal, Wright, "Numerical Optimization", 2nd edition (2006), chapter 7.1, for Newton's equations
solved as far as they are worth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.convex.curvature import BoolArray, Curvature
from core.fit.certificate import allowed
from core.fit.matrices import conjugate_gradients, solved
from core.fit.problem import Problem

DENSE = 200
"""Weights and biases up to which Newton's equations are solved by elimination."""
MOST_STEPS = 60
_HALVINGS = 40
_ENOUGH = 1e-4  # of the promised decrease (Armijo)
_ROUNDING = 1e-15
_RIDGE = 1e-12  # features vary by 1
_FLAT = 1e-6
_SETTLED = 1e-16
"""In parts of the value: a promise after which nothing is left to promise."""
_BETTER = 1e-3
"""In parts of the gap that is allowed: the slope at which to stop."""


@dataclass(frozen=True, eq=False)
class Found:
    """Where a method ended: V (C, D + 1), the slopes by the scores (N, C), and its steps."""

    point: FloatArray
    dual: FloatArray
    steps: int


def newton(problem: Problem, start: FloatArray, cancelled: Callable[[], bool]) -> Found:
    """Steps from `start` (C, D + 1) until the slope is next to nothing, or nothing falls."""
    point, steps = start.copy(), 0
    settled = False
    while True:
        here = _Here.of(problem, point)
        settled |= float(np.abs(here.least).max()) <= _BETTER * allowed(problem, here.value)
        if settled or steps == MOST_STEPS or cancelled():
            return Found(point, here.dual, steps)
        change, promised = here.step()
        there = here.searched(change, promised) if promised < 0.0 else None
        if there is None:
            there = here.proximal()
        if there is None:
            return Found(point, here.dual, steps)
        # So small a promise is kept by this step, and the next would be rounding.
        settled = 0.0 <= -promised <= _SETTLED * here.value
        point, steps = there, steps + 1


@dataclass(frozen=True, eq=False)
class _Here:
    """A point with what a step from it needs."""

    problem: Problem
    point: FloatArray
    scores: FloatArray
    dual: FloatArray
    gradient: FloatArray
    least: FloatArray
    value: float

    @classmethod
    def of(cls, problem: Problem, point: FloatArray) -> "_Here":
        scores = problem.scores(point)
        losses, slopes = problem.form.slopes(scores)
        dual = problem.weight * slopes
        gradient = dual.T @ problem.features
        gradient[:, :-1] += 2.0 * problem.bowl * point[:, :-1]
        value = float(losses.mean()) + problem.penalty(point)
        least = least_slope(problem, point, gradient)
        return cls(problem, point, scores, dual, gradient, least, value)

    def step(self) -> tuple[FloatArray, float]:
        """Newton's step within the support, and by how much L would change at first along it."""
        its = self.problem
        curvature = its.form.curvature(self.scores)
        own = its.weight * curvature.diagonal(its.features, its.labels)
        own[:, :-1] += 2.0 * its.bowl
        free = self._support(np.maximum(own, _FLAT * own.max()))
        change = np.where(free, 0.0, -self.point)
        right = -self.least
        if change.any():
            right -= self._bent(curvature, change)
        if np.count_nonzero(free) > DENSE:
            change[free] = conjugate_gradients(
                lambda d: self._bent(curvature, d), right, own + _RIDGE, free
            )[free]
        else:
            change[free] = solved(self._matrix(curvature, free), right[free])
        weights = self.point[:, :-1]
        corners = its.corner * (np.abs(weights + change[:, :-1]) - np.abs(weights))
        return change, float((self.gradient * change).sum() + corners.sum())

    def _support(self, own: FloatArray) -> BoolArray:
        """What is free to move: biases, and weights that a scaled proximal step leaves alive."""
        its, free = self.problem, np.ones(self.point.shape, dtype=bool)
        if not its.corner.any():
            return free
        weights, slope = self.point[:, :-1], self.gradient[:, :-1]
        aim = weights * own[:, :-1] - slope
        alive = np.abs(aim) > its.corner
        calm = np.abs(self.least[:, :-1]) < 0.5 * its.corner
        free[:, :-1] = alive | ((weights * aim > 0.0) & calm)
        return free

    def _matrix(self, curvature: Curvature, free: BoolArray) -> FloatArray:
        its = self.problem
        result = its.weight * curvature.matrix(its.features, its.groups, free)
        features = np.nonzero(free)[1]
        result.flat[:: len(result) + 1] += np.append(2.0 * its.bowl, 0.0)[features] + _RIDGE
        for d in np.flatnonzero(its.tied):
            rows = features == d
            result[np.ix_(rows, rows)] += 1.0 / len(self.point)
        return result

    def _bent(self, curvature: Curvature, direction: FloatArray) -> FloatArray:
        its = self.problem
        result = its.weight * curvature.times(its.features, its.labels, direction)
        result[:, :-1] += 2.0 * its.bowl * direction[:, :-1]
        return result

    def searched(self, change: FloatArray, promised: float) -> FloatArray | None:
        """The point after the longest part of a step that keeps enough of its promise."""
        its, part = self.problem, 1.0
        weights = self.point[:, :-1]
        signs = np.where(weights != 0.0, np.sign(weights), -np.sign(self.least[:, :-1]))
        for _ in range(_HALVINGS):
            there = self.point + part * change
            if its.corner.any():
                # Beyond 0 the slope that the step was made for is another.
                there[:, :-1][there[:, :-1] * signs < 0.0] = 0.0
            limit = self.value + _ENOUGH * part * promised + _ROUNDING * abs(self.value)
            if its.value(there) <= limit:
                return there
            part *= 0.5
        return None

    def proximal(self) -> FloatArray | None:
        """A step down the gradient and a shrinking, as far as L falls; None at the optimum."""
        its = self.problem
        curvature = its.form.curvature(self.scores)
        rate = 1.0 / (
            its.weight * float(curvature.diagonal(its.features, its.labels).max()) + _RIDGE
        )
        for _ in range(_HALVINGS):
            there = shrunk(self.point - rate * self.gradient, rate * its.corner)
            if its.value(there) < self.value:
                return there
            rate *= 0.5
        return None


def shrunk(point: FloatArray, by: FloatArray) -> FloatArray:
    """V whose weights are nearer to 0 by `by` (D,), and 0 where they were nearer than that."""
    result = point.copy()
    weights = point[:, :-1]
    result[:, :-1] = np.sign(weights) * np.maximum(np.abs(weights) - by, 0.0)
    return result


def least_slope(problem: Problem, point: FloatArray, gradient: FloatArray) -> FloatArray:
    """The subgradient of least size, given the gradient of all but the corners, (C, D + 1)."""
    least = gradient.copy()
    weights, slope = point[:, :-1], gradient[:, :-1]
    at_zero = np.sign(slope) * np.maximum(np.abs(slope) - problem.corner, 0.0)
    moving = slope + problem.corner * np.sign(weights)
    least[:, :-1] = np.where(weights == 0.0, at_zero, moving)
    return least
