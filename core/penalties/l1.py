"""L1, ``R = sum |w|``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from core.arrays import FloatArray
from core.penalties.base import Penalty

if TYPE_CHECKING:
    from core.state import PenaltySettings


@dataclass(frozen=True)
class L1(Penalty):
    """Every weight pays its size; the pull towards 0 is the same for small and large ones."""

    key: ClassVar[str] = "l1"

    @classmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        return cls()

    def per_weight(self, weights: FloatArray) -> FloatArray:
        return np.abs(weights)

    def gradient(self, weights: FloatArray) -> FloatArray:
        return np.sign(weights) + 0.0
