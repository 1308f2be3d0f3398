"""Where the arrows of the push go, with their numbers and what is written over them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

from gui.charts.bars.drawn import Drawn
from gui.charts.bars.layout import Bar, Placed
from gui.charts.bars.pushes import Push, Pusher, Pushes
from gui.look.elide import elided
from gui.look.theme import Look, Mode, Type

_GAP = 5.0
_BETWEEN = 14.0
_HEAD = 11.0
_GLYPH = 20.0
_REACH = 40.0
"""Design pixels to each side of the middle of a lane beside rows, at the least."""
_UNDER = 0.46
"""How much of the height the arrows have under columns."""
_UNDER_AFAR = 0.38
_UNDER_AT_MOST = 0.56
"""The same in a hall, where words are large and bars need what is left: usually, and at most."""
_BESIDE = 0.5
"""How much of the width they have beside columns."""
_WIDE = 1.9
"""From this width on, in heights, they stand there."""
_ROW_SHARE = 0.58
"""How much of the width they may take beside rows."""
_SMALLEST = 0.6
"""How small numbers become where their columns are narrow."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from `foot` to `tip`, and its number in `place`; no arrow where both are one."""

    key: int
    foot: QPointF
    tip: QPointF
    text: str
    place: QRectF
    strong: bool
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Caption:
    """Words over the arrows; under columns with a little arrow of the loss's kind at `glyph`."""

    place: QRectF
    text: str
    strong: bool = False
    glyph: QPointF | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The height of the lane for arrows under columns, or its width `beside` columns and rows.

    The losses `pushers`, by their place, are drawn.
    """

    room: float = 0.0
    beside: bool = False
    pushers: tuple[int, ...] = ()


def type_of(*, strong: bool) -> Type:
    """In which type the number and the name of a loss are written."""
    return Type.LABEL if strong else Type.SMALL


def lane_for(
    look: Look, pushes: Pushes | None, bars: Sequence[Bar], area: QSizeF, *, rows: bool
) -> Lane:
    """The room for arrows in `area`: beside columns where that makes arrows longer, else under.

    Beside rows only those of the loss in force stand where there is no room for more; where not
    even they have room, tool tips alone tell of the push.
    """
    if pushes is None:
        return Lane()
    everyone = tuple(range(len(pushes.by)))
    if not rows:
        beside = area.width() > _WIDE * area.height()
        size = area.width() * _BESIDE
        if not beside:
            lines = _number_lines(look, pushes, bars, everyone, area.width() / max(1, len(bars)))
            size = _height_under(look, lines, area.height())
        return Lane(float(round(size)), beside, everyone)
    for shown in (everyone, tuple(one for one in everyone if pushes.by[one].strong)):
        widths = [
            look.width(bar.pushes[one].text, type_of(strong=pushes.by[one].strong))
            for bar in bars
            for one in shown
        ]
        half = max([float(look.px(_REACH)), *widths]) + 1.5 * look.px(_GAP)
        if 2 * half * len(shown) <= _ROW_SHARE * area.width():
            return Lane(2 * half * len(shown), True, shown)
    return Lane()


def _height_under(look: Look, lines: int, height: float) -> float:
    """What the arrows have of `height` under columns: in a hall as little as does."""
    if look.mode is not Mode.PROJECTOR:
        return height * _UNDER
    needed = look.metrics(Type.SMALL).height() + 2 * _number_room(look, lines)
    return min(max(height * _UNDER_AFAR, needed), height * _UNDER_AT_MOST)


def _number_room(look: Look, lines: int) -> float:
    """The height of numbers in so many lines, and of the air about them."""
    return look.metrics(Type.LABEL).height() * lines + 2 * look.px(_GAP)


def _number_lines(
    look: Look, pushes: Pushes, bars: Sequence[Bar], shown: Sequence[int], width: float
) -> int:
    """In how many lines the numbers of a class stand where each class has this width."""
    for bar in bars if len(shown) > 1 else ():
        widths = [
            look.width(bar.pushes[one].text, type_of(strong=pushes.by[one].strong))
            for one in (shown if bar.pushes else ())
        ]
        if sum(widths) + (len(widths) - 1) * look.px(_GAP) > width:
            return 2
    return 1


def _shown(drawn: Drawn, bar: Bar) -> list[tuple[Pusher, Push]]:
    """What pushes `bar`, as far as it is drawn."""
    if drawn.pushes is None or not bar.pushes:
        return []
    return [(drawn.pushes.by[one], bar.pushes[one]) for one in drawn.layout.pushers]


def arrows(drawn: Drawn) -> Iterator[Arrow]:
    """All arrows: up and down for columns, left and right for rows."""
    pushes = drawn.pushes
    if pushes is None:
        return
    place = _beside_row if drawn.layout.rows else _upright
    size = round(drawn.layout.value_size, 2) if drawn.layout.rows else _number_size(drawn)
    for placed in drawn.layout.placed:
        yield from place(drawn, pushes, placed, size)


def upright_area(drawn: Drawn) -> QRectF:
    """Where arrows stand up: the lane without the line of words, and without names in it."""
    names = drawn.look.metrics(Type.BODY).height() + drawn.look.px(_GAP)
    foot = names if drawn.layout.beside else 0.0
    return drawn.layout.lane.adjusted(0, drawn.look.metrics(Type.SMALL).height(), 0, -foot)


def level(drawn: Drawn, pushes: Pushes, value: float) -> float:
    """Where a push of `value` ends there; at both sides of 0 there is room for a number."""
    area, placed = upright_area(drawn), drawn.layout.placed
    bars, width = [one.bar for one in placed], placed[0].lane.width()
    lines = _number_lines(drawn.look, pushes, bars, drawn.layout.pushers, width)
    number = min(_number_room(drawn.look, lines), area.height() / 2)
    down = -pushes.low / (pushes.high - pushes.low) * area.height()
    down = min(max(down, number), area.height() - number)
    scale = min(down / -pushes.low, (area.height() - down) / pushes.high)
    return area.bottom() - down - value * scale


def lane_of(drawn: Drawn, number: int) -> QRectF:
    """The part of the lane beside rows that belongs to one of the losses that are drawn."""
    lane = drawn.layout.lane
    width = lane.width() / len(drawn.layout.pushers)
    return QRectF(lane.left() + number * width, lane.top(), width, lane.height())


def _number_size(drawn: Drawn) -> float:
    """One size for all numbers, in which each has room in the column of its class."""
    look, placed = drawn.look, drawn.layout.placed
    widths = [
        look.width(push.text, type_of(strong=by.strong))
        for one in placed
        for by, push in _shown(drawn, one.bar)
    ]
    room = min((one.lane.width() for one in placed), default=1.0) - 2
    return round(max(_SMALLEST, min(1.0, room / max([1.0, *widths]))), 2)


def _at_least_a_head(look: Look, length: float) -> float:
    """The weakest push is still an arrow, no push is none."""
    if length == 0:
        return 0.0
    least = float(look.px(_HEAD))
    return max(least, length) if length > 0 else min(-least, length)


def _upright(drawn: Drawn, pushes: Pushes, placed: Placed, size: float) -> Iterator[Arrow]:
    """Side by side on one base line; a number stands beyond it, where its arrow does not go."""
    look, slot, shown = drawn.look, placed.lane, _shown(drawn, placed.bar)
    base, step = level(drawn, pushes, 0.0), slot.width() / max(1, len(shown))
    feet = [QPointF(slot.left() + (number + 0.5) * step, base) for number in range(len(shown))]
    places = _numbers_at(look, slot, feet, shown, size)
    for (by, push), foot, place in zip(shown, feet, places, strict=True):
        length = _at_least_a_head(look, base - level(drawn, pushes, push.value))
        tip = foot - QPointF(0, length)
        yield Arrow(placed.bar.key, foot, tip, push.text, place, by.strong, size)


def _numbers_at(
    look: Look,
    slot: QRectF,
    feet: Sequence[QPointF],
    shown: Sequence[tuple[Pusher, Push]],
    size: float,
) -> list[QRectF]:
    """Places for the numbers of one class: side by side, or else a line farther from the arrows."""
    gap = look.px(_GAP)
    places = []
    for foot, (by, push) in zip(feet, shown, strict=True):
        kind = type_of(strong=by.strong)
        width, height = look.width(push.text, kind, size), look.metrics(kind, size).height()
        left = max(slot.left(), min(foot.x() - width / 2, slot.right() - width))
        top = foot.y() + gap if push.value > 0 else foot.y() - gap - height
        places.append(QRectF(left, top, width, height))
    for before, place in pairwise(places):
        if not before.adjusted(0, 0, gap, 0).intersects(place):
            continue
        spare = slot.width() - before.width() - gap - place.width()
        if spare >= 0:
            before.moveLeft(slot.left() + spare / 2)
            place.moveLeft(before.right() + gap)
        else:
            place.translate(0, math.copysign(place.height(), place.center().y() - feet[0].y()))
    return places


def _beside_row(drawn: Drawn, pushes: Pushes, placed: Placed, size: float) -> Iterator[Arrow]:
    """In a lane for each loss; a number stands at the side where its arrow does not go."""
    look, slot, gap = drawn.look, placed.slot, drawn.look.px(_GAP)
    largest = max(pushes.high, -pushes.low)
    for number, (by, push) in enumerate(_shown(drawn, placed.bar)):
        lane = lane_of(drawn, number)
        foot, room = QPointF(lane.center().x(), slot.center().y()), lane.width() / 2 - gap
        tip = foot + QPointF(_at_least_a_head(look, push.value / largest * room), 0)
        width = look.width(push.text, type_of(strong=by.strong), size)
        left = foot.x() - gap - width if push.value > 0 else foot.x() + gap
        place = QRectF(left, slot.top(), width, slot.height())
        yield Arrow(placed.bar.key, foot, tip, push.text, place, by.strong, size)


def captions(drawn: Drawn) -> list[Caption]:
    """Which arrows belong to which loss, and for columns also what they are, if that fits."""
    pushes, look, layout = drawn.pushes, drawn.look, drawn.layout
    if pushes is None or not layout.pushers:
        return []
    line, by = look.metrics(Type.SMALL).height(), [pushes.by[one] for one in layout.pushers]
    if layout.rows:
        lanes = [lane_of(drawn, number) for number in range(len(by))]
        tops = [QRectF(lane.left(), lane.top() - line, lane.width(), line) for lane in lanes]
        return [
            Caption(top, _fitting(look, one, top.width()), one.strong)
            for one, top in zip(by, tops, strict=True)
        ]
    return list(_in_one_line(look, layout.lane, pushes.caption, by))


def _in_one_line(look: Look, lane: QRectF, caption: str, by: Sequence[Pusher]) -> Iterator[Caption]:
    line, between, glyph = look.metrics(Type.SMALL).height(), look.px(_BETWEEN), look.px(_GLYPH)
    each = (lane.width() - between) / len(by) - glyph

    def widths(names: Sequence[str]) -> list[float]:
        return [
            look.width(name, type_of(strong=b.strong)) for name, b in zip(names, by, strict=True)
        ]

    def taken(names: Sequence[str]) -> float:
        return sum(widths(names)) + (glyph + between) * len(by)

    tries = [one.words[0] for one in by], [one.words[-1] for one in by]
    cut = [_fitting(look, one, each) for one in by]
    names = next((names for names in tries if taken(names) <= lane.width()), cut)
    left, first = lane.left(), look.width(caption, Type.SMALL)
    if taken(names) + first <= lane.width():
        yield Caption(QRectF(left, lane.top(), first, line), caption)
        left += first + between
    for one, name, width in zip(by, names, widths(names), strict=True):
        at = QPointF(left + glyph * 0.4, lane.top() + line / 2)
        yield Caption(QRectF(left + glyph, lane.top(), width, line), name, one.strong, at)
        left += glyph + width + between


def names_beside(drawn: Drawn) -> Iterator[tuple[QRectF, str, bool]]:
    """The classes' names under arrows that stand beside columns, and whether it is the correct."""
    if drawn.layout.rows or not drawn.layout.beside:
        return
    line, metrics = drawn.look.metrics(Type.BODY).height(), drawn.look.metrics(Type.STRONG)
    for placed in drawn.layout.placed:
        tick = " ✓" if placed.bar.strong else ""
        room = placed.lane.width() - metrics.horizontalAdvance(tick) - drawn.look.px(_GAP)
        name = metrics.elidedText(placed.bar.name, Qt.TextElideMode.ElideMiddle, room)
        yield placed.lane.adjusted(0, placed.lane.height() - line, 0, 0), name + tick, bool(tick)


def _fitting(look: Look, by: Pusher, room: float) -> str:
    kind = type_of(strong=by.strong)
    fits = (text for text in by.words if look.width(text, kind) <= room)
    return next(fits, elided(look.metrics(kind), by.words[-1], room))
