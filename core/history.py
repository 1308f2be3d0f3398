"""What a step of the history keeps of a state: not more than its neighbour does not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from sys import getsizeof
from typing import Any, cast

import numpy as np

from core.lineage import SMALL, Array, Rows, descent_of, with_rows
from core.names import Names, differing, with_names
from core.state import LinearModel, ScoreTable, State

_FEW = 8  # rows are kept one by one where no more than one in so many differs
_SAMPLE = 1000

Parts = dict[str, Any]


@dataclass(frozen=True, eq=False, slots=True)
class _Rows:
    """A large array, or many names, as what differs from the neighbour's."""

    rows: Rows
    values: Array | Names


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """A state beside a neighbour. What differs from the neighbour's in few rows is these rows.

    Attributes
    ----------
    size : int
        Bytes that it holds and its neighbour does not.
    """

    _whole: State | None
    _parts: Parts
    _changed: Mapping[str, _Rows]
    size: int

    def restored(self, beside: State) -> State:
        """The state, from the neighbour it was kept beside."""
        if self._whole is not None:
            return self._whole
        theirs = _parts_of(beside)
        parts = dict(self._parts)
        for name, change in self._changed.items():
            if isinstance(change.values, Names):
                parts[name] = with_names(theirs[name], change.rows, change.values)
            else:
                parts[name] = with_rows(theirs[name], change.rows, change.values)
        kind = parts.pop("source")
        inner = {name: parts.pop(name) for name in _names_of(kind)}
        return State(source=kind(**inner), **parts)


def kept(state: State, beside: State) -> Kept:
    """What to keep of `state` as long as its neighbour is at hand."""
    parts, theirs = _parts_of(state), _parts_of(beside)
    changed: dict[str, _Rows] = {}
    for name, part in parts.items():
        change = _change(part, theirs.get(name))
        if change is not None:
            changed[name] = change
    if not changed:
        return Kept(state, {}, {}, unshared(state, beside))
    parts = {name: part for name, part in parts.items() if name not in changed}
    size = sum(_size(change.rows) + _size(change.values) for change in changed.values())
    return Kept(None, parts, changed, size + _unshared(parts, theirs))


def _change(part: object, other: object) -> _Rows | None:
    if part is other or type(part) is not type(other):
        return None
    if isinstance(part, np.ndarray) and part.size > SMALL:
        there = cast(Array, other)
        same_shape = part.shape == there.shape
        descent = descent_of(part, there, len(part) // _FEW) if same_shape else None
        if descent is not None and descent.order is None:
            return _Rows(descent.rows, part[descent.rows])
    if isinstance(part, Names) and len(part) > SMALL:
        rows = differing(part, cast(Names, other), len(part) // _FEW)
        if rows is not None:
            return _Rows(rows, Names(part[row] for row in rows.tolist()))
    return None


def unshared(state: State, beside: State) -> int:
    """Bytes of the arrays and names of `state` that `beside` does not hold too."""
    return _unshared(_parts_of(state), _parts_of(beside))


def size_of(state: State) -> int:
    """Bytes of the arrays and names of `state`."""
    return _unshared(_parts_of(state), {})


def _unshared(parts: Parts, theirs: Parts) -> int:
    shared = {id(part) for part in theirs.values()}
    return sum(_size(part) for part in parts.values() if id(part) not in shared)


def _size(part: object) -> int:
    """Bytes of an array or of names; of very many names the letters of some are counted."""
    if isinstance(part, np.ndarray):
        return part.nbytes
    if not isinstance(part, Names) or not part:
        return 0
    some = part[:: -(-len(part) // _SAMPLE)]
    return getsizeof(part) + len(part) * sum(map(getsizeof, some)) // len(some)


def _parts_of(state: State) -> Parts:
    """The fields of a state and of its source, of which only the kind is left, by name."""
    parts: Parts = {name: getattr(state, name) for name in _names_of(State)}
    parts["source"] = type(state.source)
    parts.update(vars(state.source))
    return parts


def _names_of(kind: type[State | LinearModel | ScoreTable]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
