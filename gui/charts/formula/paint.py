"""How a formula is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from gui.charts.formula.layout import Dot, Line, Region, Text
from gui.look.theme import Look

if TYPE_CHECKING:
    from gui.charts.formula.view import FormulaView


def paint_strip(painter: QPainter, view: FormulaView) -> None:
    """Draw the strip of `view`, what is lit on it, and its formula."""
    look = view.look
    painter.fillRect(view.rect(), look.color("card"))
    painter.fillRect(0, 0, view.width(), look.px(1), look.color("border"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_lit(painter, view)
    origin, shrink = view.placed()
    painter.translate(origin)
    painter.scale(shrink, shrink)
    for shape in view.fitted.layout.shapes:
        _paint_shape(painter, look, shape)
    _paint_texts(painter, look, view.fitted.layout.texts)


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


def _paint_lit(painter: QPainter, view: FormulaView) -> None:
    look = view.look
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("tab"))
    lit = {view.highlight, view.lit_class} - {None}
    for region in view.regions():
        if region.target.kind in ("term", "score") and region.target.class_index in lit:
            _rounded(painter, view, region, 5)
    for region in view.regions():
        if region.target.is_number and region.target in (view.lit_number, view.ring):
            painter.setPen(look.pen("score", 1))
            _rounded(painter, view, region, 3)
    focused = view.region_of(view.ring)
    if focused is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("focus", 2))
        _rounded(painter, view, focused, 3)


def _rounded(painter: QPainter, view: FormulaView, region: Region, margin: float) -> None:
    # Little to the sides, where parentheses and operators are near.
    high, radius = view.look.px(margin), view.look.px(6)
    wide = view.look.px(margin - 1)
    rect = view.rect_of(region).adjusted(-wide, -high, wide, high)
    painter.drawRoundedRect(rect, radius, radius)
