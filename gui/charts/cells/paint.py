"""How the cells of s = W x + b are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap, QRegion

from gui.charts.cells.cells import Cell, Content, Labels, Part
from gui.charts.cells.layout import Layout
from gui.charts.cells.text import NumberFit
from gui.controls.pinned import change_text, draw_outline
from gui.look.elide import halves
from gui.look.painting import draw_focus, is_vector, write
from gui.look.shades import PICTURE_DEPTH, Shades
from gui.look.theme import Look, Type

_CENTER = Qt.AlignmentFlag.AlignCenter
APART = 6.0
"""Between the names of two features, in design pixels."""
_ON_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_SIZES = (1.12, 1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.54)
# What must have room, and the sizes of type it may be set in.
_STEPS = (("−00.000", _SIZES[:1]), ("−0.00", _SIZES[1:5]), ("−0.0", _SIZES[1:]))
_PARTS: tuple[Part, ...] = ("w", "x", "b", "s")
_TICK = " ✓"
_DEEP = 0.75
HALO = 4.0
"""How far marks reach beyond a cell, in design pixels."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is pointed at, held by the keyboard, lit from elsewhere, and written out beside."""

    pointed: Cell | None = None
    chosen: Cell | None = None
    ring: Cell | None = None
    highlight: Cell | None = None


class CellPainter:
    """Draws a layout; keeps what stays the same from frame to frame."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._shades = Shades(look)
        self._picture_shades = Shades(look, PICTURE_DEPTH)
        self._fits: dict[Part, tuple[tuple[float, ...], NumberFit]] = {}
        self._images: dict[tuple[Part, int], QImage] = {}
        self._outlines: dict[tuple[int, int, float], QPixmap] = {}
        self._areas: list[tuple[Cell, QRectF, QRect]] = []

    def forget(self) -> None:
        """The layout is another: choose sizes of type anew."""
        self._fits.clear()
        self._images.clear()
        self._outlines.clear()
        self._areas.clear()

    def forget_pictures(self, changed: Iterable[Cell] | None = None) -> None:
        """The numbers of `changed`, or all, are others."""
        if changed is None:
            self._images.clear()
            return
        for part, row in {(c.part, c.row if c.part == "w" else 0) for c in changed}:
            self._images.pop((part, row), None)

    def _fit(self, part: Part, rect: QRectF) -> tuple[tuple[float, ...], NumberFit]:
        """Sizes of type, and texts that fit, for the cells of a part; b and s look alike.

        First the usual size: room for −0.00 in comfortable type, else for −0.0 in the largest
        that allows it. Smaller ones follow for the numbers that do not fit in it.
        """
        part = "s" if part == "b" else part
        if part not in self._fits:
            look = self._look
            room = rect.width() - min(look.px(14), 0.06 * rect.width())
            chosen = _SIZES[-1]
            for text, sizes in _STEPS:
                fitting = [
                    size
                    for size in sizes
                    if (measure := look.metrics(Type.BODY, size)).horizontalAdvance(text)
                    <= 0.92 * room
                    and measure.capHeight() <= 0.62 * rect.height()
                ]
                if fitting:
                    chosen = fitting[0]
                    break
            # Small type has a least size, at which several of these are one.
            distinct = {look.font(Type.BODY, size).pixelSize(): size for size in reversed(_SIZES)}
            types = (chosen, *(size for size in reversed(distinct.values()) if size < chosen))
            advances = [look.metrics(Type.BODY, size).horizontalAdvance for size in types]
            self._fits[part] = types, NumberFit(room, *advances)
        return self._fits[part]

    def text(self, cell: Cell, rect: QRectF, value: float) -> str:
        """What a cell shows of its number."""
        return self._fit(cell.part, rect)[1].text(value)

    def change(self, cell: Cell, rect: QRectF, change: str) -> str:
        """What a cell shows below its number of how far it has come; nothing without room."""
        look = self._look
        wide = look.width(change, Type.SMALL) <= rect.width() - 2 * look.px(2)
        return change if wide and 0.94 * sum(self._lines(cell, rect)) <= rect.height() else ""

    def _lines(self, cell: Cell, rect: QRectF) -> tuple[float, float]:
        """Heights of a cell's number and of the change below it."""
        size = self._fit(cell.part, rect)[0][0]
        return self._look.metrics(Type.BODY, size).height(), self._look.metrics(Type.SMALL).height()

    # -- drawing ----------------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        region: QRegion,
        layout: Layout,
        content: Content,
        marks: Marks,
    ) -> None:
        """Draw what lies in `region`."""
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = look.px(HALO)
        # In a tight grid the frames lie in the gaps, not across the neighbours' numbers.
        near = min(float(reach), max(1.0, layout.gap - 1))
        around = (band.adjusted(-near, -near, near, near) for band in bands(layout, marks.pointed))
        lit = [area for area in around if region.intersects(area.toAlignedRect())]
        radius = look.px(8) if near == reach else look.px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("tab"))
        for area in lit:
            painter.drawRoundedRect(area, radius, radius)
        self._paint_words(painter, region, layout, content.labels)
        self._paint_pictures(painter, region, layout, content)
        self._paint_cells(painter, region, layout, content)
        painter.setPen(look.pen("score", 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for area in lit:
            painter.drawRoundedRect(area, radius, radius)
        for cell, role, width in (
            (marks.chosen, "text", 1.6),
            (marks.highlight, "selected", 2.4),
            (marks.pointed, "score", 2.4),
        ):
            rect = layout.rect(cell) if cell is not None else None
            if rect is not None:
                self._paint_frame(painter, rect, role, width)
        ring = layout.rect(marks.ring) if marks.ring is not None else None
        if ring is not None:
            area = ring.adjusted(-near - 1, -near - 1, near + 1, near + 1)
            draw_focus(painter, look, area, radius)

    def _paint_frame(self, painter: QPainter, rect: QRectF, role: str, width: float) -> None:
        look = self._look
        small = min(rect.width(), rect.height()) < look.px(18)
        pen = QPen(look.color(role), max(1.5, width * look.scale))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A frame outside a pixel of a picture leaves its colour to be seen.
        inset = -pen.widthF() / 2 if small else pen.widthF() / 2
        radius = 1.0 if small else self._radius(rect)
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _radius(self, rect: QRectF) -> float:
        return min(7 * self._look.scale, 0.22 * min(rect.width(), rect.height()))

    def _paint_cells(
        self, painter: QPainter, region: QRegion, layout: Layout, content: Content
    ) -> None:
        look = self._look
        values, limits = content.values, content.limits
        edge, ink = QPen(look.color("border"), 1.0), look.color("text")
        if not self._areas:
            self._areas = [(c, rect, rect.toAlignedRect()) for c, rect in layout.cells.items()]
        bounds = region.boundingRect()
        for cell, rect, area in self._areas:
            if not bounds.intersects(area) or not region.intersects(area):
                continue
            value = values.of(cell)
            painter.setPen(edge)
            painter.setBrush(self._shades.color(value, limits.of(cell.part)))
            radius = self._radius(rect)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            change = "" if content.then is None else change_text(value, content.then.of(cell))
            if change:
                # The grey of changes is readable on all but the deepest shades.
                deep = abs(value) > _DEEP * limits.of(cell.part)
                change_ink = "text" if deep else "pin"
                place = self._paint_change(painter, cell, rect, change, change_ink)
            else:
                place = rect
            sizes, fit = self._fit(cell.part, rect)
            text, size = fit.fit(value)
            painter.setFont(look.font(Type.BODY, sizes[size]))
            painter.setPen(ink)
            squeeze = fit.squeeze(text, size)
            if squeeze == 1.0:
                painter.drawText(place, _CENTER | Qt.TextFlag.TextDontClip, text)
            else:
                _draw_squeezed(painter, place, text, squeeze)

    def _paint_change(
        self, painter: QPainter, cell: Cell, rect: QRectF, change: str, ink: str
    ) -> QRectF:
        """Mark a number that has changed since it was pinned; the place that is left for it."""
        look = self._look
        if is_vector(painter):
            draw_outline(painter, look, rect, self._radius(rect))
        else:
            painter.drawPixmap(rect.topLeft(), self._outline(painter, rect))
        if not self.change(cell, rect, change):
            return rect
        number, below = self._lines(cell, rect)
        top = rect.center().y() - (number + below) / 2
        place = QRectF(rect.left(), top + number, rect.width(), below)
        write(painter, look, place, change, Type.SMALL, ink)
        return QRectF(rect.left(), top, rect.width(), number)

    def _outline(self, painter: QPainter, rect: QRectF) -> QPixmap:
        """A cell's pinned outline, drawn once for all cells of a size: dashes take long."""
        ratio = painter.device().devicePixelRatioF()
        area = QRectF(0, 0, rect.width(), rect.height())
        key = round(rect.width()), round(rect.height()), ratio
        if key not in self._outlines:
            picture = QPixmap((area.size() * ratio).toSize().expandedTo(QSize(1, 1)))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as brush:
                brush.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_outline(brush, self._look, area, self._radius(rect))
            self._outlines[key] = picture
        return self._outlines[key]

    def _paint_pictures(
        self, painter: QPainter, region: QRegion, layout: Layout, content: Content
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        for picture in layout.pictures:
            if not region.intersects(picture.frame.toRect()):
                continue
            key = (picture.part, picture.row)
            if key not in self._images:
                line = content.values.line(*key)
                limit = content.limits.of(picture.part)
                self._images[key] = self._picture_shades.image(line, limit, picture.columns)
            painter.drawImage(picture.frame, self._images[key])
            painter.setPen(QPen(self._look.color("outline"), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.frame.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _head(self, rect: QRectF, name: str) -> Iterator[tuple[QRectF, str]]:
        """The lines of a feature's name with their places, from the lower edge of `rect` up."""
        metrics = self._look.metrics(Type.SMALL)
        if rect.height() < 1.5 * metrics.height():
            yield rect, name
            return
        room = rect.width() - self._look.px(APART)
        fits = metrics.horizontalAdvance(name) <= room
        halved = (name, "") if fits else halves(name, metrics.horizontalAdvance, room)
        parts = [part for part in halved if part]
        line = rect.height() / 2
        for place, part in enumerate(reversed(parts)):
            yield QRectF(rect.left(), rect.bottom() - (place + 1) * line, rect.width(), line), part

    def _paint_words(
        self, painter: QPainter, region: QRegion, layout: Layout, labels: Labels
    ) -> None:
        look = self._look

        def put(
            rect: QRectF, text: str, role: Type, ink: str, side: Qt.AlignmentFlag = _CENTER
        ) -> None:
            if not region.intersects(rect.toAlignedRect()):
                return
            metrics = look.metrics(role)
            if metrics.horizontalAdvance(text) > rect.width():
                tick = _TICK if text.endswith(_TICK) else ""
                room = rect.width() - metrics.horizontalAdvance(tick)
                name = text.removesuffix(tick)
                text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) + tick
            write(painter, look, rect, text, role, ink, int(side | _ON_LINE))

        names = dict(labels.pairs())
        for index, rect, side in layout.names:
            correct = index == labels.correct
            text = names[index] + (_TICK if correct else "")
            put(rect, text, Type.STRONG if correct else Type.BODY, "text", side)
        if layout.more is not None:
            put(layout.more[0], labels.more, Type.SMALL, "muted", layout.more[1])
        for feature, rect in layout.headers.items():
            for line, part in self._head(rect, labels.features[feature]):
                put(line, part, Type.SMALL, "muted")
        size = f"W, {labels.class_count} × {len(labels.features)}"
        for part, rect in layout.captions.items():
            wide = rect.adjusted(-look.px(60), 0, look.px(60), 0) if part == "w" else rect
            ink = "score" if part == "s" else "muted"
            put(wide, size if part == "w" else part, Type.LABEL, ink)
        for text, rect in layout.signs:
            put(rect, text, Type.TOTAL, "muted")


def bands(layout: Layout, pointed: Cell | None) -> Iterator[QRectF]:
    """What belongs to the pointed cell: a class's row of W, x, b and s; or a feature in W and x."""
    if pointed is None or layout.rect(pointed) is None:
        return
    if pointed.part != "x":
        for part in _PARTS:
            yield layout.block(part, None if part == "x" else pointed.row)
    elif pointed in layout.cells:
        column = QRectF()
        for cell, rect in layout.cells.items():
            if cell.part == "w" and cell.column == pointed.row:
                column = column.united(rect)
        yield column
        yield layout.cells[pointed]


def _draw_squeezed(painter: QPainter, place: QRectF, text: str, share: float) -> None:
    """Write a number narrower than its type is: three dots would say nothing of it."""
    painter.save()
    painter.translate(place.center())
    painter.scale(share, 1.0)
    area = QRectF(-place.width(), -place.height() / 2, 2 * place.width(), place.height())
    painter.drawText(area, _CENTER | Qt.TextFlag.TextDontClip, text)
    painter.restore()
