"""Every example: the card with the table, its means, and what is searched for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.arrays import IntArray
from core.edits import Label
from core.evaluation import Evaluation
from gui.charts.curves.kept import Kept
from gui.controls.button import Button, Kind
from gui.controls.card import Card
from gui.controls.error_note import ErrorNote
from gui.controls.notice import Notice
from gui.controls.search_edit import SearchEdit
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Look, Mode, Room
from gui.panels.examples.columns import Column, columns_of
from gui.panels.examples.editing import ExamplesEditor
from gui.panels.examples.entry import CellEntry
from gui.panels.examples.hands import ExamplesTable
from gui.panels.examples.holding import HoldingOut
from gui.panels.examples.mean_row import MeanRow
from gui.panels.examples.order import Found, Sorting, shown_depends_on
from gui.panels.examples.staying import in_place, no_longer, strays
from gui.panels.filters import Filter
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import language, tr, words

_STANDINGS = ("all", "right", "wrong", "violating")


class ExamplesPanel(Card):
    """The table of examples with its tools.

    Signals
    -------
    example_hovered(example or None)
    opened()
        The chosen example is to be seen on the Scores page.
    filtered(Filter)
        Other rows are shown.
    """

    growth = 1.0  # more rows, not larger ones

    example_hovered = Signal(object)
    opened = Signal()
    filtered = Signal(object)

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._filter = Filter()
        self._sorting: Sorting | None = None
        self._found = Found()
        self._drawn: Kept[None] = Kept()
        self._note: ErrorNote | None = None
        self._notice: Notice | None = None
        self._removal: Label | None = None
        self._rows: IntArray = np.arange(session.state.example_count)
        self._strays: dict[int, str] = {}
        # What stands for the example that is worked on, and for the order that was asked for.
        self._work: Kept[object] = Kept()
        self._asked: Kept[object] = Kept()
        self._now: object = None
        self._order_now: object = None
        self.view = ExamplesTable(look, session.evaluation)
        self.means = MeanRow(look, self.view)
        self.editor = ExamplesEditor(look, session, self.view)
        self.holding = HoldingOut(look, session, self.editor)
        self.entry = CellEntry(look, session, self.view)
        self.search = SearchEdit(look, "examples.search")
        self.standing = SegmentedControl(look, "examples.standing")
        self.add = Button(look, "examples.add", Kind.FLAT, "plus")
        self.duplicate = Button(look, "examples.duplicate", Kind.FLAT, "copy")
        self.remove = Button(look, "examples.remove", Kind.FLAT, "cross")
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.means)
        tools = QWidget()
        self._tools = QHBoxLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        buttons = self.add, self.duplicate, self.remove, self.holding.button
        for part in (*buttons, self.search, self.standing):
            self._tools.addWidget(part)
        super().__init__(look, "examples", body)
        self.add_corner(tools)
        self._connect()

    def _connect(self) -> None:
        self.view.chosen.connect(self._choose)
        self.view.hovered.connect(self.example_hovered)
        self.view.opened.connect(self.opened)
        self.view.sort_asked.connect(self._sort)
        self.view.selectionModel().selectionChanged.connect(self._able)
        self.search.textEdited.connect(self._search)
        self.standing.chosen.connect(self._stand)
        self.holding.group_asked.connect(self._show_group)
        self.editor.refused.connect(self._complain)
        self.editor.added.connect(self._reveal)
        self.editor.removed.connect(self._tell_removed)
        self.entry.refused.connect(self._complain)
        self.view.copy_refused.connect(self._complain)
        self.entry.label_chosen.connect(self.editor.make)
        self.add.clicked.connect(self.editor.add)
        self.duplicate.clicked.connect(self.editor.duplicate)
        self.remove.clicked.connect(self.editor.remove)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, example: int) -> None:
        if example != self._session.state.view.example:
            self._session.edit(edits.choose_example(example))

    def _complain(self, text: str) -> None:
        """Say why what was asked could not be done, until the next input.

        Beside the cell that has the keyboard, else beside the buttons.
        """
        if self._note is None:
            self._note = ErrorNote(self.look, self.remove)
        view = self.view.viewport()
        cell = self.view.visualRect(self.view.currentIndex()) & view.rect()
        at_cell = self.view.hasFocus() and not cell.isEmpty()
        self._note.show_beside(
            *(view, cell) if at_cell else (self.remove, self.remove.rect()), text
        )
        self._note.dismiss_at_next_input()

    def _tell_removed(self, count: int) -> None:
        """Say how many examples are gone, and offer to bring them back."""
        if self._notice is None:
            self._notice = Notice(self.look, self.view)
            self._notice.asked.connect(self._session.undo)
        self._removal = self._session.document.undo_label
        text = tr("examples.removed", count=f"{count:,}")
        self._notice.tell(text, tr("header.undo"), tr("examples.removed.tip", key=hint("undo")))

    def _reveal(self) -> None:
        """A new example that the filter would hide takes the filter away."""
        if self.view.rows.row_of(self._session.state.view.example) is None:
            self.set_filter(Filter())

    def _sort(self, column: Column, descending: bool | None) -> None:
        before = now = self._sorting
        if descending is not None:
            self._sorting = Sorting(column, descending)
        elif now is not None and now.column == column and not self._in_order():
            pass  # rows that an edit has left where they were are put in order first
        elif now is None or now.column != column:
            self._sorting = Sorting(column, descending=column.largest_first)
        elif now.descending == column.largest_first:
            self._sorting = Sorting(column, descending=not now.descending)
        else:
            self._sorting = None
        if not self._session.ahead(partial(self.prepare, self._evaluation)):
            self._sorting = before
            return
        self._order_now = None
        self.show_evaluation(self._evaluation)
        self.view.scrollToTop()  # where the largest or the smallest are

    def _search(self, text: str) -> None:
        self.set_filter(replace(self._filter, name=text.strip()))

    def _stand(self, standing: str) -> None:
        self.set_filter(Filter(standing, None, self._filter.name, self._filter.group))

    def _show_group(self, group: str) -> None:
        self.set_filter(replace(self._filter, group=group))

    def set_filter(self, wanted: Filter) -> None:
        """Show only the examples that match."""
        if wanted != self._filter:
            before, self._filter = self._filter, wanted
            if not self._session.ahead(partial(self.prepare, self._evaluation)):
                self._filter = before
                return
            if self.search.text().strip() != wanted.name:
                self.search.setText(wanted.name)
            self.filtered.emit(wanted)
            self.show_evaluation(self._evaluation)
            self.view.scrollToTop()
            self.view.scrollTo(self.view.currentIndex())

    def keep_name(self, wanted: Filter) -> None:
        """Show only the examples that match, whatever name is searched for."""
        self.set_filter(replace(wanted, name=self._filter.name))

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        look = self.look
        self._tools.setSpacing(look.px(8))
        self.view.apply_look()
        self.means.apply_look()
        self.entry.apply_look()
        self.search.set_words(tr("examples.search"), tr("examples.search.tip"))
        # Zoomed far the heading needs what it can spare.
        tight = look.room is Room.NO_RAIL and look.mode is Mode.DESK
        self.search.setFixedSize(look.px(120 if tight else 190), look.target(34))
        self.standing.setFixedHeight(look.target(34))
        self.standing.setAccessibleName(tr("examples.standing"))
        self.standing.set_options(
            [(key, tr(f"examples.{key}"), tr(f"examples.{key}.tip")) for key in _STANDINGS]
        )
        self.add.set_words("", tr("examples.add.tip"))
        self.view.setAccessibleName(tr("examples.heading"))
        self._found = Found()
        self._drawn.forget()
        self.show_evaluation(self._session.evaluation)

    def set_highlight_example(self, example: int | None) -> None:
        """Light the row of an example (silent)."""
        self.view.set_lit(example)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; while a gesture is under way the rows stay where they are."""
        held = self._session.document.in_gesture
        same = evaluation.state.example_count == self._evaluation.state.example_count
        self._evaluation = evaluation
        if self._notice is not None and self._session.document.undo_label is not self._removal:
            self._notice.hide()  # undo would take something else back by now
        if not (held and same):
            self._rows = self._ordered()
        marks = tuple(self._strays.items())
        inputs = (self._rows, self._sorting, marks, language(), *shown_depends_on(evaluation))
        self._drawn.get("", inputs, self._draw)
        self.standing.set_current(self._filter.standing if self._filter.cell is None else None)
        self._say()
        self._able()

    def _draw(self) -> None:
        self.view.rows.strays = self._strays
        self.view.show_rows(self._evaluation, self._rows, self._sorting)
        self.means.refresh()

    def prepare(self, evaluation: Evaluation) -> None:
        """Find the rows of `evaluation`: what takes long, so that it can be done ahead."""
        wanted, sorting = self._filter, self._sorting
        if wanted.cell is not None and max(wanted.cell) >= evaluation.state.class_count:
            return
        rows = self._found.matching(evaluation, wanted)
        if sorting is not None and sorting.column in columns_of(evaluation):
            self._found.ordered(evaluation, rows, sorting)

    def _ordered(self) -> IntArray:
        evaluation, wanted, sorting = self._evaluation, self._filter, self._sorting
        if not evaluation.state.has_held_out and wanted.group != "all":
            wanted = self._filter = replace(wanted, group="all")
        if sorting is not None and sorting.column not in columns_of(evaluation):
            sorting = self._sorting = None
        if wanted.cell is not None and max(wanted.cell) >= evaluation.state.class_count:
            wanted = self._filter = Filter(name=wanted.name, group=wanted.group)
        return self._settled(self._found.matching(evaluation, wanted))

    def _settled(self, matches: IntArray) -> IntArray:
        """The examples that match, in order; while one of them is worked on, no row goes away."""
        evaluation, wanted, sorting = self._evaluation, self._filter, self._sorting
        state, rows, staying = evaluation.state, matches, np.arange(0)
        whose = (wanted, state.view.example, state.identities, state.class_count, language())
        work = self._work.get("", whose, object)
        order = self._asked.get("", (sorting, state.loss, evaluation.pinned), object)
        same, self._now = work is self._now, work
        if same and not wanted.shows_all:
            chosen = self.view.rows.rows[self.view.selected_rows()]
            chosen = np.append(chosen, state.view.example)
            staying = strays(matches, self._rows, chosen, state.example_count)
            rows = np.union1d(matches, staying) if len(staying) else matches
        self._strays = {
            one: tr(f"examples.no_longer.{no_longer(evaluation, one, wanted)}")
            for one in staying.tolist()
        }
        if same and sorting is not None and order is self._order_now:
            return in_place(self._rows, rows, state.example_count)
        self._order_now = order
        return self._found.ordered(evaluation, rows, sorting)

    def _in_order(self) -> bool:
        """Whether the rows stand as they were asked to, or as an edit has left them."""
        rows = np.sort(self._rows)
        return np.array_equal(
            self._rows, self._found.ordered(self._evaluation, rows, self._sorting)
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back to the page finds the rows as asked."""
        self._now = None
        super().hideEvent(event)

    def _say(self) -> None:
        count, all_ = len(self._rows), self._evaluation.state.example_count
        help_line = tr("examples.hint", key=hint("table.open"))
        if not self._filter.shows_all:
            what = escape(self._described())
            help_line = tr("examples.shown", count=f"{count:,}", all=f"{all_:,}", what=what)
            if self._strays:
                help_line += ". " + tr("examples.strays", count=f"{len(self._strays):,}")
            if self.view.rows.row_of(self._evaluation.state.view.example) is None:
                help_line += ". " + tr("examples.chosen_hidden")
        self.set_texts(tr("examples.heading"), help_line)

    def _described(self) -> str:
        """What is asked of the examples that are shown."""
        wanted, classes = self._filter, self._evaluation.state.classes
        parts = []
        if wanted.cell is not None:
            correct, predicted = (words(classes[index]) for index in wanted.cell)
            parts.append(tr("examples.filter.cell", correct=correct, predicted=predicted))
        elif wanted.standing != "all":
            parts.append(tr(f"examples.filter.{wanted.standing}"))
        if wanted.group != "all":
            parts.append(tr(f"examples.filter.{wanted.group}"))
        if wanted.name:
            parts.append(tr("examples.filter.name", name=wanted.name))
        return ", ".join(parts)

    def _able(self) -> None:
        count = len(self.view.selected_rows())
        self.duplicate.setEnabled(count > 0)
        self.remove.setEnabled(count > 0)
        key = hint("table.duplicate")
        self.duplicate.set_words("", tr("examples.duplicate.tip", count=f"{count:,}", key=key))
        self.remove.set_words("", tr("examples.remove.tip", count=f"{count:,}"))
        self.holding.show_evaluation(self._evaluation, self._filter.group, count)
