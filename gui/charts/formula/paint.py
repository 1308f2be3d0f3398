"""How a formula is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from gui.charts.formula.layout import Dot, Layout, Line, Text
from gui.look.theme import Look


@dataclass(frozen=True, slots=True)
class Lit:
    """The places of terms and numbers to light, and of the number with the ring."""

    terms: Sequence[QRectF]
    numbers: Sequence[QRectF]
    ring: QRectF | None


def paint_strip(
    painter: QPainter, look: Look, area: QRectF, layout: Layout, at: tuple[QPointF, float], lit: Lit
) -> None:
    """Draw the strip in `area`: what is lit, and the formula from its origin, shrunk."""
    painter.fillRect(area, look.color("card"))
    painter.fillRect(QRectF(0, 0, area.width(), look.px(1)), look.color("border"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_lit(painter, look, lit)
    origin, shrink = at
    painter.translate(origin)
    painter.scale(shrink, shrink)
    paint_formula(painter, look, layout)


def paint_formula(painter: QPainter, look: Look, layout: Layout) -> None:
    """Draw the formula from the painter's origin on."""
    for shape in layout.shapes:
        _paint_shape(painter, look, shape)
    _paint_texts(painter, look, layout.texts)


def _paint_texts(painter: QPainter, look: Look, texts: tuple[Text, ...]) -> None:
    """Texts come sorted by font and role, so that either is changed only when it differs."""
    font, role = None, ""
    for text in texts:
        if text.font is not font:
            font = text.font
            painter.setFont(font)
        if text.role != role:
            role = text.role
            painter.setPen(look.color(role))
        painter.drawText(QPointF(text.x, text.y), text.text)


def _paint_shape(painter: QPainter, look: Look, shape: Line | Dot) -> None:
    if isinstance(shape, Line):
        pen = look.pen(shape.role, 1)
        pen.setWidthF(shape.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(shape.x, shape.y), QPointF(shape.to_x, shape.to_y))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(shape.role))
        painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)


def _paint_lit(painter: QPainter, look: Look, lit: Lit) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("tab"))
    for place in lit.terms:
        _rounded(painter, look, place, 5)
    painter.setPen(look.pen("score", 1))
    for place in lit.numbers:
        _rounded(painter, look, place, 3)
    if lit.ring is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("focus", 2))
        _rounded(painter, look, lit.ring, 3)


def _rounded(painter: QPainter, look: Look, place: QRectF, margin: float) -> None:
    # Little to the sides, where parentheses and operators are near.
    high, wide, radius = look.px(margin), look.px(margin - 1), look.px(6)
    painter.drawRoundedRect(place.adjusted(-wide, -high, wide, high), radius, radius)
