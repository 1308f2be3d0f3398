"""From scores to loss in four cards: each loss in its own steps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core import edits
from core.arrays import FloatArray
from core.edits import Edit
from core.evaluation import Evaluation
from gui.charts.bars.chart import BarChart
from gui.charts.bars.drawn import Threshold
from gui.charts.bars.layout import COLUMNS_AT_MOST, MORE, Bar
from gui.charts.curves.minus_log import MinusLogPlot
from gui.charts.parts.sum import SumView
from gui.controls.card import Card
from gui.controls.check_box import CheckBox
from gui.controls.pinned import change_text, with_pinned
from gui.controls.steps import SCORE_STEPS
from gui.look.arrow import Arrow
from gui.look.theme import Look, Mode, Room, Type
from gui.losses import display_of
from gui.losses.base import Bars, Curve, Stages, Total
from gui.panels.pushes import ShownPushes, shown_pushes
from gui.panels.shown import shown_classes
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr, words

Range = tuple[float, float]
_USUAL, _MORE, _FAR = 100, 38, 35
"""Shares of the width: of each card, and more of it for the scores where the push is shown: for
each loss beside rows, and in a hall, where two large numbers stand under each column."""


def _beside(bar: Bar, value: float, then: float | None) -> Bar:
    """`bar` with the outline and the words of what its value was, if that was another."""
    change = "" if then is None or np.isnan(then) else change_text(value, then)
    if not change:
        return bar
    return replace(bar, exact=with_pinned(bar.exact, value, then), pinned=then, change=change)


def _pushed(bar: Bar, pushes: ShownPushes | None, classes: list[int]) -> Bar:
    """`bar` with the arrows that push its classes, and their numbers in words."""
    if pushes is None:
        return bar
    exact = "\n".join([bar.exact, *pushes.lines(classes)])
    return replace(bar, exact=exact, pushes=pushes.of(classes))


class StagesPanel(QWidget):
    """The four cards. `class_hovered` tells the class under the pointer, or None."""

    class_hovered = Signal(object)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("stages")
        self.look = look
        self._session = session
        self.scores = BarChart(look, "stage.scores", "score", SCORE_STEPS)
        self.second = BarChart(look, "stage.second", "second")
        self.third = BarChart(look, "stage.third", "third")
        self.minus_log = MinusLogPlot(look)
        self.sum = SumView(look, "stage.sum")
        self.push = CheckBox(look, "stage.push", Type.SMALL)
        last = QStackedWidget()
        last.addWidget(self.minus_log)
        last.addWidget(self.sum)
        self._last = last
        self.cards = [
            Card(look, f"stage.card.{index}", body, accent)
            for index, (body, accent) in enumerate(
                (
                    (self.scores, "score"),
                    (self.second, "second"),
                    (self.third, "third"),
                    (last, "loss"),
                )
            )
        ]
        self.cards[0].add_corner(self.push)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, card in enumerate(self.cards):
            if index:
                row.addWidget(Arrow(look))
            row.addWidget(card, _USUAL)
        self._ranges: dict[str, Range] = {}
        self._classes: tuple[int, ...] = ()
        self._evaluation = session.evaluation
        self._in_hand = False
        for chart in (self.scores, self.second, self.third, self.sum):
            chart.hovered.connect(self.class_hovered)
            chart.hovered.connect(self.set_highlight)
        self.scores.chosen.connect(self._choose)
        self.push.chosen.connect(self._show_push)
        self.scores.began.connect(self._take)
        self.scores.ended.connect(self._let_go)
        self.scores.cancelled.connect(self._let_go)
        GestureLink(self.scores, session, self._edit_from)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _edit_from(self, moved: tuple[int, float]) -> Edit:
        """A dragged score is also the one whose what-if curve is shown: one edit, one step."""
        score = edits.set_score(self._session.state.view.example, *moved)
        choice = edits.choose_score(moved[0])
        return Edit(score.label, lambda state: choice.apply(score.apply(state)))

    def _take(self) -> None:
        self._in_hand = True

    def _let_go(self) -> None:
        self._in_hand = False

    def _choose(self, index: int) -> None:
        if index != self._session.state.view.score:
            self._session.edit(edits.choose_score(index))

    def _show_push(self, on: bool) -> None:
        self._session.edit(edits.show_gradient(on))

    def set_highlight(self, key: int | None) -> None:
        """Light the bars of class `key` (silent)."""
        for chart in (self.scores, self.second, self.third, self.sum):
            chart.set_highlight(key)

    def apply_look(self) -> None:
        """Take over texts."""
        far = self.look.room is Room.NO_RAIL
        self.push.set_words(tr("stage.push.short" if far else "stage.push"), tr("stage.push.tip"))
        for chart, key in (
            (self.scores, "stage.scores"),
            (self.second, "stage.second"),
            (self.third, "stage.third"),
        ):
            chart.setAccessibleName(tr(f"{key}.accessible"))
        self.scores.setToolTip(tr("stage.scores.tip"))
        self.show_evaluation(self._session.evaluation)

    # -- rendering ----------------------------------------------------------------------------

    def _share_room(self, pushes: ShownPushes | None, bars: int) -> None:
        """Give the scores more of the width where arrows need it."""
        count = 0 if pushes is None else len(pushes.by)
        more = _MORE * count
        if bars <= COLUMNS_AT_MOST:
            more = _FAR if count > 1 and self.look.mode is Mode.PROJECTOR else 0
        self._row.setStretch(0, _USUAL + more)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; ranges and the choice of classes hold while a gesture is under way."""
        self._evaluation = evaluation
        state, example = evaluation.state, evaluation.example
        held = self._session.document.in_gesture
        if not (held and self._classes and max(self._classes) < state.class_count):
            self._classes = shown_classes(example.scores, example.label, state.view.score)
        if not held:
            self._ranges.clear()
        self.push.set_on(state.view.gradient_arrows)
        stages = display_of(state.loss.active).stages(evaluation, self.look)
        self._show_scores(evaluation, stages)
        for place, chart, bars in ((1, self.second, stages.second), (2, self.third, stages.third)):
            self.cards[place].set_texts(bars.heading, bars.hint)
            self._show(chart, bars)
        self.cards[3].set_texts(stages.last_heading, tr("stage.loss.hint"))
        self._show_last(stages.last)

    def _show_scores(self, evaluation: Evaluation, stages: Stages) -> None:
        example = evaluation.example
        self.cards[0].set_texts(tr("stage.scores"), stages.scores_hint)
        pinned = evaluation.comparable_example
        then = None if pinned is None else pinned.scores
        # Room to drag the smallest scores both ways.
        bars = Bars("", "", example.scores, then, "max", span=(-1.0, 2.0))
        pushes = shown_pushes(evaluation)
        self._show(self.scores, bars, stages.threshold, pushes)
        self._share_room(pushes, len(self.scores.bars))

    def _show_last(self, last: Curve | Total) -> None:
        if isinstance(last, Total):
            self._last.setCurrentWidget(self.sum)
            self.sum.show_sum(last.text, last.sentences, last.shares, last.change)
            return
        points = [last.point] if last.pinned is None else [last.point, last.pinned]
        top = self.minus_log.natural_top(max(loss for _, loss in points))
        top = self._ranges.setdefault("minus_log", (0.0, top))[1]
        self._last.setCurrentWidget(self.minus_log)
        self.minus_log.show_loss(*last.point, top, last.pinned)

    def _show(
        self,
        chart: BarChart,
        shown: Bars,
        threshold: Threshold | None = None,
        pushes: ShownPushes | None = None,
    ) -> None:
        """Show some bars; of classes that are left out no text is written."""
        state, example = self._evaluation.state, self._evaluation.example
        bars = []
        for index in self._classes:
            name = words(state.classes[index])
            value = float(shown.values[index])
            before = None if shown.before is None else float(shown.before[index])
            exact = f"{name}: {numbers.exact(value)}"
            strong = index == example.label
            if index == shown.hidden:
                bars.append(Bar(index, name, None, "—", tr("stage.not_counted"), strong))
            else:
                text = shown.write(value if shown.of is None else float(shown.of[index]))
                bar = Bar(index, name, value, text, exact, strong)
                bars.append(_pushed(_beside(bar, value, before), pushes, [index]))
        rest = sorted({*range(state.class_count)} - {*self._classes})
        if rest:
            bar = self._bar_of_rest(shown.values, shown.rest, shown.before)
            bars.append(_pushed(bar, pushes, rest))
        self._fit_range(chart, bars, threshold, shown.span)
        chart.show_bars(
            tuple(bars),
            self._ranges[chart.objectName()],
            state.view.score,
            threshold,
            None if pushes is None else pushes.on(self._push_span(pushes, rest)),
            self._evaluation.pinned is not None,
        )

    def _bar_of_rest(self, values: FloatArray, rest: str, then: FloatArray | None) -> Bar:
        count = len(values) - len(self._classes)
        value = self._rest(values, rest)
        text = numbers.plain(value) if rest == "sum" else f"≤ {numbers.plain(value)}"
        exact = tr(f"stage.more.{rest}", count=count, value=numbers.exact(value))
        bar = Bar(MORE, tr("stage.more", count=count), value, text, exact)
        return _beside(bar, value, None if then is None else self._rest(then, rest))

    def _rest(self, values: FloatArray, rest: str) -> float:
        left = np.delete(values, self._classes)
        return float(left.sum() if rest == "sum" else left.max())

    def _push_span(self, pushes: ShownPushes, rest: list[int]) -> Range:
        """The axis of the arrows; during a gesture it only grows."""
        low, high = pushes.span(self._classes, rest)
        was_low, was_high = self._ranges.get("push", (low, high))
        self._ranges["push"] = min(low, was_low), max(high, was_high)
        return self._ranges["push"]

    def _fit_range(
        self, chart: BarChart, bars: list[Bar], threshold: Threshold | None, span: Range
    ) -> None:
        """Give the chart a range; during a gesture it only grows, and under a drag it holds.

        A score moved from elsewhere may not be drawn shorter than it is: nothing holds its bar.
        """
        key = chart.objectName()
        old = self._ranges.get(key)
        if old is not None and chart is self.scores and self._in_hand:
            return
        values = [v for bar in bars for v in (bar.value, bar.pinned) if v is not None]
        if threshold is not None:
            values.append(threshold.value)
        low, high = min(0.0, *span, *values), max(0.0, *span, *values)
        if high == low:
            high = 1.0
        if old is not None:
            low, high = min(low, old[0]), max(high, old[1])
        self._ranges[key] = (low, high)
