"""The parts of an evaluation: one loss over all examples, one example, and curves."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np

from core.arrays import FloatArray, IntArray, sealed
from core.losses.base import Loss
from core.losses.hinge import Hinge, HingeStages
from core.losses.softmax import Softmax, SoftmaxStages


class LossResult:
    """One loss over all examples."""

    def __init__(self, loss: Loss[Any], scores: FloatArray, labels: IntArray) -> None:
        self._loss = loss
        self._scores = scores
        self._labels = labels

    @cached_property
    def _both(self) -> tuple[FloatArray, FloatArray]:
        losses, gradient = self._loss.with_gradient(self._scores, self._labels)
        return sealed(losses), sealed(gradient)

    @property
    def per_example(self) -> FloatArray:
        """L_i, (N,)."""
        return self._both[0]

    @property
    def gradient(self) -> FloatArray:
        """dL_i/ds_i, not divided by N, (N, C)."""
        return self._both[1]

    @cached_property
    def mean(self) -> float:
        """Mean of L_i."""
        count = len(self._labels)
        with np.errstate(over="ignore"):
            total = float(self.per_example.sum())
        if np.isfinite(total):
            return total / count
        return float((self.per_example / count).sum())


@dataclass(frozen=True, eq=False)
class WhatIf:
    """An example's losses while one of its scores moves and the others stay.

    Attributes
    ----------
    class_index : int
        The score that moves.
    current : float
        Its present value.
    values, softmax, hinge : (M,)
        The swept score, ascending, and both losses at it. The values hold both ends, every kink of
        the hinge and the present value, where these lie between the ends.
    satisfied : (float, float) or None
        Where the hinge loss is 0; an end may be infinite.
    """

    class_index: int
    current: float
    values: FloatArray
    softmax: FloatArray
    hinge: FloatArray
    satisfied: tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class StrengthCurve:
    """The total loss as a function of lambda, at the present weights.

    Attributes
    ----------
    data : float
    penalty_term, total : (M,)
    """

    data: float
    penalty_term: FloatArray
    total: FloatArray


class ExampleEvaluation:
    """One example, from that row alone, however many others there are.

    Attributes
    ----------
    index, label : int
    scores : (C,)
    """

    def __init__(
        self, index: int, label: int, scores: FloatArray, losses: dict[str, Loss[Any]]
    ) -> None:
        self.index = index
        self.label = label
        self.scores = sealed(scores)
        self._losses = losses
        self._row = self.scores[None, :]
        self._labels = np.array([label])

    @cached_property
    def softmax(self) -> SoftmaxStages:
        """Stages of the softmax loss, each (C,)."""
        stages = cast(Softmax, self._losses["softmax"]).stages(self._row, self._labels)
        return SoftmaxStages(
            float(cast(FloatArray, stages.shift)[0]),
            sealed(stages.exp[0]),
            sealed(stages.probabilities[0]),
        )

    @cached_property
    def hinge(self) -> HingeStages:
        """Stages of the hinge loss, each (C,)."""
        stages = cast(Hinge, self._losses["hinge"]).stages(self._row, self._labels)
        return HingeStages(
            sealed(stages.margins[0]), sealed(stages.hinged[0]), sealed(stages.contributions[0])
        )

    @cached_property
    def losses(self) -> dict[str, float]:
        """Each loss by key."""
        return {
            key: float(loss.per_example(self._row, self._labels)[0])
            for key, loss in self._losses.items()
        }

    def gradient(self, key: str) -> FloatArray:
        """dL_i/ds_i of the example's own loss, (C,)."""
        return sealed(self._losses[key].with_gradient(self._row, self._labels)[1][0])
