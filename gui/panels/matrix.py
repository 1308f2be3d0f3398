"""Scores come from the weights: s = W x + b, every number of it to be changed by hand."""

from __future__ import annotations

import html
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.arrays import FloatArray
from core.edits import Edit
from core.evaluation import Evaluation
from core.state import PARAMETER_LIMIT, State
from gui.charts.cells.cells import Cell, Content, Labels, Limits, Values, Weight
from gui.charts.cells.grid import CellGrid
from gui.charts.cells.text import TextWidth
from gui.charts.picture import CELLS_AT_MOST
from gui.controls.button import Button, Kind
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.number_field import NumberField
from gui.controls.steps import SCORE_STEPS, sized
from gui.look.elide import elided
from gui.look.theme import Look, Type
from gui.panels.features import FeatureMenu
from gui.panels.matrix_words import (
    CellWords,
    edit_of,
    pinned_values_of,
    values_of,
    without_features,
)
from gui.panels.products import sum_line
from gui.panels.shown import shown_classes
from gui.panels.whole import WholeModel
from gui.session import GestureLink, Session
from gui.words.translation import Names, tr, words

_NAME_SHARE = 0.3
"""As much of the line of a sum may the name before it take."""


class _Line(Label):
    """A line that tells when it has another width."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class MatrixPanel(Card):
    """The card with W, x, b and s, and the products behind one score in a line below."""

    weight_hovered = Signal(object)
    """The weight that is pointed at, as (class, feature), or None."""
    bias_hovered = Signal(object)
    """The class whose bias is pointed at, or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._words = CellWords(session)
        self._pointed: Cell | None = None
        self._classes: tuple[int, ...] = ()
        self._limits: Limits | None = None
        self._weight: Weight | None = None
        self._bias: int | None = None
        self._symbol = ""
        self._original: State | None = None
        self.grid = CellGrid(look, "matrix.grid", self._words)
        body = QWidget()
        center = Qt.AlignmentFlag.AlignHCenter
        self.line = _Line(look, "matrix.products", Type.BODY, "text", align=center)
        # Of a heat map one weight at a time is written out; here it can be typed.
        self.chosen = Label(look, "matrix.chosen", Type.BODY, "text")
        limits = (-PARAMETER_LIMIT, PARAMETER_LIMIT)
        self.field = NumberField(look, "matrix.chosen.field", limits, SCORE_STEPS)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.chosen, 0), (self.field, 0), (self.line, 1)):
            self._below.addWidget(widget, stretch)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.grid, 1)
        rows.addLayout(self._below)
        self.add = Button(look, "matrix.features.add", Kind.FLAT, "plus")
        self.features = FeatureMenu(look, session, self.grid)
        self.whole = WholeModel(look, session, self.grid)
        super().__init__(look, "matrix", body)
        self.add_corner(self.whole.button)
        self.add_corner(self.add)
        self.add.clicked.connect(self.features.add)
        self.features.standardize_asked.connect(self.whole.standardize)
        self.line.resized.connect(self._show_line)
        self.grid.hovered.connect(self._point)
        self.grid.chosen.connect(self._show_chosen)
        self.grid.committed.connect(self._typed)
        self.field.committed.connect(self._typed_beside)
        GestureLink(self.grid, session, self._edit_from)
        GestureLink(self.field, session, self._edit_beside)

    # -- what a person does -----------------------------------------------------------------------

    def _edit_from(self, moved: tuple[Cell, float]) -> Edit:
        return edit_of(self._session.state, *moved)

    def _edit_beside(self, value: float) -> Edit:
        return edit_of(self._session.state, self.grid.current, value)

    def _typed(self, typed: tuple[Cell, float]) -> None:
        self._session.take(self.grid.field, self._edit_from(typed))

    def _typed_beside(self, value: float) -> None:
        self._session.take(self.field, self._edit_beside(value))

    def _point(self, cell: Cell | None) -> None:
        self._pointed = cell
        self._show_line()
        bias = cell.row if cell is not None and cell.part == "b" else None
        weight = cell.weight if cell is not None else None
        # One light at a time: what goes out goes out before the other comes on.
        if bias is None:
            self._point_at_bias(None)
        if weight != self._weight:
            self._weight = weight
            self.weight_hovered.emit(weight)
        self._point_at_bias(bias)

    def _point_at_bias(self, index: int | None) -> None:
        if index != self._bias:
            self._bias = index
            self.bias_hovered.emit(index)

    def set_highlight_weight(self, weight: Weight | None) -> None:
        """Light the cell of a weight, (class, feature) (silent)."""
        self.grid.set_highlight(Cell("w", *weight) if weight is not None else None)

    def set_highlight_bias(self, index: int | None) -> None:
        """Light the cell of the bias of a class (silent)."""
        self.grid.set_highlight(Cell("b", index) if index is not None else None)

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        px = self.look.px
        self._text_width = TextWidth(self.look.metrics(Type.BODY).horizontalAdvance)
        self._below.setSpacing(px(8))
        self.line.setFixedHeight(px(34))
        self.field.setFixedWidth(px(96))
        self.add.set_words(tr("matrix.add"), tr("matrix.add.tip"))
        self.whole.apply_look()
        self.grid.setAccessibleName(tr("matrix.accessible"))
        self._symbol = ""
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; colours and the choice of classes hold during a gesture."""
        self._evaluation = evaluation
        values = values_of(evaluation)
        if values is None:
            return
        state = evaluation.state
        held = self._session.document.in_gesture
        if not (held and self._classes and max(self._classes) < state.class_count):
            self._classes = shown_classes(
                values.scores, int(evaluation.example.label), state.view.score
            )
        if self._limits is None or not held:
            self._limits = _limits(values)
        then = pinned_values_of(evaluation)
        self._words.evaluation = evaluation
        self.grid.show_content(Content(self._labels(state), values, self._limits, then))
        self._begin(state)
        if self._pointed is not None and not values.has(self._pointed):
            self._pointed = None
        self._show_hint(values)
        self._show_line()
        self._show_chosen(self.grid.current)

    def _begin(self, state: State) -> None:
        """Start in a new document's heat map where the landscape does: its corner may be blank."""
        original = self._session.document.original
        if original is not self._original:
            self._original = original
            if state.feature_count > CELLS_AT_MOST:
                self.grid.begin_at(Cell("w", *state.view.pair[0]))

    def _labels(self, state: State) -> Labels:
        hidden = state.class_count - len(self._classes)
        return Labels(
            self._classes,
            tuple(words(state.classes[index]) for index in self._classes),
            state.class_count,
            self._evaluation.example.label,
            Names(state.feature_names),
            tr("stage.more", count=hidden) if hidden else "",
        )

    def _show_hint(self, values: Values) -> None:
        state = self._evaluation.state
        name = html.escape(words(state.examples[state.view.example]))
        key = "matrix.hint.no_features" if without_features(values) else "matrix.hint"
        self.set_texts(tr("matrix.heading"), tr(key, example=f"<b>{name}</b>"))

    def _show_line(self) -> None:
        """The sum behind the score that is pointed at, else behind that of the correct class."""
        values = values_of(self._evaluation)
        if values is None:
            return
        cell = self._pointed
        if cell is not None and len(values.x) > CELLS_AT_MOST and cell.feature is not None:
            self.line.set_text(self._reading(cell))
            return
        index = cell.class_index if cell is not None else None
        if index is None:
            index = self._evaluation.example.label
        name, metrics = words(self._evaluation.state.classes[index]), self.look.metrics(Type.BODY)
        # The name gives way to the sum.
        before = f"{elided(metrics, name, _NAME_SHARE * self.line.width())}:  "
        self.line.set_text(
            before
            + sum_line(
                values.weights[index],
                values.x,
                float(values.biases[index]),
                float(values.scores[index]),
                self._fits(before),
            )
        )

    def _fits(self, before: str) -> Callable[[str], bool]:
        """Whether a text has room on the line after `before`."""
        room = self.line.width() - self._text_width(before)

        def fits(text: str) -> bool:
            return self._text_width(text) <= room

        return fits

    def _reading(self, cell: Cell) -> str:
        """What a place of a heat map holds."""
        return ",  ".join(self._words.exact(cell))

    def _show_chosen(self, cell: Cell) -> None:
        """Beside a heat map, the current number to be typed."""
        values = values_of(self._evaluation)
        if values is None or not values.has(cell):
            return
        written = len(values.x) > CELLS_AT_MOST
        self.chosen.setVisible(written)
        self.field.setVisible(written)
        if written:
            symbol = self._words.symbol(cell)
            if symbol != self._symbol:
                self._symbol = symbol
                self.field.give_up()  # what was typed was meant for another number
                self.chosen.set_text(f"{symbol} =", f"{symbol} =")
                width = self.chosen.sizeHint().width()
                self.chosen.setFixedWidth(min(width, self.look.px(300)))
                self.field.set_words(self._words.name(cell), tr("matrix.field.tip"))
            value, then = values.of(cell), pinned_values_of(self._evaluation)
            self.field.set_pinned(None if then is None else then.of(cell))
            self.field.set_limits((-PARAMETER_LIMIT, PARAMETER_LIMIT), sized(SCORE_STEPS, value))
            self.field.set_number(value)


def _largest(*arrays: FloatArray) -> float:
    return max(float(np.abs(array).max(initial=0.0)) for array in arrays) or 1.0


def _limits(values: Values) -> Limits:
    """Where the colours are deepest. x is paler: it is given, while W is what is learned."""
    return Limits(
        _largest(values.weights), 1.6 * _largest(values.x), _largest(values.scores, values.biases)
    )
