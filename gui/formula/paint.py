"""How a formula is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from gui.formula.layout import Dot, Line, Mark, Region, Text
from gui.theme import Look

if TYPE_CHECKING:
    from gui.formula.view import FormulaView


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
    for mark in view.fitted.layout.marks:
        _paint_mark(painter, look, mark)


def _paint_mark(painter: QPainter, look: Look, mark: Mark) -> None:
    color = look.color(mark.role)
    match mark:
        case Text(at, text, font, _):
            painter.setFont(font)
            painter.setPen(color)
            painter.drawText(at, text)
        case Line(start, end, width, role):
            pen = look.pen(role, 1)
            pen.setWidthF(width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(start, end)
        case Dot(center, radius, _):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(center, radius, radius)


def _paint_lit(painter: QPainter, view: FormulaView) -> None:
    look = view.look
    painter.setPen(Qt.PenStyle.NoPen)
    lit = {view.highlight, view.lit_class} - {None}
    for region in view.regions():
        if region.target.kind in ("term", "score") and region.target.class_index in lit:
            painter.setBrush(look.color("hover"))
            _rounded(painter, view, region, 5)
    for region in view.regions():
        if region.target.is_number and region.target in (view.lit_number, view.ring):
            painter.setBrush(look.color("score_tint"))
            _rounded(painter, view, region, 4)
    focused = view.region_of(view.ring)
    if focused is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("focus", 2))
        _rounded(painter, view, focused, 4)


def _rounded(painter: QPainter, view: FormulaView, region: Region, margin: float) -> None:
    space, radius = view.look.px(margin), view.look.px(6)
    rect = view.rect_of(region).adjusted(-space, -space, space, space)
    painter.drawRoundedRect(rect, radius, radius)
