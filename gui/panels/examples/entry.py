"""Typing into the cells of the table: fields over scores, names and labels, and the way on."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Signal,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core import edits
from core.edits import Edit
from core.state import SCORE_LIMIT
from gui.controls.menu import Menu
from gui.controls.steps import SCORE_STEPS
from gui.look.theme import Look
from gui.panels.examples.columns import Column, Kind
from gui.panels.examples.fields import CellNumber, CellText, Way
from gui.panels.examples.hands import ExamplesTable
from gui.panels.examples.paste import class_named, no_class
from gui.session import GestureLink, Session
from gui.words.tips import on_button
from gui.words.translation import tr, words


class CellEntry(QObject):
    """Opens fields over the cells of a view and turns what is typed there into edits."""

    label_chosen = Signal(object)
    """The edit that makes a class the correct one of the selected examples."""
    refused = Signal(object)
    """Why a cell cannot be written into."""

    def __init__(self, look: Look, session: Session, view: ExamplesTable) -> None:
        super().__init__(view)
        self._look = look
        self._session = session
        self._view = view
        self._example = self._class = 0
        self._next: tuple[int, int] | None = None
        limits = (-SCORE_LIMIT, SCORE_LIMIT)
        self.field = CellNumber(look, "examples.field", limits, SCORE_STEPS, view)
        self.name = CellText(look, "examples.name", view)
        self.label = CellText(look, "examples.label", view, self._no_class)
        self.field.committed.connect(self._typed)
        self.name.accepted.connect(self._renamed)
        self.label.accepted.connect(self._labelled)
        for field in (self.field, self.name, self.label):
            field.leaving.connect(self._leave_for)
            field.left.connect(self._go)
        GestureLink(self.field, session, self._score_edit)
        view.edit_asked.connect(self.open)
        view.composed.connect(self._open_for)
        view.chosen.connect(self.leave)
        view.verticalScrollBar().valueChanged.connect(self.leave)
        view.horizontalScrollBar().valueChanged.connect(self.leave)
        view.arranged.connect(self._place)

    def apply_look(self) -> None:
        """Take over words."""
        self.field.apply_look()

    def leave(self) -> None:
        """Rows move away under an open field, or Page Down leads to another one: it is left."""
        if any(field.isVisible() for field in (self.field, self.name, self.label)):
            self._view.setFocus()

    def open(self, number: int, typed: str | None) -> None:
        """Edit the cell of the chosen row in this column; `typed` are the first letters."""
        view, state = self._view, self._session.state
        row = view.rows.row_of(state.view.example)
        if row is None or not 0 <= number < len(view.rows.columns):
            return
        self._example = state.view.example
        column = view.rows.columns[number]
        index = view.rows.index(row, number)
        self._next = None
        # Not the view's own setCurrentIndex, which would give up a selection of several rows.
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        view.scrollTo(index)
        area = self._area(index)
        if column.kind is Kind.SCORE:
            self._open_field(area, column, typed)
        elif column.kind is Kind.NAME:
            self._open_text(self.name, area, words(state.examples[self._example]), typed)
        elif column.kind is Kind.LABEL and typed is None:
            self.label_menu().popup(view.mapToGlobal(area.bottomLeft()))
        elif column.kind is Kind.LABEL:
            # Not over the present name: to type that again may be meant for other selected rows.
            self._open_text(self.label, area, "", typed)
            self.label.setAccessibleName(tr("examples.label.menu"))
            self.label.setToolTip(tr("examples.label.typing"))
        else:
            heading = view.rows.heading(number)
            self.refused.emit(tr("examples.computed", name=heading))

    def _open_for(self) -> None:
        """An input method begins to compose a letter over a cell: it goes into the cell's field."""
        self.open(self._view.currentIndex().column(), "")

    def _area(self, index: QModelIndex) -> QRect:
        """Where a cell is, in the view."""
        view = self._view
        return view.visualRect(index).translated(view.viewport().mapTo(view, QPoint(0, 0)))

    def _place(self) -> None:
        """Keep an open field over its cell when the columns or the rows have other sizes."""
        area = self._area(self._view.currentIndex())
        if self.field.isVisible():
            self.field.place(QRectF(area))
        for text in (self.name, self.label):
            if text.isVisible():
                text.setGeometry(area)

    # -- what is typed ----------------------------------------------------------------------------

    def _open_text(self, text: CellText, area: QRect, shown: str, typed: str | None) -> None:
        text.open(area, shown)
        if typed is not None:
            text.setText(typed)

    def _open_field(self, area: QRect, column: Column, typed: str | None) -> None:
        state = self._session.state
        self._class = column.index
        name = tr(
            "examples.field",
            name=words(state.classes[self._class]),
            example=words(state.examples[self._example]),
        )
        self.field.set_words(name, tr("examples.field.tip"))
        score = float(self._session.evaluation.scores[self._example, self._class])
        self.field.open(QRectF(area), score)
        if typed is not None:
            self.field.setText(typed)
            self.field.setModified(True)

    def _score_edit(self, value: float) -> Edit:
        return edits.set_score(self._example, self._class, value)

    def _typed(self, value: float) -> None:
        self._session.take(self.field, self._and_on(self._score_edit(value)))

    def _renamed(self, name: str) -> None:
        self._session.edit(self._and_on(edits.rename_example(self._example, name)))

    def _no_class(self, text: str) -> str:
        """What is wrong with a text that is to be a class."""
        state = self._session.state
        return "" if class_named(state, text) is not None else no_class(state, text)

    def _labelled(self, text: str) -> None:
        found = class_named(self._session.state, text)
        if found is not None:
            self.label_chosen.emit(self._and_on(self._label_edit(found)))

    # -- the way on -------------------------------------------------------------------------------

    def _leave_for(self, way: Way) -> None:
        """Note which cell comes next, before an edit may move the rows."""
        view = self._view
        index = view.after(view.currentIndex(), way)
        self._next = None if index is None else (int(view.rows.rows[index.row()]), index.column())

    def _and_on(self, edit: Edit) -> Edit:
        """`edit` and the choice of the next example, so that one step takes back both."""
        if self._next is None:
            return edit
        on = edits.choose_example(self._next[0])
        return Edit(edit.label, lambda state: on.apply(edit.apply(state)))

    def _go(self, way: Way) -> None:
        """Go where the key leads that ended the typing."""
        self._session.flush()
        following, self._next = self._next, None
        row = None if following is None else self._view.rows.row_of(following[0])
        if following is not None and row is not None:
            self._view.setCurrentIndex(self._view.rows.index(row, following[1]))
        else:
            self._view.go(way)

    # -- labels -----------------------------------------------------------------------------------

    def label_menu(self) -> QMenu:
        """The classes, to make one the correct class of every selected example."""
        state = self._session.state
        menu = Menu(self._look, "examples.label.menu", self._view)
        menu.setAccessibleName(tr("examples.label.menu"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.triggered.connect(self._picked)
        own = int(state.labels[state.view.example])
        for index, name in enumerate(state.classes):
            action = menu.addAction(on_button(words(name)))
            action.setData(index)
            action.setCheckable(index == own)
            action.setChecked(index == own)
            if index == own:
                menu.setActiveAction(action)
        return menu

    def _picked(self, action: QAction) -> None:
        self.label_chosen.emit(self._label_edit(int(action.data())))

    def _label_edit(self, index: int) -> Edit:
        return edits.set_label(self._view.selected_examples() or [self._example], index)
