"""Round numbers for axes. No Qt here."""

from __future__ import annotations

import math

from gui.words import numbers

_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0)
_STEPS = (1.0, 2.0, 2.5, 4.0, 5.0, 10.0)
_PARTS = {1.0: 2, 1.5: 3, 2.0: 2, 2.5: 5, 3.0: 3, 4.0: 2, 5.0: 2, 7.5: 3, 8.0: 2}
"""Into how many round parts a step can be cut."""

_MANY = 5
"""More ticks of an axis are not taken in from the last row."""

Ticks = tuple[tuple[float, str], ...]


def _next(value: float, steps: tuple[float, ...]) -> float:
    """The smallest of `steps` times a power of ten that is not below `value` (> 0)."""
    power = 10.0 ** math.floor(math.log10(value))
    for step in steps:
        if step * power >= value * (1 - 1e-9):
            return step * power
    return 10 * power


def round_up(value: float) -> float:
    """A round top for an axis that starts at 0; 1 where `value` is 0."""
    return _next(value, _ROUND) if value > 0 else 1.0


def from_zero(top: float) -> tuple[tuple[float, str], ...]:
    """Ticks at 0, half of `top` and `top`."""
    return tuple((value, label(value, top / 2)) for value in (0.0, top / 2, top))


def label(value: float, step: float) -> str:
    """The shortest text that says where a tick is: as many decimals as it needs, no more.

    What is a billionth of the `step` between ticks is the noise of their sum.
    """
    value = next(
        near
        for near in (float(f"{value:.{digits}e}") for digits in range(17))
        if abs(near - value) <= 1e-9 * step
    )
    return numbers.shortest(value)


def covering(low: float, high: float, count: int) -> tuple[float, float, float]:
    """The range of at most about `count` round steps around [low, high], and the step."""
    step = _next((high / count - low / count) or 1.0, _STEPS)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def between(low: float, high: float, step: float) -> tuple[tuple[float, str], ...]:
    """Ticks at every `step` from `low` to `high`."""
    count = round(high / step - low / step)
    values = [low + index * step for index in range(count + 1)]
    # A tick at 1e-17 is a 0 that rounding missed.
    values = [0.0 if abs(value) < step * 1e-6 else value for value in values]
    return tuple((value, label(value, step)) for value in values)


def fewer(ticks: Ticks) -> Ticks:
    """Every second tick of many, or every third: both ends and even steps stay.

    Where the first stands apart, as 0 does before powers of ten, the steps of the others stay even.
    """
    if len(ticks) <= _MANY:
        return ticks
    for stride in (2, 3):
        if (len(ticks) - 1) % stride == 0:
            return ticks[::stride]
    return ticks if _step(ticks) else (ticks[0], *ticks[1::2])


def finer(ticks: Ticks) -> Ticks:
    """Ticks of smaller round steps over the same range; the same where steps are not even."""
    step = _step(ticks)
    if step is None:
        return ticks
    power = 10.0 ** math.floor(math.log10(step * (1 + 1e-9)))
    parts = _PARTS.get(round(step / power, 6))
    return ticks if parts is None else between(ticks[0][0], ticks[-1][0], step / parts)


def _step(ticks: Ticks) -> float | None:
    """The step between ticks that are even and say where they are; else None."""
    if len(ticks) < 2:
        return None
    first, last = ticks[0][0], ticks[-1][0]
    step = (last - first) / (len(ticks) - 1)
    even = 0.0 < step < math.inf and ticks == between(first, last, step)
    return step if even else None


def apart(labels: list[tuple[float, float]], gap: float) -> list[int]:
    """Which labels to write of those at ``(middle, width)`` in ascending order.

    The first and the last always; of the others those that keep `gap` to the ones written.
    """
    kept: list[int] = []

    def clear(one: int, other: int) -> bool:
        (left, width), (right, other_width) = labels[one], labels[other]
        return right - left >= (width + other_width) / 2 + gap

    for index in range(len(labels)):
        if not kept or clear(kept[-1], index):
            kept.append(index)
    last = len(labels) - 1
    if kept and kept[-1] != last:
        while len(kept) > 1 and not clear(kept[-1], last):
            kept.pop()
        kept.append(last)
    return kept
