"""What follows from all examples while one is dragged: computed beside the window, newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.evaluation import Evaluation
from gui.base.work import Cancelled, Work


class Beside(QObject):
    """Has at most one piece of work going on beside the window, and hears of its end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work[Any] | None = None

    @property
    def at_work(self) -> bool:
        """Whether anything is going on."""
        return self._work is not None

    def start(self, job: Callable[[Cancelled], Any]) -> None:
        """Do `job` in a thread."""
        self._work = Work(job)
        self._work.finished.connect(self._end)
        self._work.begin()

    def leave(self) -> None:
        """Nobody wants to hear of it any more."""
        work, self._work = self._work, None
        if work is not None:
            work.finished.disconnect(self._end)
            work.requestInterruption()

    def _end(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.wait()
            self.ended(work)

    def ended(self, work: Work[Any]) -> None:
        """It has come to its end: there is a result, or an error."""
        raise NotImplementedError


class Follower(Beside):
    """Evaluates one state after the other in a thread, leaving out what has been overtaken.

    Signals
    -------
    followed()
        `newest` is another.
    """

    followed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.newest: Evaluation | None = None
        """The last evaluation in which everything is known, since the gesture began."""

    def follow(self, evaluation: Evaluation, prepare: Callable[[], None]) -> None:
        """Prepare `evaluation` beside the window; while another is at work, nothing is begun."""
        if self.at_work:
            return

        def job(_: object) -> Evaluation:
            prepare()
            return evaluation

        self.start(job)

    def forget(self) -> None:
        """The gesture is over: what still comes is of no use."""
        self.newest = None
        self.leave()

    def ended(self, work: Work[Any]) -> None:
        """What was evaluated is known now."""
        self.newest = work.result[0] if work.result else None
        self.followed.emit()


class Newest(Beside):
    """Does jobs one after the other in a thread; of those that wait only the newest is done.

    Signals
    -------
    done(object)
        The result of a job after which no newer one waits.
    """

    done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._next: Callable[[], object] | None = None

    def ask(self, job: Callable[[], object]) -> None:
        """Do `job` as soon as what is at work has ended."""
        self._next = job
        if not self.at_work:
            self._go_on()

    def forget(self) -> None:
        """What is at work and what waits is of no use any more."""
        self._next = None
        self.leave()

    def _go_on(self) -> None:
        job, self._next = self._next, None
        if job is not None:
            wanted = job
            self.start(lambda _: wanted())

    def ended(self, work: Work[Any]) -> None:
        """The next is done, or if none waits it is told."""
        if self._next is not None:
            self._go_on()
        elif work.error is not None:
            raise work.error
        else:
            self.done.emit(work.result[0])
