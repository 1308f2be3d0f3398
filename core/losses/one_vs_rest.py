"""A binary hinge for each class, ``L_i = sum_j max(0, margin - t_j s_j)``, t_y = 1, else -1."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.convex.forms import HingeForm, Shape
from core.convex.terms import Signs
from core.landscape.forms import HingeForms
from core.landscape.touched import Touched, summed
from core.losses.base import Correct
from core.losses.margins import MarginLoss, MarginStages
from core.settings import LossSettings


@dataclass(frozen=True)
class OneVsRest(MarginLoss):
    """One against the rest: each class is a question of its own, yes or no.

    The correct class's score must be the margin or more, every other one minus the margin or less.
    The scores are not compared with one another, so that adding a constant to them changes the loss
    and its slopes do not add up to 0.

    References
    ----------
    Rifkin, Klautau, "In defense of one-vs-all classification", JMLR 5 (2004).
    """

    key: ClassVar[str] = "one_vs_rest"
    relative: ClassVar[bool] = False
    by_lead: ClassVar[bool] = False

    @classmethod
    def from_settings(cls, settings: "LossSettings") -> Self:
        """Margin and square as set."""
        return cls(settings.margin, settings.squared)

    def kinks(self, scores: FloatArray, label: int, score_index: int) -> FloatArray:
        """Where the one margin that the score has crosses 0."""
        return np.array([self.margin if score_index == label else -self.margin])

    def satisfied(
        self, scores: FloatArray, label: int, score_index: int
    ) -> tuple[float, float] | None:
        """Where the score is on the right side, if all others are."""
        aside = self._margins(scores[:, None], (np.array([label]), np.array([0])), None)[:, 0]
        if np.delete(aside, score_index).max() > 0.0:
            return None
        return (self.margin, np.inf) if score_index == label else (-np.inf, -self.margin)

    def wanted(self, label: int, classes: int) -> tuple[FloatArray, FloatArray] | None:
        """Every score is on its side of 0, the margin away."""
        rows = -np.eye(classes)
        rows[label, label] = 1.0
        return rows, np.full(classes, self.margin)

    def noise(self, losses: FloatArray, bounds: FloatArray) -> FloatArray:
        """Every margin may be off by its bound."""
        classes = bounds.shape[1]
        return self._moved(losses, classes * bounds.max(axis=1), classes)

    def _near(self, scores: FloatArray, labels: IntArray, room: float) -> NDArray[np.bool_]:
        correct = labels, np.arange(len(labels))
        near = np.abs(self._margins(scores.T, correct, None)) <= room
        return np.asarray(near.any(axis=0))

    def over_two_weights(self, touched: Touched) -> HingeForms:
        """A line for each score that the two weights change."""
        count, power = len(touched.label), 2 if self.squared else 1
        rest = touched.rest + self.margin
        inside = np.flatnonzero(touched.label < 0)
        own = inside, -1 - touched.label[inside]
        rest[own] = self.margin - touched.rest[own]
        constant = float((np.maximum(rest, 0.0) ** power).sum()) / count
        sign = np.where(touched.label == np.arange(len(touched.scores))[:, None], -1.0, 1.0)
        offset, first, second = (
            (sign * lines).ravel() for lines in (touched.scores, touched.first, touched.second)
        )
        lines = offset + self.margin, first, second
        return summed(constant, lines, 1.0 / count, squared=self.squared)

    def shape(self, classes: int) -> Shape:
        """A sum over the scores, each for itself."""

        def form(labels: IntArray) -> HingeForm:
            at_one, terms = OneVsRest(squared=self.squared), Signs(labels, classes)
            return HingeForm(at_one, labels, terms, squared=self.squared)

        bend, factor = (2.0, self.margin**2) if self.squared else (np.inf, self.margin)
        return Shape(form, bend, self.margin, factor)

    def _by_column(
        self,
        columns: FloatArray,
        correct: Correct,
        slopes: FloatArray,
        bound: float,
        within: FloatArray | None,
    ) -> FloatArray:
        self._margins(columns, correct, within, out=slopes)
        losses = self._sum(slopes)
        slopes[correct] = 0.0 - slopes[correct]
        return losses

    def _stages(
        self, columns: FloatArray, correct: Correct, within: FloatArray | None
    ) -> MarginStages:
        margins = self._margins(columns, correct, within)
        hinged = np.maximum(margins, 0.0)
        contributions = np.square(hinged) if self.squared else hinged.copy()
        return MarginStages(margins.T, hinged.T, contributions.T)

    def _margins(
        self,
        columns: FloatArray,
        correct: Correct,
        within: FloatArray | None,
        out: FloatArray | None = None,
    ) -> FloatArray:
        """``margin - t_j s_j``, and 0 where that is `within` rounding of it."""
        found: FloatArray = np.add(columns, self.margin, out=out)
        found[correct] = self.margin - columns[correct]
        if within is not None:
            found[np.abs(found) <= within] = 0.0
        return found
