"""What a document's history is made of: states with the document they belong to, and steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.edits import LOAD, Label
from core.history import Kept, kept, unshared
from core.saving import Stamp
from core.state import State
from core.text import Text


@dataclass(eq=False)
class Origin:
    """Where a document came from: shared by all its moments, and told when it is saved.

    Attributes
    ----------
    state : State
        As it was loaded.
    saved : State or None
        As it is on disk, or as it was loaded; None for one that is not as in any file.
    path : Path or None
        Its file, if it has one.
    stamp : Stamp or None
        What told this file apart from a later one when it was read or written.
    given_up : State or None
        With changes that a person did not want to save.
    put_away : Text or None
        Its title, if another document took its place while changes waited to be saved.
    page : str or None
    cards : mapping from page to card
        What is in front, as `View` has it; whatever is undone, it stays.
    """

    state: State
    saved: State | None
    path: Path | None = None
    stamp: Stamp | None = None
    given_up: State | None = None
    put_away: Text | None = None
    page: str | None = field(init=False)
    cards: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.page, self.cards = self.state.view.page, self.state.view.cards


@dataclass(frozen=True, eq=False)
class Moment:
    """A state and the document it belongs to."""

    state: State
    origin: Origin


@dataclass(frozen=True, eq=False)
class Step:
    """A state to go back (or forward) to, kept beside the next one, and what lies between.

    Attributes
    ----------
    pinned : Moment or None
        The same as a moment, where the pin changes places with the present on the way.
    size : int
        Bytes that it holds and the next one does not.
    """

    kept: Kept
    origin: Origin
    label: Label
    pinned: Moment | None
    size: int

    @property
    def gives_way(self) -> bool:
        """Whether the next document took the place of this one."""
        return self.label.key == LOAD

    def moment(self, beside: State) -> Moment:
        """What to go to, from the state it was kept beside."""
        return self.pinned or Moment(self.kept.restored(beside), self.origin)


@dataclass(frozen=True, eq=False)
class Memento:
    """A document and its history at one moment."""

    now: Moment
    undo: tuple[Step, ...]
    redo: tuple[Step, ...]
    pin: Moment | None
    dropped: bool


def step_to(state: Moment, beside: Moment, label: Label, *, swaps: bool) -> Step:
    """The step to `state` from `beside`, that next to it; with `swaps` the pin changes places.

    Where that is of another document, it is noted whether changes to this one wait to be saved.
    """
    found = kept(state.state, beside.state)
    size = found.size
    if state.origin is not beside.origin:
        size += origin_size(state.origin, state.state)
        state.origin.put_away = state.state.title if waits(state) else None
    return Step(found, state.origin, label, state if swaps else None, size)


def seen_as(moment: Moment, now: Moment) -> Moment:
    """A moment with the loss beside the one in force that the same document shows `now`."""
    there, chosen = moment.state, now.state.view.compare_with
    if moment.origin is not now.origin or there.view.compare_with == chosen:
        return moment
    return Moment(replace(there, view=replace(there.view, compare_with=chosen)), moment.origin)


def differs(moment: Moment) -> bool:
    """Whether a state differs from what was last saved or loaded, looks aside."""
    saved = moment.origin.saved
    return saved is None or not moment.state.equals(saved, but="view")


def waits(moment: Moment) -> bool:
    """Whether changes wait to be saved: a person has not given them up."""
    return moment.state is not moment.origin.given_up and differs(moment)


def origin_size(origin: Origin, state: State) -> int:
    """Bytes that the beginnings of a document hold and `state` does not."""
    size = unshared(origin.state, state)
    if origin.saved is None or origin.saved is origin.state:
        return size
    return size + unshared(origin.saved, state)
