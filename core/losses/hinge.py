"""Multiclass hinge (SVM) loss, ``L_i = sum_{j != y} max(0, s_j - s_y + margin)``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray, distinct
from core.convex.forms import HingeForm, Shape
from core.convex.terms import Leads
from core.landscape.forms import HingeForms
from core.landscape.touched import Touched, summed
from core.losses.base import Correct
from core.losses.margins import MarginLoss, MarginStages, lead_wanted, leads
from core.settings import LossSettings, class_divisor


@dataclass(frozen=True)
class Hinge(MarginLoss):
    """The hinge loss of Weston and Watkins, with the switches of the lecture.

    The margin is the lead over every other class that the correct one must have.

    Parameters
    ----------
    margin, squared
        As every `MarginLoss` has them.
    include_correct_class : bool
        Let j = y into the sum, which adds a constant.
    class_divisor : {"none", "wrong", "all"}
        What the sum is divided by: nothing, the C - 1 wrong classes, or all C.

    References
    ----------
    Weston, Watkins, "Support vector machines for multi-class pattern recognition", ESANN 1999.
    PyTorch's `MultiMarginLoss` is this loss, divided by all C.
    """

    key: ClassVar[str] = "hinge"

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

    def divisor(self, class_count: int) -> int:
        """What the sum over the classes is divided by."""
        return class_divisor(self.class_divisor, class_count)

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
        return leads(scores, label, score_index, self.margin)

    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """Every margin may be off by two bounds."""
        classes = bounds.shape[1]
        sums = losses * self.divisor(classes)
        return self._moved(sums, 2.0 * classes * bounds.max(axis=1), classes)

    def _near(self, scores: FloatArray, labels: IntArray, room: float) -> NDArray[np.bool_]:
        threshold = np.take_along_axis(scores, labels[:, None], axis=1) - self.margin
        return np.asarray((np.abs(scores - threshold) <= room).any(axis=1))

    def over_two_weights(self, touched: Touched) -> HingeForms:
        """A line for each class that the two weights move against the correct one."""
        count, classes = len(touched.label), len(touched.scores) + touched.rest.shape[1]
        share = 1.0 / self.divisor(classes)
        weight = share / count
        power = 2 if self.squared else 1
        constant = self.margin**power * share if self.include_correct_class else 0.0
        lines: list[tuple[FloatArray, FloatArray, FloatArray]] = []

        inside = np.flatnonzero(touched.label < 0)
        if len(inside):
            rest, own = touched.rest[inside], -1 - touched.label[inside]
            correct = rest[np.arange(len(inside)), own]
            over = np.maximum(rest - (correct - self.margin)[:, None], 0.0)
            over[np.arange(len(inside)), own] = 0.0
            constant += float((over**power).sum()) * weight
            for scores, p, q in zip(touched.scores, touched.first, touched.second, strict=True):
                lines.append((scores[inside] - (correct - self.margin), p[inside], q[inside]))
        for k in range(len(touched.scores)):
            own = np.flatnonzero(touched.label == k)
            p, q = touched.first[k][own], touched.second[k][own]
            threshold = touched.scores[k][own] - self.margin
            leads = touched.rest[own] - threshold[:, None]
            lines.append((leads.ravel(), *(np.repeat(-x, leads.shape[1]) for x in (p, q))))
            for other in range(len(touched.scores)):
                if other != k:
                    values = touched.scores, touched.first, touched.second
                    a, b, c = (x[other][own] for x in values)
                    lines.append((a - threshold, b - p, c - q))
        offset, first, second = (np.concatenate(parts) for parts in zip(*lines, strict=True))
        return summed(constant, (offset, first, second), weight, squared=self.squared)

    def shape(self, classes: int) -> Shape:
        """A sum over the leads, of which ``max(0, z + D)`` is ``D max(0, z/D + 1)``."""
        factor = self.margin ** (2 if self.squared else 1) / self.divisor(classes)

        def form(labels: IntArray) -> HingeForm:
            at_one, terms = Hinge(squared=self.squared), Leads(labels, classes)
            return HingeForm(at_one, labels, terms, squared=self.squared)

        return Shape(
            form,
            # That of a star whose C - 1 lines have weight 2.
            bend=2.0 * classes / self.divisor(classes) if self.squared else np.inf,
            unit=self.margin,
            factor=factor,
            # Including j = y adds max(0, D), which moves nothing.
            constant=factor if self.include_correct_class else 0.0,
        )

    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        self._margins(columns, correct, within, out=slopes)
        slopes[correct] = self.margin if self.include_correct_class else 0.0
        losses = self._sum(slopes)
        divisor = self.divisor(len(columns))
        if divisor > 1:
            losses /= divisor
            slopes /= divisor
        if self.include_correct_class:
            slopes[correct] = 0.0  # a constant
        slopes[correct] = 0.0 - np.add.reduce(slopes, axis=0)
        return losses

    def _stages(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> MarginStages:
        margins = self._margins(columns, correct, within, out=np.empty_like(columns))
        margins[correct] = self.margin
        hinged = np.maximum(margins, 0.0)
        if not self.include_correct_class:
            hinged[correct] = 0.0
        contributions = np.square(hinged) if self.squared else hinged
        contributions = contributions / self.divisor(len(columns))
        return MarginStages(margins.T, hinged.T, contributions.T)

    def _margins(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None, out: FloatArray
    ) -> FloatArray:
        """``s_j - s_y + margin``, and 0 where that is `within` rounding of it."""
        lead_wanted(self.margin, columns, columns[correct], out)
        if within is not None:
            out[np.abs(out) <= within + within[correct]] = 0.0
        return out
