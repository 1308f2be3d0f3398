"""The best W for this λ: its numbers, how sure they are, and a way to use them."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.edits import Edit, set_model
from core.evaluation import Evaluation
from core.fit.course import Course, Worth
from core.fit.edits import take_best
from core.fit.existence import Reason
from core.fit.known import course_of, worth_of
from core.state import LinearModel, State
from gui.charts.weights.chart import WeightTable
from gui.charts.weights.layout import BIAS, Key, Weights
from gui.controls.button import Button
from gui.controls.card import Card
from gui.controls.check_box import CheckBox
from gui.controls.label import Label
from gui.look.theme import Look, Type
from gui.losses import display_of
from gui.panels.best.words import (
    grown_texts,
    sure_text,
    turning_text,
    weight_name,
    zeros_text,
)
from gui.panels.shown import shown_classes
from gui.session import Session
from gui.words import numbers
from gui.words.tips import literal
from gui.words.translation import Names, tr, words

_FOLLOWED = frozenset({"set_strength"})
"""Edits that W follows where that is asked for."""


class BestPanel(Card):
    """The card with the cells, or a picture of each row."""

    weight_hovered = Signal(object)
    """The weight that is pointed at, as (class, feature), or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._worth: Worth | None = None
        self.table = WeightTable(look, "best.table", self._called)
        self.zeros = Label(look, "best.zeros", Type.BODY)
        self.use = Button(look, "best.use")
        self.follows = CheckBox(look, "best.follows", Type.SMALL)
        self.turnings = tuple(
            Label(look, f"best.turning.{place}", Type.SMALL, "penalty") for place in (0, 1)
        )
        super().__init__(look, "best", self._body())
        self.use.clicked.connect(self._use)
        self.follows.chosen.connect(self._follow)
        self.table.hovered.connect(self._point)

    def _body(self) -> QWidget:
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._below, self._last = QHBoxLayout(), QHBoxLayout()
        self._rows.addWidget(self.table, 1)
        self._rows.addLayout(self._below)
        self._below.addWidget(self.zeros, 1)
        self._below.addWidget(self.use, 0)
        self._rows.addLayout(self._last)
        self._told = QVBoxLayout()
        for label in self.turnings:
            self._told.addWidget(label)
        self._last.addLayout(self._told, 1)
        self._last.addWidget(self.follows, 0, Qt.AlignmentFlag.AlignBottom)
        for layout in (self._rows, self._below, self._last, self._told):
            layout.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(0)
        return body

    # -- what a person does -----------------------------------------------------------------------

    def _use(self) -> None:
        worth = worth_of(self._session.evaluation)
        if worth is not None:
            self._session.edit(take_best(worth.fit))

    def _follow(self, on: bool) -> None:
        if on:
            self._use()
        self.attend(on=on)

    def attend(self, *, on: bool) -> None:
        """Let W follow λ from now on, if that is asked for, or no longer."""
        self._session.companion = self._with_best if on and self.follows.isChecked() else None

    def _with_best(self, edit: Edit) -> Edit:
        """An edit of λ, and with it the best W there."""
        course = course_of(self._session.evaluation)
        if edit.label.key not in _FOLLOWED or course is None or not course.quick:
            return edit

        def apply(state: State) -> State:
            after = edit.apply(state)
            fit = course.find(after.penalty.strength).fit
            if not fit.minimum:
                return after
            return set_model(edit.label.key, fit.weights, fit.biases).apply(after)

        return Edit(edit.label, apply)

    def _point(self, key: Key | None) -> None:
        self.weight_hovered.emit(None if key is None or key[1] == BIAS else key)

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._hint.setVisible(True)  # how sure it is belongs to the numbers, in a hall too
        px, line = self.look.px, self.look.metrics(Type.SMALL).height()
        self._rows.setSpacing(px(6))
        for layout in (self._below, self._last):
            layout.setSpacing(px(10))
        self.use.setFixedHeight(max(24, px(36)))
        for label in self.turnings:
            label.setFixedHeight(int(line) + 1)
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`."""
        self._evaluation = evaluation
        course = course_of(evaluation)
        if evaluation.pending or course is None:
            return
        state = evaluation.state
        worth = self._worth = worth_of(evaluation)
        kept = worth is not None and course.path.keeps(worth.fit)
        self.set_texts(self._heading_of(state, course), html.escape(sure_text(worth, kept=kept)))
        self._show_table(state, worth)
        self._show_use(state, worth, kept=kept)
        self.follows.setEnabled(course.quick)
        tip = "best.follows.tip" if course.quick else "best.follows.slow"
        self.follows.set_words(tr("best.follows"), literal(tr(tip)))
        told = zeros_text(worth)
        self.zeros.set_text(told, told)
        lines = self._turnings(state, course, worth)
        for label, text in zip(self.turnings, (*lines, "", ""), strict=False):
            label.set_text(text, text)

    @staticmethod
    def _heading_of(state: State, course: Course) -> str:
        if not course.priced:
            return tr("best.heading.none")
        return tr("best.heading", strength=numbers.three_digits(state.penalty.strength))

    def _show_table(self, state: State, worth: Worth | None) -> None:
        source = state.source
        fit = None if worth is None or worth.fit.reason is Reason.UNKNOWN else worth.fit
        self.table.setAccessibleName(tr("best.table" if fit is None or fit.minimum else "best.way"))
        if fit is None or not isinstance(source, LinearModel):
            self.table.show_weights(Weights())
            return
        view = state.view
        sizes = abs(fit.weights).sum(axis=1)
        classes = shown_classes(sizes, int(state.labels[view.example]), view.score)
        hidden = state.class_count - len(classes)
        self.table.show_weights(
            Weights(
                fit.weights,
                fit.biases,
                classes,
                tuple(words(state.classes[index]) for index in classes),
                Names(state.feature_names),
                float(abs(fit.weights).max(initial=0.0)) or 1.0,
                tr("best.classes", count=f"{hidden:,}") if hidden else "",
            )
        )

    def _show_use(self, state: State, worth: Worth | None, *, kept: bool) -> None:
        source = state.source
        usable = kept and worth is not None and worth.fit.minimum
        if usable and worth is not None and isinstance(source, LinearModel):
            fit = worth.fit
            same = (fit.weights == source.weights).all() and (fit.biases == source.biases).all()
            key = "best.use.same" if same else "best.use.tip"
            self.use.setEnabled(not same)
            self.use.set_words(tr("best.use"), tr(key))
            return
        self.use.setEnabled(False)
        self.use.set_words(tr("best.use"), sure_text(worth, kept=kept))

    def _turnings(self, state: State, course: Course, worth: Worth | None) -> list[str]:
        """Lines on what happens above and below this λ, or on which of many W this is."""
        if worth is None:
            return []
        fit = worth.fit
        if not fit.minimum:
            unbounded = fit.reason is Reason.SEPARABLE and not course.priced
            return [tr("best.grown.unpriced")] if unbounded else grown_texts(course.table())
        free = fit.strength == 0.0 or not course.priced
        many = free and display_of(state.loss.active).many_minima
        lines = [tr("best.many")] if many else []
        if not fit.exact or course.given.penalty.shares[0] == 0.0:
            return lines
        found = course.table().turnings(fit.strength, fit.weights)
        pairs = zip(("down", "up"), found, strict=True)
        told = [turning_text(state, one, way) for way, one in pairs if one is not None]
        return [*lines, *told[::-1]]

    def _called(self, key: Key) -> str:
        state, (index, feature) = self._evaluation.state, key
        if feature == BIAS:
            return tr("best.bias", name=words(state.classes[index]))
        return weight_name(state, (index, feature))
