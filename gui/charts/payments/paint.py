"""How a table of payments is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from core.arrays import FloatArray, IntArray
from core.view import Weight
from gui.charts.payments.layout import Payment, Strip, TableLayout
from gui.controls.pinned import WIDTH, draw_outline
from gui.look.painting import LEFT, RIGHT, draw_box, draw_focus, is_vector, write
from gui.look.theme import Look, Type


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What is drawn: the payments, and which of them stand out.

    `lit_row` is the row pointed at, `lit` the weight whose bars are dark, `walked` the row with
    the ring.
    """

    payments: tuple[Payment, ...]
    headers: tuple[str, str, str, str]
    in_force: str
    was_in_force: str
    lit_row: int | None
    lit: Weight | None
    walked: int | None


def paint_table(
    painter: QPainter, region: QRegion, look: Look, shown: Shown, layout: TableLayout
) -> None:
    """Draw what lies in `region`: the words over the columns, and the rows."""
    header, strip = layout.header, (layout.strip.left, layout.strip.width)
    columns = (layout.name, LEFT), (strip, LEFT), (layout.value, RIGHT), (layout.term, RIGHT)
    for text, ((left, width), side) in zip(shown.headers, columns, strict=True):
        area = QRectF(left, header.top(), width, header.height())
        if region.intersects(area.toAlignedRect()):
            write(painter, look, area, text, Type.LABEL, "muted", side)
    names, bars = (
        QRectF(left, 0, width, layout.rows[-1].bottom() if layout.rows else 0).toAlignedRect()
        for left, width in (layout.name, strip)
    )
    for place, payment in enumerate(shown.payments):
        active = payment.key == shown.in_force
        row, role = layout.rows[place], Type.STRONG if active else Type.BODY
        _paint_ground(painter, look, shown, layout, place)
        if region.intersects(bars):
            area = layout.bars(place, look.px(11))
            _paint_bars(painter, look, layout.strip, area, payment, shown.lit)
        if region.intersects(names):
            height = look.metrics(Type.STRONG).height()
            ink = "text" if active else "muted"
            lines = (payment.name, role, "text"), (payment.formula, Type.SMALL, ink)
            _paint_lines(painter, look, row, layout.name, LEFT, height, lines)
        for text, change, column in (
            (payment.value, payment.value_change, layout.value),
            (payment.term, payment.term_change, layout.term),
        ):
            below = change and fits_below(look, QRectF(0, 0, column[1], row.height()), change)
            sums = [(text, role, "text"), *([(change, Type.SMALL, "pin")] if below else [])]
            _paint_lines(painter, look, row, column, RIGHT, look.metrics(role).height(), sums)
        if place == shown.walked:
            draw_focus(painter, look, row.adjusted(0, 1, 0, -1), look.px(8))


def _paint_ground(
    painter: QPainter, look: Look, shown: Shown, layout: TableLayout, place: int
) -> None:
    row, key = layout.rows[place], shown.payments[place].key
    sheet = row.adjusted(0, 1, 0, -1)
    if key == shown.in_force:
        draw_box(painter, sheet, look.px(8), look.color("penalty_tint"))
        return
    if key == shown.was_in_force:
        draw_outline(painter, look, sheet, look.px(8))
    if place == shown.lit_row:
        draw_box(painter, sheet, look.px(8), look.color("hover"))
    if place + 1 < len(layout.rows):
        painter.setPen(QPen(look.color("border"), 1.0))
        painter.drawLine(row.bottomLeft(), row.bottomRight())


def _paint_lines(
    painter: QPainter,
    look: Look,
    row: QRectF,
    column: tuple[float, float],
    side: int,
    first: float,
    lines: Sequence[tuple[str, Type, str]],
) -> None:
    """Texts of a row in a column, one or two lines in its middle; the `first` is so high."""
    below = look.metrics(Type.SMALL).height() if len(lines) > 1 else 0.0
    top = row.center().y() - (first + below) / 2
    for (text, role, ink), height in zip(lines, (first, below), strict=False):
        write(painter, look, QRectF(column[0], top, column[1], height), text, role, ink, side)
        top += height


def fits_below(look: Look, area: QRectF, change: str) -> bool:
    """Whether a change has room under its number in `area`."""
    lines = look.metrics(Type.STRONG).height() + look.metrics(Type.SMALL).height()
    return lines <= area.height() and look.width(change, Type.SMALL) <= area.width()


def _paint_bars(
    painter: QPainter,
    look: Look,
    strip: Strip,
    area: QRectF,
    payment: Payment,
    lit: Weight | None,
) -> None:
    height, width = area.height(), strip.step
    base = round(area.bottom())
    shares = strip.heights(payment.parts, payment.largest)
    talls = np.where(shares > 0.0, np.maximum(1.0, np.minimum(1.04, shares) * height), 0.0)
    bars = [
        QRectF(left, base - tall, width, tall)
        for left, tall in zip(strip.lefts, talls.tolist(), strict=True)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("penalty_fill"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not strip.fine)
    painter.drawRects(bars)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    if payment.then is not None and not np.array_equal(payment.then, payment.parts):
        then = strip.heights(payment.then, payment.largest)
        highs = np.minimum(1.04, then) * height
        moved = np.abs(highs - np.minimum(1.04, shares) * height) >= 0.5
        _paint_pinned(painter, look, strip, base - highs, moved, base)
    if lit is not None and lit[0] < strip.classes and lit[1] < strip.features:
        index = lit[0] * strip.features + lit[1]
        share = float(payment.parts[lit]) / payment.largest if payment.largest > 0 else 0.0
        tall = max(look.px(3), min(1.04, share) * height)
        width = max(strip.bar, float(look.px(3)))
        painter.setBrush(look.color("penalty"))
        painter.drawRect(QRectF(strip.bar_left(index), base - tall, width, tall))
    painter.setPen(QPen(look.color("axis"), max(1.0, look.scale)))
    painter.drawLine(QLineF(strip.left, base, strip.left + strip.width, base))


def _paint_pinned(
    painter: QPainter,
    look: Look,
    strip: Strip,
    tops: FloatArray,
    moved: NDArray[np.bool_],
    base: float,
) -> None:
    """The bars that were others when they were pinned, as thin outlines; of thin bars their tops.

    In filled lines: thirty dashed outlines would take a tenth of a frame.
    """
    line = max(1, round(WIDTH * look.scale))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    edges: list[QRectF] = []
    if strip.fine:
        places = np.rint(tops).astype(np.intp)
        before = np.append(places[:1], places[:-1])
        before = np.where(moved & np.append(False, moved[:-1]), before, places)
        highest, lowest = np.minimum(places, before), np.maximum(places, before) + line
        if is_vector(painter):
            edges = [
                QRectF(strip.lefts[at], highest[at], strip.step, lowest[at] - highest[at])
                for at in np.flatnonzero(moved).tolist()
            ]
        else:
            steps = _steps(highest, lowest, moved, look.color("pin"))
            place = QRectF(strip.left, highest.min(), strip.width, steps.height())
            painter.drawImage(place, steps)
    else:
        for at in np.flatnonzero(moved).tolist():
            left, top, width = strip.lefts[at], round(tops[at]), strip.step
            edges.append(QRectF(left, top, width, line))
            if width >= look.px(6):
                edges.append(QRectF(left, top, line, base - top))
                edges.append(QRectF(left + width - line, top, line, base - top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("pin"))
    painter.drawRects(edges)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)


def _steps(highest: IntArray, lowest: IntArray, moved: NDArray[np.bool_], color: QColor) -> QImage:
    """A line of steps over the bars that have `moved`, a pixel wide for each.

    Hundreds of single lines would take longer than the bars themselves.
    """
    y = np.arange(int(highest.min()), int(lowest.max()))[:, None]
    inside = (y >= highest) & (y < lowest) & moved
    pixels = np.where(inside, np.uint32(color.rgba()), np.uint32(0))
    height, width = pixels.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.tobytes(), width, height, 4 * width, kind).copy()  # the bytes go
