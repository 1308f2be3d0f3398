"""The best W, if there is one, whatever stands in its way."""

import numpy as np

from core.fit.attempts import Cancelled, attempted
from core.fit.existence import Reason, obstacle
from core.fit.limit import without_price
from core.fit.problem import Given, Problem
from core.fit.result import Fit, none_of, way_of


def never() -> bool:
    """Nobody cancels."""
    return False


def best(
    given: Given, strength: float, start: Fit | None = None, cancelled: Cancelled = never
) -> Fit:
    """The W and b of least L.

    Parameters
    ----------
    given : Given
        Examples, loss and penalty.
    strength : float
        lambda, from 0 on.
    start : Fit, optional
        A solution nearby: of another lambda, or before an example moved.
    cancelled : callable
        Asked now and then; once it says True the best W so far is returned.

    Returns
    -------
    Fit
        See there for how sure it is, and whether there is a best W at all.
    """
    if given.shape is None:
        return none_of(given, strength, Reason.UNKNOWN)
    return best_of(Problem.of(given, strength), start, cancelled)


def best_of(problem: Problem, start: Fit | None = None, cancelled: Cancelled = never) -> Fit:
    """As `best`, of a problem that has been made already."""
    with np.errstate(under="ignore", over="ignore", divide="ignore", invalid="ignore"):
        in_the_way = obstacle(problem, cancelled)
        if in_the_way is not None:
            way = way_of(problem, in_the_way.direction)
            return none_of(problem.given, problem.strength, in_the_way.reason, way)
        if problem.free:
            return without_price(problem, cancelled)
        return attempted(problem, start, cancelled)
