"""Painting of the points: one stamp for each kind, since thousands may have to be drawn."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from core.arrays import IntArray
from gui.charts.regions.layout import Held, Points, RegionLayout
from gui.look.classes import draw_class, role_of
from gui.look.painting import is_vector
from gui.look.theme import Look, Type


class Stamps:
    """Small pictures of a point of each class, filled and hollow."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: dict[tuple[int, bool, float, float], QPixmap] = {}

    def forget(self) -> None:
        """Colours and sizes are others."""
        self._made.clear()

    def paint(
        self, painter: QPainter, layout: RegionLayout, points: Points, indices: IntArray
    ) -> None:
        """Draw some of the points, in their order."""
        labels, hollow = points.labels[indices].tolist(), points.hollow[indices].tolist()
        places = layout.points[indices].tolist()
        if is_vector(painter):
            for (x, y), label, empty in zip(places, labels, hollow, strict=True):
                self._draw(painter, label, QPointF(x, y), layout.radius, hollow=empty)
            return
        ratio = painter.device().devicePixelRatioF()
        reach = self._reach(layout.radius)
        for (x, y), label, empty in zip(places, labels, hollow, strict=True):
            stamp = self._stamp(label, layout.radius, ratio, hollow=empty)
            painter.drawPixmap(QPointF(x - reach, y - reach), stamp)

    def _draw(
        self, painter: QPainter, label: int, at: QPointF, radius: float, *, hollow: bool
    ) -> None:
        draw_class(painter, self._look, label, at, radius, hollow=hollow)

    @staticmethod
    def _reach(radius: float) -> int:
        return math.ceil(2.0 * radius)

    def _stamp(self, label: int, radius: float, ratio: float, *, hollow: bool) -> QPixmap:
        key = (label, hollow, radius, ratio)
        if key not in self._made:
            reach = self._reach(radius)
            side = math.ceil(2 * reach * ratio)
            stamp = QPixmap(side, side)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            with QPainter(stamp) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw(painter, label, QPointF(reach, reach), radius, hollow=hollow)
            self._made[key] = stamp
        return self._made[key]


def paint_rings(
    painter: QPainter, look: Look, layout: RegionLayout, points: Points, skipped: int | None
) -> None:
    """Ring what is wrong, but for a point that is drawn apart."""
    color, card = look.color("error"), look.color("card")
    radius = layout.radius * 1.65
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = [
        QPointF(*layout.points[index].tolist())
        for index in np.flatnonzero(points.wrong).tolist()
        if index != skipped
    ]
    line = max(1.4, 1.9 * look.scale)
    for pen in (QPen(card, line + 2), QPen(color, line)):
        painter.setPen(pen)
        for place in places:
            painter.drawEllipse(place, radius, radius)


def paint_point(
    painter: QPainter,
    look: Look,
    layout: RegionLayout,
    points: Points,
    index: int,
    *,
    large: bool,
) -> None:
    """One point above all others, larger where it is pointed at or held."""
    at = QPointF(*layout.points[index].tolist())
    radius = layout.radius * (1.3 if large else 1.0)
    hollow = bool(points.hollow[index])
    draw_class(painter, look, int(points.labels[index]), at, radius, hollow=hollow)
    if points.wrong[index]:
        _ring(painter, look, at, "error", radius * 1.65)


def paint_chosen(
    painter: QPainter, look: Look, layout: RegionLayout, points: Points, index: int
) -> None:
    """The ring of the example that is chosen in the rail, outside that of a wrong one."""
    at = QPointF(*layout.points[index].tolist())
    _ring(painter, look, at, "focus", layout.radius * (2.3 if points.wrong[index] else 1.9))


def _ring(painter: QPainter, look: Look, at: QPointF, role: str, radius: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = max(1.6, 2.4 * look.scale)
    for color, width in ((look.color("card"), line + 2), (look.color(role), line)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(at, radius, radius)


def paint_held(
    painter: QPainter, look: Look, layout: RegionLayout, points: Points, index: int, held: Held
) -> None:
    """The way a point has come, its name and what has become of its loss."""
    start, label = layout.pixels(*held.start), int(points.labels[index])
    at = QPointF(*layout.points[index].tolist())
    painter.setPen(look.pen(role_of(label), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(start, at)
    draw_class(painter, look, label, start, layout.radius * 0.8, hollow=True)
    lines = ((held.name, Type.STRONG, "text"), (held.loss, Type.SMALL, "loss"))
    height = look.metrics(Type.STRONG).height()
    width = max(look.width(text, role) for text, role, _ in lines) + 2 * look.px(8)
    apart, frame = 2.4 * layout.radius, layout.frame
    left = at.x() - apart - width
    if left < frame.left():
        left = min(at.x() + apart, frame.right() - width)
    top = min(max(at.y() - height, frame.top()), frame.bottom() - height * len(lines))
    sheet = QRectF(left, top, width, height * len(lines))
    painter.setPen(look.pen("border", 1))
    painter.setBrush(look.color("card", 0.92))
    painter.drawRoundedRect(sheet.adjusted(0, -3, 0, 3), look.px(6), look.px(6))
    for place, (text, role, ink) in enumerate(lines):
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        row = QRectF(left, top + place * height, width, height)
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)
