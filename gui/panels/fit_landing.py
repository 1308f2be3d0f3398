"""Where does one step land? L straight down the slope, before the step is taken."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core import edits
from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.fit.evaluated import ahead_of, is_quick_ahead, landing_of
from core.fit.landing import Landing
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.landing import LandingPlot
from gui.charts.curves.plot import Mark, Note
from gui.controls.card import Card
from gui.look.theme import Look, Type
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr

_POINTS = 41
_FEW_POINTS = 17
"""Where L takes longer to work out."""
_ROUNDING = 1e-6
"""Of L: a gain no larger than that is none to be drawn, and no tick could tell it."""
_BEYOND, _AT_MOST = 1.4, 10.0
"""How much further than where a step leads no lower the axis goes, in parts of the size that is
set at most: a line at its very foot could not be taken hold of."""
_MARK, _OVER = 11.0, 8.0
"""From its middle to its corners, the best step's mark; and from a point to its number."""
_STEEPEST = 9.0
"""In parts of what the best step gains: so far above now a landing is still to be seen."""


class LandingPanel(Card):
    """The card with the curve; drags of its line set the step size."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._landing: Landing | None = None
        self._next = 0.0
        self._end = 0.0
        self._curve: tuple[FloatArray, FloatArray] = (np.empty(0), np.empty(0))
        self.plot = LandingPlot(look)
        super().__init__(look, "landing", self.plot)
        GestureLink(self.plot, session, edits.set_step_size)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self.plot.setAccessibleName(tr("landing.heading"))
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the axes hold while the line is in the hand."""
        self._evaluation = evaluation
        self.set_texts(tr("landing.heading"), tr("landing.hint"))
        state = evaluation.state
        if evaluation.pending or not state.has_weights:
            return
        ahead, self._landing = ahead_of(evaluation), landing_of(evaluation)
        size = state.descent.step_size
        self._next = ahead.total(size)
        self._set_end(size, self._landing)
        sizes = np.linspace(0.0, self._end, _POINTS if is_quick_ahead(state) else _FEW_POINTS)
        totals = ahead.totals(sizes)
        self._curve = sizes, totals
        y_axis = self._y_axis(self._landing, totals)
        self.plot.set_axes(Axis(0.0, self._end, ticks.from_zero(self._end)), y_axis)
        landing, x_axis = self._landing, self.plot.x_axis
        higher = None if math.isinf(landing.level) else x_axis.share(landing.level)
        best = landing.best and (x_axis.share(landing.best[0]), y_axis.share(landing.best[1]))
        finite = np.where(np.isfinite(totals), totals, np.finfo(float).max)
        self.plot.show_curve(
            x_axis.unit(sizes), y_axis.unit(finite), y_axis.share(landing.now), higher, best
        )
        self.plot.show_line(min(size, self._end))
        self.plot.setAccessibleDescription(self._said(size, self._next))
        self.plot.set_reading(x_axis.unit(sizes), self._reading)
        self.plot.set_overlay(self._marks)

    def _set_end(self, size: float, landing: Landing) -> None:
        """Where the axis ends: with the size that is set and where a step leads no lower."""
        wanted = size * 1.15
        if landing.best is not None:
            level = landing.level if math.isfinite(landing.level) else 3.0 * landing.best[0]
            wanted = max(wanted, min(_BEYOND * level, _AT_MOST * size))
        held = self._session.document.in_gesture and self._end > 0.0
        if held and size <= self._end:
            return
        if not (wanted <= self._end <= 2.2 * wanted):
            self._end = ticks.round_up(wanted)

    def _y_axis(self, landing: Landing, totals: FloatArray) -> Axis:
        """From the lowest that is seen, or now, to where the step lands if that is no tower."""
        now = landing.now
        low = min(float(totals.min()), self._next, now)
        gain = now - low
        if gain <= _ROUNDING * abs(now):
            low, gain = now, 0.1 * max(abs(now), 1e-3)
        seen = self._next <= now + _STEEPEST * gain
        top = max(now + 1.5 * gain, self._next + 0.5 * gain if seen else now + 3.0 * gain)
        bottom = low - 0.35 * (top - low)
        step = ticks.covering(low, top, 3)[2]
        first, last = math.ceil(bottom / step) * step, math.floor(top / step) * step
        return Axis(bottom, top, ticks.between(first, last, step))

    def _marks(self) -> Iterator[Mark | Note]:
        landing, plot = self._landing, self.plot
        if landing is None:
            return
        size = self._evaluation.state.descent.step_size
        x_axis, y_axis = plot.x_axis, plot.y_axis
        now_y = y_axis.share(landing.now)
        small = Type.SMALL
        line = self.look.metrics(small).height() / max(1.0, plot.frame().height())
        level = 1.0 if math.isinf(landing.level) else min(1.0, x_axis.share(landing.level))
        top = 1.0 - line / 2
        if level > 0.3:
            yield Note(level - 0.01, top, tr("landing.lower"), "muted", small, "l", True, 4)
        if level < 0.7:
            yield Note(level + 0.01, top, tr("landing.higher"), "second", small, "r", True, 4)
        yield Mark(0.0, now_y)
        text = tr("landing.now", value=numbers.fixed(landing.now, 3))
        if x_axis.share(size) > 0.5:
            yield Note(0.0, now_y, text, "text", small, "rt", distance=6, framed=True)
        else:
            yield Note(1.0, now_y, text, "text", small, "lt", distance=6, framed=True)
        if landing.best is not None:
            yield self._best_note(*landing.best)
        else:
            yield Note(0.5, 0.5, tr("landing.nowhere"), "muted", small, "", framed=True)
        if size <= x_axis.high:
            yield from self._landing_marks(size, landing)

    def _best_note(self, size: float, total: float) -> Note:
        """The best step beside its mark, away from the line, or at the edge beyond which it is."""
        x_axis, y_axis = self.plot.x_axis, self.plot.y_axis
        text = tr("landing.best", size=numbers.three_digits(float(f"{size:.2g}")))
        x, y = x_axis.share(size), y_axis.share(total)
        if x > 1.0:
            return Note(1.0, 0.06, f"{text} →", "loss", Type.SMALL, "l", framed=True, distance=4)
        line = x_axis.share(self._evaluation.state.descent.step_size)
        near = abs(line - x) < 0.2
        side = "rb" if x < 0.15 or (near and line <= x and x < 0.7) else "lb" if near else "b"
        return Note(x, y, text, "loss", Type.SMALL, side, distance=9)

    def _landing_marks(self, size: float, landing: Landing) -> Iterator[Mark | Note]:
        """Where the step lands, what L is there, and by how much that is more or less than now."""
        x_axis, y_axis = self.plot.x_axis, self.plot.y_axis
        x = x_axis.share(size)
        finite = math.isfinite(self._next)
        y = y_axis.share(self._next) if finite else 2.0
        if y <= 1.0:
            yield Mark(x, max(0.0, y))
        inside = self._clear_of_now(min(0.78, max(0.08, y)), y_axis.share(landing.now))
        value = numbers.fixed(self._next, 3) if finite else "∞"
        text = tr("landing.next", value=value if y <= 1.0 else f"{value} ↑")
        width = self.look.width(text, Type.VALUE) / max(1.0, self.plot.frame().width())
        side = "l" if x > width + 0.04 else "r"
        gap = self._next - landing.now
        change = numbers.signed(gap, 3) if finite and gap else ""
        apart = side == "l" and x < 0.85
        right = change if apart else f"{text}  {change}" if side == "r" else ""
        inside = self._clear_of_best(inside, x, right, Type.LABEL if apart else Type.VALUE)
        note = Note(x, inside, text, "text", Type.VALUE, side + "t", framed=True, distance=8)
        yield note if apart else replace(note, change=change)
        if change and apart:
            role = "second" if gap > 0 else "third"
            yield Note(x, inside, change, role, Type.LABEL, "rt", framed=True, distance=8)

    def _clear_of_best(self, foot: float, x: float, text: str, kind: Type) -> float:
        """The foot of a number over a point and at its right: over the best step's mark, if there.

        That may stand close to the point.
        """
        landing, frame, px = self._landing, self.plot.frame(), self.look.px
        if landing is None or landing.best is None or not text:
            return foot
        size, total = landing.best
        across = (self.plot.x_axis.share(size) - x) * frame.width()
        up = (self.plot.y_axis.share(total) - foot) * frame.height()
        reach, high = px(_MARK), self.look.metrics(kind).height() + px(_OVER)
        beside = across + reach >= 0.0 and across - reach <= self.look.width(text, kind) + px(_OVER)
        if not beside or not -reach < up - px(_OVER) < high + reach:
            return foot
        return foot + max(0.0, up + reach + px(2) - px(_OVER)) / max(1.0, frame.height())

    def _clear_of_now(self, foot: float, now: float) -> float:
        """The foot of a number over a point: on the line of L now where that would cross it."""
        high = self.look.metrics(Type.VALUE).height() + self.look.px(8)
        crossed = 0.0 <= now - foot < high / max(1.0, self.plot.frame().height())
        return now if crossed and now < 0.85 else foot

    def _reading(self, index: int) -> str:
        sizes, totals = self._curve
        if index >= len(sizes):
            return ""
        return self._said(float(sizes[index]), float(totals[index]))

    @staticmethod
    def _said(size: float, total: float) -> str:
        value = numbers.exact(total) if math.isfinite(total) else "∞"
        return tr("landing.said", size=numbers.exact(size), total=value)
