"""Colours between two colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtGui import QColor

from core.arrays import FloatArray


def blend(low: QColor, high: QColor, shares: ArrayLike) -> FloatArray:
    """The red, green and blue (N, 3), from 0 to 255, of N colours on the way to `high`."""
    # A colour holds 257 times as much.
    first, last = (
        np.array([held.red(), held.green(), held.blue()]) / 257.0
        for held in (low.rgba64(), high.rgba64())
    )
    return np.asarray(first + np.asarray(shares)[:, None] * (last - first))


def between(low: QColor, high: QColor, count: int) -> list[QColor]:
    """`count` colours from `low` to `high` in even steps."""
    return _colors(blend(low, high, np.linspace(0.0, 1.0, count)))


def mixed(low: QColor, high: QColor, share: float) -> QColor:
    """The colour at `share` of the way to `high`: quicker to fill than one that lets through."""
    return _colors(blend(low, high, [share]))[0]


def _colors(channels: FloatArray) -> list[QColor]:
    return [QColor.fromRgbF(*row) for row in (channels / 255.0).tolist()]
