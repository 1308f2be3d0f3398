"""The present state in a sentence or two, for those who hear it instead of seeing it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.edits.view import LOOKING
from core.evaluation import Evaluation
from gui.base.access import announce
from gui.losses import display_of
from gui.session import Session
from gui.window.presenting import Presenting
from gui.words import numbers
from gui.words.labels import edit_text
from gui.words.translation import tr, words

_MOST = 3
"""So many scores are named one by one; of more the loss and the total say enough."""


class Telling(QObject):
    """Has the state read out once an edit or a drag is done, and keeps it as the window's own text.

    In the middle of a drag, or while sums are still to come, nothing is said; while presenting, no
    loss that has not been shown.
    """

    said = Signal(object)
    """What was given to be read out."""

    def __init__(self, session: Session, window: QWidget, presenting: Presenting) -> None:
        super().__init__(window)
        self._session = session
        self._presenting = presenting
        self._window = window
        self._told = session.evaluation
        self._steps = session.document.undo_label, session.document.redo_label
        self.set_words()
        session.evaluated.connect(self._tell)
        presenting.changed.connect(self.set_words)

    def set_words(self) -> None:
        """Say it in the language in force, to whoever asks."""
        self._window.setAccessibleDescription(self._present(self._told))

    def _present(self, evaluation: Evaluation, before: Evaluation | None = None) -> str:
        return (present if self._presenting.tells_loss else named)(evaluation, before)

    def _tell(self, evaluation: Evaluation) -> None:
        document = self._session.document
        if document.in_gesture or evaluation.pending or evaluation.state is not document.state:
            return
        before, self._told = self._told, evaluation
        parts = self._changed(before, evaluation)
        parts.append(self._present(evaluation, before))
        self.set_words()
        if parts != [self._present(before)]:
            text = " ".join(parts)
            announce(self._window, text)
            self.said.emit(text)

    def _changed(self, before: Evaluation, after: Evaluation) -> list[str]:
        """The numbers that were set anew, or else what was done; and always what was undone."""
        document, was = self._session.document, self._steps
        undo, redo = self._steps = document.undo_label, document.redo_label
        inputs = inputs_changed(before, after)
        # Several steps may have been taken back at once.
        undone = any(one is was[0] for one in document.labels(redo=True))
        label = redo if undone else undo
        if was == self._steps or label is None or label.key in LOOKING or (inputs and not undone):
            return inputs
        key = "telling.undone" if undone else "telling.done"
        return [tr(key, what=edit_text(label, after.state)), *inputs]


def present(evaluation: Evaluation, before: Evaluation | None = None) -> str:
    """The example, its loss and the total; with how far these have come since `before`."""
    state, example = evaluation.state, evaluation.example
    key = state.loss.active
    loss, was = example.losses[key], None
    if before is not None and _same_example(before, evaluation):
        was = before.example.losses[key] if before.state.loss.active == key else None
    return tr(
        "telling.present",
        number=f"{example.index + 1:,}",
        count=f"{state.example_count:,}",
        name=words(state.examples[example.index]),
        loss=display_of(key).name,
        value=_with_change(loss, was),
        total=_with_change(evaluation.total, None if before is None else before.total),
    )


def named(evaluation: Evaluation, _before: Evaluation | None = None) -> str:
    """The example alone."""
    state = evaluation.state
    number = state.view.example
    return tr(
        "telling.named",
        number=f"{number + 1:,}",
        count=f"{state.example_count:,}",
        name=words(state.examples[number]),
    )


def inputs_changed(before: Evaluation, after: Evaluation) -> list[str]:
    """Which numbers a person has set anew, as far as they can be named."""
    found = []
    if _same_example(before, after):
        changed = np.flatnonzero(before.example.scores != after.example.scores)
        found = [
            (tr("rail.class.score", name=words(after.state.classes[index])), value)
            for index, value in zip(changed, after.example.scores[changed], strict=True)
        ]
    found = found if len(found) <= _MOST else []
    for label, then, now in (
        (tr("rail.lambda"), before.state.penalty.strength, after.state.penalty.strength),
        (tr("rail.margin"), before.state.loss.margin, after.state.loss.margin),
    ):
        if then != now:
            found.append((label, now))
    return [f"{label}: {numbers.field(value)}." for label, value in found]


def _same_example(before: Evaluation, after: Evaluation) -> bool:
    one, other = before.state, after.state
    same = one.identities[one.view.example] == other.identities[other.view.example]
    return bool(same) and one.classes == other.classes


def _with_change(now: float, then: float | None) -> str:
    text = numbers.fixed(now)
    if then is None or then == now or numbers.fixed(then) == text:
        return text
    return tr("telling.changed", value=text, change=numbers.change(now, then))
