"""Systems of equations whose entries differ by many powers of ten."""

from collections.abc import Callable

import numpy as np

from core.arrays import FloatArray
from core.convex.curvature import BoolArray

_ROUNDING = 1e-15
_REFINED = 6
_NEAR, _CLOSER = 1e-5, 1e-3
_MOST_PRODUCTS = 400


class ScaledInverse:
    """The inverse of a symmetric positive matrix (C D, C D), for right-hand sides (C, D).

    Rows and columns are scaled so that the diagonal is 1, and results are refined while that
    helps: the entries of an interior point's last matrix differ by 10^15.

    Raises
    ------
    LinAlgError
        For a matrix that is singular all the same, or has no finite entries.
    """

    def __init__(self, matrix: FloatArray) -> None:
        own = matrix.diagonal()
        if not (own > 0.0).all():
            raise np.linalg.LinAlgError("not positive")
        self._by = 1.0 / np.sqrt(own)
        self._matrix = matrix * self._by
        self._matrix *= self._by[:, None]
        self._matrix.flat[:: len(own) + 1] += _ROUNDING
        self._inverse = np.linalg.inv(self._matrix)

    def times(self, right: FloatArray) -> FloatArray:
        """The solution for `right` (C, D)."""
        scaled = self._by * right.ravel()
        found, rest, size = np.zeros_like(scaled), scaled, np.inf
        for _ in range(_REFINED):
            better = found + self._inverse @ rest
            rest = scaled - self._matrix @ better
            if not float(np.abs(rest).max()) < 0.5 * size:
                break
            found, size = better, float(np.abs(rest).max())
        return (self._by * found).reshape(right.shape)


def solved(matrix: FloatArray, right: FloatArray) -> FloatArray:
    """The solution (n,) of a symmetric positive system, scaled as in `ScaledInverse`."""
    by = 1.0 / np.sqrt(np.maximum(matrix.diagonal(), np.finfo(np.float64).tiny))
    scaled = matrix * by
    scaled *= by[:, None]
    scaled.flat[:: len(by) + 1] += _ROUNDING
    found: FloatArray = by * np.linalg.solve(scaled, by * right)
    return found


def conjugate_gradients(
    times: Callable[[FloatArray], FloatArray],
    right: FloatArray,
    own: FloatArray,
    free: BoolArray,
) -> FloatArray:
    """The solution (C, D) of a positive system that is known by its products alone.

    Solved as far as a Newton step is worth: the nearer the optimum, the better.

    Parameters
    ----------
    times : callable
        The product with (C, D).
    right : (C, D)
    own : (C, D)
        The matrix's diagonal, which it is scaled by.
    free : (C, D)
        Elsewhere the solution is 0.

    References
    ----------
    Nocedal, Wright, "Numerical Optimization", 2nd edition (2006), algorithm 7.1.
    """
    found, rest = np.zeros_like(right), np.where(free, right, 0.0)
    size = float(np.linalg.norm(rest))
    aim = min(0.1, size**0.5) * size if size > _NEAR else _CLOSER * size
    scaled = rest / own
    way, product = scaled, float((rest * scaled).sum())
    for _ in range(_MOST_PRODUCTS):
        bent = np.where(free, times(way), 0.0)
        across = float((way * bent).sum())
        if across <= 0.0:
            break
        found = found + product / across * way
        rest = rest - product / across * bent
        if float(np.linalg.norm(rest)) <= aim:
            break
        scaled = rest / own
        before, product = product, float((rest * scaled).sum())
        way = scaled + product / before * way
    return found
