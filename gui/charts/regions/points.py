"""Painting of the points: one stamp for each kind, since thousands may have to be drawn."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from core.arrays import IntArray
from gui.charts.regions.layout import RINGED, Held, Points, RegionLayout
from gui.look.classes import draw_class, role_of
from gui.look.painting import is_vector
from gui.look.theme import Look, Type

Key = tuple[int, bool, float, float]
"""A class, or -1 for what is wrong; hollow, or a dot; radius; pixels to a pixel."""


class Stamps:
    """Small pictures of a point of each class, filled and hollow."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: dict[Key, QPixmap] = {}

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

    def paint_wrong(
        self, painter: QPainter, layout: RegionLayout, points: Points, skipped: int | None
    ) -> None:
        """Ring what is wrong, or of very many put a dot on it, but for a point drawn apart."""
        wrong = np.flatnonzero(points.wrong)
        many = len(wrong) > RINGED
        radius = layout.radius * (0.5 if many else 1.65)
        places = layout.points[wrong[wrong != (-1 if skipped is None else skipped)]].tolist()
        if is_vector(painter):
            for x, y in places:
                self._mark(painter, QPointF(x, y), radius, dot=many)
            return
        ratio = painter.device().devicePixelRatioF()
        reach = self._reach(radius) + 2
        key = (-1, many, radius, ratio)
        middle = QPointF(reach, reach)
        stamp = self._kept(key, reach, lambda one: self._mark(one, middle, radius, dot=many))
        for x, y in places:
            painter.drawPixmap(QPointF(x - reach, y - reach), stamp)

    def _mark(self, painter: QPainter, at: QPointF, radius: float, *, dot: bool) -> None:
        line = max(1.4, 1.9 * self._look.scale)
        color, card = self._look.color("error"), self._look.color("card")
        if dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(at, radius, radius)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(card, line + 2), QPen(color, line)):
            painter.setPen(pen)
            painter.drawEllipse(at, radius, radius)

    def _kept(self, key: Key, reach: int, draw: Callable[[QPainter], None]) -> QPixmap:
        """A stamp, drawn if it is new."""
        if key not in self._made:
            ratio = key[-1]
            side = math.ceil(2 * reach * ratio)
            stamp = self._made[key] = QPixmap(side, side)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            with QPainter(stamp) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw(painter)
        return self._made[key]

    def _draw(
        self, painter: QPainter, label: int, at: QPointF, radius: float, *, hollow: bool
    ) -> None:
        draw_class(painter, self._look, label, at, radius, hollow=hollow)

    @staticmethod
    def _reach(radius: float) -> int:
        return math.ceil(2.0 * radius)

    def _stamp(self, label: int, radius: float, ratio: float, *, hollow: bool) -> QPixmap:
        reach = self._reach(radius)
        middle = QPointF(reach, reach)
        return self._kept(
            (label, hollow, radius, ratio),
            reach,
            lambda painter: self._draw(painter, label, middle, radius, hollow=hollow),
        )


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
