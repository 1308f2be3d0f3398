"""The multiclass hinge (SVM) loss of one example, written out, with the lecture's variants."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.evaluation import Evaluation
from core.losses.hinge import Hinge
from gui.charts.formula.boxes import MARGIN, MINUS, PLUS, Box, Tagged, number
from gui.charts.formula.figures import Figures
from gui.losses.sum_formula import SumFormula
from gui.words.relations import worth


def hinge_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """Lᵢ = Σ max(0, s_j − s_y + Δ) = values = loss, with at most `keep` classes written."""
    example, settings = evaluation.example, evaluation.state.loss
    counted = np.arange(len(example.scores))
    if not settings.include_correct_class:
        counted = np.delete(counted, example.label)
    # The classes are ranked by their scores, for the terms rise with them.
    sizes, divisor = example.scores, Hinge.from_settings(settings).divisor(len(example.scores))
    figures = figures or Figures()
    return _HingeFormula(evaluation, figures, Hinge, keep, counted, sizes, divisor).formula()


class _HingeFormula(SumFormula):
    """Every class against the correct one."""

    def inside(self, index: int) -> tuple[Box, ...]:
        """s_j − s_y + Δ."""
        margin = Tagged(number(self.margin), MARGIN)
        return self.score(index), MINUS, self.score(self.label, aside=True), PLUS, margin

    def worths(self, index: int) -> tuple[Decimal, ...]:
        """The same."""
        score, correct = self.scores[index], self.scores[self.label]
        return worth(score), -worth(correct), worth(self.margin)
