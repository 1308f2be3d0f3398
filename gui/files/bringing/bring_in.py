"""Data that come into the window: chosen, dropped, pasted or met where a scenario was opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget

from core.errors import LossLabError, ScenarioError
from core.importing import DataError, Given, Part, is_data
from core.importing.bundle import Bundle, Form
from core.importing.files import is_data_file, offer_for
from core.importing.trial import Present, Trial
from core.scenario.files import load_bytes, read_file
from core.sharing import is_link
from core.state import State
from gui.base.dressing import dress
from gui.base.remembered import last_folder, remember_folder
from gui.base.work import Cancelled, GivenUpError
from gui.controls.notice import Notice
from gui.files import dialogs
from gui.files.bringing.dialog import PreviewDialog, going_on
from gui.files.bringing.sentences import complaint
from gui.files.bringing.settings import SETTLED, Settings
from gui.files.documents import Documents
from gui.look.theme import Look
from gui.session import Session
from gui.words.data_words import said_texts
from gui.words.labels import scenario_error_text
from gui.words.tips import literal
from gui.words.translation import tr, words

_HEAD = 1 << 16
"""Letters of a text by which it is known what it is."""


class BringIn(QObject):
    """Opens scenarios that come along with data, and shows data before they go in.

    Parameters
    ----------
    look, session, documents
    window
        Where files are dropped, and which gets Ctrl+V where nothing else takes it.
    page
        At whose foot it is offered to bring in cells that fit nowhere.
    """

    def __init__(
        self, look: Look, session: Session, documents: Documents, window: QWidget, page: QWidget
    ) -> None:
        super().__init__(window)
        self._look, self._session = look, session
        self._documents, self._window = documents, window
        self.slots: dict[str, Callable[[], object]] = {"import": self.choose, "paste": self.paste}
        """What each act does that has to do with this."""
        self._cells = ""
        self._notice = Notice(look, page, "cells", "bring")
        self._notice.asked.connect(self._bring_cells)
        session.cells_left.connect(self._offer_cells)
        documents.met.connect(self._meet)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    # -- where they come from ---------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files and bring them in together."""
        path = self._session.document.path
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("bring.choose"),
            str(path.parent if path else last_folder()),
            f"{tr('bring.kinds')} ({dialogs.DATA});;{tr('bring.kinds.all')} (*)",
        )
        if names:
            self.bring([Path(name) for name in names])

    def paste(self) -> None:
        """Bring in what the clipboard holds."""
        self._bring_held(*_held(QApplication.clipboard().mimeData()))

    def _bring_held(self, files: Sequence[Path], text: str, image: bool) -> None:
        if files:
            self.bring(files)
        elif text:
            self.bring_text(text)
        else:
            why = tr(f"bring.no_text.{'image' if image else 'none'}")
            dialogs.tell(self._window, tr("bring.no_text"), why)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V that nothing in the window wanted, and what is dropped on it."""
        if isinstance(event, QDropEvent):  # entering is one too
            content = event.mimeData()
            if not (content.hasUrls() or content.hasText()):
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                # Later: until this returns, the program that it comes from stands still.
                QTimer.singleShot(0, self, partial(self._bring_held, *_held(content)))
            return True
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        if pasted:
            self.paste()
        return pasted

    def _offer_cells(self, cells: str) -> None:
        """Offer to bring in cells that did not fit where they were pasted."""
        self._cells = cells
        text, tip = tr("bring.cells"), tr("bring.cells.tip")
        self._notice.tell(text, tr("bring.cells.do"), tip)

    def _bring_cells(self) -> None:
        self.bring_text(self._cells)

    # -- what they are ----------------------------------------------------------------------------

    def bring(self, paths: Sequence[Path]) -> None:
        """Open a scenario, or show what data there are in these files, together."""
        if len(paths) == 1:
            self._documents.open_path(paths[0])
            return
        files = filter(os.path.isfile, paths)  # where it may not look, Path's raises
        own = [path for path in files if not is_data_file(path)]
        if own:
            name = own[0].name
            dialogs.tell(self._window, tr("bring.failed", name=name), tr("bring.one_scenario"))
        elif paths:
            remember_folder(paths[0])
            self.preview(Bundle(tuple(paths)))

    def bring_text(self, text: str) -> None:
        """Open a text that is a whole document, or show what data there are in it."""
        if is_link(text):
            self._documents.open_link(text)
        elif not is_data(text[:_HEAD].encode("utf-8", "replace")):
            self._open(partial(_state_from_text, text))
        else:
            self.preview(Bundle(text=text))

    def _open(self, read: Callable[[], State]) -> None:
        """Open a document that is no file."""
        try:
            state = self._session.beside(read)
        except GivenUpError:
            return
        except LossLabError as error:
            self._fail(tr("bring.clipboard.title"), error)
            return
        self._documents.bring_in(state)

    def _meet(self, path: Path, error: ScenarioError | None) -> None:
        """Show the data that were met in place of a scenario, or offer what one may be meant as."""
        if error is None:
            self.preview(Bundle((path,)))
            return
        found = self._offer_for(path)
        if found is None:
            dialogs.tell(
                self._window, tr("files.open.failed", name=path.name), scenario_error_text(error)
            )
            return
        state, what = found
        box = QMessageBox(QMessageBox.Icon.Question, tr("app.name"), "", parent=self._window)
        box.setObjectName("bring.offer")
        box.setText(literal(tr("bring.offer", name=path.name)))
        why = scenario_error_text(error)
        box.setInformativeText(literal(tr("bring.offer.why", why=why, what=what)))
        take = box.addButton(tr("bring.offer.accept"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("bring.offer.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        dress(box)
        box.exec()
        if box.clickedButton() is take:
            self._documents.bring_in(state)

    def _offer_for(self, path: Path) -> tuple[State, str] | None:
        try:
            reading = self._session.beside(lambda: offer_for(read_file(path)))
        except (GivenUpError, ScenarioError):
            return None
        return None if reading is None else (reading.state, "; ".join(said_texts(reading)))

    def _fail(self, name: str, error: LossLabError) -> None:
        text = complaint(error) if isinstance(error, DataError) else str(error)
        if isinstance(error, ScenarioError):
            text = scenario_error_text(error)
        dialogs.tell(self._window, tr("bring.failed", name=name), text)

    # -- how they go in ---------------------------------------------------------------------------

    def preview(self, bundle: Bundle, settings: Settings | None = None) -> None:
        """Show data as they will be, and take them once a person says so; one undo step."""
        self._documents.finish_typing()
        settings = settings or Settings()
        name = bundle.name or tr("bring.clipboard.title")
        parts: tuple[Part, ...] = ()
        unread: DataError | None = None
        try:
            parts = self._session.seek(partial(_read, bundle, settings.form), tr("bring.going"))
        except GivenUpError:
            return
        except DataError as error:
            if error.key not in SETTLED:
                self._fail(name, error)
                return
            unread = error
        except ScenarioError as error:
            self._fail(name, error)
            return
        state = self._session.state
        present = Present(state, tuple(map(words, state.classes)))
        dialog = PreviewDialog(self._look, self._window, bundle, parts, present, unread, settings)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        trial, keep = dialog.trial, dialog.settings.keep
        dialog.deleteLater()
        if taken and trial.state is not None:
            self._take(trial, trial.state, keep=keep)

    def preview_given(self, given: Given) -> None:
        """Show data that the command line names, read as that says."""
        paths = (*((given.path,) if given.path else ()), *given.by_role.values())
        first = len(paths) - len(given.by_role)
        roles = tuple(enumerate(given.by_role, first))
        self.preview(Bundle(paths), Settings(given.form, given.guesses, roles=roles))

    def _take(self, trial: Trial, state: State, *, keep: bool) -> None:
        if keep or trial.kind == "weights":
            self._documents.bring_in_part(state, weights=trial.kind == "weights")
        else:
            self._documents.bring_in(state)


def _held(content: QMimeData | None) -> tuple[list[Path], str, bool]:
    """The files and the text that were copied or dragged, and whether there is a picture."""
    if content is None:  # of an empty clipboard
        return [], "", False
    files = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
    return files, content.text() if content.hasText() and not files else "", content.hasImage()


def _read(bundle: Bundle, form: Form, cancelled: Cancelled) -> tuple[Part, ...]:
    return bundle.read(form, partial(going_on, cancelled))


def _state_from_text(text: str) -> State:
    return load_bytes(text.encode("utf-8", "replace"))
