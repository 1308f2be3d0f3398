"""The scores of a linear classifier over two features, while all others are held."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray, sealed
from core.losses.base import Loss
from core.plane.clip import Region, area_above, regions
from core.state import LinearModel

Box = tuple[float, float, float, float]
"""The least and the largest value to the right, then upwards."""


@dataclass(frozen=True, eq=False)
class Slice:
    """``s_j = slopes_j . (x, y) + offsets_j`` for the values x and y of two features.

    Attributes
    ----------
    slopes : (C, 2)
    offsets : (C,)
    """

    slopes: FloatArray
    offsets: FloatArray

    def over(self, box: Box) -> "Area":
        """The same over a rectangle of values."""
        left, right, bottom, top = box
        low, span = np.array([left, bottom]), np.array([right - left, top - bottom])
        with np.errstate(under="ignore"):
            return Area(sealed(self.slopes * span), sealed(self.offsets + self.slopes @ low))


def slice_of(model: LinearModel, plane: tuple[int, int], held: FloatArray) -> Slice:
    """The slice through `held` (D,), of which the two features of the plane do not matter.

    With one feature alone, twice the same, scores are the same all the way up.
    """
    first, second = plane
    others = np.array(held)
    others[[first, second]] = 0.0
    slopes = model.weights[:, [first, second]]
    if first == second:
        slopes[:, 1] = 0.0
    with np.errstate(under="ignore"):
        return Slice(sealed(slopes), sealed(model.biases + model.weights @ others))


@dataclass(frozen=True, eq=False)
class Area:
    """Scores over the unit square: ``slopes @ (u, v) + offsets``.

    Attributes
    ----------
    slopes : (C, 2)
    offsets : (C,)
    """

    slopes: FloatArray
    offsets: FloatArray

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Where each class has the largest score."""
        return regions(self.slopes, self.offsets)

    @cached_property
    def boundaries(self) -> FloatArray:
        """Where two scores are equal and the largest, (M, 2, 2): ends of straight lines."""
        ends = []
        for region in self.regions:
            corners = region.corners
            for index, beyond in enumerate(region.beyond):
                # Each stands between two regions and is told once.
                if beyond > region.classes[0]:
                    ends.append((corners[index], corners[(index + 1) % len(corners)]))
        return sealed(np.array(ends).reshape(-1, 2, 2))

    def shares(self, columns: int, rows: int) -> NDArray[np.float32]:
        """Softmax in the middles of columns x rows fields, (C, rows, columns), from the top."""
        u = (np.arange(columns, dtype=np.float32) + 0.5) / columns
        v = (np.arange(rows, 0, -1, dtype=np.float32) - 0.5) / rows
        with np.errstate(under="ignore", over="ignore"):
            # Less the score in the middle, float32 is enough for a shade.
            middle = self.offsets + self.slopes.sum(axis=1) / 2
            slopes = np.clip(self.slopes, -1e30, 1e30).astype(np.float32)
            offsets = np.clip(self.offsets - middle.max(), -1e30, 1e30).astype(np.float32)
            along, up = np.multiply.outer(slopes[:, 0], u), np.multiply.outer(slopes[:, 1], v)
            scores: NDArray[np.float32] = along[:, None, :] + (up + offsets[:, None])[:, :, None]
            scores -= scores.max(axis=0)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=0)
        return scores

    def met(self, loss: Loss[Any], label: int) -> tuple[FloatArray, tuple[int, ...]] | None:
        """Where an example of a class would have no loss, as `area_above` gives it; None: nowhere.

        Parameters
        ----------
        loss : Loss
        label : int
            That class.
        """
        wanted = loss.wanted(label, len(self.offsets))
        if wanted is None:
            return None
        rows, least = wanted
        with np.errstate(under="ignore"):
            corners, sides = area_above(rows @ self.slopes, rows @ self.offsets - least)
        return (corners, sides) if len(corners) else None
