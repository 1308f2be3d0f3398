"""One document on screen: the only way from a gesture to the document and back to the views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.document import Document
from core.edits import Edit
from core.errors import EditError
from core.evaluation import Evaluation, evaluate
from core.state import State
from gui.labels import refusal_text


class Refusing(Protocol):
    """A field that can be told that its number was not taken, and why."""

    def refuse(self, reason: str) -> None: ...


class Session(QObject):
    """Holds a `Document` and announces an `Evaluation` per change, one per event-loop turn at most.

    Edits are cheap and applied at once; evaluating and rendering wait for the end of the turn, so
    that of many queued mouse moves only the newest is drawn. Nothing runs while nothing changes.
    """

    evaluated = Signal(object)
    """A new `Evaluation`; views render it and never edit while doing so."""
    refused = Signal(object)
    """An `EditError`: the edit could not be made and nothing changed."""

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(state)
        self.evaluation: Evaluation = evaluate(state)
        self._pinned: Evaluation | None = None
        self._refusal: EditError | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.flush)

    @property
    def state(self) -> State:
        """What the person has set, this instant."""
        return self.document.state

    def edit(self, edit: Edit) -> bool:
        """Apply one edit as one undo step; False (and `refused`) if it cannot be made."""
        return self._attempt(self.document.apply, edit)

    def take(self, field: Refusing, edit: Edit) -> bool:
        """Make the edit that a field asks for; if it is refused, the field says why.

        The document has then kept its number, and so must the field.
        """
        done = self.edit(edit)
        if not done:
            field.refuse(refusal_text(self._refusal))
        return done

    def begin(self) -> None:
        """Open a gesture: the previews up to `commit` become one undo step."""
        self.document.begin()
        self._turn.start()

    def preview(self, edit: Edit) -> bool:
        """Show `edit` made to the state in which the gesture began.

        Where undo or another edit has ended the gesture meanwhile, the rest of it does nothing.
        """
        done = self.document.in_gesture and self._attempt(self.document.preview, edit)
        if not done:
            self._turn.start()  # the widget that asked shows what it asked for, not what is
        return done

    def commit(self) -> None:
        """Close the gesture, keeping its result."""
        self.document.commit()
        self._turn.start()

    def cancel(self) -> None:
        """Close the gesture, going back to where it began."""
        self.document.cancel()
        self._turn.start()

    def undo(self) -> None:
        """Take the last step back."""
        self.document.undo()
        self._turn.start()

    def redo(self) -> None:
        """Make the step last taken back again."""
        self.document.redo()
        self._turn.start()

    def reset(self) -> None:
        """Return to the scenario as it was opened."""
        self.document.reset()
        self._turn.start()

    def pin(self) -> None:
        """Pin what is shown now, to compare with it from now on."""
        self.document.pin()
        self._turn.start()

    def unpin(self) -> None:
        """Compare with nothing any more."""
        self.document.unpin()
        self._turn.start()

    def swap_pin(self) -> None:
        """Exchange what is shown and what is pinned; one undo step."""
        self.document.swap_pin()
        self._turn.start()

    def catch_up(self) -> None:
        """Evaluate and announce now what waits for the end of the turn, if anything does."""
        if self._turn.isActive():
            self.flush()

    def flush(self) -> None:
        """Evaluate and announce now, if anything changed since the last time."""
        self._turn.stop()
        before = self.evaluation
        self._pinned = self._evaluated_pin()
        self.evaluation = evaluate(self.document.state, before, self._pinned)
        self.evaluated.emit(self.evaluation)

    def _evaluated_pin(self) -> Evaluation | None:
        """What is pinned, by the loss that is in force now: one loss is not compared with another.

        Its own margin, switches and weights are what they were.
        """
        state, pinned = self.document.state, self.document.pinned
        if pinned is None:
            return None
        now = state.loss
        loss = replace(pinned.loss, active=now.active, sum_over_examples=now.sum_over_examples)
        if loss != pinned.loss:
            pinned = replace(pinned, loss=loss)
        known = self._pinned
        if known is not None and known.state == pinned:
            return known
        # What is pinned was mostly evaluated a moment ago, or swapped with what was.
        if known is None or self.evaluation.state.source is pinned.source:
            known = self.evaluation
        return evaluate(pinned, known)

    def _attempt(self, make: Callable[[Edit], None], edit: Edit) -> bool:
        try:
            make(edit)
        except EditError as error:
            self._refusal = error
            self.refused.emit(error)
            return False
        self._turn.start()
        return True


class GestureLink(QObject):
    """Connects a widget's gesture signals to a session.

    The widget has the signals ``began()``, ``moved(object)``, ``ended()`` and ``cancelled()``;
    `to_edit` turns what `moved` carries into an edit.
    """

    def __init__(self, widget: QObject, session: Session, to_edit: Callable[..., Edit]) -> None:
        super().__init__(widget)
        self._session = session
        self._to_edit = to_edit
        for name, slot in (
            ("began", session.begin),
            ("moved", self._move),
            ("ended", session.commit),
            ("cancelled", session.cancel),
        ):
            getattr(widget, name).connect(slot)

    def _move(self, value: object) -> None:
        self._session.preview(self._to_edit(value))
