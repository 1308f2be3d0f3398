"""How the tug of war is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from core.view import Weight
from gui.charts.tug.layout import Placed, TugLayout
from gui.controls.pinned import WIDTH
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type

if TYPE_CHECKING:
    from gui.charts.tug.chart import TugChart


class Inks:
    """Pens, brushes and shaped texts of the tug of war, made once for a look."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.texts = TextCache(look)
        self._brushes = {
            (role, shade): QBrush(look.color(f"{role}_{shade}"))
            for role in ("loss", "penalty")
            for shade in ("fill", "tint")
        }
        self._pens = {role: _edge(look, role) for role in ("loss", "penalty")}
        self.band = _mixed(look.color("penalty_tint"), look.color("card"), 0.55)
        self._diamonds: dict[tuple[float, str], QPixmap] = {}

    def arrow(
        self,
        painter: QPainter,
        lane: QRectF,
        ends: tuple[float, float],
        role: str,
        shade: str,
        *,
        notched: bool = False,
    ) -> None:
        """A bar with a point, from the first of `ends` to the second."""
        start, end = ends
        length = end - start
        if abs(length) < 0.05:
            return
        top, bottom, middle = lane.top() + 0.5, lane.bottom() - 0.5, lane.center().y()
        if abs(length) < self.look.px(5):
            # A pull that is there is seen, however small it is beside the others.
            wide = max(abs(length), 1.5) * (1 if length > 0 else -1)
            area = QRectF(start, top, wide, bottom - top).normalized()
            painter.fillRect(area, self.look.color(role))
            return
        head = min(abs(length), lane.height() * 0.4) * (1 if length > 0 else -1)
        corners = [(start, top), (end - head, top), (end, middle), (end - head, bottom)]
        corners.append((start, bottom))
        if notched and abs(length) > 2 * abs(head):
            corners[0], corners[-1] = (start - head, top), (start - head, bottom)
            corners.append((start, middle))
        painter.setPen(self._pens[role])
        painter.setBrush(self._brushes[role, shade])
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    def diamond(self, painter: QPainter, at: QPointF, size: float, kind: str = "net") -> None:
        """The mark of the net pull, filled; of a weight that is `held`, or `pinned`, hollow."""
        key = (size, kind)
        if key not in self._diamonds:
            self._diamonds[key] = self._drawn_diamond(size, painter, kind)
        picture = self._diamonds[key]
        half = picture.deviceIndependentSize() / 2
        painter.drawPixmap(at - QPointF(half.width(), half.height()), picture)

    def _drawn_diamond(self, size: float, painter: QPainter, kind: str) -> QPixmap:
        side = 2 * round(size + 3) + 1
        ratio = painter.device().devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as brush:
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            steps = ((0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0))
            corners = QPolygonF([QPointF(side / 2 + x, side / 2 + y) for x, y in steps])
            for pen, fill in self._strokes(kind):
                brush.setPen(pen)
                brush.setBrush(Qt.BrushStyle.NoBrush if fill is None else self.look.color(fill))
                brush.drawPolygon(corners)
        return picture

    def _strokes(self, kind: str) -> tuple[tuple[QPen, str | None], ...]:
        """Pens and fills of a diamond, one over the other."""
        pen = self.look.pen
        if kind == "pinned":
            # On a light line, so that it is seen on an arrow as well.
            return (pen("card", 2 * WIDTH), None), (pen("pin", WIDTH), None)
        hollow = kind == "held"
        return ((pen("text" if hollow else "card", 1.6), "card" if hollow else "text"),)


def _edge(look: Look, role: str) -> QPen:
    pen = look.pen(role, 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """`color` laid over `ground` as if it let some of it through: quicker to fill than that."""
    pairs = zip(color.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index] # stubs
    return QColor.fromRgbF(*(share * one + (1 - share) * other for one, other in pairs))


def paint_tug(painter: QPainter, chart: TugChart, lit: Weight | None, ring: Weight | None) -> None:
    """Draw `chart`: `lit` is the weight to light, `ring` the one the keyboard is on."""
    layout, inks = chart.layout_now, chart.inks
    _paint_slots(painter, chart, layout, lit, ring)
    _paint_band(painter, chart, layout)
    _paint_frame(painter, chart, layout)
    for placed in layout.placed:
        _paint_pulls(painter, inks, layout, placed)
    painter.setPen(chart.look.pen("axis", 1.6))
    field = layout.field
    painter.drawLine(QLineF(layout.middle, field.top(), layout.middle, field.bottom()))
    below = has_room_below(chart.look, layout)
    for placed in layout.placed:
        _paint_net(painter, inks, layout, placed, below=below)
    _paint_names(painter, chart, layout)
    _paint_largest(painter, chart, layout)


def _paint_slots(
    painter: QPainter, chart: TugChart, layout: TugLayout, lit: Weight | None, ring: Weight | None
) -> None:
    look = chart.look
    for placed in layout.placed:
        if placed.rope.key in (lit, ring):
            painter.setPen(look.pen("focus", 2) if placed.rope.key == ring else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(placed.slot.adjusted(1, 0, -1, 0), look.px(4), look.px(4))


def _paint_band(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """Where the penalty can hold a weight at 0, however the data pulls."""
    band, field = chart.shown.band, layout.field
    if band <= 0:
        return
    low = max(field.left(), layout.position(-band))
    high = min(field.right(), layout.position(band))
    area = QRectF(low, field.top(), high - low, field.height())
    painter.fillRect(area.toAlignedRect(), chart.inks.band)
    pen = chart.look.pen("penalty", 1.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if layout.position(band) < field.right():
        for x in (low, high):
            painter.drawLine(QLineF(x, field.top(), x, field.bottom()))


def _paint_frame(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """What stands over the columns, and thin lines between the classes."""
    look, head, texts = chart.look, layout.head, chart.inks.texts
    down, up, net, band = chart.shown.heads
    column = QRectF(head.right(), head.top(), chart.width() - head.right(), head.height())
    texts.draw(painter, column, "right", net, Type.SMALL, "muted")
    middle = 0.0
    if chart.shown.band > 0:
        middle = texts.width(band, Type.SMALL) + 2 * look.px(10)
        texts.draw(painter, head, "center", band, Type.SMALL, "penalty")
    widest = max(texts.width(down, Type.SMALL), texts.width(up, Type.SMALL))
    if 2 * widest < head.width() - middle:
        texts.draw(painter, head, "left", down, Type.SMALL, "muted")
        texts.draw(painter, head, "right", up, Type.SMALL, "muted")
    for one, other in zip(layout.groups, layout.groups[1:], strict=False):
        y = round((one[1].bottom() + other[1].top()) / 2)
        painter.fillRect(0, y, chart.width(), 1, look.color("border"))


def _paint_pulls(painter: QPainter, inks: Inks, layout: TugLayout, placed: Placed) -> None:
    rope, lane, zero = placed.rope, placed.lane, layout.middle
    # Forces that only hold each other are drawn pale.
    shade = "tint" if rope.held else "fill"
    data = layout.position(rope.data)
    if rope.data * rope.penalty > 0:
        ends = (data, layout.position(rope.data + rope.penalty))
        inks.arrow(painter, lane, ends, "penalty", shade, notched=True)
    else:
        inks.arrow(painter, lane, (zero, layout.position(rope.penalty)), "penalty", shade)
    inks.arrow(painter, lane, (zero, data), "loss", shade)


def _paint_net(
    painter: QPainter, inks: Inks, layout: TugLayout, placed: Placed, *, below: bool
) -> None:
    """A diamond at what is left of both pulls, and the figure at the right."""
    rope, lane = placed.rope, placed.lane
    at = QPointF(layout.position(rope.net), lane.center().y())
    size = round(min(inks.look.px(7), lane.height() * 0.55), 1)
    inks.diamond(painter, at, size, "held" if rope.held else "net")
    if rope.then is not None:
        was = QPointF(layout.position(rope.then), lane.center().y())
        inks.diamond(painter, was, size, "pinned")
    role, ink = (Type.SMALL, "penalty") if rope.held else (Type.LABEL, "text")
    place = placed.text
    if below and rope.change and inks.look.width(rope.change, Type.SMALL) <= place.width():
        line, small = inks.look.metrics(role).height(), inks.look.metrics(Type.SMALL).height()
        top = place.center().y() - (line + small) / 2
        under = QRectF(place.left(), top + line, place.width(), small)
        inks.texts.draw(painter, under, "right", rope.change, Type.SMALL, "pin")
        place = QRectF(place.left(), top, place.width(), line)
    inks.texts.draw(painter, place, "right", rope.text, role, ink)


def has_room_below(look: Look, layout: TugLayout) -> bool:
    """Whether the rows are high enough for a change under the net pull."""
    lines = look.metrics(Type.LABEL).height() + look.metrics(Type.SMALL).height()
    return bool(layout.placed) and lines <= layout.placed[0].slot.height()


def _paint_names(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    texts = chart.inks.texts
    for name, place in layout.groups:
        short = texts.elided(name, Type.LABEL, place.width())
        texts.draw(painter, place, "left", short, Type.LABEL, "text")
    for placed in layout.placed:
        short = texts.elided(placed.rope.name, Type.SMALL, placed.name.width())
        texts.draw(painter, placed.name, "right", short, Type.SMALL, "muted")
    texts.draw(painter, layout.more, "left", chart.shown.more, Type.SMALL, "muted")


def _paint_largest(painter: QPainter, chart: TugChart, layout: TugLayout) -> None:
    """The largest pull of either side, in figures at its tip."""
    lanes = {placed.rope.key: placed.lane for placed in layout.placed}
    for side, role, text in zip(
        ("data", "penalty"), ("loss", "penalty"), chart.shown.figures, strict=True
    ):
        rope = chart.shown.largest(side)
        if rope is None:
            continue
        pull = float(getattr(rope, side))
        lane, way = lanes[rope.key], 1 if pull > 0 else -1
        tip, apart = layout.position(pull), chart.look.px(11)
        if rope.then is not None:
            # A pinned net pull that lies on the figure's place goes before it.
            was = layout.position(rope.then)
            over = chart.inks.texts.width(text, Type.SMALL) + 2 * apart
            if 0 < way * (was - tip) < over:
                tip = was
        place = QRectF(tip + way * apart, lane.top(), 0, lane.height())
        at = "left" if pull > 0 else "right"
        chart.inks.texts.draw(painter, place, at, text, Type.SMALL, role)
