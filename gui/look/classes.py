"""How classes look apart where their points stand: a colour and a shape for each.

The colours are those of Okabe and Ito, "Color universal design" (2008), made darker or lighter by
the theme; the shape tells two classes apart without them.
"""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from gui.look.mixing import mixed
from gui.look.theme import Look

_COLORS = 5
_SHAPES = ("circle", "square", "triangle", "diamond", "wedge")
DEPTH = 0.33
"""How far the ground of a class goes from the card's colour towards its own."""


def role_of(index: int) -> str:
    """The colour of a class."""
    return f"class_{index % _COLORS + 1}"


def ink_of(index: int) -> str:
    """The colour of a text that is about a class."""
    return f"{role_of(index)}_ink"


def shape_of(index: int) -> str:
    """The shape of its points. Classes that share a colour have different ones."""
    return _SHAPES[(index + index // _COLORS) % len(_SHAPES)]


def ground_of(look: Look, index: int) -> QColor:
    """What a class's area is filled with."""
    return mixed(look.color("card"), look.color(role_of(index)), DEPTH)


def _corners(count: int, first: float, radius: float, sink: float = 0.0) -> QPainterPath:
    path = QPainterPath()
    for corner in range(count):
        angle = math.radians(first + 360 * corner / count)
        at = QPointF(radius * math.cos(angle), radius * math.sin(angle) + sink)
        if corner:
            path.lineTo(at)
        else:
            path.moveTo(at)
    path.closeSubpath()
    return path


@cache
def shape_path(shape: str) -> QPainterPath:
    """A shape around 0, of about the area of a circle of radius 1; y downwards."""
    if shape == "circle":
        path = QPainterPath()
        path.addEllipse(QPointF(), 1.0, 1.0)
        return path
    if shape == "square":
        return _corners(4, 45, 1.25)
    if shape == "diamond":
        return _corners(4, 0, 1.3)
    return _corners(3, -90, 1.4, 0.2) if shape == "triangle" else _corners(3, 90, 1.4, -0.2)


def draw_class(
    painter: QPainter,
    look: Look,
    index: int,
    at: QPointF,
    radius: float,
    *,
    hollow: bool = False,
    halo: bool = True,
) -> None:
    """A point of a class, `halo` setting it off from whatever it lies on; hollow ones are empty."""
    turned = QTransform.fromTranslate(at.x(), at.y()).scale(radius, radius)
    path = turned.map(shape_path(shape_of(index)))
    line = max(1.0, 0.22 * radius)
    color, card = look.color(role_of(index)), look.color("card")
    if halo:
        painter.setPen(_pen(card, 3 * line if hollow else 2 * line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.setPen(_pen(color, 1.5 * line) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(card if hollow else color)
    painter.drawPath(path)


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
