"""Writes beside the window what waits to be saved, so that a crash costs two seconds at most."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.moments import Moment, Origin
from core.recovery import Keeper
from core.recovery.keeper import Record
from gui.base.log import log
from gui.base.work import Work
from gui.session import Session

PAUSE = 1_000
"""So that no more than two seconds of work are lost, the time that writing takes included."""


class Recorder(QObject):
    """Hears of changes and has them written, in a thread, one record after the other.

    What is under way in a gesture is not written; what was there before it is. Nothing runs while
    nothing changes.

    Parameters
    ----------
    session
    folder
        Where records are; it need not exist.
    parent
        The window.
    pause
        Milliseconds from a change to its record: what comes meanwhile is written with it.
    """

    kept = Signal()
    """What was changed before is on the disk, or needs not be there any more."""
    failed = Signal(object)
    """An `OSError`: something could not be written. It is tried again with the next change."""

    def __init__(self, session: Session, folder: Path, parent: QObject, pause: int = PAUSE) -> None:
        super().__init__(parent)
        self._document = session.document
        self._keeper = Keeper(folder)
        self._heard = self._document.memento().now
        self._seen: dict[Origin, Moment] = {}
        self._under_way: dict[Origin, Moment] = {}
        self._adopted: list[Record] = []
        self._work: Work[None] | None = None
        self._pause = QTimer(self)
        self._pause.setObjectName("recorder.pause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._write)
        session.evaluated.connect(self._hear)

    def _hear(self, _: object) -> None:
        if not self._document.in_gesture and self._document.memento().now is not self._heard:
            self.note()

    def note(self) -> None:
        """Note that the document is another, or that it has been saved."""
        self._heard = now = self._document.memento().now
        self._seen[now.origin] = now
        if self._work is None and not self._pause.isActive():
            self._pause.start()

    def adopt(self, record: Record) -> None:
        """Look after a record that was left over; the present document is from it."""
        self._adopted.append(record)
        self.note()

    def _write(self) -> None:
        seen = self._under_way = self._seen
        self._seen = {}
        adopted, self._adopted = self._adopted, []
        keeper = self._keeper

        def job(_: object) -> None:
            for record in adopted:
                keeper.adopt(record)
            keeper.keep(seen)

        self._work = Work(job)
        self._work.finished.connect(self._end)
        self._work.begin()

    def _end(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        work.wait()
        if self._seen:
            self._pause.start()
        if isinstance(work.error, OSError):
            self._seen = self._under_way | self._seen
            self.failed.emit(work.error)
        elif work.error is not None:
            raise work.error
        else:
            self.kept.emit()

    def end(self, *, asked: bool) -> None:
        """The window is closed: let go of all records.

        Parameters
        ----------
        asked
            Whether a person was asked what becomes of changes, so that nothing waits any more of
            what they were asked about. Else what still waits is written here and now.
        """
        self._pause.stop()
        if self._work is not None:
            self._work.finished.disconnect(self._end)
            self._work.wait()
            self._work = None
        memento = self._document.memento()
        self._seen[memento.now.origin] = memento.now
        for record in self._adopted:
            self._keeper.adopt(record)
        settled = {memento.now.origin, *(step.origin for step in memento.undo)} if asked else ()
        try:
            self._keeper.keep({} if asked else self._seen)
        except OSError:
            log().exception("what waits to be saved is not kept")
        self._keeper.end(settled)
