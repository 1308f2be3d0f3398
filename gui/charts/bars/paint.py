"""How a bar chart is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from gui.charts.bars.arrow_paint import paint_pushes
from gui.charts.bars.drawn import Drawn
from gui.charts.bars.layout import MORE, BarLayout, Placed, room_for_name
from gui.charts.bars.threshold import paint_threshold
from gui.controls.pinned import draw_outline
from gui.look.painting import CENTER, RIGHT, draw_lit, write
from gui.look.theme import Type

CLOSE_TICK = "\u200a✓"


def paint_bars(
    painter: QPainter, drawn: Drawn, lit: int | None, ring: int | None, grip: int | None
) -> None:
    """Draw the bars: `lit` is the class to light, `ring` the one in focus, `grip` the grabbable."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layout = drawn.layout
    for placed in layout.placed:
        if placed.bar.key in (lit, ring):
            inset, ringed = drawn.look.px(2), placed.bar.key == ring
            slot = placed.slot.adjusted(inset, 1, -inset, -1)
            draw_lit(painter, drawn.look, slot, drawn.look.px(6), ring=ringed)
    _paint_shade(painter, drawn)
    for placed in layout.placed:
        _paint_body(painter, drawn, placed)
        if placed.bar.value is not None and layout.beyond(placed.bar.value):
            _paint_cut(painter, drawn, placed, layout.rows)
        if placed.outline is not None:
            radius = min(drawn.look.px(3), placed.outline.width() / 2, placed.outline.height() / 2)
            strong = placed.bar.strong
            draw_outline(painter, drawn.look, placed.outline, radius, over_fill=strong)
        if placed.bar.key == grip and placed.bar.key != MORE:
            _paint_grip(painter, drawn, placed, layout.rows)
    _paint_zero(painter, drawn)
    paint_threshold(painter, drawn)
    for placed in layout.placed:
        _paint_texts(painter, drawn, placed, layout.rows)
    side = RIGHT if layout.rows else CENTER
    for place, name, strong, role in names_shown(drawn):
        ink, size = "text" if strong else "muted", _name_size(drawn)
        write(painter, drawn.look, place, name, role, ink, side, size=size)
    paint_pushes(painter, drawn)


def _span(drawn: Drawn) -> QRectF:
    """The plot area, between the ends of the value axis."""
    layout = drawn.layout
    one, other = sorted((layout.origin, layout.origin + layout.length))
    if layout.rows:
        return QRectF(one, 0, other - one, drawn.size.height())
    return QRectF(0, one, drawn.size.width(), other - one)


def _paint_shade(painter: QPainter, drawn: Drawn) -> None:
    if drawn.threshold is None:
        return
    layout = drawn.layout
    at = layout.position(drawn.threshold.value)
    span = _span(drawn)
    if layout.rows:
        span.setLeft(max(span.left(), at))
    else:
        span.setBottom(min(span.bottom(), at))
        span.setTop(0)
    for run in _wrong_runs(layout):
        if layout.rows:
            place = QRectF(span.left(), run.top(), span.width(), run.height())
        else:
            place = QRectF(run.left(), span.top(), run.width(), span.height())
        if place.isValid():
            painter.fillRect(place, drawn.look.color("second_shade"))


def _wrong_runs(layout: BarLayout) -> Iterator[QRectF]:
    """The slots of the wrong classes, neighbours as one: what lies in the shade costs."""
    run: QRectF | None = None
    for placed in layout.placed:
        if not placed.bar.strong:
            run = placed.slot if run is None else run | placed.slot
        elif run is not None:
            yield run
            run = None
    if run is not None:
        yield run


def _paint_body(painter: QPainter, drawn: Drawn, placed: Placed) -> None:
    bar, look = placed.bar, drawn.look
    if bar.value is None:
        return
    color = look.color(drawn.ink)
    thin = min(placed.body.width(), placed.body.height()) <= look.px(5)
    radius = 0.0 if thin else float(look.px(4))
    if bar.strong or thin:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(placed.body, radius, radius)
        return
    line = Qt.PenStyle.DashLine if bar.key == MORE else Qt.PenStyle.SolidLine
    pen = look.pen(drawn.ink, 1.8, line)
    painter.setPen(pen)
    painter.setBrush(look.color(f"{drawn.ink}_tint"))
    half = pen.widthF() / 2
    painter.drawRoundedRect(placed.body.adjusted(half, half, -half, -half), radius, radius)


def _paint_cut(painter: QPainter, drawn: Drawn, placed: Placed, rows: bool) -> None:
    """A slanted gap near the bar's free end: it is longer than there is room for."""
    look, body = drawn.look, placed.body
    inward = body.center() - placed.end
    inward /= max(1.0, abs(inward.x()) + abs(inward.y()))
    middle = placed.end + inward * look.px(24)
    slant = look.px(4)
    half = (
        QPointF(slant, body.height() / 2 + look.px(2))
        if rows
        else QPointF(body.width() / 2 + look.px(2), -slant)
    )
    painter.setPen(look.pen("card", 5))
    painter.drawLine(QLineF(middle - half, middle + half))


def _paint_grip(painter: QPainter, drawn: Drawn, placed: Placed, rows: bool) -> None:
    """Two short lines at the bar's free end: this can be dragged."""
    look = drawn.look
    half = QPointF(0, look.px(7)) if rows else QPointF(look.px(9), 0)
    inward = placed.body.center() - placed.end
    inward /= max(1.0, abs(inward.x()) + abs(inward.y()))
    painter.setPen(look.pen("on_selected" if placed.bar.strong else drawn.ink, 2))
    for distance in (7, 12):
        middle = placed.end + inward * look.px(distance)
        if placed.body.contains(middle):
            painter.drawLine(QLineF(middle - half, middle + half))


def _paint_zero(painter: QPainter, drawn: Drawn) -> None:
    layout = drawn.layout
    zero = layout.position(0.0)
    painter.setPen(drawn.look.pen("axis", 1.4))
    if layout.rows:
        painter.drawLine(QLineF(zero, 0, zero, drawn.size.height()))
    else:
        painter.drawLine(QLineF(0, zero, drawn.size.width(), zero))


Named = tuple[QRectF, str, bool, Type]
_USUAL, _SMALLER = (Type.STRONG, Type.BODY), (Type.LABEL, Type.SMALL)


def names_shown(drawn: Drawn) -> list[Named]:
    """Each name with its place, cut if it must be, whether it is the correct class, and its type.

    All are in smaller type where that spares each of the names under columns from being cut.
    """
    names = _named(drawn, _USUAL)
    if drawn.layout.rows or _whole(drawn, names):
        return names
    smaller = _named(drawn, _SMALLER)
    return smaller if _whole(drawn, smaller) else names


def _name_size(drawn: Drawn) -> float:
    """Names of rows are as small as their values are."""
    return round(drawn.layout.value_size, 2) if drawn.layout.rows else 1.0


def _whole(drawn: Drawn, names: list[Named]) -> bool:
    placed = drawn.layout.placed
    return all(
        name.startswith(one.bar.name) for one, (_, name, *_) in zip(placed, names, strict=True)
    )


def _named(drawn: Drawn, types: tuple[Type, Type]) -> list[Named]:
    """The names in these types, that of the correct class in the first.

    A long name gives way, the tick of the correct class never. Under a column that name may take
    what its neighbours leave of their places.
    """
    look, layout = drawn.look, drawn.layout
    gap, size = 0 if layout.rows else look.px(4), _name_size(drawn)
    roles = [types[0] if placed.bar.strong else types[1] for placed in layout.placed]

    def cut(index: int, room: float, tick: str = " ✓") -> str:
        bar, role = layout.placed[index].bar, roles[index]
        tick = tick if bar.strong else ""
        room -= look.width(tick, role, size)
        return (
            look.metrics(role, size).elidedText(bar.name, Qt.TextElideMode.ElideMiddle, room) + tick
        )

    names = [cut(index, placed.name.width() - gap) for index, placed in enumerate(layout.placed)]
    found = []
    for index, placed in enumerate(layout.placed):
        name, place, strong = names[index], placed.name, placed.bar.strong
        if strong and not layout.rows and name != f"{placed.bar.name} ✓":
            widths = [
                look.width(text, role) + gap / 2 for text, role in zip(names, roles, strict=True)
            ]
            place = room_for_name(layout.placed, index, widths)
            name = cut(index, place.width(), CLOSE_TICK)
            # Under its bar, as far as the neighbours let it.
            width = min(look.width(name, roles[index]) + 1, place.width())
            left = min(placed.name.center().x() - width / 2, place.right() - width)
            place = QRectF(max(place.left(), left), place.top(), width, place.height())
        found.append((place, name, strong, roles[index]))
    return found


def _paint_texts(painter: QPainter, drawn: Drawn, placed: Placed, rows: bool) -> None:
    bar, look, side = placed.bar, drawn.look, RIGHT if rows else CENTER
    line = None if drawn.threshold is None else drawn.layout.position(drawn.threshold.value)
    if line is not None and not rows and placed.value.top() < line < placed.value.bottom():
        painter.fillRect(placed.value, look.color("card", 0.8))  # else the line strikes it out
    size = round(drawn.layout.value_size, 2)
    write(painter, look, placed.value, bar.text, Type.VALUE, "text", side, size=size)
    # What does not fit is left to the tool tip.
    if bar.change and look.width(bar.change, Type.SMALL) <= placed.change.width():
        write(painter, look, placed.change, bar.change, Type.SMALL, "pin", side)
