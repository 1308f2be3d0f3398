"""What lies ahead of one step downhill: L along the way, and where it is lowest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core import linear
from core.arrays import FloatArray, sealed
from core.fit.descent import landed, slopes
from core.fit.problem import Given

_NUMBERS = 1 << 18
"""Scores that are worked on together."""
_SEARCHED = (1e-6, 1e6)
"""Step sizes between which the best one is looked for."""
_FINER, _CLOSE = 17, 1e-3
"""So many sizes at once, until they are closer than this, in parts of themselves."""


@dataclass(frozen=True, eq=False)
class Landing:
    """L after one step of any size from the present W.

    Attributes
    ----------
    now : float
        L where W is.
    best : (float, float) or None
        The step size after which L is lowest, and that L; None where no step lowers it.
    level : float
        The step size from which on a step leads higher than now; 0 where each does, infinite where
        none up to 10^6 does.
    """

    now: float
    best: tuple[float, float] | None
    level: float


class Ahead:
    """L after one step of any size from a W and b.

    Without an L1 part scores move along straight lines, and L is asked of these.
    """

    def __init__(
        self, given: Given, weights: FloatArray, biases: FloatArray, strength: float
    ) -> None:
        self._given = given
        self._at = weights, biases, strength
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            self._down = slopes(given, weights, biases, strength)
            self._straight = strength * given.penalty.shares[0] == 0.0
            if self._straight:
                self._start = linear.scores(weights, given.features, biases)
                self._change = linear.scores(self._down[0], given.features, self._down[1])
        self.now = given.total(weights, biases, strength)

    def total(self, size: float) -> float:
        """L after a step of this size; infinite beyond float64."""
        return float(self.totals([size])[0])

    def totals(self, sizes: Sequence[float] | FloatArray) -> FloatArray:
        """L after a step of each of these sizes, (M,)."""
        sizes = np.asarray(sizes, dtype=np.float64)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            if not self._straight:
                return sealed(np.array([self._landed(size) for size in sizes.tolist()]))
            most = max(1, _NUMBERS // self._start.size)
            parts = [self._along(sizes[k : k + most]) for k in range(0, len(sizes), most)]
        return sealed(np.concatenate(parts))

    def _landed(self, size: float) -> float:
        """L after a proximal step."""
        weights, biases, strength = self._at
        there = landed(self._given, weights, biases, strength, size, self._down)
        finite = all(bool(np.isfinite(part).all()) for part in there)
        return self._given.total(*there, strength) if finite else np.inf

    def _along(self, sizes: FloatArray) -> FloatArray:
        """L after plain steps, of all sizes at once."""
        given, (weights, _, strength) = self._given, self._at
        count, classes = self._start.shape
        scores = self._start - sizes[:, None, None] * self._change
        there = weights - sizes[:, None, None] * self._down[0]
        finite = np.isfinite(scores).all(axis=(1, 2)) & np.isfinite(there).all(axis=(1, 2))
        scores[~finite] = 0.0
        labels = np.tile(given.labels, len(sizes))
        losses = given.loss.per_example(scores.reshape(-1, classes), labels)
        by_size = losses.reshape(-1, count)
        data = by_size.sum(axis=1) if given.whole else by_size.mean(axis=1)
        paid = strength * given.penalty.shares[1] * np.square(there).sum(axis=(1, 2))
        total = data + paid
        return np.where(finite & ~np.isnan(total), total, np.inf)

    def landing(self) -> Landing:
        """Where the best step and the first that leads no lower are."""
        best = self._best()
        if best is None:
            return Landing(self.now, None, 0.0)
        return Landing(self.now, best, self._level(best[0]))

    def _best(self) -> tuple[float, float] | None:
        """The lowest of sizes by powers of ten, and then of ever closer ones around it.

        L is convex along a line; after a proximal step it is not, but falls and rises once.
        """
        low, high = np.log(_SEARCHED[0]), np.log(_SEARCHED[1])
        count = round((high - low) / np.log(10.0)) + 1
        best: tuple[float, float] | None = None
        while True:
            sizes = np.exp(np.linspace(low, high, count))
            totals = self.totals(sizes)
            place = int(totals.argmin())
            if best is None and not totals[place] < self.now:
                return None
            if best is None or totals[place] < best[1]:
                best = float(sizes[place]), float(totals[place])
            apart = (high - low) / (count - 1)
            if apart < _CLOSE:
                return best
            middle = np.log(best[0])
            low, high = max(low, middle - apart), min(high, middle + apart)
            count = _FINER

    def _level(self, best: float) -> float:
        """The far end of the stretch of sizes that lead lower."""
        low, high = np.log(best), np.log(_SEARCHED[1])
        count = max(_FINER, round((high - low) / np.log(2.0)) + 2)
        while (high - low) / (count - 1) > 0.1 * _CLOSE:
            ends = np.linspace(low, high, count)
            beyond = np.flatnonzero(~(self.totals(np.exp(ends)) < self.now))
            beyond = beyond[beyond > 0]
            if not len(beyond):
                return np.inf if high >= np.log(_SEARCHED[1]) else float(np.exp(high))
            low, high = ends[beyond[0] - 1], ends[beyond[0]]
            count = _FINER
        return float(np.exp(high))
