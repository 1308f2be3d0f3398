"""The one writer: the present state, its history, and the gesture that is under way."""

from dataclasses import dataclass
from pathlib import Path

from core.edits import LOAD, LOOKING, Edit, Label
from core.errors import LossLabError
from core.moved import Moved, moved_by
from core.saving import Stamp
from core.state import State


@dataclass(eq=False)
class _Origin:
    """Where a document came from: shared by all its moments, and told when it is saved.

    Attributes
    ----------
    state : State
        As it was loaded.
    saved : State
        As it is on disk, or as it was loaded.
    path : Path or None
        Its file, if it has one.
    stamp : Stamp or None
        What told this file apart from a later one when it was read or written.
    """

    state: State
    saved: State
    path: Path | None = None
    stamp: Stamp | None = None


@dataclass(frozen=True, eq=False)
class _Moment:
    """A state and the document it belongs to."""

    state: State
    origin: _Origin


@dataclass(frozen=True)
class _Step:
    """A moment to go back (or forward) to, and the label of what lies between."""

    moment: _Moment
    label: Label
    swaps: bool = False
    """Whether the pin changes places with the present on the way."""


class Document:
    """A state with bounded undo and redo.

    An edit is one step. A gesture (`begin`, any number of `preview`, `commit`) is one too, however
    long, and so is looking at one example or score after another. Nothing that ends where it began
    leaves a step. Whatever raises, raises before anything has changed.

    A state can be pinned, to be compared with. The pin is no part of the document: pinning is no
    step, and undo leaves it alone. Swapping the pin with the present is a step.

    Parameters
    ----------
    state : State
        The document as loaded.
    limit : int
        Most steps kept for undo.
    """

    def __init__(self, state: State, limit: int = 500) -> None:
        self._now = _Moment(state, _Origin(state, state))
        self._limit = limit
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._start: _Moment | None = None
        self._label: Label | None = None
        self._pin: _Moment | None = None
        self._moved: Moved | None = None

    @property
    def state(self) -> State:
        """The present state, a preview included."""
        return self._now.state

    @property
    def original(self) -> State:
        """The state last loaded."""
        return self._now.origin.state

    @property
    def path(self) -> Path | None:
        """The file of this document. Undo beyond a load goes back to the other document's file."""
        return self._now.origin.path

    @property
    def stamp(self) -> Stamp | None:
        """What `mark_saved` was told about the file."""
        return self._now.origin.stamp

    @property
    def can_be_put_away(self) -> bool:
        """Whether the history would keep the present state if another document were loaded."""
        return self._limit > 0

    @property
    def undo_label(self) -> Label | None:
        """What `undo` would take back, or None."""
        if self._start is not None and self._now.state != self._start.state:
            return self._label
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> Label | None:
        """What `redo` would bring back, or None."""
        return self._redo[-1].label if self._redo else None

    @property
    def modified(self) -> bool:
        """Whether the state differs from what was last saved or loaded, looks aside."""
        return not self._now.state.equals(self._now.origin.saved, but="view")

    @property
    def moved(self) -> Moved | None:
        """What else the last step has moved, if it was an edit of a score; None after an undo."""
        return self._moved

    def mark_saved(self, path: Path | None, stamp: Stamp | None = None) -> None:
        """Note that the present state is what this file holds, known by its `stamp`."""
        origin = self._now.origin
        origin.saved, origin.path, origin.stamp = self._now.state, path, stamp

    def apply(self, edit: Edit) -> None:
        """Make an edit; a gesture under way is committed first.

        Raises
        ------
        EditError
            If it cannot be made.
        """
        after = self._applied(self._now, edit)
        self.commit()
        before, self._now = self._now, after
        self._record(before, edit.label)

    def reset(self) -> None:
        """Go back to the state last loaded; undoable."""
        original = self.original
        self.apply(Edit(Label("reset"), lambda _: original))

    def undo(self) -> None:
        """Take the last step back; without one, nothing happens."""
        self.commit()
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        """Bring the last undone step back; without one, nothing happens."""
        self.commit()
        self._travel(self._redo, self._undo)

    # The pin

    @property
    def pinned(self) -> State | None:
        """The pinned state; None too while another document than the pinned one is loaded."""
        pin = self._pin
        return pin.state if pin is not None and pin.origin is self._now.origin else None

    def pin(self) -> None:
        """Pin the present state; a gesture under way is committed first."""
        self.commit()
        self._pin = self._now

    def unpin(self) -> None:
        """Forget the pinned state."""
        self._pin = None

    def swap_pin(self) -> None:
        """Exchange the present and the pinned state; without one, nothing happens."""
        self.commit()
        if self.pinned is None or self._pin is None or self._pin.state == self._now.state:
            return
        before, self._now = self._now, self._pin
        self._pin = before
        self._record(before, Label("swap_pin"), swaps=True)

    # Gestures

    @property
    def in_gesture(self) -> bool:
        """Whether a gesture is under way."""
        return self._start is not None

    def begin(self, label: Label | None = None) -> None:
        """Start a gesture; one that is under way is committed first."""
        self.commit()
        self._start = self._now
        self._label = label

    def preview(self, edit: Edit) -> None:
        """Show an edit of the state the gesture began with, so that a drag does not drift.

        Raises
        ------
        EditError
            If it cannot be made; the last preview stands then.
        LossLabError
            If no gesture is under way.
        """
        if self._start is None:
            raise LossLabError("preview: no gesture is under way")
        self._now = self._applied(self._start, edit)
        self._label = edit.label

    def commit(self) -> None:
        """End the gesture and keep its last preview as one step."""
        if self._start is None:
            return
        before, label = self._start, self._label
        self._start = self._label = None
        self._record(before, label)

    def cancel(self) -> None:
        """End the gesture as if it had never begun."""
        if self._start is not None:
            self._now, self._start, self._label = self._start, None, None

    # Helpers

    @staticmethod
    def _applied(moment: _Moment, edit: Edit) -> _Moment:
        state = edit.apply(moment.state)
        loads = edit.label.key == LOAD
        return _Moment(state, _Origin(state, state) if loads else moment.origin)

    def _record(self, before: _Moment, label: Label | None, *, swaps: bool = False) -> None:
        self._moved = None
        if self._now.state == before.state:
            # Keep the older objects, so that what was computed from them stays valid.
            if self._now.origin.state == before.origin.state:
                self._now = before
            return
        label = label or Label("edit")
        self._moved = moved_by(label, before.state, self._now.state)
        last = self._undo[-1] if self._undo else None
        if last is None or label.key not in LOOKING or last.label.key != label.key:
            self._undo.append(_Step(before, label, swaps))
            del self._undo[: -self._limit]
        elif self._now.state == last.moment.state:
            self._now = self._undo.pop().moment  # the walk has come back to where it began
        # Who only looks around after an undo may still want it back.
        if label.key not in LOOKING:
            self._redo.clear()

    def _travel(self, back: list[_Step], forth: list[_Step]) -> None:
        if not back:
            return
        self._moved = None
        step = back.pop()
        forth.append(_Step(self._now, step.label, step.swaps))
        # Where meanwhile something else was pinned, that stays.
        if step.swaps and self._pin is step.moment:
            self._pin = self._now
        self._now = step.moment
