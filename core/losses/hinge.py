"""Multiclass hinge (SVM) loss, ``L_i = sum_{j != y} max(0, s_j - s_y + margin)``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from core.arrays import FloatArray, IntArray, distinct
from core.losses.base import NOISE, Correct, Loss
from core.settings import LossSettings

DOUBT_ROWS = 1 << 13  # examples looked at together: their scores stay near the processor


@dataclass(frozen=True, eq=False)
class HingeStages:
    """Steps of the computation, each (N, C), or (C,) for a single example.

    Attributes
    ----------
    margins
        ``s_j - s_y + margin``; at the correct class the margin itself.
    hinged
        ``max(0, margins)``; 0 at the correct class unless that is included.
    contributions
        What each class adds to the loss: hinged, squared and divided as set.
    """

    margins: FloatArray
    hinged: FloatArray
    contributions: FloatArray


@dataclass(frozen=True)
class Hinge(Loss[HingeStages]):
    """The hinge loss of Weston and Watkins, with the switches of the lecture.

    Parameters
    ----------
    margin : float
        Lead over every other class that the correct one must have, in units of the score.
    squared : bool
        Square each hinged margin.
    include_correct_class : bool
        Let j = y into the sum, which adds a constant.
    class_divisor : {"none", "wrong", "all"}
        What the sum is divided by: nothing, the C - 1 wrong classes, or all C.

    Notes
    -----
    The slope at a margin of exactly 0 is taken as 0.

    References
    ----------
    Weston, Watkins, "Support vector machines for multi-class pattern recognition", ESANN 1999.
    PyTorch's `MultiMarginLoss` is this loss, divided by all C.
    """

    key: ClassVar[str] = "hinge"

    margin: float = 1.0
    squared: bool = False
    include_correct_class: bool = False
    class_divisor: str = "none"

    @classmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        """Margin and switches as set."""
        return cls(
            settings.margin,
            settings.squared,
            settings.include_correct_class,
            settings.class_divisor,
        )

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        """Where a margin crosses 0."""
        if score_index != label:
            return np.array([scores[label] - self.margin])
        return distinct(np.delete(scores, label) + self.margin)

    def satisfied(
        self, scores: FloatArray, label: int, score_index: int
    ) -> tuple[float, float] | None:
        """Where every margin is 0 or less; nowhere with the constant of the correct class."""
        if self.include_correct_class:
            return None
        wrong = np.delete(scores, [label, score_index])
        if score_index == label:
            return float(wrong.max()) + self.margin, np.inf
        if wrong.size and wrong.max() > scores[label] - self.margin:
            return None
        return -np.inf, float(scores[label]) - self.margin

    def shares(self, scores: FloatArray, label: int) -> FloatArray:
        """Part of the sum, ``c_j / sum_k c_k`` of the contributions c.

        The correct class has a part if it is included, that of its constant.
        """
        found = self.stages(scores[None, :], np.array([label])).contributions[0]
        largest = found.max()
        if largest == 0.0:
            return np.zeros(len(scores))
        with np.errstate(under="ignore"):
            shares: FloatArray = found / largest
            shares /= shares.sum()
        return shares

    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        hinged = self._margins(columns, correct, within, out=slopes)
        np.maximum(hinged, 0.0, out=hinged)
        hinged[correct] = self.margin if self.include_correct_class else 0.0
        if self.squared:
            losses: FloatArray = np.square(hinged).sum(axis=0)
            slopes *= 2.0
        else:
            losses = np.add.reduce(hinged, axis=0)
            np.greater(hinged, 0.0, out=slopes)
        divisor = self.divisor(len(columns))
        if divisor > 1:
            losses /= divisor
            slopes /= divisor
        if self.include_correct_class:
            slopes[correct] = 0.0  # a constant
        slopes[correct] = 0.0 - np.add.reduce(slopes, axis=0)
        return losses

    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """Every margin may be off by two bounds; squares are off by that times their slope."""
        classes = bounds.shape[1]
        moved: FloatArray = 2.0 * classes * bounds.max(axis=1)
        with np.errstate(over="ignore", under="ignore"):
            if self.squared:
                moved *= 2.0 * np.sqrt(losses * classes) + moved
            moved += (classes + 4) * NOISE * losses
        return moved

    def doubtful(self, scores: FloatArray, labels: IntArray, room: float) -> IntArray:
        """Where a margin is within `room` of 0."""
        if room == 0.0:
            return super().doubtful(scores, labels, room)
        found = [np.empty(0, dtype=np.intp)]
        for start in range(0, len(labels), DOUBT_ROWS):
            part = slice(start, start + DOUBT_ROWS)
            threshold = np.take_along_axis(scores[part], labels[part, None], axis=1) - self.margin
            near = np.abs(scores[part] - threshold) <= room
            if near.any():
                found.append(np.flatnonzero(near.any(axis=1)) + start)
        return np.concatenate(found)

    def _stages(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> HingeStages:
        margins = self._margins(columns, correct, within, out=np.empty_like(columns))
        margins[correct] = self.margin
        hinged = np.maximum(margins, 0.0)
        if not self.include_correct_class:
            hinged[correct] = 0.0
        contributions = np.square(hinged) if self.squared else hinged
        contributions = contributions / self.divisor(len(columns))
        return HingeStages(margins.T, hinged.T, contributions.T)

    def _margins(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None, out: FloatArray
    ) -> FloatArray:
        """``s_j - s_y + margin`` to the last bits, also where it nearly cancels; 0 if `within`.

        The threshold ``s_y - margin`` is split into its rounded value and its rounding error
        (Knuth's exact sum), both subtracted in turn: the first difference is exact wherever the
        result is small (Sterbenz).
        """
        s_y = columns[correct]
        threshold = s_y - self.margin
        part = s_y - threshold
        lost = ((threshold + part) - s_y) + (self.margin - part)
        np.subtract(columns, threshold, out=out)
        out += lost  # a lost of +0.0 also turns -0.0 into 0.0
        if within is not None:
            out[np.abs(out) <= within + within[correct]] = 0.0
        return out

    def divisor(self, class_count: int) -> int:
        """What the sum over the classes is divided by."""
        return {"none": 1, "wrong": class_count - 1, "all": class_count}[self.class_divisor]
