"""Read-only arrays and the check that every number in them is finite."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.errors import NonFiniteError
from core.lineage import bound_of

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
Mask = NDArray[np.bool_]
NEGATIVE_ZERO = np.iinfo(np.int64).min  # its bits, read as a whole number


def sealed(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, from now on read-only. Only for arrays that nobody else holds."""
    array.flags.writeable = False
    return array


def frozen(values: ArrayLike) -> FloatArray:
    """A read-only C-contiguous float64 copy without -0.0; `values` itself if it already is one."""
    array = np.asarray(values, dtype=np.float64)
    if array is values and bound_of(array) is not None and array.flags.c_contiguous:
        return array
    clean = not (array.view(np.int64) == NEGATIVE_ZERO).any()  # one pass over the bits
    if array is values and clean and array.flags.c_contiguous and not array.flags.writeable:
        return array
    copy = np.array(array, order="C")
    copy += 0.0  # -0.0 + 0.0 is 0.0
    return sealed(copy)


def unchanged(one: object, other: object) -> bool:
    """Whether two inputs are the same: arrays as objects, all else by value."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return False
    return bool(one == other)


def frozen_labels(values: ArrayLike) -> IntArray:
    """A read-only copy of class indices; `values` itself if it already is one.

    Raises
    ------
    TypeError
        If the values are not whole numbers.
    """
    array = np.asarray(values)
    if not np.can_cast(array.dtype, np.intp):
        raise TypeError(f"labels: expected whole numbers, found {array.dtype}")
    if array is values and array.dtype == np.intp and not array.flags.writeable:
        return array
    return sealed(np.array(array, dtype=np.intp, order="C"))


def frozen_mask(values: ArrayLike) -> Mask:
    """A read-only copy of truth values; `values` itself if it already is one.

    Raises
    ------
    TypeError
        If the values are not true or false.
    """
    array = np.asarray(values)
    if array.dtype != np.bool_:
        raise TypeError(f"mask: expected true or false, found {array.dtype}")
    if array is values and not array.flags.writeable:
        return array
    return sealed(np.array(array, order="C"))


def require_finite(values: FloatArray, name: str) -> None:
    """Refuse infinities and NaN.

    Raises
    ------
    NonFiniteError
        Naming the row and column of the first such number.
    """
    finite = np.isfinite(values)
    if finite.all():
        return
    place = np.argwhere(~finite)[0]
    row, column = (int(place[0]), int(place[1])) if len(place) == 2 else (int(place[0]), 0)
    raise NonFiniteError(name, row, column, float(values[tuple(place)]))


def distinct(values: FloatArray) -> FloatArray:
    """`values` (M,) ascending, each one once.

    What np.unique does, which loads numpy's masked arrays and so delays the program's start.
    """
    ordered = np.sort(values)
    once: FloatArray = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return once
