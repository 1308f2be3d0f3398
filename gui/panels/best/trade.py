"""What does λ buy? The data loss of the best W, on its own examples and on others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from core import edits
from core.arrays import FloatArray
from core.fit.course import Course, Worth
from core.fit.table import Table
from core.losses import LOSSES
from core.state import State
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.names import LossNames, Named
from gui.charts.curves.plot import Mark, Note
from gui.charts.curves.trade import TradePlot
from gui.controls.button import Button
from gui.controls.pinned import change_text, with_pinned
from gui.look.theme import Look, Type
from gui.panels.best.over_strength import OverStrengthCard
from gui.session import Session
from gui.words import numbers
from gui.words.translation import tr

_SHARE, _SEED = 0.5, 3
"""What the button holds out; the seed stands in the step's name and can be chosen elsewhere."""
_OVER = 4.0
"""So many times the lowest loss are in view."""
_STEPS_DOWN, _LOOKED_AT = 6, 16
"""How many places what is wrong at an end may take, and in how many points curves are asked."""
_NOTHING = 1e-8
"""In parts of what W = 0 loses: what is left of a loss of 0 where it is found but nearly."""


class TradePanel(OverStrengthCard):
    """The card with the two curves; its line sets λ, its button holds examples out."""

    def __init__(self, look: Look, session: Session) -> None:
        self._complete = False
        self.plot = TradePlot(look)
        self._names = LossNames(self.plot)
        # Shown without a parent it would open a window of its own.
        self.hold_out = Button(look, "trade.hold_out", parent=self.plot)
        super().__init__(look, session, "trade", self.plot, self.hold_out)
        self.hold_out.clicked.connect(self._hold_out)
        self.plot.said_at = self._reading

    def _hold_out(self) -> None:
        self._session.edit(edits.split(_SHARE, _SEED))

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        self.hold_out.set_words(tr("trade.hold_out"), tr("trade.hold_out.tip"))
        super().apply_look()

    def show_course(self, state: State, course: Course, table: Table) -> None:
        """Show what the best W is worth for each λ, and at the line."""
        hint = "trade.hint" if state.has_held_out else "trade.hint.alone"
        self.set_texts(tr("trade.heading"), tr(hint if course.priced else "path.hint.none"))
        self.hold_out.setVisible(not state.has_held_out)
        self._complete = course.complete
        self._draw(table)
        self.plot.show_line(state.penalty.strength)
        self.plot.setAccessibleDescription(self._said(state.penalty.strength, self._worth))
        self.plot.set_overlay(self._marks)

    def _draw(self, table: Table) -> None:
        y_axis = self._axis_for(table)
        drawn = (table, y_axis, self.plot.x_axis_of(), self._complete)
        if drawn != self._drawn:
            self._drawn, self._y_axis = drawn, y_axis
            x = np.array(self.plot.shares_of(table.strengths))
            # While λ are missing nobody knows where it is lowest.
            lowest = table.lowest if self._complete else None
            self.plot.show_curves(x, table.data, table.held_out, lowest, y_axis)

    def natural_axis(self, table: Table) -> Axis:
        """From 0 to well over the lowest loss; a loss that is much higher leaves the frame."""
        losses = [one for one in (table.data, table.held_out) if one is not None and one.size]
        most = max((float(one.max()) for one in losses), default=0.0)
        state = self._evaluation.state
        charged_by = LOSSES[state.loss.active].from_settings(state.loss)
        if most <= _NOTHING * charged_by.knows_nothing(state.class_count):
            return Axis(0.0, 1.0, ticks.from_zero(1.0))
        wanted = _OVER * float(losses[-1].min())
        if self._worth is not None and self._worth.fit.minimum:
            now = max(self._worth.data, self._worth.held_out or 0.0)
            wanted = max(wanted, 1.25 * now)
        top = ticks.round_up(min(1.05 * most, max(wanted, 0.25 * most)))
        return Axis(0.0, top, ticks.from_zero(top))

    # -- names and points -------------------------------------------------------------------------

    def _marks(self) -> Iterator[Mark | Note]:
        table, worth, then = self._table, self.best_now, self._then
        if table is None or not table.strengths.size:
            return
        yield from self._sides()
        named = [*self._lowest(table), *(() if worth is None else self._now(worth, then))]
        curves, upright = self.plot.curves(), [self.plot.line_share]
        pinned = self._pinned_strength(self._evaluation)
        if pinned is not None:
            upright.append(self.plot.share_of(pinned))
            for loss in _losses(then):
                y = 2.0 if loss is None else self.plot.y_axis.share(loss)
                if y <= 1.0:
                    yield Mark(upright[-1], y, "pin", 12, hollow=True)
        held = self._session.document.in_gesture
        yield from self._names.place(named, curves, upright, (), held=held)
        for one in named:
            if one.key != "lowest":
                role = "loss" if one.key == "held_out" else "loss_fill"
                yield Mark(one.x, min(1.0, one.y), role)

    def _sides(self) -> Iterator[Note]:
        """What is wrong with λ at either end, in the corners or as far below as no curve goes."""
        frame, look = self.plot.frame(), self.look
        wide, high = max(1.0, frame.width()), max(1.0, frame.height())
        line = look.metrics(Type.SMALL).height() / high
        heights = [1.0 - look.px(26) / high - 1.1 * line * step for step in range(_STEPS_DOWN)]
        for x, way, text in ((0.03, 1, tr("trade.free")), (0.99, -1, tr("trade.stiff"))):
            end = x + way * look.width(text, Type.SMALL) / wide
            y = clear_height(self.plot.curves().values(), (x, end), heights, 0.6 * line)
            if y is not None:
                side = "r" if way > 0 else "l"
                yield Note(x, y, text, "muted", Type.SMALL, side, framed=True, distance=0)

    def _now(self, worth: Worth, then: Worth | None) -> Iterator[Named]:
        """The losses at the line, and how far they have come since the pin."""
        was = _losses(then)
        x, y_of = self.plot.line_share, self.plot.y_axis.share
        about = "" if worth.fit.exact else "≈ "
        side = "r" if x < 0.5 else "l"
        if worth.held_out is not None:
            text = tr("trade.held_out", value=about + _three(worth.held_out))
            y, change = y_of(worth.held_out), _change(worth.held_out, was[1])
            yield Named("held_out", x, y, text, change, "loss", Type.VALUE, side + "t")
        text = tr("trade.training", value=about + _three(worth.data))
        y, change = y_of(worth.data), _change(worth.data, was[0])
        yield Named("training", x, y, text, change, "muted", Type.SMALL, side + "b")

    def _lowest(self, table: Table) -> Iterator[Named]:
        index, at = table.lowest, self.plot.lowest
        if index is None or at is None or table.held_out is None:
            return
        value = _three(float(table.held_out[index]))
        strength = numbers.three_digits(float(table.strengths[index]))
        text = tr("trade.lowest", value=value, strength=strength)
        shorter = tr("trade.lowest.short", value=value, strength=strength), value
        side = "ltc" if at[0] > 0.5 else "rtc"
        yield Named("lowest", *at, text, "", "loss", Type.LABEL, side, shorter)

    # -- what is said -----------------------------------------------------------------------------

    def _reading(self, index: int) -> str:
        table = self._table
        if table is None or index >= len(table.strengths):
            return ""
        held_out = None if table.held_out is None else float(table.held_out[index])
        return self._lines(float(table.strengths[index]), float(table.data[index]), held_out)

    def _said(self, strength: float, worth: Worth | None) -> str:
        if worth is None or not worth.fit.minimum:
            return ""
        return self._lines(strength, worth.data, worth.held_out, self._then)

    @staticmethod
    def _lines(
        strength: float, data: float, held_out: float | None, then: Worth | None = None
    ) -> str:
        was = _losses(then)
        lines = [tr("strength.reading.strength", value=numbers.exact(strength))]
        told = tr("trade.training", value=numbers.exact(data))
        lines.append(with_pinned(told, data, was[0], 3))
        if held_out is not None:
            told = tr("trade.held_out", value=numbers.exact(held_out))
            lines.append(with_pinned(told, held_out, was[1], 3))
        return "\n".join(lines)


def _losses(worth: Worth | None) -> tuple[float | None, float | None]:
    """Of its own examples and of the others, as far as there are any."""
    return (None, None) if worth is None else (worth.data, worth.held_out)


def _change(now: float, then: float | None) -> str:
    return change_text(now, then, 3)


def _three(value: float) -> str:
    return numbers.fixed(value, 3)


def clear_height(
    curves: Iterable[tuple[FloatArray, FloatArray]],
    ends: tuple[float, float],
    heights: Sequence[float],
    reach: float,
) -> float | None:
    """The first of `heights` from which no curve between `ends` is nearer than `reach`."""
    across = np.linspace(min(ends), max(ends), _LOOKED_AT)
    spans = []
    for xs, ys in curves:
        seen = np.isfinite(xs) & np.isfinite(ys)
        if seen.any() and xs[seen][0] <= across[-1] and xs[seen][-1] >= across[0]:
            at = np.interp(across, xs[seen], ys[seen])
            spans.append((float(at.min()) - reach, float(at.max()) + reach))
    clear = (y for y in heights if not any(low < y < high for low, high in spans))
    return next(clear, None)
