"""What a fit has found."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, sealed
from core.fit import gauge
from core.fit.certificate import Bound, allowed, certify
from core.fit.existence import Reason
from core.fit.polish import balanced, cornered
from core.fit.problem import Given, Problem

_FAINT = 1e-6
"""In parts of the largest weight: one that may be 0."""
_NOISE = 1e-14
_NOTHING = 1e-18
"""In parts of the margin, by deviation of a feature: a weight that no score knows of."""
_SHARP = 0.5
"""In parts of the gap that is allowed: what a 0 may cost."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The best W, as far as it was found, and how sure that is.

    Attributes
    ----------
    weights : (C, D)
    biases : (C,)
        Adding up to 0 where the loss compares scores.
    slopes : (N, C)
        dL_i/ds_i at a margin of 1, of the given examples: the dual variables that bound L.
    strength : float
        lambda.
    total : float
        L.
    lower : float
        No W has a smaller L.
    allowed : float
        The gap up to which W counts as the best one.
    steps : int
        Of all methods that were tried.
    method : str
        The one that led here.
    reason : Reason, optional
        Why no W is the best one; `weights` and `biases` are then a direction in which L falls for
        ever, `weights` of length 1 (0 where none is known), and `total` and `lower` its value at 0
        and nothing.
    """

    weights: FloatArray
    biases: FloatArray
    slopes: FloatArray
    strength: float
    total: float
    lower: float
    allowed: float
    steps: int
    method: str
    reason: Reason | None = None

    @property
    def gap(self) -> float:
        """By how much some W could be better at most."""
        return max(self.total - self.lower, 0.0)

    @property
    def minimum(self) -> bool:
        """Whether there is a best W."""
        return self.reason is None

    @property
    def exact(self) -> bool:
        """Whether this is the best W for all that numbers can tell."""
        return self.minimum and self.gap <= self.allowed


def fit_of(
    problem: Problem,
    point: FloatArray,
    dual: FloatArray,
    steps: int,
    method: str,
    lower: float | None = None,
    *,
    polish: bool = True,
) -> Fit:
    """What V (C, D + 1) and T (N, C) are in the person's units.

    Parameters
    ----------
    problem : Problem
    point, dual
        V and T.
    steps, method
        How they were found.
    lower : float, optional
        A bound that is known from elsewhere, in the problem's units.
    polish : bool
        Whether to look for the last digits where the gap is larger than is allowed.
    """
    point = gauge.settled(problem, point)
    dual = balanced(problem, dual)
    bound = certify(problem, point, dual)
    if polish and bound.gap > allowed(problem, bound.value):
        point, dual, bound = _polished(problem, point, dual, bound)
    sharp = _sharpened(problem, point)
    if sharp is not None:
        sharper = certify(problem, sharp, dual)
        if sharper.gap <= max(bound.gap, _SHARP * allowed(problem, bound.value)):
            point, bound = sharp, sharper
    weights, biases = _in_persons_units(problem, point, problem.unit)
    weights = np.where(np.abs(point[:, :-1]) <= _NOTHING, 0.0, weights)
    slopes = np.empty_like(dual)
    slopes[problem.order] = dual * len(dual)
    below = bound.lower if lower is None else max(lower, bound.lower)
    return Fit(
        sealed(weights),
        sealed(biases),
        sealed(slopes),
        problem.strength,
        problem.given.total(weights, biases, problem.strength),
        problem.scale * below + problem.constant,
        problem.scale * allowed(problem, bound.value),
        steps,
        method,
    )


def _polished(
    problem: Problem, point: FloatArray, dual: FloatArray, bound: Bound
) -> tuple[FloatArray, FloatArray, Bound]:
    """V, T and what they prove, with what the equations of the optimum say where that is more."""
    nearer = gauge.settled(problem, cornered(problem, point, dual))
    for candidate in (nearer, point):
        closer = balanced(problem, dual, candidate)
        better = certify(problem, candidate, closer)
        if better.gap < bound.gap:
            return candidate, closer, better
    return point, dual, bound


def _sharpened(problem: Problem, point: FloatArray) -> FloatArray | None:
    """V with 0 for weights that only rounding keeps from it; None if there are none.

    A corner may hold a weight at 0 with no strength to spare: then the multipliers cannot tell.
    """
    size = np.abs(point[:, :-1])
    faint = (problem.corner > 0.0) & (size > 0.0) & (size <= _FAINT * size.max(initial=0.0))
    if not faint.any():
        return None
    result = point.copy()
    result[:, :-1][faint] = 0.0
    return result


def _in_persons_units(
    problem: Problem, point: FloatArray, least: float
) -> tuple[FloatArray, FloatArray]:
    """W and b of a V; what is nothing but rounding, `least` of a score being none, is 0."""
    weights, biases = problem.outside(point)
    if problem.form.invariant:
        biases = biases - biases.mean()
    reach = np.abs(weights) @ np.abs(problem.centre) + least
    return _without_noise(weights, weights), _without_noise(biases, reach)


def way_of(problem: Problem, direction: FloatArray) -> tuple[FloatArray, FloatArray]:
    """W and b of a direction (C, D + 1) of V, as long as one in which W alone has length 1.

    Where W stays what it is, b has it.
    """
    weights, biases = _in_persons_units(problem, direction, 0.0)
    long = weights if weights.any() else biases
    largest = float(np.abs(long).max(initial=0.0)) or 1.0
    length = largest * (float(np.linalg.norm(long / largest)) or 1.0)
    return weights / length, biases / length


def _without_noise(values: FloatArray, sizes: FloatArray) -> FloatArray:
    """Values with 0 for those that are nothing but rounding beside the largest of `sizes`."""
    return np.where(np.abs(values) <= _NOISE * np.abs(sizes).max(initial=0.0), 0.0, values)


def none_of(
    given: Given,
    strength: float,
    reason: Reason,
    way: tuple[FloatArray, FloatArray] | None = None,
) -> Fit:
    """That there is no best W; along the `way`, W (C, D) and b (C,), L falls for ever."""
    classes, depth = given.classes, given.features.shape[1]
    nothing = np.zeros((classes, depth)), np.zeros(classes)
    weights, biases = way or nothing
    return Fit(
        sealed(weights),
        sealed(biases),
        sealed(np.zeros((len(given.labels), classes))),
        strength,
        given.total(*nothing, strength),
        0.0,
        0.0,
        0,
        "existence",
        reason,
    )
