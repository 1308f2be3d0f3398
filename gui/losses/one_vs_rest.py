"""One against the rest as the window shows it: how far each score is on the wrong side."""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.losses.one_vs_rest import OneVsRest
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.losses.margins import MarginDisplay
from gui.losses.one_vs_rest_formula import one_vs_rest_formula
from gui.words import numbers
from gui.words.translation import tr


class OneVsRestDisplay(MarginDisplay):
    """A binary hinge for each class."""

    key = "one_vs_rest"
    loss = OneVsRest

    def line(self, state: State, own: float, name: str) -> Threshold:
        """Below it every wrong class must be, whatever the others are."""
        value = -state.loss.margin
        return Threshold(value, f"−Δ = {numbers.plain(value)}")

    def scores_hint(self, name: str, line: str, *, columns: bool) -> str:
        """The correct class has its own line."""
        return tr("stage.scores.hint_rest", name=name)

    def margin_hint(self, name: str, loss: LossSettings) -> str:
        """From either side."""
        return tr("stage.margin.hint_rest", name=name)

    def counted(self, label: int, classes: int, loss: LossSettings) -> IntArray:
        """Every class."""
        return np.arange(classes)

    def total_heading(self, loss: LossSettings) -> str:
        """Each is a question of its own."""
        return tr("stage.sum")

    def margin_letters(self, evaluation: Evaluation, index: int) -> str:
        """Without the other scores."""
        return "Δ − s" if index == evaluation.example.label else "Δ + s"

    def shares_caption(self, name: str) -> str:
        """The correct class has a part too."""
        return tr("carriers.caption.every", name=name)

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """max(0, Δ − s_y) + Σ max(0, Δ + s_j)."""
        return one_vs_rest_formula(evaluation, keep, figures)

    def nothing(self, state: State) -> str:
        """C Δ."""
        margin = "Δ²" if state.loss.squared else "Δ"
        return "C" if state.loss.margin == 1.0 else f"C {margin}"

    def nothing_said(self, formula: str) -> str:
        """Equal scores would not do."""
        return tr("losses.foot.zero", formula=formula)

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """0 once every score is far enough on its side."""
        return tr("losses.hint.rest")
