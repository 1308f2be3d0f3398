"""Whether a W is the best one at all, or the loss falls for ever."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from core.arrays import FloatArray
from core.convex.forms import SoftmaxForm
from core.convex.terms import Leads
from core.fit import interior
from core.fit.cones import Price
from core.fit.newton import newton
from core.fit.problem import Problem
from core.fit.programme import Kinked, Programme
from core.losses import LOSSES
from core.penalties.l2 import L2
from core.settings import LossSettings

_SURE = 1e-9
"""In parts of the largest lead: one that rounding may have made."""
_FAINT = 1e-6
"""In parts of the way it is sought along: a direction that rounding may have made."""
_STRENGTHS = (1e-3, 1e-6)


class Reason(Enum):
    """Why no W is the best one."""

    SEPARABLE = "separable"
    """Along a direction no lead falls and some rises, and nothing is paid for going on."""
    ABSENT_CLASS = "absent_class"
    """No example belongs to some class, so that its bias may fall for ever."""
    UNKNOWN = "unknown"
    """The loss does not say how it is convex, so that nothing could prove a W to be the best."""


@dataclass(frozen=True, eq=False)
class Obstacle:
    """Why there is no minimum, and where it goes instead.

    Attributes
    ----------
    reason : Reason
    direction : (C, D + 1)
        A change of V along which the loss falls for ever.
    """

    reason: Reason
    direction: FloatArray


def obstacle(problem: Problem, cancelled: Callable[[], bool]) -> Obstacle | None:
    """What keeps a problem from having a minimum, if anything does.

    A hinge reaches its infimum always: it is made of finitely many lines or parabolas, bounded from
    below. Softmax does unless the examples are separated, wholly or in part.

    References
    ----------
    Albert, Anderson, "On the existence of maximum likelihood estimates in logistic regression
    models", Biometrika 71 (1984).
    """
    if not isinstance(problem.form, SoftmaxForm):
        return None
    absent = [group.start == group.stop for group in problem.groups]
    if any(absent):
        direction = np.zeros(problem.shape)
        direction[:, -1] = np.where(absent, -1.0, 0.0)
        return Obstacle(Reason.ABSENT_CLASS, direction)
    if not problem.free:
        return None
    found = separating(problem, cancelled)
    return None if found is None else Obstacle(Reason.SEPARABLE, found)


def separating(problem: Problem, cancelled: Callable[[], bool]) -> FloatArray | None:
    """A direction (C, D + 1) in which no example's lead over another class falls and one rises.

    First that in which all rise, if a classifier makes no mistake. Else the nearest such direction
    to the sum of all leads' slopes, a projection onto a cone: by its conditions of optimality it is
    0 only if there is none, and else the sum of the leads rises along it.
    """
    terms = Leads(problem.labels, problem.shape[0])
    near = np.zeros(problem.shape)
    # Only a quick way: where there is no hinge, the cone alone tells.
    for strength in _STRENGTHS if "hinge" in LOSSES else ():
        squares = LOSSES["hinge"].from_settings(LossSettings(squared=True))
        task = Problem.of(replace(problem.given, loss=squares, penalty=L2()), strength)
        near = newton(task, near, cancelled).point
        leads = -terms.of(problem.scores(near))
        if leads.min() > _SURE * leads.max():
            return _scaled(near)
    if problem.large:
        return None  # what it takes to know is too much
    every = np.full((len(problem.labels), problem.shape[0] - 1), problem.weight)
    aim = -(terms.back(every).T @ problem.features)
    size = float(np.abs(aim).max())
    if size == 0.0:
        return None
    aim /= size
    programme = Programme(
        Kinked(terms, problem.weight, Price.FORBIDDEN, offset=0.0),
        problem.features,
        problem.labels,
        problem.groups,
        corner=np.zeros(problem.shape[1]),
        quadratic=np.ones(problem.shape[1]),
        linear=-aim,
        tied=np.zeros(problem.shape[1], dtype=bool),
    )

    def off(point: FloatArray, dual: FloatArray) -> float:
        still = np.abs(point - aim + dual.T @ problem.features).max()
        fallen = np.maximum(terms.of(problem.scores(point)), 0.0).max()
        return float(still + fallen + abs((point * (point - aim)).sum()))

    found = interior.solve(programme, off, _SURE, cancelled).point
    leads = -terms.of(problem.scores(found))
    if np.abs(found).max() <= _FAINT or leads.min() < -_FAINT * leads.max():
        return None
    return _scaled(found)


def _scaled(point: FloatArray) -> FloatArray:
    result: FloatArray = point / np.abs(point).max()
    return result
