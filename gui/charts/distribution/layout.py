"""Where the marks of a distribution of losses go. Geometry alone: no Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from core.arrays import FloatArray, IntArray, Mask

_RADII = ((8, 10.0), (30, 7.5), (80, 5.5))
_SMALLEST = 4.0
_APART = 1.08
STEP = 2 * _APART
"""From one dot of a pile to the next, in radii."""
_LIFT = 0.45
_OVER = 4.0
"""So far, in pixels, a label that keeps off a line must still reach beyond its dot's middle."""
_NO_ROOM = 10_000  # levels: as many as no field has


@dataclass(frozen=True, slots=True)
class Field:
    """The area of the marks in pixels, and the scale of its axis.

    Attributes
    ----------
    left, right, top, bottom : float
        The axis runs from a loss of 0 at `left` to `end` at `right`.
    end : float
    column : (float, float) or None
        Left and right side of the column in which losses of exactly 0 stand apart.
    room : (float, float)
        As far as labels of the axis's part may reach.
    """

    left: float
    right: float
    top: float
    bottom: float
    end: float
    column: tuple[float, float] | None
    room: tuple[float, float]

    def x(self, losses: FloatArray) -> FloatArray:
        """Pixels of `losses` on the axis, or the middle of the column for those of exactly 0."""
        with np.errstate(under="ignore"):
            at = self.left + np.minimum(losses / self.end, 1.0) * (self.right - self.left)
        if self.column is None:
            return at
        return np.where(losses == 0.0, sum(self.column) / 2, at)

    def on_axis(self, loss: float) -> float:
        """The pixel of one value on the axis itself, 0 at its left end."""
        return self.left + min(loss / self.end, 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class LabelSize:
    """One way to label the dots: the widths (N,) that this takes, and the height of one.

    A label stands over its dot, or beside it.
    """

    widths: FloatArray
    height: float
    beside: bool = False

    def cell(self, dot: float, gap: float) -> float:
        """The height that a dot of that height takes with its label."""
        return max(dot + gap, self.height) if self.beside else dot + self.height + 2 * gap


@dataclass(frozen=True, slots=True)
class Dots:
    """Centres (N,) and radius of the dots, and their labels as they find room.

    `labels` is the number of the way they are labelled in, or None for dots alone, whose left edges
    of labels (N,) are of no use. A dot with a label stands on a stem.
    """

    x: FloatArray
    y: FloatArray
    radius: float
    labels: int | None
    label_left: FloatArray

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The dot closest to a point, if one is there."""
        distance = np.hypot(self.x - x, self.y - y)
        if not distance.size:
            return None
        found = int(distance.argmin())
        return found if distance[found] <= max(within, self.radius) else None


def dot_radius(count: int) -> float:
    """How large `count` dots are, in design pixels; losses do not matter, so none pulses."""
    return next((radius for most, radius in _RADII if count <= most), _SMALLEST)


def place_dots(
    losses: FloatArray,
    field: Field,
    radius: float,
    ways: Sequence[LabelSize],
    gap: float,
    lines: Sequence[float] = (),
) -> Dots:
    """Give every loss a place of its own; labels keep off the dots by `gap`.

    They keep off upright `lines` too where they can do so and still stand over their dots.

    Labels are written in the first of `ways` in which no dot has to leave the place of its loss.
    Without any, dots stack up from the axis, and where a stack is full they give way sideways.
    """
    x = field.x(losses)
    zero = (losses == 0.0) & (field.column is not None)
    height = field.bottom - field.top
    # A name is worth more than a line that nothing hides.
    for (way, labels), kept in product(enumerate(ways), (lines, ())):
        left, levels = _labelled(x, zero, field, labels, radius, gap, kept)
        cell = labels.cell(2 * radius, gap)
        used = int(levels.max()) + 1
        if used * cell <= height:
            stem = min(_LIFT * height, (height - used * cell) / 2)
            y = field.bottom - stem - radius - cell * levels.astype(np.float64)
            return Dots(x, y, radius, way, left)
    wide = 0.0 if field.column is None else field.column[1] - field.column[0]
    parts = [(int((~zero).sum()), field.right - field.left), (int(zero.sum()), wide)]
    size = STEP * radius
    while not all(_fits(count, room, height, size) for count, room in parts):
        size *= 0.9
    levels = np.zeros(len(x), dtype=np.intp)
    # On the axis the middle of a dot may lie at either end, in the column all of it is inside.
    x[~zero], levels[~zero] = swarm(x[~zero], field.left, field.right, size, int(height // size))
    if field.column is not None:
        x[zero], levels[zero] = pile(int(zero.sum()), *field.column, size)
    y = field.bottom - size / 2 - size * levels.astype(np.float64)
    return Dots(x, y, size / STEP, None, x)


def _fits(count: int, width: float, height: float, size: float) -> bool:
    return count <= max(0.0, height // size) * max(1.0, width // size)


def _labelled(
    x: FloatArray,
    zero: Mask,
    field: Field,
    labels: LabelSize,
    radius: float,
    gap: float,
    lines: Sequence[float],
) -> tuple[FloatArray, IntArray]:
    """Left edges of the labels, and the level on which each dot with its label is alone."""
    left, levels = np.empty_like(x), np.zeros(len(x), dtype=np.intp)
    for of, room in ((~zero, field.room), (zero, field.column or field.room)):
        wide, at = labels.widths[of], x[of]
        if labels.beside:
            left[of] = at + radius + gap
            over = left[of] + wide > room[1]
            left[of] = np.where(over, at - radius - gap - wide, left[of])
        else:
            free = np.clip(at - wide / 2, room[0], np.maximum(room[0], room[1] - wide))
            for near in (gap / 2, 1.0):  # where lines leave less between them, that will do
                free = _off_lines(free, wide, at, lines, near, room)
            left[of] = free
        low = np.minimum(left[of], at - radius)
        high = np.maximum(left[of] + wide, at + radius)
        levels[of] = stacked(low, high + gap)
        if ((left[of] < room[0] - 0.5) | (left[of] + wide > room[1] + 0.5)).any():
            levels[of] += _NO_ROOM
    return left, levels


def _off_lines(
    left: FloatArray,
    wide: FloatArray,
    at: FloatArray,
    lines: Sequence[float],
    gap: float,
    room: tuple[float, float],
) -> FloatArray:
    """Left edges of labels over dots `at`, moved beside a line that would cross them.

    Only as far as a label still reaches over its dot, and not out of the room or into another line.
    """
    if not np.isfinite(wide).all():
        return left  # of no use

    def crossed(places: FloatArray) -> Mask:
        met = np.zeros(len(places), dtype=np.bool_)
        for line in lines:
            met |= (places - gap < line) & (line < places + wide + gap)
        return met

    found, far = left, np.where(crossed(left), np.inf, 0.0)
    for line in lines:
        for places in (line - gap - wide, np.full_like(left, line + gap)):
            fits = (places + _OVER <= at) & (at + _OVER <= places + wide) & ~crossed(places)
            fits &= (room[0] <= places) & (places + wide <= room[1])
            nearer = fits & (np.abs(places - left) < far)
            found = np.where(nearer, places, found)
            far = np.where(nearer, np.abs(places - left), far)
    return found


def pile(count: int, left: float, right: float, size: float) -> tuple[FloatArray, IntArray]:
    """Places and levels (count,) of dots that are all alike: rows of the width there is.

    One over the other they would be a full column however few they are.
    """
    row = max(1, int((right - left) / size + 1e-9))
    levels, place = np.divmod(np.arange(count), row)
    in_row = np.minimum(row, count - row * levels)
    x = (left + right) / 2 + (place - (in_row - 1) / 2) * size
    return x, levels.astype(np.intp)


def stacked(low: FloatArray, high: FloatArray) -> IntArray:
    """The lowest level for each interval on which it overlaps no other; (N,)."""
    levels = np.zeros(len(low), dtype=np.intp)
    ends: list[float] = []
    for index in np.argsort(low, kind="stable"):
        level = next((n for n, end in enumerate(ends) if end <= low[index]), len(ends))
        levels[index] = level
        ends[level : level + 1] = [high[index]]
    return levels


def swarm(
    at: FloatArray, low: float, high: float, size: float, levels: int
) -> tuple[FloatArray, IntArray]:
    """Places and levels (N,) of dots at `at`, no two on a level closer than `size`.

    Each takes the lowest level that is free at its place. Where none of the `levels` is, dots of
    one level make room for each other, moving as little as that takes and staying in low..high.
    """
    x, found = at.copy(), np.zeros(len(at), dtype=np.intp)
    next_free = [-np.inf] * levels
    members: list[list[int]] = [[] for _ in range(levels)]
    most = max(1, int((high - low) / size + 1e-9) + 1)
    for index in np.argsort(at, kind="stable").tolist():
        open_levels = [n for n in range(levels) if len(members[n]) < most]
        free = next((n for n in open_levels if next_free[n] <= at[index]), None)
        level = min(open_levels, key=next_free.__getitem__) if free is None else free
        next_free[level] = max(at[index], next_free[level]) + size
        members[level].append(index)
        found[index] = level
    for row in members:
        x[row] = _spaced(at[row], size, low, high)
    return x, found


def _spaced(at: FloatArray, size: float, low: float, high: float) -> FloatArray:
    """The places closest to the ascending `at` that are `size` apart, inside low..high."""
    steps = size * np.arange(len(at))
    # Less the steps, places apart are ascending ones: pool what is not (isotonic regression).
    blocks: list[tuple[float, int]] = []
    for value in (at - steps).tolist():
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            before, number = blocks.pop()
            mean, count = (before * number + mean * count) / (number + count), number + count
        blocks.append((mean, count))
    means = np.repeat([mean for mean, _ in blocks], [count for _, count in blocks])
    last = high - steps[-1] if len(at) else high
    return np.asarray(np.clip(means, low, max(low, last)) + steps)


def beside(
    at: float, width: float, gap: float, room: tuple[float, float], other: float | None = None
) -> float:
    """The left edge of a label for an upright line at `at`, inside `room`.

    It stands right of its line, or left of it where that keeps it off the line at `other`.
    """
    low, high = room
    places = [at + gap, at - gap - width]
    inside = [left for left in places if low <= left <= high - width]
    clear = [left for left in inside if other is None or not left - gap < other < left + width]
    found = (clear or inside or [at + gap])[0]
    return max(low, min(found, high - width))


def bar_edges(field: Field, bins: int) -> FloatArray:
    """Whole pixels at which the bars of a histogram begin and end, (B + 1,)."""
    return np.round(np.linspace(field.left, field.right, bins + 1))


def tick_stride(widths: Sequence[float], step: float) -> int:
    """Every how many ticks, `step` pixels apart, one can be written so that they stay apart."""
    return max(1, int(np.ceil(max(widths, default=0.0) / step))) if step > 0 else 1
