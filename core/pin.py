"""Comparing a state with one that was pinned: which example and which weight is which."""

from dataclasses import replace

import numpy as np

from core.arrays import IntArray, sealed
from core.state import LinearModel, State


def counterparts(state: State, pinned: State) -> IntArray:
    """For each example of `state` its index in `pinned`, or -1 for one that is new, (N,)."""
    if state.identities is pinned.identities:
        return sealed(np.arange(state.example_count))
    places = np.full(max(state.next_identity, pinned.next_identity), -1)
    places[pinned.identities] = np.arange(pinned.example_count)
    return sealed(places[state.identities])


def with_the_features_of(state: State, pinned: State) -> State | None:
    """`pinned` with a W of the shape that it has in `state`, or None where W is another.

    Features that came after the pinned ones, as every new example brings one, are 0 in each of its
    examples and weigh 0: that leaves its scores and its penalty as they were.
    """
    now, then = state.source, pinned.source
    if not (isinstance(now, LinearModel) and isinstance(then, LinearModel)):
        return None
    if now.weights.shape == then.weights.shape:
        return pinned
    names, known = state.feature_names, pinned.feature_names
    if len(now.weights) != len(then.weights) or names[: len(known)] != known:
        return None
    more = (0, 0), (0, len(names) - len(known))
    source = replace(then, features=np.pad(then.features, more), weights=np.pad(then.weights, more))
    return replace(pinned, source=source, feature_names=names)
