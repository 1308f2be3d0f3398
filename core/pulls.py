"""How data loss and penalty pull at every weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, sealed
from core.penalties.base import Penalty


@dataclass(frozen=True, eq=False)
class Pulls:
    """Descent directions of the two parts of the total loss, per unit of weight.

    Attributes
    ----------
    data : (C, D)
        ``-d(data loss)/dw``.
    penalty : (C, D)
        ``-lambda dR/dw``, with the subgradient 0 where an L1 part has its corner.
    total : (C, D)
        What moves the weight. Their sum, except at w = 0 under an L1 part: there the corner
        answers the data's pull with any force up to `band`, so nothing moves while the pull is no
        stronger, and beyond that what is left of it does (soft thresholding).
    band : float
        ``lambda`` times the L1 part's share: 0 without one.
    held : (C, D) bool
        Where a weight of 0 is held there by the L1 part.

    References
    ----------
    Hastie, Tibshirani, Wainwright, "Statistical Learning with Sparsity", CRC Press 2015, section
    2.4, for the condition ``|pull| <= lambda`` at a weight of 0.
    """

    data: FloatArray
    penalty: FloatArray
    total: FloatArray
    band: float
    held: NDArray[np.bool_]


def pulls(
    weights: FloatArray, data_gradient: FloatArray, penalty: Penalty, strength: float
) -> Pulls:
    """The pulls at `weights` (C, D), from the gradient of the data loss alone, (C, D)."""
    with np.errstate(under="ignore"):
        data = 0.0 - data_gradient
        paid = 0.0 - strength * penalty.gradient(weights)
        band = strength * penalty.shares[0]
        cornered = (weights == 0.0) & (band > 0.0)
        held = cornered & (np.abs(data) <= band)
        left = np.sign(data) * np.maximum(np.abs(data) - band, 0.0)
        total = np.where(cornered, left, data + paid) + 0.0
    held.flags.writeable = False
    return Pulls(sealed(data), sealed(paid), sealed(total), band, held)
