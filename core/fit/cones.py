"""The kinks of an interior point method: terms z of which a price is asked where they are above 0.

A term stands for the smallest ``cost xi`` (or ``cost xi^2``, or nothing but a barrier) with
``xi >= z`` and ``xi >= 0``. With slacks ``r = xi - z >= 0`` and multipliers ``alpha >= 0`` of the
first and ``beta >= 0`` of the second condition, the optimum has ``alpha r = 0`` and
``beta xi = 0``; an interior point has ``mu`` instead of 0 and lets it shrink.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from core.arrays import FloatArray


class Price(Enum):
    """What a term above 0 costs."""

    PLAIN = "cost xi"
    SQUARED = "cost xi^2"
    FORBIDDEN = "xi = 0"


@dataclass(frozen=True, eq=False)
class Step:
    """A change of a cone's parts."""

    alpha: FloatArray
    beta: FloatArray
    slack: FloatArray
    over: FloatArray


class Cone:
    """Terms (N, K) with their slacks and multipliers.

    Parameters
    ----------
    terms : (N, K)
        z where the method begins.
    cost : (N, K), (K,) or float
    price : Price
    together : bool
        Whether one xi is shared by an example's terms, so that only the largest counts.

    Attributes
    ----------
    alpha, slack : (N, K)
    beta, over : (N, K), or (N, 1) if together
        Multiplier and value of xi; of plain prices alone.
    """

    def __init__(
        self, terms: FloatArray, cost: FloatArray | float, price: Price, *, together: bool = False
    ) -> None:
        self._price, self._together = price, together
        self._cost = np.broadcast_to(np.asarray(cost, dtype=np.float64), terms.shape)
        if together:
            self._cost = self._cost[:, :1]
        positive = np.maximum(terms, 0.0)
        self.over = (positive.max(axis=1, keepdims=True) if together else positive) + 1.0
        share = terms.shape[1] if together else 1
        if price is Price.PLAIN:
            self.alpha = np.broadcast_to(self._cost / (share + 1), terms.shape).copy()
            self.beta = self._cost / (share + 1)
        elif price is Price.SQUARED:
            self.alpha = np.broadcast_to(2.0 * self._cost * self.over / share, terms.shape).copy()
            self.beta = np.zeros_like(self.over)
        else:
            self.alpha = self._cost.copy()
            self.beta, self.over = np.zeros_like(self.over), np.zeros_like(self.over)
        self.slack = np.maximum(self.over - terms, 1.0)

    @property
    def _plain(self) -> bool:
        return self._price is Price.PLAIN

    @property
    def count(self) -> int:
        """How many products there are."""
        return self.alpha.size + (self.beta.size if self._plain else 0)

    @property
    def complementarity(self) -> float:
        """The sum of the products, 0 at the optimum."""
        both = (self.alpha * self.slack).sum()
        return float(both + (self.beta * self.over).sum() if self._plain else both)

    def look(self, terms: FloatArray) -> None:
        """Take in where the terms z (N, K) are now."""
        # What rounding, or the start, leaves between xi, r and z goes into the next step.
        self._off = terms + self.slack - self.over
        self._stiff = self.alpha / self.slack
        if self._price is Price.FORBIDDEN:
            self.limit = np.full_like(self.over, np.inf)
        elif self._plain:
            self.limit = self.beta / self.over
        else:
            self.limit = 2.0 * self._cost

    @property
    def stiffness(self) -> FloatArray:
        """What bends the objective along each term while xi is held: ``alpha / r``."""
        return self._stiff

    @property
    def weights(self) -> FloatArray:
        """Second derivative of each term of its own, once xi has given way, (N, K)."""
        if self._price is Price.FORBIDDEN:
            return self._stiff
        return self._stiff * (self.limit / (self._stiff + self.limit))

    def bent(self, values: FloatArray) -> FloatArray:
        """Change of the multipliers by a change of the terms."""
        if not self._together:
            return self.weights * values
        # Less the value at the stiffest term, which would cancel with the mean.
        stiffest = self._stiff.argmax(axis=1)[:, None]
        level = np.take_along_axis(values, stiffest, axis=1)
        aside = values - level
        whole = self.limit + self._stiff.sum(axis=1, keepdims=True)
        mean = (self._stiff * aside).sum(axis=1, keepdims=True) / whole
        found: FloatArray = self._stiff * (aside - mean + level * (self.limit / whole))
        return found

    def _given_up(self, values: FloatArray) -> FloatArray:
        """The sum of `bent` over terms that share an xi, which cancels too."""
        whole = self.limit + self._stiff.sum(axis=1, keepdims=True)
        moved = (self._stiff * values).sum(axis=1, keepdims=True)
        return np.asarray(moved * (self.limit / whole))

    def push(self, mu: float, ahead: Step | None) -> FloatArray:
        """Change of the multipliers that leads to `mu` while the terms stay, (N, K).

        Parameters
        ----------
        mu : float
        ahead : Step, optional
            The step that led to 0, whose second-order error is corrected (Mehrotra 1992).
        """
        self._first = mu / self.alpha
        if ahead is not None:
            self._first = self._first - ahead.alpha * ahead.slack / self.alpha
        found = self._off + self._first - self.slack
        if self._plain:
            self._second = mu / self.beta
            if ahead is not None:
                self._second = self._second - ahead.beta * ahead.over / self.beta
            found = found + self.over - self._second
        self._constant = found
        return self.bent(found)

    def step(self, change: FloatArray) -> Step:
        """The step of all parts that goes with a change of the terms (N, K), after `push`."""
        change = change + self._constant
        alpha = self.bent(change)
        gone = self._given_up(change) if self._together else alpha
        slack = self._first - self.slack - alpha / self._stiff
        if self._plain:
            over = self._second - self.over + gone / self.limit
        elif self._price is Price.SQUARED:
            over = gone / self.limit
        else:
            over = np.zeros_like(gone)
        return Step(alpha, -gone if self._plain else np.zeros_like(gone), slack, over)

    def longest(self, step: Step) -> float:
        """The part of a step after which something reaches 0; infinite if nothing does."""
        pairs = [(self.alpha, step.alpha), (self.slack, step.slack)]
        if self._plain:
            pairs += [(self.beta, step.beta), (self.over, step.over)]
        return min(_until_zero(value, change) for value, change in pairs)

    def after(self, step: Step, part: float) -> float:
        """The complementarity after a part of a step."""
        both = ((self.alpha + part * step.alpha) * (self.slack + part * step.slack)).sum()
        if self._plain:
            both += ((self.beta + part * step.beta) * (self.over + part * step.over)).sum()
        return float(both)

    def move(self, step: Step, part: float) -> None:
        """Take a part of a step."""
        # Both multipliers are carried on: one as what the other leaves of the cost would cancel.
        self.alpha = self.alpha + part * step.alpha
        self.beta = self.beta + part * step.beta
        self.slack = self.slack + part * step.slack
        self.over = self.over + part * step.over


def _until_zero(value: FloatArray, change: FloatArray) -> float:
    falls = change < 0.0
    return float((value[falls] / -change[falls]).min()) if falls.any() else np.inf
