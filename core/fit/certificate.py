"""How far a W may be from the best one, from below: a duality gap.

For dual variables T (N, C), slopes of the data loss by the scores,

``D(T) = -1/N sum_i L_i*(N T_i) - sum_d max(0, |T'x_d| - corner_d)^2 / (4 bowl_d)``

is a lower bound of everything that is minimized, by Fenchel's inequality for each example and each
weight, if ``|T'x_d| <= corner_d`` wherever ``bowl_d = 0`` and if ``T'1 = 0``, since a bias is free.
The first is brought about by scaling T. What is left of the second, and of ``T'x_d = 0`` where a
weight costs nothing, must be rounding, or nothing is proved; it is charged with the size of V.

References
----------
Rifkin, Lippert, "Value regularization and Fenchel duality", J. Mach. Learn. Res. 8 (2007).
Ndiaye et al., "Gap safe screening rules for sparse multi-task and multi-class models", NIPS 2015,
for the scaling.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.fit.problem import Problem

CLOSE = 1e-9
"""The gap, in parts of L, up to which a W counts as the best one."""
LEAST = 1e-6
"""Where L is next to nothing: the part of L(W = 0) that stands for it."""
_ROUNDING = 1e-9
"""In parts of the slopes: what may be left of a sum of them that should be 0."""
_FARTHER = 10.0
"""How much larger than the present V the best one may be."""
_NO_PROOF = 1e6
"""The same where more than rounding is left."""


@dataclass(frozen=True)
class Bound:
    """A value that was reached, and one that no W is below."""

    value: float
    lower: float

    @property
    def gap(self) -> float:
        """By how much a W could be better at most."""
        return max(self.value - self.lower, 0.0)


def certify(problem: Problem, point: FloatArray, dual: FloatArray) -> Bound:
    """What the dual variables T (N, C) prove of V (C, D + 1)."""
    through = dual.T @ problem.features
    corner, bowl = problem.corner, problem.bowl
    size = np.abs(through[:, :-1])
    hard = (bowl == 0.0) & (corner > 0.0)
    if hard.any():
        most = float((size[:, hard] / corner[hard]).max(initial=0.0))
        if most > 1.0:
            dual, through, size = dual / most, through / most, size / most
    conjugate = problem.form.conjugate(dual * len(problem.labels))
    over = np.maximum(size - corner, 0.0)
    squares = np.divide(np.square(over), 4.0 * bowl, out=np.zeros_like(over), where=bowl > 0.0)
    # Directions without a price: the biases, and weights that cost nothing.
    open_ended = np.append((bowl == 0.0) & (corner == 0.0), True)
    left = np.abs(through[:, open_ended])
    lower = -problem.weight * float(conjugate.sum()) - float(squares.sum())
    farther = _FARTHER if left.max() <= _ROUNDING * np.abs(dual).sum() else _NO_PROOF
    charge = farther * float(left.sum() * (np.abs(point).max() + 1.0))
    return Bound(problem.value(point), lower - charge)


def allowed(problem: Problem, value: float) -> float:
    """The gap up to which a W of this value counts as the best one."""
    return CLOSE * max(value, LEAST * problem.nothing())
