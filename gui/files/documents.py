"""What becomes of documents: new ones, opened ones, saved ones, and those that give way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core import edits
from core.edits import Edit
from core.errors import ScenarioError
from core.evaluation import Evaluation
from core.importing.files import is_data_file
from core.saving import Stamp, UnaskedError, stamp_of
from core.scenario.files import builtin
from core.state import State
from gui.base.remembered import remember_folder
from gui.base.work import GivenUpError
from gui.controls.menu import Menu
from gui.controls.noted_edit import NotedEdit
from gui.controls.notice import Notice
from gui.files import dialogs as files
from gui.files.elsewhere import Elsewhere
from gui.files.readings import Readings
from gui.files.recent import Recent
from gui.look.theme import Look
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr, words


class Documents(QObject):
    """Lets one document take another's place, and lets nothing made be lost on the way.

    Parameters
    ----------
    look, session
    window
        Where questions come up.
    title
        Under which a menu of new documents opens.
    page
        At whose foot it is said what was put away.
    """

    saved = Signal()
    met = Signal(object, object)
    """A path that holds data, or one that does not open, and the complaint about it."""

    def __init__(
        self, look: Look, session: Session, window: QWidget, title: QWidget, page: QWidget
    ) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._window = window
        self._title = title
        self.page = page
        self._notice = Notice(look, page)
        self._notice.asked.connect(session.undo)
        self._asks = True
        self.readings = Readings(look, session, page, self._notice)
        self.recent = Recent(look, window)
        self.recent.chosen.connect(self.open_path)
        self.elsewhere = Elsewhere(look, session, window, page, self._notice)
        self.elsewhere.notice.asked.connect(self.revert)
        self.slots: dict[str, Callable[[], object]] = {
            "new": self.new,
            "open": self.open_file,
            "save": self.save,
            "save_as": self.save_as,
            "revert": self.revert,
        }
        """What each act does that has to do with this."""
        self.menus: dict[str, QMenu] = {"recent": self.recent.menu}
        """Menus of its own, by name."""
        session.evaluated.connect(self._outdate_notice)

    def possible(self) -> dict[str, bool]:
        """Which of the acts would do something now."""
        return {"revert": self._session.document.path is not None}

    def ask_nothing(self, now: bool) -> None:
        """Let documents give way without a question `now`, or ask again."""
        self._asks = not now

    # -- another takes its place ------------------------------------------------------------------

    def new(self) -> None:
        """Begin an empty document; where there are several kinds, ask which."""
        blanks = [item for item in builtin() if item.key.startswith("blank")]
        if len(blanks) == 1:
            self.open_builtin(blanks[0].key)
            return
        menu = Menu(self._look, "new.menu", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in blanks:
            menu.addAction(words(item.title)).setData(item.key)
        menu.triggered.connect(self._open_blank)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._title.mapToGlobal(self._title.rect().bottomLeft()))

    def _open_blank(self, chosen: QAction) -> None:
        self.open_builtin(chosen.data())

    def open_builtin(self, key: str) -> None:
        """Load one of the scenarios that come with the program; one undo step."""
        for item in builtin():
            if item.key == key and self._may_give_way():
                self._put_in_place(item.load())

    def open_file(self) -> None:
        """Ask for a file and load it, or show what data it holds; one undo step."""
        if not self._may_give_way():
            return
        path = self._session.document.path
        chosen = files.ask_which(self._window, path.parent if path else None)
        if chosen is not None:
            self._open(chosen)

    def open_path(self, path: Path) -> None:
        """Load a scenario file, or show what data it holds; one undo step."""
        if is_data_file(path) or self._may_give_way():
            self._open(path)

    def _open(self, path: Path) -> None:
        remember_folder(path)
        if is_data_file(path):
            self.met.emit(path, None)
            return
        stamp = stamp_of(path)  # as it was before: what comes while it is read is noticed
        try:
            state = files.read(self._window, path)
        except GivenUpError:
            return
        except ScenarioError as error:
            self.met.emit(path, error)
        else:
            if self._put_in_place(state):
                self._note_file(path, stamp)
                self.readings.offer()

    def bring_in(self, state: State) -> None:
        """Put a document in place that has no file; one undo step."""
        if self._may_give_way():
            self._put_in_place(state)

    def bring_in_part(self, state: State, *, weights: bool) -> None:
        """Replace W and b, or else the examples, by those of `state`; one undo step."""
        edit = edits.replace_part(state, weights=weights)
        self._replace(edit, f"notice.{edit.label.key}")

    def revert(self) -> None:
        """Load the document's own file anew; its changes are kept as one undo step."""
        self.finish_typing()
        document = self._session.document
        path, asks = document.path, self._asks and document.modified
        if path is None or (asks and not files.may_revert(self._window, path.name)):
            return
        stamp = stamp_of(path)
        state = files.load(self._window, path)
        if state is not None:
            if asks:
                document.give_up_changes()
            if self._put_in_place(state, again=True):
                self._note_file(path, stamp)

    def _note_file(self, path: Path, stamp: Stamp | None) -> None:
        """The document is as in this file."""
        self._session.document.mark_saved(path, stamp)
        self.elsewhere.outdate()
        self.recent.note(path)

    def open_link(self, text: str) -> None:
        """Load the document that a link text stands for; one undo step."""
        state = files.load_link(self._window, text)
        if state is not None and self._may_give_way() and self._put_in_place(state):
            self.readings.offer()

    def bring_back(self, state: State, path: Path | None, stamp: Stamp | None) -> bool:
        """Put in place what a crash has left of a document, if the present one may give way.

        It is not as in its file, if it has one. Whether it is there now.
        """
        there = self._may_give_way() and self._put_in_place(state)
        if there:
            self._session.document.mark_recovered(path, stamp)
        return there

    def _put_in_place(self, state: State, *, again: bool = False) -> bool:
        """Load `state`; the document of before is kept as one undo step, and this is said.

        False if a person did not want to wait for a large one.
        """
        key = "notice.reverted" if again else "notice.put_away"
        return self._replace(edits.load(state, again=again), key)

    def _replace(self, edit: Edit, key: str) -> bool:
        """Let something give way, say so by `key` and offer the way back; as `_put_in_place`."""
        former = words(self._session.state.title)
        document = self._session.document
        before = document.state
        done = self._session.edit(edit)
        if document.state is before:
            document.give_up_changes(now=False)  # what was to take its place has not come
        else:
            tip = tr("notice.undo.tip", name=former, key=hint("undo"))
            self._notice.tell(tr(key, name=former), tr("header.undo"), tip)
        return done

    def _outdate_notice(self, _: Evaluation) -> None:
        last = self._session.document.undo_label
        if self._notice.isVisible() and (last is None or last.key not in edits.REPLACING):
            self._notice.hide()  # its button would take back something else

    # -- saving -----------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write the document to its file, what was typed last with it; whether that was done."""
        self.finish_typing()
        document = self._session.document
        return self.save_as() if document.path is None else self._write(document.path, known=True)

    def save_as(self) -> bool:
        """Ask for a file and write the document there; whether that was done."""
        self.finish_typing()
        state, document = self._session.state, self._session.document
        path = files.ask_where(self._window, words(state.title), document.path)
        return path is not None and self._write(path, known=False)

    def _write(self, path: Path, *, known: bool) -> bool:
        window, document = self._window, self._session.document
        try:
            stamp = files.save(window, document.to_save, path, document.stamp if known else None)
        except UnaskedError as why:
            answer = files.ask_about_overwriting(window, path, why)
            if answer is not files.Overwriting.REPLACE:
                return answer is files.Overwriting.SAVE_AS and self.save_as()
            stamp = files.save(window, document.to_save, path, None, overwrite=True)
        if stamp is not None:
            self._note_file(path, stamp)
            self.saved.emit()
        return stamp is not None

    def finish_typing(self) -> None:
        """Take what stands in an open field; who goes on typing finds the keyboard there again."""
        field = self._window.focusWidget()
        if isinstance(field, NotedEdit):
            field.finish()
            self._session.flush()

    # -- it gives way -----------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Whether the window may close; what was changed is asked about, whatever it came from.

        So is what was changed and then put away: the history ends with the window.
        """
        self.finish_typing()
        document = self._session.document
        present = not document.modified or self._ask_about_changes()
        return present and (not document.put_away or self._ask_about_put_away())

    def _may_give_way(self) -> bool:
        """Whether another document may take the place of this one.

        One that the history keeps need not be asked about, unless a file waits for its changes;
        before others it is asked later, when the window closes.
        """
        self.finish_typing()
        if not self._asks:
            return True
        document = self._session.document
        kept = document.path is None and document.can_be_put_away
        return kept or not document.modified or self._ask_about_changes()

    def _ask_about_changes(self) -> bool:
        """Whether the document may go, once it is known what becomes of its changes."""
        document = self._session.document
        name = document.path.name if document.path else words(document.state.title)
        choice = files.ask_about_changes(self._window, name)
        if choice is files.Choice.DISCARD:
            document.give_up_changes()
        return choice is files.Choice.DISCARD or (choice is files.Choice.SAVE and self.save())

    def _ask_about_put_away(self) -> bool:
        """Whether documents may go that others took the place of; else one of them may be back."""
        names = [words(name) for name in self._session.document.put_away]
        choice = files.ask_about_put_away(self._window, names)
        if choice is files.PutAway.BACK:
            self._session.undo_put_away()
        return choice is files.PutAway.DISCARD
