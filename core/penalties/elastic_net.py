"""Elastic net, ``R = sum (rho |w| + (1 - rho) w^2)``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray
from core.penalties.base import Penalty
from core.settings import PenaltySettings


@dataclass(frozen=True)
class ElasticNet(Penalty):
    """A mixture of L1 and L2.

    Parameters
    ----------
    l1_share : float
        rho, from 0 (all L2) to 1 (all L1).
    half : bool
        Halve the squares: ``rho |w| + (1 - rho)/2 w^2``.

    References
    ----------
    Zou, Hastie, "Regularization and variable selection via the elastic net", J. R. Statist. Soc. B
    67 (2005).
    """

    key: ClassVar[str] = "elastic_net"

    l1_share: float = 0.5
    half: bool = False

    @classmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        """With the share and the convention as set."""
        return cls(settings.l1_share, settings.half)

    @property
    def shares(self) -> tuple[float, float]:
        """``rho, 1 - rho``, the latter halved as set."""
        return self.l1_share, (1.0 - self.l1_share) * (0.5 if self.half else 1.0)

    def per_weight(self, weights: FloatArray) -> FloatArray:
        """``rho |w| + (1 - rho) w^2``."""
        square = (1.0 - self.l1_share) * (0.5 if self.half else 1.0)
        with np.errstate(under="ignore"):
            return self.l1_share * np.abs(weights) + square * weights**2

    def gradient(self, weights: FloatArray) -> FloatArray:
        """``rho sign(w) + 2 (1 - rho) w``."""
        slope = (1.0 - self.l1_share) * (1.0 if self.half else 2.0)
        with np.errstate(under="ignore"):
            return self.l1_share * np.sign(weights) + slope * weights + 0.0
