"""One method after the other, until one proves its result.

A result counts by its certificate alone. What a fast method cannot prove the interior point is
asked for, and what that cannot prove is told with its true gap.
"""

from collections.abc import Callable, Iterator

import numpy as np

from core.arrays import FloatArray
from core.convex.forms import HingeForm
from core.fit import interior
from core.fit.certificate import allowed, certify
from core.fit.cones import Price
from core.fit.newton import newton
from core.fit.polish import balanced
from core.fit.problem import Problem
from core.fit.programme import Kinked, Programme, Smooth, Solution
from core.fit.result import Fit, fit_of
from core.fit.semismooth import semismooth

_BETTER = 1e-3
"""In parts of the gap that is allowed: what the interior point aims at."""
_HELD = 1.0 - 1e-6
"""In parts of a corner: a weight that is held with less than this is 0."""
_WARM_ROUNDS, _COLD_ROUNDS = 14, 30

Cancelled = Callable[[], bool]


def attempted(problem: Problem, start: Fit | None, cancelled: Cancelled) -> Fit:
    """The W of least L of a problem that has one and a price; see `core.fit.solve`."""
    return accepted(_attempts(problem, start, cancelled), cancelled)


def accepted(attempts: Iterator[Fit], cancelled: Cancelled) -> Fit:
    """The first of several results that is exact, else that with the smallest gap."""
    found = next(attempts)
    while not found.exact and not cancelled():
        other = next(attempts, None)
        if other is None:
            break
        if not other.gap >= found.gap:
            found = other
    return found


def _attempts(problem: Problem, start: Fit | None, cancelled: Cancelled) -> Iterator[Fit]:
    """Results of one method after the other, the fastest first."""
    form, steps = problem.form, 0
    lines = form if isinstance(form, HingeForm) and not form.squared else None
    if lines is not None and lines.together and (start is None or problem.large):
        lines = None  # only from nearby; else the interior point is all there is
    alone = bool(((problem.corner > 0.0) & (problem.bowl == 0.0)).any())
    point, dual = beginning(problem, start)
    if problem.large and form.smooth and start is None:
        point, steps = _from_above(problem, cancelled)
    if form.smooth and (start is not None or problem.large or not problem.corner.any()):
        done = newton(problem, point, cancelled)
        steps += done.steps
        yield fit_of(problem, done.point, done.dual, steps, "newton")
    # From far away the L1 part alone does not tell where to go.
    if lines is not None and (start is not None or problem.large or not alone):
        rounds = _COLD_ROUNDS if start is None else _WARM_ROUNDS
        near = semismooth(problem, lines, point, dual, cancelled, rounds)
        steps += near.steps
        yield fit_of(problem, near.point, near.dual, steps, "semismooth newton")
    if problem.large:
        return
    inner = by_interior(problem, cancelled)
    steps += inner.steps
    sharp = np.where(np.abs(inner.held) < _HELD * _corners(problem), 0.0, inner.point)
    # A few more steps by what is known now leave exact zeros.
    if form.smooth and problem.corner.any():
        done = newton(problem, sharp, cancelled)
        yield fit_of(problem, done.point, done.dual, steps + done.steps, "newton")
    if lines is not None:
        near = semismooth(problem, lines, inner.point, inner.dual, cancelled, _WARM_ROUNDS)
        yield fit_of(problem, near.point, near.dual, steps + near.steps, "semismooth newton")
    yield fit_of(problem, sharp, inner.dual, steps, "interior point")
    yield fit_of(problem, inner.point, inner.dual, steps, "interior point")


def _from_above(problem: Problem, cancelled: Cancelled) -> tuple[FloatArray, int]:
    """V to begin with: solved at a lambda that leaves no weight, then at half of it, and so on.

    Far from the optimum an L1 part does not tell which weights there will be.
    """
    point, steps = np.zeros(problem.shape), 0
    if not problem.corner.any():
        return point, steps
    slope = np.abs(problem.slopes(problem.scores(point)).T @ problem.features)[:, :-1].max(axis=0)
    times = float((slope / problem.corner).max(initial=1.0))
    for power in range(int(np.ceil(np.log2(max(times, 1.0)))), 0, -1):
        done = newton(problem.at(problem.strength * 2.0**power), point, cancelled)
        point, steps = done.point, steps + done.steps
    return point, steps


def _corners(problem: Problem) -> FloatArray:
    return np.append(problem.corner, 0.0)


def beginning(problem: Problem, start: Fit | None) -> tuple[FloatArray, FloatArray]:
    """V and T to begin with."""
    if start is None or start.weights.shape != (problem.shape[0], problem.shape[1] - 1):
        point = np.zeros(problem.shape)
        return point, np.zeros((len(problem.labels), problem.shape[0]))
    point = problem.inside(start.weights, start.biases)
    if start.slopes.shape != (len(problem.labels), problem.shape[0]):
        return point, problem.slopes(problem.scores(point))
    return point, start.slopes[problem.order] * problem.weight


def by_interior(problem: Problem, cancelled: Cancelled) -> Solution:
    """What the reference method finds."""
    form, weight = problem.form, problem.weight
    data: Smooth | Kinked = Smooth(form, weight)
    if isinstance(form, HingeForm):
        price = Price.SQUARED if form.squared else Price.PLAIN
        data = Kinked(form.terms, weight, price, together=form.together)
    programme = Programme(
        data,
        problem.features,
        problem.labels,
        problem.groups,
        corner=_corners(problem),
        quadratic=np.append(2.0 * problem.bowl, 0.0),
        linear=np.zeros(problem.shape),
        tied=problem.tied,
    )

    def off(point: FloatArray, dual: FloatArray) -> float:
        bound = certify(problem, point, balanced(problem, dual))
        return bound.gap / allowed(problem, bound.value)

    return interior.solve(programme, off, _BETTER, cancelled)
