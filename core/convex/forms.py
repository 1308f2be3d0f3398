"""What a fit has to know of a loss (`Shape`), which every loss says of itself.

Everything is said at a margin of 1: losses with another are the same ones in other units.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

from core.arrays import FloatArray, IntArray
from core.convex.curvature import Complete, Curvature
from core.convex.terms import Terms


class Sloped(Protocol):
    """Of a loss, what its form asks; see `core.losses.base.Loss`."""

    relative: ClassVar[bool]

    def per_example(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """L_i, (N,)."""

    def with_gradient(self, scores: FloatArray, labels: IntArray) -> tuple[FloatArray, FloatArray]:
        """L_i, (N,), and its gradient, (N, C)."""

    def knows_nothing(self, classes: int) -> float:
        """L_i where all scores are 0."""


@dataclass(frozen=True, eq=False)
class Form(ABC):
    """One loss of given examples, at a margin of 1.

    Attributes
    ----------
    loss : Sloped
        For its values and slopes.
    labels : (N,)
    """

    loss: Sloped
    labels: IntArray

    @property
    def invariant(self) -> bool:
        """Whether one number added to all of an example's scores changes nothing."""
        return self.loss.relative

    @property
    @abstractmethod
    def smooth(self) -> bool:
        """Whether there is a slope everywhere."""

    @abstractmethod
    def conjugate(self, slopes: FloatArray) -> FloatArray:
        """The convex conjugate ``L_i*`` at slopes (N, C) where it is finite, (N,)."""

    @abstractmethod
    def curvature(self, scores: FloatArray) -> Curvature:
        """Second derivatives of a smooth form."""

    def values(self, scores: FloatArray) -> FloatArray:
        """L_i, (N,)."""
        return self.loss.per_example(scores, self.labels)

    def slopes(self, scores: FloatArray) -> tuple[FloatArray, FloatArray]:
        """L_i, (N,), and its gradient, (N, C)."""
        return self.loss.with_gradient(scores, self.labels)


class SoftmaxForm(Form):
    """Cross-entropy of the softmax probabilities."""

    @property
    def smooth(self) -> bool:
        """It is."""
        return True

    def conjugate(self, slopes: FloatArray) -> FloatArray:
        """``sum_j p_j ln p_j`` where the slopes are p less 1 at the correct class."""
        rows = np.arange(len(self.labels))
        below = np.clip(slopes[rows, self.labels], -1.0, 0.0)
        wrong = np.maximum(slopes, 0.0)
        wrong[rows, self.labels] = 0.0
        logs = np.log(wrong, out=np.zeros_like(wrong), where=wrong > 0.0)
        # 1 + below would lose the digits of a probability near 1.
        log_correct = np.log1p(below, out=np.zeros_like(below), where=below > -1.0)
        found: FloatArray = (wrong * logs).sum(axis=1) + (1.0 + below) * log_correct
        return found

    def curvature(self, scores: FloatArray) -> Curvature:
        """``diag(p) - p p'``."""
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return Complete(shares / shares.sum(axis=1, keepdims=True))


@dataclass(frozen=True, eq=False)
class HingeForm(Form):
    """Sums, or the largest, of ``max(0, z)`` or of their squares.

    Attributes
    ----------
    terms : Terms
        The z of these examples.
    squared : bool
    together : bool
        Whether only the largest of an example's terms counts.
    """

    terms: Terms
    squared: bool = False
    together: bool = False

    @property
    def smooth(self) -> bool:
        """Where squares are added up; where one is the largest there are kinks between them."""
        return self.squared and not self.together

    def feasible(self, alpha: FloatArray, most: float) -> FloatArray:
        """Multipliers (N, K) nearby that the conjugate is finite at, of examples that weigh `most`.

        Not negative and, unless squared, at most that: each of them, or together their sum.
        """
        found = np.maximum(alpha, 0.0)
        if self.squared:
            return found
        if not self.together:
            return np.minimum(found, most)
        result: FloatArray = found / np.maximum(found.sum(axis=1, keepdims=True) / most, 1.0)
        return result

    def conjugate(self, slopes: FloatArray) -> FloatArray:
        """``sum (a^2/4 - a)``, or ``-sum a``, of the multipliers a of the terms."""
        a = np.maximum(self.terms.multipliers(slopes), 0.0)
        if self.together:
            a = a.sum(axis=1, keepdims=True)
        found: FloatArray = ((np.square(a) / 4.0 - a) if self.squared else -a).sum(axis=1)
        return found

    def curvature(self, scores: FloatArray) -> Curvature:
        """2 for every term above 0; of squares alone."""
        return self.terms.bent(np.where(self.terms.of(scores) + 1.0 > 0.0, 2.0, 0.0))


@dataclass(frozen=True, eq=False)
class Shape:
    """A loss as one at a margin of 1, in other units.

    Attributes
    ----------
    form : callable
        From labels (N,) to the form.
    bend : float
        A bound on the eigenvalues of an example's second derivatives, of the loss itself and by
        scores in their own unit; infinite at a kink.
    unit : float
        What a score of the form stands for.
    factor : float
        What the form's loss is multiplied with.
    constant : float
        What every example adds whatever its scores are.
    """

    form: Callable[[IntArray], Form]
    bend: float
    unit: float = 1.0
    factor: float = 1.0
    constant: float = 0.0
