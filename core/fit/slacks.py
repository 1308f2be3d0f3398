"""What the terms of a plain hinge may weigh: each by itself, or together by example."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.convex.curvature import BoolArray


class Slacks:
    """Every term has a slack of its own: a multiplier from 0 to `cost`."""

    def __init__(self, cost: float) -> None:
        self.cost = cost

    def nearest(self, pulled: FloatArray) -> FloatArray:
        """The multipliers that are nearest to `pulled` (N, K)."""
        return np.clip(pulled, 0.0, self.cost)

    def bends(self, pulled: FloatArray) -> BoolArray:
        """Terms whose multiplier moves with what pulls at it, (N, K)."""
        return np.asarray((pulled > 0.0) & (pulled < self.cost))

    def moving(
        self, rows: FloatArray, which: tuple[IntArray, ...], pulled: FloatArray
    ) -> FloatArray:
        """``P A`` for the rows A of the terms that bend, where P is how their multipliers move."""
        return rows


class SharedSlacks(Slacks):
    """The terms of an example share a slack: no multiplier below 0, all of them up to `cost`."""

    def nearest(self, pulled: FloatArray) -> FloatArray:
        """Those nearest to `pulled`: cut off at 0, and where they are too much, lowered alike.

        Held, Wolfe, Crowder, "Validation of subgradient optimization", Math. Program. 6 (1974).
        """
        return np.maximum(pulled - self._lowered(pulled), 0.0)

    def _lowered(self, pulled: FloatArray) -> FloatArray:
        """By how much those of every example are lowered, (N, 1)."""
        falling = -np.sort(-pulled, axis=1)
        over = (np.cumsum(falling, axis=1) - self.cost) / np.arange(1, pulled.shape[1] + 1)
        # The largest number of them that stay above 0 if lowered by their own excess.
        last = np.count_nonzero(falling > over, axis=1) - 1
        lowered = np.take_along_axis(over, np.maximum(last, 0)[:, None], axis=1)
        return np.maximum(lowered, 0.0)

    def bends(self, pulled: FloatArray) -> BoolArray:
        """Those above 0."""
        return self.nearest(pulled) > 0.0

    def moving(
        self, rows: FloatArray, which: tuple[IntArray, ...], pulled: FloatArray
    ) -> FloatArray:
        """Less their mean by example where they are as much as there may be."""
        examples = which[0]
        full = self._lowered(pulled)[:, 0] > 0.0
        counts = np.bincount(examples, minlength=len(pulled))
        sums = np.zeros((len(pulled), rows.shape[1]))
        np.add.at(sums, examples, rows)
        means = sums[examples] / counts[examples][:, None]
        return rows - np.where(full[examples][:, None], means, 0.0)
