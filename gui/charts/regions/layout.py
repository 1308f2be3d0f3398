"""What a map of regions shows, and where its points are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from core.arrays import FloatArray, IntArray
from core.plane import Area

Mask = NDArray[np.bool_]
Ticks = tuple[tuple[float, str], ...]
"""Places, as shares of an axis, and what is written there."""
Outline = tuple[FloatArray, tuple[int, ...]]

RINGED = 600
"""Of more wrong points each has a dot: rings would hide all others."""
_NO_POINTS: FloatArray = np.empty((0, 2))
_NO_LABELS: IntArray = np.empty(0, dtype=np.intp)
_NO_MARKS: Mask = np.zeros(0, dtype=bool)


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies below the points.

    Attributes
    ----------
    area : Area
        The scores.
    names : C names, or none where none are to be written
    smooth : bool
        Whether the colours are mixed by softmax; else each region has one.
    met : for each class, where its margin is met, or None for nowhere; empty for softmax
    earlier : sequence of (M, 2, 2)
        Boundaries of earlier W, the oldest first.
    tie : str
        What is said where all scores are the same everywhere.
    """

    area: Area
    names: tuple[str, ...]
    smooth: bool = True
    met: tuple[Outline | None, ...] = ()
    earlier: tuple[FloatArray, ...] = ()
    tie: str = ""


@dataclass(frozen=True, eq=False)
class Points:
    """The examples.

    Attributes
    ----------
    places : (N, 2)
        In the unit square.
    labels : (N,)
    wrong : (N,) of bool
        Ringed.
    hollow : (N,) of bool
    """

    places: FloatArray = field(default_factory=lambda: _NO_POINTS)
    labels: IntArray = field(default_factory=lambda: _NO_LABELS)
    wrong: Mask = field(default_factory=lambda: _NO_MARKS)
    hollow: Mask = field(default_factory=lambda: _NO_MARKS)


@dataclass(frozen=True, slots=True)
class Held:
    """What is said beside a point that is being moved.

    Attributes
    ----------
    start : (u, v)
        Where it was.
    name, loss : str
        Two lines.
    """

    start: tuple[float, float]
    name: str
    loss: str


@dataclass(frozen=True, eq=False)
class RegionLayout:
    """Places in pixels.

    Attributes
    ----------
    frame : QRectF
        The plane.
    points : (N, 2)
    radius : float
        Of a point.
    grab : float
        How far from its middle a point is taken.
    """

    frame: QRectF
    points: FloatArray
    radius: float
    grab: float

    def at(self, point: QPointF) -> int | None:
        """The point nearest to a place, of those that lie on each other the last, which is seen."""
        if not len(self.points):
            return None
        away = np.hypot(*(self.points - (point.x(), point.y())).T)
        nearest = len(away) - 1 - int(away[::-1].argmin())
        return nearest if away[nearest] <= self.grab else None

    def place(self, index: int) -> QRectF:
        """The square around a point."""
        x, y = self.points[index].tolist()
        return QRectF(x - self.grab, y - self.grab, 2 * self.grab, 2 * self.grab)

    def shares(self, point: QPointF) -> tuple[float, float]:
        """A place in pixels as shares of the plane."""
        frame = self.frame
        return (
            (point.x() - frame.left()) / max(1.0, frame.width()),
            (frame.bottom() - point.y()) / max(1.0, frame.height()),
        )

    def pixels(self, u: float, v: float) -> QPointF:
        """Shares of the plane as a place in pixels."""
        frame = self.frame
        return QPointF(frame.left() + u * frame.width(), frame.bottom() - v * frame.height())


def lay_out_regions(frame: QRectF, points: Points, unit: float) -> RegionLayout:
    """Places in `frame`; `unit` is the length of a design pixel."""
    count = len(points.places)
    size = 6.5 if count <= 400 else 5.0 if count <= 2500 else 3.2
    scale = np.array([frame.width(), -frame.height()])
    placed = points.places * scale + (frame.left(), frame.bottom())
    radius = max(2.2, size * unit)
    return RegionLayout(frame, placed, radius, max(12.0, radius + 2))


def ordered(places: FloatArray, axis: int) -> Sequence[int]:
    """The points from left to right (axis 0), or from the bottom to the top (1)."""
    found: list[int] = np.lexsort((places[:, 1 - axis], places[:, axis])).tolist()
    return found
