"""The table itself: Qt's view of the examples, with its selection and its columns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.controls.scroll_bar import ScrollBar
from gui.look.theme import Look
from gui.panels.examples.columns import Column, Kind
from gui.panels.examples.fields import Way
from gui.panels.examples.model import ExamplesModel, Index
from gui.panels.examples.order import Sorting
from gui.panels.examples.paint import CellPainter, Heading
from gui.panels.examples.repaint import in_view, rows_to_draw
from gui.panels.examples.selection import selected_rows, selection_of
from gui.panels.examples.widths import least_widths, named_widths, shared_out, widest
from gui.words.translation import language

ROW, HEAD = 40.0, 34.0
MOMENT = 2500
"""Milliseconds for which rows are marked that have moved with another one."""


class ExamplesView(QTableView):
    """Rows of examples. It asks for what a person wants done and edits nothing.

    Signals
    -------
    chosen(example)
        The row with the keyboard is another one.
    opened(), menu_asked(QPoint), remove_asked(), duplicate_asked(), add_asked(), paste_asked()
    hold_out_asked()
        The selected rows are to be held out, or put back.
    edit_asked(column number, typed text or None)
        The cell with the keyboard is to be edited.
    composed()
        An input method begins to put letters together there.
    sort_asked(Column, descending or None)
        None: the next of one way, the other way and not at all.
    hovered(example or None)
    arranged()
        Columns have other places.
    aligned()
        Numbers are written or stand elsewhere in their columns.
    """

    chosen = Signal(object)
    opened = Signal()
    edit_asked = Signal(object, object)
    menu_asked = Signal(object)
    remove_asked = Signal()
    duplicate_asked = Signal()
    hold_out_asked = Signal()
    add_asked = Signal()
    paste_asked = Signal()
    composed = Signal()
    sort_asked = Signal(object, object)
    hovered = Signal(object)
    arranged = Signal()
    aligned = Signal()

    def __init__(self, look: Look, evaluation: Evaluation) -> None:
        super().__init__()
        self.setObjectName("examples.table")
        self._look = look
        self._silent = False
        self._marks: dict[int, str] = {}
        self._hover: int | None = None
        self._scrolled_from: int | None = None
        self._texts = widest(evaluation, 2)
        self._arranged: object = None
        self.rows = ExamplesModel(evaluation, look)
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
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(MOMENT)
        self._moment.timeout.connect(self._forget_moved)

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over sizes and colours."""
        look = self._look
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.color("card"))
        self.setPalette(palette)
        self.cells.texts.forget()
        self.cells.figures.forget()
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
        was = model.evaluation, model.decimals, model.sorting, self._marks
        self._silent = True
        model.show(evaluation, rows, sorting)
        if model.columns != before[1] or self._texts != widest(evaluation, model.decimals):
            self._arrange()
        if model.rows is not before[0] or model.columns != before[1]:
            self._select_again(selected, column)
        self._put_current(evaluation.state.view.example, column)
        self._silent = False
        self._marks = dict(model.strays)
        self._align()
        alike = model.rows is before[0] and model.columns == before[1]
        shown = model.decimals, model.sorting, self._marks
        if not (alike and was[1:] == shown and self._draw_changed(was[0])):
            self.viewport().update()
            self.heading.viewport().update()

    def _draw_changed(self, before: Evaluation) -> bool:
        """Draw only the rows in view that look different now; False where all may."""
        view = self._rows_in_view()
        rows = np.arange(view.start, view.stop)
        changed = rows_to_draw(before, self.rows.evaluation, self.rows.rows[rows])
        if changed is None:
            return False
        height, width = self.verticalHeader().defaultSectionSize(), self.viewport().width()
        for row in rows[changed].tolist():
            self.viewport().update(0, self.rowViewportPosition(row), width, height)
        return True

    def _select_again(self, examples: IntArray, column: int) -> None:
        """Select the same examples in the rows where they are now."""
        if len(examples) < 2:
            return
        rows = np.flatnonzero(np.isin(self.rows.rows, examples))
        flags, found = QItemSelectionModel.SelectionFlag, selection_of(self.rows, rows, column)
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

    def selected_rows(self) -> IntArray:
        """Rows that are selected, ascending."""
        return selected_rows(self.selectionModel())

    def selected_examples(self) -> list[int]:
        """Examples that are selected, in the order of the document."""
        found: list[int] = np.sort(self.rows.rows[self.selected_rows()]).tolist()
        return found

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """Where a score of the chosen example, or of another, is, if that can be seen."""
        column = Column(Kind.SCORE, class_index)
        chosen = self.rows.evaluation.state.view.example
        row = self.rows.row_of(chosen if example is None else example)
        if row is None or column not in self.rows.columns:
            return None
        area = self.visualRect(self.rows.index(row, self.rows.columns.index(column)))
        port = self.viewport()
        return (port, area) if port.rect().intersects(area) else None

    def mark_moved(self, examples: IntArray) -> None:
        """Mark the rows of these examples for a moment."""
        moved = np.zeros(self.rows.evaluation.state.example_count, dtype=bool)
        moved[examples] = True
        self.cells.moved = moved
        self._moment.start()
        self.viewport().update()

    def _forget_moved(self) -> None:
        self.cells.moved = None
        self.viewport().update()

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

    def after(self, index: QModelIndex, way: Way) -> QModelIndex | None:
        """The cell below or above, or the next or last one over the row's end; None at the end."""
        if not index.isValid() or way is Way.OPEN:
            return None
        width = len(self.rows.columns)
        step = {Way.DOWN: width, Way.UP: -width, Way.NEXT: 1, Way.BACK: -1}[way]
        row, column = divmod(index.row() * width + index.column() + step, width)
        return self.rows.index(row, column) if 0 <= row < len(self.rows.rows) else None

    def select(self, examples: IntArray) -> None:
        """Select the rows of these examples beside the one with the keyboard (silent)."""
        self._select_again(examples, max(0, self.currentIndex().column()))

    # -- columns ----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Share the width among the columns, closer where it is short; beyond that, scroll."""
        room = self.viewport().width()
        model, scale = self.rows, self._look.scale
        self._texts = widest(model.evaluation, model.decimals)
        wanted = (room, scale, language(), model.columns, self._texts)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        self._share_out(room)
        # Only now it is known whether there is a scroll bar: it takes of the width, and of a view
        # that is about to be shown Qt does not tell.
        if self.viewport().width() != room:
            self._share_out(self.viewport().width())
        self._align()
        self.arranged.emit()

    def _share_out(self, room: int) -> None:
        look, model = self._look, self.rows
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
        named = named_widths(look, model.evaluation, model.columns, least, room)
        for number, width in enumerate(shared_out(named, model.columns, room)):
            self.setColumnWidth(number, width)
        self.horizontalScrollBar().setSingleStep(look.px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Scrolling has brought others into view.
        self._align(painted=event.rect().contains(self.viewport().rect()))
        super().paintEvent(event)

    def _align(self, *, painted: bool = False) -> None:
        """Write out the numbers in view, their points in line; draw them unless all is drawn."""
        rows, widths = self._rows_in_view(), self._widths_in_view()
        if self.cells.figures.prepare(rows, widths, close=self.cells.close):
            if not painted:
                self.viewport().update()
            self.aligned.emit()

    def _rows_in_view(self) -> range:
        port = self.viewport()
        return in_view(self.rowAt(0), self.rowAt(port.height() - 1), len(self.rows.rows))

    def _widths_in_view(self) -> dict[int, int]:
        port, count = self.viewport(), len(self.rows.columns)
        span = in_view(self.columnAt(0), self.columnAt(port.width() - 1), count)
        return {number: self.columnWidth(number) for number in span}

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
        self.cells.several = len(self.selected_rows()) > 1
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
