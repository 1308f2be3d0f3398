"""The button that goes to the best W, and what it says of how good that is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from core.errors import EditError
from core.evaluation import Evaluation
from core.state import State
from gui.base.work import Cancelled, GivenUpError
from gui.controls.button import Button, Kind
from gui.controls.error_note import ErrorNote
from gui.look.theme import Look
from gui.panels.undo_notice import UndoNotice
from gui.session import Session
from gui.words import numbers
from gui.words.labels import error_text
from gui.words.translation import tr

if TYPE_CHECKING:
    from core.fit import Fit


class BestButton(Button):
    """Looks for the W of least L beside the window, and puts it in place as one undo step.

    Where it has found that there is none it stays disabled, and its tool tip says why, as long as
    the problem is the same. Its words may be `short` where the best W is spoken of beside it. What
    it has done is said `over` the foot of another widget.
    """

    def __init__(
        self, look: Look, session: Session, name: str, over: QWidget, *, short: bool = False
    ) -> None:
        # Shown without a parent it would open a window of its own.
        super().__init__(look, name, Kind.FLAT if short else Kind.OUTLINED, parent=over)
        self._over = over
        self._short = short
        self._session = session
        self._notice: UndoNotice | None = None
        self._note: ErrorNote | None = None
        self._without: tuple[object, ...] | None = None
        self._why = ""
        self.clicked.connect(self.go)

    def show_evaluation(self, evaluation: Evaluation, *, there: bool = False) -> None:
        """Offer the best W of `evaluation`, unless W is `there` already; scores alone have none."""
        state = evaluation.state
        self.setVisible(state.has_weights)
        none = self._without is not None and _same(_problem(state), self._without)
        if not none and lets_fall(state):
            none, self._why = self._is_known_to_fall(state)
        self.setEnabled(not none and not there)
        words = tr("best.go.short" if self._short else "best.go")
        self.set_words(words, self._why if none else tr("best.go.tip"))
        self.setAccessibleName(tr("best.go"))

    def _is_known_to_fall(self, state: State) -> tuple[bool, str]:
        """Whether a small problem without a price has no best W, and why."""
        if state.size > _SMALL or self._session.document.in_gesture:
            return False, ""
        from core.fit.edits import take_best

        try:
            take_best().apply(state)
        except EditError as error:
            self._without = _problem(state)
            return True, error_text(error)
        return False, ""

    def go(self) -> None:
        """Find the best W, put it in place and say how sure it is; or say why there is none."""
        state, before = self._session.state, self._session.evaluation.total
        try:
            found = self._session.seek(lambda cancelled: _found(state, cancelled), tr("best.going"))
        except GivenUpError:
            return
        from core.fit.edits import take_best

        edit = take_best(found)
        if found.reason is not None:
            self._refuse(state, f"refused.no_minimum_{found.reason.value}")
            return
        if self._session.edit(edit):
            self._session.flush()
            if self._notice is None:
                self._notice = UndoNotice(self._look, self._session, self._over)
            self._notice.tell(told(found, before))

    def said(self) -> str:
        """What it has said last of what it did."""
        return "" if self._notice is None else self._notice.said()

    def _refuse(self, state: State, key: str) -> None:
        self._without, self._why = _problem(state), tr(key)
        self.show_evaluation(self._session.evaluation)
        if self._note is None:
            self._note = ErrorNote(self._look, self)
        self._note.show_beside(self, self.rect(), self._why)
        self._note.dismiss_at_next_input()


_SMALL = 2_000
"""So many numbers of scores and features are a problem that is solved between two frames."""


def lets_fall(state: State) -> bool:
    """Whether nothing is paid for weights, so that L may fall for ever."""
    return state.has_weights and (state.penalty.kind == "none" or state.penalty.strength == 0.0)


def told(found: Fit, before: float) -> str:
    """L before and after, and by how much another W could be better at most."""
    params = {"before": numbers.fixed(before), "now": numbers.fixed(found.total)}
    if found.gap == 0.0:
        return tr("best.told.proved", **params)
    key = "best.told" if found.exact else "best.told.about"
    return tr(key, gap=power_above(found.gap), **params)


def power_above(gap: float) -> str:
    """The power of ten that is no smaller than a gap: 10⁻⁹."""
    exponent = math.ceil(math.log10(gap))
    return numbers.power_of_ten(1.0, exponent, 0).removeprefix("1×")


def _found(state: State, cancelled: Cancelled) -> Fit:
    from core.fit import fitted

    return fitted(state, cancelled)[1]


def _problem(state: State) -> tuple[object, ...]:
    """What the best W depends on."""
    source = state.source
    features = getattr(source, "features", source)
    return features, state.labels, state.held_out, state.class_count, state.loss, state.penalty


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two problems are the same; arrays are only where they are the same object."""
    return all(
        a is b or not (isinstance(a, np.ndarray) or isinstance(b, np.ndarray) or a != b)
        for a, b in zip(one, other, strict=True)
    )
