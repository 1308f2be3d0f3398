"""What was worked out for one frame and still holds in the next. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from core.arrays import unchanged

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by key, each made anew only when something it is made from has changed.

    Arrays count as changed when they are other objects, all else when it is not equal.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[tuple[object, ...], T]] = {}

    def get(self, key: Hashable, inputs: tuple[object, ...], make: Callable[[], T]) -> T:
        """The value under `key`, made by `make` unless one made from the same `inputs` is known."""
        known = self._known.get(key)
        if known is not None and all(map(unchanged, known[0], inputs)):
            return known[1]
        value = make()
        self._known[key] = inputs, value
        return value

    def forget(self) -> None:
        """Make everything anew."""
        self._known.clear()
