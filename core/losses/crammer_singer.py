"""Largest violation alone, ``L_i = max(0, max_{j != y} s_j - s_y + margin)``."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.convex.forms import HingeForm, Shape
from core.convex.terms import Leads
from core.landscape.forms import LargestForms
from core.landscape.touched import Touched, leads_over
from core.losses.base import Correct
from core.losses.margins import MarginLoss, MarginStages, lead_wanted, leads
from core.settings import LossSettings


@dataclass(frozen=True)
class CrammerSinger(MarginLoss):
    """The multiclass SVM loss of Crammer and Singer, a structured hinge.

    The margin is the lead over every other class that the correct one must have; only the wrong
    class that comes nearest to breaking it counts. Squared it is the square of that one violation.

    Notes
    -----
    Wrong classes that tie for the largest score share the loss, and its slope, in equal parts.

    References
    ----------
    Crammer, Singer, "On the algorithmic implementation of multiclass kernel-based vector machines",
    JMLR 2 (2001).
    """

    key: ClassVar[str] = "crammer_singer"

    @classmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        """Margin and square as set."""
        return cls(settings.margin, settings.squared)

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        """Where the largest violation begins, or passes to another class."""
        wrong = np.delete(scores, [label, score_index])
        if score_index == label:
            return np.array([wrong.max() + self.margin])
        return np.array([np.append(wrong, scores[label] - self.margin).max()])

    def hinges(self, scores: FloatArray, labels: IntArray) -> FloatArray:
        """The margin of a wrong class or, if that is less, its lead over all other wrong ones."""
        correct = np.arange(len(labels)), labels
        wrong = scores.copy()
        wrong[correct] = -np.inf
        first = wrong.argmax(axis=1)
        top = wrong[correct[0], first]
        wrong[correct[0], first] = -np.inf
        second = wrong.max(axis=1)
        leads = scores - top[:, None]
        leads[correct[0], first] = top - second
        found: FloatArray = np.minimum(leads, self.stages(scores, labels).margins)
        found[correct] = self.margin  # it has no max(0, .)
        return found

    def satisfied(
        self, scores: FloatArray, label: int, score_index: int
    ) -> tuple[float, float] | None:
        """Where the correct class leads by the margin."""
        return leads(scores, label, score_index, self.margin)

    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """The violation may be off by two bounds."""
        return self._moved(losses, 2.0 * bounds.max(axis=1), 1)

    def _near(self, scores: FloatArray, labels: IntArray, room: float) -> NDArray[np.bool_]:
        correct = np.arange(len(labels)), labels
        wrong = scores.copy()
        wrong[correct] = -np.inf
        largest = wrong.max(axis=1)
        margins = largest - (scores[correct] - self.margin)
        tied = np.count_nonzero(largest[:, None] - wrong <= room, axis=1) > 1
        return np.asarray((np.abs(margins) <= room) | (tied & (margins > 0.0)))

    def over_two_weights(self, touched: Touched) -> LargestForms:
        """Two lines over the correct class, and the largest of the others."""
        wrong, inside = touched.rest.copy(), np.flatnonzero(touched.label < 0)
        own = np.zeros(len(wrong))
        correct = inside, -1 - touched.label[inside]
        own[inside] = wrong[correct]
        wrong[correct] = -np.inf
        rest = wrong.max(axis=1, initial=-np.inf)
        offset, first, second = leads_over(touched, rest, own)
        floor = np.zeros(len(rest))
        floor[inside] = np.maximum(rest[inside] - (own[inside] - self.margin), 0.0)
        return LargestForms(0.0, offset + self.margin, first, second, floor, self.squared)

    def shape(self, classes: int) -> Shape:
        """The largest of the leads."""

        def form(labels: IntArray) -> HingeForm:
            at_one, terms = CrammerSinger(squared=self.squared), Leads(labels, classes)
            return HingeForm(at_one, labels, terms, squared=self.squared, together=True)

        # Squared too it has kinks, where the largest violation passes to another class.
        return Shape(form, np.inf, self.margin, self.margin ** (2 if self.squared else 1))

    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        losses, tied, count = self._largest(columns, correct, within)
        steepness = (losses > 0.0) / count
        if self.squared:
            steepness = 2.0 * losses / count
            losses = np.square(losses)
        np.multiply(tied, steepness, out=slopes)
        slopes[correct] = 0.0 - np.add.reduce(slopes, axis=0)
        return losses

    def _stages(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> MarginStages:
        own = columns[correct]
        margins = lead_wanted(self.margin, columns, own)
        if within is not None:
            margins[np.abs(margins) <= within + within[correct]] = 0.0
        margins[correct] = self.margin
        hinged = np.maximum(margins, 0.0)
        hinged[correct] = 0.0
        losses, tied, count = self._largest(columns, correct, within)
        if self.squared:
            losses = np.square(losses)
        return MarginStages(margins.T, hinged.T, (tied * (losses / count)).T)

    def _largest(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> tuple[FloatArray, NDArray[np.bool_], IntArray]:
        """The largest violations (n,), the wrong classes that have them (C, n), and how many.

        The classes are compared by their scores: beside a large margin these may be rounded to one.
        """
        wrong = columns.copy()
        wrong[correct] = -np.inf
        top = wrong.max(axis=0)
        violations = lead_wanted(self.margin, top, columns[correct])
        if within is None:
            tied = wrong == top
        else:
            first = wrong.argmax(axis=0), correct[1]
            tied = top - wrong <= within + within[first]
            violations[np.abs(violations) <= within[first] + within[correct]] = 0.0
        return np.maximum(violations, 0.0), tied, np.count_nonzero(tied, axis=0)
