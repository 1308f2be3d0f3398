"""The classes with their marks in a row; one of them is lit: a click in the map adds one of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QRegion

from gui.look.classes import draw_class
from gui.look.elide import elided
from gui.look.painting import draw_box, draw_focus
from gui.look.theme import Look, Type
from gui.marks.chart import MarkChart
from gui.words.translation import tr

_NAMED = 96
"""Design pixels: a key with less has its mark alone, where not all names are whole."""
_PAD = 9
"""Design pixels beside the mark and behind the name."""


class ClassKeys(MarkChart[int, tuple[QRectF, ...]]):
    """Names as long as there is room, the marks alone where there is not."""

    far = 5

    def __init__(self, look: Look, name: str) -> None:
        self.names: tuple[str, ...] = ()
        self.counts: tuple[int, ...] = ()
        self.lit = 0
        super().__init__(look, name)

    def show_classes(self, names: tuple[str, ...], counts: tuple[int, ...], lit: int) -> None:
        """Show these classes, of each of which there are so many points (silent)."""
        if (names, counts, lit) != (self.names, self.counts, self.lit):
            other = names != self.names
            self.names, self.counts, self.lit = names, counts, lit
            self.changed(places=other)
            if other:
                self.updateGeometry()

    def _wanted(self) -> list[float]:
        look = self.look
        own = look.px(14) + 3 * look.px(_PAD)
        return [own + look.width(name, Type.SMALL) for name in self.names]

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._wanted())) + 2, max(26, self.look.px(38)))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(1, len(self.names)) * 14, max(26, self.look.px(38)))

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return range(len(self.names))

    def start(self) -> int | None:
        return self.lit if self.names else None

    def lay_out(self, area: QRectF) -> tuple[QRectF, ...]:
        wanted, room = self._wanted(), area.width() - 1
        if not wanted:
            return ()
        least = room / len(wanted)
        if sum(wanted) > room and least < self.look.px(_NAMED):
            wanted = [min(least, float(self.look.px(40)))] * len(wanted)
        elif sum(wanted) > room:
            # Each gives what is beyond its even share.
            spare = sum(max(0.0, least - one) for one in wanted)
            over = sum(max(0.0, one - least) for one in wanted)
            share = spare / over if over else 0.0
            wanted = [min(one, least) + max(0.0, one - least) * share for one in wanted]
        left, places = area.right() - 1 - sum(wanted), []
        for width in wanted:
            places.append(QRectF(left, area.top() + 0.5, width, area.height() - 1))
            left += width
        return tuple(places)

    def mark_at(self, point: QPointF) -> int | None:
        places = enumerate(self.layout_now)
        return next((key for key, place in places if place.contains(point)), None)

    def place_of(self, key: int) -> QRectF:
        return self.layout_now[key]

    def tip_of(self, key: int) -> str:
        return f"{self.names[key]}: {self.value_of(key)}\n{tr('fit.keys.tip')}"

    def name_of(self, key: int) -> str:
        return self.names[key]

    def value_of(self, key: int) -> str:
        count = tr("fit.keys.count", count=f"{self.counts[key]:,}")
        return f"{count}, {tr('fit.keys.lit')}" if key == self.lit else count

    def paint(self, painter: QPainter, region: QRegion) -> None:
        look = self.look
        places = self.layout_now
        if not places:
            return
        whole = QRectF(places[0].topLeft(), places[-1].bottomRight())
        radius = look.px(8)
        draw_box(painter, whole, radius, look.color("card"), look.color("border"))
        for key, place in enumerate(places):
            if key == self.lit:
                draw_box(painter, place, radius, look.color("tab"), look.color("tab_text"))
            elif key == self.hover:
                draw_box(painter, place, radius, look.color("hover"))
            self._paint_key(painter, key, place)
        if self.walked is not None:
            draw_focus(painter, look, places[self.walked], radius)

    def _paint_key(self, painter: QPainter, key: int, place: QRectF) -> None:
        look, pad = self.look, self.look.px(_PAD)
        room = place.width() - look.px(14) - 3 * pad
        name = elided(look.metrics(Type.SMALL), self.names[key], int(room) + 1)
        alone = room < look.px(8) or name == "…"
        middle = place.center().x() if alone else place.left() + pad + look.px(7)
        at = QPointF(middle, place.center().y())
        draw_class(painter, look, key, at, look.px(6), halo=False)
        if not alone:
            role = "tab_text" if key == self.lit else "text"
            painter.setPen(look.color(role))
            painter.setFont(look.font(Type.SMALL))
            text = place.adjusted(look.px(14) + 2 * pad, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)
