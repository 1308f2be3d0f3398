"""The minimum over two weights of the plain hinge, a sum of corners, and a penalty."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.landscape.forms import HingeForms
from core.landscape.objective import Objective

Mask = NDArray[np.bool_]

MOST_STEPS = 120
NEAR = 1e-13  # relative width at which a bracket counts as a point


class _End(NamedTuple):
    """One end of a bracket for u: the best v there, the value, and a subgradient; each (M,)."""

    u: FloatArray
    v: FloatArray
    value: FloatArray
    slope: FloatArray


def minimise(
    forms: HingeForms, corner: FloatArray, bowl: FloatArray, present: FloatArray
) -> FloatArray:
    """Minimisers of ``data + corner |w|_1 + bowl w.w`` for M penalties, (M, 2).

    With u held, the objective is a convex function of v made of parabolas, whose minimum follows
    from its sorted kinks, exactly. The lowest value as a function of u is convex too, and the
    solution at u gives a subgradient of it, so that u is found by narrowing a bracket: where the
    tangents at its ends meet (exact for a function made of lines), by false position (for
    parabolas), and by halves.

    Parameters and flat minima as in `core.landscape.smooth.minimise`.
    """
    slope = forms.weight * float(max(np.abs(forms.first).sum(), np.abs(forms.second).sum()))
    objective = Objective.of(forms, corner, bowl, present, slope)
    return _Search(objective).run()


class _Search:
    """The outer search, for all penalties at once."""

    def __init__(self, objective: Objective) -> None:
        self._all = objective
        self._count = len(objective.corner)
        forms = objective.forms
        kinks = np.abs(forms.offset) / np.maximum(np.abs(forms.first), 1e-300)
        typical = float(np.median(kinks)) if kinks.size else 0.0
        self._reach = min(1.0 + float(np.abs(objective.present).max()) + typical, 1e60)

    def run(self) -> FloatArray:
        everyone = np.arange(self._count)
        origin = self._at(everyone, np.zeros(self._count), np.zeros(self._count))
        # At u = 0 the corner answers any slope up to its own.
        side = -np.sign(origin.slope) * (np.abs(origin.slope) > self._all.corner)
        points = np.stack([origin.u, origin.v], axis=1)
        going = np.flatnonzero(side)
        if len(going):
            points[going] = self._on_one_side(going, side[going], _taken(origin, going))
        return points

    def _at(self, which: IntArray, u: FloatArray, side: FloatArray) -> _End:
        """The best v for each u; with the slope of the corner |u| on that side of 0."""
        part = self._all.chosen(which)
        v, slope = _best_second(part, u)
        points = np.stack([u, v], axis=1)
        value = part.forms.value(u[:, None], v[:, None])[:, 0] + part.penalty(points)
        slope += 2.0 * part.bowl * u + part.tilt * (u - part.present[0]) + side * part.corner
        return _End(u, v, value, slope)

    def _on_one_side(self, which: IntArray, side: FloatArray, origin: _End) -> FloatArray:
        near = origin._replace(slope=origin.slope + side * self._all.corner[which])
        far = self._beyond(which, side, near)
        swap = side < 0
        low, high = _merged(swap, far, near), _merged(swap, near, far)
        left = np.arange(len(which))
        for step in range(MOST_STEPS):
            width = NEAR * (np.maximum(np.abs(low.u), np.abs(high.u)) + NEAR * self._reach)
            left = left[(high.u - low.u > 4.0 * width)[left]]
            if not len(left):
                break
            a, b = _taken(low, left), _taken(high, left)
            u = np.clip(_between(a, b, step), a.u + width[left], b.u - width[left])
            found = self._at(which[left], u, side[left])
            _put(low, left, found, found.slope <= 0.0)
            _put(high, left, found, found.slope >= 0.0)
        best = _merged(low.value <= high.value, low, high)
        # A bracket that has closed on 0 means 0, where the corner lies.
        zero = (np.abs(best.u) <= 8.0 * NEAR * self._reach) & (self._all.corner[which] > 0.0)
        best = _merged(zero, origin, best)
        return np.stack([best.u, best.v], axis=1)

    def _beyond(self, which: IntArray, side: FloatArray, near: _End) -> _End:
        """An end on the other side of the minimum, by ever longer strides from 0."""
        far = _End(*(np.array(part) for part in near))
        left = np.arange(len(which))
        stride = self._reach
        for _ in range(400):
            found = self._at(which[left], side[left] * stride, side[left])
            _put(far, left, found, np.ones(len(left), dtype=bool))
            left = left[found.slope * side[left] < 0.0]
            if not len(left):
                break
            stride *= 4.0
        return far


def _between(low: _End, high: _End, step: int) -> FloatArray:
    """Where to look next in a bracket."""
    turn = high.slope - low.slope
    width = high.u - low.u
    turn = np.where(turn > 0.0, turn, 1.0)
    if step % 3 == 0:
        # The tangents meet; measured from the lower end, where they are more exact.
        u = low.u + (low.value - high.value + high.slope * width) / turn
    elif step % 3 == 1:
        u = low.u - low.slope / turn * width
    else:
        u = low.u + 0.5 * width
    return np.where(np.isfinite(u), u, low.u + 0.5 * width)


def _best_second(objective: Objective, u: FloatArray) -> tuple[FloatArray, FloatArray]:
    """For every u, the best v, (M,), and with it a slope of the data loss along u, (M,)."""
    forms, count = objective.forms, len(u)
    assert isinstance(forms, HingeForms)  # noqa: S101 - for the type checker
    weight = forms.weight
    level = forms.second == 0.0
    z = forms.offset[level] + np.multiply.outer(u, forms.first[level])
    slope = (z > 0.0) @ forms.first[level] * weight

    p, q = forms.first[~level], forms.second[~level]
    # Each |v| is two more kinks, both at 0, that fall and rise by the corner.
    kinks = np.zeros((count, len(q) + 2))
    kinks[:, :-2] = (forms.offset[~level] + np.multiply.outer(u, p)) / -q
    kinks += 0.0  # a weight is 0.0, never -0.0
    jumps = np.empty((count, len(q) + 2))
    jumps[:, :-2] = weight * np.abs(q)
    jumps[:, -2:] = objective.corner[:, None]
    rising = np.append(q > 0.0, [True, False])
    order = np.argsort(kinks, axis=1, kind="stable")
    kinks = np.take_along_axis(kinks, order, axis=1)
    jumps = np.take_along_axis(jumps, order, axis=1)
    rising = rising[order]
    # Rising lines act beyond their kink, falling ones before it. Two sums that only grow, so that
    # a slope of 0 where nothing acts is exactly 0.
    passed = np.cumsum(np.where(rising, jumps, 0.0), axis=1)
    falling = np.where(rising, 0.0, jumps)
    to_come = np.cumsum(falling[:, ::-1], axis=1)[:, ::-1]
    before = np.zeros_like(kinks)
    before[:, 1:] = passed[:, :-1]
    before -= to_come
    after = passed.copy()
    after[:, :-1] -= to_come[:, 1:]

    bend = (2.0 * objective.bowl + objective.tilt)[:, None]
    pull = (objective.tilt * objective.present[1])[:, None]
    with np.errstate(over="ignore", invalid="ignore"):
        own = bend * kinks - pull
    reached = after + own >= 0.0
    rows = np.arange(count)
    last = kinks.shape[1]
    k = np.where(reached.any(axis=1), reached.argmax(axis=1), last)
    at = np.minimum(k, last - 1)
    on_kink = (k < last) & (before[rows, at] + own[rows, at] <= 0.0)
    level_slope = np.where(k < last, before[rows, at], after[rows, last - 1])
    free = bend[:, 0] > 0.0
    v = np.where(free, (pull[:, 0] - level_slope) / np.where(free, bend[:, 0], 1.0), 0.0)
    v = np.where(on_kink, kinks[rows, at], v)

    place = np.arange(last)
    acting = np.where(rising, place < k[:, None], place >= k[:, None]).astype(np.float64)
    # On its kink a line acts in part: as much as balances the others.
    jump = np.where(jumps[rows, at] > 0.0, jumps[rows, at], 1.0)
    unbalanced = before[rows, at] + own[rows, at]
    portion = np.clip(-unbalanced / jump, 0.0, 1.0)
    portion = np.where(rising[rows, at], portion, 1.0 - portion)
    acting[rows, at] = np.where(on_kink, portion, acting[rows, at])
    slopes = np.append(p, [0.0, 0.0])[order]
    return v + 0.0, slope + (acting * slopes).sum(axis=1) * weight


def _taken(end: _End, which: IntArray) -> _End:
    return _End(*(part[which] for part in end))


def _merged(mask: Mask, one: _End, other: _End) -> _End:
    return _End(*(np.where(mask, a, b) for a, b in zip(one, other, strict=True)))


def _put(end: _End, places: IntArray, values: _End, mask: Mask) -> None:
    for target, value in zip(end, values, strict=True):
        target[places[mask]] = value[mask]
