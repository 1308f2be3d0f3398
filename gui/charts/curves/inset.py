"""A small plot over a plot: a part of its curves, magnified, with ticks of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from core.arrays import FloatArray
from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis
from gui.look.painting import RIGHT, draw_box, write
from gui.look.theme import Look, Type

_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A curve in unit coordinates of the inset, and how it is drawn."""

    x: FloatArray
    y: FloatArray
    pen: QPen


@dataclass(frozen=True, slots=True)
class Inset:
    """What is drawn in a `box`, in pixels of the plot; its line stands at `line` of the x axis."""

    box: QRectF
    frame: QRectF
    x_axis: Axis
    y_axis: Axis
    strokes: tuple[Stroke, ...]
    line: float
    zone: tuple[float, float] | None
    caption: str


def frame_in(look: Look, box: QRectF, y_axis: Axis) -> QRectF:
    """The room for curves in `box`, inside its ticks and under its caption."""
    gap, line = look.px(_GAP), look.metrics(Type.SMALL).height()
    widest = max(look.width(text, Type.SMALL) for _, text in y_axis.ticks)
    return box.adjusted(widest + 2 * gap, line + gap, -2 * gap, -line - gap)


def box_around(look: Look, inside: QSizeF, y_axis: Axis) -> QSizeF:
    """The size of a box with so much room for curves."""
    whole = QSizeF(1000, 1000)
    return inside + whole - frame_in(look, QRectF(QPointF(), whole), y_axis).size()


def x_ticks(low: float, high: float, look: Look, width: float) -> tuple[tuple[float, str], ...]:
    """Round values between `low` and `high`, as many as stand apart on `width` pixels."""
    _, _, step = ticks.covering(low, high, 4)
    first, last = np.ceil(low / step - 1e-9) * step, np.floor(high / step + 1e-9) * step
    if last < first:
        return ()
    found = ticks.between(float(first), float(last), step)
    at = [
        ((value - low) / (high - low) * width, look.width(text, Type.SMALL))
        for value, text in found
    ]
    return tuple(found[index] for index in ticks.apart(at, look.px(_GAP)))


def paint_inset(painter: QPainter, look: Look, inset: Inset) -> None:
    """Draw the box, its axes and what they show; the painter works in pixels."""
    frame = inset.frame
    draw_box(
        painter,
        inset.box,
        6 * look.scale,
        look.color("card"),
        look.color("outline"),
        width=max(1.0, look.pen("outline", 1.4).widthF()),
    )
    if inset.zone is not None:
        left, right = (frame.left() + share * frame.width() for share in inset.zone)
        painter.fillRect(
            QRectF(left, frame.top(), right - left, frame.height()), look.color("satisfied")
        )
    _write_ticks(painter, look, inset)
    painter.setPen(look.pen("axis", 1.4))
    painter.drawLine(frame.bottomLeft(), frame.bottomRight())
    x = frame.left() + inset.line * frame.width()
    painter.setPen(look.pen("score", 2))
    painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
    painter.save()
    painter.setClipRect(frame.adjusted(0, 0, 0, 2), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in inset.strokes:
        painter.setPen(stroke.pen)
        across = frame.left() + stroke.x * frame.width()
        up = frame.bottom() - stroke.y * frame.height()
        painter.drawPolyline(
            QPolygonF([QPointF(*one) for one in zip(across.tolist(), up.tolist(), strict=True)])
        )
    painter.restore()


def _write_ticks(painter: QPainter, look: Look, inset: Inset) -> None:
    frame, box, gap = inset.frame, inset.box, look.px(_GAP)
    line = look.metrics(Type.SMALL).height()
    for value, text in inset.y_axis.ticks:
        y = frame.bottom() - inset.y_axis.share(value) * frame.height()
        place = QRectF(box.left(), y - line / 2, frame.left() - gap - box.left(), line)
        write(painter, look, place, text, Type.SMALL, "muted", RIGHT)
    for value, text in inset.x_axis.ticks:
        x = frame.left() + inset.x_axis.share(value) * frame.width()
        width = look.width(text, Type.SMALL) + 2
        left = min(max(x - width / 2, box.left() + 2), box.right() - width - 2)
        place = QRectF(left, frame.bottom() + gap / 2, width, line)
        write(painter, look, place, text, Type.SMALL, "muted")
    top = QRectF(frame.left(), box.top() + gap / 2, frame.width(), line)
    if look.width(inset.caption, Type.SMALL) <= frame.width():
        write(painter, look, top, inset.caption, Type.SMALL, "muted", RIGHT)
