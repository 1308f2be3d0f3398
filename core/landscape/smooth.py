"""The minimum over two weights of a smooth data loss (softmax, squared hinge) and a penalty."""

from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.landscape.forms import Forms
from core.landscape.objective import Objective

MOST_STEPS = 100
STEP_SIZES = 0.5 ** np.arange(1, 48)
ENOUGH = 1e-4  # of the promised decrease (Armijo)
SMALL_STEP = 1e-12
BENT = 1e-12  # of a Hessian's size: a determinant this small may be nothing but rounding


def minimise(
    forms: Forms,
    corner: FloatArray,
    bowl: FloatArray,
    present: FloatArray,
    near: FloatArray | None = None,
) -> FloatArray:
    """Minimisers of ``data + corner |w|_1 + bowl w.w`` for M penalties, (M, 2).

    A proximal Newton method: the data loss is replaced by its parabola, the rest kept as it is, and
    this model is minimised exactly. So a weight that the L1 part holds at 0 comes out as 0.0.

    Parameters
    ----------
    forms : Forms
    corner, bowl : (M,)
    present : (2,)
        What a flat minimum is nearest to.
    near : (2,), optional
        Where the search for a minimum that is one point starts, rather than at `present` or 0.

    References
    ----------
    Lee, Sun, Saunders, "Proximal Newton-type methods for minimizing composite functions",
    SIAM J. Optim. 24 (2014).
    """
    curvature = float(np.abs(forms.first).max(initial=0.0) ** 2)
    curvature += float(np.abs(forms.second).max(initial=0.0) ** 2)
    objective = Objective.of(forms, corner, bowl, present, curvature)
    single = forms.strict or not objective.tilt.any()
    start = near if near is not None and single else _start(forms, present)
    points = np.repeat(start[None, :], len(corner), axis=0)
    points = _descended(objective, points)
    # The tilt has led to the one of a flat minimum, or out of where the loss is all but straight.
    # Where nothing is flat it has done its work, and would only lead away along a shallow valley.
    done = (objective.tilt > 0.0) & (forms.strict | bends_everywhere(forms, points))
    if done.any():
        rest = replace(objective, tilt=np.zeros_like(corner)).chosen(np.flatnonzero(done))
        points[done] = _descended(rest, points[done])
    return points


def bends_everywhere(forms: Forms, points: FloatArray) -> NDArray[np.bool_]:
    """Whether the data loss bends along every direction at `points` (M, 2), (M,)."""
    uu, uv, vv = forms.derivatives(points)[2].T
    return np.asarray(uu * vv - uv * uv > BENT * np.square(uu + vv))


def _descended(objective: Objective, points: FloatArray) -> FloatArray:
    """The minimisers that steps from `points` (M, 2) lead to."""
    points = points.copy()
    going = np.arange(len(points))
    for _ in range(MOST_STEPS):
        if not len(going):
            break
        there, settled = _step(objective.chosen(going), points[going])
        points[going] = there
        going = going[~settled]
    return points


def _start(forms: Forms, present: FloatArray) -> FloatArray:
    """The present point or 0, whichever has the lower loss."""
    u, v = np.array([[present[0], 0.0]]), np.array([[present[1], 0.0]])
    at_present, at_zero = forms.value(u, v)[0].tolist()
    return present if at_present <= at_zero else np.zeros(2)


def _step(objective: Objective, here: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """One step for each of M points, and which of them have arrived."""
    data, gradient, hessian = objective.forms.derivatives(here)
    bowl, tilt = objective.bowl[:, None], objective.tilt[:, None]
    gradient = gradient + 2.0 * bowl * here + tilt * (here - objective.present)
    hessian = hessian.copy()
    hessian[:, 0::2] += 2.0 * bowl + tilt
    # Rounding must not make it singular.
    hessian[:, 0::2] += 1e-15 * hessian[:, 0::2].sum(axis=1, keepdims=True) + 1e-300
    target, promised = _model_minimum(here, gradient, hessian, objective.corner)
    direction = target - here
    before = data + objective.penalty(here)
    after = _values(objective, target[:, None, :])[:, 0]
    rounding = 4e-16 * np.abs(before)
    size = 1.0 + np.abs(here).max(axis=1)
    tiny = np.abs(direction).max(axis=1) <= SMALL_STEP * size
    accepted = tiny | (after <= before + ENOUGH * promised + rounding)
    there = np.where(accepted[:, None], target, here)
    settled = tiny | (-promised <= rounding)
    for m in np.flatnonzero(~accepted):
        tried = here[m] + STEP_SIZES[:, None] * direction[m]
        values = _values(objective.chosen(np.array([m])), tried[None])[0]
        best = int(values.argmin())
        if values[best] < before[m]:
            there[m] = tried[best]
        else:
            settled[m] = True
    return there, settled


def _values(objective: Objective, points: FloatArray) -> FloatArray:
    """The objective at `points` (M, S, 2)."""
    u, v = points[..., 0], points[..., 1]
    return objective.forms.value(u, v) + objective.penalty(points)


def _model_minimum(
    here: FloatArray, gradient: FloatArray, hessian: FloatArray, corner: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Minimiser (M, 2) of the parabola with corners, and how far it lies below `here`, (M,).

    The minimum lies at 0, on an axis, or inside a quadrant; in two dimensions all of them can be
    looked at, and the lowest is it.
    """
    huu, huv, hvv = hessian.T
    gu, gv = gradient.T
    u, v = here.T
    # The model is 1/2 w'Hw + h'w + corner |w|_1, up to a constant.
    hu, hv = gu - huu * u - huv * v, gv - huv * u - hvv * v
    zero = np.zeros_like(u)
    candidates = [
        (zero, zero),
        (-_shrunk(hu, corner) / huu, zero),
        (zero, -_shrunk(hv, corner) / hvv),
    ]
    determinant = np.maximum(huu * hvv - huv * huv, 1e-15 * huu * hvv + 1e-300)
    # Without corners the quadrants are one.
    for su, sv in product((-1.0, 1.0), repeat=2) if corner.any() else ((0.0, 0.0),):
        pu, pv = hu + su * corner, hv + sv * corner
        a, b = (huv * pv - hvv * pu) / determinant, (huv * pu - huu * pv) / determinant
        inside = (corner == 0.0) | ((a * su >= 0.0) & (b * sv >= 0.0))
        candidates.append((np.where(inside, a, zero), np.where(inside, b, zero)))
    a, b = (np.stack(parts, axis=1) for parts in zip(*candidates, strict=True))
    du, dv = a - u[:, None], b - v[:, None]
    rise = gu[:, None] * du + gv[:, None] * dv
    rise += 0.5 * (huu[:, None] * du * du + hvv[:, None] * dv * dv) + huv[:, None] * du * dv
    rise += corner[:, None] * (np.abs(a) + np.abs(b) - (np.abs(u) + np.abs(v))[:, None])
    best = rise.argmin(axis=1)
    rows = np.arange(len(u))
    return np.stack([a[rows, best], b[rows, best]], axis=1), np.minimum(rise[rows, best], 0.0)


def _shrunk(h: FloatArray, corner: FloatArray) -> FloatArray:
    """Soft thresholding."""
    return np.asarray(np.sign(h) * np.maximum(np.abs(h) - corner, 0.0))
