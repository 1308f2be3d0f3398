"""Painting of a confusion table."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.confusion.layout import ConfusionLayout, Confusions, Place
from gui.look.mixing import mixed
from gui.look.painting import CENTER, LEFT, RIGHT, dashed, draw_focus, write
from gui.look.theme import Look, Type

# How far the deepest shade goes from the card towards its colour: numbers on it must be readable.
_DEPTH = 0.48
# A large table is easier to see through without its zeros.
_FEW = 5
# Fonts for counts, and how high a cell must be in units of their size: figures have no descent.
_FACES = ((Type.BODY, 1.3), (Type.SMALL, 0.9))


def shade(look: Look, role: str, share: float) -> QColor:
    """The colour of a cell that has this share of its row."""
    return mixed(look.color("card"), look.color(role), _DEPTH * min(1.0, max(0.0, share)))


def face(look: Look, widest: str, width: float, height: float) -> Type | None:
    """The largest font in which the longest count fits a cell; None if not even the smallest."""
    for role, least in _FACES:
        high = least * look.font(role).pixelSize() <= height
        if high and look.width(widest, role) + 2 <= width:
            return role
    return None


def paint_confusion(
    painter: QPainter,
    dirty: QRectF,
    look: Look,
    shown: Confusions,
    layout: ConfusionLayout,
    framed: Iterable[Place],
    walked: Place | None,
) -> None:
    """Draw what lies in `dirty`."""
    if not shown.names:
        return
    if not layout.grid.contains(dirty):
        _paint_names(painter, look, shown, layout)
    role = face(look, f"{int(shown.counts.max()):,}", *layout.cell)
    for row in range(layout.count):
        for column in range(layout.count):
            cell = layout.rect((row, column))
            if cell.intersects(dirty):
                _paint_cell(painter, look, shown, (row, column), cell, role)
    line = max(1.5, 2.6 * look.scale)
    for place in framed:
        _frame(painter, look, layout.rect(place), "text", line, line / 2)
    if walked is not None:
        draw_focus(painter, look, layout.rect(walked), 2.0)


def _frame(
    painter: QPainter, look: Look, cell: QRectF, role: str, width: float, inset: float
) -> None:
    painter.setPen(QPen(look.color(role), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))


def _paint_cell(
    painter: QPainter,
    look: Look,
    shown: Confusions,
    place: Place,
    cell: QRectF,
    role: Type | None,
) -> None:
    on_diagonal = place[0] == place[1]
    color = "third" if on_diagonal else "loss"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(cell, shade(look, color, float(shown.shares[place])))
    edge = "third" if on_diagonal else "border"
    _frame(painter, look, cell, edge, 1.0, 0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    count = int(shown.counts[place])
    if shown.then is not None and int(shown.then[place]) != count:
        painter.setPen(dashed(look, "pin", 1.4, 4, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 2.0 if cell.height() > look.px(26) else 1.0  # beside a small number, not through it
        painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))
    if role is None or not (count or len(shown.names) <= _FEW):
        return
    write(painter, look, cell, f"{count:,}", role, "text" if count else "muted")


def _paint_names(painter: QPainter, look: Look, shown: Confusions, layout: ConfusionLayout) -> None:
    metrics, line = look.metrics(Type.SMALL), look.metrics(Type.SMALL).height()
    gap = look.px(6)
    painter.setFont(look.font(Type.SMALL))
    painter.setPen(look.color("muted"))
    rows, columns, rows_short = shown.captions
    if layout.upright:
        painter.drawText(layout.above, CENTER, columns)
        _draw_upwards(painter, layout.side, CENTER, rows)
    else:
        for place, text in ((layout.above, f"{columns} →"), (layout.side, f"{rows_short} ↓")):
            short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width() + 1)
            painter.drawText(place, RIGHT, short)
    painter.setPen(look.color("text"))
    elide = Qt.TextElideMode.ElideRight
    width, _ = layout.cell
    for number, name in enumerate(shown.names):
        row, column = layout.rect((number, 0)), layout.rect((0, number))
        if number % layout.row_step == 0:
            text = metrics.elidedText(name, elide, layout.row_names + 1)
            left = layout.grid.left() - gap - layout.row_names
            painter.drawText(QRectF(left, row.top(), layout.row_names, row.height()), RIGHT, text)
        if number % layout.column_step:
            continue
        bottom = layout.grid.top() - gap / 2
        if layout.upright:
            text = metrics.elidedText(name, elide, width - gap / 2)
            painter.drawText(QRectF(column.left(), bottom - line, width, line), CENTER, text)
        else:
            text = metrics.elidedText(name, elide, layout.column_names + 1)
            tall = layout.column_names
            place = QRectF(column.center().x() - line / 2, bottom - tall, line, tall)
            _draw_upwards(painter, place, LEFT, text)


def _draw_upwards(painter: QPainter, place: QRectF, flags: int, text: str) -> None:
    """Write so that the text reads from the bottom of `place` to its top."""
    painter.save()
    painter.translate(place.bottomLeft())
    painter.rotate(-90)
    painter.drawText(QRectF(0, 0, place.height(), place.width()), flags, text)
    painter.restore()
