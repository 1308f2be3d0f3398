"""Which weights are worth their price? Each weight of the best W against λ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.fit.course import Course, Worth
from core.fit.table import Table
from core.state import State
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.weight_paths import Weight, WeightPaths, WeightPathsPlot
from gui.controls.button import Button
from gui.look.theme import Look
from gui.panels.best.finder import Finder
from gui.panels.best.over_strength import OverStrengthCard
from gui.panels.best.words import sure_text, weight_name, zeros_text
from gui.session import Session
from gui.words import numbers
from gui.words.translation import tr

_AT_MOST = 120
"""So many curves are drawn, those of the largest weights."""
_NAMED = 24
"""Of more curves none has a name, nor a mark at the line."""
_IN_VIEW = 1e-3
"""In parts of the upper end of λ: from there on no curve leaves the frame."""


class PathPanel(OverStrengthCard):
    """The card with the curves; its line sets λ."""

    def __init__(self, look: Look, session: Session, finder: Finder) -> None:
        self._finder = finder
        self.plot = WeightPathsPlot(look)
        self.rest = Button(look, "path.rest")
        super().__init__(look, session, "path", self.plot, self.rest)
        self.rest.clicked.connect(self._stop_or_go_on)
        self.plot.said_at = self._reading

    def _stop_or_go_on(self) -> None:
        if self._finder.given_up:
            self._finder.go_on()
        else:
            self._finder.give_up()

    def set_highlight_weight(self, weight: Weight | None) -> None:
        """Light the curve of a weight (silent)."""
        self.plot.light(weight)

    def show_course(self, state: State, course: Course, table: Table) -> None:
        """Show the weights of the best W, and those at the line."""
        self.set_texts(tr("path.heading"), self._hint_of(state, course))
        self._show_button(course)
        self._draw(state, table)
        self.plot.show_line(state.penalty.strength)
        self._show_now()
        self.plot.setAccessibleDescription(self._said(state))

    def _hint_of(self, state: State, course: Course) -> str:
        known, wanted = course.path.count, len(course.path.strengths)
        if not course.priced:
            return tr("path.hint.none")
        if not course.quick and known < wanted:
            key = "path.stopped" if self._finder.given_up else "path.finding"
            return tr(key, known=f"{known:,}", wanted=f"{wanted:,}")
        if course.given.penalty.shares[0] == 0.0:
            return tr("path.hint.l2")
        return tr("path.hint")

    def _show_button(self, course: Course) -> None:
        self.rest.setVisible(not (course.quick or course.complete))
        key = "go_on" if self._finder.given_up else "stop"
        self.rest.set_words(tr(f"path.{key}"), tr(f"path.{key}.tip"))

    def _draw(self, state: State, table: Table) -> None:
        y_axis = self._axis_for(table)
        drawn = (table, y_axis, state.classes, state.feature_names, self.plot.x_axis_of())
        if drawn == self._drawn:
            return
        self._drawn, self._y_axis = drawn, y_axis
        classes, depth = table.weights.shape[1:]
        flat = table.weights.reshape(len(table.strengths), classes * depth)
        present = table.present.reshape(flat.shape)
        sizes = np.abs(flat).max(axis=0, initial=0.0)
        chosen = np.flatnonzero(sizes > 0.0)
        chosen = np.sort(chosen[np.argsort(-sizes[chosen], kind="stable")][:_AT_MOST])
        weights = tuple(divmod(int(place), depth) for place in chosen)
        shown = WeightPaths(
            np.array(self.plot.shares_of(table.strengths)),
            y_axis.unit(flat[:, chosen].ravel()).reshape(len(flat), len(chosen)),
            present[:, chosen],
            weights,
            depth,
            table.counts,
        )
        named = weights if len(weights) <= _NAMED else ()
        names = {weight: weight_name(state, weight) for weight in named}
        self.plot.show_paths(shown, y_axis, names)

    def natural_axis(self, table: Table) -> Axis:
        """A range for all weights but those of small λ; the curves leave it to the left."""
        low = high = 0.0
        if table.strengths.size:
            seen = table.weights[table.strengths >= _IN_VIEW * self.plot.limits()[1]]
            low, high = float(seen.min(initial=0.0)), float(seen.max(initial=0.0))
        if self._worth is not None and self._worth.fit.minimum and self._worth.fit.weights.size:
            low = min(low, float(self._worth.fit.weights.min()))
            high = max(high, float(self._worth.fit.weights.max()))
        if low == high:
            low, high = -1.0, 1.0
        first, last, step = ticks.covering(low, high, 5)
        written = ticks.between(first, last, step)
        # The band of counts takes the foot of the frame.
        room = self.plot.band_share()
        return Axis(first - (last - first) * room / (1.0 - room), last, written)

    def _show_now(self) -> None:
        """Points on the curves at the line, and hollow ones where they were when pinned."""
        drawn, held = self.plot.shown.weights, self._session.document.in_gesture
        drawn = drawn if len(drawn) <= _NAMED else ()
        now, then = (self._heights(worth, drawn) for worth in (self.best_now, self._then))
        self.plot.show_now(now, then, held=held)

    def _heights(self, worth: Worth | None, weights: Sequence[Weight]) -> dict[Weight, float]:
        """Where weights that are not 0 lie on the axis."""
        if worth is None:
            return {}
        found, share = worth.fit.weights, self.plot.y_axis.share
        there = [one for one in weights if one[0] < len(found) and one[1] < found.shape[1]]
        return {one: share(float(found[one])) for one in there if found[one] != 0.0}

    def _reading(self, at: int, curve: int | None) -> str:
        table, state = self._table, self._evaluation.state
        if table is None or at >= len(table.strengths):
            return ""
        lines = []
        if curve is not None:
            weight = self.plot.shown.weights[curve]
            value = float(table.weights[at][weight])
            lines.append(f"{weight_name(state, weight)}: {numbers.exact(value)}")
        lines.append(tr("strength.reading.strength", value=numbers.exact(table.strengths[at])))
        count, all_of_them = int(table.counts[at]), table.weights[at].size
        lines.append(tr("path.count", count=f"{count:,}", all=f"{all_of_them:,}"))
        return "\n".join(lines)

    def _said(self, state: State) -> str:
        strength = numbers.exact(state.penalty.strength)
        lines = [tr("strength.reading.strength", value=strength)]
        worth = self._worth
        if worth is not None and worth.fit.minimum:
            lines.append(zeros_text(worth))
            sizes = np.abs(worth.fit.weights).ravel()
            depth = worth.fit.weights.shape[1]
            for place in np.argsort(-sizes, kind="stable")[:5].tolist():
                if sizes[place] > 0.0:
                    weight = divmod(place, depth)
                    value = numbers.fixed(float(worth.fit.weights[weight]))
                    lines.append(f"{weight_name(state, weight)}: {value}")
        lines.append(sure_text(worth, kept=True))
        return "\n".join(lines)
