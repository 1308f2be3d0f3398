"""What is known of large read-only arrays, so that it need not be found out again.

An array that is never written to can be checked once. One that was made from another by changing,
moving or leaving out a few rows can be told from it by these rows alone. Both are remembered
beside the arrays, for as long as they live; without a memory everything is found out by looking.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Rows = NDArray[np.intp]

SMALL = 1 << 12
"""Up to so many numbers looking is quicker than remembering."""
_COMPARED = 1 << 15  # numbers compared at once: both sides stay near the processor
_NONE = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, eq=False, slots=True)
class Descent:
    """How the rows of one array come from another.

    Attributes
    ----------
    order : (N,) or None
        For each row the one it comes from; None where each has stayed in its place.
    rows : (K,)
        Those that are others whatever the order says, ascending.
    """

    order: Rows | None
    rows: Rows

    def values(
        self, old: Array, step: int, compute: Callable[[slice], Array], *, whole: int
    ) -> Array:
        """What `compute` gives for all rows, from what it gave for the old ones, `old` (M, ...).

        Only blocks of `step` rows in which a row is another are computed again: the same blocks as
        in a computation of all `whole` rows, so that the result is the same bit for bit.
        """
        made: Array = np.array(old) if self.order is None else old.take(self.order, axis=0)
        blocks = self.rows // step
        for block in blocks[np.append(True, blocks[1:] != blocks[:-1])[: len(blocks)]].tolist():
            part = slice(block * step, min(whole, (block + 1) * step))
            made[part] = compute(part)
        return made

    def joined(self, other: Descent) -> Descent | None:
        """What has come of rows with this and the other descent; None if the orders differ."""
        one, two = self.order, other.order
        if one is not two and (one is None or two is None or not np.array_equal(one, two)):
            return None
        if not len(other.rows):
            return self
        both = np.sort(np.concatenate([self.rows, other.rows]))
        return Descent(one, both[np.append(True, both[1:] != both[:-1])])  # as np.unique does

    def inverse(self, count: int) -> Descent:
        """How the `count` rows of the array that it came from come from this one."""
        if self.order is None:
            return self
        back = np.full(count, -1)
        kept = np.ones(len(self.order), dtype=bool)
        kept[self.rows] = False
        back[self.order[kept]] = np.flatnonzero(kept)
        rows = np.flatnonzero(back < 0)
        back[rows] = 0
        return Descent(back, rows)


@dataclass(slots=True)
class _Known:
    """`bound` is no smaller than any number's size; None where nobody has looked yet."""

    array: weakref.ref[Array]
    bound: float | None = None
    base: weakref.ref[Array] | None = None
    descent: Descent | None = None


_known: dict[int, _Known] = {}


def _of(array: Array) -> _Known | None:
    found = _known.get(id(array))
    return found if found is not None and found.array() is array else None


def _remembered(array: Array) -> _Known | None:
    """The memory of an array; None for one that is small or may still be written to."""
    if array.size <= SMALL or array.flags.writeable:
        return None
    found, key = _of(array), id(array)
    if found is None:

        def forget(gone: weakref.ref[Array]) -> None:
            known = _known.get(key)
            if known is not None and known.array is gone:
                del _known[key]

        found = _known[key] = _Known(weakref.ref(array, forget))
    return found


# Checked once


def bound_of(array: Array) -> float | None:
    """A number that no entry is larger than in size, if it is known; such an array is clean.

    Clean: every number is finite and none is -0.0.
    """
    known = _of(array)
    return None if known is None else known.bound


def vouch(array: Array, bound: float) -> None:
    """Remember that `array` is clean and no entry larger than `bound` in size."""
    known = _remembered(array)
    if known is not None:
        known.bound = bound


def vouch_for_copy(array: Array, base: Array, extra: float = 0.0) -> None:
    """Vouch for an array of numbers of `base`, of zeros, and of others up to `extra` in size."""
    bound = bound_of(base)
    if bound is not None:
        vouch(array, max(bound, extra))


# Made from another


def with_rows(base: Array, rows: Rows, values: Array) -> Array:
    """A read-only copy of `base` whose `rows`, ascending, are `values`; clean if both are."""
    return descended(base, Descent(None, rows), values)


def with_order(base: Array, order: Rows) -> Array:
    """The rows of `base` that `order` names, read-only; clean if `base` is."""
    return descended(base, Descent(order, _NONE), base[:0])


def with_more(base: Array, more: Array) -> Array:
    """`base` and the rows of `more` after it, read-only; clean if both are."""
    count = len(base)
    order = np.arange(count + len(more))
    order[count:] = 0
    return descended(base, Descent(order, np.arange(count, len(order))), more)


def with_moved(base: Array, index: int, to: int) -> Array:
    """A read-only copy of `base` with one row at another place; clean if `base` is.

    Only the rows between the two places are others. Each row is copied once.
    """
    low, high = min(index, to), max(index, to)
    made: Array = np.empty_like(base)
    made[:low], made[high + 1 :] = base[:low], base[high + 1 :]
    if index < to:
        made[low:high] = base[low + 1 : high + 1]
    else:
        made[low + 1 : high + 1] = base[low:high]
    made[to] = base[index]
    return _made(made, base, Descent(None, np.arange(low, high + 1)))


def descended(base: Array, descent: Descent, values: Array) -> Array:
    """The rows of `base` as `descent` says, those that are others being `values`; read-only."""
    made: Array = np.array(base) if descent.order is None else base.take(descent.order, axis=0)
    made[descent.rows] = values
    return _made(made, base, descent, float(np.abs(values).max(initial=0.0)))


def _made(made: Array, base: Array, descent: Descent, extra: float = 0.0) -> Array:
    """`made`, read-only, remembered as coming from `base` with others up to `extra` in size."""
    made.flags.writeable = False
    known = _remembered(made)
    if known is not None:
        known.base, known.descent = weakref.ref(base), descent
        vouch_for_copy(made, base, extra)
    return made


def descent_of(new: Array, old: Array, most: int) -> Descent | None:
    """How the rows of `new` come from those of `old`; None where more than `most` are others.

    Rows that are the same bit for bit are never among those that are others, unless they moved.
    """
    if new is old:
        return Descent(None, _NONE)
    found = _between(new, old)
    if found is None:
        rows = _compared(new, old, most) if new.shape == old.shape else None
        return None if rows is None else Descent(None, rows)
    if len(found.rows) > most:
        return None
    if found.order is None:
        rows = found.rows
        differ = new[rows] != old[rows]
        found = Descent(None, rows[differ if differ.ndim == 1 else differ.any(axis=1)])
    return found


def _between(new: Array, old: Array) -> Descent | None:
    """What is remembered of the way from one to the other."""
    after, before = _of(new), _of(old)
    there = after.base() if after is not None and after.base is not None else None
    back = before.base() if before is not None and before.base is not None else None
    if after is not None and there is old:
        return after.descent
    if before is not None and back is new and before.descent is not None:
        return before.descent.inverse(len(new))
    if after is None or before is None or there is None or there is not back:
        return None
    one, other = after.descent, before.descent
    if one is None or other is None or one.order is not None or other.order is not None:
        return None
    return one.joined(other)


def _compared(new: Array, old: Array, most: int) -> Rows | None:
    step = max(1, _COMPARED // max(1, new[:1].size))
    found: list[Rows] = [_NONE]
    count = 0
    for start in range(0, len(new), step):
        differ = new[start : start + step] != old[start : start + step]
        if differ.any():
            rows = np.flatnonzero(differ if differ.ndim == 1 else differ.any(axis=1))
            count += len(rows)
            if count > most:
                return None
            found.append(rows + start)
    return np.concatenate(found)


def same(one: Array, other: Array) -> bool:
    """Whether two arrays hold the same numbers; nothing is read beyond the first difference."""
    if one is other or one.shape != other.shape:
        return one is other
    known = _between(one, other)
    if known is not None and known.order is None:
        return bool((one[known.rows] == other[known.rows]).all())
    return _compared(one, other, 0) is not None
