"""Walk downhill: step by step, in a run and back, with L against the steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation
from core.fit.evaluated import safe_of
from core.fit.result import Fit
from core.fit.trace import Cut
from core.settings import STEP_LIMITS
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.history import History, HistoryPlot
from gui.charts.curves.plot import Mark, Note
from gui.controls.button import Button, Kind
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.mapping import Decades
from gui.controls.number_field import NumberField
from gui.controls.slider import ValueSlider
from gui.controls.steps import SIZE_STEPS
from gui.look.theme import Look, Type
from gui.panels.fit_lowest import Lowest
from gui.panels.fit_walker import Walker
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.actions import hint
from gui.words.translation import tr

_KEYS = {"back": "walk.back", "step": "walk.step", "run": "walk.run", "pause": "walk.run"}
_ROOM = 1.08
_LEAST = 10
"""Steps that the axis has room for at least."""


class WalkPanel(Card):
    """The card with the buttons, the step size, and the curve."""

    def __init__(self, look: Look, session: Session, walker: Walker) -> None:
        self._session = session
        self._walker = walker
        self._evaluation = session.evaluation
        self._best: Fit | None = None
        self._taken: list[tuple[float, float, float, bool]] = []
        self._ranges: tuple[float, tuple[float, float]] = (0.0, (0.0, 0.0))
        self.again = Button(look, "walk.again", glyph="first")
        self.back = Button(look, "walk.back", glyph="back")
        self.step = Button(look, "walk.step", Kind.FILLED, "step")
        self.run = Button(look, "walk.run", glyph="run")
        self.best = Button(look, "walk.best", glyph="diamond")
        right = Qt.AlignmentFlag.AlignRight
        self.count = Label(look, "walk.count", Type.STRONG, align=right)
        self.size_label = Label(look, "walk.size.label", Type.SMALL, "muted")
        self.size_slider = ValueSlider(
            look, "walk.size.slider", Decades(SIZE_STEPS.low, SIZE_STEPS.end), SIZE_STEPS, "loss"
        )
        self.field = NumberField(look, "walk.size.field", STEP_LIMITS, SIZE_STEPS, above=True)
        self.verdict = Label(look, "walk.verdict", Type.SMALL, "second")
        self.plot = HistoryPlot(look)
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._buttons, self._sizes = QHBoxLayout(), QHBoxLayout()
        for button in (self.again, self.back, self.step, self.run, self.best):
            self._buttons.addWidget(button)
        self._buttons.addWidget(self.count, 1)
        for widget, stretch in ((self.size_label, 0), (self.size_slider, 1), (self.field, 0)):
            self._sizes.addWidget(widget, stretch)
        self._rows.addLayout(self._buttons)
        self._rows.addLayout(self._sizes)
        self._rows.addWidget(self.verdict)
        self._rows.addWidget(self.plot, 1)
        self.lowest = Lowest(session, body)
        super().__init__(look, "walk", body)
        self._connect()

    def _connect(self) -> None:
        walker, session = self._walker, self._session
        self.lowest.found.connect(self._show_again)
        self.again.clicked.connect(walker.start_again)
        self.back.clicked.connect(walker.back)
        self.step.clicked.connect(walker.step)
        self.run.clicked.connect(walker.toggle)
        self.best.clicked.connect(self._take_best)
        self.field.committed.connect(self._size_typed)
        for widget in (self.size_slider, self.field):
            GestureLink(widget, session, edits.set_step_size)
        GestureLink(self.plot, session, self._edit_to)

    # -- what a person does -----------------------------------------------------------------------

    def _size_typed(self, size: float) -> None:
        self._session.take(self.field, edits.set_step_size(size))

    def _take_best(self) -> None:
        self._session.catch_up()  # what is known is of what is shown
        self._walker.take_best(self._best)

    def _edit_to(self, step: float) -> Edit:
        trace = self._walker.trace
        return self._walker.edit_to(trace.entries[trace.nearest(step)])

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        px = self.look.px
        self._rows.setSpacing(px(6))
        for row in (self._buttons, self._sizes):
            row.setSpacing(px(8))
        self.field.setFixedSize(px(100), self.look.target(34))
        self.size_label.set_text(tr("walk.size"), tr("walk.size.tip"))
        self.size_label.setFixedWidth(self.size_label.sizeHint().width())
        for widget in (self.size_slider, self.field):
            widget.set_words(tr("walk.size"), tr("walk.size.tip"))
        self.verdict.setFixedHeight(round(self.look.metrics(Type.SMALL).height()) + px(2))
        for label in (self.count,):
            label.setFixedHeight(px(38))
        self.again.set_words("", tr("walk.again.tip"))
        self.again.setAccessibleName(tr("walk.again"))
        self.plot.setAccessibleName(tr("walk.history"))
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` and the walk so far."""
        self._evaluation = evaluation
        if evaluation.pending:
            return
        state = evaluation.state
        proximal = self._is_proximal(evaluation)
        self.set_texts(tr("walk.heading"), tr("walk.hint.proximal" if proximal else "walk.hint"))
        if not state.has_weights:
            return
        self._best = self.lowest.of(evaluation)
        self._show_buttons()
        size = state.descent.step_size
        self.size_slider.set_number(size)
        self.field.set_number(size)
        safe = safe_of(evaluation)
        shown = safe is not None and SIZE_STEPS.low < safe < SIZE_STEPS.end
        self.size_slider.set_limit(safe if shown else None)
        self._say(safe)
        self._draw()

    def _show_again(self) -> None:
        self.show_evaluation(self._session.evaluation)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is looked for that nobody sees."""
        self.lowest.rest()
        super().hideEvent(event)

    @staticmethod
    def _is_proximal(evaluation: Evaluation) -> bool:
        kind, share = evaluation.state.penalty.kind, evaluation.state.penalty.l1_share
        return kind == "l1" or (kind == "elastic_net" and share > 0.0)

    def _show_buttons(self) -> None:
        walker = self._walker
        now = walker.trace.now
        kind = "pause" if walker.running else "run"
        for button, key in ((self.back, "back"), (self.step, "step"), (self.run, kind)):
            tip = tr(f"walk.{key}.tip", key=hint(_KEYS[key]))
            button.set_words(tr(f"walk.{key}"), tip)
        self.run.set_glyph(kind)
        none = self._best is not None and self._best.reason is not None
        tip = "walk.best.tip"
        if none and self._best is not None and self._best.reason is not None:
            tip = f"walk.best.{self._best.reason.value}"
        self.best.set_words(tr("walk.best"), tr(tip))
        self.best.setEnabled(not none)
        self.back.setEnabled(walker.trace.back is not None)
        self.count.set_text(tr("walk.count", count=f"{now.step if now else 0:,}"))

    def _say(self, safe: float | None) -> None:
        """What became of the last run, else up to which step size every step falls."""
        verdict = self._walker.verdict
        if verdict:
            text = tr(f"walk.verdict.{verdict}")
        elif safe is None:
            text = tr("walk.safe.none")
        elif np.isinf(safe):
            text = tr("walk.safe.any")
        else:
            text = tr("walk.safe", size=numbers.three_digits(_rounded_down(safe)))
        exact = "" if safe is None or verdict else numbers.exact(safe)
        self.verdict.set_text(text, exact or text)
        size = self._evaluation.state.descent.step_size
        warns = verdict not in {"", "settled"} or (safe is not None and size > safe)
        self.verdict.set_style(Type.SMALL, "second" if warns else "muted")

    def _draw(self) -> None:
        trace = self._walker.trace
        entries = trace.entries
        if not entries:
            return
        steps, totals = trace.curve()
        lowest = self._best.total if self._best is not None and self._best.minimum else None
        self._set_axes(steps, totals, lowest)
        x_axis, y_axis = self.plot.x_axis, self.plot.y_axis
        self._taken = self._sizes_taken()
        cuts = [place for place, entry in enumerate(entries) if entry.cut]
        x, y = x_axis.unit(steps), y_axis.unit(totals)
        ends = [0, *cuts, len(entries)]
        stretches = [(x[left:right], y[left:right]) for left, right in pairwise(ends)]
        self.plot.show_history(
            History(
                [one for one in stretches if len(one[0])],
                [(left, right) for left, right, _, other in self._taken if other],
                [float(x[place]) for place in cuts if entries[place].cut is Cut.OTHER],
                None if lowest is None else y_axis.share(lowest),
            )
        )
        now = trace.now
        self.plot.show_line(float(now.step if now else 0))
        self.plot.setEnabled(len(entries) > 1)
        self.plot.setAccessibleDescription(
            tr("walk.said", count=now.step if now else 0, total=numbers.exact(self._total()))
        )
        self.plot.set_reading(x, self._reading)
        self.plot.set_overlay(self._marks)

    def _total(self) -> float:
        return self._evaluation.total

    def _sizes_taken(self) -> list[tuple[float, float, float, bool]]:
        """Stretches of one step size: from where to where, the size, and whether it is shaded."""
        found: list[tuple[float, float, float, bool]] = []
        end = self.plot.x_axis.high
        right = 0.0
        for entry in self._walker.trace.entries:
            left, right = right, entry.step / end
            if not entry.size or right <= left:
                continue
            if found and found[-1][2] == entry.size:
                found[-1] = (found[-1][0], right, entry.size, found[-1][3])
            else:
                found.append((left, right, entry.size, bool(found) and not found[-1][3]))
        return found

    def _set_axes(self, steps: np.ndarray, totals: np.ndarray, lowest: float | None) -> None:
        """Ranges with room to grow: they change seldom, and not while the hand is on something."""
        last, now = float(steps[-1]), self._total()
        finite = totals[np.isfinite(totals)]
        values = [*finite.tolist(), *([now] if np.isfinite(now) else [])]
        values += [] if lowest is None else [lowest]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        end, (bottom, top) = self._ranges
        held = self._session.document.in_gesture
        if last > end or (not held and 3.0 * max(last, _LEAST) < end) or not end:
            end = ticks.round_up(max(_LEAST, last * _ROOM))
        spread = (high - low) or max(abs(high), 1.0)
        if low < bottom or high > top or (not held and spread < 0.4 * (top - bottom)):
            bottom, top, _ = ticks.covering(low, low + spread, 3)
        self._ranges = end, (bottom, top)
        step = ticks.covering(bottom, top, 3)[2]
        self.plot.set_axes(
            Axis(0.0, end, ticks.from_zero(end)),
            Axis(bottom, top, ticks.between(bottom, top, step)),
        )

    def _marks(self) -> Iterator[Mark | Note]:
        now, plot = self._walker.trace.now, self.plot
        if now is None:
            return
        x = plot.share_of(now.step)
        if self._best is not None and self._best.minimum:
            y = plot.y_axis.share(self._best.total)
            value = numbers.fixed(self._best.total, 3)
            equals = "" if self._best.exact else "≈ "
            text = tr("walk.lowest", value=equals + value)
            line = self.look.metrics(Type.SMALL).height() / max(1.0, plot.frame().height())
            below = y > 1.6 * line  # no curve comes there
            side = "b" if below else "t"
            # Over the line it leaves the left end to the number at the marker.
            at, side = (0.98, "l" + side) if side == "t" and x <= 0.5 else (0.02, "r" + side)
            yield Note(at, y, text, "loss", Type.SMALL, side, framed=not below, distance=3)
        elif self._best is None:
            yield Note(0.98, 0.9, tr("walk.lowest.sought"), "muted", Type.SMALL, "l")
        taken = self._taken
        if len(taken) > 1 or (taken and taken[0][2] != self._evaluation.state.descent.step_size):
            for left, right, size, other in taken:
                role = "second" if other else "muted"
                width = self.look.width(f"η = {size:g}", Type.SMALL) / max(
                    1.0, plot.frame().width()
                )
                if right - left > width + 0.02:
                    text = f"η = {numbers.three_digits(size)}"
                    yield Note((left + right) / 2, 0.95, text, role, Type.SMALL, "")
        y = min(1.0, max(0.0, plot.y_axis.share(self._total())))
        yield Mark(x, y)
        text = tr("walk.now", value=numbers.fixed(self._total(), 3))
        side = ("l" if x > 0.5 else "r") + ("t" if y < 0.8 else "b")
        yield Note(x, y, text, "text", Type.VALUE, side, framed=True, distance=10)

    def _reading(self, index: int) -> str:
        entries = self._walker.trace.entries
        if index >= len(entries):
            return ""
        entry = entries[index]
        said = [tr("walk.said", count=entry.step, total=numbers.exact(entry.total))]
        if entry.size:
            said.append(f"η = {numbers.exact(entry.size)}")
        if entry.cut:
            said.append(tr(f"walk.cut.{entry.cut.value}"))
        return "\n".join(said)


def _rounded_down(value: float) -> float:
    """A limit with three digits that is no larger than the true one."""
    power = 10.0 ** (np.floor(np.log10(value)) - 2)
    return float(np.floor(value / power * (1 + 1e-12)) * power)
