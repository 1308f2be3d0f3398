"""One against the rest for one example, written out."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.evaluation import Evaluation
from core.losses.one_vs_rest import OneVsRest
from gui.charts.formula.boxes import MARGIN, MINUS, PLUS, Box, Tagged, number
from gui.charts.formula.figures import Figures
from gui.losses.sum_formula import SumFormula
from gui.words.relations import worth


def one_vs_rest_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """Lᵢ = Σ max(0, Δ − t_j s_j) = values = loss, with at most `keep` classes written."""
    example = evaluation.example
    sizes = example.stages(OneVsRest).margins
    every = np.arange(len(sizes))
    figures = figures or Figures()
    return _RestFormula(evaluation, figures, OneVsRest, keep, every, sizes).formula()


class _RestFormula(SumFormula):
    """Every class by itself."""

    def inside(self, index: int) -> tuple[Box, ...]:
        """Δ − s_y, or Δ + s_j."""
        sign = MINUS if index == self.label else PLUS
        return Tagged(number(self.margin), MARGIN), sign, self.score(index, aside=True)

    def worths(self, index: int) -> tuple[Decimal, ...]:
        """The same."""
        score = worth(self.scores[index])
        return worth(self.margin), -score if index == self.label else score
