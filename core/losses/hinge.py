"""Multiclass hinge (SVM) loss in the sum form, ``L_i = sum_{j != y} max(0, s_j - s_y + margin)``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from core.arrays import FloatArray, IntArray
from core.losses.base import Loss, at_labels, check

if TYPE_CHECKING:
    from core.state import LossSettings


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
        What each class adds to the loss: hinged, squared or averaged as set.
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
    average_over_classes : bool
        Mean over the classes in the sum instead of the sum.

    Notes
    -----
    The slope at a margin of exactly 0 is taken as 0.

    References
    ----------
    Weston, Watkins, "Support vector machines for multi-class pattern recognition", ESANN 1999.
    """

    key: ClassVar[str] = "hinge"

    margin: float = 1.0
    squared: bool = False
    include_correct_class: bool = False
    average_over_classes: bool = False

    @classmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        return cls(
            settings.margin,
            settings.squared,
            settings.include_correct_class,
            settings.average_over_classes,
        )

    def per_example(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        return self.with_gradient(scores, labels)[0]

    def with_gradient(self, scores: FloatArray, labels: IntArray) -> tuple[FloatArray, FloatArray]:
        check(scores, labels)
        rows = np.arange(len(labels))
        share = self._share(scores.shape[1])
        with np.errstate(under="ignore"):
            hinged = self._margins(scores, labels)
            np.maximum(hinged, 0.0, out=hinged)
            hinged[rows, labels] = self.margin if self.include_correct_class else 0.0
            losses = (hinged * hinged if self.squared else hinged).sum(axis=1) * share
            slopes = 2.0 * hinged if self.squared else (hinged > 0.0).astype(np.float64)
            slopes *= share
            slopes[rows, labels] = 0.0
            slopes[rows, labels] = 0.0 - slopes.sum(axis=1)
        return losses, slopes

    def stages(self, scores: FloatArray, labels: IntArray) -> HingeStages:
        check(scores, labels)
        rows = np.arange(len(labels))
        with np.errstate(under="ignore"):
            margins = self._margins(scores, labels)
            margins[rows, labels] = self.margin
            hinged = np.maximum(margins, 0.0)
            if not self.include_correct_class:
                hinged[rows, labels] = 0.0
            contributions = (hinged * hinged if self.squared else hinged) * self._share(
                scores.shape[1]
            )
        return HingeStages(margins, hinged, contributions)

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        if score_index != label:
            return np.array([scores[label] - self.margin])
        return np.unique(np.delete(scores, label) + self.margin)

    def satisfied(
        self, scores: FloatArray, label: int, score_index: int
    ) -> tuple[float, float] | None:
        """The interval of one score in which the loss is 0, or None if there is none.

        Parameters are those of `kinks`. An end may be infinite.
        """
        if self.include_correct_class:
            return None
        wrong = np.delete(scores, [label, score_index])
        if score_index == label:
            return float(wrong.max()) + self.margin, np.inf
        if wrong.size and wrong.max() > scores[label] - self.margin:
            return None
        return -np.inf, float(scores[label]) - self.margin

    def _margins(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """``s_j - s_y + margin`` to the last bits, also where it nearly cancels.

        The threshold ``s_y - margin`` is split into its rounded value and its rounding error
        (Knuth's exact sum), both subtracted in turn: the first difference is exact wherever the
        result is small (Sterbenz).
        """
        correct = at_labels(scores, labels)
        threshold = correct - self.margin
        part = correct - threshold
        lost = ((threshold + part) - correct) + (self.margin - part)
        margins: FloatArray = scores - threshold[:, None]
        margins += lost[:, None]  # a lost of +0.0 also turns -0.0 into 0.0
        return margins

    def _share(self, class_count: int) -> float:
        if not self.average_over_classes:
            return 1.0
        return 1.0 / (class_count if self.include_correct_class else class_count - 1)
