"""What every part of a State checks, and how the parts are compared."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from core.arrays import FloatArray, require_finite
from core.errors import EditError
from core.lineage import bound_of, same, vouch


def require_in_range(name: str, value: float, limits: tuple[float, float]) -> None:
    """Refuse a number outside `limits`, NaN included, with `EditError` ``out_of_range``."""
    low, high = limits
    if not low <= value <= high:
        raise EditError("out_of_range", {"name": name, "value": value, "low": low, "high": high})


def require_choice(name: str, value: str, choices: Sequence[str]) -> None:
    """Refuse a key that is not one of `choices` with `EditError` ``unknown_choice``."""
    if value not in choices:
        raise EditError("unknown_choice", {"name": name, "value": value, "choices": tuple(choices)})


def require_index(kind: str, index: int, count: int) -> None:
    """Refuse an index outside 0..count-1 with `EditError` ``no_such_class`` and the like.

    Parameters
    ----------
    kind : {"class", "example", "feature"}
    """
    if not 0 <= index < count:
        raise EditError(f"no_such_{kind}", {"index": index, "count": count})


def require_size(values: FloatArray, name: str, limit: float) -> None:
    """Refuse numbers that are not finite or larger than `limit` either way."""
    known = bound_of(values)
    if known is not None and known <= limit:
        return
    require_finite(values, name)
    if values.size:
        worst = float(max(values.max(), values.min(), key=abs))
        require_in_range(name, worst, (-limit, limit))
        vouch(values, abs(worst))


def require_shape(name: str, array: np.ndarray[Any, Any], expected: tuple[int, ...]) -> None:
    """Refuse an array of another shape with `EditError` ``shape``."""
    if array.shape != expected:
        raise EditError("shape", {"name": name, "found": array.shape, "expected": expected})


class ByValue:
    """Equality by value for frozen dataclasses that hold arrays; shared parts cost nothing."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return self.equals(other)

    def equals(self, other: object, *, but: str = "") -> bool:
        """Whether another of the same kind has the same fields, apart from the one called `but`."""
        return all(
            _same(getattr(self, field.name), getattr(other, field.name))
            for field in fields(self)  # type: ignore[arg-type] # only dataclasses mix this in
            if field.compare and field.name != but
        )

    __hash__ = None  # type: ignore[assignment] # how Python is told


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return same(one, other)
    return bool(one == other)
