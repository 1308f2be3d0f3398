"""The dashed line across the columns, and a place for its words clear of bars and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from gui.charts.bars.drawn import Drawn
from gui.look.painting import dashed, write
from gui.look.theme import Type

_STEPS = 5


def paint_threshold(painter: QPainter, drawn: Drawn) -> None:
    """Draw the line at the chart's threshold; over columns with its words."""
    threshold, look = drawn.threshold, drawn.look
    if threshold is None:
        return
    at = drawn.layout.position(threshold.value)
    painter.setPen(dashed(look, "second", 2, 3, 3, flat=True))
    if drawn.layout.rows:
        # No room for its text between the rows: the card's hint says it.
        painter.drawLine(QLineF(at, 0, at, drawn.size.height()))
        return
    painter.drawLine(QLineF(0, at, drawn.size.width(), at))
    text, place, clear = threshold_words(drawn)
    if not clear:
        painter.fillRect(place, look.color("card"))
    write(painter, look, place, text, Type.SMALL, "second")


def threshold_words(drawn: Drawn) -> tuple[str, QRectF, bool]:
    """The words on the line, their place, and whether that is clear of everything else.

    On one line where there is a clear place for it, else on two, which need a narrower one, else
    the number alone.
    """
    threshold = drawn.threshold
    if threshold is None:
        return "", QRectF(), True
    metrics = drawn.look.metrics(Type.SMALL)
    things = list(_things(drawn))
    least: tuple[float, str, QRectF] | None = None
    name, equals, value = threshold.text.rpartition(" = ")
    for text in (threshold.text, f"{name}\n{equals.strip()} {value}", value):
        lines = text.split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        size = QSizeF(width + 2, metrics.height() * len(lines))
        for place in _places(drawn, drawn.layout.position(threshold.value), size):
            hidden = sum(_area(place.intersected(thing)) for thing in things)
            if hidden == 0:
                return text, place, True
            if least is None or hidden < least[0]:
                least = hidden, text, place
    return (least[1], least[2], False) if least else ("", QRectF(), True)


def _places(drawn: Drawn, at: float, size: QSizeF) -> Iterator[QRectF]:
    """Under the line and over it, near and farther: at the right, at the left, between columns."""
    gap = drawn.look.px(3)
    bottom = drawn.layout.foot
    middles = [
        (one.body.right() + other.body.left()) / 2
        for one, other in zip(drawn.layout.placed, drawn.layout.placed[1:], strict=False)
    ]
    middles += [placed.body.center().x() for placed in drawn.layout.placed]
    lefts = [drawn.size.width() - size.width(), 0.0, *(x - size.width() / 2 for x in middles)]
    steps = (drawn.look.px(8) * step for step in range(_STEPS))
    tops = (top for far in steps for top in (at + gap + far, at - gap - far - size.height()))
    for top in tops:
        for left in lefts:
            place = QRectF(QPointF(left, top), size)
            inside = 0 <= left <= drawn.size.width() - size.width() and top >= 0
            if inside and place.bottom() <= bottom:
                yield place


def _things(drawn: Drawn) -> Iterator[QRectF]:
    """What the words must not touch: bars, their numbers and the zero line."""
    look = drawn.look
    margin = look.px(3)
    line = look.metrics(Type.SMALL).height()
    for placed in drawn.layout.placed:
        bar, middle = placed.bar, placed.value.center()
        if bar.value is not None:
            yield placed.body.adjusted(-margin, 0, margin, 0)
        if placed.outline is not None:
            yield placed.outline.adjusted(-margin, 0, margin, 0)
        width = look.width(bar.text, Type.VALUE, round(drawn.layout.value_size, 2)) + 2 * margin
        height = placed.value.height()
        yield QRectF(middle.x() - width / 2, placed.value.top(), width, height)
        if bar.change:
            width = look.width(bar.change, Type.SMALL) + 2 * margin
            center = placed.change.center()
            yield QRectF(center.x() - width / 2, center.y() - line / 2, width, line)
    yield QRectF(0, drawn.layout.position(0.0) - 1, drawn.size.width(), 2)


def _area(box: QRectF) -> float:
    return box.width() * box.height() if box.isValid() else 0.0
