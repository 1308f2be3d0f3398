"""Where features lie and how far they vary."""

import numpy as np

from core.arrays import FloatArray

_FAINT = 1e-50
"""A feature that varies by less would need weights near the limit of 10^60 to count."""


def centre_and_spread(features: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and deviation of each feature of some examples (N, D), (D,) each.

    The deviation is that of these examples (divided by N, not N - 1), and exactly 0 where a feature
    is the same in all.
    """
    centre = features.mean(axis=0)
    away = features - centre
    # In parts of the largest, whose squares neither overflow nor vanish.
    largest = np.abs(away).max(axis=0)
    varies = (features != features[0]).any(axis=0) & (largest > _FAINT)
    parts = away / np.where(varies, largest, 1.0)
    with np.errstate(under="ignore"):
        return centre, np.where(varies, largest * np.sqrt(np.square(parts).mean(axis=0)), 0.0)
