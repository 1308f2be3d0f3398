"""One document on screen: the only way from a gesture to the document and back to the views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.document import Document
from core.edits import Edit
from core.errors import EditError
from core.evaluation import HEAVY, Evaluation, evaluate
from core.state import State
from gui.base.following import Follower
from gui.base.work import Cancelled, GivenUpError, wait_for
from gui.words.labels import refusal_text
from gui.words.translation import tr

T = TypeVar("T")


def _nothing(_: State) -> frozenset[str]:
    return frozenset()


def _ask_sum(evaluation: Evaluation) -> None:
    """What the rail shows on every page."""
    evaluation.data_loss  # noqa: B018 - computed by asking


@dataclass(frozen=True)
class Viewing:
    """What is asked of all examples by what is on show.

    Attributes
    ----------
    asked : function of a State
        Keys of losses, and "batch".
    prepare : function of an Evaluation
        Asks for all of it, beside the window.
    """

    asked: Callable[[State], frozenset[str]] = _nothing
    prepare: Callable[[Evaluation], None] = _ask_sum


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
    cells_left = Signal(object)
    """Cells, as text, that were pasted where they do not fit; they may be data of their own."""

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(state)
        self.evaluation: Evaluation = evaluate(state)
        self.view = Viewing()
        self._waiting = False
        self._shown = self.document.memento()
        self._follower = Follower(self)
        self._follower.followed.connect(self._follow_on)
        self._pinned: Evaluation | None = None
        self._refusal: EditError | None = None
        self.unhurried = False
        """Whether nobody waits for what is announced now: it may be shown bit by bit."""
        self.companion: Callable[[Edit], Edit] | None = None
        """What is done along with an edit that a person asks for; the two are one step."""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._end_turn)

    @property
    def state(self) -> State:
        """What the person has set, this instant."""
        return self.document.state

    def edit(self, edit: Edit) -> bool:
        """Apply one edit as one undo step; False (and `refused`) if it cannot be made.

        In a large document it is made beside the window, and may be given up.
        """
        if self.document.state.size <= HEAVY:
            return self._attempt(self.document.apply, edit)
        return self._attempt(self._apply_beside, edit)

    def _apply_beside(self, edit: Edit) -> None:
        before = self.document.state
        after = self.beside(partial(edit.apply, before))
        self.document.apply(Edit(edit.label, lambda _: after))

    def beside(self, job: Callable[[], T]) -> T:
        """Do `job` while the window goes on being painted, but takes no input; its result.

        Raises
        ------
        GivenUpError
            If a person did not want to wait.
        """
        return self.seek(lambda _: job(), tr("work.computing"))

    def seek(self, job: Callable[[Cancelled], T], text: str) -> T:
        """As `beside`, saying `text`; the job is told when nobody waits for it any more."""
        if self._waiting:
            raise GivenUpError
        parent = self.parent()
        self._waiting = True
        try:
            return wait_for(parent if isinstance(parent, QWidget) else None, text, job)
        finally:
            self._waiting = False

    def ahead(self, job: Callable[[], object]) -> bool:
        """Let `job` ask beside the window for what will be shown, if the document is large.

        False if a person did not want to wait for it.
        """
        if self.evaluation.state.size > HEAVY and not self._waiting:
            try:
                self.beside(job)
            except GivenUpError:
                return False
        return True

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
        self.go(-1)

    def redo(self) -> None:
        """Make the step last taken back again."""
        self.go(1)

    def go(self, steps: int) -> None:
        """Go so many steps forth, or below 0 back, as far as a person wants to wait for it.

        In a large document each is put together beside the window.
        """
        document, redo = self.document, steps > 0
        document.commit()
        for _ in range(abs(steps)):
            if document.state.size > HEAVY:
                try:
                    self.beside(partial(document.make_ready, redo=redo))
                except GivenUpError:
                    return
            (document.redo if redo else document.undo)()
            self._turn.start()

    def undo_put_away(self) -> None:
        """Go back to the document last put away whose changes wait to be saved."""
        self.document.undo_put_away()
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

    def _end_turn(self) -> None:
        self.unhurried = not self.document.in_gesture
        try:
            self.flush()
        finally:
            self.unhurried = False

    def flush(self) -> None:
        """Evaluate and announce now, if anything changed since the last time.

        A large document is evaluated beside the window; whoever gives that up gets back what is
        shown. In a drag that moves very many numbers the sums are announced as pending, and follow.
        """
        self._turn.stop()
        if self._waiting:
            return
        document, before = self.document, self.evaluation
        if document.in_gesture:
            self._announce(self._in_gesture(self._follower.newest or before))
            return
        self._follower.forget()
        if document.state.size <= HEAVY:
            self._announce(self._evaluated(before))
        else:
            try:
                self._announce(self.beside(partial(self._prepared, before)))
            except GivenUpError:
                document.restore(self._shown)
                self._announce(before)
        self._shown = document.memento()
        self.evaluation.settle()

    def _announce(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.evaluated.emit(evaluation)

    def _evaluated(self, before: Evaluation) -> Evaluation:
        self._pinned = self._evaluated_pin()
        return evaluate(self.document.state, before, self._pinned)

    def _prepared(self, before: Evaluation) -> Evaluation:
        found = self._evaluated(before)
        self.view.prepare(found)
        return found

    def _in_gesture(self, before: Evaluation) -> Evaluation:
        found = self._evaluated(before)
        if found.state.size > HEAVY and not found.follows(self.view.asked(found.state)):
            found.pending = True
            full = evaluate(found.state, before, self._pinned)
            self._follower.follow(full, partial(self.view.prepare, full))
        return found

    def _follow_on(self) -> None:
        """Show the sums that have come, or how things stand now that they have."""
        if self.document.in_gesture and not self._waiting:
            newest = self._follower.newest
            if newest is not None and newest.state is self.document.state:
                self._announce(newest)
            else:
                self._turn.start()

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
            make(edit if self.companion is None else self.companion(edit))
        except GivenUpError:
            return False
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
