"""One of two losses: its best W as a map over the points, and four numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from core.fit.course import Worth
from core.fit.evaluated import slice_then
from core.fit.known import worth_of
from core.losses import LOSSES
from core.plane import Box
from core.state import LinearModel, State
from gui.charts.curves.kept import Kept
from gui.charts.regions.chart import RegionMap
from gui.charts.regions.layout import Ground, Points
from gui.controls.label import Label
from gui.controls.pinned import with_pinned
from gui.look.theme import Look, Type
from gui.losses import display_of
from gui.panels.fit_plane_words import MANY
from gui.panels.fit_ranges import box_of
from gui.words import numbers
from gui.words.translation import tr, words

_RIGHT = Qt.AlignmentFlag.AlignRight
_REST = 3
"""The place of the room that is left below the numbers where there is no map."""
ROWS = ("lowest", "weights", "paying", "wrong")


class LossSide(QWidget):
    """Name, map and numbers of the best W under one loss.

    Signals
    -------
    chosen(index)
        An example whose point is clicked.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, place: int) -> None:
        super().__init__()
        self._look = look
        self._evaluation: Evaluation | None = None
        self._worth: Worth | None = None
        self._key = ""
        self._rows_of = np.empty(0, dtype=np.intp)
        self._kept: Kept[None] = Kept()
        self._box: Box | None = None
        self.name = Label(look, f"pair.{place}.name", Type.LABEL)
        self.legend = Label(look, f"pair.{place}.legend", Type.SMALL, "muted", align=_RIGHT)
        self.map = RegionMap(look, f"pair.{place}.map", self._tip)
        self.map.set_editable(editable=False)
        self.captions = {
            key: Label(look, f"pair.{place}.{key}.caption", Type.SMALL, "muted") for key in ROWS
        }
        self.values = {
            key: Label(look, f"pair.{place}.{key}", Type.LABEL, align=_RIGHT) for key in ROWS
        }
        self._lines = QVBoxLayout(self)
        self._top, self._grid = QHBoxLayout(), QGridLayout()
        self._top.addWidget(self.name, 1)
        self._top.addWidget(self.legend, 2)
        self._lines.addLayout(self._top)
        self._lines.addWidget(self.map, 1)
        self._lines.addLayout(self._grid)
        self._lines.addStretch(0)
        for row, key in enumerate(ROWS):
            self._grid.addWidget(self.captions[key], row, 0)
            self._grid.addWidget(self.values[key], row, 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        for layout in (self._lines, self._top, self._grid):
            layout.setContentsMargins(0, 0, 0, 0)
        self.map.chosen.connect(self._choose)

    def _choose(self, place: int) -> None:
        self.chosen.emit(int(self._rows_of[place]))

    def apply_look(self) -> None:
        """Take over sizes and words; what is shown comes with the next evaluation."""
        px, line = self._look.px, int(self._look.metrics(Type.SMALL).height()) + 1
        self._lines.setSpacing(px(6))
        self._top.setSpacing(px(8))
        self._grid.setSpacing(0)
        for label in (self.name, self.legend, *self.captions.values(), *self.values.values()):
            label.setFixedHeight(line)
        self._kept.forget()

    def show_evaluation(self, evaluation: Evaluation, key: str) -> None:
        """Show the best W under the loss called `key`."""
        state, source = evaluation.state, evaluation.state.source
        if not isinstance(source, LinearModel):
            return
        self._evaluation, self._key = evaluation, key
        worth = self._worth = worth_of(evaluation, key)
        name = display_of(key).short
        self.name.set_text(name)
        self.map.setAccessibleName(tr("pair.map", name=name))
        loss = LOSSES[key].from_settings(state.loss)
        smooth = loss.wanted(0, state.class_count) is None
        mapped = state.feature_count <= MANY
        self.map.setVisible(mapped)
        self._lines.setStretch(_REST, 0 if mapped else 1)
        legend = "pair.shade" if smooth else "pair.dashed"
        self.legend.set_text(tr(legend) if mapped else "")
        self._show_numbers(state, worth)
        if mapped:
            self._show_map(evaluation, source, worth, smooth=smooth)

    def _show_numbers(self, state: State, worth: Worth | None) -> None:
        held_out = state.has_held_out
        for key in ROWS:
            which = "wrong.training" if key == "wrong" and not held_out else key
            self.captions[key].set_text(tr(f"pair.{which}"))
        texts = dict.fromkeys(ROWS, "…")
        exact = ""
        if worth is not None and not worth.fit.minimum:
            texts = dict.fromkeys(ROWS, "–")
            texts["lowest"] = tr("pair.none")
            exact = tr(f"refused.no_minimum_{worth.fit.reason.value}") if worth.fit.reason else ""
        elif worth is not None:
            about = "" if worth.fit.exact else "≈ "
            total, count = worth.fit.weights.size, len(worth.losses)
            wrong, of = worth.wrong, count
            # What cannot be told from 0 is no more than that.
            lowest = worth.fit.total if worth.fit.total > worth.fit.allowed else 0.0
            if held_out:
                wrong, of = worth.wrong_held_out, state.example_count - count
            texts = {
                "lowest": about + numbers.fixed(lowest, 3),
                "weights": _of(worth.weights, total),
                "paying": _of(int(np.count_nonzero(worth.paying)), count),
                "wrong": _of(wrong, of),
            }
            exact = with_pinned(numbers.exact(worth.fit.total), worth.fit.total, self._then())
            exact = f"{exact}\n{tr('pair.apart')}"
        for key, text in texts.items():
            self.values[key].set_text(text, exact if key == "lowest" else "")

    def _then(self) -> float | None:
        """The lowest L when pinned, if it is known."""
        pinned = None if self._evaluation is None else self._evaluation.pinned
        worth = None if pinned is None else worth_of(pinned, self._key)
        return worth.fit.total if worth is not None and worth.fit.minimum else None

    # -- the map ----------------------------------------------------------------------------------

    def _show_map(
        self, evaluation: Evaluation, model: LinearModel, worth: Worth | None, *, smooth: bool
    ) -> None:
        state = evaluation.state
        found = worth if worth is not None and worth.fit.minimum else None
        inputs = (
            found, state.view, state.labels, state.held_out, model.features, state.loss,
            state.classes,
        )  # fmt: skip
        self._kept.get("", inputs, partial(self._draw_map, evaluation, model, found, smooth))

    def _draw_map(
        self, evaluation: Evaluation, model: LinearModel, worth: Worth | None, smooth: bool
    ) -> None:
        state = evaluation.state
        plane, rows = state.view.plane, np.arange(state.example_count)[state.training]
        self._rows_of = rows
        flat = plane[0] == plane[1]
        places = model.features[:, list(plane)]
        box = self._box = box_of(places, state.class_count if flat else None, self._box)
        left, right, bottom, top = box
        x = (places[rows, 0] - left) / (right - left)
        y = (places[rows, 1] - bottom) / (top - bottom)
        if flat:
            y = (state.labels[rows] + 0.5) / state.class_count
        none = np.zeros(len(rows), dtype=bool)
        wrong, hollow = (none, none) if worth is None else (~worth.right, ~worth.paying)
        points = Points(np.stack([x, y], axis=1), state.labels[rows], wrong, hollow)
        chosen = np.flatnonzero(rows == state.view.example)
        self.map.show_points(points, int(chosen[0]) if chosen.size else None)
        ground = None if worth is None else self._ground(evaluation, worth, box, smooth=smooth)
        self.map.show_ground(ground, ((), ()), upright=not flat)

    def _ground(self, evaluation: Evaluation, worth: Worth, box: Box, *, smooth: bool) -> Ground:
        state = evaluation.state
        area = slice_then(evaluation, worth.fit.weights, worth.fit.biases).over(box)
        loss = LOSSES[self._key].from_settings(state.loss)
        labels = range(state.class_count)
        met = () if smooth else tuple(area.met(loss, label) for label in labels)
        return Ground(area, (), smooth, met)  # names have no room; the cells above tell the marks

    def _tip(self, place: int) -> tuple[str, str, str]:
        """Name, value and every word of a point."""
        evaluation, worth = self._evaluation, self._worth
        if evaluation is None or worth is None or place >= len(self._rows_of):
            return "", "", ""
        state, index = evaluation.state, int(self._rows_of[place])
        label = words(state.classes[int(state.labels[index])])
        name = f"{words(state.examples[index])}, {label}"
        loss = float(worth.losses[place]) if worth.paying[place] else 0.0
        value = tr("plane.tip.loss", value=numbers.exact(loss))
        lines: Sequence[str] = (name, value)
        return name, value, "\n".join(lines)


def _of(count: int, whole: int) -> str:
    return tr("pair.of", count=f"{count:,}", whole=f"{whole:,}")
