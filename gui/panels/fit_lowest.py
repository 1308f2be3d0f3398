"""The lowest possible L: at once where it takes no longer than a frame, else beside the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.evaluation import Evaluation
from core.fit.evaluated import best_of, given_of, is_quick
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import best
from gui.base.work import Cancelled, Work
from gui.session import Session


class Lowest(QObject):
    """Knows the best W of what is shown, or looks for it while no hand is at work.

    Signals
    -------
    found()
        The best W of what was asked for last is known now.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._problem: tuple[Given, float] | None = None
        self._fit: Fit | None = None
        self._work: Work[Fit] | None = None

    def of(self, evaluation: Evaluation) -> Fit | None:
        """The best W of `evaluation`; None where it is not known yet, and is looked for then."""
        if is_quick(evaluation.state):
            self.stop()
            return best_of(evaluation)
        problem = given_of(evaluation), evaluation.state.penalty.strength
        known = self._problem
        same = known is not None and problem[0] is known[0] and problem[1] == known[1]
        if not same:
            self.stop()
        elif self._fit is not None or self._work is not None:
            return self._fit
        if not self._session.document.in_gesture:
            self._look_for(*problem)
        return None

    def _look_for(self, given: Given, strength: float) -> None:
        def job(cancelled: Cancelled) -> Fit:
            return best(given, strength, cancelled=cancelled)

        self._problem = given, strength
        self._work = Work(job)
        self._work.finished.connect(self._end)
        self._work.begin()

    def stop(self) -> None:
        """Look for nothing any more; what was found stays known to nobody."""
        work, self._work = self._work, None
        self._problem = self._fit = None
        if work is not None:
            work.finished.disconnect(self._end)
            work.requestInterruption()

    def rest(self) -> None:
        """Nobody sees it: what is being looked for is left, what was found stays."""
        if self._work is not None:
            self.stop()

    def _end(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        work.wait()
        if work.error is not None:
            raise work.error
        self._fit = work.result[0]
        self.found.emit()
