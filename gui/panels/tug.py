"""Who pulls each weight? The data loss against the penalty, and what they leave of each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.pulls import Pulls
from core.state import LinearModel
from core.view import Weight
from gui.charts.tug.chart import TugChart
from gui.charts.tug.layout import Pulling, Rope
from gui.charts.tug.legend import NET, PINNED, TugLegend
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.pinned import change_text, with_pinned
from gui.look.theme import Look, Type
from gui.panels.best_button import BestButton
from gui.panels.tug_rows import answers, axis_end, rounding, shown_weights, strain, verdict
from gui.session import Session
from gui.words import numbers
from gui.words.translation import tr, words


class TugPanel(Card):
    """The card with a row for each weight. A click puts a weight on the landscape's → axis."""

    weight_hovered = Signal(object)
    """The weight (class, feature) that is pointed at, or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._pulls: Pulls | None = None
        self._pinned: Evaluation | None = None
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
        self.best = BestButton(look, session, "tug.best", self.chart, short=True)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.addWidget(self.foot, 1)
        self._foot.addWidget(self.best, 0)
        for part, stretch in ((self.legend, 0), (self.chart, 1)):
            self._rows.addWidget(part, stretch)
        self._rows.addLayout(self._foot)
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
        self.show_evaluation(self._session.evaluation)

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
            self.best.show_evaluation(evaluation)
            return
        held = self._session.document.in_gesture
        if not (held and self._shape == pulls.data.shape):
            self._shape = pulls.data.shape
            self._weights = shown_weights(strain(pulls))
            self._limit = 0.0
        self._pinned = evaluation.comparable_weights
        then = None if self._pinned is None else self._pinned.pulls
        self._limit = max(self._limit, axis_end(pulls, then))
        self._rounding = rounding(pulls)
        self._answers = answers(evaluation)
        left = pulls.data.size - len(self._weights)
        texts = _ranked([float(pulls.total[weight]) for weight in self._weights], self._rounding)
        shown = Pulling(
            tuple(
                self._rope(pulls, then, weight, text)
                for weight, text in zip(self._weights, texts, strict=True)
            ),
            self._limit,
            pulls.band,
            (tr("tug.down"), tr("tug.up"), tr("tug.net"), self._band_text()),
            tr("tug.more", count=left) if left else "",
        )
        figures = (_figure(shown, "data"), _figure(shown, "penalty"))
        self.chart.show_pulls(replace(shown, figures=figures))
        self._show_words(pulls)

    def _rope(self, pulls: Pulls, pinned: Pulls | None, weight: Weight, text: str) -> Rope:
        state = self._evaluation.state
        held, net = bool(pulls.held[weight]), float(pulls.total[weight])
        then = None if pinned is None else float(pinned.total[weight])
        small = then is not None and abs(net - then) <= self._rounding
        change = "" if small else change_text(net, then)
        return Rope(
            weight,
            words(state.classes[weight[0]]),
            words(state.feature_names[weight[1]]),
            float(pulls.data[weight]),
            float(self._answers[weight]),
            net,
            tr("tug.held") if held else text,
            held,
            then if change else None,
            change,
        )

    def _band_text(self) -> str:
        penalty = self._evaluation.state.penalty
        return tr("tug.band.elastic_net" if penalty.kind == "elastic_net" else "tug.band.l1")

    def _show_words(self, pulls: Pulls) -> None:
        penalty = self._evaluation.state.penalty
        side = "none" if penalty.kind == "none" else "zero" if penalty.strength == 0 else "pulls"
        entries = [
            ("loss", tr("tug.legend.data"), tr("tug.legend.data.short")),
            ("penalty", tr(f"tug.legend.{side}"), tr(f"tug.legend.{side}.short")),
            (NET, tr("tug.legend.net"), tr("tug.legend.net")),
        ]
        if any(rope.then is not None for rope in self.chart.shown.ropes):
            entries.append((PINNED, tr("tug.legend.pinned"), tr("tug.legend.pinned")))
        self.legend.set_entries(tuple(entries))
        found, weight = verdict(pulls, self._evaluation.state.loss)
        count = int(pulls.held.sum())
        if found == "best" and count:
            found = "best_held"
        net = abs(float(pulls.total[weight]))
        # As its row writes it, if it has one.
        rows = (rope for rope in self.chart.shown.ropes if rope.key == weight and not rope.held)
        value = next((rope.text.lstrip(f"+{numbers.MINUS}") for rope in rows), numbers.fixed(net))
        text = exact = tr(f"tug.foot.{found}", value=value, name=self._name(weight), count=count)
        if found in {"close", "far", "corner"}:
            then = None if self._pinned is None else self._pinned.pulls
            exact = with_pinned(text, net, None if then is None else abs(float(then.total[weight])))
        there = found in {"best", "best_held", "free"}
        self.best.show_evaluation(self._evaluation, there=there)
        tip = "tug.foot.corner.tip" if found == "corner" else "tug.foot.tip"
        self.foot.set_text(text, f"{exact}\n{tr(tip)}")

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
        numbers_now = _numbers(source, pulls, self._answers, weight)
        value, data, penalty, net = map(numbers.exact, numbers_now)
        lines = [
            f"{self._name(weight)} = {value}",
            tr("tug.tip.data", value=data),
            tr("tug.tip.penalty", value=penalty),
            tr("tug.tip.net", value=net),
        ]
        if pulls.held[weight]:
            lines[2] = tr("tug.tip.held", band=self._band_text(), value=numbers.exact(pulls.band))
        pinned = self._pinned
        if pinned is not None and pinned.pulls is not None:
            then = pinned.state.source
            if isinstance(then, LinearModel):
                numbers_then = _numbers(then, pinned.pulls, answers(pinned), weight)
                lines = list(map(with_pinned, lines, numbers_now, numbers_then))
        chosen = weight in self._evaluation.state.view.pair
        return "\n".join([*lines, tr("tug.tip.chosen" if chosen else "tug.tip.choose")])

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, weight: Weight) -> None:
        # What is on either axis already stays where it is.
        if weight not in self._session.state.view.pair:
            self._session.edit(edits.choose_weight(0, *weight))


def _numbers(
    model: LinearModel, pulls: Pulls, answered: FloatArray, weight: Weight
) -> tuple[float, float, float, float]:
    """A weight, what the data loss and the penalty pull at it, and what is left."""
    of = model.weights, pulls.data, answered, pulls.total
    value, data, penalty, net = (float(one[weight]) for one in of)
    return value, data, penalty, net


def _ranked(net: list[float], rounding: float) -> list[str]:
    """Net pulls with their direction and so many decimals that one sees which is the largest."""
    pulls = [value if abs(value) > rounding else 0.0 for value in net]
    sizes = numbers.ranked([abs(value) for value in pulls])
    signs = ["+" if value > 0 else numbers.MINUS for value in pulls]
    return [
        sign + size if value else "0" for sign, size, value in zip(signs, sizes, pulls, strict=True)
    ]


def _signed(value: float) -> str:
    """A pull with its direction: +0.43, −0.43, 0."""
    if value == 0:
        return "0"
    return f"+{numbers.fixed(value)}" if value > 0 else numbers.fixed(value)


def _figure(shown: Pulling, side: str) -> str:
    rope = shown.largest(side)
    return "" if rope is None else _signed(float(getattr(rope, side)))
