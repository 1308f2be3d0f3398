"""Comparing a state with one that was pinned: which example is which."""

import numpy as np

from core.arrays import IntArray, sealed
from core.state import State


def counterparts(state: State, pinned: State) -> IntArray:
    """For each example of `state` its index in `pinned`, or -1 for one that is new, (N,)."""
    if state.identities is pinned.identities:
        return sealed(np.arange(state.example_count))
    places = np.full(max(state.next_identity, pinned.next_identity), -1)
    places[pinned.identities] = np.arange(pinned.example_count)
    return sealed(places[state.identities])
