"""What a walk downhill has gone through: W, b and L after every step, to be gone back to.

No part of the document: undo knows a walk as one step, and what is remembered here is bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from core.arrays import FloatArray
from core.state import LinearModel, State

MOST = 2_000
"""Entries that are kept. Beyond, every second one is let go of."""
_BYTES = 64 * 2**20


class Cut(Enum):
    """What lies between an entry and the one before, where that was no step."""

    JUMP = "jump"
    """Another edit of W."""
    OTHER = "other"
    """Another problem: examples, loss, penalty or lambda. L before it is the L of another one."""


@dataclass(frozen=True, eq=False)
class Entry:
    """Where a walk was once.

    Attributes
    ----------
    step : int
        How many steps it had gone.
    weights, biases : (C, D), (C,)
    total : float
        L, of the problem as it was then.
    size : float
        The step size that led here; 0 at the beginning and after a cut.
    cut : Cut or None
    """

    step: int
    weights: FloatArray
    biases: FloatArray
    total: float
    size: float = 0.0
    cut: Cut | None = None

    @property
    def key(self) -> bytes:
        """The same for entries with the same W and b."""
        return _key(self.weights, self.biases)


def _key(weights: FloatArray, biases: FloatArray) -> bytes:
    return weights.tobytes() + biases.tobytes()


class Trace:
    """Entries in the order of their steps, and at which of them the document is.

    It follows the document: `follow` says what has become of it. Whatever is done at an earlier
    entry lets those after it go, as with undo.
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._places: dict[bytes, int] = {}
        self._problem: tuple[object, ...] = ()
        self.place = 0
        """The entry at which the document is."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them."""
        return tuple(self._entries)

    @property
    def now(self) -> Entry | None:
        """The entry at which the document is; None for scores alone."""
        return self._entries[self.place] if self._entries else None

    @property
    def back(self) -> int | None:
        """The entry before, where W was another; None at the beginning."""
        return self._other(range(self.place - 1, -1, -1))

    @property
    def forth(self) -> int | None:
        """The next entry where W is another; None at the end."""
        return self._other(range(self.place + 1, len(self._entries)))

    def _other(self, places: range) -> int | None:
        now = self.now
        return next((k for k in places if now and self._entries[k].key != now.key), None)

    def curve(self) -> tuple[FloatArray, FloatArray]:
        """Steps (M,) and L (M,) of all entries."""
        return (
            np.array([entry.step for entry in self._entries], dtype=float),
            np.array([entry.total for entry in self._entries]),
        )

    def nearest(self, step: float) -> int:
        """The entry nearest to a number of steps; of several at the same one the last."""
        right = bisect_right(self._entries, step, key=lambda entry: entry.step)
        if right == 0:
            return 0
        before = self._entries[right - 1].step
        if right < len(self._entries):
            after = self._entries[right].step
            if after - step < step - before:
                end = bisect_right(self._entries, after, key=lambda entry: entry.step)
                return end - 1
        return right - 1

    def landmarks(self, count: int) -> tuple[Entry, ...]:
        """Earlier entries about evenly apart, after a round number of steps if they are kept."""
        now = self.now
        least = (now.step if now else 0) // (count + 1)
        if least < 1:
            return ()
        power = 10 ** (len(str(least)) - 1)
        unit = max(part * power for part in (1, 2, 4, 5) if part * power <= least)
        found = (self._entries[self.nearest(unit * (k + 1))] for k in range(count))
        return tuple(
            {entry.step: entry for entry in found if now and entry.step < now.step}.values()
        )

    def clear(self) -> None:
        """Begin anew with what comes next."""
        self._entries, self._places, self._problem, self.place = [], {}, (), 0

    def follow(self, state: State, total: Callable[[], float], steps: int = 0) -> bool:
        """Note how the document is now; whether anything has changed.

        Parameters
        ----------
        state : State
            At rest: in the middle of a gesture nothing is noted.
        total : function that gives L
            Asked only where it is needed.
        steps : int
            How many steps were made since the last time.
        """
        model = state.source
        if not isinstance(model, LinearModel):
            changed = bool(self._entries)
            self.clear()
            return changed
        problem = _problem_of(state, model)
        weights, biases = model.weights, model.biases
        now = self.now
        if now is None or now.weights.shape != weights.shape:
            self.clear()
            self._problem = problem
            self._add(Entry(0, weights, biases, total()))
            return True
        key = _key(weights, biases)
        other = not _same(problem, self._problem)
        if key == now.key:
            return other and self._cut(problem, total)
        if steps:
            self._problem = problem
            cut, size = (Cut.OTHER, 0.0) if other else (None, state.descent.step_size)
            self._add(Entry(now.step + steps, weights, biases, total(), size, cut))
            return True
        known = self._places.get(key)
        if known is None:
            self._problem = problem
            self._add(Entry(now.step, weights, biases, total(), 0.0, Cut.JUMP))
            return True
        self.place = known
        return not other or self._cut(problem, total)

    def _cut(self, problem: tuple[object, ...], total: Callable[[], float]) -> bool:
        """The problem is another at the entry where the document is, and W the same."""
        self._problem = problem
        now = self._entries[self.place]
        if now.cut is Cut.OTHER and self.place:
            # Only the last of several changes at the same step counts.
            self.place -= 1
            if self._entries[self.place].key != now.key:
                self.place += 1
        value = total()
        self._forget_after(self.place)
        if self._entries[self.place].total != value:
            self._add(Entry(now.step, now.weights, now.biases, value, 0.0, Cut.OTHER))
        return True

    def _add(self, entry: Entry) -> None:
        if self._entries:
            self._forget_after(self.place)
        self._entries.append(entry)
        self.place = len(self._entries) - 1
        self._places[entry.key] = self.place
        most = max(8, min(MOST, _BYTES // max(1, entry.weights.nbytes)))
        if len(self._entries) > most:
            self._thin()

    def _forget_after(self, place: int) -> None:
        if place < len(self._entries) - 1:
            del self._entries[place + 1 :]
            self._index()

    def _thin(self) -> None:
        """Let every second entry go, but for ends and cuts."""
        last = len(self._entries) - 1
        kept = []
        for index, entry in enumerate(self._entries):
            beside_cut = entry.cut or (index < last and self._entries[index + 1].cut)
            if index % 2 == 0 or index == last or beside_cut:
                kept.append(entry)
        self._entries = kept
        self._index()
        self.place = len(kept) - 1

    def _index(self) -> None:
        self._places = {entry.key: index for index, entry in enumerate(self._entries)}
        self.place = min(self.place, len(self._entries) - 1)


def _problem_of(state: State, model: LinearModel) -> tuple[object, ...]:
    return model.features, state.labels, state.held_out, state.loss, state.penalty


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(
        a is b if isinstance(a, np.ndarray) else a == b for a, b in zip(one, other, strict=True)
    ) and bool(other)
