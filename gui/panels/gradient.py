"""Is the gradient right? Each slope of L beside its centred difference, as assignments check it."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.gradient_check import (
    STEP,
    STEP_LIMITS,
    Entry,
    GradientCheck,
    gradient_check,
    gradient_with_biases,
)
from core.gradient_out import gradient_table
from gui.base.following import Newest
from gui.charts.gradient.chart import GradientChart
from gui.charts.gradient.layout import Checked
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.number_field import NumberField
from gui.controls.steps import SizeSteps
from gui.look.theme import Look, Type
from gui.panels.gradient_words import GradientWords, lines_of
from gui.panels.tug_rows import AT_MOST, shown_weights
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr, words

AT_ONCE = 1 << 18
"""So many scores are computed between two frames; more of them beside the window."""
_STEPS = SizeSteps(
    step=1.0, fine=0.1, coarse=2.0, home=STEP_LIMITS[0], end=STEP_LIMITS[1], low=STEP_LIMITS[0]
)


class GradientPanel(Card):
    """The card with a line for each weight and bias, and the field of h, which no file keeps."""

    weight_hovered = Signal(object)
    """The weight (class, feature) that is pointed at, or None."""
    bias_hovered = Signal(object)
    """The class whose bias is pointed at, or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._words = GradientWords()
        self._step = STEP
        self._shape: tuple[int, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._check: GradientCheck | None = None
        self._beside = Newest(session)
        self.chart = GradientChart(look, "gradient.chart", self._words.tip)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # as the field beside
        self.foot = Label(look, "gradient.foot", Type.SMALL, wrap=True, align=middle)
        self.step_label = Label(look, "gradient.step.label", Type.BODY)
        self.step = NumberField(look, "gradient.step", STEP_LIMITS, _STEPS)
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.foot, 1), (self.step_label, 0), (self.step, 0)):
            self._foot.addWidget(part, stretch)
        self._rows.addWidget(self.chart, 1)
        self._rows.addLayout(self._foot)
        super().__init__(look, "gradient", body)
        self.chart.hovered.connect(self._point)
        self.chart.chosen.connect(self._choose)
        self.chart.copied.connect(self._copy)
        self.chart.resized.connect(self._fit)
        self.step.committed.connect(self._set_step)
        self.step.moved.connect(self._set_step)
        self._beside.done.connect(self._take)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        px = self.look.px
        self._rows.setSpacing(px(5))
        self._foot.setSpacing(px(8))
        lines = 2 * round(self.look.metrics(Type.SMALL).height()) + px(6)
        self.foot.setFixedHeight(max(lines, self.step.sizeHint().height()))
        self.step.setFixedWidth(px(96))
        self.step.set_number(self._step)
        self.step.set_words(tr("gradient.step"), tr("gradient.step.tip"))
        self.step_label.set_text("h =")
        self.step_label.setFixedWidth(self.step_label.sizeHint().width())
        self.set_texts(tr("gradient.heading"), tr("gradient.hint", key=hint("copy")))
        self.chart.setAccessibleName(tr("gradient.chart"))
        self.show_evaluation(self._session.evaluation)

    def set_highlight_weight(self, weight: Entry | None) -> None:
        """Light the line of this weight (silent)."""
        self.chart.set_highlight(weight)

    def set_highlight_bias(self, index: int | None) -> None:
        """Light the line of the bias of a class (silent)."""
        self.chart.set_highlight(None if index is None else (index, self.chart.biases))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(680), self.look.px(450))

    # -- what a person does -----------------------------------------------------------------------

    def _fit(self) -> None:
        self._shape = ()
        self.show_evaluation(self._evaluation)

    def _set_step(self, step: float) -> None:
        self._step = step
        self.show_evaluation(self._evaluation)

    def _point(self, entry: Entry | None) -> None:
        # One light at a time: what goes out goes out before the other comes on.
        if entry is not None and entry[1] == self.chart.biases:
            self.weight_hovered.emit(None)
            self.bias_hovered.emit(entry[0])
        else:
            self.bias_hovered.emit(None)
            self.weight_hovered.emit(entry)

    def _choose(self, weight: Entry) -> None:
        # What is on either axis already stays where it is.
        if weight not in self._session.state.view.pair:
            self._session.edit(edits.choose_weight(0, *weight))

    def _copy(self) -> None:
        """What is shown with all its digits, for a spreadsheet."""
        if self._check is not None:
            text = gradient_table(self._evaluation, self._check, words, "\t")
            QGuiApplication.clipboard().setText(text)

    # -- what is shown ----------------------------------------------------------------------------

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the choice of lines holds during a gesture."""
        self._evaluation = evaluation
        state = evaluation.state
        self._check = None
        if not state.has_weights:
            self._beside.forget()
            self.chart.show_checked(Checked(), 0)
            self.foot.set_text(tr("tug.no_weights"), "")
            return
        gradient = gradient_with_biases(evaluation)
        held = self._session.document.in_gesture
        if not (held and self._shape == gradient.shape):
            self._shape = gradient.shape
            most = min(AT_MOST, self.chart.most)
            self._entries = shown_weights(_strain(gradient, state.view.pair), most)
        self._seek(evaluation)
        self._show(gradient)

    def _seek(self, evaluation: Evaluation) -> None:
        """Have the lines checked: at once, or where that takes longer beside the window."""
        state = evaluation.state
        if evaluation.pending:
            self._beside.forget()
            return
        if 2 * len(self._entries) * state.example_count * state.class_count <= AT_ONCE:
            self._beside.forget()
            self._check = gradient_check(evaluation, self._entries, self._step)
        else:
            asked = evaluation, self._entries, self._step
            self._beside.ask(partial(_checked, *asked))

    def _take(self, found: tuple[Evaluation, GradientCheck]) -> None:
        """What was found beside the window, unless something else is shown by now."""
        evaluation, check = found
        if evaluation is self._evaluation and check.entries == self._entries:
            self._check = check
            self._show(gradient_with_biases(evaluation))

    def _show(self, gradient: FloatArray) -> None:
        state, check = self._evaluation.state, self._check
        self._words.show(self._evaluation, self._entries, check)
        left = gradient.size - len(self._entries)
        shown = Checked(
            lines_of(state, self._entries, gradient, check),
            (
                tr("gradient.head.slope"),
                tr("gradient.head.difference"),
                tr("gradient.head.error"),
                tr("gradient.head.kink"),
            ),
            tr("gradient.more", count=f"{left:,}") if left else "",
        )
        self.chart.show_checked(shown, state.feature_count)
        self.foot.set_text(*self._words.foot())

    def showEvent(self, event: QShowEvent) -> None:
        """Check what was not when the card went out of sight."""
        super().showEvent(event)
        left = self._check is None and not self._beside.at_work
        if left and self._evaluation is self._session.evaluation:  # else the next comes at once
            self.show_evaluation(self._evaluation)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing is checked."""
        self._beside.forget()
        super().hideEvent(event)


def _strain(gradient: FloatArray, pair: tuple[Entry, ...]) -> FloatArray:
    """What earns an entry a line, (C, D + 1): how steep it is, and to be on an axis."""
    found = np.abs(gradient)
    for weight in pair:
        found[weight] = np.inf
    return found


def _checked(
    evaluation: Evaluation, entries: tuple[Entry, ...], step: float
) -> tuple[Evaluation, GradientCheck]:
    return evaluation, gradient_check(evaluation, entries, step)
