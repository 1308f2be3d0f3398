"""No penalty, R = 0."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray
from core.penalties.base import Penalty
from core.settings import PenaltySettings


@dataclass(frozen=True)
class NoPenalty(Penalty):
    """Weights cost nothing."""

    key: ClassVar[str] = "none"

    @classmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        """The settings hold nothing for it."""
        return cls()

    @property
    def shares(self) -> tuple[float, float]:
        """``0, 0``."""
        return 0.0, 0.0

    def per_weight(self, weights: FloatArray) -> FloatArray:
        """0."""
        return np.zeros_like(weights)

    def gradient(self, weights: FloatArray) -> FloatArray:
        """0."""
        return np.zeros_like(weights)
