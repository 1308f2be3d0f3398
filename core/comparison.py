"""Two rows of weights that give one input a score, beside each other: same score, other price."""

from dataclasses import dataclass, field

import numpy as np

from core.arrays import FloatArray, frozen
from core.checks import ByValue, require_shape, require_size
from core.errors import EditError

MAX_LENGTH = 12
COMPARISON_LIMIT = 1e60  # a product of two of them, squared, still fits a float64


_X = frozen([1.0, 1.0, 1.0, 1.0])
_FIRST = frozen([1.0, 0.0, 0.0, 0.0])
_SECOND = frozen([0.25, 0.25, 0.25, 0.25])


@dataclass(frozen=True, eq=False)
class Comparison(ByValue):
    """An input and two rows of weights, K numbers each, K from 1 to 12.

    The defaults are the lecture's: both rows give the input the score 1, L2 prefers the second, and
    to L1 they cost the same.

    Parameters
    ----------
    x, first, second : (K,)

    Raises
    ------
    EditError
        ``shape`` for other lengths, ``out_of_range`` beyond +-1e60.
    NonFiniteError
        For an infinite number or NaN.
    """

    x: FloatArray = field(default_factory=lambda: _X)
    first: FloatArray = field(default_factory=lambda: _FIRST)
    second: FloatArray = field(default_factory=lambda: _SECOND)

    def __post_init__(self) -> None:
        for name in ("x", "first", "second"):
            array = frozen(getattr(self, name))
            if array.ndim != 1 or not 1 <= array.size <= MAX_LENGTH:
                expected = f"1 to {MAX_LENGTH}"
                raise EditError("shape", {"name": name, "found": array.shape, "expected": expected})
            require_shape(name, array, np.shape(self.x))
            require_size(array, name, COMPARISON_LIMIT)
            object.__setattr__(self, name, array)
