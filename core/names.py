"""Many names at once, checked only where they are new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from core.errors import EditError
from core.text import Text, frozen_text, is_blank

_COMPARED = 1 << 12  # names compared at once
_SINGLY = 16  # up to so many are taken out one by one


class Names(tuple[Text, ...]):
    """Names already checked and read-only: the next state takes them over at no cost."""

    __slots__ = ()


def frozen_names(names: Sequence[Text]) -> Names:
    """`names` themselves if they are checked, else a read-only copy.

    Raises
    ------
    EditError
        ``empty_name`` for a blank one.
    """
    if isinstance(names, Names):
        return names
    if any(map(is_blank, names)):
        raise EditError("empty_name")
    return Names(map(frozen_text, names))


def with_name(names: Sequence[Text], index: int, name: Text) -> Names:
    """The names with one of them replaced."""
    return _with(names, slice(index, index + 1), (name,))


def with_more(names: Sequence[Text], more: Sequence[Text]) -> Names:
    """The names and others after them."""
    return _with(names, slice(len(names), None), more)


def _with(names: Sequence[Text], place: slice, new: Sequence[Text]) -> Names:
    changed = list(frozen_names(names))
    changed[place] = frozen_names(new)
    return Names(changed)


def with_moved(names: Sequence[Text], index: int, to: int) -> Names:
    """The names with one of them at another place."""
    changed = list(frozen_names(names))
    changed.insert(to, changed.pop(index))
    return Names(changed)


def only(names: Sequence[Text], kept: NDArray[np.bool_]) -> Names:
    """Those names at which `kept` (N,) is true."""
    gone = np.flatnonzero(~kept)
    if len(gone) > _SINGLY:
        return Names(compress(frozen_names(names), kept.tobytes()))
    left = list(frozen_names(names))
    for index in gone[::-1].tolist():
        del left[index]
    return Names(left)


def with_names(names: Sequence[Text], rows: NDArray[np.intp], new: Names) -> Names:
    """The names with those at `rows` replaced."""
    changed = list(frozen_names(names))
    for row, name in zip(rows.tolist(), new, strict=True):
        changed[row] = name
    return Names(changed)


def differing(names: Names, others: Names, most: int) -> NDArray[np.intp] | None:
    """Where as many names differ, ascending; None for more than `most` or another count."""
    if len(names) != len(others):
        return None
    found: list[int] = []
    for start in range(0, len(names), _COMPARED):
        part, other = names[start : start + _COMPARED], others[start : start + _COMPARED]
        if part != other:
            pairs = enumerate(zip(part, other, strict=True), start)
            found += [row for row, (one, two) in pairs if one != two]
            if len(found) > most:
                return None
    return np.array(found, dtype=np.intp)
