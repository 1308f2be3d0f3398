"""How the losses of all examples are spread, a card for each loss."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray, IntArray
from core.batch import Histogram
from core.evaluation import Evaluation, LossResult
from core.state import State
from gui.charts.curves import ticks
from gui.charts.curves.kept import Kept
from gui.charts.distribution.chart import Distribution
from gui.charts.distribution.legend import HELD_OUT, RIGHT, WRONG, DotsLegend
from gui.charts.distribution.spread import (
    MOST_DOTS,
    MOST_LABELS,
    HeldOut,
    Pinned,
    Spot,
    Spread,
)
from gui.charts.distribution.spread import Label as DotLabel
from gui.controls.card import Card
from gui.controls.label import Label
from gui.look.theme import Look, Type
from gui.losses import display_of
from gui.panels import losses_words
from gui.panels.beside import BesideChoice
from gui.session import Session
from gui.words import numbers
from gui.words.naming import over
from gui.words.translation import language, tr, words

_BINS = 40
_TICKS = 6
_SAME = 1e-12
_EMPTY = Spread(np.empty(0), np.empty(0, dtype=bool), 0, 1.0, (), 0.0, "", 0.0, "")


class LossesPanel(Card):
    """The card with the chart of one loss. A click chooses an example for every page.

    `place` says which of the two losses that stand side by side.
    """

    example_hovered = Signal(object)
    """The index of the example that is pointed at, or None."""

    def __init__(self, look: Look, session: Session, place: int) -> None:
        self._session = session
        self._place = place
        self._key = session.state.side_by_side[place]
        self._evaluation = session.evaluation
        self._kept: Kept[Spread] = Kept()
        self._end = 0.0
        self._told = True
        self._tallest = 0
        name = f"losses.{place}"
        self.legend = DotsLegend(look, f"{name}.legend")
        self.chart = Distribution(look, f"{name}.chart", _EMPTY, self._tell)
        self.foot = Label(look, f"{name}.foot", Type.SMALL, "muted")
        self.beside = BesideChoice(look, session, f"{name}.beside")
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.chart, 1)
        rows.addWidget(self.foot)
        # Showing them without a parent would open a window of its own.
        self.legend.setParent(body)
        self.beside.setParent(body)
        super().__init__(look, name, body)
        self.add_corner(self.legend)
        self.add_corner(self.beside)
        self.chart.hovered.connect(self.example_hovered)
        self.chart.chosen.connect(self._choose)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self.foot.setFixedHeight(round(self.look.metrics(Type.SMALL).height()) + self.look.px(4))
        self.show_evaluation(self._session.evaluation)

    def set_highlight_example(self, index: int | None) -> None:
        """Light this example (silent)."""
        self.chart.set_highlight(None if index is None else ("example", index))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(477), self.look.px(440))

    def wait(self) -> None:
        """Leave the picture as it is while its losses are computed, and say so."""
        self._kept.forget()
        self.chart.show_spread(replace(self.chart.shown, mean_text=numbers.PENDING))

    # -- what it shows ----------------------------------------------------------------------------

    def _results(self) -> tuple[LossResult, LossResult]:
        """The loss now and when it was pinned; the same one where there is nothing to compare."""
        now, pinned = self._evaluation.loss_result(self._key), self._evaluation.pinned
        return now, now if pinned is None else pinned.loss_result(self._key)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; in a gesture the ranges only grow, after it they settle.

        Where nothing the card shows has changed, as in a drag of λ, nothing is done.
        """
        self._evaluation = evaluation
        state = evaluation.state
        self._key = state.side_by_side[self._place]
        now, then = self._results()
        held = self._session.document.in_gesture
        end = axis_end(max(now.largest, then.largest, now.knows_nothing))
        self._end = end = max(end, self._end) if held else end
        many = state.example_count > MOST_DOTS
        bars = now.histogram(end, _BINS) if many else None
        if bars is not None:
            counts = [bars.counts.max(), then.histogram(end, _BINS).counts.max(), 1]
            if state.has_held_out:
                others = now.held_out_histogram(end, _BINS)
                counts.append(others.counts.max() * _factor(state))
            top = math.ceil(max(counts))
            self._tallest = max(top, self._tallest) if held else top
        inputs: tuple[object, ...] = (
            now,
            then,
            None if many or then is now else evaluation.counterparts,
            evaluation.batch.right,
            state.view.example,
            state.held_out,
            state.loss.sum_over_examples,
            state.examples if state.example_count <= MOST_LABELS else None,
            end,
            self._tallest,
            language(),
            self.look.times,
        )
        spread = self._kept.get("spread", inputs, self._spread)
        self.chart.show_spread(spread)
        told = (RIGHT, WRONG, HELD_OUT) if state.has_held_out else (RIGHT, WRONG)
        named = ((kind, tr(f"losses.{kind}")) for kind in told)
        self.legend.set_entries(tuple((kind, text, text) for kind, text in named))
        self._told = not many
        self.beside.show_state(state)
        self.beside.setVisible(self._key == state.compared)
        display = display_of(self._key)
        hint = display.zeros_hint(state.loss, zeros=bool(spread.zeros_caption))
        heading = tr("losses.heading", name=display.name)
        self.set_texts(heading, hint)
        self._fit()
        self.chart.setAccessibleName(heading)
        nothing = losses_words.tell_nothing(self._key, state, now.knows_nothing)
        self.foot.set_text(losses_words.explanation(self._key, state, now.knows_nothing), nothing)
        self.chart.describe_all(self._said(spread))

    def _fit(self) -> None:
        """Give heading, menu and legend the room there is, in this order.

        The legend gives way first: it stands on the card of the other loss as well.
        """
        room = self.room_beside_heading(self.width())
        legend = self._told * (self.legend.sizeHint().width() + self.look.px(12))
        self.beside.fit(room - legend)
        shown = self._told
        if shown and self.beside.is_short and not self.beside.isHidden():
            self.beside.fit(room)
            shown = self.beside.is_short
        self.legend.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the menu anew."""
        super().resizeEvent(event)
        self._fit()

    def _spread(self) -> Spread:
        state = self._evaluation.state
        now, then = self._results()
        end, with_sum = self._end, state.loss.sum_over_examples
        bars = now.histogram(end, _BINS) if state.example_count > MOST_DOTS else None
        zeros = _zeros(now) if bars is None else bars.zeros
        even = ticks.between(*_range(end))
        apart = display_of(self._key).reaches_zero or zeros > 0
        pinned = None if then is now else self._pinned(now, then, bars)
        return Spread(
            now.per_example,
            self._evaluation.batch.right,
            state.view.example,
            end,
            ticks.finer(even) if self.look.times > 1.0 else even,
            now.mean,
            losses_words.mean_text(now, with_sum=with_sum),
            now.knows_nothing,
            losses_words.nothing_text(self._key, state, now.knows_nothing),
            tr("losses.zeros") if apart else "",
            f"{zeros:,}" if apart else "",
            self._labels(now, pinned) if state.example_count <= MOST_LABELS else (),
            bars,
            max(1, self._tallest),
            pinned,
            self._held_out(now, bars),
        )

    def _held_out(self, now: LossResult, bars: Histogram | None) -> HeldOut | None:
        """The examples that are held out, if any are."""
        state, mean = self._evaluation.state, now.held_out_mean
        if mean is None:
            return None
        others = now.held_out_histogram(self._end, _BINS) if bars is not None else None
        text = losses_words.held_out_text(mean)
        return HeldOut(state.held_out, mean, text, others, _factor(state))

    def _pinned(self, now: LossResult, then: LossResult, bars: Histogram | None) -> Pinned:
        """What was pinned, where it differs."""
        outline = then.histogram(self._end, _BINS) if bars is not None else None
        if outline is not None and bars is not None and _same_bars(outline, bars):
            outline = None
        count = _zeros if bars is None else _training_zeros
        zeros = count(now) - count(then)
        mean_change = losses_words.mean_change(
            now, then, with_sum=self._evaluation.state.loss.sum_over_examples
        )
        return Pinned(
            None if bars is not None else _moved(now, then, self._evaluation.counterparts),
            outline,
            then.mean if losses_words.change_text(now.mean, then.mean) else None,
            mean_change,
            losses_words.count_change(zeros),
        )

    def _labels(self, now: LossResult, pinned: Pinned | None) -> tuple[DotLabel, ...]:
        names = map(words, self._evaluation.state.examples)
        moved = pinned.losses if pinned is not None else None
        before = [math.nan] * len(now.per_example) if moved is None else moved.tolist()
        return tuple(
            DotLabel(over(name), numbers.fixed(loss), losses_words.change_text(loss, then))
            for name, loss, then in zip(names, now.per_example.tolist(), before, strict=True)
        )

    # -- exact readings ---------------------------------------------------------------------------

    def _tell(self, spot: Spot) -> str:
        kind, index = spot
        state = self._evaluation.state
        now, then = self._results()
        if kind == "example":
            return losses_words.tell_example(self._key, self._evaluation, index)
        if kind == "bin":
            return losses_words.tell_bin(self.chart.shown, state.training_count, index)
        if kind == "zeros":
            bars = self.chart.shown.bars is not None
            zeros, count = (_zeros(now), _zeros(then)), state.example_count
            if bars:  # these are the training examples alone
                zeros, count = (_training_zeros(now), _training_zeros(then)), state.training_count
            return losses_words.tell_zeros(*zeros, count, bars=bars)
        if kind == "mean":
            with_sum = state.loss.sum_over_examples
            return losses_words.tell_mean(now, then, with_sum=with_sum)
        return losses_words.tell_nothing(self._key, state, now.knows_nothing)

    def _said(self, spread: Spread) -> str:
        parts = [spread.mean_text, spread.nothing_text]
        if spread.held_out is not None:
            parts.insert(1, spread.held_out.mean_text)
        if spread.zeros_caption:
            parts.append(f"{spread.zeros_caption}: {spread.zeros_text}")
        return ", ".join(parts)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, index: int) -> None:
        if index != self._session.state.view.example:
            self._session.edit(edits.choose_example(index))


def prepare_losses(evaluation: Evaluation) -> None:
    """Ask for what the charts of the losses show, which takes long in a large document."""
    for key in evaluation.state.side_by_side:
        both = [evaluation.loss_result(key)]
        if evaluation.pinned is not None:
            both.append(evaluation.pinned.loss_result(key))
        end = axis_end(max(both[0].knows_nothing, *(one.largest for one in both)))
        for one in both:
            one.mean  # noqa: B018 - computed by asking
            one.histogram(end, _BINS)
        if both[0].held_out_mean is not None:
            both[0].held_out_histogram(end, _BINS)


def axis_end(largest: float) -> float:
    """A round end of the axis that holds `largest`."""
    return ticks.covering(0.0, largest, _TICKS)[1] or 1.0


def _range(end: float) -> tuple[float, float, float]:
    return 0.0, end, ticks.covering(0.0, end, _TICKS)[2]


def _zeros(result: LossResult) -> int:
    return len(result.per_example) - int(np.count_nonzero(result.per_example))


def _training_zeros(result: LossResult) -> int:
    return len(result.training) - int(np.count_nonzero(result.training))


def _factor(state: State) -> float:
    """What makes as many of the held-out examples as there are training examples."""
    return state.training_count / max(1, state.example_count - state.training_count)


def _same_bars(one: Histogram, other: Histogram) -> bool:
    return one.zeros == other.zeros and np.array_equal(one.counts, other.counts)


def _moved(now: LossResult, then: LossResult, counterparts: IntArray | None) -> FloatArray | None:
    """The pinned loss of each example, NaN where it is the same or there was none."""
    if counterparts is None:
        return None
    found = np.where(counterparts >= 0, then.per_example[counterparts], np.nan)
    apart = np.abs(found - now.per_example)
    found[~(apart > _SAME * np.maximum(np.abs(found), now.per_example))] = np.nan
    return None if np.isnan(found).all() else found
