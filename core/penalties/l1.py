"""L1, ``R = sum |w|``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray
from core.penalties.base import Penalty
from core.settings import PenaltySettings


@dataclass(frozen=True)
class L1(Penalty):
    """Every weight pays its size; the pull towards 0 is the same for small and large ones."""

    key: ClassVar[str] = "l1"

    @classmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        """The settings hold nothing for L1."""
        return cls()

    @property
    def shares(self) -> tuple[float, float]:
        """``1, 0``."""
        return 1.0, 0.0

    def per_weight(self, weights: FloatArray) -> FloatArray:
        """``|w|``."""
        return np.abs(weights)

    def gradient(self, weights: FloatArray) -> FloatArray:
        """The sign of w; 0 at 0."""
        return np.sign(weights) + 0.0
