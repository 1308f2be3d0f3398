"""Finding room for labels beside points and along curves. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom."""

# Points of a line stand closer than a label is high (12 pixels at the smallest scale): none slips
# through between two of them.
_SPACING = 7.0
_APART = 14.0  # about the height of a label: nearer to another line, a name might be that one's
_NEVER = 1e5  # more than the other costs of a place come to in any frame
_SIDES = np.array([(1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1)], float)
# At a corner the label may come nearer, for only its own corner does.
_REACH = np.where(np.abs(_SIDES).sum(axis=1, keepdims=True) > 1, 0.55, 1.0)


def along(points: FloatArray, room: tuple[float, float]) -> FloatArray:
    """Points at even distances of a few pixels along a line, those inside the frame; (M, 2)."""
    if len(points) < 2:
        return points
    start, end = points[:-1], points[1:]
    limits = np.array(room)
    seen = ((np.maximum(start, end) >= 0) & (np.minimum(start, end) <= limits)).all(axis=1)
    start, steps = start[seen], (end - start)[seen]
    # A curve that runs far outside the frame is not followed step by step out there.
    counts = np.clip(np.ceil(np.hypot(*steps.T) / _SPACING), 1, 400).astype(int)
    at = np.repeat(np.arange(len(steps)), counts)
    share = (np.arange(len(at)) - np.repeat(counts.cumsum() - counts, counts)) / counts[at]
    found = start[at] + share[:, None] * steps[at]
    return np.asarray(found[((found >= 0) & (found <= limits)).all(axis=1)])


def beside(point: FloatArray, size: tuple[float, float], gap: float) -> FloatArray:
    """Centres for a label of `size` at the eight sides of a point, near and farther; (16, 2)."""
    half = np.array(size) / 2
    return np.concatenate([point + _SIDES * (half + far * gap * _REACH) for far in (1.0, 2.2)])


def off_curve(points: FloatArray, size: tuple[float, float], gap: float) -> FloatArray:
    """Centres for a label of `size` on either side of a curve, well spread over it; (K, 2)."""
    if len(points) < 3:
        return np.empty((0, 2))
    # Not at the ends, where there is no point on the other side to take a tangent from.
    at = np.unique(np.linspace(1, len(points) - 2, 16).astype(int))
    tangent = points[at + 1] - points[at - 1]
    length = np.hypot(*tangent.T)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) / np.maximum(length, 1e-9)
    reach = np.abs(normal) @ (np.array(size) / 2) + gap
    return np.concatenate([points[at] + sign * normal * reach[:, None] for sign in (1, -1)])


def _around(centre: Iterable[float], size: tuple[float, float]) -> Rectangle:
    (x, y), (width, height) = centre, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


class Placer:
    """Puts labels one after the other where they hide least.

    Parameters
    ----------
    room : (width, height)
        The frame in pixels; labels stay inside.
    lines : (M, 2) by key
        Points of the lines that labels should not cross.
    """

    def __init__(self, room: tuple[float, float], lines: Mapping[str, FloatArray]) -> None:
        self.room = room
        self.lines = lines
        self._keys = list(lines)
        counts = [len(line) for line in lines.values()]
        self._line = np.repeat(np.arange(len(counts)), counts)
        self._points = np.concatenate([*lines.values(), np.empty((0, 2))]).T
        self._taken: list[Rectangle] = []

    def take(self, centre: FloatArray, size: tuple[float, float]) -> None:
        """Keep this rectangle free of labels."""
        self._taken.append(_around(centre.tolist(), size))

    def place(
        self,
        candidates: FloatArray,
        size: tuple[float, float],
        before: tuple[float, float] | None = None,
        of: str | None = None,
    ) -> int | None:
        """The number of the best of `candidates`, centres in order of preference.

        The name `of` a line keeps a distance from all others, so that it is not read as theirs.
        A label keeps near the place it had `before` among places that are as good, so that it does
        not jump about while something is dragged. None where every place lies in another label.
        """
        if not len(candidates):
            return None
        # A pixel off its place costs as much as a point of a line that is hidden. A place kept and
        # the order of preference only choose among places that are as good: a whole list of
        # preferences weighs less than one hidden point, and so do 400 pixels from the last place.
        inside, low, high = self._kept_inside(candidates, size)
        cost = 8.0 * np.abs(inside - candidates).sum(axis=1) + 0.01 * np.arange(len(inside))
        cost += 8.0 * self._hidden(low, high).sum(axis=1)
        if of is not None:
            others = self._line != self._keys.index(of)
            cost += 2.0 * self._hidden(low - _APART, high + _APART)[:, others].sum(axis=1)
        if before is not None:
            cost += 0.02 * np.abs(inside - np.array(before)).sum(axis=1)
        cost += _NEVER * self._overlaps(low, high)
        best = int(cost.argmin())
        return None if cost[best] >= _NEVER else best

    def is_free(self, centre: FloatArray, size: tuple[float, float], of: str | None = None) -> bool:
        """Whether a label here lies clear of the others, and the name `of` a line of all lines."""
        left, top, right, bottom = _around(self._nearest(centre, size), size)
        if any(left < r and right > x and top < b and bottom > y for x, y, r, b in self._taken):
            return False
        low, high = np.array([[left, top]]), np.array([[right, bottom]])
        return of is None or not self._hidden(low, high).any()

    def crosses(self, centre: FloatArray, size: tuple[float, float], keys: Iterable[str]) -> bool:
        """Whether one of these lines runs through a label here."""
        _, low, high = self._kept_inside(centre[np.newaxis], size)
        these = np.isin(self._line, [self._keys.index(key) for key in keys])
        return bool(self._hidden(low, high)[:, these].any())

    def settle(self, centre: FloatArray, size: tuple[float, float]) -> tuple[float, float]:
        """Put a label here, or as near as the frame allows; where it stands."""
        inside = self._nearest(centre, size)
        self._taken.append(_around(inside, size))
        return inside

    def _nearest(self, centre: FloatArray, size: tuple[float, float]) -> tuple[float, float]:
        """The centre of one label moved into the frame, as in `_kept_inside`."""
        x, y = (
            min(max(value, length / 2), max(length / 2, room - length / 2))
            for value, length, room in zip(centre.tolist(), size, self.room, strict=True)
        )
        return x, y

    def _kept_inside(
        self, centres: FloatArray, size: tuple[float, float]
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Centres and corners, upper left and lower right, of labels moved into the frame."""
        half = np.array(size) / 2
        limits = np.maximum(half, np.array(self.room) - half)
        inside = np.minimum(np.maximum(centres, half), limits)
        return inside, inside - half, inside + half

    def _overlaps(self, low: FloatArray, high: FloatArray) -> NDArray[np.intp]:
        """How many labels each rectangle overlaps; (K,)."""
        if not self._taken:
            return np.zeros(len(low), dtype=np.intp)
        taken = np.array(self._taken)
        over = (low[:, None] < taken[:, 2:]) & (high[:, None] > taken[:, :2])
        return np.asarray(over.all(axis=2).sum(axis=1))

    def _hidden(self, low: FloatArray, high: FloatArray) -> NDArray[np.bool_]:
        """Which points of the lines lie in which rectangle; (K, M)."""
        x, y = self._points
        hidden: NDArray[np.bool_] = (x > low[:, :1]) & (x < high[:, :1])
        hidden &= y > low[:, 1:]
        hidden &= y < high[:, 1:]
        return hidden
