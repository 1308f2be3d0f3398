"""Same score, different price: two vectors, and what each penalty asks for them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import edits
from core.arrays import FloatArray
from core.comparison import Comparison
from core.edits import Edit
from core.edits.comparison import Row
from core.evaluation import Evaluation
from gui.charts.cells.cells import Cell
from gui.charts.cells.vectors import ROWS, Rows, VectorGrid
from gui.charts.prices import PriceTable
from gui.controls.button import Button
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.pinned import with_pinned
from gui.look.theme import Look, Type
from gui.panels.comparison_rows import pinned_comparison, price_rows, same_score, texts
from gui.panels.row_menu import RowMenu
from gui.session import GestureLink, Session
from gui.words import numbers
from gui.words.translation import tr

Name = Literal["x", "first", "second"]
_ROWS: tuple[Row, Row] = ("first", "second")
_NAMES: tuple[Name, ...] = ("x", *_ROWS)
_LONGEST = 24
_MANY = 8


class CellSpeaker:
    """What the cells of the two vectors and of the input say of themselves."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.evaluation = session.evaluation
        """What the cells show."""

    def value(self, cell: Cell) -> float:
        """The number a person has set, even if the screen is a turn behind."""
        row: FloatArray = getattr(self._session.state.comparison, name_of(cell))
        return float(row[place_of(cell)]) if place_of(cell) < len(row) else 0.0

    def name(self, cell: Cell) -> str:
        """What the number is called."""
        return tr("comparison.cell", row=ROWS[row_of(cell)], place=place_of(cell) + 1)

    def tip(self, cell: Cell) -> str:
        """The exact value, what it was when pinned, and what can be done."""
        shown: FloatArray = getattr(self.evaluation.state.comparison, name_of(cell))
        value, then = float(shown[place_of(cell)]), None
        pinned = pinned_comparison(self.evaluation)
        if pinned is not None:
            row: FloatArray = getattr(pinned.state.comparison, name_of(cell))
            then = float(row[place_of(cell)])
        exact = with_pinned(f"{self.name(cell)} = {numbers.exact(value)}", value, then)
        return f"{exact}\n{tr('comparison.cell.tip')}"

    def feature_tip(self, feature: int) -> str:
        """Nothing: the numbers of the vectors stand under no names."""
        return ""


def row_of(cell: Cell) -> int:
    """0 for the input, 1 and 2 for the vectors."""
    return cell.row + 1 if cell.part == "w" else 0


def name_of(cell: Cell) -> Name:
    """The field of `Comparison` that a cell belongs to."""
    return _NAMES[row_of(cell)]


def place_of(cell: Cell) -> int:
    """Which number of its row a cell shows, from 0."""
    return cell.column if cell.part == "w" else cell.row


def _rows_of(comparison: Comparison) -> Rows:
    return comparison.x, comparison.first, comparison.second


class _Rows(QWidget):
    """The cells, and beside each vector the button that puts it into W."""

    def __init__(self, look: Look, grid: VectorGrid, buttons: tuple[Button, ...]) -> None:
        super().__init__()
        self._look = look
        self._grid = grid
        self._buttons = buttons
        for child in (grid, *buttons):
            child.setParent(self)

    def place(self) -> None:
        """Put the buttons level with their rows, at the right edge."""
        width = max((button.sizeHint().width() for button in self._buttons), default=0)
        left = self.width() - width
        self._grid.setGeometry(0, 0, left - self._look.px(12), self.height())
        # A widget not yet shown hears of its size later; its rows are asked for now.
        self._grid.relayout()
        for row, button in enumerate(self._buttons):
            area = self._grid.row_area(row)
            height = min(button.sizeHint().height(), round(area.height()))
            top = round(area.center().y() - height / 2)
            button.setGeometry(left, top, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.place()

    def sizeHint(self) -> QSize:
        return self._grid.sizeHint()


class ComparisonPanel(Card):
    """The card with the vectors, the table of their prices, and why L1 makes zeros all the same."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._speaker = CellSpeaker(session)
        self.grid = VectorGrid(look, "comparison.grid", self._speaker)
        self.buttons = tuple(Button(look, f"comparison.use.{name}") for name in _ROWS)
        for row, button in zip(_ROWS, self.buttons, strict=True):
            RowMenu(look, session, row, button)
        self.table = PriceTable(look, "comparison.table")
        self.why = Label(look, "comparison.why", Type.SMALL, "muted", wrap=True)
        body = QWidget()
        self._vectors = _Rows(look, self.grid, self.buttons)
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self._vectors, 38), (self.table, 62), (self.why, 0)):
            self._rows.addWidget(part, stretch)
        super().__init__(look, "comparison", body)
        self.grid.committed.connect(self._typed)
        GestureLink(self.grid, session, self._edit_from)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._rows.setSpacing(self.look.px(8))
        self.grid.setAccessibleName(tr("comparison.grid"))
        self.table.setAccessibleName(tr("comparison.heading"))
        line = round(self.look.metrics(Type.SMALL).height())
        self.why.setFixedHeight(2 * line + self.look.px(4))
        self.show_evaluation(self._session.evaluation)
        self._vectors.place()  # with buttons as wide as these words and this type make them

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(680), self.look.px(450))

    # -- what it shows ----------------------------------------------------------------------------

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; the colours of the cells hold during a gesture."""
        self._evaluation = self._speaker.evaluation = evaluation
        comparison = evaluation.state.comparison
        self.set_texts(tr("comparison.heading"), self._hint_text(comparison))
        held = self._session.document.in_gesture
        pinned = pinned_comparison(evaluation)
        then = None if pinned is None else _rows_of(pinned.state.comparison)
        self.grid.show_rows(_rows_of(comparison), then, held=held)
        heads = (ROWS[1], ROWS[2], tr("comparison.prefers"))
        self.table.show_rows(heads, price_rows(evaluation))
        tie = evaluation.comparison.prefers["l1"] is None
        self.why.set_text(tr("comparison.why.tie" if tie else "comparison.why"))
        self._show_buttons(len(comparison.x))

    def _hint_text(self, comparison: Comparison) -> str:
        compared = self._evaluation.comparison
        listed = "[" + ", ".join(numbers.field(float(value)) for value in comparison.x) + "]"
        start = f"x = {listed}. " if len(listed) <= _LONGEST else ""
        one, other = map(float, compared.scores)
        if same_score(compared):
            return start + tr("comparison.hint", score=numbers.plain(one))
        first, second = numbers.plain(one), numbers.plain(other)
        if first == second:
            first, second = texts(one, other)
        return tr("comparison.hint.differ", first=first, second=second)

    def _show_buttons(self, length: int) -> None:
        state = self._evaluation.state
        fits = state.has_weights and length == state.feature_count
        # Long vectors need the width for their cells.
        text = tr("comparison.use" if length <= _MANY else "comparison.use.short")
        for button, row in zip(self.buttons, ROWS[1:], strict=True):
            tip = tr("comparison.use.tip", row=row)
            if not state.has_weights:
                tip = tr("comparison.use.no_weights")
            elif not fits:
                tip = tr(
                    "comparison.use.length", row=row, found=length, expected=state.feature_count
                )
            if (button.text(), button.toolTip()) != (text, tip):
                button.set_words(text, tip)
                button.setAccessibleName(tr("comparison.use.name", row=row))
                self._vectors.place()
            button.setEnabled(fits)

    # -- what a person does -----------------------------------------------------------------------

    def _edit_from(self, moved: tuple[Cell, float]) -> Edit:
        cell, value = moved
        return edits.set_comparison(name_of(cell), place_of(cell), value)

    def _typed(self, typed: tuple[Cell, float]) -> None:
        self._session.take(self.grid.field, self._edit_from(typed))
