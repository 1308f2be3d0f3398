"""The multiclass hinge as the window shows it: margins, max(0, ·), the sum."""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.losses.hinge import Hinge
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.losses.hinge_formula import hinge_formula
from gui.losses.margins import MarginDisplay, lead_line
from gui.words.translation import tr

DIVISORS = {"none": "", "wrong": "C − 1", "all": "C"}
"""What the sum over the classes can be divided by, in letters."""


def _terms(loss: LossSettings) -> str:
    return "C" if loss.include_correct_class else "C − 1"


def _in_product(letters: str) -> str:
    return f"({letters})" if " " in letters else letters


class HingeDisplay(MarginDisplay):
    """The hinge loss of Weston and Watkins, with the switches of the lecture."""

    key = "hinge"
    loss = Hinge
    settings = frozenset({"margin", "squared", "include_correct_class", "class_divisor"})

    def line(self, state: State, own: float, name: str) -> Threshold:
        """By how much the correct class must lead."""
        return lead_line(state, own, name)

    def scores_hint(self, name: str, line: str, *, columns: bool) -> str:
        """All beyond it cost."""
        return tr("stage.scores.hint_svm") if columns else tr("stage.scores.hint_rows", line=line)

    def margin_hint(self, name: str, loss: LossSettings) -> str:
        """The constant of the correct class may be among them."""
        included = loss.include_correct_class
        return tr("stage.margin.hint_all" if included else "stage.margin.hint", name=name)

    def counted(self, label: int, classes: int, loss: LossSettings) -> IntArray:
        """The wrong classes, and the correct one if that is included."""
        every = np.arange(classes)
        return every if loss.include_correct_class else np.delete(every, label)

    def total_heading(self, loss: LossSettings) -> str:
        """Sum, mean, or a sum that is divided by another number than that of its terms."""
        divisor = DIVISORS[loss.class_divisor]
        if not divisor:
            return tr("stage.sum")
        if divisor == _terms(loss):
            return tr("stage.mean")
        return f"{tr('stage.sum')} ÷ {_in_product(divisor)}"

    def own_share(self, name: str) -> str:
        """The constant of the correct class."""
        return tr("carriers.constant", name=name)

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """Σ max(0, s_j − s_y + Δ)."""
        return hinge_formula(evaluation, keep, figures)

    def nothing(self, state: State) -> str:
        """(C − 1) Δ, and its variants."""
        loss = state.loss
        terms, divisor = _terms(loss), DIVISORS[loss.class_divisor]
        margin = "Δ²" if loss.squared else "Δ"
        if divisor == terms:
            return margin
        factor = f"{_in_product(terms)}/{_in_product(divisor)}" if divisor else terms
        if loss.margin == 1.0:
            return factor
        return f"{factor if divisor else _in_product(terms)} {margin}"

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """0 once every margin is met, unless a constant is added."""
        if loss.include_correct_class:
            return tr("losses.hint.included")
        return super().zeros_hint(loss, zeros=zeros)
