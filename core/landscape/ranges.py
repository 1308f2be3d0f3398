"""The part of the plane of two weights that is worth drawing."""

import math

import numpy as np

from core.arrays import FloatArray

Range = tuple[float, float]

ROOM = 0.2  # of the span of what must be seen, on either side
LEAST_SPAN = 1.0
ROUND = (1.0, 2.0, 5.0, 10.0)
STEPS = 8  # the ends are multiples of about this part of the span


def natural_ranges(
    present: FloatArray, minimum: FloatArray | None, pinned: FloatArray | None = None
) -> tuple[Range, Range]:
    """Ranges of both weights that hold 0, the present point and the minimum, with room.

    Both have the same length, so that an L2 circle is a circle, and round ends.

    Parameters
    ----------
    present : (2,)
    minimum : (2,), or None where there is none
    pinned : (2,), optional
        Another point that is shown.
    """
    points = [np.zeros(2), present]
    points += [point for point in (minimum, pinned) if point is not None]
    seen = np.stack(points)
    ends = list(zip(seen.min(axis=0).tolist(), seen.max(axis=0).tolist(), strict=True))
    span = max(LEAST_SPAN, *(high - low for low, high in ends)) * (1.0 + 2.0 * ROOM)
    exponent = math.floor(math.log10(span / STEPS))
    unit = next(r for r in ROUND if r * 10.0**exponent >= span / STEPS * 0.999)
    step = unit * 10.0**exponent
    # A range that starts on a multiple below what it needs reaches one step further.
    count = math.ceil(span / step - 1e-9) + 1
    first, second = (_from((low + high - span) / 2.0, count, unit, exponent) for low, high in ends)
    return first, second


def _from(start: float, count: int, unit: float, exponent: int) -> Range:
    """A range of `count` steps of ``unit 10^exponent`` from the last multiple before `start`."""
    begin = math.floor(start / (unit * 10.0**exponent) + 1e-9)
    low, high = (_multiple(k, unit, exponent) for k in (begin, begin + count))
    return low, high


def _multiple(k: int, unit: float, exponent: int) -> float:
    # Divided by a whole power, 0.3 comes out as 0.3.
    value = k * unit * 10.0**exponent if exponent >= 0 else k * unit / 10.0**-exponent
    return value + 0.0
