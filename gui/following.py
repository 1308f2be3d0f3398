"""What follows from all examples while one is dragged: computed beside the window, newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.evaluation import Evaluation
from gui.work import Work


class Follower(QObject):
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
        self._work: Work[Evaluation] | None = None

    def follow(self, evaluation: Evaluation, prepare: Callable[[], None]) -> None:
        """Prepare `evaluation` beside the window; while another is at work, nothing is begun."""
        if self._work is not None:
            return

        def job(_: object) -> Evaluation:
            prepare()
            return evaluation

        self._work = Work(job)
        self._work.finished.connect(self._end)
        self._work.start()

    def forget(self) -> None:
        """The gesture is over: what still comes is of no use."""
        self.newest = None
        work, self._work = self._work, None
        if work is not None:
            work.finished.disconnect(self._end)
            work.leave()

    def _end(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.wait()
            self.newest = work.result[0] if work.result else None
            self.followed.emit()
