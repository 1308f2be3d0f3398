"""How the bars of a distribution of losses are drawn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.arrays import FloatArray, IntArray
from core.batch import Histogram
from gui.charts.distribution.plan import Plan
from gui.charts.distribution.spread import Spread
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type


def sheet(painter: QPainter, look: Look, place: QRectF) -> None:
    """Keep a text readable over the lines behind it."""
    ink = look.color("card")
    ink.setAlphaF(0.9)
    painter.fillRect(place, ink)


def _heights(look: Look, plan: Plan, top: int, counts: FloatArray | IntArray) -> FloatArray:
    """Heights of bars; the tallest, of `top` examples, leaves room for its number."""
    room = plan.field.bottom - plan.field.top - look.metrics(Type.SMALL).height()
    return np.round(np.minimum(counts / top, 1.0) * max(0.0, room))


def paint_bars(painter: QPainter, look: Look, shown: Spread, plan: Plan, lit: int | None) -> None:
    """Bars, that of the `lit` bin full, the pile of zeros, and the outline of what was pinned."""
    bars, field = shown.bars, plan.field
    if bars is None:
        return
    heights = _heights(look, plan, shown.top, bars.counts)
    for index in np.flatnonzero(bars.counts).tolist():
        left, right = plan.edges[index], plan.edges[index + 1]
        # One example among a hundred thousand is seen, if only as a line.
        high = max(look.px(2), heights[index])
        area = QRectF(left, field.bottom - high, right - left, high)
        painter.fillRect(area, look.color("loss_fill"))
        painter.setPen(look.pen("loss", 1.0))
        painter.setBrush(look.color("loss") if index == lit else Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    _paint_pile(painter, look, plan, bars)
    if shown.held_out is not None and shown.held_out.bars is not None:
        counts = shown.held_out.factor * shown.held_out.bars.counts.astype(np.float64)
        heights = _heights(look, plan, shown.top, counts)
        paint_steps(painter, look, plan.edges, heights, field.bottom, "muted")
    if shown.pinned is not None and shown.pinned.bars is not None:
        _paint_outline(painter, look, plan, shown.top, shown.pinned.bars)


def paint_tallest(painter: QPainter, texts: TextCache, shown: Spread, plan: Plan) -> None:
    """The number of the tallest bar."""
    bars, field, look = shown.bars, plan.field, texts.look
    if bars is None:
        return
    tallest = int(bars.counts.argmax())
    if bars.counts[tallest]:
        high = float(_heights(look, plan, shown.top, bars.counts[tallest : tallest + 1])[0])
        small = look.metrics(Type.SMALL).height()
        x = (plan.edges[tallest] + plan.edges[tallest + 1]) / 2
        text = f"{int(bars.counts[tallest]):,}"
        wide = texts.width(text, Type.SMALL)
        left = max(field.room[0], min(x - wide / 2, field.right - wide))
        place = QRectF(left, field.bottom - high - small, wide, small)
        sheet(painter, look, place)
        texts.draw(painter, place, "left", text, Type.SMALL, "text")


def pile_of(bars: Histogram, column: QRectF, least: float) -> QRectF:
    """The bar of the losses of exactly 0: it fills of its column what they are of all."""
    share = bars.zeros / max(1, bars.zeros + int(bars.counts.sum()))
    high = max(least, float(round(share * column.height())))
    wide = column.width() * 0.5
    return QRectF(column.center().x() - wide / 2, column.bottom() - high, wide, high)


def _paint_pile(painter: QPainter, look: Look, plan: Plan, bars: Histogram) -> None:
    column = plan.column
    if column is None or not bars.zeros:
        return
    area = pile_of(bars, column, look.px(2))
    painter.setPen(look.pen("loss", 1.0))
    painter.setBrush(look.color("loss_fill"))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_steps(
    painter: QPainter,
    look: Look,
    edges: FloatArray,
    heights: FloatArray,
    bottom: float,
    role: str = "pin",
) -> None:
    """A step line over bins, whose B + 1 edges and B heights are in pixels."""
    points = [QPointF(edges[0], bottom)]
    for left, right, high in zip(edges[:-1], edges[1:], heights, strict=True):
        points += [QPointF(left, bottom - high), QPointF(right, bottom - high)]
    points.append(QPointF(edges[-1], bottom))
    painter.setPen(look.pen(role, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))


def _paint_outline(painter: QPainter, look: Look, plan: Plan, top: int, bars: Histogram) -> None:
    """The pinned distribution as a step line."""
    heights = _heights(look, plan, top, bars.counts)
    paint_steps(painter, look, plan.edges, heights, plan.field.bottom)
    if plan.column is not None and bars.zeros:
        painter.drawRect(pile_of(bars, plan.column, look.px(2)))
