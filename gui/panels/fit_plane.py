"""Which W puts every point on its side? The classes' areas, and the examples in them."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray, IntArray
from core.edits import Edit
from core.evaluation import Evaluation
from core.fit.evaluated import is_quick, known_best, note_best, slice_now, slice_then
from core.fit.follow import refit
from core.fit.result import Fit
from core.fit.trace import Entry
from core.losses import LOSSES
from core.plane import Box
from core.state import LinearModel, State
from core.view import Plane
from gui.charts.curves.kept import Kept
from gui.charts.regions.chart import Moved, RegionMap
from gui.charts.regions.keys import ClassKeys
from gui.charts.regions.layout import Ground, Held, Points
from gui.controls.card import Card
from gui.controls.check_box import CheckBox
from gui.controls.choice import Choice
from gui.controls.label import Label
from gui.look.theme import Look, Room, Type
from gui.panels.fit_plane_words import held_text, hint_of, legend_of, ticks_of, tip_of
from gui.panels.fit_ranges import box_of, snapped
from gui.panels.fit_walker import Walker
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.naming import following
from gui.words.tips import literal
from gui.words.translation import tr, words

AXES = ("x", "y")
_EARLIER = 2
"""Boundaries of so many earlier steps are drawn."""


class PlanePanel(Card):
    """The card with the map, the choosers of its axes and of the class that a click adds."""

    def __init__(self, look: Look, session: Session, walker: Walker) -> None:
        self._session = session
        self._walker = walker
        self._evaluation = session.evaluation
        self._lit = 0
        self._box: Box = (0.0, 1.0, 0.0, 1.0)
        self._box_of: object = None
        self._drawn: tuple[object, ...] = ()
        self._places: Kept[FloatArray] = Kept()
        self._found: Fit | None = None
        self._before: tuple[int, tuple[float, float], float] | None = None
        self.map = RegionMap(look, "plane.map", self._tip)
        self.keys = ClassKeys(look, "plane.keys")
        self.adds = Label(
            look, "plane.adds", Type.SMALL, "muted", align=Qt.AlignmentFlag.AlignRight
        )
        self.axes = tuple(Choice(look, f"plane.{axis}") for axis in AXES)
        self.through = Choice(look, "plane.through")
        self.follows = CheckBox(look, "plane.follows", Type.SMALL)
        self.legend = Label(look, "plane.legend", Type.SMALL, "muted")
        self.held = Label(look, "plane.held", Type.SMALL, "muted")
        body = QWidget()
        self._above, self._below, self._others = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._above)
        self._rows.addWidget(self.map, 1)
        self._rows.addLayout(self._below)
        self._rows.addLayout(self._others)
        self._above.addWidget(self.axes[1])
        self._above.addWidget(self.adds, 1)
        self._above.addWidget(self.keys, 0)
        self._below.addWidget(self.legend, 1)
        self._below.addWidget(self.follows)
        self._below.addWidget(self.axes[0])
        self._others.addWidget(self.held, 1)
        self._others.addWidget(self.through)
        super().__init__(look, "plane", body)
        self._connect()

    def _connect(self) -> None:
        self.map.chosen.connect(self._choose)
        self.map.added.connect(self._add)
        self.map.removed.connect(self._remove)
        self.map.began.connect(self._remember)
        GestureLink(self.map, self._session, self._edit_from)
        self.keys.chosen.connect(self._light)
        self.axes[0].chosen.connect(self._choose_x)
        self.axes[1].chosen.connect(self._choose_y)
        self.through.chosen.connect(self._choose_through)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, index: int) -> None:
        self._session.edit(edits.choose_example(index))

    def _light(self, index: int) -> None:
        self._lit = index
        self._show_keys(self._evaluation.state)

    def _choose_x(self, key: str) -> None:
        self._session.edit(edits.choose_axis(0, int(key)))

    def _choose_y(self, key: str) -> None:
        self._session.edit(edits.choose_axis(1, int(key)))

    def _choose_through(self, key: str) -> None:
        self._session.edit(edits.choose_through(key))

    def _remember(self) -> None:
        """A gesture has begun: what the point was before it."""
        self._before = None

    def _value(self, place: tuple[float, float], *, fine: bool = False) -> tuple[float, float]:
        return snapped(self._box, place, fine=fine)

    def _edit_from(self, moved: Moved) -> Edit:
        if self._before is None or self._before[0] != moved.index:
            start = self.map.points.places[moved.index].tolist()
            loss = float(self._evaluation.active.per_example[moved.index])
            self._before = moved.index, (start[0], start[1]), loss
        if moved.place is None:
            return self._followed(edits.remove_examples([moved.index]))
        x, y = self._value(moved.place, fine=moved.fine)
        if not self.map.upright:
            y = x
        return self._followed(edits.move_point(moved.index, x, y))

    def _add(self, place: tuple[float, float]) -> None:
        state = self._session.state
        name = following(state.examples, "examples.new")
        x, y = self._value(place)
        like = state.view.example if state.view.through == "example" else None
        edit = edits.add_point(name, self._lit, x, x if not self.map.upright else y, like)
        self._session.edit(self._followed(edit))

    def _remove(self, index: int) -> None:
        self._session.edit(self._followed(edits.remove_examples([index])))

    def _followed(self, edit: Edit) -> Edit:
        """The edit, and the best W again if W is to follow and is found in a frame."""
        if not self.follows.isChecked() or not is_quick(self._session.state):
            return edit
        return refit(edit, known_best(self._evaluation), self._keep)

    def _keep(self, found: Fit) -> None:
        self._found = found

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        px = self.look.px
        self._rows.setSpacing(px(6))
        for row in (self._above, self._below, self._others):
            row.setSpacing(px(10))
        line = self.look.metrics(Type.SMALL).height() + px(4)
        for label in (self.legend, self.held):
            label.setFixedHeight(max(round(line), px(30)))
        self.adds.setFixedHeight(px(38))
        self.adds.set_text(tr("plane.adds"), tr("fit.keys.tip"))
        self.keys.setAccessibleName(tr("plane.adds"))
        self.map.setAccessibleName(tr("plane.heading"))
        self.follows.set_words(tr("plane.follows"), literal(tr("plane.follows.tip")))
        self._drawn = ()
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the axes hold while a point is in the hand."""
        self._evaluation = evaluation
        state, source = evaluation.state, evaluation.state.source
        self.set_texts(tr("plane.heading"), hint_of(state))
        if evaluation.pending or not isinstance(source, LinearModel):
            return
        if self._found is not None:
            note_best(evaluation, self._found)
        self._show_choices(state)
        self._show_box(state, source)
        self._show_ground(evaluation, self._box)
        self._show_points(evaluation, source, self._box)
        self.legend.set_text(*legend_of(evaluation, [one.step for one in self._earlier()]))
        self._arrange()
        self.follows.setEnabled(is_quick(state))

    def _show_choices(self, state: State) -> None:
        names = [words(name) for name in state.feature_names]
        for slot, (arrow, choice) in enumerate(zip("→↑", self.axes, strict=True)):
            axis = AXES[slot]
            options = [(f"{index}", f"{arrow} {name}", name) for index, name in enumerate(names)]
            choice.set_options(tr(f"plane.{axis}"), tr(f"plane.{axis}.tip"), options)
            choice.set_current(f"{state.view.plane[slot]}")
        one = state.feature_count == 1
        self.axes[1].setVisible(not one)
        more = state.feature_count > 2
        for part in (self.held, self.through):
            part.setVisible(more)
        options = [
            (key, tr(f"plane.through.{key}"), tr(f"plane.through.{key}.tip"))
            for key in ("mean", "example")
        ]
        self.through.set_options(tr("plane.through"), tr("plane.through.tip"), options)
        self.through.set_current(state.view.through)
        self._show_keys(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands about the map takes two lines or three."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Tell what is held in as few lines as there is room for: the map gets the rest.

        Not while something is dragged: the map must not change its size under the hand.
        """
        if self._session.document.in_gesture:
            return
        home = self._row_of_held()
        text = held_text(self._evaluation.state)
        self.held.set_text(tr("plane.held.short") if home is self._above else text, text)
        self.held.setAccessibleName(text)
        if home.indexOf(self.held) < 0:
            alone = home is self._others
            place = 0 if alone else 1
            home.insertWidget(place, self.held, 1 if alone else 0)
            home.insertWidget(place + 1, self.through)

    def _row_of_held(self) -> QHBoxLayout:
        """Below the map with the rest; where little has room, above it with fewer words; or alone.

        That is a line that the map lacks.
        """
        px, width = self.look.px, self.look.width
        if self.held.isHidden():
            return self._below
        parts: list[QWidget] = [self.through, self.follows, self.axes[0]]
        held = width(held_text(self._evaluation.state), Type.SMALL)
        below = [self.legend.text_width(), held, *(one.sizeHint().width() for one in parts)]
        if sum(below) + len(below) * px(16) <= self.inner_width:
            return self._below
        parts = [self.axes[1], self.through, self.keys]
        texts = self.adds.text_width() + width(tr("plane.held.short"), Type.SMALL)
        above = texts + sum(one.sizeHint().width() for one in parts) + 5 * px(12)
        tight = self.look.room is not Room.WHOLE
        return self._above if tight and above <= self.inner_width else self._others

    def _show_keys(self, state: State) -> None:
        self._lit = min(self._lit, state.class_count - 1)
        counts = np.bincount(state.labels, minlength=state.class_count).tolist()
        names = tuple(words(name) for name in state.classes)
        self.keys.show_classes(names, tuple(counts), self._lit)

    def _show_box(self, state: State, model: LinearModel) -> None:
        """Set the axes anew where points have left them, or where others are on them."""
        plane = state.view.plane
        kind = (plane, self._session.document.original, state.feature_count)
        other = kind != self._box_of
        if other or not self._session.document.in_gesture:
            before = None if other else self._box
            places = model.features[:, list(plane)]
            classes = state.class_count if plane[0] == plane[1] else None
            self._box = box_of(places, classes, before)
            self._box_of = kind

    def _show_ground(self, evaluation: Evaluation, box: Box) -> None:
        state = evaluation.state
        across = slice_now(evaluation)
        entries = self._earlier()
        key = (across, box, state.loss, state.classes, entries)
        if key == self._drawn:
            return
        self._drawn = key
        area = across.over(box)
        loss = LOSSES[state.loss.active].from_settings(state.loss)
        names = tuple(words(name) for name in state.classes)
        smooth = loss.wanted(0, state.class_count) is None
        met = () if smooth else tuple(area.met(loss, label) for label in range(len(names)))
        earlier = tuple(
            slice_then(evaluation, one.weights, one.biases).over(box).boundaries for one in entries
        )
        upright = state.view.plane[0] != state.view.plane[1]
        finely = self.look.times > 1.0
        ticks = ticks_of(box, names if not upright else None, finely=finely)
        ground = Ground(area, names, smooth, met, earlier, tr("plane.tie"))
        self.map.show_ground(ground, ticks, upright=upright)

    def _earlier(self) -> tuple[Entry, ...]:
        """Earlier steps of the walk whose boundaries are drawn."""
        return self._walker.trace.landmarks(_EARLIER)

    def _show_points(self, evaluation: Evaluation, model: LinearModel, box: Box) -> None:
        state = evaluation.state
        inputs = model.features, state.labels, state.class_count, state.view.plane, box
        places = self._places.get("", inputs, partial(_places_of, *inputs))
        points = Points(places, state.labels, ~evaluation.batch.right, state.held_out)
        self.map.show_points(points, state.view.example)
        self.map.show_held(self._held_note(evaluation))

    def _held_note(self, evaluation: Evaluation) -> tuple[int, Held] | None:
        """What is said beside the point in the hand."""
        if self._before is None or not self._session.document.in_gesture:
            self._before = None
            return None
        index, start, loss = self._before
        state = evaluation.state
        if index >= state.example_count or self.map.is_away:
            return None
        name = f"{words(state.examples[index])}, {words(state.classes[int(state.labels[index])])}"
        now = float(evaluation.active.per_example[index])
        text = tr("plane.moved", then=numbers.fixed(loss), now=numbers.fixed(now))
        return index, Held(start, name, text)

    def _tip(self, index: int) -> tuple[str, str, str]:
        return tip_of(self._evaluation, index)


def _places_of(
    features: FloatArray, labels: IntArray, classes: int, plane: Plane, box: Box
) -> FloatArray:
    """Where the examples are in the unit square; with one feature each class has a row."""
    left, right, bottom, top = box
    first, second = plane
    x = (features[:, first] - left) / (right - left)
    if first == second:
        return np.stack([x, (labels + 0.5) / classes], axis=1)
    return np.stack([x, (features[:, second] - bottom) / (top - bottom)], axis=1)
