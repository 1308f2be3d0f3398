"""The minimum over two weights of a data loss with corners and a penalty."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.landscape.forms import HingeForms, LargestForms
from core.landscape.inner import Inner, InnerOfHinge, InnerOfLargest
from core.landscape.objective import Objective
from core.landscape.smooth import bends_everywhere

Mask = NDArray[np.bool_]

MOST_STEPS = 150  # every third halves the bracket: fifty halvings leave 1e-15 of it, less than NEAR
# Powers of 4 up to 1e240: from the smallest reach (1e-60) beyond any weight there may be (1e60).
MOST_STRIDES = 400
STRIDE = 4.0
NEAR = 1e-13  # relative width at which a bracket counts as a point
# A slope that is nothing but rounding, in parts of what it is summed from: 600 slopes added one
# after the other are off by up to 2e-15 of their sum, as tried.
LEVEL = 4e-15
# Of such a slope over the whole reach: LEVEL times this is 2^-53, half a last place of the largest
# value the loss can have there, a difference no value can show.
GAIN = 0.03


class _Point(NamedTuple):
    """Values of u, and at each the best v, the objective, its slope and its bend; each (M,)."""

    u: FloatArray
    v: FloatArray
    value: FloatArray
    slope: FloatArray
    bend: FloatArray


def minimise(
    forms: HingeForms | LargestForms, corner: FloatArray, bowl: FloatArray, present: FloatArray
) -> FloatArray:
    """Minimisers of ``data + corner |w|_1 + bowl w.w`` for M penalties, (M, 2).

    With u held, the best v follows from sorted kinks, exactly (`core.landscape.inner`). The lowest
    value as a function of u is convex and made of parabolas too, and every solution gives a
    subgradient of it, so that u is found by narrowing a bracket: by the parabola at one of its ends
    (Newton), by where the tangents at both ends meet (exact where there are only lines), and by
    halves.

    Parameters and flat minima as in `core.landscape.smooth.minimise`.
    """
    objective = Objective.of(forms, corner, bowl, present, max(forms.steepness))
    points = _Search(forms, objective).run()
    # Where nothing is flat the tilt has done its work, and would only lead aside.
    done = (objective.tilt > 0.0) & bends_everywhere(forms, points)
    if forms.squared and done.any():
        rest = replace(objective, tilt=np.zeros_like(corner)).chosen(np.flatnonzero(done))
        points[done] = _Search(forms, rest).run()
    return points


class _Search:
    """The search for u, for all penalties at once."""

    def __init__(self, forms: HingeForms | LargestForms, objective: Objective) -> None:
        self._objective = objective
        self._inner: Inner = (
            InnerOfHinge(forms, objective)
            if isinstance(forms, HingeForms)
            else InnerOfLargest(forms, objective)
        )
        # How far away things happen along u, roughly: where the first strides go.
        some = forms.first != 0.0
        kinks = np.abs(forms.offset[some] / forms.first[some])
        typical = float(np.median(kinks)) if kinks.size else 1.0
        self._reach = float(np.abs(objective.present).max()) + min(max(typical, 1e-60), 1e60)
        self._level = LEVEL * (forms.steepness[0] + objective.corner)
        # Near the bottom of a parabola values tell less than slopes.
        self._gain = 0.0 if forms.squared else GAIN

    def run(self) -> FloatArray:
        """The minimisers, (M, 2)."""
        corner = self._objective.corner
        everyone = np.arange(len(corner))
        origin = self._at(everyone, np.zeros(len(corner)), np.zeros(len(corner)))
        points = np.stack([origin.u, origin.v], axis=1)
        # At u = 0 the corner answers any slope up to its own.
        going = np.flatnonzero(np.abs(origin.slope) > corner + self._level)
        if len(going):
            points[going] = self._on_one_side(going, _taken(origin, going))
        return points

    def _at(self, which: IntArray, u: FloatArray, side: FloatArray) -> _Point:
        """The best v for each u, and the slope there with that of the corner |u| on one side."""
        v, value, slope, bend = self._inner.solve(which, u)
        slope += side * self._objective.corner[which]
        return _Point(u, v, value, slope, bend)

    def _on_one_side(self, which: IntArray, origin: _Point) -> FloatArray:
        side = -np.sign(origin.slope)
        corner, level = self._objective.corner[which], self._level[which]
        near = origin._replace(slope=origin.slope + side * corner)
        far = self._beyond(which, side, near)
        swap = side < 0
        low, high = _merged(swap, far, near), _merged(swap, near, far)
        left = np.arange(len(which))
        for step in range(MOST_STEPS):
            width = NEAR * np.maximum(np.maximum(np.abs(low.u), np.abs(high.u)), self._reach)
            between = high.u - low.u
            # Slopes of the tilt alone gain nothing that a value could show.
            gain = np.minimum(-low.slope, high.slope) * between
            open_ = (between > 4.0 * width) & (gain > self._gain * level * self._reach)
            left = left[open_[left]]
            if not len(left):
                break
            a, b = _taken(low, left), _taken(high, left)
            u = np.clip(_between(a, b, step), a.u + width[left], b.u - width[left])
            found = self._at(which[left], u, side[left])
            _put(low, left, found, found.slope <= level[left])
            _put(high, left, found, found.slope >= -level[left])
        best = _merged(low.value <= high.value, low, high)
        # A bracket that has closed on 0 means 0, where the corner lies.
        zero = (np.abs(best.u) <= 8.0 * NEAR * self._reach) & (corner > 0.0)
        best = _merged(zero, origin, best)
        return np.stack([best.u, best.v], axis=1)

    def _beyond(self, which: IntArray, side: FloatArray, near: _Point) -> _Point:
        """Points on the other side of the minimum, by ever longer strides from 0."""
        far = _Point(*(np.array(part) for part in near))
        left = np.arange(len(which))
        stride = self._reach
        for _ in range(MOST_STRIDES):
            found = self._at(which[left], side[left] * stride, side[left])
            _put(far, left, found, np.ones(len(left), dtype=bool))
            left = left[found.slope * side[left] < 0.0]
            if not len(left):
                break
            stride *= STRIDE
        return far


def _between(low: _Point, high: _Point, step: int) -> FloatArray:
    """Where to look next in a bracket."""
    width = high.u - low.u
    half = low.u + 0.5 * width
    if step % 3 == 2:
        return half
    turn = high.slope - low.slope
    meeting = low.u + (low.value - high.value + high.slope * width) / np.where(turn > 0, turn, 1.0)
    if step % 3 == 0:
        start = _merged(-low.slope < high.slope, low, high)
        bend = np.where(start.bend > 0.0, start.bend, 1.0)
        newton = start.u - start.slope / bend
        inside = (start.bend > 0.0) & (newton > low.u) & (newton < high.u)
        meeting = np.where(inside, newton, meeting)
    return np.where(np.isfinite(meeting), meeting, half)


def _taken(point: _Point, which: IntArray) -> _Point:
    return _Point(*(part[which] for part in point))


def _merged(mask: Mask, one: _Point, other: _Point) -> _Point:
    return _Point(*(np.where(mask, a, b) for a, b in zip(one, other, strict=True)))


def _put(point: _Point, places: IntArray, values: _Point, mask: Mask) -> None:
    for target, value in zip(point, values, strict=True):
        target[places[mask]] = value[mask]
