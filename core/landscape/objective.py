"""What is minimised over two weights, for several strengths at once."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.landscape.forms import Forms

# How much a flat minimum is tilted towards the present point, in parts of the data loss's own
# slope or curvature: far above rounding, far below what a person could see.
TILT = 1e-9
TILT_OF_CORNER = 1e-6


@dataclass(frozen=True, eq=False)
class Objective:
    """``data(w) + corner |w|_1 + bowl w.w + tilt/2 (w - present).(w - present)``, M times.

    Attributes
    ----------
    forms : Forms
        The data loss.
    corner, bowl : (M,)
        lambda times the shares of ``|w|`` and of ``w^2``.
    present : (2,)
    tilt : (M,)
        Where the minimum is not unique, an infinitesimal tilt chooses the minimiser nearest to the
        present point. 0 wherever the penalty's squares make it unique.

    References
    ----------
    Mangasarian, Meyer, "Nonlinear perturbation of linear programs", SIAM J. Control Optim. 17
    (1979): a small enough tilt picks the nearest solution exactly.
    """

    forms: Forms
    corner: FloatArray
    bowl: FloatArray
    present: FloatArray
    tilt: FloatArray

    @classmethod
    def of(
        cls, forms: Forms, corner: FloatArray, bowl: FloatArray, present: FloatArray, slope: float
    ) -> "Objective":
        """With a tilt that fits a data loss whose slopes (or curvatures) have the size `slope`."""
        reach = 1.0 + float(np.abs(present).max())
        tilt = np.full(len(corner), TILT * slope / reach if slope else 1.0)
        # An L1 part breaks most ties by itself; the tilt must stay weaker than it.
        tilt = np.where(corner > 0.0, np.minimum(tilt, TILT_OF_CORNER * corner / reach), tilt)
        return cls(forms, corner, bowl, present, np.where(bowl > 0.0, 0.0, tilt))

    def chosen(self, which: IntArray) -> "Objective":
        """The same for some of the strengths."""
        return Objective(
            self.forms, self.corner[which], self.bowl[which], self.present, self.tilt[which]
        )

    def penalty(self, points: FloatArray) -> FloatArray:
        """All but the data loss, at `points` (M, ..., 2)."""
        shape = (-1,) + (1,) * (points.ndim - 2)
        corner, bowl, tilt = (a.reshape(shape) for a in (self.corner, self.bowl, self.tilt))
        away = points - self.present
        return np.asarray(
            corner * np.abs(points).sum(axis=-1)
            + bowl * np.square(points).sum(axis=-1)
            + 0.5 * tilt * np.square(away).sum(axis=-1)
        )
