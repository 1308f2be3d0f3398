"""A range of values on a plot, and the ticks that are written on it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values and the ticks to write on it: ``(value, text)`` pairs."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def unit(self, values: FloatArray) -> FloatArray:
        """`values` as shares of the range; far outside stays finite, so lines leave the frame."""
        # Dividing first keeps high - low and the difference from overflowing near 1e308.
        size = max(abs(self.low), abs(self.high))
        span = self.high / size - self.low / size
        shares = (values / size - self.low / size) / span
        return np.clip(shares, -50.0, 50.0)

    def share(self, value: float) -> float:
        """One value as a share of the range."""
        return float(self.unit(np.array([value]))[0])

    def value(self, share: float) -> float:
        """The value at `share` of the range."""
        return self.low * (1 - share) + self.high * share
