"""The table itself: Qt's view of the examples, with its keys, its selection and its columns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.panels.examples.columns import Kind, copied
from gui.panels.examples.model import ExamplesModel, Index
from gui.panels.examples.order import Sorting
from gui.panels.examples.paint import CellPainter, Heading
from gui.panels.examples.widths import Widest, least_widths, shared_out, widest
from gui.theme import Look
from gui.widgets.scroll_bar import ScrollBar

ROW, HEAD = 40.0, 34.0
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ExamplesView(QTableView):
    """Rows of examples. It asks for what a person wants done and edits nothing.

    Signals
    -------
    chosen(example)
        The row with the keyboard is another one.
    opened(), menu_asked(QPoint), remove_asked(), duplicate_asked(), add_asked()
    edit_asked(column number, typed text or None)
        The cell with the keyboard is to be edited.
    sort_asked(Column, descending or None)
        None: the next of ascending, descending and not at all.
    hovered(example or None)
    arranged()
        Columns have other places.
    """

    chosen = Signal(object)
    opened = Signal()
    edit_asked = Signal(object, object)
    menu_asked = Signal(object)
    remove_asked = Signal()
    duplicate_asked = Signal()
    add_asked = Signal()
    sort_asked = Signal(object, object)
    hovered = Signal(object)
    arranged = Signal()

    def __init__(self, look: Look, evaluation: Evaluation) -> None:
        super().__init__()
        self.setObjectName("examples.table")
        self._look = look
        self._silent = False
        self._hover: int | None = None
        self._scrolled_from: int | None = None
        self._texts: Widest | None = None
        self.rows = ExamplesModel(evaluation)
        self.rows.setParent(self)
        self.cells = CellPainter(look, self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.cells)
        self.heading = Heading(look, self.rows, self.cells, self)
        self.setHorizontalHeader(self.heading)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)
        self.heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBar(ScrollBar(look, "examples.scroll", self))
        across = ScrollBar(look, "examples.scroll.across", self, Qt.Orientation.Horizontal)
        self.setHorizontalScrollBar(across)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.heading.sectionClicked.connect(self._sort_clicked)

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over sizes and colours."""
        look = self._look
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.color("card"))
        self.setPalette(palette)
        self.cells.texts.forget()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.heading.setFixedHeight(look.px(HEAD))
        self._arrange()
        self.viewport().update()

    def show_rows(self, evaluation: Evaluation, rows: IntArray, sorting: Sorting | None) -> None:
        """Show these values in these rows (silent); what is selected stays selected."""
        model = self.rows
        selected = model.rows[self.selected_rows()]
        column = max(0, self.currentIndex().column())
        before = model.rows, model.columns
        self._silent = True
        model.show(evaluation, rows, sorting)
        if model.columns != before[1] or self._texts != widest(evaluation, model.decimals):
            self._arrange()
        if model.rows is not before[0] or model.columns != before[1]:
            self._select_again(selected, column)
        self._put_current(evaluation.state.view.example, column)
        self._silent = False
        self.viewport().update()
        self.heading.viewport().update()

    def _select_again(self, examples: IntArray, column: int) -> None:
        """Select the same examples in the rows where they are now."""
        if len(examples) < 2:
            return
        rows = np.flatnonzero(np.isin(self.rows.rows, examples))
        found = QItemSelection()
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            if len(part):
                first, last = (self.rows.index(int(row), column) for row in part[[0, -1]])
                found.select(first, last)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(found, flags.ClearAndSelect | flags.Rows)

    def _put_current(self, example: int, column: int) -> None:
        """Put the keyboard on the row of the chosen example, and see to it that it can be seen."""
        row, current = self.rows.row_of(example), self.currentIndex()
        flags = QItemSelectionModel.SelectionFlag
        if row is None:
            self.selectionModel().clear()
            self._note_selection()
        elif row != current.row() or not current.isValid():
            index = self.rows.index(row, min(column, len(self.rows.columns) - 1))
            kept = self.selectionModel().isRowSelected(row, QModelIndex())
            flag = flags.Current if kept else flags.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag | flags.Rows)
            self.scrollTo(index)
            self._note_selection()

    def _ranges(self) -> list[QItemSelectionRange]:
        found = self.selectionModel().selection()
        return [found.at(number) for number in range(found.count())]

    def selected_rows(self) -> IntArray:
        """Rows that are selected, ascending."""
        parts = [np.arange(part.top(), part.bottom() + 1) for part in self._ranges()]
        return np.sort(np.concatenate(parts)) if parts else np.arange(0)

    def selected_examples(self) -> list[int]:
        """Examples that are selected, in the order of the document."""
        found: list[int] = np.sort(self.rows.rows[self.selected_rows()]).tolist()
        return found

    def set_lit(self, example: int | None) -> None:
        """Light the row of an example that is pointed at elsewhere, and let it be seen (silent).

        With the light the place that was scrolled to comes back.
        """
        if example == self.cells.lit:
            return
        self.cells.lit = example
        row = None if example is None else self.rows.row_of(example)
        bar = self.verticalScrollBar()
        if row is not None and example != self._hover:  # what is pointed at here moves nothing
            if self._scrolled_from is None:
                self._scrolled_from = bar.value()
            self.scrollTo(self.rows.index(row, max(0, self.columnAt(0))))
        elif example is None and self._scrolled_from is not None:
            bar.setValue(self._scrolled_from)
            self._scrolled_from = None
        self.viewport().update()

    def select(self, examples: IntArray) -> None:
        """Select the rows of these examples beside the one with the keyboard (silent)."""
        self._select_again(examples, max(0, self.currentIndex().column()))

    # -- columns ----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Share the width among the columns, closer where it is short; beyond that, scroll."""
        look, model = self._look, self.rows
        room, bar = self.viewport().width(), self.horizontalScrollBar()
        self._texts = widest(model.evaluation, model.decimals)
        shown = model.evaluation, model.columns, self._texts
        least, close = least_widths(look, *shown, close=False), False
        if sum(least) > room:
            least, close = least_widths(look, *shown, close=True), True
        self.cells.close = close
        policy = Qt.ScrollBarPolicy
        fits = sum(least) <= room
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        for number, width in enumerate(shared_out(least, model.columns, room)):
            self.setColumnWidth(number, width)
        bar.setSingleStep(look.px(60))
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _sort_clicked(self, section: int) -> None:
        self.sort_asked.emit(self.rows.columns[section], None)

    # -- selection --------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index, /) -> None:
        super().currentChanged(current, previous)
        self._note_ring()
        if not self._silent and current.isValid() and current.row() != previous.row():
            self.chosen.emit(int(self.rows.rows[current.row()]))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection, /) -> None:
        super().selectionChanged(selected, deselected)
        self._note_selection()

    def _note_selection(self) -> None:
        self.cells.several = sum(part.height() for part in self._ranges()) > 1
        self.viewport().update()

    def _note_ring(self) -> None:
        current = self.currentIndex()
        shown = self.hasFocus() and current.isValid()
        self.cells.ring = (current.row(), current.column()) if shown else None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._note_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._note_ring()

    # -- keyboard and mouse -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, edit, sort, add, duplicate and remove; all else moves through the cells."""
        key, column = Qt.Key(event.key()), self.currentIndex().column()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if column >= 0:
                self.sort_asked.emit(self.rows.columns[column], key == Qt.Key.Key_Down)
        elif key in _ENTER and not modifiers:
            self.opened.emit()
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_Space} and not modifiers:
            self.edit_asked.emit(column, None)
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_Insert and not modifiers:
            self.add_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_D and control:
            self.duplicate_asked.emit()
        elif event.text().strip() and event.text().isprintable() and not control:
            self.edit_asked.emit(column, event.text())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Give the clipboard the cell with the keyboard, or the selected rows, tabs between."""
        model, rows = self.rows, self.selected_rows().tolist()
        columns = model.columns
        if len(rows) < 2:
            index = self.currentIndex()
            if not index.isValid():
                return
            rows, columns = [index.row()], (columns[index.column()],)
        lines = (
            "\t".join(copied(model.evaluation, column, int(model.rows[row])) for column in columns)
            for row in rows
        )
        QApplication.clipboard().setText("\n".join(lines))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit(index.column(), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = not event.modifiers() and event.button() == Qt.MouseButton.LeftButton
        if plain and index.isValid() and index == self.currentIndex():
            column = self.rows.columns[index.column()]
            # The mark of the choice at the right end: one click is enough.
            edge = self.visualRect(index).right() - self._look.px(34)
            if column.kind is Kind.LABEL and event.position().x() > edge:
                self.edit_asked.emit(index.column(), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.rowAt(round(event.position().y()))
        self._set_hover(int(self.rows.rows[row]) if row >= 0 else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(None)

    def _set_hover(self, example: int | None) -> None:
        if example != self._hover:
            self._hover = example
            self.hovered.emit(example)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_asked.emit(event.globalPos())
