"""Where weights cost nothing: the best W of a hinge with the least sum of squares, or softmax's.

References
----------
Mangasarian, Meyer, "Nonlinear perturbation of linear programs", SIAM J. Control Optim. 17 (1979):
a small enough price of the squares leads to the solution with the least squares exactly, if the
loss is made of lines.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray
from core.convex.forms import HingeForm
from core.fit import gauge, interior
from core.fit.attempts import Cancelled, accepted, attempted, beginning, by_interior
from core.fit.certificate import allowed, certify
from core.fit.cones import Price
from core.fit.newton import newton
from core.fit.polish import balanced
from core.fit.problem import Problem
from core.fit.programme import Kinked, Programme
from core.fit.result import Fit, fit_of
from core.penalties.l2 import L2

_SURE = 1e-12
_CHEAPER = 10.0
_STRENGTHS = 1e-3 / _CHEAPER ** np.arange(8)
"""Prices of the squares that are tried, in parts of the scale of the data loss."""


def without_price(problem: Problem, cancelled: Cancelled) -> Fit:
    """The best W of a problem that has one, although weights cost nothing."""
    if isinstance(problem.form, HingeForm):
        return accepted(_hinges(problem, problem.form, cancelled), cancelled)
    done = newton(problem, np.zeros(problem.shape), cancelled)
    point = gauge.smallest(problem, done.point)
    dual = problem.slopes(problem.scores(point))
    return fit_of(problem, point, dual, done.steps, "newton")


def _hinges(problem: Problem, form: HingeForm, cancelled: Cancelled) -> Iterator[Fit]:
    """Solutions with a price of the squares that shrinks, against the least loss without one."""
    if problem.large:
        yield from _ever_cheaper(problem, form, 0, 0.0, cancelled)
        return
    free = by_interior(problem, cancelled)
    found = certify(problem, free.point, balanced(problem, free.dual))
    if found.value <= allowed(problem, found.value):
        widest, steps = _widest(problem, form, cancelled)
        nothing = np.zeros_like(free.dual)  # with no loss left there is nothing to prove
        yield fit_of(problem, widest, nothing, free.steps + steps, "interior point")
    yield from _ever_cheaper(problem, form, free.steps, found.lower, cancelled)
    yield fit_of(problem, free.point, free.dual, free.steps, "interior point")


def _ever_cheaper(
    problem: Problem, form: HingeForm, steps: int, lower: float, cancelled: Cancelled
) -> Iterator[Fit]:
    priced = Problem.of(replace(problem.given, penalty=L2()), 0.0)
    last, before = None, None
    for strength in _STRENGTHS:
        last = attempted(
            priced.at(strength * problem.scale / problem.unit / problem.unit), last, cancelled
        )
        steps += last.steps
        point, dual = beginning(problem, last)
        if before is not None:
            # Slopes change in proportion to the price while W stays; at a price of 0 they prove it.
            onward = form.terms.multipliers(dual + (dual - before) / (_CHEAPER - 1.0))
            onward = form.terms.back(form.feasible(onward, problem.weight))
            lower = max(lower, certify(problem, point, onward).lower)
        before = dual
        yield fit_of(problem, point, dual, steps, last.method, lower)


def _widest(problem: Problem, form: HingeForm, cancelled: Cancelled) -> tuple[FloatArray, int]:
    """V of the largest margin, the smallest W with every term at most 0, and the steps to it."""
    terms, by = form.terms, problem.unit / problem.spread
    quadratic = np.append(np.square(by / by.max(initial=0.0)), 0.0)
    programme = Programme(
        Kinked(terms, problem.weight, Price.FORBIDDEN),
        problem.features,
        problem.labels,
        problem.groups,
        corner=np.zeros(problem.shape[1]),
        quadratic=quadratic,
        linear=np.zeros(problem.shape),
        tied=np.append(np.zeros(problem.shape[1] - 1, dtype=bool), form.invariant),
    )

    def off(point: FloatArray, dual: FloatArray) -> float:
        z = terms.of(problem.scores(point)) + 1.0
        still = np.abs(quadratic * point + dual.T @ problem.features).max()
        return float(still + np.maximum(z, 0.0).max() + np.abs(terms.multipliers(dual) * z).sum())

    found = interior.solve(programme, off, _SURE, cancelled)
    most = float(terms.of(problem.scores(found.point)).max())
    # Made a little larger it meets all margins to the last digit.
    return (found.point / -most if most < 0.0 else found.point), found.steps
