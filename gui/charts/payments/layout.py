"""Where the columns and bars of a table of payments go. Geometry alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.arrays import FloatArray
from core.view import Weight

_BROADEST = 0.5
"""How broad a bar may be, in parts of its row's height."""
BARS_AT_MOST = 40
"""With more weights the bars become a strip without gaps."""


@dataclass(frozen=True, slots=True, eq=False)
class Payment:
    """One penalty.

    Attributes
    ----------
    key, name, formula : str
    parts : (C, D)
        What each weight pays.
    largest : float
        What a bar of full height stands for.
    value, term : str
        R(W) and λR(W) as shown.
    tip : str
        Both to the last digit.
    then : (C, D) or None
        What each weight paid when it was pinned.
    value_change, term_change : str
        How far both have come since.
    """

    key: str
    name: str
    formula: str
    parts: FloatArray
    largest: float
    value: str
    term: str
    tip: str
    then: FloatArray | None = None
    value_change: str = ""
    term_change: str = ""

    @property
    def texts(self) -> tuple[object, ...]:
        """All that is not an array."""
        words = self.key, self.name, self.formula, self.largest, self.value, self.term, self.tip
        return (*words, self.value_change, self.term_change)

    def same_as(self, other: Payment) -> bool:
        """Whether both look alike."""
        return self.texts == other.texts and self.same_bars(other)

    def same_bars(self, other: Payment) -> bool:
        """Whether the bars of both look alike."""
        return (
            self.largest == other.largest
            and _alike(self.parts, other.parts)
            and _alike(self.then, other.then)
        )


def _alike(one: FloatArray | None, other: FloatArray | None) -> bool:
    if one is None or other is None:
        return one is other
    return one is other or np.array_equal(one, other)


class Spot(NamedTuple):
    """A row, or in it the bar of one weight."""

    row: int
    weight: Weight | None = None


class Strip:
    """The places of C × D bars side by side; the weights of one class stand together.

    Attributes
    ----------
    fine : bool
        Whether there is no room for gaps.
    bar : float
        The width of one bar.
    lefts : list of float
        Left edges; of a fine strip those of each weight or, where they are finer, each pixel.
    step : float
        The width that goes with `lefts`.
    """

    def __init__(
        self, left: float, width: float, shape: tuple[int, int], gap: float, group_gap: float
    ) -> None:
        self.left, self.width = left, width
        self.classes, self.features = shape
        self._gap, self._group_gap = gap, group_gap
        count = self.classes * self.features
        self.fine = gap == 0.0
        gaps = (count - 1) * gap + (self.classes - 1) * group_gap
        self.bar = self.step = (width - gaps) / count
        drawn = min(count, int(width)) if self.fine else count
        if self.fine:
            self.step = width / drawn
            self.lefts = [left + index * self.step for index in range(drawn)]
        else:
            self.lefts = [self.bar_left(index) for index in range(count)]
        # Which weights share a pixel: those from one start to the next.
        self._starts = np.arange(drawn) * count // drawn

    def bar_left(self, index: int) -> float:
        """The left edge of the bar of one weight."""
        groups = index // self.features
        return self.left + index * (self.bar + self._gap) + groups * self._group_gap

    def at(self, x: float) -> tuple[int, int] | None:
        """Class and feature of the bar nearest to `x`; None beside the bars."""
        if not self.left - 2 <= x <= self.left + self.width + 2:
            return None
        group = self.features * (self.bar + self._gap) + self._group_gap
        index = min(self.classes - 1, max(0, int((x - self.left) / group)))
        inside = x - self.left - index * group
        feature = int((inside + self._gap / 2) / (self.bar + self._gap))
        return index, min(self.features - 1, max(0, feature))

    def heights(self, parts: FloatArray, largest: float) -> FloatArray:
        """Bars as shares of the height, one for each of `lefts`: the largest of its weights."""
        flat = parts.ravel()
        with np.errstate(under="ignore"):
            shares: FloatArray = flat / largest if largest > 0 else np.zeros_like(flat)
        if len(self.lefts) < len(flat):
            shares = np.maximum.reduceat(shares, self._starts)
        return shares


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The table's columns and rows in pixels."""

    header: QRectF
    rows: tuple[QRectF, ...]
    name: tuple[float, float]
    strip: Strip
    value: tuple[float, float]
    term: tuple[float, float]

    def at(self, point: QPointF) -> Spot | None:
        """The row under `point`, and the bar in it if there is one."""
        found = (place for place, row in enumerate(self.rows) if row.contains(point))
        row = next(found, None)
        return None if row is None else Spot(row, self.strip.at(point.x()))

    def place_of(self, spot: Spot) -> QRectF:
        """Where a row is, or the whole height of it at one bar."""
        row = self.rows[spot.row]
        if spot.weight is None:
            return row
        index = spot.weight[0] * self.strip.features + spot.weight[1]
        return QRectF(self.strip.bar_left(index), row.top(), self.strip.bar, row.height())

    def bars(self, row: int, inset: float) -> QRectF:
        """The room of a row's bars."""
        area = self.rows[row].adjusted(0, inset, 0, -inset)
        return QRectF(self.strip.left, area.top(), self.strip.width, area.height())


def lay_out_table(
    area: QRectF,
    rows: int,
    shape: tuple[int, int],
    widths: Sequence[float],
    header: float,
    px: Callable[[float], int],
) -> TableLayout:
    """Give names and numbers the room they need, and the bars the rest.

    Parameters
    ----------
    shape : (C, D)
    widths : widths of the names, of R(W) and of λR(W)
    """
    pad = px(10)
    gap = px(18)
    name = min(widths[0], 0.36 * area.width())
    value, term = widths[1:]
    term_left = area.right() - pad - term
    value_left = term_left - gap - value
    left = area.left() + pad + name + gap
    room = max(40.0, value_left - gap - left)
    bar_gap, group_gap = _gaps(room, shape, px)
    classes, features = shape
    gaps = (classes * features - 1) * bar_gap + (classes - 1) * group_gap
    height = min(float(px(98)), (area.height() - header) / max(1, rows))
    # Few bars stay bars: by far not as broad as they can be high.
    broad = max(px(34), _BROADEST * height)
    room = min(room, gaps + classes * features * broad)
    places = tuple(
        QRectF(area.left(), area.top() + header + place * height, area.width(), height)
        for place in range(rows)
    )
    return TableLayout(
        QRectF(area.left(), area.top(), area.width(), header),
        places,
        (area.left() + pad, name),
        Strip(left, room, shape, bar_gap, group_gap),
        (value_left, value),
        (term_left, term),
    )


def _gaps(room: float, shape: tuple[int, int], px: Callable[[float], int]) -> tuple[float, float]:
    """Gaps between bars and between the classes' groups: less, where bars would get thin."""
    classes, features = shape
    count = classes * features
    if count <= BARS_AT_MOST:
        for gap, group_gap, least in ((px(3), px(5), px(6)), (px(1), px(4), px(2))):
            if room - (count - 1) * gap - (classes - 1) * group_gap >= count * least:
                return float(gap), float(group_gap)
    return 0.0, 0.0
