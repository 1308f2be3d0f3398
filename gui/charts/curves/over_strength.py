"""A plot over log λ between powers of ten, with the line of the λ that is set."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF

from core.arrays import FloatArray
from gui.charts.curves.axis import Axis
from gui.charts.curves.lines import LinePlot
from gui.controls.mapping import Logarithmic
from gui.controls.steps import STRENGTH_STEPS
from gui.look.theme import Look
from gui.words import numbers


class OverStrength(LinePlot):
    """Half a decade before the least λ lies 0. A λ beyond an end leaves the line at that end."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, "penalty", STRENGTH_STEPS)
        self._mapping = Logarithmic(STRENGTH_STEPS.low, STRENGTH_STEPS.end)

    def set_ends(self, low: float, high: float) -> None:
        """From where to where λ goes, besides 0: powers of ten."""
        if (low, high) != (self._mapping.least, self._mapping.high):
            self._mapping = Logarithmic(low, high)
            self._steps = replace(STRENGTH_STEPS, low=low, end=high)

    def x_axis_of(self) -> Axis:
        """The axis with a number at every power of ten."""
        low, high = self._mapping.least, self._mapping.high
        powers = range(round(math.log10(low)), round(math.log10(high)) + 1)
        values = [0.0, *(float(f"1e{power}") for power in powers)]
        return Axis(0.0, 1.0, tuple((self.share_of(v), numbers.limit(v)) for v in values))

    def share_of(self, value: float) -> float:
        return self._mapping.share(value)

    def value_at(self, share: float) -> float:
        return self._mapping.value(share)

    def shares_of(self, strengths: FloatArray) -> list[float]:
        """Where several lie."""
        return [self._mapping.share(strength) for strength in strengths.tolist()]

    def beyond(self, strength: float) -> bool:
        """Whether λ lies where the axis does not go."""
        return strength > self._mapping.high or 0.0 < strength < self._mapping.least

    @property
    def line_share(self) -> float:
        """Where the line stands."""
        return self._share

    def foot(self) -> QPointF:
        """The lower end of the line, in pixels."""
        return self.to_pixels(self._share, 0.0)
