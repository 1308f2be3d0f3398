"""Work that was not saved: kept against a crash, and offered when the program starts again."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_state_path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.recovery import Left, left_overs
from gui.base.work import GivenUpError, Work, wait_for
from gui.controls.notice import Notice
from gui.files import dialogs
from gui.files.documents import Documents
from gui.files.recorder import Recorder
from gui.files.recovery_dialog import RecoveryDialog
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import tr, words

_SHOWN_FOR = 20_000
"""Milliseconds: nobody looks for this message."""


def recovery_folder() -> Path:
    """Where records are, in the platform's own place for what a program remembers of its runs."""
    return user_state_path("losslab", appauthor=False) / "recovery"


class Recovery(QObject):
    """Has a window's changes recorded, and lets its person have back what another one has left.

    Parameters
    ----------
    look, session, documents
    window
        Over which it is offered.
    """

    def __init__(self, look: Look, session: Session, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._documents = documents
        self._window = window
        self._folder = recovery_folder()
        self.recorder = Recorder(session, self._folder, self)
        self.recorder.failed.connect(self._tell_failure)
        documents.saved.connect(self.recorder.note)
        self._told = False
        self._notice = Notice(look, documents.page, "recovery", "save", _SHOWN_FOR)
        self._notice.asked.connect(documents.save)
        self._search: Work[list[Left]] | None = None
        self._offers = False
        self._left: list[Left] = []
        self.dialog: RecoveryDialog | None = None

    # -- what could not be kept -------------------------------------------------------------------

    def _tell_failure(self, error: OSError) -> None:
        """Say once that nothing is kept; whoever knows can save more often."""
        if not self._told:
            self._told = True
            text = tr("recovery.not_kept", reason=dialogs.reason_of(error))
            self._notice.tell(text, tr("recovery.save"), tr("recovery.save.tip"))

    # -- what was left ----------------------------------------------------------------------------

    def offer(self) -> None:
        """Look beside the window for what was left, and offer it; mostly there is nothing."""
        self._offers = True
        self._search = Work(lambda _: left_overs(self._folder))
        self._search.finished.connect(self._found)
        self._search.begin()

    def _found(self) -> None:
        search, self._search = self._search, None
        if search is None:
            return
        search.wait()
        if isinstance(search.error, OSError):
            return  # a folder that cannot be looked into
        if search.error is not None:
            raise search.error
        self._left = search.result[0]
        if not self._offers:
            self.leave()
        elif self._left:
            self.dialog = RecoveryDialog(self._look, self._window)
            self.dialog.recovery_asked.connect(self._recover)
            self.dialog.discard_asked.connect(self._discard)
            self.dialog.finished.connect(self.leave)
            self._show()

    def _show(self) -> None:
        """Show what is left, or nothing any more."""
        if self.dialog is not None:
            self.dialog.show_left(self._left)
            self.dialog.setVisible(bool(self._left))
            if not self._left:
                self.leave()

    def leave(self) -> None:
        """Leave for another time what nobody has decided on; while presenting nothing asks."""
        self._offers = False
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        for left in self._left:
            left.let_go()
        self._left = []

    def _recover(self, left: Left) -> None:
        name = words(left.title)
        try:
            text = tr("recovery.going", name=name)
            state = wait_for(self._window, text, lambda _: left.state())
        except GivenUpError:
            return
        except (OSError, ValueError) as error:
            dialogs.tell(self._window, tr("files.open.failed", name=name), str(error))
            return
        if self._documents.bring_back(state, left.path, left.stamp):
            moment = self._session.document.memento().now
            self.recorder.adopt(left.adopted(moment, state))
            self._left.remove(left)
            self._show()

    def _discard(self, left: Left) -> None:
        if dialogs.ask_about_discarding(self._window, words(left.title)):
            left.remove()
            self._left.remove(left)
            self._show()

    def end(self, *, asked: bool) -> None:
        """The window is closed, see `Recorder.end`."""
        if self._search is not None:
            self._search.finished.disconnect(self._found)
            self._search.wait()
            self._left = self._search.result[0] if self._search.result else []
        self.leave()
        self.recorder.end(asked=asked)
