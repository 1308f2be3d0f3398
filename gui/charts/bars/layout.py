"""Where each bar, name and value of a bar chart goes. Geometry alone: no painting, no events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from gui.charts.bars.pushes import Push

NAME_SHARE = 0.39
"""How much of a row its name may take at most."""

COLUMNS_AT_MOST = 5
"""With more classes the bars become rows: names do not fit under so many columns."""

_APART = 5
"""Gaps between columns and the arrows beside them."""

MORE = -1
"""The key of the bar that stands for all the classes not shown."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One class in a chart.

    Attributes
    ----------
    key : int
        Class index, or `MORE`.
    value : float or None
        Length in the chart's units; None draws a dash in place of a bar.
    text, exact : str
        The value as shown, and to the last digit for the tool tip.
    strong : bool
        The correct class: filled, bold and ticked.
    pushes : tuple of Push
        Of each loss whose arrows the chart shows, in their order.
    pinned : float or None
        The value when it was pinned, drawn as an outline, if it was another.
    change : str
        How far the value has come since.
    """

    key: int
    name: str
    value: float | None
    text: str
    exact: str
    strong: bool = False
    pushes: tuple[Push, ...] = ()
    pinned: float | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with its places in widget pixels; `outline` is that of the pinned bar.

    Its arrows stand in `lane`.
    """

    bar: Bar
    slot: QRectF
    body: QRectF
    name: QRectF
    value: QRectF
    end: QPointF
    outline: QRectF | None
    change: QRectF
    lane: QRectF


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels that the layout needs from the fonts and the scale.

    `lane` is room for the arrows of the push, the height of it under columns or the width `beside`
    columns and rows; over rows `lane_head` is left for its words. `change_line` is the height of
    the changes beyond the values of columns, `change_width` their width beside those of rows: both
    0 where nothing is pinned. `value_lines` is above 1 where neighbouring values stand one over the
    other for want of width. Outlines lie by `inset` inside the sides of columns, by half of it in
    rows. With `over_zero` values of columns that go down stand over the zero line, and leave the
    room below to the bars.
    """

    line: float
    value_width: float
    name_width: float
    gap: float
    least: float
    lane: float = 0.0
    lane_head: float = 0.0
    beside: bool = False
    change_line: float = 0.0
    change_width: float = 0.0
    inset: float = 0.0
    value_lines: int = 1
    over_zero: bool = False


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Bars as columns, or as rows where there are too many for names under columns.

    `origin` and `length` describe the value axis in pixels: `low` lies at `origin`, `high` at
    ``origin + length`` (columns grow upward, so there `length` is negative). Values are written
    in type of `value_size`, 1 where there is room. The arrows of the push stand in the `lane`,
    between columns and their names, or `beside` columns and rows; those of the losses `pushers`, by
    their place.
    """

    placed: tuple[Placed, ...]
    rows: bool
    low: float
    high: float
    origin: float
    length: float
    lane: QRectF
    beside: bool = False
    pushers: tuple[int, ...] = ()
    value_size: float = 1.0

    @property
    def foot(self) -> float:
        """Where the room of columns with their values ends."""
        return self.placed[0].name.top() - (0.0 if self.beside else self.lane.height())

    def position(self, value: float) -> float:
        """Pixel on the value axis; values outside the range stop just past its ends."""
        share = (value - self.low) / (self.high - self.low)
        return self.origin + min(1.02, max(-0.02, share)) * self.length

    def beyond(self, value: float) -> bool:
        """Whether `value` is drawn shorter than it is, the range being held."""
        share = (value - self.low) / (self.high - self.low)
        return not -0.02 <= share <= 1.02

    def delta(self, pixels: float) -> float:
        """Change of value for a move of `pixels` (x for rows, y for columns)."""
        return pixels / self.length * (self.high - self.low)


def lay_out(
    bars: tuple[Bar, ...],
    area: QRectF,
    value_range: tuple[float, float],
    measures: Measures,
    *,
    rows: bool,
) -> BarLayout:
    """Place `bars` in `area` for values of `value_range`, which holds 0."""
    low, high = value_range
    if rows:
        area = area.adjusted(0, measures.lane_head, 0, 0)
    lane = _lane(area, measures)
    if measures.beside and not rows:
        area = area.adjusted(0, 0, -measures.lane, 0)
        lane.adjust(_APART * measures.gap, 0, 0, 0)
    first, last = _row_axis(area, measures) if rows else _column_axis(area, low, measures)
    frame = BarLayout((), rows, low, high, first, last - first, lane, measures.beside)
    zero = frame.position(0.0)
    side = (area.height() if rows else area.width()) / max(1, len(bars))
    thick = min(side * 0.72, side - 3) if rows else min(side * 0.69, side - 4)
    inset = measures.inset if rows else 2 * measures.inset
    placed = []
    for index, bar in enumerate(bars):
        slot = (
            QRectF(area.left(), area.top() + index * side, area.width(), side)
            if rows
            else QRectF(area.left() + index * side, area.top(), side, area.height())
        )
        middle = slot.center().y() if rows else slot.center().x()
        # Pixels grow along rows and against columns.
        way = 1 if ((bar.value or 0.0) >= 0) == rows else -1
        end = zero + way * max(abs(frame.position(bar.value or 0.0) - zero), measures.least)
        body = beyond = _box(zero, end, middle, thick, rows=rows)
        outline = None
        if bar.pinned is not None:
            then = frame.position(bar.pinned)
            outline = _box(zero, then, middle, thick - inset, rows=rows)
            if (then <= zero) == (way < 0) or measures.over_zero:
                beyond = body | outline
        name, value, change = (
            _row_texts(slot, first, last, measures)
            if rows
            else _column_texts(slot, beyond, measures, up=way < 0 or measures.over_zero)
        )
        free = QPointF(end, middle) if rows else QPointF(middle, end)
        own = _lane_of(slot, lane, index, len(bars), rows=rows)
        placed.append(Placed(bar, slot, body, name, value, free, outline, change, own))
    return replace(frame, placed=tuple(placed))


def _lane(area: QRectF, m: Measures) -> QRectF:
    """The arrows' part of the area: over the names of columns, or at the right."""
    if m.beside:
        return area.adjusted(area.width() - m.lane, 0, 0, 0)
    bottom = area.bottom() - m.line
    return QRectF(area.left(), bottom - m.lane, area.width(), m.lane)


def _lane_of(slot: QRectF, lane: QRectF, index: int, count: int, *, rows: bool) -> QRectF:
    """One bar's part of the lane."""
    if rows:
        return QRectF(lane.left(), slot.top(), lane.width(), slot.height())
    width = lane.width() / count
    return QRectF(lane.left() + index * width, lane.top(), width, lane.height())


def _box(one: float, other: float, middle: float, thick: float, *, rows: bool) -> QRectF:
    """What lies between two places of the value axis, `thick` about `middle` across it."""
    start, length, across = min(one, other), abs(other - one), middle - thick / 2
    return QRectF(start, across, length, thick) if rows else QRectF(across, start, thick, length)


def _column_axis(area: QRectF, low: float, m: Measures) -> tuple[float, float]:
    """The ends of the value axis: values stand beyond columns, names below them all."""
    beyond = m.line * m.value_lines + m.change_line + m.gap
    bottom = area.bottom() - m.line - m.gap - (0.0 if m.beside else m.lane)
    return bottom - (beyond if low < 0 and not m.over_zero else 0), area.top() + beyond


def _row_axis(area: QRectF, m: Measures) -> tuple[float, float]:
    """The same of rows: names before them, values in a column behind them all."""
    left = area.left() + min(m.name_width, (area.width() - m.lane) * NAME_SHARE) + m.gap * 2
    return left, area.right() - m.value_width - 2 * m.gap - m.lane - m.change_width


def _column_texts(
    slot: QRectF, beyond: QRectF, m: Measures, *, up: bool
) -> tuple[QRectF, QRectF, QRectF]:
    """Name, value and change; the value stands clear of `beyond`, the bar or a longer outline."""
    top = beyond.top() - m.gap - m.line if up else beyond.bottom() + m.gap
    change_top = top - m.change_line if up else top + m.line
    return (
        QRectF(slot.left(), slot.bottom() - m.line, slot.width(), m.line),
        QRectF(slot.center().x() - m.value_width, top, 2 * m.value_width, m.line),
        QRectF(slot.left(), change_top, slot.width(), m.change_line),
    )


def _row_texts(
    slot: QRectF, first: float, last: float, m: Measures
) -> tuple[QRectF, QRectF, QRectF]:
    """Name, value and change, before and behind the value axis from `first` to `last`."""
    value, change = last + 2 * m.gap, last + 2 * m.gap + m.value_width
    return (
        QRectF(slot.left(), slot.top(), first - m.gap * 2 - slot.left(), slot.height()),
        QRectF(value, slot.top(), m.value_width, slot.height()),
        QRectF(change, slot.top(), m.change_width, slot.height()),
    )


def apart(layout: BarLayout, widths: Sequence[float], room: float, gap: float) -> BarLayout:
    """The columns of `layout` with their values, of these `widths`, inside `room` and `gap` apart.

    One that would come too near to a value to its left goes a line farther away from its bar.
    """
    placed: list[Placed] = []
    for one, width in zip(layout.placed, widths, strict=True):
        middle = one.value.center().x()
        left = max(0.0, min(middle - width / 2, room - width))
        value = QRectF(left, one.value.top(), width, one.value.height())
        up = value.center().y() < one.body.center().y()
        near = [other.value.adjusted(-gap, 0, gap, 0) for other in placed]
        # As near to its bar as can be, but not beyond the chart's edge or over the names.
        over = [far.top() - value.bottom() if up else far.bottom() - value.top() for far in near]
        lowest = one.name.top() + (-value.height() if up else value.height())
        ways = [0.0]
        ways += [
            far
            for far in sorted(over, key=abs)
            if (far < 0) == up and 0 <= value.top() + far <= lowest
        ]
        away = next(
            (far for far in ways if not any(map(value.translated(0, far).intersects, near))), 0.0
        )
        change = one.change.translated(0, away)
        placed.append(replace(one, value=value.translated(0, away), change=change))
    return replace(layout, placed=tuple(placed))


def room_for_name(placed: Sequence[Placed], index: int, widths: Sequence[float]) -> QRectF:
    """Where the name of a column may stand: its own place, and what its neighbours leave of theirs.

    `widths` are those of the names as they are written in their own places.
    """
    own = placed[index].name
    left = placed[index - 1].name.center().x() + widths[index - 1] / 2 if index else own.left()
    right = own.right()
    if index + 1 < len(placed):
        right = placed[index + 1].name.center().x() - widths[index + 1] / 2
    return QRectF(left, own.top(), right - left, own.height())


def side_by_side(widths: Sequence[float], slim: float, strong: int, room: float) -> bool:
    """Whether all names under columns stand in one line.

    Each has its own place, the one of `strong` also what its neighbours leave of theirs, if it is
    no wider than `slim`. `widths` are those of the names with the air about them.
    """
    side = room / max(1, len(widths))
    if any(width > side for index, width in enumerate(widths) if index != strong):
        return False
    left, right = -strong * side, room - strong * side
    if strong:
        left = widths[strong - 1] / 2 - side / 2
    if strong + 1 < len(widths):
        right = 1.5 * side - widths[strong + 1] / 2
    return not widths or widths[strong] <= side or slim <= right - left


def in_two_lines(widths: Sequence[float], room: float) -> list[float] | None:
    """Left edges of names under columns that stand in two lines by turns; None without room.

    `widths` are those of the names, `room` is that of all columns together.
    """
    side = room / max(1, len(widths))
    if max(widths, default=0.0) > room:
        return None
    lefts = [
        min(max(0.0, (index + 0.5) * side - width / 2), room - width)
        for index, width in enumerate(widths)
    ]
    ends = [left + width for left, width in zip(lefts, widths, strict=True)]
    return lefts if all(end <= left for end, left in zip(ends, lefts[2:], strict=False)) else None


def by_turns(layout: BarLayout, lefts: Sequence[float], widths: Sequence[float]) -> BarLayout:
    """The columns of `layout` with every other name a line farther down, as `in_two_lines` says."""
    placed = []
    for index, one in enumerate(layout.placed):
        line = one.name.height()
        top = one.name.top() + line * (index % 2)
        name = QRectF(one.slot.left() - one.slot.width() * index, top, widths[index], line)
        slot = one.slot.adjusted(0, 0, 0, line)
        placed.append(replace(one, name=name.translated(lefts[index], 0), slot=slot))
    return replace(layout, placed=tuple(placed))
