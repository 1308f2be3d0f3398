"""The multiclass hinge as the window shows it: margins, max(0, ·), the sum."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtCore import Qt

from core.arrays import FloatArray
from core.evaluation import Evaluation, ExampleEvaluation
from core.losses.hinge import Hinge
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.bars.layout import COLUMNS_AT_MOST
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.controls.pinned import change_text
from gui.look.theme import Look, Type
from gui.losses.base import Bars, LossDisplay, Stages, Total
from gui.losses.hinge_formula import hinge_formula
from gui.losses.sum_parts import sum_parts
from gui.words import numbers
from gui.words.translation import tr, words

_NAME = 90.0  # design pixels that a class's name may take on the dashed line


def _margins(example: ExampleEvaluation, loss: LossSettings) -> tuple[FloatArray, FloatArray]:
    """Margins and what they add, (C,) each."""
    stages = example.stages(Hinge)
    return stages.margins, stages.hinged**2 if loss.squared else stages.hinged


def _counted(values: FloatArray, label: int, loss: LossSettings) -> FloatArray:
    """`values` (C,) with nan for the correct class where that was not counted."""
    if loss.include_correct_class:
        return values
    values = np.array(values)
    values[label] = np.nan
    return values


def _in_product(letters: str) -> str:
    return f"({letters})" if " " in letters else letters


class HingeDisplay(LossDisplay):
    """The hinge loss of Weston and Watkins, with the switches of the lecture."""

    key = "hinge"
    settings = frozenset({"margin", "squared", "include_correct_class", "class_divisor"})
    reaches_zero = True
    many_minima = True

    def stages(self, evaluation: Evaluation, look: Look) -> Stages:
        """Margins, what is left of them over 0, and their sum."""
        state, example = evaluation.state, evaluation.example
        loss = state.loss
        name = look.metrics(Type.SMALL).elidedText(
            words(state.classes[example.label]), Qt.TextElideMode.ElideRight, look.px(_NAME)
        )
        value = float(example.scores[example.label]) - loss.margin
        text = tr("stage.threshold", name=name, value=numbers.plain(value))
        columns = state.class_count <= COLUMNS_AT_MOST
        hint = tr("stage.scores.hint_svm") if columns else tr("stage.scores.hint_rows", line=text)
        included = loss.include_correct_class
        hidden = None if included else example.label
        margins, hinged = _margins(example, loss)
        margins_then = hinged_then = None
        pinned = evaluation.comparable_example
        if pinned is not None and evaluation.pinned is not None:
            then = evaluation.pinned.state.loss
            margins_then, hinged_then = (
                _counted(values, pinned.label, then) for values in _margins(pinned, then)
            )
        margin_hint = "stage.margin.hint_all" if included else "stage.margin.hint"
        return Stages(
            html.escape(hint),
            Threshold(value, text),
            Bars(
                tr("stage.margin"),
                tr(margin_hint, name=html.escape(name)),
                margins,
                margins_then,
                "max",
                hidden=hidden,
                span=(-0.5, 0.5),
            ),
            Bars(
                f"max(0, ·){'²' if loss.squared else ''}",
                tr("stage.max.hint"),
                hinged,
                hinged_then,
                hidden=hidden,
            ),
            tr("stage.mean" if loss.class_divisor != "none" else "stage.sum"),
            self._total(evaluation),
        )

    def _total(self, evaluation: Evaluation) -> Total:
        example, pinned = evaluation.example, evaluation.pinned_example
        loss = example.losses[self.key]
        change = "" if pinned is None else change_text(loss, pinned.losses[self.key])
        counted = np.arange(len(example.scores))
        if not evaluation.state.loss.include_correct_class:
            counted = np.delete(counted, example.label)
        parts = example.stages(Hinge).contributions
        return Total(numbers.fixed(loss), *sum_parts(evaluation, self.key, parts, counted), change)

    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """Σ max(0, s_j − s_y + Δ)."""
        return hinge_formula(evaluation, keep, figures)

    def term_lines(self, evaluation: Evaluation, index: int) -> list[str]:
        """The margin, and what is left of it over 0."""
        stages = evaluation.example.stages(Hinge)
        correct = words(evaluation.state.classes[evaluation.example.label])
        return [
            f"s − s({correct}) + Δ = {numbers.exact(float(stages.margins[index]))}",
            f"max(0, ·) = {numbers.exact(float(stages.hinged[index]))}",
        ]

    def nothing(self, state: State) -> str:
        """(C − 1) Δ, and its variants."""
        loss = state.loss
        terms = "C" if loss.include_correct_class else "C − 1"
        divisor = {"none": "", "wrong": "C − 1", "all": "C"}[loss.class_divisor]
        margin = "Δ²" if loss.squared else "Δ"
        if divisor == terms:
            return margin
        factor = f"{_in_product(terms)}/{_in_product(divisor)}" if divisor else terms
        if loss.margin == 1.0:
            return factor
        return f"{factor if divisor else _in_product(terms)} {margin}"

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """0 once every margin is met, unless a constant is added."""
        return tr("losses.hint.included" if loss.include_correct_class else "losses.hint.hinge")

    def has_corners(self, loss: LossSettings) -> bool:
        """Where a margin is 0; squares are smooth there."""
        return not loss.squared
