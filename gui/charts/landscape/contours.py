"""A landscape as filled areas: where to put its levels, and the areas above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from contourpy import FillType, contour_generator
from PySide6.QtGui import QPainterPath

from core.arrays import FloatArray

BANDS = 10
# Below this share of the range a landscape counts as flat: that is rounding, not shape.
_FLAT = 1e-12


def is_flat(values: FloatArray) -> bool:
    """Whether `values` are the same everywhere, up to rounding."""
    low, high = float(values.min()), float(values.max())
    return not high - low > _FLAT * max(abs(low), abs(high))


def levels(values: FloatArray) -> FloatArray:
    """Up to ``BANDS - 1`` ascending levels that part `values` into shades.

    They are quantiles of what lies above the lowest value: a flat floor, however wide, is one
    shade, and steep walls still leave shades for the slopes at their foot. The quantiles crowd
    towards the floor, where one looks for the minimum.
    """
    if is_flat(values):
        return np.empty(0)
    low, high = float(values.min()), float(values.max())
    floor = low + 1e-6 * (high - low)
    above = values[values > floor]
    shares = (np.arange(1, BANDS) / BANDS) ** 1.5
    found = np.quantile(above, shares)
    if above.size < values.size * 0.98:
        # The edge of a wide floor is worth a level of its own.
        found[0] = min(found[0], low + 0.004 * (high - low))
    return np.unique(found)


def areas(x: FloatArray, y: FloatArray, values: FloatArray, at: FloatArray) -> list[QPainterPath]:
    """For each level the area in which `values` exceed it, as one path with holes.

    Each area holds the next one, so painting them in turn leaves no seams between shades.

    Parameters
    ----------
    x, y : (G,), (H,)
        Ascending coordinates.
    values : (H, G)
    at : (L,)
    """
    low, high = float(values.min()), float(values.max())
    span = high - low or 1.0
    # In units of the range: the algorithm then never meets numbers near the limits of float64.
    scaled = (values - low) / span
    maker: Any = contour_generator(x, y, scaled, fill_type=FillType.ChunkCombinedOffset)
    return [_path(*maker.filled(float((level - low) / span), 2.0)) for level in at]


def _path(points: Sequence[Any], offsets: Sequence[Any]) -> QPainterPath:
    """What contourpy gives for its one chunk: all outlines in a row, and where each begins."""
    path = QPainterPath()
    if points[0] is not None:
        for start, end in pairwise(offsets[0].tolist()):
            outline = points[0][start:end]
            path.addPath(pg.arrayToQPath(*outline.T, finiteCheck=False))
    return path
