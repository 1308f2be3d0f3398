"""A range of values on a plot, and the ticks that are written on it. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from gui.charts.curves.ticks import Ticks, apart


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values and the ticks to write on it: ``(value, text)`` pairs."""

    low: float
    high: float
    ticks: Ticks

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

    def written(
        self, wanted: Ticks, length: float, size: Callable[[str], float], gap: float
    ) -> list[tuple[float, str]]:
        """Numbers to write along `length` pixels, at shares of it: the `wanted` if all stand apart.

        Else as many of the axis's own as do; `size` is what a text takes along the axis.
        """
        labels, fitting = self._apart(wanted, length, size, gap)
        if len(fitting) < len(labels):
            labels, fitting = self._apart(self.ticks, length, size, gap)
        return [labels[index] for index in fitting]

    def _apart(
        self, ticks: Ticks, length: float, size: Callable[[str], float], gap: float
    ) -> tuple[list[tuple[float, str]], list[int]]:
        """Ticks at their shares, and which of them keep a `gap`."""
        shares = self.unit(np.array([value for value, _ in ticks])).tolist()
        labels = [(share, text) for share, (_, text) in zip(shares, ticks, strict=True)]
        return labels, apart([(share * length, size(text)) for share, text in labels], gap)
