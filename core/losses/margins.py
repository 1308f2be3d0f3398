"""What the SVM losses share: a margin, its square, and scores that must lead by it."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.losses.base import NOISE, Loss

DOUBT_ROWS = 1 << 13  # examples looked at together: their scores stay near the processor


@dataclass(frozen=True, eq=False)
class MarginStages:
    """Steps of the computation, each (N, C), or (C,) for a single example.

    Attributes
    ----------
    margins
        By how much each class is on the wrong side of what the loss wants of it.
    hinged
        ``max(0, margins)``, and 0 where a class is not asked.
    contributions
        What each class adds to the loss.
    """

    margins: FloatArray
    hinged: FloatArray
    contributions: FloatArray


@dataclass(frozen=True)
class MarginLoss(Loss[MarginStages]):
    """A loss of how far scores violate a margin, or of the squares.

    Parameters
    ----------
    margin : float
        In units of the score.
    squared : bool
        Square what violates the margin.

    Notes
    -----
    Where the loss has a kink its slope is the smallest of those there (the subgradient of least
    norm): 0 at a margin of exactly 0.
    """

    by_lead: ClassVar[bool] = True
    """Whether it wants a lead of the margin over every other class, and so nothing else."""

    margin: float = 1.0
    squared: bool = False

    def hinges(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """The margins, each of which has a max(0, .) of its own."""
        return self.stages(scores, labels).margins

    def shares(self, scores: FloatArray, label: int) -> FloatArray:
        """Part of the sum, ``c_j / sum_k c_k`` of the contributions c."""
        found = self.stages(scores[None, :], np.array([label])).contributions[0]
        largest = found.max()
        if largest == 0.0:
            return np.zeros(len(scores))
        with np.errstate(under="ignore"):
            shares: FloatArray = found / largest
            shares /= shares.sum()
        return shares

    def wanted(self, label: int, classes: int) -> tuple[FloatArray, FloatArray] | None:
        """The correct class leads every other one by the margin."""
        rows = -np.delete(np.eye(classes), label, axis=0)
        rows[:, label] = 1.0
        return rows, np.full(classes - 1, self.margin)

    def doubtful(self, scores: FloatArray, labels: IntArray, room: float) -> IntArray:
        """Where a violation, or what else decides, is within `room` of 0."""
        if room == 0.0:
            return super().doubtful(scores, labels, room)
        found = [np.empty(0, dtype=np.intp)]
        for start in range(0, len(labels), DOUBT_ROWS):
            part = slice(start, start + DOUBT_ROWS)
            near = self._near(scores[part], labels[part], room)
            found.append(np.flatnonzero(near) + start)
        return np.concatenate(found)

    @abstractmethod
    def _near(self, scores: FloatArray, labels: IntArray, room: float) -> NDArray[np.bool_]:
        """Which of some examples are doubtful, (n,)."""

    def _sum(self, violations: FloatArray) -> FloatArray:
        """Losses (n,) of margins (C, n) beyond 0, in whose place the slopes of each are written."""
        np.maximum(violations, 0.0, out=violations)
        if self.squared:
            losses: FloatArray = np.square(violations).sum(axis=0)
            violations *= 2.0
        else:
            losses = np.add.reduce(violations, axis=0)
            np.greater(violations, 0.0, out=violations)
        return losses

    def _moved(self, sums: FloatArray, by: FloatArray, terms: int) -> FloatArray:
        """How far rounding may have taken sums over `terms` violations, all of them off by `by`.

        Squares are off by that times their slope.
        """
        with np.errstate(over="ignore", under="ignore"):
            moved = by * (2.0 * np.sqrt(sums) + by) if self.squared else by
            found: FloatArray = moved + (terms + 4) * NOISE * sums
        return found


def lead_wanted(
    margin: float, columns: FloatArray, own: FloatArray, out: FloatArray | None = None
) -> FloatArray:
    """``s_j - s_y + margin`` to the last bits, also where it nearly cancels.

    The threshold ``s_y - margin`` is split into its rounded value and its rounding error
    (Knuth's exact sum), both subtracted in turn: the first difference is exact wherever the
    result is small (Sterbenz).

    Parameters
    ----------
    columns : (C, n) or (n,)
    own : (n,)
        Scores of the correct classes.
    """
    threshold = own - margin
    part = own - threshold
    lost = ((threshold + part) - own) + (margin - part)
    found: FloatArray = np.subtract(columns, threshold, out=out)
    found += lost  # a lost of +0.0 also turns -0.0 into 0.0
    return found


def leads(
    scores: FloatArray, label: int, score_index: int, margin: float
) -> tuple[float, float] | None:
    """Where one score may lie for the correct one to lead by the margin; as `Loss.satisfied`."""
    wrong = np.delete(scores, [label, score_index])
    if score_index == label:
        return float(wrong.max()) + margin, np.inf
    if wrong.size and wrong.max() > scores[label] - margin:
        return None
    return -np.inf, float(scores[label]) - margin
