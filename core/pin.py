"""Comparing a state with one that was pinned: which example is which."""

from collections import Counter
from collections.abc import Hashable

import numpy as np

from core.arrays import IntArray, sealed
from core.state import State
from core.text import Text


def counterparts(state: State, pinned: State) -> IntArray:
    """For each example of `state` its index in `pinned`, or -1 for one that is new, (N,).

    Examples have no identity but their names and places. Those with a name of their own are found
    by it; of the others, one with as many examples before it as then is taken for the same.
    """
    now, then = state.examples, pinned.examples
    if now is then or now == then:
        return sealed(np.arange(len(now)))
    at = {key: index for index, key in enumerate(map(_key, then))}
    once_now, once_then = _once(now), _once(then)
    own = once_now & once_then
    found = np.full(len(now), -1, dtype=np.intp)
    for index, key in enumerate(map(_key, now)):
        if key in own:
            found[index] = at[key]
    taken = set(found.tolist())
    for index in np.flatnonzero(found < 0).tolist():
        free = index < len(then) and index not in taken
        # A name that only now is there stands for a new example, unless nothing else has changed.
        if free and (len(now) == len(then) or _key(now[index]) == _key(then[index])):
            found[index] = index
    return sealed(found)


def _key(name: Text) -> Hashable:
    return name if isinstance(name, str) else tuple(sorted(name.items()))


def _once(names: tuple[Text, ...]) -> set[Hashable]:
    return {key for key, count in Counter(map(_key, names)).items() if count == 1}
