"""The best W for every lambda, as far as it has been computed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from core.fit.attempts import beginning
from core.fit.existence import Reason
from core.fit.problem import Given, Problem
from core.fit.result import Fit, fit_of, none_of
from core.fit.solve import best_of, never

__all__ = ["Path"]


class Path:
    """Fits of one problem at several lambdas, computed from some lambda outwards.

    A worker fills it, one node at a time, while others look at what is there: nodes are only ever
    added, each is complete, and nothing waits.

    Parameters
    ----------
    given : Given
    strengths : sequence of float
        The lambdas of the nodes, more than 0, ascending.
    """

    def __init__(self, given: Given, strengths: Sequence[float]) -> None:
        self.given = given
        self.strengths = tuple(float(one) for one in strengths)
        self._problem = Problem.of(given, self.strengths[-1]) if given.shape else None
        self._nodes: dict[int, Fit] = {}

    @property
    def complete(self) -> bool:
        """Whether every node is there."""
        return len(self._nodes) == len(self.strengths)

    @property
    def nodes(self) -> tuple[Fit | None, ...]:
        """A fit for every lambda, or None where it is not known yet."""
        return tuple(self._nodes.get(index) for index in range(len(self.strengths)))

    def fill(self, near: float, cancelled: Callable[[], bool] = never) -> Iterator[int]:
        """Compute what is missing, the nodes nearest to the lambda `near` first.

        Each node starts from its neighbour. Between two nodes the caller has the turn, and may
        leave off and begin anew elsewhere.

        Parameters
        ----------
        near : float
        cancelled : callable
            Asked within a node too; one that was cancelled is not kept.

        Yields
        ------
        int
            The index of a node that has come.
        """
        logs = np.abs(np.log(np.maximum(near, np.finfo(float).tiny)) - np.log(self.strengths))
        for index in np.argsort(logs, kind="stable").tolist():
            if index in self._nodes:
                continue
            found = self._found(index, cancelled)
            if cancelled():
                return
            self._nodes[index] = found
            yield index

    def _found(self, index: int, cancelled: Callable[[], bool]) -> Fit:
        strength = self.strengths[index]
        if self._problem is None:
            return none_of(self.given, strength, Reason.UNKNOWN)
        return best_of(self._problem.at(strength), self._beside(index), cancelled)

    def _beside(self, index: int) -> Fit | None:
        beside = (self._nodes.get(index + side) for side in (1, -1))
        return next((fit for fit in beside if fit is not None and fit.minimum), None)

    def at(self, strength: float) -> Fit | None:
        """The node at a lambda, else a mean of its neighbours with its true gap; None outside.

        A mean of two W is a W, and a mean of what bounds L at both bounds it in between, so that
        the gap holds without anything being solved.
        """
        place = bisect_left(self.strengths, strength)
        exactly = self._nodes.get(place)
        if exactly is not None and exactly.strength == strength:
            return exactly
        below = max((index for index in self._nodes if index < place), default=None)
        above = min((index for index in self._nodes if index >= place), default=None)
        if below is None or above is None:
            return None
        low, high = self._nodes[below], self._nodes[above]
        if self._problem is None or not (low.minimum and high.minimum):
            return None
        # W bends less against the logarithm of lambda than against lambda itself.
        part = float(np.log(strength / low.strength) / np.log(high.strength / low.strength))
        mean = replace(
            low,
            weights=(1.0 - part) * low.weights + part * high.weights,
            biases=(1.0 - part) * low.biases + part * high.biases,
            slopes=(1.0 - part) * low.slopes + part * high.slopes,
        )
        problem = self._problem.at(strength)
        with np.errstate(under="ignore", over="ignore"):
            point, dual = beginning(problem, mean)
            return fit_of(problem, point, dual, 0, "between nodes", polish=False)
