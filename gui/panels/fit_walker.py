"""Walking downhill: one step, a run of steps, back again; and what the walk has gone through."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.document import Document
from core.edits import Edit
from core.evaluation import Evaluation
from core.fit.document import fitted
from core.fit.edits import descend, go_to_step, start_again, take_best
from core.fit.result import Fit
from core.fit.trace import Entry, Trace
from core.state import State
from gui.base.work import GivenUpError
from gui.session import Session

_FRAME = 16
"""Milliseconds between the steps of a run: one for each picture that a screen shows."""
_CLOSE = 1e-9
"""In parts of L: a step that lowers it by no more lowers it no more."""
_GROWING = 20
_PATIENCE = 200
"""Steps without a lower L, after which it only goes to and fro."""


class Walker(QObject):
    """The walk of one session. Each step is an edit; all of them in a row are one to take back.

    Signals
    -------
    changed()
        Something else can be done, or is said, than before.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.trace = Trace()
        self.running = False
        self.verdict = ""
        """Why the last run has ended: a key of what is said; empty for nothing to say."""
        self._steps = 0
        self._growing = self._idle = 0
        self._lowest = math.inf
        self._put: object = None
        self._document: State | None = None
        self._anew = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(_FRAME)
        self._next.timeout.connect(self._go_on)
        session.evaluated.connect(self.follow)
        self.follow(session.evaluation)

    # -- what a person does -----------------------------------------------------------------------

    def step(self) -> None:
        """One step downhill."""
        self.pause()
        self._say("")
        self._walk()

    def back(self) -> None:
        """To where the walk was a step ago."""
        self.pause()
        self._say("")
        self._session.catch_up()
        place = self.trace.back
        if place is not None:
            self._session.edit(self.edit_to(self.trace.entries[place]))

    def toggle(self) -> None:
        """Run, or pause."""
        if self.running:
            self.pause()
            return
        self._session.catch_up()
        if self._session.state.has_weights:
            self.running = True
            self._growing = self._idle = 0
            self._lowest = self._session.evaluation.total
            self._say("")
            self.changed.emit()
            self._walk()

    def pause(self) -> None:
        """Take no further step by itself."""
        self._next.stop()
        if self.running:
            self.running = False
            self.changed.emit()

    def start_again(self) -> None:
        """W = 0 and b = 0, and a new walk from there."""
        self.pause()
        self._say("")
        self._session.catch_up()
        self._anew = self._session.edit(start_again())

    def take_best(self, found: Fit | None = None) -> None:
        """The W of least L, looked for unless it is known; where there is none it is said why."""
        self.pause()
        self._say("")
        if found is None:
            try:
                found = self._session.beside(partial(_best_of, self._session.state))
            except GivenUpError:
                return
        self._session.edit(take_best(found))

    def edit_to(self, entry: Entry) -> Edit:
        """The edit that leads to where the walk was once."""
        return go_to_step(entry.step, entry.weights, entry.biases)

    # -- how it goes on ---------------------------------------------------------------------------

    def _walk(self) -> None:
        if self._session.edit(descend()):
            self._steps += 1
            self._put = self._session.state.source
        elif self.running:
            self.pause()
            self._say("too_large")

    def _go_on(self) -> None:
        if not self.running or self._session.document.in_gesture:
            return
        if self._session.state.source is self._put:
            self._walk()
        else:
            self._session.catch_up()  # undo, say, has been faster than the pictures

    def _say(self, verdict: str) -> None:
        if verdict != self.verdict:
            self.verdict = verdict
            self.changed.emit()

    def follow(self, evaluation: Evaluation) -> None:
        """Note what has become of the document."""
        document: Document = self._session.document
        if document.in_gesture or evaluation.pending:
            return  # a run waits until the hand lets go
        if self._document is not document.original or self._anew:
            if self._document is not document.original:
                self.pause()
                self._say("")
            self._document, self._anew = document.original, False
            self.trace.clear()
        steps, self._steps = self._steps, 0
        before = self.trace.now
        changed = self.trace.follow(evaluation.state, lambda: evaluation.total, steps)
        now = self.trace.now
        if self.running:
            moved = before is not None and now is not None and before.key != now.key
            if moved and not steps:
                self.pause()  # undo, or another W, has ended it
            elif steps and before is not None and now is not None:
                self._judge(before.total, now.total, other=now.cut is not None)
            if self.running:
                self._next.start()
        if changed:
            self.changed.emit()

    def _judge(self, before: float, now: float, *, other: bool) -> None:
        """Whether a further step makes sense."""
        if other:
            self._growing, self._idle, self._lowest = 0, 0, now
            return
        self._growing = self._growing + 1 if now > before else 0
        self._idle = 0 if now < self._lowest * (1.0 - _CLOSE) else self._idle + 1
        self._lowest = min(self._lowest, now)
        verdict = ""
        if not math.isfinite(now) or self._growing >= _GROWING:
            verdict = "grew"
        elif 0.0 <= before - now <= _CLOSE * abs(before):
            verdict = "settled"
        elif self._idle >= _PATIENCE:
            verdict = "to_and_fro"
        if verdict:
            self.pause()
            self._say(verdict)


def _best_of(state: State) -> Fit:
    return fitted(state)[1]
