"""Where on a track a value lies. No Qt here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol


class Mapping(Protocol):
    """Values from `low` to `high` on a track from 0 to 1."""

    @property
    def low(self) -> float:
        """The value at the left end."""

    @property
    def high(self) -> float:
        """The value at the right end."""

    def share(self, value: float) -> float:
        """Where `value` lies, kept between 0 and 1."""

    def value(self, share: float) -> float:
        """The value that lies at `share`."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Equal distances for equal differences."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where `value` lies, kept between 0 and 1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def value(self, share: float) -> float:
        """The value that lies at `share`."""
        return self.low + min(1.0, max(0.0, share)) * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Logarithmic:
    """Equal distances for equal ratios from `least` on; half a decade before it lies 0."""

    least: float
    high: float

    @property
    def low(self) -> float:
        """The value at the left end."""
        return 0.0

    def _start(self) -> float:
        return math.log10(self.least) - 0.5

    def share(self, value: float) -> float:
        """Where `value` lies, kept between 0 and 1."""
        if value < self.least:
            return 0.0
        start = self._start()
        return min(1.0, (math.log10(value) - start) / (math.log10(self.high) - start))

    def value(self, share: float) -> float:
        """The value that lies at `share`."""
        start = self._start()
        exponent = start + min(1.0, max(0.0, share)) * (math.log10(self.high) - start)
        if exponent < start + 0.25:
            return 0.0
        return float(min(self.high, max(self.least, 10.0**exponent)))


@dataclass(frozen=True, slots=True)
class Decades:
    """Equal distances for equal ratios, from a value above 0 on."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where `value` lies, kept between 0 and 1."""
        if value <= self.low:
            return 0.0
        return min(1.0, math.log(value / self.low) / math.log(self.high / self.low))

    def value(self, share: float) -> float:
        """The value that lies at `share`."""
        return float(self.low * (self.high / self.low) ** min(1.0, max(0.0, share)))
