"""Where each bar, name and value of a bar chart goes. Geometry alone: no painting, no events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

NAME_SHARE = 0.39
"""How much of a row its name may take at most."""

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
    push : float
        −∂L/∂s, drawn as an arrow when the chart shows arrows.
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
    push: float = 0.0
    pinned: float | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with its places in widget pixels; `outline` is that of the pinned bar."""

    bar: Bar
    slot: QRectF
    body: QRectF
    name: QRectF
    value: QRectF
    end: QPointF
    outline: QRectF | None
    change: QRectF


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels that the layout needs from the fonts and the scale.

    `lane` is room at the right of rows for the arrows of the push; `change_line` the height of the
    changes beyond the values of columns, `change_width` their width beside those of rows: both 0
    where nothing is pinned. `value_lines` is above 1 where neighbouring values stand one over the
    other for want of width. Outlines lie by `inset` inside the sides of columns, by half of it in
    rows.
    """

    line: float
    value_width: float
    name_width: float
    gap: float
    least: float
    lane: float = 0.0
    change_line: float = 0.0
    change_width: float = 0.0
    inset: float = 0.0
    value_lines: int = 1


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Bars as columns, or as rows where there are too many for names under columns.

    `origin` and `length` describe the value axis in pixels: `low` lies at `origin`, `high` at
    ``origin + length`` (columns grow upward, so there `length` is negative).
    """

    placed: tuple[Placed, ...]
    rows: bool
    low: float
    high: float
    origin: float
    length: float

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
    place = _rows if rows else _columns
    return place(bars, area, *value_range, measures)


def _columns(
    bars: tuple[Bar, ...], area: QRectF, low: float, high: float, m: Measures
) -> BarLayout:
    names_top = area.bottom() - m.line
    beyond_bars = m.line * m.value_lines + m.change_line + m.gap
    top = area.top() + beyond_bars
    bottom = names_top - m.gap - (beyond_bars if low < 0 else 0)
    frame = BarLayout((), False, low, high, bottom, top - bottom)
    zero = frame.position(0.0)
    slot_width = area.width() / max(1, len(bars))
    width = min(slot_width * 0.69, slot_width - 4)
    placed = []
    for index, bar in enumerate(bars):
        slot = QRectF(area.left() + index * slot_width, area.top(), slot_width, area.height())
        middle = slot.center().x()
        end = frame.position(bar.value or 0.0)
        height = max(abs(end - zero), m.least)
        up = (bar.value or 0.0) >= 0
        body = QRectF(middle - width / 2, zero - height if up else zero, width, height)
        outline = None
        beyond = body
        if bar.pinned is not None:
            then = frame.position(bar.pinned)
            outline = QRectF(middle - width / 2, min(then, zero), width, abs(then - zero))
            outline = outline.adjusted(m.inset, 0, -m.inset, 0)
            if (then <= zero) == up:
                # The value stands clear of the outline, beyond the longer of the two.
                beyond = body | outline
        value_top = beyond.top() - m.gap - m.line if up else beyond.bottom() + m.gap
        change_top = value_top - m.change_line if up else value_top + m.line
        placed.append(
            Placed(
                bar,
                slot,
                body,
                QRectF(slot.left(), names_top, slot_width, m.line),
                QRectF(middle - m.value_width, value_top, 2 * m.value_width, m.line),
                QPointF(middle, body.top() if up else body.bottom()),
                outline,
                QRectF(slot.left(), change_top, slot_width, m.change_line),
            )
        )
    return BarLayout(tuple(placed), False, low, high, bottom, top - bottom)


def _rows(bars: tuple[Bar, ...], area: QRectF, low: float, high: float, m: Measures) -> BarLayout:
    name_width = min(m.name_width, area.width() * NAME_SHARE)
    left = area.left() + name_width + m.gap * 2
    right = area.right() - m.value_width - 2 * m.gap - m.lane - m.change_width
    frame = BarLayout((), True, low, high, left, right - left)
    zero = frame.position(0.0)
    slot_height = area.height() / max(1, len(bars))
    height = min(slot_height * 0.72, slot_height - 3)
    placed = []
    for index, bar in enumerate(bars):
        slot = QRectF(area.left(), area.top() + index * slot_height, area.width(), slot_height)
        middle = slot.center().y()
        end = frame.position(bar.value or 0.0)
        width = max(abs(end - zero), m.least)
        ahead = (bar.value or 0.0) >= 0
        body = QRectF(zero if ahead else zero - width, middle - height / 2, width, height)
        outline = None
        if bar.pinned is not None:
            then = frame.position(bar.pinned)
            outline = QRectF(min(then, zero), body.top(), abs(then - zero), height)
            outline = outline.adjusted(0, m.inset / 2, 0, -m.inset / 2)
        value_right = right + 2 * m.gap + m.value_width
        placed.append(
            Placed(
                bar,
                slot,
                body,
                QRectF(area.left(), slot.top(), name_width, slot_height),
                QRectF(right + 2 * m.gap, slot.top(), m.value_width, slot_height),
                QPointF(body.right() if ahead else body.left(), middle),
                outline,
                QRectF(value_right, slot.top(), m.change_width, slot_height),
            )
        )
    return BarLayout(tuple(placed), True, low, high, left, right - left)


def apart(layout: BarLayout, widths: Sequence[float], room: float, gap: float) -> BarLayout:
    """The columns of `layout` with their values, of these `widths`, inside `room` and `gap` apart.

    One that would come too near to a value to its left goes a line farther away from its bar.
    """
    placed: list[Placed] = []
    for one, width in zip(layout.placed, widths, strict=True):
        middle = one.value.center().x()
        left = max(0.0, min(middle - width / 2, room - width))
        value = QRectF(left, one.value.top(), width, one.value.height())
        line = -value.height() if (one.bar.value or 0.0) >= 0 else value.height()
        # A line beyond the chart's edge or the names is no place.
        ways = [0.0]
        ways += [far for far in (line, 2 * line) if 0 <= value.top() + far <= one.name.top() + line]
        near = [other.value.adjusted(-gap, 0, gap, 0) for other in placed]
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
