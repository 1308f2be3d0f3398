"""Work that may take longer than a blink: done beside the window, shown, given up on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QEventLoop, Qt, QThread, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from gui.base.dressing import dress
from gui.base.portions import do_what_is_left
from gui.words.tips import literal
from gui.words.translation import tr

T = TypeVar("T")
Cancelled = Callable[[], bool]
"""Asked by the work now and then: whether nobody waits for it any more."""

_PATIENCE = 250
"""Milliseconds that pass before a person is told that something is going on."""
_PERCENT = 100


class GivenUpError(Exception):
    """The person did not want to wait any longer."""


class Work(QThread, Generic[T]):
    """Runs one job in a thread of its own and keeps what became of it."""

    def __init__(self, job: Callable[[Cancelled], T]) -> None:
        super().__init__()
        self._job = job
        self.result: list[T] = []
        self.error: Exception | None = None
        self.done = False
        _all.add(self)

    def begin(self) -> None:
        """Start it; it is kept until it has ended, whatever becomes of whoever wants the result."""
        _left.add(self)
        self.finished.connect(_forget_ended)
        self.start()

    def leave(self) -> None:
        """Nobody waits for it any more; it is kept until it has ended."""
        self.requestInterruption()
        _left.add(self)
        self.finished.connect(_forget_ended)
        if self.done:
            _forget_ended()

    def run(self) -> None:
        try:
            self.result.append(self._job(self.isInterruptionRequested))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            self.error = error
        self.done = True


def works_beside() -> bool:
    """Whether any work goes on."""
    return any(not work.done for work in _all)


_all: WeakSet[Work[Any]] = WeakSet()
# Given up, but not yet at an end: a thread must not be destroyed while it runs.
_left: set[Work[Any]] = set()


def wait_for(parent: QWidget | None, text: str, job: Callable[[Cancelled], T]) -> T:
    """Do `job` while the window goes on being painted; the result, or what it raises.

    After a moment `text` is shown with a button to give up. Meanwhile the window takes no input.

    Raises
    ------
    GivenUpError
        If the person gave up; whatever comes of the job is dropped.
    """
    work = Work(job)
    loop = QEventLoop()
    work.finished.connect(loop.quit)
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    patience.start(_PATIENCE)
    work.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    patience.stop()
    if not work.done and _gives_up(parent, text, work):
        work.leave()
        raise GivenUpError
    work.wait()
    if work.error is not None:
        raise work.error
    return work.result[0]


def go_through(parent: QWidget | None, text: str, pieces: Iterable[float]) -> None:
    """Do work that only the window can do, in pieces which tell the share that is done by them.

    In between everything is painted. `text` is shown with a button to give up.

    Raises
    ------
    GivenUpError
        If the person gave up; the rest is not done.
    """
    dialog = _dialog(parent, text, _PERCENT)
    dialog.show()
    try:
        for share in pieces:
            dialog.setValue(int(_PERCENT * share))  # paints what is to be painted
            if dialog.wasCanceled():
                raise GivenUpError
    finally:
        dialog.hide()
        dialog.deleteLater()


def _dialog(parent: QWidget | None, text: str, most: int) -> QProgressDialog:
    """What says that something is going on; `most` of 0 says nothing of how far."""
    dialog = QProgressDialog(literal(text), tr("work.cancel"), 0, most, parent)
    dialog.setObjectName("work")
    dialog.setWindowTitle(tr("app.name"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(10**9)  # it is shown when we say so
    dress(dialog)
    return dialog


def _gives_up(parent: QWidget | None, text: str, work: Work[T]) -> bool:
    """Show what is going on until it ends; whether the person has given up before."""
    dialog = _dialog(parent, text, 0)
    work.finished.connect(dialog.accept)
    # What ended before the line above tells nobody.
    if not work.done:
        dialog.exec()
    given_up = dialog.wasCanceled()
    dialog.deleteLater()
    return given_up


def _forget_ended() -> None:
    for work in [work for work in _left if work.done]:
        work.wait()
        _left.discard(work)


def let_work_end(most: int) -> bool:
    """Wait for the work beside the window and show what comes of it, `most` milliseconds.

    Whether all has come to rest, what began other work included.
    """
    late = QTimer()
    late.setSingleShot(True)
    late.start(most)
    loop = QEventLoop()
    while True:
        loop.processEvents()
        if works_beside() and late.isActive():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            continue
        for work in [work for work in _all if work.done]:
            work.wait()  # it says that it has ended after it has
        loop.processEvents()
        if not works_beside() or not late.isActive():
            do_what_is_left()
            return not works_beside()


def runs_on() -> bool:
    """Whether work that was given up has still not ended."""
    return not all(work.wait(100) for work in _left)
