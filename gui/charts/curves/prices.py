"""Weights that cost the same penalty: circle, diamond and what lies between. No Qt here."""

from __future__ import annotations

import numpy as np

from core.arrays import FloatArray

_PER_QUARTER = 24


def same_price(first: float, second: float, shares: tuple[float, float]) -> FloatArray:
    """The closed curve of all pairs of weights that cost what (`first`, `second`) costs.

    Parameters
    ----------
    first, second : float
    shares : (a, q)
        A weight costs ``a |w| + q w²``, as `core.penalties` has it.

    Returns
    -------
    (M, 2)
        Points of the exact curve, its corners on the axes among them; the last is the first again.

    Notes
    -----
    At distance t along the direction of an angle f the cost is ``q t² + a m t``, where
    ``m = |cos f| + |sin f|``. It equals c at ``t = 2c / (a m + sqrt((a m)² + 4 q c))``, a form in
    which nothing cancels, for all mixtures of L1 and L2 alike.
    """
    size = max(abs(first), abs(second))
    if size == 0.0:
        return np.zeros((1, 2))
    # In units of the larger weight, so that neither 1e-200 nor 1e60 leaves the range of float64.
    u, v = abs(first) / size, abs(second) / size
    corner, bowl = shares[0], shares[1] * size
    whole = max(corner, bowl)
    corner, bowl = corner / whole, bowl / whole
    cost = bowl * (u * u + v * v) + corner * (u + v)
    # Four straight sides need their corners alone.
    per_quarter = _PER_QUARTER if bowl > 0.0 else 1
    angle = np.arange(4 * per_quarter + 1) * (np.pi / 2 / per_quarter)
    direction = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    direction[np.abs(direction) < 1e-12] = 0.0
    line = corner * np.abs(direction).sum(axis=1)
    distance = 2.0 * cost / (line + np.sqrt(line**2 + 4.0 * bowl * cost))
    return np.asarray(direction * distance[:, None] * size + 0.0)
