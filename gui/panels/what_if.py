"""What if this score changes? The example's loss as a function of the chosen score."""

from __future__ import annotations

import html
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation, ExampleEvaluation, WhatIf
from core.settings import LossSettings
from core.state import LOSS_KEYS
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.inset import Inset
from gui.charts.curves.lines import LinePlot
from gui.charts.curves.names import LossNames, Named
from gui.charts.curves.plot import Mark, Note
from gui.controls.card import Card
from gui.controls.pinned import WIDTH, change_text, with_pinned
from gui.controls.steps import SCORE_STEPS
from gui.look.theme import Look, Type
from gui.losses import display_of
from gui.panels.beside import BesideChoice
from gui.panels.closer_look import CloserLook
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr, words

_YARDSTICK = "softmax"
"""It rises by one with a score, however many classes there are: other losses may leave the plot."""


class WhatIfPlot(LinePlot):
    """Losses over one score, their present points, and where the loss is satisfied."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "what_if.plot", "score", SCORE_STEPS)
        self.zone = QGraphicsRectItem()
        self.zone.setZValue(-10)
        self.curves = {key: pg.PlotCurveItem(antialias=True) for key in LOSS_KEYS}
        self.pinned = {key: pg.PlotCurveItem(antialias=True) for key in LOSS_KEYS}
        for item in (self.zone, *self.curves.values(), *self.pinned.values()):
            self.addItem(item, ignoreBounds=True)
        self._active = LOSS_KEYS[0]
        self.apply_look()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        look = self.look
        self.zone.setBrush(look.color("satisfied"))
        self.zone.setPen(Qt.PenStyle.NoPen)
        dashes = look.pen("loss", 1.8, Qt.PenStyle.CustomDashLine)
        dashes.setDashPattern([4, 3])
        for key, curve in self.curves.items():
            active = key == self._active
            curve.setPen(look.pen("loss", 3.6) if active else dashes)
            curve.setZValue(2 if active else 1)
            pen = look.pen("pin", WIDTH)
            if not active:
                pen.setDashPattern([4, 3])
            self.pinned[key].setPen(pen)
            self.pinned[key].setZValue(3)

    def set_active(self, key: str) -> None:
        """Draw this loss strongly and the other dashed."""
        if key != self._active:
            self._active = key
            self.apply_look()

    def point_read(self, index: int) -> tuple[float, float]:
        """The point of the active curve that is being read, in unit coordinates."""
        x, y = self.curves[self._active].getData()
        return float(x[index]), float(y[index])


class WhatIfPanel(Card):
    """The card with the plot; drags of its line set the chosen score."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self.plot = WhatIfPlot(look)
        self._names = LossNames(self.plot)
        self._closer = CloserLook(self.plot)
        self._axes: tuple[Axis, Axis] | None = None
        self._sweep: WhatIf | None = None
        self._shown: tuple[str, ...] = ()
        self._zone_name = ""
        self._drawn: tuple[object, ...] = ()
        self._painted: tuple[object, ...] = ()
        self._evaluation = session.evaluation
        self.beside = BesideChoice(look, session, "what_if.beside")
        self.beside.setParent(self.plot)  # showing it without a parent would open a window
        super().__init__(look, "what_if", self.plot)
        self.add_corner(self.beside)
        GestureLink(self.plot, session, self._edit_from)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self.plot.setToolTip("")
        self.plot.setAccessibleName(tr("what_if.heading"))
        self._painted = ()  # its words are said anew
        self.show_evaluation(self._session.evaluation)

    def _edit_from(self, value: float) -> Edit:
        view = self._session.state.view
        return edits.set_score(view.example, view.score, value)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; ranges hold while a gesture is under way."""
        self._evaluation = evaluation
        state = evaluation.state
        view, active = state.view, state.loss.active
        # A long name must not push the end of the sentence, or the next card, out of the window.
        name = self.look.metrics(Type.SMALL).elidedText(
            words(state.classes[view.score]), Qt.TextElideMode.ElideRight, self.look.px(120)
        )
        name = html.escape(name)
        self.set_texts(tr("what_if.heading"), tr("what_if.hint", name=f"<b>{name}</b>"))
        self.beside.show_state(state)
        self.beside.setVisible(view.compare_losses)
        if self._axes is None or not self._session.document.in_gesture:
            self._axes = self._natural_axes(evaluation)
        x_axis, y_axis = self._axes
        example, current = evaluation.example, float(evaluation.landmarks[0])
        pinned = evaluation.comparable_example
        self.plot.set_active(active)
        shown = state.side_by_side if view.compare_losses else (active,)
        made_of = _made_of(example, state.loss, view.score)
        before = then = None
        if pinned is not None and evaluation.pinned is not None:
            before = _made_of(pinned, evaluation.pinned.state.loss, view.score)
            then = float(pinned.scores[view.score])
        drawn = (x_axis, y_axis, shown, active, view.score, made_of, before)
        if drawn != self._drawn:
            self._drawn = drawn
            self._shown = shown
            moved = before is not None and before != made_of
            self._draw_curves(evaluation, moved, x_axis, y_axis)
        self.plot.set_axes(x_axis, y_axis)
        self.plot.show_line(current)
        self.plot.show_pinned(None if then == current else then)
        # λ and its penalty move nothing here: their drags need not paint this plot.
        # Names that kept near their places in a drag find new ones at its end.
        painted = (drawn, current, then, self._session.document.in_gesture)
        if painted != self._painted:
            self._painted = painted
            losses = None if pinned is None else pinned.losses
            self.plot.setAccessibleDescription(self._said(current, example.losses, losses))
            self.plot.set_overlay(self._marks)

    def _natural_axes(self, evaluation: Evaluation) -> tuple[Axis, Axis]:
        marks, keys = evaluation.landmarks, evaluation.state.side_by_side
        losses = [evaluation.example.losses[key] for key in keys]
        pinned = evaluation.comparable_example
        if pinned is not None:
            marks = np.append(marks, pinned.scores[evaluation.state.view.score])
            losses += [pinned.losses[key] for key in keys]
        first, last = float(marks.min()), float(marks.max())
        # Among huge scores a step of one is lost in rounding: there it is a thousand of theirs.
        finest = math.ulp(max(abs(first), abs(last)))
        reach = max(8.0, (last - first) * 1.2, 1024 * finest)
        low, high, step = ticks.covering(first - reach * 0.4, last + reach * 0.6, 5)
        # A convex loss is highest at an end.
        chosen, losses_at = evaluation.state.view.score, evaluation.example.losses_at
        there = (losses_at(chosen, end, [_YARDSTICK]).values() for end in (low, high))
        top = ticks.round_up(max(1.0, 1.25 * max(losses), *itertools.chain(*there)))
        return (
            Axis(low, high, ticks.between(low, high, step)),
            Axis(0.0, top, ticks.from_zero(top)),
        )

    def _draw_curves(self, evaluation: Evaluation, moved: bool, x_axis: Axis, y_axis: Axis) -> None:
        """Draw the curves, and the pinned ones too if they have `moved` since."""
        self._sweep = sweep = evaluation.what_if(x_axis.low, x_axis.high)
        before = evaluation.pinned_what_if(x_axis.low, x_axis.high) if moved else None
        shown, at = self._shown, x_axis.unit(sweep.values)
        for key, curve in self.plot.curves.items():
            thin = self.plot.pinned[key]
            curve.setVisible(key in shown)
            thin.setVisible(before is not None and key in shown)
            if key not in shown:
                continue
            curve.setData(at, y_axis.unit(sweep.losses[key]))
            if before is not None:
                thin.setData(x_axis.unit(before.values), y_axis.unit(before.losses[key]))
        zone = self._zone_of(sweep)
        self.plot.zone.setVisible(zone is not None)
        if zone is not None:
            low, high = x_axis.unit(np.clip(np.array(zone), x_axis.low, x_axis.high))
            self.plot.zone.setRect(low, 0.0, high - low, 1.0)
        self.plot.redraw()
        self.plot.set_reading(at, self._reading)

    def _zone_of(self, sweep: WhatIf) -> tuple[float, float] | None:
        """Where the loss in force is 0, or the other one if this one never is."""
        active = self._evaluation.state.loss.active
        for key in sorted(self._shown, key=lambda key: key != active):
            if display_of(key).reaches_zero:
                self._zone_name = display_of(key).short
                return sweep.satisfied[key]
        return None

    def _marks(self) -> Iterator[Mark | Note | Inset]:
        """The zone's name, then the present losses, clear of each other and of the curves."""
        zone = list(self._zone_note()) if self.plot.zone.isVisible() else []
        evaluation = self._evaluation
        pinned = evaluation.comparable_example
        x, y_of = self.plot.share_of(float(evaluation.landmarks[0])), self.plot.y_axis.share
        heights = {key: min(1.0, y_of(evaluation.example.losses[key])) for key in self._shown}
        curves = {key: self.plot.curves[key].getData() for key in self._shown}
        upright = [x]
        if pinned is not None:
            upright.append(self.plot.share_of(float(pinned.scores[evaluation.state.view.score])))
            thin = self.plot.pinned.items()
            curves |= {f"pinned {k}": one.getData() for k, one in thin if one.isVisible()}
        held = self._session.document.in_gesture
        value, losses = float(evaluation.landmarks[0]), evaluation.example.losses
        present = {key: losses[key] for key in self._shown}
        widest = max(self.look.width(self._text_of(key), Type.VALUE) for key in self._shown)
        part = self._closer.part(value, present, curves, upright, zone, widest, held=held)
        yield from (note for note in zone if part is None or not self._closer.hides(part, note))
        inside: list[Note] = []
        if part is not None:
            near = part.x_axis.share(value)
            close = {key: part.y_axis.share(loss) for key, loss in present.items()}
            yield self._closer.inset(part, near, self._pens(), self._zone_shown())
            named = list(self._named(near, close, pinned, part.frame.height()))
            inside = self._closer.names(part, named, held=held)
            yield from inside
            yield from (self._closer.mark(part, mark) for mark in self._points(near, close))
        if not inside:
            names = self._named(x, heights, pinned, self.plot.frame().height())
            boxes = () if part is None else (part.box,)
            yield from self._names.place(names, curves, upright, zone, boxes, held=held)
        if pinned is not None:
            yield from self._pinned_marks(pinned)
        yield from self._points(x, heights)

    def _points(self, x: float, heights: dict[str, float]) -> Iterator[Mark]:
        """The present losses as points, that of the loss in force over the other."""
        active = self._evaluation.state.loss.active
        for key in sorted(heights, key=lambda key: key == active):
            size = 17 if key == active else 12
            yield Mark(x, heights[key], size=size, hollow=key != active)

    def _pens(self) -> dict[str, QPen]:
        """Of each curve, by the name that it has among them."""
        plot = self.plot
        pens = {key: curve.opts["pen"] for key, curve in plot.curves.items()}
        return pens | {f"pinned {key}": thin.opts["pen"] for key, thin in plot.pinned.items()}

    def _zone_shown(self) -> tuple[float, float] | None:
        rect = self.plot.zone.rect()
        return (rect.left(), rect.right()) if self.plot.zone.isVisible() else None

    def _named(
        self, x: float, heights: dict[str, float], pinned: ExampleEvaluation | None, room: float
    ) -> Iterator[Named]:
        """The present losses at their points, the lower one first, in so much height."""
        evaluation = self._evaluation
        losses, view = evaluation.example.losses, evaluation.state.view
        line = self.look.metrics(Type.VALUE).height() / max(1.0, room)
        # Upward on the side to which the curves fall, and downward on the other, there are none.
        # Close to the axis there is no room below, and the names stand on one another.
        free = "r" if evaluation.example.label == view.score else "l"
        other = {"r": "l", "l": "r"}[free]
        low = min(heights.values()) < 1.6 * line
        for place, (key, y) in enumerate(sorted(heights.items(), key=lambda item: item[1])):
            below = place == 0 and len(heights) > 1 and not low
            side = other if below else free
            side = "r" if x < 0.2 else "l" if x > 0.8 else side
            active = key == evaluation.state.loss.active
            role, kind = ("text", Type.VALUE) if active else ("muted", Type.FIGURE)
            text = self._text_of(key)
            change = "" if pinned is None else change_text(losses[key], pinned.losses[key])
            yield Named(key, x, y, text, change, role, kind, side + "tb"[below])

    def _text_of(self, key: str) -> str:
        """A loss and its name."""
        return f"{display_of(key).short} {numbers.fixed(self._evaluation.example.losses[key])}"

    def _pinned_marks(self, pinned: ExampleEvaluation) -> Iterator[Mark]:
        """The pinned losses over the pinned score, hollow, where they are others than now."""
        evaluation = self._evaluation
        score = evaluation.state.view.score
        then, now = float(pinned.scores[score]), float(evaluation.landmarks[0])
        for key in self._shown:
            loss = pinned.losses[key]
            if then != now or change_text(evaluation.example.losses[key], loss):
                y = min(1.0, self.plot.y_axis.share(loss))
                yield Mark(self.plot.share_of(then), y, "pin", 12, hollow=True)

    def _zone_note(self) -> Iterator[Note]:
        """The zone's name in the widest part that the lines leave of it, if it fits there."""
        zone, frame = self.plot.zone.rect(), self.plot.frame()
        lines = [float(self._evaluation.landmarks[0])]
        pinned = self._evaluation.comparable_example
        if pinned is not None:
            lines.append(float(pinned.scores[self._evaluation.state.view.score]))
        shares = (min(max(self.plot.share_of(line), zone.left()), zone.right()) for line in lines)
        edges = sorted((zone.left(), *shares, zone.right()))
        low, high = max(pairwise(edges), key=lambda part: part[1] - part[0])
        for key in ("what_if.zone", "what_if.zone_short"):
            text = tr(key, name=self._zone_name)
            width = self.look.metrics(Type.SMALL).horizontalAdvance(text) + self.look.px(8)
            if width <= (high - low) * frame.width():
                yield Note((low + high) / 2, 1.0, text, "muted", Type.SMALL, "b")
                return

    def _reading(self, index: int) -> str:
        if self._sweep is None:
            return ""
        sweep = self._sweep
        # Spacing the sweep leaves 1.2000000000000002 where 1.2 is meant.
        score = float(f"{sweep.values[index]:.15g}")
        example, pinned = self._evaluation.example, self._evaluation.comparable_example
        chosen = self._evaluation.state.view.score
        losses = example.losses_at(chosen, score, self._shown)
        then = None if pinned is None else pinned.losses_at(chosen, score, self._shown)
        return self._said(score, losses, then)

    def _said(self, score: float, losses: dict[str, float], then: dict[str, float] | None) -> str:
        lines = [tr("what_if.reading.score", value=numbers.exact(score))]
        for key in self._shown:
            loss = numbers.exact(losses[key])
            line = f"{display_of(key).short} {loss}"
            lines.append(with_pinned(line, losses[key], None if then is None else then[key]))
        return "\n".join(lines)


def _made_of(example: ExampleEvaluation, loss: LossSettings, chosen: int) -> tuple[object, ...]:
    """What the curves follow from.

    The score that is swept has no part in them: while it is dragged they stay.
    """
    settings = replace(loss, active="softmax", sum_over_examples=False)
    return settings, example.label, np.delete(example.scores, chosen).tobytes()
