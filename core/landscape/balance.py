"""Where a slope that jumps upward at kinks, and rises evenly between them, passes 0."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray


class Balance(NamedTuple):
    """The places found, for M slopes of K kinks each.

    Attributes
    ----------
    place : (M,)
    on_kink : (M,) bool
    kink : (M,)
        The kink on which the place lies, or before which.
    passed : (M, K)
        1 for a kink before the place, 0 for one beyond it. The kink on which it lies is passed in
        part: as far as balances the others.
    """

    place: FloatArray
    on_kink: NDArray[np.bool_]
    kink: IntArray
    passed: FloatArray


def balanced(
    kinks: FloatArray,
    jumps: FloatArray,
    rising: NDArray[np.bool_],
    bend: FloatArray,
    pull: FloatArray,
    turns: FloatArray | None = None,
) -> Balance:
    """The places of 0.

    Parameters
    ----------
    kinks : (M, K)
    jumps : (M, K)
        By how much the slope jumps at each, 0 or more.
    rising : (K,)
        Beyond a rising kink its jump is there, before a falling one its negative: what acts at a
        place is added up from either side, in two sums that only grow, and is exactly 0 where
        nothing acts.
    bend, pull : (M,)
        ``bend v - pull`` is there everywhere.
    turns : (M, K), optional
        By how much the slope's own slope changes at each kink.
    """
    count, width = kinks.shape
    rows = np.arange(count)
    order = kinks.argsort(axis=1)
    kinks, jumps = kinks[rows[:, None], order], jumps[rows[:, None], order]
    rises = rising[order]
    level = _acting(jumps, rises)
    stiff = np.zeros_like(level)
    if turns is not None:
        turns = turns[rows[:, None], order]
        level = _acting(jumps - turns * kinks, rises)
        stiff = _acting(turns, rises)
    stiff += bend[:, None]
    level -= pull[:, None]
    reached = level[:, 1:] + stiff[:, 1:] * kinks >= 0.0
    k = np.where(reached[:, -1], reached.argmax(axis=1), width)
    at = np.minimum(k, width - 1)
    before, steep, kink = level[rows, k], stiff[rows, k], kinks[rows, at]
    missing = before + steep * kink
    on_kink = (k == at) & (missing <= 0.0)
    place = np.where(steep > 0.0, -before / np.where(steep > 0.0, steep, 1.0), 0.0)
    place = np.where(on_kink, kink, place) + 0.0
    jump = jumps[rows, at]
    part = np.clip(-missing / np.where(jump > 0.0, jump, 1.0), 0.0, 1.0)
    passed = np.zeros((count, width))
    passed[rows[:, None], order] = np.arange(width) < k[:, None]
    which = order[rows, at]
    passed[rows, which] = np.where(on_kink, part, passed[rows, which])
    return Balance(place, on_kink, which, passed)


def _acting(values: FloatArray, rises: NDArray[np.bool_]) -> FloatArray:
    """What acts before each kink and beyond the last, (M, K + 1)."""
    sums = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(np.where(rises, values, 0.0), axis=1, out=sums[:, 1:])
    falls = np.where(rises, 0.0, values)
    sums[:, :-1] -= np.cumsum(falls[:, ::-1], axis=1)[:, ::-1]
    return sums
