"""Painting of a bar of counts and of its legend."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from gui.charts.parts.cut import paint_then
from gui.charts.parts.division_layout import GAP, PAD, DivisionLayout, Portion
from gui.look.painting import LEFT, draw_box, draw_focus, write
from gui.look.theme import Look, Type

# Edge, fill, and the hatch over it: no two differ in colour alone.
_STYLES = {
    "right": ("third", "third", ""),
    "inside": ("third", "third_tint", "third"),
    "wrong": ("loss", "loss_tint", ""),
}
_SAME = 1e-9  # of the whole bar


def paint_division(
    painter: QPainter,
    look: Look,
    portions: tuple[Portion, ...],
    layout: DivisionLayout,
    in_force: str,
    lit: str | None,
    walked: str | None,
) -> None:
    """Draw bar, pinned bar and legend."""
    for portion, area in zip(portions, layout.areas, strict=True):
        if area.width() > 0:
            gap = 0.0 if area.right() >= layout.bar.width() - 0.5 else float(look.px(2))
            place = area.adjusted(0, 0, -min(gap, area.width() / 2), 0)
            swatch(painter, look, portion.key, place, strong=portion.key in {lit, walked})
    if any(one.then is not None and abs(one.then - one.length) >= _SAME for one in portions):
        paint_then(painter, look, [portion.then or 0.0 for portion in portions], layout.bar)
    for portion, cell in zip(portions, layout.cells, strict=True):
        inside = cell.adjusted(0, 0, -look.px(2), 0)
        if portion.key == in_force:
            line, ink = max(1.0, 1.6 * look.scale), look.color("tab_text")
            draw_box(painter, inside, look.px(PAD), look.color("tab"), ink, width=line)
        elif portion.key == lit:
            draw_box(painter, inside, look.px(PAD), look.color("hover"))
        if portion.key == walked:
            draw_focus(painter, look, inside, look.px(PAD))
        _paint_cell(painter, look, portion, cell, layout.mark)


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


def _paint_cell(painter: QPainter, look: Look, portion: Portion, cell: QRectF, mark: float) -> None:
    """A mark, the count, how far it has come, and its word."""
    pad = look.px(PAD)
    first = look.metrics(Type.STRONG).height()
    top = cell.top() + look.px(2)
    left = cell.left() + pad
    at = QRectF(left, top + (first - mark) / 2, mark, mark)
    swatch(painter, look, portion.key, at, strong=False)
    left += mark + look.px(GAP)
    for text, role, ink in (
        (f"{portion.count:,}", Type.STRONG, "text"),
        (portion.change, Type.SMALL, "pin"),
    ):
        row = QRectF(left, top, cell.right() - left, first)
        write(painter, look, row, text, role, ink, LEFT)
        left += look.width(f"{text} ", role)
    room, metrics = cell.width() - 2 * pad, look.metrics(Type.SMALL)
    word = portion.word
    if look.width(word, Type.SMALL) > room + 1:
        word = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
    below = QRectF(cell.left() + pad, top + first, room, metrics.height())
    write(painter, look, below, word, Type.SMALL, "muted", LEFT)
