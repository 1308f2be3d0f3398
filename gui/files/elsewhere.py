"""A file that another program has changed while the document was open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from core.saving import Stamp, stamp_of
from gui.base.following import Newest
from gui.controls.notice import Notice
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import tr

_SHOWN_FOR = 20_000


class Elsewhere(QObject):
    """Looks at the document's file whenever a person comes back to the window, and tells once.

    Its `notice` offers to take the file as it is now.

    Signals
    -------
    looked()
        What there was to be told of the file has been told.
    """

    looked = Signal()

    def __init__(
        self, look: Look, session: Session, window: QWidget, page: QWidget, below: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._below = below
        self._told: tuple[Path, Stamp | None] | None = None
        self.notice = Notice(look, page, "changed", "revert", _SHOWN_FOR)
        self._newest = Newest(self)
        self._newest.done.connect(self._tell)
        session.evaluated.connect(self.outdate)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        path = self._session.document.path
        if event.type() == QEvent.Type.WindowActivate and path is not None:
            # Beside the window: the file may be far away.
            self._newest.ask(partial(_looked_at, path))
        return False

    def _tell(self, found: tuple[Path, Stamp | None]) -> None:
        (path, now), document = found, self._session.document
        # A file that was removed is made again by saving.
        known = document.stamp if path == document.path else None
        if None not in {now, known} and now != known and (path, now) != self._told:
            self._told = path, now
            text = tr("files.changed", name=path.name)
            tip = tr("files.changed.tip", name=path.name)
            self.notice.tell(text, tr("files.changed.revert"), tip, (self._below,))
        self.looked.emit()

    def outdate(self, _: Evaluation | None = None) -> None:
        """Say no more of a file that is another's now, or that was read or written anew."""
        document = self._session.document
        if self._told is not None and (
            document.path != self._told[0] or document.stamp == self._told[1]
        ):
            self.notice.hide()


def _looked_at(path: Path) -> tuple[Path, Stamp | None]:
    return path, stamp_of(path)
