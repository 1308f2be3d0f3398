"""What one state has and another has not: rows of arrays and names, as bytes and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import cast

import msgspec
import numpy as np

from core.lineage import Array, Rows, descent_of
from core.names import Names, differing, frozen_names
from core.state import State
from core.text import Text

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "labels": "<i8",
        "held_out": "|u1",
        **dict.fromkeys(("scores", "features", "weights", "biases", "x", "first", "second"), "<f8"),
    }
)
"""The arrays of a state, and how their numbers are written."""
NAMES = ("title", "classes", "examples", "feature_names")
_FEW = 8  # rows are told one by one where no more than one in so many differs
_AT_ONCE = 1 << 12
"""Rows compared, and names written, in one go: the window waits no longer than for these."""

Part = Array | Names
Parts = dict[str, Part]
Bytes = memoryview | bytes


class DamagedError(ValueError):
    """What was read is no record of a state."""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of one part. Its rows, if it names any, and its values follow as bytes.

    Attributes
    ----------
    part : name of an array or of names
    shape : of the values
    size : int
        Bytes of the values.
    between : how many rows at the beginning and at the end have stayed, or None
        The values stand between these. None: they stand in the rows that are named, ascending.
    """

    part: str
    shape: tuple[int, ...]
    size: int
    between: tuple[int, int] | None = None


def parts_of(state: State) -> Parts:
    """The names and arrays of a state; all else in it is small."""
    parts: Parts = {
        "title": Names((state.title,)),
        **{name: cast(Names, getattr(state, name)) for name in NAMES[1:]},
        "labels": state.labels,
        "held_out": state.held_out,
    }
    for holder in (state.source, state.comparison):
        parts.update({field.name: getattr(holder, field.name) for field in fields(holder)})
    return parts


# Told


def told(new: Parts, old: Parts) -> tuple[list[Change], list[Bytes]]:
    """What has to be known of `new` by whoever has `old`, and the bytes that belong to it."""
    changes: list[Change] = []
    pieces: list[Bytes] = []
    for name, part in new.items():
        there = old.get(name)
        if part is there:
            continue
        rows = None if there is None else _rows(part, there)
        if rows is None:
            between = (0, 0) if there is None else _kept(part, there)
            values = part[between[0] : len(part) - between[1]]
        elif len(rows):
            between = None
            values = _at(part, rows)
            pieces.append(_raw(rows, "<i8"))
        else:
            continue
        shape = values.shape if isinstance(values, np.ndarray) else (len(values),)
        written = _written(values, name)
        changes.append(Change(name, shape, sum(map(len, written)), between))
        pieces += written
    return changes, pieces


def _rows(part: Part, there: Part) -> Rows | None:
    """The rows that differ, if they are few and all others stand where they stood."""
    most = len(part) // _FEW
    if not isinstance(part, np.ndarray):
        return differing(part, cast(Names, there), most)
    there = cast(Array, there)
    descent = descent_of(part, there, most) if part.shape == there.shape else None
    return descent.rows if descent is not None and descent.order is None else None


def _at(part: Part, rows: Rows) -> Part:
    return part[rows] if isinstance(part, np.ndarray) else Names(part[i] for i in rows.tolist())


def _kept(part: Part, there: Part) -> tuple[int, int]:
    """How many rows are the same at the beginning, and how many of the others at the end."""
    if isinstance(part, np.ndarray) and part.shape[1:] != cast(Array, there).shape[1:]:
        return 0, 0
    most = min(len(part), len(there))
    head = _alike(part, there, most)
    return head, _alike(part, there, most - head, from_end=True)


def _alike(part: Part, there: Part, most: int, *, from_end: bool = False) -> int:
    """How many of `most` rows are the same before the first that is not."""
    for start in range(0, most, _AT_ONCE):
        end = min(most, start + _AT_ONCE)
        one, other = (
            whole[len(whole) - end : len(whole) - start][::-1] if from_end else whole[start:end]
            for whole in (part, there)
        )
        if isinstance(one, np.ndarray):
            differ = (one != other).reshape(end - start, -1).any(axis=1)
            if differ.any():
                return start + int(differ.argmax())
        elif one != other:
            pairs = zip(one, other, strict=True)
            return start + next(i for i, (name, its) in enumerate(pairs) if name != its)
    return most


def _written(values: Sequence[Text] | Array, name: str) -> list[Bytes]:
    if isinstance(values, np.ndarray):
        return [_raw(values, _KINDS[name])]
    starts = range(0, len(values), _AT_ONCE)
    # A line for so many, since what writes and reads JSON lets nobody else do anything meanwhile.
    lines = (json.dumps(values[start : start + _AT_ONCE], default=dict) for start in starts)
    return [f"{line}\n".encode() for line in lines]


def _raw(values: Array, kind: str) -> memoryview:
    whole = np.ascontiguousarray(values, dtype=kind).reshape(-1)
    return whole.view(np.uint8).data


# Taken


class Reader:
    """Takes bytes one after the other from those of a record."""

    def __init__(self, data: memoryview) -> None:
        self._data = data

    def take(self, size: int) -> memoryview:
        """The next `size` bytes."""
        if not 0 <= size <= len(self._data):
            raise DamagedError("there are fewer bytes than were told")
        found, self._data = self._data[:size], self._data[size:]
        return found

    @property
    def at_end(self) -> bool:
        """Whether all have been taken."""
        return not self._data


def take(parts: Parts, changes: Sequence[Change], reader: Reader) -> None:
    """Make the changes to `parts`; arrays among them are written to.

    Raises
    ------
    DamagedError
        If they do not fit to one another.
    """
    for change in changes:
        kind = _KINDS.get(change.part, "")
        if (not kind and change.part not in NAMES) or min(change.shape, default=-1) < 0:
            raise DamagedError("no such part")
        rows: Rows | None = None
        if change.between is None:
            rows = _numbers(reader.take(8 * change.shape[0]), "<i8").astype(np.intp)
        data = reader.take(change.size)
        values: Part = _array(data, kind, change.shape) if kind else _names(data, change.shape)
        there: Part = parts.get(change.part, Names())
        if isinstance(values, np.ndarray) and change.part not in parts:
            there = values[:0]
        parts[change.part] = _put(there, values, rows, change.between or (0, 0))


def _numbers(data: memoryview, kind: str) -> Array:
    found: Array = np.frombuffer(data, dtype=kind)
    return found


def _array(data: memoryview, kind: str, shape: tuple[int, ...]) -> Array:
    size = np.dtype(kind).itemsize
    if len(data) % size:
        raise DamagedError("no whole numbers")
    found: Array = np.array(_numbers(data, kind).reshape(shape))
    return found != 0 if kind == "|u1" else found


def _names(data: memoryview, shape: tuple[int, ...]) -> Names:
    names: list[Text] = []
    for line in bytes(data).splitlines():
        found = json.loads(line)
        if not isinstance(found, list):
            raise DamagedError("no names")
        names += found
    if (len(names),) != shape or not all(map(_is_text, names)):
        raise DamagedError("no names")
    return frozen_names(names)


def _is_text(name: object) -> bool:
    if isinstance(name, dict):
        return all(isinstance(word, str) for word in name.values())
    return isinstance(name, str)


def _put(there: Part, values: Part, rows: Rows | None, between: tuple[int, int]) -> Part:
    count = len(there)
    if rows is not None:
        if len(rows) != len(values) or not _ascend(rows, count):
            raise DamagedError("no such rows")
        if isinstance(there, np.ndarray):
            there[rows] = values
            return there
        names = list(there)
        for row, name in zip(rows.tolist(), cast(Names, values), strict=True):
            names[row] = name
        return Names(names)
    head, tail = between
    if min(between) < 0 or head + tail > count:
        raise DamagedError("no such rows")
    if head == tail == 0:
        return values
    if isinstance(there, np.ndarray):
        return np.concatenate([there[:head], cast(Array, values), there[count - tail :]])
    return Names((*there[:head], *cast(Names, values), *there[count - tail :]))


def _ascend(rows: Rows, count: int) -> bool:
    ends = np.concatenate([[-1], rows, [count]])
    return bool((np.diff(ends) > 0).all())
