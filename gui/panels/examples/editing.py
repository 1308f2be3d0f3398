"""What a person does to the cells of the table: fields, names, labels, and the menu of a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import numpy as np
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
from core.errors import EditError
from core.state import SCORE_LIMIT
from core.text import Text
from gui.labels import error_text
from gui.naming import following
from gui.panels.examples.columns import Column, Kind
from gui.panels.examples.view import ExamplesView
from gui.session import GestureLink, Session
from gui.steps import SCORE_STEPS
from gui.theme import Look, Type
from gui.translation import tr, words
from gui.widgets.cell_field import CellField
from gui.widgets.inline_edit import InlineEdit
from gui.work import GivenUpError, wait_for

T = TypeVar("T")
_LONG = 2_000_000
"""Scores from which on an edit of the rows, a sort or a search may take longer than a blink."""
_ACTIONS = ("open", "duplicate", "remove", "rename")


class ExamplesEditor(QObject):
    """Opens fields over the cells of a view and turns what is asked there into edits."""

    refused = Signal(object)
    """Why an edit of the rows could not be made."""
    rows_changed = Signal()
    """Examples have been added or removed."""

    def __init__(self, look: Look, session: Session, view: ExamplesView) -> None:
        super().__init__(view)
        self._look = look
        self._session = session
        self._view = view
        self._example = self._class = 0
        limits = (-SCORE_LIMIT, SCORE_LIMIT)
        self.field = CellField(look, "examples.field", limits, SCORE_STEPS, view)
        self.name = InlineEdit(look, "examples.name", view)
        self.field.committed.connect(self._typed)
        self.field.tabbed.connect(self._go_on)
        self.name.accepted.connect(self._renamed)
        GestureLink(self.field, session, self._score_edit)
        view.edit_asked.connect(self.open)
        view.menu_asked.connect(self.open_menu)
        view.remove_asked.connect(self.remove)
        view.duplicate_asked.connect(self.duplicate)
        view.add_asked.connect(self.add)
        view.verticalScrollBar().valueChanged.connect(self.leave)
        view.horizontalScrollBar().valueChanged.connect(self.leave)
        view.arranged.connect(self._place)

    def apply_look(self) -> None:
        """Take over words."""
        self.field.apply_look()

    def leave(self) -> None:
        """Rows move away under an open field: what was typed is taken, as on leaving."""
        if self.field.isVisible() or self.name.isVisible():
            self._view.setFocus()

    # -- one cell ---------------------------------------------------------------------------------

    def open(self, number: int, typed: str | None) -> None:
        """Edit the cell of the chosen row in this column; `typed` are the first letters."""
        view, state = self._view, self._session.state
        row = view.rows.row_of(state.view.example)
        if row is None or not 0 <= number < len(view.rows.columns):
            return
        self._example = state.view.example
        column = view.rows.columns[number]
        index = view.rows.index(row, number)
        # Not the view's own setCurrentIndex, which would give up a selection of several rows.
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        view.scrollTo(index)
        area = self._area(index)
        if column.kind is Kind.SCORE:
            self._open_field(area, column, typed)
        elif column.kind is Kind.LABEL:
            self.label_menu().popup(view.mapToGlobal(area.bottomLeft()))
        elif column.kind is Kind.NAME:
            self.name.open(area, words(state.examples[self._example]))
            if typed is not None:
                self.name.setText(typed)

    def _area(self, index: QModelIndex) -> QRect:
        """Where a cell is, in the view."""
        view = self._view
        return view.visualRect(index).translated(view.viewport().mapTo(view, QPoint(0, 0)))

    def _place(self) -> None:
        """Keep an open field over its cell when the columns or the rows have other sizes."""
        area = self._area(self._view.currentIndex())
        if self.field.isVisible():
            self.field.place(QRectF(area))
        if self.name.isVisible():
            self.name.setGeometry(area)

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
        self._session.take(self.field, self._score_edit(value))

    def _renamed(self, name: str) -> None:
        self._session.edit(edits.rename_example(self._example, name))

    def _go_on(self, forward: bool) -> None:
        """Tab goes on to the next score of the row, then to those of the next row."""
        view = self._view
        scores = [i for i, c in enumerate(view.rows.columns) if c.kind is Kind.SCORE]
        place = scores.index(view.currentIndex().column()) + (1 if forward else -1)
        row = view.currentIndex().row() + place // len(scores)
        if not 0 <= row < len(view.rows.rows):
            return
        self._session.flush()
        view.setCurrentIndex(view.rows.index(row, scores[place % len(scores)]))
        self.open(scores[place % len(scores)], None)

    # -- labels and rows --------------------------------------------------------------------------

    def label_menu(self) -> QMenu:
        """The classes, to make one the correct class of every selected example."""
        state = self._session.state
        menu = QMenu(self._view)
        menu.setObjectName("examples.label.menu")
        menu.setFont(self._look.font(Type.SMALL))
        menu.setPalette(self._look.palette())
        menu.setAccessibleName(tr("examples.label.menu"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.triggered.connect(self._label_chosen)
        own = int(state.labels[state.view.example])
        for index, name in enumerate(state.classes):
            action = menu.addAction(words(name).replace("&", "&&"))
            action.setData(index)
            action.setCheckable(index == own)
            action.setChecked(index == own)
            if index == own:
                menu.setActiveAction(action)
        return menu

    def _label_chosen(self, action: QAction) -> None:
        examples = self._view.selected_examples() or [self._example]
        self._make(edits.set_label(examples, int(action.data())))

    def open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected rows."""
        state, count = self._session.state, len(self._view.selected_examples())
        menu = QMenu(self._view)
        menu.setObjectName("examples.menu")
        menu.setFont(self._look.font(Type.SMALL))
        menu.setPalette(self._look.palette())
        menu.aboutToHide.connect(menu.deleteLater)
        slots = (self._view.opened.emit, self.duplicate, self.remove, self._rename)
        for key, slot in zip(_ACTIONS, slots, strict=True):
            action = menu.addAction(tr(f"examples.menu.{key}", count=count), slot)
            action.setObjectName(f"examples.menu.{key}")
        menu.actions()[_ACTIONS.index("remove")].setEnabled(count < state.example_count)
        menu.popup(place)

    def _rename(self) -> None:
        self.open(0, None)

    def add(self) -> None:
        """Append a fresh example and choose it."""
        name = following(self._session.state.examples, "examples.new")
        self._make(edits.add_example(name))

    def duplicate(self) -> None:
        """Append copies of the selected examples, and select these."""
        state, chosen = self._session.state, self._view.selected_examples()
        if chosen:
            names = copy_names(state.examples, chosen)
            if self._make(edits.duplicate_examples(chosen, names)):
                count = self._session.state.example_count
                self._view.select(np.arange(count - len(chosen), count))

    def remove(self) -> None:
        """Remove the selected examples."""
        chosen = self._view.selected_examples()
        if chosen:
            self._make(edits.remove_examples(chosen))

    def _make(self, edit: Edit) -> bool:
        """Make an edit of the rows; while it takes long the window stays alive, and one may stop.

        What is refused is said beside the buttons.
        """
        state = self._session.state
        try:
            after = self.beside(tr("examples.working"), lambda: edit.apply(state))
        except GivenUpError:
            return False
        except EditError as error:
            self.refused.emit(error_text(error))
            return False
        self._session.edit(Edit(edit.label, lambda _: after))
        self._session.flush()
        self.rows_changed.emit()
        return True

    def beside(self, text: str, job: Callable[[], T]) -> T:
        """Do what takes a blink at once, and what may take longer beside the window."""
        state = self._session.state
        if state.example_count * state.class_count < _LONG:
            return job()
        return wait_for(self._view, text, lambda _: job())


def copy_names(examples: tuple[Text, ...], chosen: list[int]) -> list[Text]:
    """Names for copies, in every language the original has: cat photo, cat photo 2, cat photo 3."""
    taken = {words(name) for name in examples}
    found: list[Text] = []
    for index in chosen:
        name, number = _without_number(examples[index])
        while f"{words(name)} {number}" in taken:
            number += 1
        taken.add(f"{words(name)} {number}")
        if isinstance(name, str):
            found.append(f"{name} {number}")
        else:
            found.append({code: f"{text} {number}" for code, text in name.items()})
    return found


def _without_number(name: Text) -> tuple[Text, int]:
    """A name without the number it ends with in every language, and the next number."""
    parts = {
        code: re.fullmatch(r"(.*\S) (\d{1,9})", text)
        for code, text in ({"": name} if isinstance(name, str) else name).items()
    }
    found = [part for part in parts.values() if part is not None]
    if len(found) < len(parts):
        return name, 2
    number = int(found[0][2]) + 1
    if isinstance(name, str):
        return found[0][1], number
    return {code: part[1] for code, part in zip(parts, found, strict=True)}, number
