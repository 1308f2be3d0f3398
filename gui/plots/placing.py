"""Finding room for labels beside points and along curves. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.arrays import FloatArray

_SPACING = 5.0
_APART = 14.0
_SIDES = ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1))


def along(points: FloatArray, room: tuple[float, float]) -> FloatArray:
    """Points at even distances of a few pixels along a line, those inside the frame; (M, 2)."""
    if len(points) < 2:
        return points
    width, height = room
    steps = np.hypot(*np.diff(points, axis=0).T)
    # A curve that runs far outside the frame is not followed step by step out there.
    counts = np.clip(np.ceil(steps / _SPACING), 1, 400).astype(int)
    at = np.repeat(np.arange(len(steps)), counts)
    share = np.concatenate([np.arange(count) / count for count in counts])
    found = points[at] + share[:, None] * (points[at + 1] - points[at])
    inside = (found >= 0).all(axis=1) & (found[:, 0] <= width) & (found[:, 1] <= height)
    return np.asarray(found[inside])


def beside(point: FloatArray, size: tuple[float, float], gap: float) -> FloatArray:
    """Centres for a label of `size` at the eight sides of a point; (8, 2)."""
    half = np.array(size) / 2
    sides = np.array(_SIDES, dtype=float)
    # At a corner the label may come nearer, for only its own corner does.
    reach = np.where(np.abs(sides).sum(axis=1, keepdims=True) > 1, 0.55, 1.0) * gap
    return np.asarray(point + sides * (half + reach))


def off_curve(points: FloatArray, size: tuple[float, float], gap: float) -> FloatArray:
    """Centres for a label of `size` on either side of a curve, well spread over it; (K, 2)."""
    if len(points) < 3:
        return np.empty((0, 2))
    at = np.unique(np.linspace(1, len(points) - 2, 28).astype(int))
    tangent = points[at + 1] - points[at - 1]
    length = np.hypot(*tangent.T)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) / np.maximum(length, 1e-9)
    reach = np.abs(normal) @ (np.array(size) / 2) + gap
    return np.concatenate([points[at] + sign * normal * reach[:, None] for sign in (1, -1)])


@dataclass
class Placer:
    """Puts labels one after the other where they hide least.

    Parameters
    ----------
    room : (width, height)
        The frame in pixels; labels stay inside.
    lines : (M, 2) by key
        Points of the lines that labels should not cross.
    """

    room: tuple[float, float]
    lines: Mapping[str, FloatArray]
    _taken: list[FloatArray] = field(default_factory=list)

    def take(self, centre: FloatArray, size: tuple[float, float]) -> None:
        """Keep this rectangle free of labels."""
        half = np.array(size) / 2
        self._taken.append(np.concatenate([centre - half, centre + half]))

    def place(
        self,
        candidates: FloatArray,
        size: tuple[float, float],
        before: FloatArray | None = None,
        of: str | None = None,
    ) -> FloatArray | None:
        """The best of `candidates`, centres in order of preference; taken from then on.

        The name `of` a line keeps a distance from all others, so that it is not read as theirs.
        A label keeps near the place it had `before` among places that are as good, so that it does
        not jump about while something is dragged. None where every place lies in another label.
        """
        if not len(candidates):
            return None
        half = np.array(size) / 2
        limits = np.array(self.room) - half
        inside = np.clip(candidates, half, np.maximum(half, limits))
        low, high = inside - half, inside + half
        cost = 8.0 * np.hypot(*(inside - candidates).T) + 0.01 * np.arange(len(inside))
        for key, line in self.lines.items():
            cost += 8.0 * _crossed(line, low, high)
            if of is not None and key != of:
                cost += 2.0 * _crossed(line, low - _APART, high + _APART)
        overlap = np.zeros(len(inside))
        for other in self._taken:
            overlap += ((low < other[2:]) & (high > other[:2])).all(axis=1)
        if before is not None:
            cost += 0.02 * np.hypot(*(inside - before).T)
        cost += 1e4 * overlap
        best = int(np.argmin(cost))
        if cost[best] >= 1e4:
            return None
        self.take(inside[best], size)
        return np.asarray(inside[best])


def _crossed(line: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """How many points (M, 2) of a line lie in each rectangle; (K,)."""
    if not len(line):
        return np.zeros(len(low))
    x, y = line.T
    across = (x > low[:, :1]) & (x < high[:, :1])
    down = (y > low[:, 1:]) & (y < high[:, 1:])
    return np.asarray((across & down).sum(axis=1), dtype=np.float64)
