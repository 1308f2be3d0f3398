"""The dashed line across the columns, and a place for its words clear of bars and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from gui.charts.bars.layout import BarLayout
from gui.look.theme import Type

if TYPE_CHECKING:
    from gui.charts.bars.chart import BarChart

_STEPS = 5


def paint_threshold(painter: QPainter, chart: BarChart, layout: BarLayout) -> None:
    """Draw the line at the chart's threshold; over columns with its words."""
    threshold, look = chart.threshold, chart.look
    if threshold is None:
        return
    at = layout.position(threshold.value)
    pen = look.pen("second", 2, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if layout.rows:
        # No room for its text between the rows: the card's hint says it.
        painter.drawLine(QLineF(at, 0, at, chart.height()))
        return
    painter.drawLine(QLineF(0, at, chart.width(), at))
    text, place, clear = threshold_words(chart, layout)
    if not clear:
        painter.fillRect(place, look.color("card"))
    painter.setFont(look.font(Type.SMALL))
    painter.setPen(look.color("second"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(place, int(flags), text)


def threshold_words(chart: BarChart, layout: BarLayout) -> tuple[str, QRectF, bool]:
    """The words on the line, their place, and whether that is clear of everything else.

    On one line where there is a clear place for it, else on two, which need a narrower one, else
    the number alone.
    """
    threshold = chart.threshold
    if threshold is None:
        return "", QRectF(), True
    metrics = chart.look.metrics(Type.SMALL)
    things = list(_things(chart, layout))
    least: tuple[float, str, QRectF] | None = None
    name, equals, value = threshold.text.rpartition(" = ")
    for text in (threshold.text, f"{name}\n{equals.strip()} {value}", value):
        lines = text.split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        size = QSizeF(width + 2, metrics.height() * len(lines))
        for place in _places(chart, layout, layout.position(threshold.value), size):
            hidden = sum(_area(place.intersected(thing)) for thing in things)
            if hidden == 0:
                return text, place, True
            if least is None or hidden < least[0]:
                least = hidden, text, place
    return (least[1], least[2], False) if least else ("", QRectF(), True)


def _places(chart: BarChart, layout: BarLayout, at: float, size: QSizeF) -> Iterator[QRectF]:
    """Under the line and over it, near and farther: at the right, at the left, between columns."""
    gap = chart.look.px(3)
    bottom = layout.placed[0].name.top()
    middles = [
        (one.body.right() + other.body.left()) / 2
        for one, other in zip(layout.placed, layout.placed[1:], strict=False)
    ]
    middles += [placed.body.center().x() for placed in layout.placed]
    lefts = [chart.width() - size.width(), 0.0, *(x - size.width() / 2 for x in middles)]
    steps = (chart.look.px(8) * step for step in range(_STEPS))
    tops = (top for far in steps for top in (at + gap + far, at - gap - far - size.height()))
    for top in tops:
        for left in lefts:
            place = QRectF(QPointF(left, top), size)
            inside = 0 <= left <= chart.width() - size.width() and top >= 0
            if inside and place.bottom() <= bottom:
                yield place


def _things(chart: BarChart, layout: BarLayout) -> Iterator[QRectF]:
    """What the words must not touch: bars, their numbers, arrows and the zero line."""
    look = chart.look
    margin = look.px(3)
    line = look.metrics(Type.SMALL).height()
    for placed in layout.placed:
        bar, middle = placed.bar, placed.value.center()
        if bar.value is not None:
            yield placed.body.adjusted(-margin, 0, margin, 0)
        if placed.outline is not None:
            yield placed.outline.adjusted(-margin, 0, margin, 0)
        width = look.width(bar.text, Type.VALUE, round(chart.value_size, 2)) + 2 * margin
        height = placed.value.height()
        yield QRectF(middle.x() - width / 2, placed.value.top(), width, height)
        if bar.change:
            width = look.width(bar.change, Type.SMALL) + 2 * margin
            center = placed.change.center()
            yield QRectF(center.x() - width / 2, center.y() - line / 2, width, line)
        if chart.show_push:
            # As far as the longest arrow goes, to both sides.
            reach = look.px(72)
            x = placed.body.right()
            yield QRectF(x, placed.end.y() - reach, placed.slot.right() - x, 2 * reach)
    yield QRectF(0, layout.position(0.0) - 1, chart.width(), 2)


def _area(box: QRectF) -> float:
    return box.width() * box.height() if box.isValid() else 0.0
