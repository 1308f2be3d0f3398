"""The plain hinge from a nearby solution: an augmented Lagrangian, minimized by Newton steps.

The multipliers of the terms, alpha in [0, 1/N], and of the corners, u in [-corner, corner], are
held while W and b move, and then renewed. What is minimized in between is made of parabolas and
lines, has a kink in its slope where a term leaves the part that bends, and only the terms in that
part enter a step: few, near the optimum.

References
----------
Li, Sun, Toh, "A highly efficient semismooth Newton augmented Lagrangian method for solving Lasso
problems", SIAM J. Optim. 28 (2018), for the method.
Rockafellar, "Augmented Lagrangians and applications of the proximal point algorithm in convex
programming", Math. Oper. Res. 1 (1976), for why it converges.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.convex.curvature import BoolArray
from core.convex.forms import HingeForm
from core.fit.certificate import allowed, certify
from core.fit.matrices import conjugate_gradients, solved
from core.fit.polish import balanced
from core.fit.problem import Problem
from core.fit.slacks import SharedSlacks, Slacks

MOST_ROUNDS = 60
MOST_STEPS = 60
"""Newton steps of a round."""
_GROWTH = 3.0
"""By how much each round is stiffer than the last."""
_SLOPE = 0.1
"""In parts of its first value: the slope at which a search along a line ends."""
_MOST_TRIES = 60
_SETTLED = 1e-10
"""A gradient that ends a round, if no smaller one is needed."""
_BETTER = 0.1
"""In parts of the gap that is allowed: what is aimed at."""
_NEAR = 1e-6
_LEAST_ANCHOR = 1e-12
_STALLED = 5
"""Rounds, and steps of a round, without gain after which rounding has the last word."""


@dataclass(frozen=True, eq=False)
class Found:
    """Where the method ended.

    Attributes
    ----------
    point : (C, D + 1)
    dual : (N, C)
        Slopes by the scores.
    gap : float
        That of the certificate.
    steps : int
    """

    point: FloatArray
    dual: FloatArray
    gap: float
    steps: int


def semismooth(
    problem: Problem,
    form: HingeForm,
    start: FloatArray,
    dual: FloatArray,
    cancelled: Callable[[], bool],
    rounds: int = MOST_ROUNDS,
) -> Found:
    """The minimum of a plain hinge.

    Parameters
    ----------
    problem : Problem
    form : HingeForm
        What the hinge is made of.
    start : (C, D + 1)
        V.
    dual : (N, C)
        Slopes by the scores that go with it.
    cancelled : callable
        Asked before every round.
    rounds : int
        How often the multipliers are renewed at most.
    """
    method = _Method(problem, form, start, dual)
    best, last_better = Found(start, dual, np.inf, 0), 0
    settled = _SETTLED
    for number in range(rounds):
        method.descend(settled)
        method.renew()
        point, dual = method.shown(), balanced(problem, method.dual)
        bound = certify(problem, point, dual)
        if bound.gap < best.gap:
            best, last_better = Found(point, dual, bound.gap, method.steps), number
        enough = _BETTER * allowed(problem, bound.value)
        if bound.gap <= enough or number - last_better > _STALLED or cancelled():
            break
        settled = min(_SETTLED, enough)
        method.stiffen()
    return best


class _Method:
    """V with the multipliers, and how stiff everything is."""

    def __init__(
        self, problem: Problem, form: HingeForm, start: FloatArray, dual: FloatArray
    ) -> None:
        terms = form.terms
        self._its, self._terms, self.steps = problem, terms, 0
        self._cost = problem.weight
        self._slacks = (SharedSlacks if form.together else Slacks)(self._cost)
        self._corner = np.append(problem.corner, 0.0)
        self._quadratic = np.append(2.0 * problem.bowl, 0.0)
        self._point, self._anchor = start, start
        self._alpha = self._slacks.nearest(terms.multipliers(dual))
        # What the slopes leave over at the optimum, a corner holds.
        held = -(terms.back(self._alpha).T @ problem.features) - self._quadratic * start
        self._held = np.clip(held, -self._corner, self._corner)
        self._stiff = 30.0 * self._cost
        self._stiff_corner = 30.0 * np.maximum(self._corner, 1e-3)
        self._stiffest = 1e7 * self._cost, 1e7 * np.maximum(self._corner, 1e-3)
        self._anchored = 1e-3 * min(max(float((self._quadratic + self._corner).max()), 1e-3), 1.0)

    @property
    def dual(self) -> FloatArray:
        return self._terms.back(self._alpha)

    def shown(self) -> FloatArray:
        """V with exact zeros where a corner holds a weight with strength to spare."""
        held = np.abs(self._held) < self._corner * (1.0 - 1e-12)
        return np.where(held, 0.0, self._point)

    def renew(self) -> None:
        """Take the multipliers that the present terms stand for."""
        self._alpha = self._slacks.nearest(self._alpha + self._stiff * self._z())
        pulled = self._held + self._stiff_corner * self._point
        self._held = np.clip(pulled, -self._corner, self._corner)
        self._anchor = self._point

    def stiffen(self) -> None:
        """Make the next round follow its multipliers more closely."""
        most, most_corner = self._stiffest
        self._stiff = min(_GROWTH * self._stiff, most)
        self._stiff_corner = np.minimum(_GROWTH * self._stiff_corner, most_corner)
        self._anchored = max(self._anchored / _GROWTH, _LEAST_ANCHOR)

    def _z(self) -> FloatArray:
        return self._terms.of(self._its.scores(self._point)) + 1.0

    def descend(self, settled: float) -> None:
        """Minimize with the multipliers held, until the gradient is at most `settled`."""
        z, least, waited = self._z(), np.inf, 0
        for _ in range(MOST_STEPS):
            pulled = self._alpha + self._stiff * z
            gradient = self._gradient(pulled)
            size = float(np.abs(gradient).max())
            waited = 0 if size < 0.5 * least else waited + 1
            least = min(least, size)
            if size <= settled or (size <= _NEAR and waited > _STALLED):
                return
            self.steps += 1
            change = self._change(gradient, pulled)
            moved = self._terms.of(self._its.scores(change))
            part = self._searched(change, z, moved, float((gradient * change).sum()))
            self._point = self._point + part * change
            z = z + part * moved

    def _gradient(self, pulled: FloatArray) -> FloatArray:
        alpha = self._slacks.nearest(pulled)
        gradient = self._terms.back(alpha).T @ self._its.features
        gradient += self._quadratic * self._point + self._anchored * (self._point - self._anchor)
        corner = self._held + self._stiff_corner * self._point
        gradient += np.clip(corner, -self._corner, self._corner)
        return gradient

    def _change(self, gradient: FloatArray, pulled: FloatArray) -> FloatArray:
        """Newton's step: by the weights, or by the terms that bend if these are fewer."""
        bends = self._slacks.bends(pulled)
        inside = np.abs(self._held + self._stiff_corner * self._point) < self._corner
        own: FloatArray = self._anchored + self._quadratic + self._stiff_corner * inside
        which = np.nonzero(bends)
        count = len(which[0])
        if count == 0:
            return np.asarray(-gradient / own)
        if self._its.large:
            return self._change_by_products(gradient, bends, own)
        shares = isinstance(self._slacks, SharedSlacks)
        if count >= gradient.size and not shares:
            curvature = self._terms.bent(np.where(bends, self._stiff, 0.0))
            everything = np.ones(gradient.shape, dtype=bool)
            matrix = curvature.matrix(self._its.features, self._its.groups, everything)
            matrix.flat[:: len(matrix) + 1] += own.ravel()
            return -solved(matrix, gradient.ravel()).reshape(gradient.shape)
        # (own + stiff A'A)^-1 by way of a matrix with a row for each term (Woodbury).
        rows = self._terms.rows(self._its.features, which).reshape(count, -1)
        rows = self._slacks.moving(rows, which, pulled)
        flat, right = own.ravel(), (gradient / own).ravel()
        scaled = rows / flat
        inner = scaled @ rows.T
        inner.flat[:: count + 1] += 1.0 / self._stiff
        found: FloatArray = right - scaled.T @ solved(inner, rows @ right)
        return np.negative(found).reshape(gradient.shape)

    def _change_by_products(
        self, gradient: FloatArray, bends: BoolArray, own: FloatArray
    ) -> FloatArray:
        """The same as far as it is worth, without a matrix."""
        features, labels = self._its.features, self._its.labels
        curvature = self._terms.bent(np.where(bends, self._stiff, 0.0))
        return conjugate_gradients(
            lambda change: curvature.times(features, labels, change) + own * change,
            -gradient,
            curvature.diagonal(features, labels) + own,
            np.ones(gradient.shape, dtype=bool),
        )

    def _searched(
        self, change: FloatArray, z: FloatArray, moved: FloatArray, first: float
    ) -> float:
        """The part of a step at which the slope along it is nearly 0."""
        low, high, at_low, at_high = 0.0, 1.0, first, self._slope(1.0, change, z, moved)
        part, enough = 1.0, _SLOPE * abs(first)
        if at_high <= enough:
            return part
        for attempt in range(_MOST_TRIES):
            # The secant meets a line at once; every other try halves, against one-sided progress.
            across = -at_low / (at_high - at_low) if attempt % 2 == 0 else 0.5
            part = low + (high - low) * across
            slope = self._slope(part, change, z, moved)
            if abs(slope) < enough:
                break
            if slope < 0.0:
                low, at_low = part, slope
            else:
                high, at_high = part, slope
        return part

    def _slope(self, part: float, change: FloatArray, z: FloatArray, moved: FloatArray) -> float:
        alpha = self._slacks.nearest(self._alpha + self._stiff * (z + part * moved))
        point = self._point + part * change
        corner = np.clip(self._held + self._stiff_corner * point, -self._corner, self._corner)
        others = self._quadratic * point + self._anchored * (point - self._anchor) + corner
        return float((alpha * moved).sum() + (others * change).sum())
