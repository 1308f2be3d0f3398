"""What every penalty offers."""

from abc import ABC, abstractmethod
from typing import ClassVar, Self

from core.arrays import FloatArray
from core.settings import PenaltySettings
from core.sums import exact_sum


class Penalty(ABC):
    """A price on the weights, R(W). Biases are never penalized."""

    key: ClassVar[str]

    @classmethod
    @abstractmethod
    def from_settings(cls, settings: "PenaltySettings") -> Self:
        """The penalty with the share and the convention a person has set."""

    @property
    @abstractmethod
    def shares(self) -> tuple[float, float]:
        """(a, q), where a weight pays ``a |w| + q w^2``: how much of it has a corner at 0."""

    @abstractmethod
    def per_weight(self, weights: FloatArray) -> FloatArray:
        """What each weight pays, same shape as `weights`."""

    def value(self, weights: FloatArray) -> float:
        """R(W), the sum over all weights, rounded once (13 weights of 0.1 cost 1.3)."""
        return exact_sum(self.per_weight(weights))

    @abstractmethod
    def gradient(self, weights: FloatArray) -> FloatArray:
        """dR/dW, same shape as `weights`; where R has a corner, the subgradient 0."""
