"""How the tug of war is drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap, QPolygonF

from core.view import Weight
from gui.charts.tug.layout import Placed, Pulling, TugLayout
from gui.controls.pinned import WIDTH
from gui.look.mixing import mixed
from gui.look.painting import dashed, diamond, draw_lit, is_vector
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type


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
        self.band = mixed(look.color("card"), look.color("penalty_tint"), 0.55)
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
        if is_vector(painter):
            self._draw_diamond(painter, at, size, kind)
            return
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
            self._draw_diamond(brush, QPointF(side / 2, side / 2), size, kind)
        return picture

    def _draw_diamond(self, painter: QPainter, at: QPointF, size: float, kind: str) -> None:
        for pen, fill in self._strokes(kind):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self.look.color(fill))
            painter.drawPolygon(diamond(at, size))

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


def paint_tug(
    painter: QPainter,
    inks: Inks,
    shown: Pulling,
    layout: TugLayout,
    lit: Weight | None,
    walked: Weight | None,
) -> None:
    """Draw all: `lit` is the weight to light, `walked` the one the keyboard is on."""
    look = inks.look
    _paint_slots(painter, look, layout, lit, walked)
    _paint_band(painter, inks, shown.band, layout)
    _paint_frame(painter, inks, shown, layout)
    for placed in layout.placed:
        _paint_pulls(painter, inks, layout, placed)
    painter.setPen(look.pen("axis", 1.6))
    field = layout.field
    painter.drawLine(QLineF(layout.middle, field.top(), layout.middle, field.bottom()))
    below = has_room_below(look, layout)
    for placed in layout.placed:
        _paint_net(painter, inks, layout, placed, below=below)
    _paint_names(painter, inks.texts, shown.more, layout)
    _paint_largest(painter, inks, shown, layout)


def _paint_slots(
    painter: QPainter, look: Look, layout: TugLayout, lit: Weight | None, walked: Weight | None
) -> None:
    for placed in layout.placed:
        if placed.rope.key in (lit, walked):
            slot, ring = placed.slot.adjusted(1, 0, -1, 0), placed.rope.key == walked
            draw_lit(painter, look, slot, look.px(4), ring=ring)


def _paint_band(painter: QPainter, inks: Inks, band: float, layout: TugLayout) -> None:
    """Where the penalty can hold a weight at 0, however the data pulls."""
    field = layout.field
    if band <= 0:
        return
    low = max(field.left(), layout.position(-band))
    high = min(field.right(), layout.position(band))
    area = QRectF(low, field.top(), high - low, field.height())
    painter.fillRect(area.toAlignedRect(), inks.band)
    painter.setPen(dashed(inks.look, "penalty", 1.4, 3, 3, flat=True))
    if layout.position(band) < field.right():
        for x in (low, high):
            painter.drawLine(QLineF(x, field.top(), x, field.bottom()))


def _paint_frame(painter: QPainter, inks: Inks, shown: Pulling, layout: TugLayout) -> None:
    """What stands over the columns, and thin lines between the classes."""
    look, head, texts = inks.look, layout.head, inks.texts
    down, up, net, band = shown.heads
    column = QRectF(head.right(), head.top(), layout.width - head.right(), head.height())
    texts.draw(painter, column, "right", net, Type.SMALL, "muted")
    middle = 0.0
    if shown.band > 0:
        middle = texts.width(band, Type.SMALL) + 2 * look.px(10)
        texts.draw(painter, head, "center", band, Type.SMALL, "penalty")
    widest = max(texts.width(down, Type.SMALL), texts.width(up, Type.SMALL))
    if 2 * widest < head.width() - middle:
        texts.draw(painter, head, "left", down, Type.SMALL, "muted")
        texts.draw(painter, head, "right", up, Type.SMALL, "muted")
    for one, other in zip(layout.groups, layout.groups[1:], strict=False):
        y = round((one[1].bottom() + other[1].top()) / 2)
        painter.fillRect(0, y, round(layout.width), 1, look.color("border"))


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


def _paint_names(painter: QPainter, texts: TextCache, more: str, layout: TugLayout) -> None:
    for name, place in layout.groups:
        short = texts.elided(name, Type.LABEL, place.width())
        texts.draw(painter, place, "left", short, Type.LABEL, "text")
    for placed in layout.placed:
        short = texts.elided(placed.rope.name, Type.SMALL, placed.name.width())
        texts.draw(painter, placed.name, "right", short, Type.SMALL, "muted")
    texts.draw(painter, layout.more, "left", more, Type.SMALL, "muted")


def _paint_largest(painter: QPainter, inks: Inks, shown: Pulling, layout: TugLayout) -> None:
    """The largest pull of either side, in figures at its tip."""
    lanes = {placed.rope.key: placed.lane for placed in layout.placed}
    for side, role, text in zip(
        ("data", "penalty"), ("loss", "penalty"), shown.figures, strict=True
    ):
        rope = shown.largest(side)
        if rope is None:
            continue
        pull = float(getattr(rope, side))
        lane, way = lanes[rope.key], 1 if pull > 0 else -1
        tip, apart = layout.position(pull), inks.look.px(11)
        if rope.then is not None:
            # A pinned net pull that lies on the figure's place goes before it.
            was = layout.position(rope.then)
            over = inks.texts.width(text, Type.SMALL) + 2 * apart
            if 0 < way * (was - tip) < over:
                tip = was
        place = QRectF(tip + way * apart, lane.top(), 0, lane.height())
        at = "left" if pull > 0 else "right"
        inks.texts.draw(painter, place, at, text, Type.SMALL, role)
