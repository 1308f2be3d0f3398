"""What each weight pays under L2, L1 and elastic net, and which of them is in force."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.evaluation import Evaluation
from core.state import LinearModel
from gui.charts.cells.cells import Weight
from gui.charts.payments.chart import PaymentTable
from gui.charts.payments.layout import Payment, Spot
from gui.controls.card import Card
from gui.controls.check_box import CheckBox
from gui.controls.label import Label
from gui.controls.pinned import change_text, with_pinned
from gui.look.theme import Look, Type
from gui.session import Session
from gui.words import numbers
from gui.words.relations import sign, stands_for, works_out, worth
from gui.words.translation import tr, words

KINDS = ("l2", "l1", "elastic_net")


class PaymentsPanel(Card):
    """The card with a row for each penalty and the switch of the ½ convention."""

    weight_hovered = Signal(object)
    """The weight whose bar is pointed at, as (class, feature), or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._largest: dict[str, float] = {}
        body = QWidget()
        self.table = PaymentTable(look, "payments.table", self._bar_tip)
        self.half = CheckBox(look, "payments.half", Type.BODY)
        self.status = Label(
            look, "payments.status", Type.SMALL, "muted", align=Qt.AlignmentFlag.AlignRight
        )
        self._below = QHBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.half, 0)
        self._below.addWidget(self.status, 1)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        rows.addLayout(self._below)
        super().__init__(look, "payments", body)
        self.table.hovered.connect(self.weight_hovered)
        self.table.chosen.connect(self._choose)
        self.half.chosen.connect(self._set_half)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, kind: str) -> None:
        self._session.edit(edits.choose_penalty(kind))

    def _set_half(self, on: bool) -> None:
        self._session.edit(edits.set_half(on))

    def set_highlight_weight(self, weight: Weight | None) -> None:
        """Light the bars of a weight, (class, feature) (silent)."""
        self.table.set_highlight(None if weight is None else Spot(0, weight))

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self.status.setFixedHeight(self.look.px(34))
        self.half.set_words(tr("payments.half"), tr("payments.half.tip"))
        self.table.setAccessibleName(tr("payments.accessible"))
        self.table.set_headers(
            (tr("payments.penalty"), tr("payments.per_weight"), "R(W)", "λ R(W)")
        )
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the heights of the bars hold their scale during a gesture."""
        self._evaluation = evaluation
        state = evaluation.state
        if not isinstance(state.source, LinearModel):
            return
        if not self._session.document.in_gesture:
            self._largest.clear()
        payments = tuple(self._payment(kind) for kind in KINDS)
        pinned = evaluation.comparable_weights
        was = "" if pinned is None else pinned.state.penalty.kind
        self.table.show_payments(payments, state.penalty.kind, was)
        self.half.set_on(state.penalty.half)
        count = f"{state.source.weights.size:,}"
        self.set_texts(tr("payments.heading"), tr("payments.hint", count=count))
        self.status.set_text(self._status(), self._status_tip())

    def _payment(self, kind: str) -> Payment:
        evaluation, pinned = self._evaluation, self._evaluation.comparable_weights
        settings = evaluation.state.penalty
        parts = evaluation.per_weight(kind)
        if parts is None:
            parts = np.zeros((1, 1))
        then = None if pinned is None else pinned.per_weight(kind)
        highest = 0.0 if then is None else float(then.max(initial=0.0))
        # A bar that outgrows its row during a drag stays inside it.
        largest = max(float(parts.max(initial=0.0)), highest, self._largest.get(kind, 0.0))
        self._largest[kind] = largest
        value = evaluation.penalty_value(kind)
        term = settings.strength * value
        name = tr(f"payments.{kind}", share=numbers.plain(settings.l1_share, 3))
        value_then, term_then = _sums(pinned, kind)
        tips = (
            with_pinned(f"R(W) = {numbers.exact(value)}", value, value_then),
            with_pinned(f"λ R(W) = {numbers.exact(term)}", term, term_then, 3),
        )
        return Payment(
            kind,
            name,
            self.formula(kind),
            parts,
            largest,
            numbers.fixed(value),
            numbers.fixed(term, 3),
            "\n".join(tips),
            then,
            change_text(value, value_then),
            change_text(term, term_then, 3),
        )

    def formula(self, kind: str) -> str:
        """R(W) of a kind as the convention has it."""
        half = self._evaluation.state.penalty.half
        return tr(f"payments.{kind}.{'half' if half and kind != 'l1' else 'plain'}")

    def _status(self) -> str:
        settings = self._evaluation.state.penalty
        if settings.kind == "none":
            return tr("payments.none")
        if settings.strength == 0:
            return tr("payments.no_strength")
        strength = numbers.field(settings.strength)
        value = numbers.fixed(self._evaluation.penalty)
        term = numbers.fixed(self._evaluation.penalty_term, 3)
        equals = sign(
            stands_for(settings.strength, strength),
            works_out(worth(strength) * worth(value), term),
        )
        return f"λ R(W) = {strength} × {value} {equals} {term}"

    def _status_tip(self) -> str:
        term, pinned = self._evaluation.penalty_term, self._evaluation.comparable_weights
        then = None if pinned is None else pinned.penalty_term
        return with_pinned(f"λ R(W) = {numbers.exact(term)}", term, then, 3)

    def _bar_tip(self, kind: str, weight: Weight) -> str:
        """What one weight pays, to the last digit."""
        evaluation = self._evaluation
        state, parts = evaluation.state, evaluation.per_weight(kind)
        if parts is None or not isinstance(state.source, LinearModel):
            return ""
        index, feature = weight
        symbol = f"W[{words(state.classes[index])}, {words(state.feature_names[feature])}]"
        value, part = float(state.source.weights[weight]), float(parts[weight])
        value_then, part_then = _at(evaluation.comparable_weights, kind, weight)
        formula = self.formula(kind).replace("Σ ", "")
        pays = tr("payments.bar", value=numbers.exact(part), formula=formula)
        return "\n".join(
            (
                with_pinned(f"{symbol} = {numbers.exact(value)}", value, value_then),
                with_pinned(pays, part, part_then),
            )
        )


def _sums(pinned: Evaluation | None, kind: str) -> tuple[float | None, float | None]:
    """R(W) and λ R(W) of a kind when pinned."""
    if pinned is None:
        return None, None
    value = pinned.penalty_value(kind)
    return value, pinned.state.penalty.strength * value


def _at(pinned: Evaluation | None, kind: str, weight: Weight) -> tuple[float | None, float | None]:
    """A weight and what it paid when pinned."""
    parts = None if pinned is None else pinned.per_weight(kind)
    if pinned is None or parts is None or not isinstance(pinned.state.source, LinearModel):
        return None, None
    return float(pinned.state.source.weights[weight]), float(parts[weight])
