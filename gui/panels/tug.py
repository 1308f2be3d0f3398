"""Who pulls each weight? The data loss against the penalty, and what they leave of each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.pulls import Pulls
from core.state import LinearModel
from core.view import Weight
from gui import numbers
from gui.panels.tug_rows import answers, axis_end, rounding, shown_weights, verdict
from gui.plots.tug import Pulling, TugChart
from gui.plots.tug_layout import Rope
from gui.plots.tug_legend import NET, TugLegend
from gui.session import Session
from gui.theme import Look, Type
from gui.translation import tr, words
from gui.widgets.card import Card
from gui.widgets.label import Label


class TugPanel(Card):
    """The card with a row for each weight. A click puts a weight on the landscape's → axis."""

    weight_hovered = Signal(object)
    """The weight (class, feature) that is pointed at, or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._pulls: Pulls | None = None
        self._answers: FloatArray = np.zeros((0, 0))
        self._shape: tuple[int, ...] = ()
        self._weights: tuple[Weight, ...] = ()
        self._limit = 0.0
        self._rounding = 0.0
        self.legend = TugLegend(look, "tug.legend")
        self.chart = TugChart(look, "tug.chart", self._describe)
        self.foot = Label(look, "tug.foot", Type.BODY)
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.legend, 0), (self.chart, 1), (self.foot, 0)):
            self._rows.addWidget(part, stretch)
        super().__init__(look, "tug", body)
        self.chart.hovered.connect(self.weight_hovered)
        self.chart.chosen.connect(self._choose)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._rows.setSpacing(self.look.px(5))
        self.foot.setFixedHeight(self.foot.sizeHint().height() + self.look.px(4))
        self.set_texts(tr("tug.heading"), tr("tug.hint"))
        self.chart.setAccessibleName(tr("tug.chart"))
        self.show_evaluation(self._evaluation)

    def set_highlight_weight(self, weight: Weight | None) -> None:
        """Light the row of this weight (silent)."""
        self.chart.set_highlight(weight)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(680), self.look.px(450))

    # -- what it shows ----------------------------------------------------------------------------

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the choice of rows holds during a gesture, and the axis only grows."""
        self._evaluation = evaluation
        pulls = self._pulls = evaluation.pulls
        if pulls is None:
            self.legend.set_entries(())
            self.chart.show_pulls(Pulling())
            self.foot.set_text(tr("tug.no_weights"))
            return
        held = self._session.document.in_gesture
        if not (held and self._shape == pulls.data.shape):
            self._shape = pulls.data.shape
            self._weights = shown_weights(np.abs(pulls.data) + np.abs(pulls.penalty))
            self._limit = 0.0
        self._limit = max(self._limit, axis_end(pulls))
        self._rounding = rounding(pulls)
        self._answers = answers(evaluation)
        left = pulls.data.size - len(self._weights)
        shown = Pulling(
            tuple(self._rope(pulls, weight) for weight in self._weights),
            self._limit,
            pulls.band,
            (tr("tug.down"), tr("tug.up"), tr("tug.net"), self._band_text()),
            tr("tug.more", count=left) if left else "",
        )
        figures = (_figure(shown, "data"), _figure(shown, "penalty"))
        self.chart.show_pulls(replace(shown, figures=figures))
        self._show_words(pulls)

    def _rope(self, pulls: Pulls, weight: Weight) -> Rope:
        state = self._evaluation.state
        held, net = bool(pulls.held[weight]), float(pulls.total[weight])
        return Rope(
            weight,
            words(state.classes[weight[0]]),
            words(state.feature_names[weight[1]]),
            float(pulls.data[weight]),
            float(self._answers[weight]),
            net,
            tr("tug.held") if held else _signed(net if abs(net) > self._rounding else 0.0),
            held,
        )

    def _band_text(self) -> str:
        penalty = self._evaluation.state.penalty
        return tr("tug.band.elastic_net" if penalty.kind == "elastic_net" else "tug.band.l1")

    def _show_words(self, pulls: Pulls) -> None:
        penalty = self._evaluation.state.penalty
        side = "none" if penalty.kind == "none" else "zero" if penalty.strength == 0 else "pulls"
        self.legend.set_entries(
            (
                ("loss", tr("tug.legend.data"), tr("tug.legend.data.short")),
                ("penalty", tr(f"tug.legend.{side}"), tr(f"tug.legend.{side}.short")),
                (NET, tr("tug.legend.net"), tr("tug.legend.net")),
            )
        )
        found, weight = verdict(pulls, self._evaluation.state.loss)
        count = int(pulls.held.sum())
        if found == "best" and count:
            found = "best_held"
        net = numbers.fixed(abs(float(pulls.total[weight])))
        text = tr(f"tug.foot.{found}", value=net, name=self._name(weight), count=count)
        tip = "tug.foot.corner.tip" if found == "corner" else "tug.foot.tip"
        self.foot.set_text(text, f"{text}\n{tr(tip)}")

    def _name(self, weight: Weight) -> str:
        state = self._evaluation.state
        return tr(
            "tug.weight",
            name=words(state.classes[weight[0]]),
            feature=words(state.feature_names[weight[1]]),
        )

    def _describe(self, weight: Weight) -> str:
        """Everything about one weight, to the last digit."""
        pulls, source = self._pulls, self._evaluation.state.source
        if pulls is None or not isinstance(source, LinearModel):
            return ""
        lines = [
            f"{self._name(weight)} = {numbers.full(float(source.weights[weight]))}",
            tr("tug.tip.data", value=numbers.full(float(pulls.data[weight]))),
            tr("tug.tip.penalty", value=numbers.full(float(self._answers[weight]))),
            tr("tug.tip.net", value=numbers.full(float(pulls.total[weight]))),
        ]
        if pulls.held[weight]:
            lines[2] = tr("tug.tip.held", band=self._band_text(), value=numbers.full(pulls.band))
        chosen = weight in self._evaluation.state.view.pair
        return "\n".join([*lines, tr("tug.tip.chosen" if chosen else "tug.tip.choose")])

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, weight: Weight) -> None:
        # What is on either axis already stays where it is.
        if weight not in self._session.state.view.pair:
            self._session.edit(edits.choose_weight(0, *weight))


def _signed(value: float) -> str:
    """A pull with its direction: +0.43, −0.43, 0."""
    if value == 0:
        return "0"
    return f"+{numbers.fixed(value)}" if value > 0 else numbers.fixed(value)


def _figure(shown: Pulling, side: str) -> str:
    rope = shown.largest(side)
    return "" if rope is None else _signed(float(getattr(rope, side)))
