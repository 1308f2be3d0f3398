"""L2, ``R = sum w^2``, or half of it."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray
from core.penalties.base import Penalty
from core.settings import PenaltySettings


@dataclass(frozen=True)
class L2(Penalty):
    """Every weight pays its square.

    Parameters
    ----------
    half : bool
        The convention ``R = 1/2 sum w^2``, whose gradient is w.
    """

    key: ClassVar[str] = "l2"

    half: bool = False

    @classmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        """With the convention as set."""
        return cls(settings.half)

    @property
    def shares(self) -> tuple[float, float]:
        """``0, 1``, or half of it."""
        return 0.0, 0.5 if self.half else 1.0

    def per_weight(self, weights: FloatArray) -> FloatArray:
        """``w^2``, or half of it."""
        with np.errstate(under="ignore"):
            return (0.5 if self.half else 1.0) * weights**2

    def gradient(self, weights: FloatArray) -> FloatArray:
        """``2 w``, or w."""
        return (1.0 if self.half else 2.0) * weights + 0.0
