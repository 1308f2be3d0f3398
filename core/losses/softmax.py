"""Softmax cross-entropy, ``L_i = -ln(e^{s_y} / sum_j e^{s_j})``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from core.arrays import FloatArray, IntArray
from core.losses.base import Loss, at_labels, check

if TYPE_CHECKING:
    from core.state import LossSettings

# e^700 is still far enough from the largest float64 (about e^709.8) to add a thousand of them.
PLAIN_LIMIT = 700.0


@dataclass(frozen=True, eq=False)
class SoftmaxStages:
    """Steps of the computation.

    Attributes
    ----------
    shift : (N,), or float for a single example
        Subtracted from the scores before the exponential: 0 unless the row's largest score lies
        beyond +-700, then that score.
    exp : (N, C) or (C,)
        ``e^(s - shift)``.
    probabilities : (N, C) or (C,)
        ``exp`` over its sum, computed without the underflow that plain ``exp`` may have.
    """

    shift: FloatArray | float
    exp: FloatArray
    probabilities: FloatArray


@dataclass(frozen=True)
class Softmax(Loss[SoftmaxStages]):
    """Cross-entropy of the softmax probabilities.

    With m the row's largest score and ``e_j = e^(s_j - m)``,

    ``L_i = (m - s_y) + log1p((e_y - 1) + sum_{j != y} e_j)``.

    If y has the largest score, both corrections vanish and log1p keeps losses far below 1e-16,
    which a plain log-sum-exp rounds to 0. If not, the result is at least ln 2 and nothing cancels.
    The gradient is ``p_j`` for wrong classes and ``-sum_{j != y} p_j`` for y, rather than
    ``p_y - 1``, for the same reason.

    References
    ----------
    Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions",
    IMA Journal of Numerical Analysis 41 (2021), for the shift and the log1p form.
    """

    key: ClassVar[str] = "softmax"

    @classmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        return cls()

    def per_example(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        return self.with_gradient(scores, labels)[0]

    def with_gradient(self, scores: FloatArray, labels: IntArray) -> tuple[FloatArray, FloatArray]:
        check(scores, labels)
        rows = np.arange(len(labels))
        with np.errstate(under="ignore"):
            largest = scores.max(axis=1)
            e = np.exp(scores - largest[:, None])
            e_correct = at_labels(e, labels)
            e[rows, labels] = 0.0
            others = e.sum(axis=1)
            losses = (largest - at_labels(scores, labels)) + np.log1p(others + (e_correct - 1.0))
            total = others + e_correct
            e /= total[:, None]
            e[rows, labels] = 0.0 - others / total
        return losses, e

    def stages(self, scores: FloatArray, labels: IntArray) -> SoftmaxStages:
        check(scores, labels)
        with np.errstate(under="ignore"):
            largest = scores.max(axis=1)
            shift = np.where(np.abs(largest) > PLAIN_LIMIT, largest, 0.0)
            exp = np.exp(scores - shift[:, None])
            probabilities = np.exp(scores - largest[:, None])
            probabilities /= probabilities.sum(axis=1, keepdims=True)
        return SoftmaxStages(shift, exp, probabilities)

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        return np.empty(0)
