"""The places of everything in a chart of losses, measured in the fonts of the look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.arrays import FloatArray
from gui.charts.distribution.layout import (
    Dots,
    Field,
    LabelSize,
    bar_edges,
    beside,
    dot_radius,
    place_dots,
)
from gui.charts.distribution.spread import Label, Spot, Spread
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type

_COLUMN = 92.0
GAP = 8.0
_MARKER = 8.0
_NAME = 130.0
_NEAR = 12.0
_NEAR_LINE = 5.0
BESIDE = 2
"""The number of the way to label dots in which values stand beside them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Places in pixels of the chart.

    Attributes
    ----------
    field : Field
    dots : Dots or None
        None where bars are shown.
    edges : (B + 1,)
        Sides of the bars.
    marker : float
        Radius of the dot that stands for one example in front of the bars.
    count, count_change : QRectF
        How many losses are exactly 0, and how that has changed.
    mean, nothing : QRectF
        The labels of the two lines.
    mean_type : Type
    """

    field: Field
    dots: Dots | None
    edges: FloatArray
    marker: float
    count: QRectF
    count_change: QRectF
    mean: QRectF
    nothing: QRectF
    mean_type: Type

    @property
    def column(self) -> QRectF | None:
        """The area in which losses of exactly 0 stand."""
        field = self.field
        if field.column is None:
            return None
        left, right = field.column
        return QRectF(left, field.top, right - left, field.bottom - field.top)

    def example(self, spread: Spread, index: int) -> QPointF:
        """The middle of the dot of an example, or of the mark in its bar."""
        if self.dots is not None:
            return QPointF(self.dots.x[index], self.dots.y[index])
        x = float(self.field.x(spread.losses[index : index + 1])[0])
        return QPointF(x, self.field.bottom - self.marker)

    def place_of(self, spread: Spread, spot: Spot) -> QRectF:
        """Where a spot is: of the lines their labels."""
        kind, index = spot
        field = self.field
        if kind == "example":
            at = self.example(spread, index)
            reach = self.marker if self.dots is None else self.dots.radius
            return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        if kind == "bin":
            left, right = self.edges[index : index + 2].tolist()
            return QRectF(left, field.top, right - left, field.bottom - field.top)
        if kind == "zeros":
            return QRectF() if self.column is None else self.column
        return self.mean if kind == "mean" else self.nothing

    def spot_at(self, spread: Spread, point: QPointF, scale: float) -> Spot | None:
        """What is at a point: an example before all else."""
        found = self._example_at(spread, point, _NEAR * scale)
        if found is not None:
            return "example", found
        for kind, place in (("mean", self.mean), ("nothing", self.nothing)):
            if place.contains(point):
                return kind, 0
        if not self.field.top <= point.y() <= self.field.bottom:
            return None
        if self.column is not None and self.column.contains(point):
            return "zeros", 0
        if self.dots is None:
            return self._bin_at(point.x())
        for kind, value in (("mean", spread.mean), ("nothing", spread.nothing)):
            if abs(self.field.on_axis(value) - point.x()) <= _NEAR_LINE * scale:
                return kind, 0
        return None

    def _example_at(self, spread: Spread, point: QPointF, near: float) -> int | None:
        if self.dots is not None:
            return self.dots.nearest(point.x(), point.y(), near)
        mark = self.example(spread, spread.selected) - point
        return spread.selected if np.hypot(mark.x(), mark.y()) <= near else None

    def _bin_at(self, x: float) -> Spot | None:
        index = int(np.searchsorted(self.edges, x, side="right")) - 1
        return ("bin", index) if 0 <= index < len(self.edges) - 1 else None


def plan_of(look: Look, texts: TextCache, spread: Spread, area: QRectF) -> Plan:
    """Where everything of `spread` goes in `area`."""
    gap, line = look.px(GAP), look.metrics(Type.SMALL).height()
    radius = dot_radius(len(spread.losses)) * look.scale
    # Two lines above the marks: what knows nothing on the first, the mean on the second. However
    # near to each other these two are, their labels never meet.
    heads = QRectF(area.left(), area.top() + line, area.width(), look.metrics(Type.VALUE).height())
    field = _field(look, texts, spread, area, heads.bottom(), radius)
    room = field.room
    nothing_x, mean_x = field.on_axis(spread.nothing), field.on_axis(spread.mean)
    # A mean with its sum and both changes may be too long: smaller type before letters are cut.
    fits = mean_width(look, texts, spread, Type.VALUE) <= room[1] - room[0]
    mean_type = Type.VALUE if fits else Type.SMALL
    mean_wide = min(mean_width(look, texts, spread, mean_type), room[1] - room[0])
    mean_left = beside(mean_x, mean_wide, gap, room, nothing_x)
    wide = min(texts.width(spread.nothing_text, Type.SMALL), room[1] - room[0])
    count = QRectF(area.left(), heads.top(), room[0] - gap - area.left(), heads.height())
    changed = spread.pinned is not None and bool(spread.pinned.zeros_change)
    return Plan(
        field,
        None if spread.bars is not None else _dots(look, texts, spread, field, radius),
        np.empty(0) if spread.bars is None else bar_edges(field, len(spread.bars.counts)),
        _MARKER * look.scale,
        # The change stands under its number.
        count.translated(0, area.top() - heads.top() if changed else 0),
        count,
        QRectF(mean_left, heads.top(), mean_wide, heads.height()),
        QRectF(beside(nothing_x, wide, gap, room), area.top(), wide, line),
        mean_type,
    )


def _field(
    look: Look, texts: TextCache, spread: Spread, area: QRectF, head: float, radius: float
) -> Field:
    """The area of the marks below `head`."""
    px, gap = look.px, look.px(GAP)
    left, room_left, column = area.left() + max(px(12), radius + 1), area.left(), None
    if spread.zeros_caption:
        words = (spread.zeros_caption, Type.SMALL), (spread.zeros_text, Type.VALUE)
        wide = max(float(px(_COLUMN)), *(texts.width(*word) + gap for word in words))
        column = (area.left(), area.left() + wide)
        room_left = column[1] + gap
        left = room_left + max(px(8), radius)
    # Half of the last number sticks out beyond the axis, and so does half of a dot at either end.
    last = texts.width(spread.ticks[-1][1], Type.SMALL) if spread.ticks else 0.0
    # However small the window is made, there is an axis.
    right = max(left + 1, area.right() - max(px(12), radius + 1, last / 2 + 1))
    # Whole pixels: bars begin and end sharply.
    top = round(head) + px(4)
    bottom = max(top + 1, round(area.bottom() - look.metrics(Type.SMALL).height()) - px(5))
    room = (room_left, max(right, area.right()))
    return Field(left, right, top, bottom, spread.end, column, room)


def mean_width(look: Look, texts: TextCache, spread: Spread, role: Type) -> float:
    """The width of the mean's label with its change, and the mean of those that are held out."""
    more = (
        spread.pinned.mean_change if spread.pinned is not None else "",
        spread.held_out.mean_text if spread.held_out is not None else "",
    )
    extra = sum(texts.width(text, Type.SMALL) + look.px(GAP) for text in more if text)
    return texts.width(spread.mean_text, role) + extra


def name_room(look: Look) -> float:
    """As much of a name as stands over a dot."""
    return look.px(_NAME)


def value_width(look: Look, texts: TextCache, label: Label) -> float:
    """The width of a value with its change."""
    extra = texts.width(label.change, Type.SMALL) + look.px(GAP) if label.change else 0.0
    return texts.width(label.value, Type.VALUE) + extra


def _dots(look: Look, texts: TextCache, spread: Spread, field: Field, radius: float) -> Dots:
    ways: tuple[LabelSize, ...] = ()
    if spread.labels:
        room, high = name_room(look), look.metrics(Type.VALUE).height()
        elided = [texts.elided(label.name, Type.SMALL, room) for label in spread.labels]
        names = np.array([texts.width(name, Type.SMALL) for name in elided])
        if len(set(elided)) < len({label.name for label in spread.labels}):
            names[:] = np.inf  # names of which the ends would be missing tell none apart
        values = np.array([value_width(look, texts, label) for label in spread.labels])
        # In the column the caption says the value.
        alone = np.where(spread.losses == 0.0, 0.0, values)
        ways = (
            LabelSize(np.maximum(values, names), high + look.metrics(Type.SMALL).height()),
            LabelSize(values, high),
            LabelSize(alone, high, beside=True),
        )
    pinned, others = spread.pinned, spread.held_out
    means = [spread.mean, spread.nothing]
    means += [] if pinned is None or pinned.mean is None else [pinned.mean]
    means += [] if others is None else [others.mean]
    lines = [field.on_axis(value) for value in means]
    return place_dots(spread.losses, field, radius, ways, look.px(GAP), lines)
