"""The best W for every lambda, as far as it has been computed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from core.fit.attempts import beginning
from core.fit.existence import Reason
from core.fit.problem import Given, Problem
from core.fit.result import Fit, fit_of, none_of
from core.fit.solve import best_of, never

__all__ = ["Path"]

_NEAR = 2.0
"""A fit whose lambda is no more than so many times another is a good start for it."""


_ROW = 10
"""Nodes one after the other where lambda had better rise."""


class Path:
    """Fits of one problem at several lambdas, computed from some lambda outwards.

    A worker fills it, one node at a time, while others look at what is there: fits are only ever
    added, each is complete, and nothing waits.

    Parameters
    ----------
    given : Given
    strengths : sequence of float
        The lambdas of the nodes, more than 0, ascending.
    start : Fit, optional
        Of a problem nearby, such as this one before an example moved: to begin with.
    """

    def __init__(self, given: Given, strengths: Sequence[float], start: Fit | None = None) -> None:
        self.given = given
        self.strengths = tuple(float(one) for one in strengths)
        self._start = start
        self._fits: dict[float, Fit] = {}
        self._full = False

    @cached_property
    def _problem(self) -> Problem | None:
        """What is solved; None where there is no way to the best W of the loss."""
        return Problem.of(self.given, self.strengths[-1]) if self.given.shape else None

    @property
    def complete(self) -> bool:
        """Whether every node is there."""
        self._full = self._full or self.count == len(self.strengths)
        return self._full

    @property
    def count(self) -> int:
        """How many nodes are there."""
        return sum(strength in self._fits for strength in self.strengths)

    @property
    def nodes(self) -> tuple[Fit | None, ...]:
        """A fit for every lambda of a node, or None where it is not known yet."""
        return tuple(map(self._fits.get, self.strengths))

    def keeps(self, fit: Fit) -> bool:
        """Whether a fit is one of those that are kept, and no mean between them."""
        return self._fits.get(fit.strength) is fit

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
        for index in self._order(near):
            strength = self.strengths[index]
            if strength in self._fits:
                continue
            found = self._found(strength, self._beside(index), cancelled)
            if cancelled():
                return
            self._fits[strength] = found
            yield index

    def find(self, strength: float, cancelled: Callable[[], bool] = never) -> Fit:
        """The best W at any lambda, from 0 on, kept like a node unless it was cancelled."""
        known = self._fits.get(strength)
        if known is not None:
            return known
        found = self._found(strength, self._nearest(strength), cancelled)
        if not cancelled():
            self._fits[strength] = found
        return found

    def _found(self, strength: float, start: Fit | None, cancelled: Callable[[], bool]) -> Fit:
        if self._problem is None:
            return none_of(self.given, strength, Reason.UNKNOWN)
        return best_of(self._problem.at(strength), start, cancelled)

    @cached_property
    def _rises(self) -> bool:
        """Whether steps to a smaller lambda are much harder than to a larger one.

        Newton's method knows which weights are to become 0, but among those that are 0 not which
        are to come.
        """
        its = self._problem
        return (
            its is not None and its.form.smooth and bool(((its.corner > 0) & (its.bowl == 0)).any())
        )

    def _order(self, near: float) -> list[int]:
        """Indices of all nodes, those near a lambda first.

        Where lambda had better rise the smaller ones come in rows that each begin at a lower end.
        """
        logs = np.log(np.maximum(near, np.finfo(float).tiny)) - np.log(self.strengths)
        order: list[int] = np.argsort(np.abs(logs), kind="stable").tolist()
        if not self._rises:
            return order
        first = order[0]
        above, below = range(first, len(self.strengths)), range(first)
        rows: list[int] = []
        for start in range(0, max(len(above), len(below)), _ROW):
            rows += above[start : start + _ROW]
            rows += below[max(0, first - start - _ROW) : max(0, first - start)]
        return rows

    def _beside(self, index: int) -> Fit | None:
        if self._rises:
            before = self._fits.get(self.strengths[index - 1]) if index else None
            return before if before is not None and before.minimum else None
        sides = (index + 1, index - 1)
        beside = (self._fits.get(self.strengths[k]) for k in sides if 0 <= k < len(self.strengths))
        found = next((fit for fit in beside if fit is not None and fit.minimum), None)
        return found or self._nearest(self.strengths[index])

    def _nearest(self, strength: float) -> Fit | None:
        """What to begin with at a lambda; None if nothing that is known is near."""
        if strength <= 0.0:
            return None
        between = self.at(strength)
        if between is not None and between.minimum:
            return between
        # A copy: a worker may be adding.
        others = [(lam, fit) for lam, fit in self._fits.copy().items() if lam > 0.0 and fit.minimum]
        if not others:
            return self._start
        if self._rises:
            others = [(lam, fit) for lam, fit in others if lam < strength]
        ways = ((max(lam / strength, strength / lam), fit) for lam, fit in others)
        away, found = min(ways, key=lambda pair: pair[0], default=(np.inf, None))
        return found if away <= _NEAR else None

    def at(self, strength: float) -> Fit | None:
        """What is known at a lambda, else a mean of its neighbours with its true gap; None outside.

        A mean of two W is a W, and a mean of what bounds L at both bounds it in between, so that
        the gap holds without anything being solved.
        """
        fits = self._fits.copy()  # a worker may be adding
        exactly = fits.get(strength)
        if exactly is not None:
            return exactly
        known = sorted(lam for lam in fits if lam > 0.0)
        place = bisect_left(known, strength)
        if not 0 < place < len(known) or strength <= 0.0:
            return None
        low, high = fits[known[place - 1]], fits[known[place]]
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
