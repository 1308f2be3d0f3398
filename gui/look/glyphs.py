"""Small marks drawn as strokes, so that no machine's fonts decide how an arrow looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform


def _lines(*strokes: tuple[tuple[float, float], ...]) -> Callable[[], QPainterPath]:
    def build() -> QPainterPath:
        path = QPainterPath()
        for stroke in strokes:
            path.moveTo(*stroke[0])
            for point in stroke[1:]:
                path.lineTo(*point)
        return path

    return build


def _undo() -> QPainterPath:
    path = QPainterPath(QPointF(0.2, 0.4))
    path.lineTo(0.62, 0.4)
    path.arcTo(QRectF(0.4, 0.4, 0.44, 0.44), 90, -180)
    path.lineTo(0.36, 0.84)
    path.moveTo(0.38, 0.2)
    path.lineTo(0.18, 0.4)
    path.lineTo(0.38, 0.6)
    return path


def _redo() -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 1, 0).map(_undo())


def _reset() -> QPainterPath:
    path = QPainterPath()
    circle = QRectF(0.18, 0.2, 0.64, 0.64)
    path.arcMoveTo(circle, 140)
    path.arcTo(circle, 140, 300)
    path.moveTo(0.2, 0.1)
    path.lineTo(0.22, 0.34)
    path.lineTo(0.46, 0.32)
    return path


def _pin() -> QPainterPath:
    path = _lines(
        ((0.34, 0.14), (0.66, 0.14)),
        ((0.4, 0.14), (0.4, 0.4), (0.26, 0.58), (0.74, 0.58), (0.6, 0.4), (0.6, 0.14)),
        ((0.5, 0.58), (0.5, 0.9)),
    )
    return path()


# In a unit square, y downwards.
_GLYPHS: dict[str, Callable[[], QPainterPath]] = {
    "check": _lines(((0.2, 0.53), (0.42, 0.74), (0.82, 0.28))),
    "cross": _lines(((0.26, 0.26), (0.74, 0.74)), ((0.74, 0.26), (0.26, 0.74))),
    "plus": _lines(((0.5, 0.2), (0.5, 0.8)), ((0.2, 0.5), (0.8, 0.5))),
    "left": _lines(((0.6, 0.24), (0.36, 0.5), (0.6, 0.76))),
    "right": _lines(((0.4, 0.24), (0.64, 0.5), (0.4, 0.76))),
    "down": _lines(((0.24, 0.4), (0.5, 0.64), (0.76, 0.4))),
    "up": _lines(((0.24, 0.6), (0.5, 0.36), (0.76, 0.6))),
    "grow": _lines(
        ((0.56, 0.18), (0.82, 0.18), (0.82, 0.44)),
        ((0.82, 0.18), (0.58, 0.42)),
        ((0.44, 0.82), (0.18, 0.82), (0.18, 0.56)),
        ((0.18, 0.82), (0.42, 0.58)),
    ),
    "shrink": _lines(
        ((0.56, 0.2), (0.56, 0.44), (0.8, 0.44)),
        ((0.56, 0.44), (0.82, 0.18)),
        ((0.44, 0.8), (0.44, 0.56), (0.2, 0.56)),
        ((0.44, 0.56), (0.18, 0.82)),
    ),
    "first": _lines(
        ((0.24, 0.2), (0.24, 0.8)), ((0.78, 0.22), (0.36, 0.5), (0.78, 0.78), (0.78, 0.22))
    ),
    "back": _lines(((0.72, 0.2), (0.28, 0.5), (0.72, 0.8), (0.72, 0.2))),
    "step": _lines(((0.28, 0.2), (0.72, 0.5), (0.28, 0.8), (0.28, 0.2))),
    "run": _lines(
        ((0.14, 0.24), (0.48, 0.5), (0.14, 0.76), (0.14, 0.24)),
        ((0.52, 0.24), (0.86, 0.5), (0.52, 0.76), (0.52, 0.24)),
    ),
    "pause": _lines(((0.36, 0.22), (0.36, 0.78)), ((0.64, 0.22), (0.64, 0.78))),
    "diamond": _lines(((0.5, 0.14), (0.86, 0.5), (0.5, 0.86), (0.14, 0.5), (0.5, 0.14))),
    "menu": _lines(*(((0.16, y), (0.84, y)) for y in (0.26, 0.5, 0.74))),
    "undo": _undo,
    "redo": _redo,
    "reset": _reset,
    "pin": _pin,
    "swap": _lines(
        ((0.3, 0.16), (0.14, 0.34), (0.86, 0.34)),
        ((0.14, 0.34), (0.3, 0.52)),
        ((0.7, 0.48), (0.86, 0.66), (0.14, 0.66)),
        ((0.86, 0.66), (0.7, 0.84)),
    ),
    "pencil": _lines(
        ((0.2, 0.8), (0.24, 0.6), (0.66, 0.18), (0.82, 0.34), (0.4, 0.76), (0.2, 0.8)),
        ((0.56, 0.28), (0.72, 0.44)),
    ),
    "copy": _lines(
        ((0.36, 0.36), (0.36, 0.84), (0.84, 0.84), (0.84, 0.36), (0.36, 0.36)),
        ((0.24, 0.64), (0.16, 0.64), (0.16, 0.16), (0.64, 0.16), (0.64, 0.24)),
    ),
}


@cache
def glyph(name: str) -> QPainterPath:
    """The strokes of the mark `name` in a unit square."""
    return _GLYPHS[name]()


def draw_glyph(painter: QPainter, name: str, box: QRectF, color: QColor, width: float) -> None:
    """Stroke the mark `name` into the square `box`."""
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    transform = QTransform.fromTranslate(box.x(), box.y()).scale(box.width(), box.height())
    painter.drawPath(transform.map(glyph(name)))
