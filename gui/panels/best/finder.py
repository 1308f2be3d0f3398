"""Finding the best W of every λ beside the window, while nobody's hand is at work."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from core.evaluation import Evaluation
from core.fit.course import Course
from core.fit.known import course_of
from gui.base.following import Beside
from gui.base.work import Cancelled, Work
from gui.session import Session

_RHYTHM = 0.25
"""Seconds between two pictures of a course that is being found."""


class Finder(Beside):
    """Finds what the λ in force needs, of both losses side by side, then all of both courses.

    In a gesture it rests, so that the hand has the interpreter for itself. It follows what is
    shown; who shows nothing any more says `stop`.

    Signals
    -------
    found()
        More is known than before, or nothing more is looked for.
    """

    found = Signal()
    _came = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._courses: tuple[Course, ...] = ()
        self._strength = 0.0
        self._told = False
        self._given_up: tuple[Course, ...] = ()
        # From a thread of its own: taken up in a turn of the window's.
        self._came.connect(self._take_up, Qt.ConnectionType.QueuedConnection)

    @property
    def given_up(self) -> bool:
        """Whether a person did not want all of the courses on show to be found."""
        return bool(self._courses) and self._given_up == self._courses

    def follow(self, evaluation: Evaluation) -> None:
        """Find what `evaluation` shows, if anything of it is missing."""
        if self._session.document.in_gesture or evaluation.pending:
            self.leave()
            return
        state = evaluation.state
        keys = (state.loss.active, state.compared)
        courses = tuple(found for key in keys if (found := course_of(evaluation, key)) is not None)
        strength = state.penalty.strength
        if self.at_work and (courses, strength) == (self._courses, self._strength):
            return
        self.leave()
        self._courses, self._strength = courses, strength
        self._begin()

    def stop(self) -> None:
        """Look for nothing any more."""
        self.leave()
        self._courses = ()

    def give_up(self) -> None:
        """A person wants no more of the courses on show."""
        self._given_up = self._courses
        self.leave()
        self._begin()  # the λ in force is found all the same
        self.found.emit()

    def go_on(self) -> None:
        """A person wants the rest after all."""
        self._given_up = ()
        self.leave()
        self._begin()
        self.found.emit()

    def _begin(self) -> None:
        courses, strength = self._courses, self._strength
        whole = () if self.given_up else courses
        missing = any(not one.knows(strength) for one in courses)
        if not missing and all(one.complete for one in whole):
            return

        def job(cancelled: Cancelled) -> None:
            for one in courses:
                one.find(strength, cancelled)
                self._tell()
            shown = time.monotonic()
            for one in whole:
                for _ in one.fill(strength, cancelled):
                    if time.monotonic() - shown >= _RHYTHM:
                        self._tell()
                        shown = time.monotonic()

        self._told = False
        self.start(job)

    def _tell(self) -> None:
        """From the thread: something has come, unless that waits to be heard already."""
        if not self._told:
            self._told = True
            self._came.emit()

    def _take_up(self) -> None:
        self._told = False
        if self.at_work:
            self.found.emit()

    def ended(self, work: Work[Any]) -> None:
        """All that was looked for is found."""
        self.found.emit()
        if work.error is not None:
            raise work.error
