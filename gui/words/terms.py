"""Which terms of a long sum are written. No Qt here.

One rule for every sum in the window: all its terms, where they have room; else those that count
most, as many as have room, in the order they have in the sum. Never all but one: the ellipsis would
take the room of the term that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.arrays import FloatArray, IntArray
from core.batch import largest
from gui.words.translation import tr

MOST = 128
"""As many terms are written at most; no line has room for more."""


@dataclass(frozen=True, slots=True)
class Written:
    """The terms that are written, ascending, of `count`.

    `how` says which they are: "all", the "largest", or the "first" of equal ones. Where `also` is
    set, one of them would not be among these, and is always written.
    """

    indices: tuple[int, ...]
    count: int
    how: str
    also: bool = False

    @property
    def left_out(self) -> int:
        """How many are not written."""
        return self.count - len(self.indices)

    def note(self, also: str = "") -> str:
        """What stands beside the ellipsis; `also` names the one that is always written."""
        if not self.left_out:
            return ""
        kept, count = len(self.indices) - self.also, f"{self.count:,}"
        one = ".one" if kept == 1 else ""
        note = tr(f"terms.{self.how}{one}", kept=f"{kept:,}", count=count)
        return tr("terms.and", these=note, also=also) if self.also else note


def written(
    sizes: FloatArray,
    keep: int | None,
    always: int | None = None,
    ranked: IntArray | None = None,
) -> Written:
    """The `keep` largest terms by their `sizes` (N,), of equal ones the first.

    One of them may be written `always`. Who knows the order already gives the first of it,
    `ranked`.
    """
    count = len(sizes)
    if keep is None or keep >= count:
        return Written(tuple(range(count)), count, "all")
    kept = (largest(sizes, keep) if ranked is None else ranked[:keep]).tolist()
    alike = sizes[kept[0]] == sizes[kept[-1]] == sizes.min()
    also = False
    if always is not None and always not in kept:
        # One that is as large as the last of them takes its place unsaid.
        also = bool(alike or sizes[always] < sizes[kept[-1]])
        kept[-1] = always
    return Written(tuple(sorted(kept)), count, "first" if alike else "largest", also)


def fewer(count: int, keep: int, fewest: int) -> int | None:
    """How many of `count` terms are written next where `keep` have no room; None for no fewer."""
    less = count - 2 if keep >= count else keep - 1
    return less if less >= fewest else None


def most_that_fit(
    count: int, fits: Callable[[int], bool], fewest: int, near: int | None = None
) -> int:
    """How many of `count` terms are written where not all have room; `fewest` in any case.

    The same for the same widths, whatever was written before; `near`, how many that were, only says
    where to look first.
    """
    if count - 2 < fewest:
        return count
    low, high = fewest, min(count - 2, MOST) + 1  # `low` is written, `high` has no room
    if near is not None and low < near < high:
        if fits(near):
            low = near
        else:
            low, high = _below(near, low, fits)
    step = 1
    while low + step < high:
        if not fits(low + step):
            high = low + step
            break
        low, step = low + step, 2 * step
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _below(high: int, low: int, fits: Callable[[int], bool]) -> tuple[int, int]:
    """A number from `low` on that fits, or is `low`, and the next above it known not to."""
    step = 1
    while high - step > low:
        if fits(high - step):
            return high - step, high
        high, step = high - step, 2 * step
    return low, high
