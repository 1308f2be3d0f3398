"""What rounding may have done to scores, so that it never decides anything."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core import linear
from core.arrays import FloatArray, IntArray
from core.state import LinearModel


@dataclass(frozen=True, eq=False)
class Rounding:
    """How far computed scores may be from the true ones; scores alone are what they are.

    Two scores that are closer than the sum of their bounds are a tie. Most are not, and the bounds
    of all examples cost as much as their scores: `most` finds the few rows to ask `of` about.

    Attributes
    ----------
    model : LinearModel or None
    most : float
        No bound is larger than this; 0 for scores alone.
    """

    model: LinearModel | None = None
    most: float = 0.0

    def of(self, rows: IntArray) -> FloatArray:
        """The bounds of the scores of some examples, (K, C)."""
        if self.model is None:
            raise ValueError("scores alone have no bounds")
        model = self.model
        return linear.bounds(model.weights, model.features[rows], model.biases)


EXACT = Rounding()


def in_order(
    values: FloatArray,
    most: float,
    bounds_of: Callable[[IntArray], FloatArray],
    *,
    descending: bool = False,
) -> IntArray:
    """Places of `values` (N,) in ascending order, ties in the order in which they stand; NaN last.

    Neighbours closer than the sum of their bounds are a tie, and so are chains of such.

    Parameters
    ----------
    values : (N,)
    most : float
        No bound is larger.
    bounds_of
        From places (K,) to their bounds (K,).
    descending : bool
        The largest first; ties still as they stand.
    """
    order: IntArray = np.argsort(-values if descending else values, kind="stable")
    if most == 0.0:
        return order
    with np.errstate(over="ignore", invalid="ignore"):
        gaps = np.abs(np.diff(values[order]))
        close = np.flatnonzero((gaps > 0.0) & (gaps <= 2.0 * most))
    if not close.size:
        return order
    room = bounds_of(order[close]) + bounds_of(order[close + 1])
    apart = gaps > 0.0
    apart[close] = gaps[close] > room
    # A NaN differs from itself: what has no value stays apart, and stays last.
    apart |= np.isnan(gaps)
    group = np.append(0, np.cumsum(apart))
    return order[np.lexsort((order, group))]
