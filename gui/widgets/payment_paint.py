"""How a table of payments is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.theme import Type
from gui.widgets.painting import draw_box, draw_focus
from gui.widgets.payment_layout import TableLayout

if TYPE_CHECKING:
    from gui.widgets.payment_table import Payment, PaymentTable

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_table(painter: QPainter, table: PaymentTable, layout: TableLayout) -> None:
    """Draw the words over the columns and every row."""
    look = table.look
    painter.setFont(look.font(Type.LABEL))
    painter.setPen(look.color("muted"))
    header = layout.header
    for text, (left, width), side in zip(
        table.headers,
        (layout.name, (layout.strip.left, layout.strip.width), layout.value, layout.term),
        (_LEFT, _LEFT, _RIGHT, _RIGHT),
        strict=True,
    ):
        area = QRectF(left, header.top(), width, header.height())
        painter.drawText(area, side | Qt.TextFlag.TextDontClip, text)
    for place, payment in enumerate(table.payments):
        _paint_row(painter, table, layout, place, payment)


def _paint_row(
    painter: QPainter, table: PaymentTable, layout: TableLayout, place: int, payment: Payment
) -> None:
    look, row = table.look, layout.rows[place]
    active = payment.key == table.in_force
    radius = look.px(8)
    sheet = row.adjusted(0, 1, 0, -1)
    if active:
        draw_box(painter, sheet, radius, look.color("penalty_tint"))
    elif place == table.row:
        draw_box(painter, sheet, radius, look.color("hover"))
    if not active and place + 1 < len(layout.rows):
        painter.setPen(QPen(look.color("border"), 1.0))
        painter.drawLine(row.bottomLeft(), row.bottomRight())

    _paint_bars(painter, table, layout, place, payment)
    name = look.metrics(Type.STRONG).height()
    formula = look.metrics(Type.SMALL).height()
    left, width = layout.name
    top = row.center().y() - (name + formula) / 2
    strong = Type.STRONG if active else Type.BODY
    for text, role, ink, height in (
        (payment.name, strong, "text", name),
        (payment.formula, Type.SMALL, "text" if active else "muted", formula),
    ):
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        area = QRectF(left, top, width, height)
        painter.drawText(area, _LEFT | Qt.TextFlag.TextDontClip, text)
        top += height
    painter.setFont(look.font(strong))
    painter.setPen(look.color("text"))
    for text, (left, width) in ((payment.value, layout.value), (payment.term, layout.term)):
        area = QRectF(left, row.top(), width, row.height())
        painter.drawText(area, _RIGHT | Qt.TextFlag.TextDontClip, text)
    if table.ring and place == table.current:
        draw_focus(painter, look, sheet, radius)


def _paint_bars(
    painter: QPainter, table: PaymentTable, layout: TableLayout, place: int, payment: Payment
) -> None:
    look, strip = table.look, layout.strip
    area = layout.bars(place, look.px(11))
    heights = strip.heights(payment.parts, payment.largest)
    base = round(area.bottom())
    # A bar of its own width each; in a fine strip one for each pixel or weight.
    step = strip.width / len(heights) if strip.fine else 0.0
    bars = []
    for index, share in enumerate(heights.tolist()):
        if share <= 0.0:
            continue
        left = strip.left + index * step if strip.fine else strip.bar_left(index)
        width = step if strip.fine else strip.bar
        tall = max(1.0, min(1.04, share) * area.height())
        bars.append(QRectF(left, base - tall, width, tall))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("penalty_fill"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not strip.fine)
    painter.drawRects(bars)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    lit = table.weight if table.weight is not None else table.highlight
    if lit is not None and lit[0] < strip.classes and lit[1] < strip.features:
        index = lit[0] * strip.features + lit[1]
        share = float(payment.parts[lit]) / payment.largest if payment.largest > 0 else 0.0
        tall = max(look.px(3), min(1.04, share) * area.height())
        width = max(strip.bar, float(look.px(3)))
        painter.setBrush(look.color("penalty"))
        painter.drawRect(QRectF(strip.bar_left(index), base - tall, width, tall))
    painter.setPen(QPen(look.color("axis"), max(1.0, look.scale)))
    painter.drawLine(QLineF(strip.left, base, strip.left + strip.width, base))
