"""The best value of one weight while the other is held, for a sum of corners and a penalty."""

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, IntArray
from core.landscape.balance import Balance, balanced
from core.landscape.forms import HingeForms, LargestForms
from core.landscape.objective import Objective

# A line that rises less is level: over all weights there may be (1e60) it changes by under 1e-40.
LEAST_SLOPE = 1e-100

Solved = tuple[FloatArray, FloatArray, FloatArray, FloatArray]


class Inner(ABC):
    """Minimises ``data(u, v) + corner |v| + bowl v^2 + tilt/2 (v - present)^2`` over v.

    The function is convex and made of parabolas that meet at kinks: those of the data, and one at
    v = 0. Sorted, they tell its slope everywhere.

    Parameters
    ----------
    objective : Objective
        M penalties.
    """

    def __init__(self, objective: Objective) -> None:
        self._objective = objective
        self._bend = 2.0 * objective.bowl + objective.tilt
        self._pull = np.multiply.outer(objective.tilt, objective.present)

    @abstractmethod
    def solve(self, which: IntArray, u: FloatArray) -> Solved:
        """The best v for each of some penalties and its u, and what follows from it.

        Parameters
        ----------
        which : (M,)
            Penalties by index.
        u : (M,)

        Returns
        -------
        v, value, slope, bend : (M,) each
            The lowest value, and its first and second derivative along u, all without the corner
            |u|; the slope is one of the subgradients where there are several.
        """


class InnerOfHinge(Inner):
    """Of a sum of ``max(0, line)``: each line has a kink where it crosses 0."""

    def __init__(self, forms: HingeForms, objective: Objective) -> None:
        super().__init__(objective)
        self._forms = forms
        steep = np.abs(forms.second) >= LEAST_SLOPE
        self._level = np.flatnonzero(~steep)
        p, q = forms.first[steep], forms.second[steep]
        # |v| is two more kinks, both at 0: one falling line and one rising.
        self._kink = np.append(-forms.offset[steep] / q, [0.0, 0.0])
        self._drift = np.append(-p / q, [0.0, 0.0])
        self._across = np.append(p, [0.0, 0.0]) * forms.weight
        self._rising = np.append(q > 0.0, [True, False])
        jumps = np.append(forms.weight * np.abs(q), [0.0, 0.0])
        self._jumps = np.tile(jumps, (len(objective.corner), 1))
        self._jumps[:, -2:] = objective.corner[:, None]

    def solve(self, which: IntArray, u: FloatArray) -> Solved:
        """As every `Inner`."""
        bend, pull = self._bend[which], self._pull[which]
        kinks = np.multiply.outer(u, self._drift) + self._kink
        found = balanced(kinks, self._jumps[which], self._rising, bend, pull[:, 1])
        acting = np.where(self._rising, found.passed, 1.0 - found.passed)
        slope = acting @ self._across + bend * u - pull[:, 0]
        if len(self._level):
            slope += self._slope_of_level(u)
        points = np.stack([u, found.place], axis=1)
        value = np.maximum(self._forms.lines(points), 0.0).sum(axis=1) * self._forms.weight
        value += self._objective.chosen(which).penalty(points)
        drift = np.where(found.on_kink, self._drift[found.kink], 0.0)
        return found.place, value, slope, bend * (1.0 + drift * drift)

    def _slope_of_level(self, u: FloatArray) -> FloatArray:
        """Slope along u of the lines that do not depend on v."""
        p = self._forms.first[self._level]
        z = self._forms.offset[self._level] + np.multiply.outer(u, p)
        return np.asarray((z > 0.0) @ p * self._forms.weight)


class InnerOfLargest(Inner):
    """Of a sum over the largest of a floor and two lines, or over its squares.

    Along v an example's three lines, in the order of their slopes, are the largest one after the
    other: the second from a first kink on, the third from another. Where the second never is, both
    kinks are where the third passes the first.
    """

    def __init__(self, forms: LargestForms, objective: Objective) -> None:
        super().__init__(objective)
        self._forms = forms
        level = np.zeros_like(forms.floor)
        offset = np.stack([forms.floor, *forms.offset])
        p, q = (np.stack([level, *slopes]) for slopes in (forms.first, forms.second))
        order = q.argsort(axis=0, kind="stable")
        self._offset, self._p, self._q = (
            np.take_along_axis(x, order, axis=0) for x in (offset, p, q)
        )
        steps = np.diff(self._q, axis=0)
        self._steps = np.where(steps >= LEAST_SLOPE, steps, 0.0)  # (2, N)
        self._whole = self._steps.sum(axis=0)
        # A kink before the floor is where a line that falls is the largest no longer.
        floor = order.argmin(axis=0)
        self._rising = np.concatenate([floor == 0, floor <= 1, [True, False]])
        turns = np.square(self._q[1:]) - np.square(self._q[:-1])
        self._turns = 2.0 * forms.scale * np.where(self._steps > 0.0, turns, 0.0)

    def solve(self, which: IntArray, u: FloatArray) -> Solved:
        """As every `Inner`."""
        forms, bend, pull = self._forms, self._bend[which], self._pull[which]
        lines = self._offset + u[:, None, None] * self._p  # (M, 3, N)
        kinks, seen = self._kinks(lines)
        jumps, turns = np.broadcast_to(forms.scale * self._steps, kinks.shape), None
        if forms.squared:
            at = np.stack([self._largest(lines, kinks[:, k]) for k in (0, 1)], axis=1)
            jumps = 2.0 * jumps * at
            turns = _row(np.broadcast_to(self._turns, kinks.shape), 0.0)
        corner = self._objective.corner[which]
        found = balanced(
            _row(kinks, 0.0), _row(jumps, corner), self._rising, bend, pull[:, 1], turns
        )
        u_slopes, v_slopes, drift = self._leading(lines, seen, found)
        largest = self._largest(lines, found.place)
        value = (np.square(largest) if forms.squared else largest).sum(axis=1) * forms.scale
        value += self._objective.chosen(which).penalty(np.stack([u, found.place], axis=1))
        if not forms.squared:
            slope = forms.scale * u_slopes.sum(axis=1) + bend * u - pull[:, 0]
            return found.place, value, slope, bend * (1.0 + drift * drift)
        slope = 2.0 * forms.scale * (largest * u_slopes).sum(axis=1) + bend * u - pull[:, 0]
        uu, uv, vv = (
            2.0 * forms.scale * (one * other).sum(axis=1)
            for one, other in ((u_slopes, u_slopes), (u_slopes, v_slopes), (v_slopes, v_slopes))
        )
        vv += bend
        drift = np.where(found.on_kink, drift, -uv / np.where(vv > 0.0, vv, 1.0))
        return found.place, value, slope, uu + bend + drift * (2.0 * uv + drift * vv)

    def _kinks(self, lines: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Both kinks of each example, (M, 2, N), and whether its second line is seen, (M, N)."""
        falls, rises = self._steps
        first, second, third = (lines[:, k] for k in range(3))
        # Parallel lines have no kink: whatever is divided by 1 here is not used.
        early = (first - second) / np.where(falls > 0.0, falls, 1.0)
        late = (second - third) / np.where(rises > 0.0, rises, 1.0)
        over = (first - third) / np.where(self._whole > 0.0, self._whole, 1.0)
        left, right = np.minimum(early, over), np.maximum(late, over)
        left, right = np.where(falls > 0.0, left, right), np.where(rises > 0.0, right, left)
        some = self._whole > 0.0
        kinks = np.where(some, np.stack([left, right], axis=1), 0.0)
        return kinks, (falls > 0.0) & (rises > 0.0) & (early < late)

    def _largest(self, lines: FloatArray, v: FloatArray) -> FloatArray:
        """The largest of each example's lines (M, 3, N) at v, (M,) or (M, N)."""
        at = v if v.ndim == 2 else v[:, None]
        first, second, third = (lines[:, k] + self._q[k] * at for k in range(3))
        return np.asarray(np.maximum(np.maximum(first, second), third))

    def _leading(
        self, lines: FloatArray, seen: NDArray[np.bool_], found: Balance
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Slopes of the largest lines along u and v, (M, N) each, and how the place moves with u.

        On a kink they are those of a mixture of the lines that meet there.
        """
        (falls, rises), whole = self._steps, self._whole
        first, second, third = (lines[:, k] for k in range(3))
        low = np.where((falls == 0.0) & (second > first), 1, 0)
        low = np.where((whole == 0.0) & (third > np.maximum(first, second)), 2, low)
        high = np.where((rises == 0.0) & (second >= third), 1, 2)
        high = np.where(whole == 0.0, low, high)
        count = lines.shape[2]
        columns, rows = np.arange(count), np.arange(len(lines))
        share = falls / np.where(whole > 0.0, whole, 1.0)
        left, right = found.passed[:, :count], found.passed[:, count : 2 * count]

        def ends(slopes: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
            one, other = slopes[low, columns], slopes[high, columns]
            return one, np.where(seen, slopes[1], one + share * (other - one)), other

        def mixed(one: FloatArray, middle: FloatArray, other: FloatArray) -> FloatArray:
            return (1.0 - left) * one + (left - right) * middle + right * other

        one, middle, other = ends(self._p)
        side, example = np.divmod(found.kink, count)
        steps = self._steps[np.minimum(side, 1), example]
        turn = np.where(
            side == 0,
            one[rows, example] - middle[rows, example],
            middle[rows, example] - other[rows, example],
        )
        moving = found.on_kink & (side < 2) & (steps > 0.0)
        drift = np.where(moving, turn / np.where(steps > 0.0, steps, 1.0), 0.0)
        return mixed(one, middle, other), mixed(*ends(self._q)), drift


def _row(values: FloatArray, of_corner: FloatArray | float) -> FloatArray:
    """What is there for the kinks (M, 2, N), and for the two of |v|, in one row each."""
    count = len(values)
    last = np.broadcast_to(np.reshape(of_corner, (-1, 1)), (count, 2))
    return np.concatenate([values.reshape(count, -1), last], axis=1)
