"""How the arrows of the push are drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter, QPolygonF

from gui.charts.bars.arrows import (
    arrows,
    captions,
    lane_of,
    level,
    names_beside,
    type_of,
    upright_area,
)
from gui.charts.bars.drawn import Drawn
from gui.look.painting import CENTER, LEFT, write
from gui.look.theme import Look, Type

_HEAD, _WING, _RING = 11.0, 6.5, 4.0


def paint_pushes(painter: QPainter, drawn: Drawn) -> None:
    """Draw arrows of −∂L/∂s, the way each score would go to lower the loss, with their numbers.

    Filled for the loss in force, hollow for the one beside it; no push at all is an empty ring
    and a 0: softmax always pushes, and SVM does not where it is satisfied.
    """
    if drawn.pushes is None or not drawn.layout.pushers:
        return
    look = drawn.look
    _paint_bases(painter, drawn)
    for arrow in arrows(drawn):
        _paint_arrow(painter, look, arrow.foot, arrow.tip, strong=arrow.strong)
        kind, ink = type_of(strong=arrow.strong), "text" if arrow.strong else "muted"
        write(painter, look, arrow.place, arrow.text, kind, ink, size=arrow.size)
    side = CENTER if drawn.layout.rows else LEFT
    for caption in captions(drawn):
        kind, ink = type_of(strong=caption.strong), "text" if caption.strong else "muted"
        write(painter, look, caption.place, caption.text, kind, ink, side)
        if caption.glyph is not None:
            half = QPointF(0, look.px(8))
            foot, tip = caption.glyph + half, caption.glyph - half
            _paint_arrow(painter, look, foot, tip, strong=caption.strong)
    for place, name, strong in names_beside(drawn):
        kind, ink = (Type.STRONG, "text") if strong else (Type.BODY, "muted")
        write(painter, look, place, name, kind, ink)


def _paint_bases(painter: QPainter, drawn: Drawn) -> None:
    """The lines at which the arrows begin."""
    look, pushes = drawn.look, drawn.pushes
    if pushes is None:
        return
    painter.setPen(look.pen("axis", 1.4))
    if drawn.layout.rows:
        for number in range(len(drawn.layout.pushers)):
            lane = lane_of(drawn, number)
            x = lane.center().x()
            painter.drawLine(QLineF(x, lane.top(), x, lane.bottom()))
    else:
        area, base = upright_area(drawn), level(drawn, pushes, 0.0)
        painter.drawLine(QLineF(area.left(), base, area.right(), base))


def _paint_arrow(
    painter: QPainter, look: Look, foot: QPointF, tip: QPointF, *, strong: bool
) -> None:
    fill = look.color("loss" if strong else "card")
    if tip == foot:
        painter.setBrush(look.color("card"))
        painter.setPen(look.pen("loss", 1.8))
        painter.drawEllipse(foot, look.px(_RING), look.px(_RING))
        return
    line = QLineF(foot, tip)
    along = (tip - foot) / line.length()
    across = QPointF(-along.y(), along.x())
    neck = tip - along * min(line.length(), look.px(_HEAD))
    painter.setPen(look.pen("loss", 4 if strong else 1.8))
    painter.drawLine(QLineF(foot, neck))
    painter.setBrush(fill)
    painter.setPen(look.pen("loss", 1.4))
    wing = across * look.px(_WING)
    painter.drawPolygon(QPolygonF([tip, neck + wing, neck - wing]))
