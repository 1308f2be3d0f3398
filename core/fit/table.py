"""The best W of many lambdas side by side: what is drawn of them, and where other weights are 0."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray, Mask

__all__ = ["Table", "Turning"]

Weight = tuple[int, int]


@dataclass(frozen=True)
class Turning:
    """The nearest lambda to one side at which other weights are 0.

    Attributes
    ----------
    strength : float
    gone, come : tuple of (class, feature)
        Weights that are 0 there and not here, and the reverse.
    """

    strength: float
    gone: tuple[Weight, ...]
    come: tuple[Weight, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """All that is known of a problem, by ascending lambda, where there is a best W.

    Attributes
    ----------
    strengths : (M,)
        More than 0.
    weights : (M, C, D)
    data : (M,)
        Mean loss of the examples that were fitted to.
    held_out : (M,) or None
        Mean loss of those that were not.
    missing : (K,)
        Lambdas that were to be known and are not, or not exactly, ascending.
    """

    strengths: FloatArray
    weights: FloatArray
    data: FloatArray
    held_out: FloatArray | None
    missing: FloatArray

    @cached_property
    def present(self) -> Mask:
        """Which weights are not 0, (M, C, D)."""
        found: Mask = self.weights != 0.0
        return found

    @cached_property
    def counts(self) -> IntArray:
        """How many weights are not 0, (M,)."""
        found: IntArray = np.count_nonzero(self.present, axis=(1, 2))
        return found

    @property
    def lowest(self) -> int | None:
        """The index of the lowest loss of the examples left out; the largest lambda of several."""
        if self.held_out is None or not self.held_out.size:
            return None
        return len(self.held_out) - 1 - int(self.held_out[::-1].argmin())

    def turnings(
        self, strength: float, weights: FloatArray
    ) -> tuple[Turning | None, Turning | None]:
        """Where below and above a lambda other weights are 0 than here, (C, D).

        None where that is nowhere, or is not known yet.
        """
        here: Mask = weights != 0.0
        other = np.flatnonzero((self.present != here).any(axis=(1, 2)))
        lower, higher = (
            other[self.strengths[other] < strength],
            other[self.strengths[other] > strength],
        )
        below = self._turning(here, int(lower[-1]), strength) if lower.size else None
        above = self._turning(here, int(higher[0]), strength) if higher.size else None
        return below, above

    def _turning(self, here: Mask, index: int, strength: float) -> Turning | None:
        there, at = self.present[index], float(self.strengths[index])
        low, high = sorted((at, strength))
        if ((self.missing >= low) & (self.missing <= high) & (self.missing != strength)).any():
            return None
        return Turning(at, _pairs(here & ~there), _pairs(there & ~here))


def _pairs(mask: Mask) -> tuple[Weight, ...]:
    return tuple((int(c), int(d)) for c, d in np.argwhere(mask))
