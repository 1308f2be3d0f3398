"""What a person does to the rows of the table: add, duplicate, remove, paste, and their menu."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication

from core import edits
from core.edits import Edit
from core.errors import EditError
from core.state import State
from core.text import Text
from gui.base.work import GivenUpError, wait_for
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.panels.examples.paste import PasteError, Place, pasted
from gui.panels.examples.view import ExamplesView
from gui.session import Session
from gui.words.labels import error_text
from gui.words.naming import following
from gui.words.translation import tr, words

T = TypeVar("T")
_LONG_TEXT = 1 << 20
"""Letters of the clipboard that are looked at beside the window."""
_LONG = 2_000_000
"""Scores from which on an edit of the rows, a sort or a search may take longer than a blink."""
_ACTIONS = ("open", "duplicate", "hold_out", "remove", "rename")


class ExamplesEditor(QObject):
    """Turns what is asked of the rows of a view into edits."""

    refused = Signal(object)
    """Why an edit of the rows could not be made."""
    added = Signal()
    """The chosen example is a new one."""
    removed = Signal(object)
    """So many examples have been removed."""

    def __init__(self, look: Look, session: Session, view: ExamplesView) -> None:
        super().__init__(view)
        self._look = look
        self._session = session
        self._view = view
        view.menu_asked.connect(self.open_menu)
        view.remove_asked.connect(self.remove)
        view.duplicate_asked.connect(self.duplicate)
        view.hold_out_asked.connect(self.hold_out)
        view.add_asked.connect(self.add)
        view.paste_asked.connect(self.paste)

    def open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected rows."""
        state, count = self._session.state, len(self._view.selected_examples())
        menu = Menu(self._look, "examples.menu", self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        acts = self.duplicate, self.hold_out, self.remove, self._rename
        for key, slot in zip(_ACTIONS, (self._view.opened.emit, *acts), strict=True):
            said = "put_back" if key == "hold_out" and not self.holds_out() else key
            action = menu.addAction(tr(f"examples.menu.{said}", count=count), slot)
            action.setObjectName(f"examples.menu.{key}")
        menu.actions()[_ACTIONS.index("remove")].setEnabled(count < state.example_count)
        menu.popup(place)

    def _rename(self) -> None:
        self._view.edit_asked.emit(0, None)

    def add(self) -> None:
        """Append a fresh example and choose it."""
        examples = self._session.state.examples
        try:
            name = self.beside(tr("examples.working"), partial(following, examples, "examples.new"))
        except GivenUpError:
            return
        if self.make(edits.add_example(name)):
            self.added.emit()

    def duplicate(self) -> None:
        """Append copies of the selected examples, and select these."""
        state, chosen = self._session.state, self._view.selected_examples()
        if not chosen:
            return
        try:
            naming = partial(copy_names, state.examples, chosen)
            names = self.beside(tr("examples.working"), naming)
        except GivenUpError:
            return
        if self.make(edits.duplicate_examples(chosen, names)):
            self.added.emit()
            count = self._session.state.example_count
            self._view.select(np.arange(count - len(chosen), count))

    def holds_out(self) -> bool:
        """Whether `hold_out` holds out: not where all that are selected are held out already."""
        chosen = self._view.selected_examples()
        return not self._session.state.held_out[chosen].all()

    def hold_out(self) -> None:
        """Hold the selected examples out; put them back if all of them are."""
        chosen = self._view.selected_examples()
        if chosen:
            self.make(edits.hold_out(chosen, on=self.holds_out()))

    def put_all_back(self) -> None:
        """Let every example be a training example."""
        self.make(edits.hold_out(np.flatnonzero(self._session.state.held_out), on=False))

    def remove(self) -> None:
        """Remove the selected examples, and say how many that were."""
        chosen = self._view.selected_examples()
        if not chosen:
            return
        removal, after = edits.remove_examples(chosen), self._after_removal(chosen)

        def apply(state: State) -> State:
            found = removal.apply(state)
            return found if after is None else edits.choose_example(after).apply(found)

        if self.make(Edit(removal.label, apply)):
            self.removed.emit(len(chosen))

    def _after_removal(self, chosen: list[int]) -> int | None:
        """The index, once they are gone, of the row below them, or else above, if there is one."""
        selected, rows = self._view.selected_rows(), self._view.rows.rows
        stay = np.setdiff1d(np.arange(len(rows)), selected, assume_unique=True)
        if not len(stay):
            return None
        below = min(int(np.searchsorted(stay, selected[0])), len(stay) - 1)
        example = int(rows[stay[below]])
        return example - int(np.searchsorted(chosen, example))

    def paste(self) -> None:
        """Write what the clipboard holds into the cells from the present one on, as one step."""
        view, clipboard = self._view, QApplication.clipboard()
        index = view.currentIndex()
        if not index.isValid():
            return
        selected = view.selected_rows().tolist()
        place = Place(index.row(), index.column(), selected if len(selected) > 1 else [])
        text = clipboard.text()
        try:
            if len(text) < _LONG_TEXT:
                edit = pasted(view.rows, text, place)
            else:
                job = partial(pasted, view.rows, text, place)
                edit = wait_for(view, tr("examples.working"), lambda _: job())
            self.make(edit)
        except GivenUpError:
            return
        except PasteError as error:
            self.refused.emit(str(error))
            if "\t" in text or "\n" in text.strip():
                self._session.cells_left.emit(text)

    def make(self, edit: Edit) -> bool:
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
