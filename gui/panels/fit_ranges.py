"""The ranges of a map of points. No Qt here."""

from __future__ import annotations

import math

import numpy as np

from core.arrays import FloatArray
from core.plane import Box

_ROOM = 0.08
_LOOSE = 0.45
"""A range that is held although what it is for takes up only so much of it."""
_STEPS = 200
"""So many steps of a dragged value at least lie in a range."""


def box_of(places: FloatArray, rows: int | None, before: Box | None) -> Box:
    """A rectangle around all points (N, 2), with some room.

    Parameters
    ----------
    places : (N, 2)
    rows : int or None
        With one feature the classes stand in so many rows, and upwards goes from 0 to 1.
    before : Box or None
        What it was: it stays as long as it holds all points and is not far too large.
    """
    known = (None, None) if before is None else (before[:2], before[2:])
    x = _range(places[:, 0], known[0])
    y = (0.0, 1.0) if rows is not None else _range(places[:, 1], known[1])
    return (*x, *y)


def _range(values: FloatArray, before: tuple[float, float] | None) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    span = high - low
    held = before is not None and before[0] <= low and high <= before[1]
    if held and before and (span >= _LOOSE * (before[1] - before[0]) or span == 0.0):
        return before
    room = _ROOM * span if span > 1e-9 * max(abs(low), abs(high)) else max(1.0, 0.5 * abs(low))
    return low - room, high + room


def step_of(span: float) -> float:
    """How far a dragged value moves at once: 1, 2 or 5 of a power of ten."""
    least = span / _STEPS
    power = 10.0 ** math.floor(math.log10(least))
    return next(part * power for part in (1.0, 2.0, 5.0, 10.0) if 1.5 * part * power >= least)


def snapped(box: Box, place: tuple[float, float], *, fine: bool) -> tuple[float, float]:
    """The values at a place of the rectangle, rounded as far as a hand can aim."""
    values = []
    for share, (low, high) in zip(place, (box[:2], box[2:]), strict=True):
        step = step_of(high - low) / (10.0 if fine else 1.0)
        decimals = max(0, -math.floor(math.log10(step)))
        value = low + share * (high - low)
        values.append(float(np.round(np.round(value / step) * step, decimals)) + 0.0)
    return values[0], values[1]
