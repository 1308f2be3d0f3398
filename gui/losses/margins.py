"""What the SVM losses share as the window shows them: margins, and what is left of them over 0."""

from __future__ import annotations

import html
from abc import abstractmethod
from typing import ClassVar

import numpy as np
from PySide6.QtCore import Qt

from core.arrays import FloatArray, IntArray
from core.evaluation import Evaluation, ExampleEvaluation
from core.losses.margins import MarginLoss
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.bars.layout import COLUMNS_AT_MOST
from gui.charts.parts.sum import Share
from gui.controls.pinned import change_text
from gui.look.theme import Look, Type
from gui.losses.base import Bars, LossDisplay, Stages, Total
from gui.losses.sum_parts import sum_parts
from gui.words import numbers
from gui.words.translation import tr, words

_NAME = 90.0  # design pixels that a class's name may take on the dashed line


def lead_line(state: State, own: float, name: str) -> Threshold:
    """Where wrong classes come closer than Δ to the correct one, whose score is `own`."""
    value = own - state.loss.margin
    return Threshold(value, tr("stage.threshold", name=name, value=numbers.plain(value)))


class MarginDisplay(LossDisplay):
    """A loss of how far scores violate a margin."""

    family = "hinge"
    settings = frozenset({"margin", "squared"})
    reaches_zero = True
    many_minima = True

    loss: ClassVar[type[MarginLoss]]
    """The loss in the engine."""

    last_hint = "stage.max.hint"

    # -- what they differ in ----------------------------------------------------------------------

    @abstractmethod
    def line(self, state: State, own: float, name: str) -> Threshold:
        """Where the scores of wrong classes begin to cost; `own` is the correct class's score."""

    @abstractmethod
    def scores_hint(self, name: str, line: str, *, columns: bool) -> str:
        """What that line says; in rows of bars its words stand here alone."""

    @abstractmethod
    def margin_hint(self, name: str, loss: LossSettings) -> str:
        """How a margin is made; the name of the correct class comes escaped."""

    @abstractmethod
    def counted(self, label: int, classes: int, loss: LossSettings) -> IntArray:
        """The classes whose margins count."""

    @abstractmethod
    def total_heading(self, loss: LossSettings) -> str:
        """What is done with what is left of the margins."""

    # -- the cards --------------------------------------------------------------------------------

    def stages(self, evaluation: Evaluation, look: Look) -> Stages:
        """Margins, what is left of them over 0, and what becomes of that."""
        state, example = evaluation.state, evaluation.example
        loss = state.loss
        name = look.metrics(Type.SMALL).elidedText(
            words(state.classes[example.label]), Qt.TextElideMode.ElideRight, look.px(_NAME)
        )
        line = self.line(state, float(example.scores[example.label]), name)
        columns = state.class_count <= COLUMNS_AT_MOST
        margins, hinged = self._bars(example, loss)
        margins_then = hinged_then = None
        pinned = evaluation.comparable_example
        if pinned is not None and evaluation.pinned is not None:
            then = evaluation.pinned.state.loss
            margins_then, hinged_then = (
                self._where_counted(values, pinned.label, then)
                for values in self._bars(pinned, then)
            )
        counts = example.label in self.counted(example.label, state.class_count, loss)
        hidden = None if counts else example.label
        return Stages(
            html.escape(self.scores_hint(name, line.text, columns=columns)),
            line,
            Bars(
                tr("stage.margin"),
                self.margin_hint(html.escape(name), loss),
                margins,
                margins_then,
                "max",
                hidden=hidden,
                span=(-0.5, 0.5),
            ),
            Bars(
                f"max(0, ·){'²' if loss.squared else ''}",
                tr(self.last_hint),
                hinged,
                hinged_then,
                hidden=hidden,
            ),
            self.total_heading(loss),
            self._total(evaluation),
        )

    def _bars(
        self, example: ExampleEvaluation, loss: LossSettings
    ) -> tuple[FloatArray, FloatArray]:
        """Margins, and what is left of them, (C,) each."""
        stages = example.stages(self.loss)
        return stages.margins, stages.hinged**2 if loss.squared else stages.hinged

    def _where_counted(self, values: FloatArray, label: int, loss: LossSettings) -> FloatArray:
        """`values` (C,) with nan for classes that were not counted."""
        found = np.full(len(values), np.nan)
        counted = self.counted(label, len(values), loss)
        found[counted] = values[counted]
        return found

    def _total(self, evaluation: Evaluation) -> Total:
        example, pinned = evaluation.example, evaluation.pinned_example
        loss = example.losses[self.key]
        change = "" if pinned is None else change_text(loss, pinned.losses[self.key])
        return Total(numbers.fixed(loss), *self.parts(evaluation), change)

    def parts(self, evaluation: Evaluation) -> tuple[tuple[str, ...], tuple[Share, ...]]:
        """What the loss is made of, in words and as shares."""
        example = evaluation.example
        counted = self.counted(example.label, len(example.scores), evaluation.state.loss)
        return sum_parts(evaluation, self.key, example.stages(self.loss).contributions, counted)

    def term_lines(self, evaluation: Evaluation, index: int) -> list[str]:
        """The margin, and what is left of it over 0."""
        stages = evaluation.example.stages(self.loss)
        margin = self.margin_letters(evaluation, index)
        return [
            f"{margin} = {numbers.exact(float(stages.margins[index]))}",
            f"max(0, ·) = {numbers.exact(float(stages.hinged[index]))}",
        ]

    def margin_letters(self, evaluation: Evaluation, index: int) -> str:
        """How a class's margin is made."""
        return f"s − s({words(evaluation.state.classes[evaluation.example.label])}) + Δ"

    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """0 once every margin is met."""
        return tr("losses.hint.hinge")

    def has_corners(self, loss: LossSettings) -> bool:
        """Where a margin is 0; squares are smooth there."""
        return not loss.squared
