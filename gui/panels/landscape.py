"""Two weights, one trade-off: the loss over any two weights, and what the penalty makes of it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray
from core.edits import Edit
from core.evaluation import HEAVY, Evaluation
from core.penalties import PENALTIES
from core.state import LinearModel, State
from gui.base.following import Newest
from gui.charts.curves.drag_plot import Point
from gui.charts.curves.kept import Kept
from gui.charts.curves.prices import same_price
from gui.charts.landscape import contours
from gui.charts.landscape.chart import KINDS, LandscapePlot
from gui.charts.landscape.labels import Labels, Names
from gui.controls.card import Card
from gui.controls.segmented import SegmentedControl
from gui.controls.steps import Steps
from gui.look.theme import Change, Look
from gui.panels import landscape_words as say
from gui.panels.landscape_pin import PinnedLandscape
from gui.panels.landscape_scale import scale_of
from gui.panels.landscape_side import LandscapeSide
from gui.panels.terrain import Ranges, Terrain, is_slow, prepared, shaded
from gui.session import GestureLink, Session
from gui.words.translation import tr

_SHOWN = ("data", "penalty", "sum")
_REST = 50
"""Milliseconds without a change after which a drag's coarse picture is drawn finely."""


def steps_for(span: float) -> Steps:
    """Steps for a plane that is `span` high: 0.05, or as much of another power of ten."""
    power = 0
    if span < 1.0:
        power = math.floor(math.log10(span))
    elif span > 50.0:
        power = math.floor(math.log10(span / 5.0))
    unit = 10.0**power
    return Steps(step=0.05 * unit, fine=0.005 * unit, coarse=0.5 * unit, home=-unit, end=unit)


def price_lines(state: State, at: Point) -> dict[str, FloatArray]:
    """Lines of equal penalty through a point: of the kind in force, then of L2 and L1."""
    kind = state.penalty.kind
    if kind not in KINDS:
        return {}
    lines: dict[str, FloatArray] = {}
    drawn: list[tuple[bool, bool]] = []
    for key in dict.fromkeys((kind, "l2", "l1")):
        shares = PENALTIES[key].from_settings(state.penalty).shares
        # At its ends the elastic net is L1 or L2 itself: one line is enough.
        shape = shares[0] > 0.0, shares[1] > 0.0
        if shape not in drawn:
            drawn.append(shape)
            lines[key] = same_price(*at, shares)
    return lines


class LandscapePanel(Card):
    """The card with the landscape, the weights of its axes and what its shades mean."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._terrain: Terrain | None = None
        self._shaded: tuple[object, ...] = ()
        self._fine = False
        self._values = (0.0, 0.0)
        self._levels: FloatArray = np.empty(0)
        self._lines: Kept[dict[str, FloatArray]] = Kept()
        self._settled = False
        self._restyled = False
        self._on_show = False  # Qt calls it visible while it is still given its size
        self._pinned = PinnedLandscape()
        self.plot = LandscapePlot(look)
        self.labels = Labels(self.plot)
        self.side = LandscapeSide(look, session)
        self.choice = SegmentedControl(look, "landscape.choice")
        self._timer = QTimer()
        self._beside = Newest(session)
        self._beside.done.connect(self._adopt)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.side)
        self._row.addWidget(self.plot, 1)
        super().__init__(look, "landscape", body)
        self._timer.setParent(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)
        self.add_corner(self.choice)
        self.choice.chosen.connect(self._choose)
        GestureLink(self.plot, session, self._edit_from)
        self.plot.reshaped.connect(self._reshape)
        self.plot.set_reading(self._reading)

    # -- what a person does -------------------------------------------------------------------

    def _choose(self, kind: str) -> None:
        self._session.edit(edits.choose_landscape(kind))

    def _edit_from(self, values: Point) -> Edit:
        return edits.set_pair(*values)

    # -- what is shown ------------------------------------------------------------------------

    def terrain(self) -> Terrain | None:
        """What the picture is drawn from; None for scores alone."""
        return self._terrain

    def levels(self) -> FloatArray:
        """The values at which shades part, ascending."""
        return self._levels

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and texts; the plane itself stays as it is."""
        super().apply_look()
        self._row.setSpacing(self.look.px(10))
        self.choice.setFixedHeight(self.look.target(32))
        self.side.apply_look()
        if what == Change.SIZES and self._terrain is not None:
            # The plane is given its size in a moment, and is drawn then.
            self._rest()
            return
        self.choice.setAccessibleName(tr("landscape.choice"))
        self.choice.set_options(
            [(kind, tr(f"landscape.{kind}"), tr(f"landscape.{kind}.tip")) for kind in _SHOWN]
        )
        self.plot.setAccessibleName(tr("landscape.heading"))
        self.labels.forget()
        if what & Change.COLORS:
            self._shaded = ()
        self._restyled = True
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; ranges hold while a gesture is under way, and shades are coarser."""
        self._evaluation = evaluation
        state, document = evaluation.state, self._session.document
        self.set_texts(tr("landscape.heading"), say.hint_of(state))
        self.choice.set_current(state.view.landscape)
        for part in (self.choice, self.side, self.plot):
            part.setEnabled(state.has_weights)
        if not state.has_weights:
            self._timer.stop()
            self._terrain = None
            return
        repinned = self._pinned.follow(evaluation)
        self.side.show_state(state, self._pinned.point)
        before = self._terrain
        if state.size > HEAVY and not (before is not None and _alike(before.state, state)):
            self._compute_beside(before)
            return
        if before is not None and self._settled and _alike(before.state, state):
            if repinned or self._restyled:
                self._settled = False
                self._settle()
            self.plot.show_point(*_point(before.slice.present))  # what was asked may be refused
            return
        was_moving = before is not None and not self._settled
        self._terrain = Terrain(evaluation, before, hurried=document.in_gesture)
        self._settled = False
        self._timer.stop()
        if not self.isVisible():
            return
        if document.in_gesture:
            self._hold_ranges()
            self._draw(fine=False)
        elif was_moving:
            self._draw(fine=False)
            self._timer.start(_REST)
        elif before is not None and is_slow(state):
            # The point goes there at once, the rest follows when the other parts are drawn.
            self.plot.show_point(*_point(self._terrain.slice.present))
            self._timer.start(0)
        else:
            self._settle()

    def _compute_beside(self, before: Terrain | None) -> None:
        """Let the picture of a large document follow; a drag shows the point at once."""
        evaluation, source = self._evaluation, self._evaluation.state.source
        self._settled = False
        if isinstance(source, LinearModel):
            first, second = (float(source.weights[weight]) for weight in evaluation.state.view.pair)
            self.plot.show_point(first, second)
        if self.isVisible() and not self._session.document.in_gesture:
            self._beside.ask(partial(prepared, evaluation, before))

    def _adopt(self, terrain: Terrain) -> None:
        """Show what was computed beside the window, unless it has been overtaken."""
        if _alike(terrain.state, self._evaluation.state):
            self._terrain = terrain
            self._settle()

    def _hold_ranges(self) -> None:
        """Keep the ranges, unless something else than a drag of the point has left them."""
        terrain = self._terrain
        if terrain is None or self.plot.is_dragging():
            return
        ranges = zip(terrain.slice.present, self.plot.ranges(), strict=True)
        if not all(low <= value <= high for value, (low, high) in ranges):
            self.plot.set_ranges(self._natural_ranges(terrain))

    def _natural_ranges(self, terrain: Terrain) -> Ranges:
        then = self._pinned.point
        return terrain.natural_ranges(None if then is None else np.array(then))

    def _settle(self) -> None:
        """Draw finely what has come to rest: ranges, shades, and the way of the minimum."""
        if self._terrain is None or self._session.document.in_gesture or not self.isVisible():
            return
        self._timer.stop()
        self._settled = True
        self._restyled = False
        if not self._terrain.is_exact:
            self._terrain = Terrain(self._evaluation, self._terrain)
        self._terrain.walk()
        self._pinned.settle(self._terrain)
        self.plot.set_ranges(self._natural_ranges(self._terrain))
        self._draw(fine=True)

    def _draw(self, *, fine: bool) -> None:
        """Put everything where it is now; this completes a frame."""
        terrain, plot = self._terrain, self.plot
        if terrain is None:
            return
        if terrain.state.size > HEAVY and not terrain.knows(plot.ranges()):
            self._beside.ask(partial(shaded, terrain, plot.ranges()))
            return
        self._draw_shades(terrain, fine=fine)
        now = _point(terrain.slice.present)
        best = None if terrain.best is None else _point(terrain.best)
        settings = replace(terrain.state.penalty, strength=0.0)  # λ moves no line
        lines = self._lines.get("", (now, settings), partial(price_lines, terrain.state, now))
        plot.show_lines(terrain.state.penalty.kind, lines)
        plot.show_way(terrain.way)
        plot.best, plot.pinned = best, self._pinned.moved(now)
        plot.best_said = tr("landscape.best.tip")
        plot.show_point(*now)
        (low, high) = plot.ranges()[1]
        steps = steps_for(high - low)
        plot.set_steps(steps)
        self.side.set_steps(steps)
        if fine:
            plot.setAccessibleDescription(say.summary_of(self._evaluation, terrain))
        scale = scale_of(self._evaluation, terrain, best, self._pinned, self._values)
        self.side.scale.show_scale(scale, plot.colors)
        self.labels.set_names(
            Names(
                now=(now, tr("landscape.now")),
                best=None if best is None else (best, tr("landscape.best")),
                pinned=None if plot.pinned is None else (plot.pinned, tr("landscape.pinned")),
                lines={key: (line, tr(f"landscape.same.{key}")) for key, line in lines.items()},
                way=terrain.way,
                start=tr("landscape.start"),
                grows=tr("landscape.way"),
                message=say.message_of(terrain, flat=not len(self._levels)),
            ),
            hurried=not fine,
        )

    def _draw_shades(self, terrain: Terrain, *, fine: bool) -> None:
        """Fill the plane anew, unless it shows just this, as finely as is asked for."""
        ranges = self.plot.ranges()
        wanted = (ranges, *terrain.depends_on())
        if wanted == self._shaded and (not fine or self._fine):
            return
        if not fine and self._shaded and terrain.is_vast():
            return
        values = terrain.shown(ranges, fine=fine)
        self._shaded, self._fine = wanted, fine
        self._values = float(values.min()), float(values.max())
        self._levels = contours.levels(values)
        role = "penalty" if terrain.state.view.landscape == "penalty" else "loss"
        self.plot.show_shades(role, values, self._levels, smooth=fine)

    def _reshape(self) -> None:
        """Fill a plane of another shape: at once, and finely when it is given no other."""
        self._rest()
        if self._terrain is not None and self._on_show:
            self._draw(fine=False)

    def _rest(self) -> None:
        """Draw finely in a moment."""
        self.labels.forget()
        self._settled = False
        if self.isVisible() and not self._session.document.in_gesture:
            self._timer.start(_REST)

    def _reading(self, first: float, second: float) -> str:
        terrain = self._terrain
        return "" if terrain is None else say.reading_of(terrain, (first, second), self._pinned)

    # -- when it is seen ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has changed while nobody saw it."""
        super().showEvent(event)
        self._on_show = True
        if self._evaluation.state.size > HEAVY:
            self.show_evaluation(self._evaluation)
        elif self._settled:
            return
        elif self._evaluation is self._session.evaluation:
            self._settle()
        else:
            self._terrain = None  # of what is over: never drawn, and the next comes in a moment

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs for what nobody sees."""
        self._on_show = False
        self._timer.stop()
        super().hideEvent(event)


def _point(values: FloatArray) -> Point:
    return float(values[0]), float(values[1])


def _alike(one: State, two: State) -> bool:
    """Whether two states look the same here."""
    return (
        one.source is two.source
        and one.labels is two.labels
        and one.held_out is two.held_out
        and one.loss == two.loss
        and one.penalty == two.penalty
        and one.classes is two.classes
        and one.feature_names is two.feature_names
        and one.view.pair == two.view.pair
        and one.view.landscape == two.view.landscape
    )
