"""The examples as rows for Qt's view; what is shown is asked for cell by cell."""

from __future__ import annotations

from html import escape

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.charts.picture import picture_html, pixels_of
from gui.look.theme import Look
from gui.panels.examples.columns import (
    Column,
    Kind,
    columns_of,
    decimals_of,
    exact_of,
    heading_of,
    spoken_of,
    text_of,
)
from gui.panels.examples.order import Sorting
from gui.words.tips import literal
from gui.words.translation import tr, words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COMPUTED = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)
_EDITABLE = _COMPUTED | Qt.ItemFlag.ItemIsEditable


class ExamplesModel(QAbstractTableModel):
    """An evaluation, the examples that are shown in their order, and the columns."""

    def __init__(self, evaluation: Evaluation, look: Look) -> None:
        super().__init__()
        self._look = look
        self.evaluation = evaluation
        self.rows: IntArray = np.arange(evaluation.state.example_count)
        self.columns: tuple[Column, ...] = columns_of(evaluation)
        self.sorting: Sorting | None = None
        self.decimals = decimals_of(evaluation)
        self.strays: dict[int, str] = {}
        """Examples that are shown though they do not match any more, and how that is said."""

    def show(self, evaluation: Evaluation, rows: IntArray, sorting: Sorting | None) -> None:
        """Show other values, and other rows or columns if these are others."""
        columns = columns_of(evaluation)
        other = rows is not self.rows and not np.array_equal(rows, self.rows)
        reset = other or columns != self.columns
        if reset:
            self.beginResetModel()
        if self.evaluation.scores is not evaluation.scores:
            self.decimals = decimals_of(evaluation)
        self.evaluation, self.rows, self.columns, self.sorting = evaluation, rows, columns, sorting
        if reset:
            self.endResetModel()

    def row_of(self, example: int) -> int | None:
        """The row in which an example is shown, if it is."""
        rows = self.rows
        if example < len(rows) and rows[example] == example:
            return example  # as long as nothing is sorted or left out
        found = np.flatnonzero(rows == example)
        return int(found[0]) if len(found) else None

    def heading(self, column: int) -> str:
        """What stands over a column."""
        return heading_of(self.evaluation, self.columns[column])[0]

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        example = int(self.rows[row])
        return text_of(self.evaluation, self.columns[column], example, self.decimals)

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._exactly(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            example = int(self.rows[index.row()])
            return self._tip(example, self.columns[index.column()])
        return None

    def _spoken(self, index: Index) -> str:
        example = int(self.rows[index.row()])
        text = spoken_of(self.evaluation, self.columns[index.column()], example, self.decimals)
        stray = self.strays.get(example)
        return f"{text}, {stray}" if stray and not index.column() else text

    def _exactly(self, index: Index) -> str:
        """What a cell is rounded from, if it is."""
        example, column = int(self.rows[index.row()]), self.columns[index.column()]
        exact = exact_of(self.evaluation, column, example)
        return "" if self.text(index.row(), index.column()).startswith(exact) else exact

    def _row_name(self, row: int) -> str:
        """What a screen reader calls a row, whose heading is not to be seen."""
        return words(self.evaluation.state.examples[int(self.rows[row])])

    def _tip(self, example: int, column: Column) -> str:
        """What a cell says to the last digit; with the picture of an example that is one."""
        exact = exact_of(self.evaluation, column, example)
        held_out = tr("examples.held_out.tip") if self.evaluation.state.held_out[example] else ""
        text = "\n".join(filter(None, (exact, self.strays.get(example), held_out)))
        pixels = pixels_of(self.evaluation.state, example)
        if pixels is None:
            return literal(text)
        name = words(self.evaluation.state.examples[example])
        lines = escape(text if column.kind is Kind.NAME else f"{name}\n{text}").split("\n")
        return "<br>".join([picture_html(self._look, pixels), *lines])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is computed cannot be edited; to the rest an input method may bring its letters."""
        # Qt asks this of every cell that it draws.
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _COMPUTED if self.columns[index.column()].computed else _EDITABLE

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._row_name(section) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if section >= len(self.columns):
            return None
        heading, tip = heading_of(self.evaluation, self.columns[section])
        if role == Qt.ItemDataRole.DisplayRole:
            return heading
        return literal(tip) if role == Qt.ItemDataRole.ToolTipRole else None
