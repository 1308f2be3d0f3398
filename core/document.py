"""The one writer: the present state, its history, and the gesture that is under way."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from core.edits import ASIDE, LOAD, LOOKING, Edit, Label, noted
from core.errors import LossLabError
from core.history import size_of
from core.moments import (
    Memento,
    Moment,
    Origin,
    Step,
    differs,
    origin_size,
    seen_as,
    step_to,
)
from core.moved import Moved, moved_by
from core.past import Past
from core.saving import Stamp
from core.state import State
from core.text import Text

BYTES = 512 * 2**20
"""What all steps of a history may hold that their neighbours do not."""


class Document:
    """A state with bounded undo and redo.

    An edit is one step. A gesture (`begin`, any number of `preview`, `commit`) is one too, however
    long, and so is looking at one example or score after another, and a walk downhill and back.
    Nothing that ends where it began leaves a step. Whatever raises, raises before anything has
    changed.

    A state can be pinned, to be compared with. The pin is no part of the document: pinning is no
    step, and undo leaves it alone. Swapping the pin with the present is a step.

    Parameters
    ----------
    state : State
        The document as loaded.
    limit : int
        Most steps kept for undo.
    bytes_limit : int
        Most bytes that the steps may hold together; the oldest are dropped first.
    """

    def __init__(self, state: State, limit: int = 500, bytes_limit: int = BYTES) -> None:
        self._now = Moment(state, Origin(state, state))
        self._past = Past(limit, bytes_limit)
        self._start: Moment | None = None
        self._label: Label | None = None
        self._pin: Moment | None = None
        self._moved: Moved | None = None
        self._ready: tuple[Step, State, Moment] | None = None

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
    def undo_label(self) -> Label | None:
        """What `undo` would take back, or None."""
        if self._start is not None and self._now.state != self._start.state:
            return self._label
        return self._past.undo[-1].label if self._past.undo else None

    @property
    def redo_label(self) -> Label | None:
        """What `redo` would bring back, or None."""
        return self._past.redo[-1].label if self._past.redo else None

    def labels(self, *, redo: bool = False) -> list[Label]:
        """What `undo`, or `redo`, would take back one after the other, the next one first."""
        steps = self._past.redo if redo else self._past.undo
        return [step.label for step in reversed(steps)]

    @property
    def first_title(self) -> Text:
        """The title of the document that the history begins with, as it was loaded."""
        return (self._past.undo[0] if self._past.undo else self._now).origin.state.title

    @property
    def steps_dropped(self) -> bool:
        """Whether what can be undone ends before the beginning: older steps were dropped."""
        return self._past.dropped

    @property
    def history_size(self) -> int:
        """Bytes that the steps of undo and redo hold and their neighbours do not."""
        return self._past.size

    @property
    def can_be_put_away(self) -> bool:
        """Whether undo could bring the present document back if another took its place."""
        origin = self._now.origin
        size = size_of(self._now.state) + origin_size(origin, self._now.state)
        return self._past.limit > 0 and size <= self._past.bytes_limit

    @property
    def modified(self) -> bool:
        """Whether the state differs from what was last saved or loaded, looks aside."""
        return differs(self._now)

    @property
    def put_away(self) -> tuple[str | Text, ...]:
        """Files, or else titles, of documents that undo goes back to and whose changes wait.

        The one that gave way last comes first.
        """
        return self._past.put_away

    def look(self, page: str, cards: Mapping[str, str]) -> None:
        """Note what is in front; no step."""
        origin = self._now.origin
        origin.page, origin.cards = page, cards

    @property
    def place(self) -> tuple[str | None, Mapping[str, str]]:
        """The page and the cards in front, as far as the document says."""
        return self._now.origin.page, self._now.origin.cards

    @property
    def to_save(self) -> State:
        """The present state, with what is in front."""
        state, origin = self.state, self._now.origin
        return replace(state, view=replace(state.view, page=origin.page, cards=origin.cards))

    @property
    def moved(self) -> Moved | None:
        """What else the last edit has moved, if it was one of a score; None after an undo."""
        return self._moved

    def mark_saved(self, path: Path | None, stamp: Stamp | None = None) -> None:
        """Note that the present state is what this file holds, known by its `stamp`.

        Without a file nothing waits to be saved any more, what was put away neither.
        """
        origin = self._now.origin
        origin.saved, origin.path, origin.stamp = self._now.state, path, stamp
        if path is None:
            for step in self._past.undo:
                step.origin.put_away = None

    def mark_recovered(self, path: Path | None, stamp: Stamp | None) -> None:
        """Note that the present state, as in no file, is meant for this one, if for any."""
        origin = self._now.origin
        origin.saved, origin.path, origin.stamp = None, path, stamp

    def give_up_changes(self, *, now: bool = True) -> None:
        """Note that the present changes need not be saved, or that they wait for it after all."""
        self._now.origin.given_up = self._now.state if now else None

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
        if edit.label.key not in ASIDE:
            self._record(before, edit.label)

    def reset(self) -> None:
        """Go back to the state last loaded; undoable."""
        original = self.original
        self.apply(Edit(Label("reset"), lambda _: original))

    def undo(self) -> None:
        """Take the last step back; without one, nothing happens."""
        self.commit()
        self._travel(self._past.undo, self._past.redo)

    def make_ready(self, *, redo: bool = False) -> None:
        """Work out where `undo`, or `redo`, goes; it takes no time then, and nothing else changes.

        In a large document arrays are put together again, which is done beside the window.
        """
        steps = self._past.redo if redo else self._past.undo
        if steps and not self.in_gesture:
            step, beside = steps[-1], self._now.state
            self._ready = step, beside, step.moment(beside)

    def undo_put_away(self) -> None:
        """Go back to the first of `put_away`; without one, nothing happens."""
        self.commit()
        there = bool(self.put_away)
        while there:
            there = self._past.undo[-1].origin.put_away is None or not self._past.undo[-1].gives_way
            self._travel(self._past.undo, self._past.redo)

    def redo(self) -> None:
        """Bring the last undone step back; without one, nothing happens."""
        self.commit()
        self._travel(self._past.redo, self._past.undo)

    def memento(self) -> Memento:
        """All that `restore` needs to come back to this moment."""
        past = self._past
        return Memento(self._now, tuple(past.undo), tuple(past.redo), self._pin, past.dropped)

    def restore(self, memento: Memento) -> None:
        """Be as when `memento` was taken, as if nothing had happened since."""
        self._now, self._pin, self._past.dropped = memento.now, memento.pin, memento.dropped
        self._past.undo, self._past.redo = list(memento.undo), list(memento.redo)
        self._start = self._label = None

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
        before, self._now = self._now, seen_as(self._pin, self._now)
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
    def _applied(moment: Moment, edit: Edit) -> Moment:
        state = edit.apply(moment.state)
        loads = edit.label.key == LOAD
        return Moment(state, Origin(state, state) if loads else moment.origin)

    def _record(self, before: Moment, label: Label | None, *, swaps: bool = False) -> None:
        self._ready = None
        looks = label is not None and label.key in LOOKING
        if not looks:  # leaving a field by a click on another example makes two steps at once
            self._moved = None
        if self._now.state == before.state:
            # Keep the older objects, so that what was computed from them stays valid.
            if self._now.origin.state == before.origin.state:
                self._now = before
            return
        label = noted(label or Label("edit"), before.state)
        if not looks:
            self._moved = moved_by(label, before.state, self._now.state)
        self._now = self._past.add(before, self._now, label, swaps=swaps)

    def _travel(self, back: list[Step], forth: list[Step]) -> None:
        if not back:
            return
        self._moved = None
        step, ready = back.pop(), self._ready
        self._ready = None
        if ready is not None and ready[0] is step and ready[1] is self._now.state:
            there = ready[2]
        else:
            there = step.moment(self._now.state)
        # Where meanwhile something else was pinned, that stays, there and back. By value: a moment
        # that was gone back to is another object than the one that was pinned.
        pin = self._pin
        swaps = bool(
            step.pinned and pin and pin.origin is there.origin and pin.state == there.state
        )
        forth.append(step_to(self._now, there, step.label, swaps=swaps))
        if swaps:
            self._pin = self._now
        self._now = seen_as(there, self._now)
        self._past.drop()
