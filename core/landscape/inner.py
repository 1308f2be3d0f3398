"""The best value of one weight while the other is held, for a sum of corners and a penalty."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.landscape.forms import HingeForms
from core.landscape.objective import Objective

# A line that rises less is level: over all weights there may be (1e60) it changes by under 1e-40.
LEAST_SLOPE = 1e-100


class Inner:
    """Minimises ``data(u, v) + corner |v| + bowl v^2 + tilt/2 (v - present)^2`` over v.

    The function is convex and made of parabolas that meet at kinks: one where each line of the
    hinge crosses 0, and one at v = 0. Sorted, they tell its slope everywhere.

    Parameters
    ----------
    forms : HingeForms
        Not squared.
    objective : Objective
        M penalties.
    """

    def __init__(self, forms: HingeForms, objective: Objective) -> None:
        self._forms, self._objective = forms, objective
        steep = np.abs(forms.second) >= LEAST_SLOPE
        self._level = np.flatnonzero(~steep)
        p, q = forms.first[steep], forms.second[steep]
        # |v| is two more kinks, both at 0: one falling line and one rising.
        self._kink = np.append(-forms.offset[steep] / q, [0.0, 0.0])
        self._drift = np.append(-p / q, [0.0, 0.0])
        self._across = np.append(p, [0.0, 0.0]) * forms.weight
        self._rising = np.append(q > 0.0, [True, False])
        jumps = np.tile(np.append(forms.weight * np.abs(q), [0.0, 0.0]), (len(objective.corner), 1))
        jumps[:, -2:] = objective.corner[:, None]
        self._rise = np.where(self._rising, jumps, 0.0)
        self._fall = np.where(self._rising, 0.0, jumps)
        self._bend = 2.0 * objective.bowl + objective.tilt
        self._pull = np.multiply.outer(objective.tilt, objective.present)

    def solve(
        self, which: IntArray, u: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
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
        rows = np.arange(len(u))
        across = rows[:, None]
        kinks = np.multiply.outer(u, self._drift) + self._kink
        order = kinks.argsort(axis=1)
        kinks = kinks[across, order]
        rising = self._rising[order]
        rise, fall = self._rise[which[:, None], order], self._fall[which[:, None], order]
        # The hinge's slope before each kink and after the last. Rising lines act beyond their kink,
        # falling ones before it; two sums that only grow give exactly 0 where nothing acts.
        slopes = np.zeros((len(u), kinks.shape[1] + 1))
        np.cumsum(rise, axis=1, out=slopes[:, 1:])
        slopes[:, :-1] -= np.cumsum(fall[:, ::-1], axis=1)[:, ::-1]

        bend, pull = self._bend[which], self._pull[which]
        own = bend[:, None] * kinks - pull[:, 1:]
        reached = slopes[:, 1:] + own >= 0.0
        k = np.where(reached[:, -1], reached.argmax(axis=1), kinks.shape[1])
        at = np.minimum(k, kinks.shape[1] - 1)
        level = slopes[rows, k]  # in the stretch that ends with kink k
        unbalanced = level + own[rows, at]
        on_kink = (k == at) & (unbalanced <= 0.0)
        bent = bend > 0.0
        v = np.where(bent, (pull[:, 1] - level) / np.where(bent, bend, 1.0), 0.0)
        v = np.where(on_kink, kinks[rows, at], v) + 0.0

        acting = (rising == (np.arange(kinks.shape[1]) < k[:, None])).astype(np.float64)
        # On its kink a line acts in part: as much as balances the others.
        jump = rise[rows, at] + fall[rows, at]
        portion = np.clip(-unbalanced / np.where(jump > 0.0, jump, 1.0), 0.0, 1.0)
        portion = np.where(rising[rows, at], portion, 1.0 - portion)
        acting[rows, at] = np.where(on_kink, portion, acting[rows, at])
        slope = (acting * self._across[order]).sum(axis=1) + bend * u - pull[:, 0]
        if len(self._level):
            slope += self._slope_of_level(u)
        points = np.stack([u, v], axis=1)
        value = np.maximum(self._forms.lines(points), 0.0).sum(axis=1) * self._forms.weight
        value += self._objective.chosen(which).penalty(points)
        drift = np.where(on_kink, self._drift[order[rows, at]], 0.0)
        return v, value, slope, bend * (1.0 + drift * drift)

    def _slope_of_level(self, u: FloatArray) -> FloatArray:
        """Slope along u of the lines that do not depend on v."""
        p = self._forms.first[self._level]
        z = self._forms.offset[self._level] + np.multiply.outer(u, p)
        return np.asarray((z > 0.0) @ p * self._forms.weight)
