"""Edits of which examples are held out, and of features in units of the others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.arrays import IntArray, Mask, sealed
from core.checks import require_in_range, require_index
from core.edits.base import Edit, edit, model_of
from core.errors import EditError
from core.lineage import with_rows
from core.spread import centre_and_spread
from core.state import LinearModel, State

HELD_SHARE_LIMITS = (0.0, 0.95)
SEED_LIMITS = (0, 2**32 - 1)
_ROUNDING = 1e-12


def hold_out(indices: Sequence[int] | IntArray, on: bool) -> Edit:
    """Hold some examples out, or put them back among those that W is fitted to.

    Raises
    ------
    EditError
        ``all_held_out`` if no training example would be left.
    """

    def apply(state: State) -> State:
        # There may be a million of them.
        chosen = np.asarray(indices, dtype=np.intp)
        for index in (int(chosen.min()), int(chosen.max())) if len(chosen) else ():
            require_index("example", index, state.example_count)
        which = np.zeros(state.example_count, dtype=bool)
        which[chosen] = True
        rows = np.flatnonzero(which)
        held_out = with_rows(state.held_out, rows, np.full(len(rows), on))
        return replace(state, held_out=held_out)

    key = "hold_out" if on else "put_back"
    return edit(key, apply, count=len(indices))


def split(share: float, seed: int) -> Edit:
    """Hold out a share of the examples by chance, and put back all others.

    Every class gives the same share, as nearly as whole numbers go, and keeps one example at least.

    Parameters
    ----------
    share : float
        From 0, which puts back all, to 0.95.
    seed : int
        Of the random generator: the same seed holds out the same examples.

    Raises
    ------
    EditError
        ``nothing_to_hold_out`` where every class has a single example.
    """

    def apply(state: State) -> State:
        taken = held_counts(state, share)
        require_in_range("seed", seed, SEED_LIMITS)
        return replace(state, held_out=sealed(_by_chance(state.labels, taken, seed)))

    return edit("split", apply, share=share, seed=seed)


def held_counts(state: State, share: float) -> IntArray:
    """How many examples of each class `split` holds out, (C,); refused where that is.

    Known from the labels alone: no example is drawn.
    """
    require_in_range("share", share, HELD_SHARE_LIMITS)
    counts = np.bincount(state.labels, minlength=state.class_count)
    exact = share * counts
    taken = np.minimum(np.floor(exact).astype(np.intp), np.maximum(counts - 1, 0))
    # What whole numbers have left goes to the classes that it was taken from most.
    missing = round(share * state.example_count) - int(taken.sum())
    for index in np.argsort(taken - exact, kind="stable").tolist():
        if missing > 0 and taken[index] < counts[index] - 1:
            taken[index] += 1
            missing -= 1
    if share > 0.0 and not taken.any():
        raise EditError("nothing_to_hold_out")
    return sealed(taken)


def _by_chance(labels: IntArray, taken: IntArray, seed: int) -> Mask:
    """So many of each class, the first of them in the order of their draws."""
    counts = np.bincount(labels, minlength=len(taken))
    draws = np.random.default_rng(seed).random(len(labels))
    order = np.lexsort((draws, labels))
    place = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    held_out = np.zeros(len(labels), dtype=bool)
    held_out[order] = place < np.repeat(taken, counts)
    return held_out


def standardize() -> Edit:
    """Let every feature have mean 0 and deviation 1 over the training examples.

    W and b change along, so that no score moves but by rounding; the penalty, which is of W, does.
    A feature that is the same in all training examples stays.

    Raises
    ------
    EditError
        ``out_of_range`` where a weight or a feature would be too large.
    """

    def apply(state: State) -> State:
        model = model_of(state)
        centre, spread = centre_and_spread(model.features[state.training])
        varies = spread > 0.0
        centre, spread = np.where(varies, centre, 0.0), np.where(varies, spread, 1.0)
        if (np.abs(centre) <= _ROUNDING).all() and (np.abs(spread - 1.0) <= _ROUNDING).all():
            return state
        with np.errstate(under="ignore"):
            features = (model.features - centre) / spread
            biases = model.biases + model.weights @ centre
            weights = model.weights * spread
        return replace(state, source=LinearModel(features, weights, biases))

    return edit("standardize", apply)
