"""How a table of weights is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from gui.charts.cells.text import NumberFit
from gui.charts.weights.layout import BIAS, Key, WeightLayout, Weights
from gui.look.classes import draw_class
from gui.look.elide import elided, halves
from gui.look.painting import draw_box, draw_focus
from gui.look.shades import PICTURE_DEPTH, Shades
from gui.look.theme import Look, Type
from gui.words import numbers

_SIZES = (1.0, 0.84, 0.68)
_FILLED = 0.75
"""What figures may take of a cell's height."""
_APART = 6.0
"""Between the names of two features, in design pixels."""
_CENTRE = Qt.AlignmentFlag.AlignCenter
_FOOT = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WeightPainter:
    """Draws a layout; keeps what stays the same from frame to frame."""

    def __init__(self, look: Look) -> None:
        self.shades = Shades(look)
        self.deep = Shades(look, PICTURE_DEPTH)
        self._look = look
        self._fits: dict[tuple[int, int], NumberFit] = {}

    def sizes(self, height: float) -> tuple[float, ...]:
        """Sizes of type, in parts of the usual, for cells so high."""
        metrics = self._look.metrics
        fitting = [s for s in _SIZES if metrics(Type.BODY, s).capHeight() <= _FILLED * height]
        return tuple(fitting) or _SIZES[-1:]

    def fit(self, width: float, height: float) -> NumberFit:
        """Texts of numbers for cells of this size."""
        key = max(1, int(width)), int(height)
        if key not in self._fits:
            metrics = self._look.metrics
            advances = [metrics(Type.BODY, s).horizontalAdvance for s in self.sizes(height)]
            self._fits[key] = NumberFit(key[0], *advances)
        return self._fits[key]


def paint_weights(
    painter: QPainter,
    look: Look,
    kept: WeightPainter,
    shown: Weights,
    layout: WeightLayout,
    lighted: Key | None,
    walked: Key | None,
) -> None:
    """Draw all of it, the mark that is pointed at and the ring of the keyboard."""
    _paint_heads(painter, look, shown, layout)
    for index, name in zip(shown.classes, shown.names, strict=True):
        _paint_caption(painter, look, layout.captions[index], index, name)
    if shown.pictures:
        _paint_pictures(painter, look, kept.deep, shown, layout)
    else:
        _paint_cells(painter, look, kept, shown, layout)
    if layout.more is not None:
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.color("muted"))
        painter.drawText(layout.more, _LEFT, shown.more)
    if lighted is not None:
        edge = look.pen("text", 1.6)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(layout.place(lighted))
    if walked is not None:
        draw_focus(painter, look, layout.place(walked).adjusted(-2, -2, 2, 2), 3.0)


def _paint_heads(painter: QPainter, look: Look, shown: Weights, layout: WeightLayout) -> None:
    if not shown.classes:
        return
    metrics = look.metrics(Type.SMALL)
    painter.setFont(look.font(Type.SMALL))
    painter.setPen(look.color("muted"))
    for place, head in zip(layout.heads, (*shown.features, "b"), strict=False):
        wide = place.adjusted(-layout.gap / 2, 0, layout.gap / 2, 0)
        first, second, room = head, "", wide.width() - look.px(_APART)
        if place.height() > 1.5 * metrics.height() and metrics.horizontalAdvance(head) > room:
            first, second = halves(head, metrics.horizontalAdvance, room)
        lines = "\n".join(elided(metrics, part, wide.width()) for part in (first, second) if part)
        painter.drawText(wide, _FOOT, lines)


def _paint_caption(painter: QPainter, look: Look, place: QRectF, index: int, name: str) -> None:
    radius = 5.5 * look.scale
    at = QPointF(place.left() + radius + 1.0, place.center().y())
    draw_class(painter, look, index, at, radius, halo=False)
    rest = place.adjusted(2 * radius + look.px(8), 0, 0, 0)
    role = Type.BODY if look.metrics(Type.BODY).height() <= place.height() else Type.SMALL
    painter.setFont(look.font(role))
    painter.setPen(look.color("text"))
    flags = _LEFT | Qt.TextFlag.TextDontClip
    painter.drawText(rest, flags, elided(look.metrics(role), name, rest.width()))


def _paint_cells(
    painter: QPainter, look: Look, kept: WeightPainter, shown: Weights, layout: WeightLayout
) -> None:
    shades = kept.shades
    cell = layout.place((shown.classes[0], BIAS)) if shown.classes else QRectF()
    fit, sizes = kept.fit(cell.width() - look.px(8), cell.height()), kept.sizes(cell.height())
    radius = 5.0 * look.scale
    for index in shown.classes:
        for feature in (*range(shown.depth), BIAS):
            place, value = layout.place((index, feature)), shown.of((index, feature))
            weighs = feature != BIAS and value != 0.0
            fill = shades.color(value, shown.limit) if weighs else None
            draw_box(painter, place, radius, fill, look.color("border"), width=1.0)
            text, size = fit.fit(value)
            painter.setFont(look.font(Type.BODY, sizes[size]))
            painter.setPen(look.color("text" if weighs or feature == BIAS else "muted"))
            painter.drawText(place, _CENTRE, text)


def _paint_pictures(
    painter: QPainter, look: Look, shades: Shades, shown: Weights, layout: WeightLayout
) -> None:
    painter.setFont(look.font(Type.SMALL))
    for index in shown.classes:
        frame, whole = layout.rows[index], layout.columns * layout.lines
        row = shown.weights[index]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        if whole == len(row):
            painter.drawImage(frame, shades.image(row, shown.limit, layout.columns))
        else:
            for feature, value in enumerate(row.tolist()):
                painter.fillRect(layout.place((index, feature)), shades.color(value, shown.limit))
        painter.setPen(look.pen("outline", 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.setPen(look.color("muted"))
        bias = f"b {numbers.fixed(shown.of((index, BIAS)))}"
        painter.drawText(layout.biases[index], _LEFT, bias)
