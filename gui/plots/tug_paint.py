"""How the tug of war is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.view import Weight
from gui.plots.tug_layout import Placed, TugLayout
from gui.theme import Look, Type

if TYPE_CHECKING:
    from gui.plots.tug import TugChart

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight


def paint_tug(painter: QPainter, chart: TugChart, lit: Weight | None, ring: Weight | None) -> None:
    """Draw `chart`: `lit` is the weight to light, `ring` the one the keyboard is on."""
    layout = chart.layout_now
    _paint_slots(painter, chart, layout, lit, ring)
    _paint_band(painter, chart, layout)
    _paint_frame(painter, chart, layout)
    for placed in layout.placed:
        _paint_pulls(painter, chart.look, layout, placed)
    painter.setPen(chart.look.pen("axis", 1.6))
    field = layout.field
    painter.drawLine(QLineF(layout.middle, field.top(), layout.middle, field.bottom()))
    for placed in layout.placed:
        _paint_net(painter, chart.look, layout, placed)
    _paint_names(painter, chart, layout)
    _paint_largest(painter, chart, layout)


def _paint_slots(
    painter: QPainter, chart: TugChart, layout: TugLayout, lit: Weight | None, ring: Weight | None
) -> None:
    look = chart.look
    for placed in layout.placed:
        if placed.rope.key in (lit, ring):
            painter.setPen(look.pen("focus", 2) if placed.rope.key == ring else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(placed.slot.adjusted(1, 0, -1, 0), look.px(4), look.px(4))


def _paint_band(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """Where the penalty can hold a weight at 0, however the data pulls."""
    look = chart.look
    if chart.shown.band <= 0:
        return
    field = layout.field
    low = max(field.left(), layout.position(-chart.shown.band))
    high = min(field.right(), layout.position(chart.shown.band))
    shade = look.color("penalty_tint")
    shade.setAlphaF(0.55)
    painter.fillRect(QRectF(low, field.top(), high - low, field.height()), shade)
    pen = look.pen("penalty", 1.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if layout.position(chart.shown.band) < field.right():
        for x in (low, high):
            painter.drawLine(QLineF(x, field.top(), x, field.bottom()))


def _paint_frame(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """What stands over the columns, and thin lines between the classes."""
    look, head = chart.look, layout.head
    painter.setFont(look.font(Type.SMALL))
    measure = look.metrics(Type.SMALL)
    painter.setPen(look.color("muted"))
    down, up, net, band = chart.shown.heads
    column = QRectF(head.right(), head.top(), chart.width() - head.right(), head.height())
    painter.drawText(column, int(_RIGHT), net)
    wide = measure.horizontalAdvance(band) + 2 * look.px(10) if chart.shown.band > 0 else 0.0
    if 2 * max(measure.horizontalAdvance(down), measure.horizontalAdvance(up)) < (
        head.width() - wide
    ):
        painter.drawText(head, int(_LEFT), down)
        painter.drawText(head, int(_RIGHT), up)
    if chart.shown.band > 0:
        painter.setPen(look.color("penalty"))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), band)
    painter.setPen(look.pen("border", 1))
    for one, other in zip(layout.groups, layout.groups[1:], strict=False):
        y = round((one[1].bottom() + other[1].top()) / 2) + 0.5
        painter.drawLine(QLineF(0, y, chart.width(), y))


def _paint_pulls(painter: QPainter, look: Look, layout: TugLayout, placed: Placed) -> None:
    rope, lane, zero = placed.rope, placed.lane, layout.middle
    # Forces that only hold each other are drawn pale.
    shade = "tint" if rope.held else "fill"
    data = layout.position(rope.data)
    if rope.data * rope.penalty > 0:
        ends = (data, layout.position(rope.data + rope.penalty))
        draw_arrow(painter, look, lane, ends, "penalty", shade, notched=True)
    else:
        draw_arrow(painter, look, lane, (zero, layout.position(rope.penalty)), "penalty", shade)
    draw_arrow(painter, look, lane, (zero, data), "loss", shade)


def draw_arrow(
    painter: QPainter,
    look: Look,
    lane: QRectF,
    ends: tuple[float, float],
    role: str,
    shade: str,
    *,
    notched: bool = False,
) -> None:
    """A bar with a point, from the first of `ends` to the second."""
    start, end = ends
    length = end - start
    if abs(length) < 0.05:
        return
    painter.setBrush(look.color(f"{role}_{shade}"))
    if abs(length) < look.px(5):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(role))
        # A pull that is there is seen, however small it is beside the others.
        wide = max(abs(length), 1.5) * (1 if length > 0 else -1)
        painter.drawRect(QRectF(start, lane.top(), wide, lane.height()).normalized())
        return
    painter.setPen(look.pen(role, 1.4))
    head = min(abs(length), lane.height() * 0.4) * (1 if length > 0 else -1)
    top, bottom, middle = lane.top() + 0.5, lane.bottom() - 0.5, lane.center().y()
    corners = [(start, top), (end - head, top), (end, middle), (end - head, bottom)]
    corners.append((start, bottom))
    if notched and abs(length) > 2 * abs(head):
        corners[0], corners[-1] = (start - head, top), (start - head, bottom)
        corners.append((start, middle))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _paint_net(painter: QPainter, look: Look, layout: TugLayout, placed: Placed) -> None:
    """A diamond at what is left of both pulls."""
    rope, lane = placed.rope, placed.lane
    at = QPointF(layout.position(rope.net), lane.center().y())
    draw_diamond(painter, look, at, min(look.px(7), lane.height() * 0.55), hollow=rope.held)
    painter.setFont(look.font(Type.SMALL if rope.held else Type.LABEL))
    painter.setPen(look.color("penalty" if rope.held else "text"))
    painter.drawText(placed.text, int(_RIGHT | Qt.TextFlag.TextDontClip), rope.text)


def draw_diamond(
    painter: QPainter, look: Look, at: QPointF, size: float, *, hollow: bool = False
) -> None:
    """The mark of the net pull."""
    painter.setPen(look.pen("text" if hollow else "card", 1.6))
    painter.setBrush(look.color("card" if hollow else "text"))
    steps = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
    painter.drawPolygon(QPolygonF([at + step for step in steps]))


def _paint_names(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    look = chart.look
    for role, places, ink in (
        (Type.LABEL, layout.groups, "text"),
        (Type.SMALL, [(p.rope.name, p.name) for p in layout.placed], "muted"),
    ):
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        for name, place in places:
            text = look.metrics(role).elidedText(name, Qt.TextElideMode.ElideRight, place.width())
            side = _LEFT if role is Type.LABEL else _RIGHT
            painter.drawText(place, int(side | Qt.TextFlag.TextDontClip), text)
    if chart.shown.more:
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.color("muted"))
        painter.drawText(layout.more, int(_LEFT), chart.shown.more)


def _paint_largest(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """The largest pull of either side, in figures at its tip."""
    look = chart.look
    painter.setFont(look.font(Type.SMALL))
    measure = look.metrics(Type.SMALL)
    lanes = {placed.rope.key: placed.lane for placed in layout.placed}
    for side, role, text in zip(
        ("data", "penalty"), ("loss", "penalty"), chart.shown.figures, strict=True
    ):
        rope = chart.shown.largest(side)
        if rope is None:
            continue
        pull = float(getattr(rope, side))
        tip, apart = layout.position(pull), look.px(6)
        wide = measure.horizontalAdvance(text)
        lane = lanes[rope.key]
        left = tip + apart if pull > 0 else tip - apart - wide
        painter.setPen(look.color(role))
        place = QRectF(left, lane.top(), wide, lane.height())
        painter.drawText(place, int(_LEFT | Qt.TextFlag.TextDontClip), text)
