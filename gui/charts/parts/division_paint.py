"""Painting of a bar of counts and of its legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from gui.look.painting import draw_box, draw_focus
from gui.look.theme import Look, Type

if TYPE_CHECKING:
    from gui.charts.parts.division import DivisionBar, Portion

# Edge, fill, and the hatch over it: no two differ in colour alone.
_STYLES = {
    "right": ("third", "third", ""),
    "inside": ("third", "third_tint", "third"),
    "wrong": ("loss", "loss_tint", ""),
}
_PINNED_HEIGHT = 7.0


def paint_division(painter: QPainter, widget: DivisionBar) -> None:
    """Draw bar, pinned bar and legend."""
    look = widget.look
    areas = widget.areas()
    for number, (portion, area) in enumerate(zip(widget.portions, areas, strict=True)):
        if area.width() > 0:
            gap = 0.0 if area.right() >= widget.width() - 0.5 else float(look.px(2))
            place = area.adjusted(0, 0, -min(gap, area.width() / 2), 0)
            swatch(painter, look, portion.key, place, strong=number in {widget.at, widget.walked})
    _paint_pinned(painter, widget)
    for number, (portion, cell) in enumerate(zip(widget.portions, widget.cells(), strict=True)):
        _paint_cell(painter, widget, number, portion, cell)


def swatch(painter: QPainter, look: Look, key: str, place: QRectF, *, strong: bool) -> None:
    """Fill a place as one kind of example is shown."""
    edge, fill, hatch = _STYLES[key]
    line = max(1.0, (2.6 if strong else 1.2) * look.scale)
    radius = min(3.0 * look.scale, place.width() / 3)
    draw_box(painter, place, radius, look.color(fill))
    if hatch:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(look.color(hatch), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(place, radius, radius)
    draw_box(painter, place, radius, None, look.color("text" if strong else edge), width=line)


def _paint_cell(
    painter: QPainter, widget: DivisionBar, number: int, portion: Portion, cell: QRectF
) -> None:
    look = widget.look
    inside = cell.adjusted(0, 0, -look.px(2), 0)
    if portion.key == widget.in_force:
        line = max(1.0, 1.6 * look.scale)
        draw_box(painter, inside, look.px(5), look.color("tab"), look.color("tab_text"), width=line)
    elif number == widget.at:
        draw_box(painter, inside, look.px(5), look.color("hover"))
    if number == widget.walked:
        draw_focus(painter, look, inside, look.px(5))
    mark, pad = widget.mark(), look.px(5)
    first = look.metrics(Type.STRONG).height()
    top = cell.top() + look.px(2)
    left = cell.left() + pad
    at = QRectF(left, top + (first - mark) / 2, mark, mark)
    swatch(painter, look, portion.key, at, strong=False)
    left += mark + look.px(6)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
    for text, role, ink in (
        (f"{portion.count:,}", Type.STRONG, "text"),
        (portion.change, Type.SMALL, "pin"),
    ):
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        painter.drawText(QRectF(left, top, cell.right() - left, first), flags, text)
        left += look.width(f"{text} ", role)
    painter.setFont(look.font(Type.SMALL))
    painter.setPen(look.color("muted"))
    room = cell.width() - 2 * pad
    metrics = look.metrics(Type.SMALL)
    word = portion.word
    if look.width(word, Type.SMALL) > room + 1:
        word = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(cell.left() + pad, top + first, room, metrics.height()), flags, word)


def _paint_pinned(painter: QPainter, widget: DivisionBar) -> None:
    """The pinned division as outlines, where it was another."""
    portions = widget.portions
    if all(one.then is None or abs(one.then - one.length) < 1e-9 for one in portions):
        return
    look = widget.look
    pen = look.pen("pin", 1.4)
    painter.setPen(QPen(pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = pen.widthF() / 2
    left, top = 0.0, widget.bar.bottom() + look.px(4)
    for portion in portions:
        width = (portion.then or 0.0) * widget.width()
        place = QRectF(left, top, width, look.px(_PINNED_HEIGHT))
        if width > 2 * half:
            painter.drawRect(place.adjusted(half, half, -half, -half))
        left += width
