"""How a gradient check is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from gui.charts.gradient.layout import Checked, Entry, GradientLayout, Placed
from gui.look.painting import draw_lit
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type

SIGN = 16.0
"""The width of the sign of a kink, in design pixels."""


def paint_gradient(
    painter: QPainter,
    texts: TextCache,
    shown: Checked,
    layout: GradientLayout,
    lit: Entry | None,
    walked: Entry | None,
) -> None:
    """Draw all: `lit` is the entry to light, `walked` the one the keyboard is on."""
    look = texts.look
    for placed in layout.placed:
        key = placed.line.key
        if placed.line.bends:
            role = "third_tint" if placed.line.kink else "penalty_tint"
            painter.fillRect(placed.slot.adjusted(0, 0.5, 0, -0.5), look.color(role, 0.6))
        if key in (lit, walked):
            slot, ring = placed.slot.adjusted(1, 0, -1, 0), key == walked
            draw_lit(painter, look, slot, look.px(4), ring=ring)
    for place, text in zip(layout.heads[:3], shown.heads[:3], strict=True):
        texts.draw(painter, place, "right", text, Type.SMALL, "muted")
    if any(placed.line.bends for placed in layout.placed):
        texts.draw(painter, layout.heads[3], "left", shown.heads[3], Type.SMALL, "muted")
    for one, other in zip(layout.groups, layout.groups[1:], strict=False):
        y = round((one[1].bottom() + other[1].top()) / 2)
        painter.fillRect(0, y, round(layout.width), 1, look.color("border"))
    for name, place in layout.groups:
        short = texts.elided(name, Type.LABEL, place.width())
        texts.draw(painter, place, "left", short, Type.LABEL, "text")
    for placed in layout.placed:
        _paint_line(painter, texts, placed)
    texts.draw(painter, layout.more, "left", shown.more, Type.SMALL, "muted")


def _paint_line(painter: QPainter, texts: TextCache, placed: Placed) -> None:
    line, look = placed.line, texts.look
    short = texts.elided(line.name, Type.SMALL, placed.name.width())
    texts.draw(painter, placed.name, "right", short, Type.SMALL, "muted")
    roles = (Type.LABEL, Type.SMALL, Type.LABEL if line.worst else Type.SMALL)
    for place, text, role in zip(placed.figures, line.figures, roles, strict=True):
        texts.draw(painter, place, "right", text, role, "text")
    if not line.bends:
        return
    ink, sign = "third" if line.kink else "penalty", look.px(SIGN)
    _paint_sign(painter, look, placed.kink, ink, hinge=bool(line.kink))
    rest = placed.kink.adjusted(sign + look.px(5), 0, 0, 0)
    name = line.kink or "|w|"
    short = texts.elided(name, Type.LABEL, rest.width())
    texts.draw(painter, rest, "left", short, Type.LABEL, ink)


def _paint_sign(painter: QPainter, look: Look, place: QRectF, ink: str, *, hinge: bool) -> None:
    """A line that is level and then rises, as max(0, ·) does, or falls and rises, as |w|."""
    wide, middle = look.px(SIGN), place.center().y()
    high = min(0.32 * place.height(), 0.4 * wide)
    start = middle + high if hinge else middle - high
    points = [
        QPointF(place.left() + 1, start),
        QPointF(place.left() + wide / 2, middle + high),
        QPointF(place.left() + wide - 1, middle - high),
    ]
    painter.setPen(look.pen(ink, 2.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
