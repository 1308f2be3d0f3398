"""Softmax cross-entropy, ``L_i = -ln(e^{s_y} / sum_j e^{s_j})``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray, IntArray
from core.convex.forms import Shape, SoftmaxForm
from core.landscape.forms import SoftmaxForms
from core.landscape.touched import Touched, leads_over
from core.losses.base import NOISE, Correct, Loss
from core.settings import LossSettings

# e^700 is still far enough from the largest float64 (about e^709.8) to add a thousand of them.
PLAIN_LIMIT = 700.0
# Scores this small need no shift: the ratio of two exponentials, e^700, and the smallest
# probability among a thousand, e^-700 / 1000, are still ordinary float64 numbers.
UNSHIFTED_LIMIT = 350.0


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

    For scores of ordinary size, ``L_i = log1p(sum_{j != y} e^{s_j} / e^{s_y})``: log1p keeps losses
    far below 1e-16, which a plain log-sum-exp rounds to 0. Beyond, with m the row's largest score
    and ``e_j = e^(s_j - m)``,

    ``L_i = (m - s_y) + log1p((e_y - 1) + sum_{j != y} e_j)``.

    If y has the largest score, both corrections vanish and it is the same log1p. If not, the result
    is at least ln 2 and nothing cancels.
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
        """The settings hold nothing for softmax."""
        return cls()

    def over_two_weights(self, touched: Touched) -> SoftmaxForms:
        """Two lines that lead over the correct class, and level ones together."""
        together, constants = self._rest_together(touched)
        return SoftmaxForms(float(constants.mean()), *leads_over(touched, together, together))

    def shape(self, classes: int) -> Shape:
        """Smooth: ``diag(p) - p p'`` has no eigenvalue beyond 1/2 (Böhning 1992)."""
        return Shape(lambda labels: SoftmaxForm(self, labels), bend=0.5)

    def _rest_together(self, touched: Touched) -> tuple[FloatArray, FloatArray]:
        """Log-sum-exp of the untouched scores, (N,), and the loss of a correct one among them."""
        rest, count = touched.rest, len(touched.label)
        if not rest.shape[1]:
            return np.full(count, -np.inf), np.zeros(count)
        top = rest.max(axis=1)
        together = top + np.log(np.exp(rest - top[:, None]).sum(axis=1))
        constants = np.zeros(count)
        inside = touched.label < 0
        if inside.any():
            constants[inside] = self.per_example(rest[inside], -1 - touched.label[inside])
        return together, constants

    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        if bound <= UNSHIFTED_LIMIT:
            e = np.exp(columns, out=slopes)
            e_correct = e[correct]
            e[correct] = 0.0
            others = e.sum(axis=0)
            losses: FloatArray = np.log1p(others / e_correct)
        else:
            largest = columns.max(axis=0)
            gap = largest - columns[correct]
            e = np.subtract(columns, largest, out=slopes)
            np.exp(e, out=e)
            e_correct = e[correct]
            e[correct] = 0.0
            others = e.sum(axis=0)
            losses = gap + np.log1p(others + (e_correct - 1.0))
        inverse = 1.0 / (others + e_correct)
        slopes *= inverse
        slopes[correct] = 0.0 - others * inverse
        return losses

    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """The slopes add up to 2 at most, in size."""
        with np.errstate(under="ignore"):
            found: FloatArray = 2.0 * bounds.max(axis=1) + (bounds.shape[1] + 4) * NOISE * losses
        return found

    def shares(self, scores: FloatArray, label: int) -> FloatArray:
        """Part of the wrong probability, ``p_j / (1 - p_y) = e^{s_j} / sum_{k != y} e^{s_k}``.

        With the largest wrong score subtracted, the quotient keeps its digits where ``1 - p_y``
        has none left. The correct class has no part.
        """
        wrong = scores.copy()
        wrong[label] = -np.inf
        with np.errstate(under="ignore"):
            e: FloatArray = np.exp(wrong - wrong.max())
            e /= e.sum()
        return e

    def details(self, scores: FloatArray, labels: IntArray) -> dict[str, FloatArray]:
        """The probabilities."""
        return {"probabilities": self.stages(scores, labels).probabilities}

    def _stages(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> SoftmaxStages:
        largest = columns.max(axis=0)
        shift = np.where(np.abs(largest) > PLAIN_LIMIT, largest, 0.0)
        exp = np.exp(columns - shift)
        probabilities = np.exp(columns - largest)
        probabilities /= probabilities.sum(axis=0)
        return SoftmaxStages(shift, exp.T, probabilities.T)
