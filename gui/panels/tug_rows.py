"""Which weights the tug of war shows, and what there is to say about all of them. No Qt here."""

from __future__ import annotations

import math

import numpy as np

from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.pulls import Pulls
from core.settings import LossSettings
from core.state import LinearModel
from core.view import Weight
from gui.losses import display_of

AT_MOST = 16
"""So many rows are still legible in the panel."""
OF_MANY = 11
"""Of more weights, this many have rows, and there is room for a note on the rest."""
BEST = 1e-9
"""A net pull this small beside the pulls that make it is rounding."""
CLOSE = 0.01
_ENDS = (1.0, 1.2, 1.5, 1.8, 2.2, 2.6, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0)


def strain(pulls: Pulls) -> FloatArray:
    """What earns a weight a row, (C, D): its net pull, or where all cancel how hard both pull."""
    net = np.abs(pulls.total)
    if net.max() > rounding(pulls):
        return net
    return np.abs(pulls.data) + np.abs(pulls.penalty)


def shown_weights(strain: FloatArray, most: int = AT_MOST) -> tuple[Weight, ...]:
    """All weights up to `most`; else the `OF_MANY`, or so many as fit, that are pulled hardest.

    Parameters
    ----------
    strain : (C, D)
        How hard each weight is pulled.
    most : int
        As many lines as there is room for.

    Returns
    -------
    tuple of (class, feature)
        Ascending.
    """
    depth = strain.shape[1]
    if strain.size <= most:
        chosen = np.arange(strain.size)
    else:
        # Not by sorting them: there may be a hundred thousand. Of equal ones the first are taken.
        flat = strain.ravel()
        count = max(1, min(OF_MANY, most - 1))
        least = np.partition(flat, -count)[-count]
        over = np.flatnonzero(flat > least)
        level = np.flatnonzero(flat == least)[: count - len(over)]
        chosen = np.sort(np.concatenate([over, level]))
    return tuple((int(index) // depth, int(index) % depth) for index in chosen)


def axis_end(pulls: Pulls, pinned: Pulls | None = None) -> float:
    """A round end for the axis of pulls, with the longest arrows close to it.

    The net pulls that were pinned have room too.
    """
    longest = max(
        float(np.abs(pulls.data).max()),
        float(np.abs(pulls.penalty).max()),
        # Arrows that point the same way lie end to end.
        float(np.abs(pulls.data + pulls.penalty).max()),
    )
    if pinned is not None:
        longest = max(longest, float(np.abs(pinned.total).max()))
    # The band is the measure of the data's pulls, unless it would leave nothing of them to see.
    if pulls.band <= 4 * longest:
        longest = max(longest, pulls.band)
    if longest <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(longest))
    return next((step * power for step in _ENDS if step * power >= longest), longest)


def rounding(pulls: Pulls) -> float:
    """The largest net pull that is nothing but rounding."""
    return BEST * max(float(np.abs(pulls.data).max()), float(np.abs(pulls.penalty).max()))


def answers(evaluation: Evaluation) -> FloatArray:
    """What the penalty pulls as it acts, (C, D): at the corner of R, as hard as the data makes it.

    With the pulls of the data these add up to the net pulls.
    """
    pulls, source = evaluation.pulls, evaluation.state.source
    if pulls is None or not isinstance(source, LinearModel):
        raise ValueError("no weights")
    cornered = (source.weights == 0) & (pulls.band > 0)
    return np.where(cornered, pulls.total - pulls.data, pulls.penalty) + 0.0


def verdict(pulls: Pulls, loss: LossSettings) -> tuple[str, Weight]:
    """Where W stands, and the weight with the largest net pull.

    Returns
    -------
    str
        ``free`` (nothing pulls at all), ``best`` (the pulls cancel), ``close``, ``far``, or
        ``corner``: they do not cancel, but the loss has corners, and at a corner the best W need
        not be where the slope of one of its sides is 0.
    """
    net = np.abs(pulls.total)
    index = int(np.argmax(net))
    weight = divmod(index, net.shape[1])
    largest = float(net.flat[index])
    negligible = rounding(pulls)
    if negligible == 0:
        return "free", weight
    if largest <= negligible:
        return "best", weight
    if display_of(loss.active).has_corners(loss):
        return "corner", weight
    return ("close" if largest <= CLOSE / BEST * negligible else "far"), weight
