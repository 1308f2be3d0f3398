"""The last stage of the hinge: the sum, large, and the share of each class in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion

from gui.charts.parts.cut import areas
from gui.charts.parts.share_layout import REST
from gui.look.elide import elided
from gui.look.painting import draw_focus, write
from gui.look.theme import Look, Type
from gui.marks.chart import MarkChart
from gui.words import numbers

# Shares of the height: where the sentence begins, and the bar.
_SENTENCE, _BAR = 0.42, 0.66
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Share:
    """What one class adds: `key` is its index, `name` and `exact` what the tool tip says.

    What is left of them together has the key None.
    """

    key: int | None
    name: str
    value: float
    exact: str


class SumView(MarkChart[int, dict[int, QRectF]]):
    """A number, a sentence and a bar of shares. `hovered` tells the class under the pointer."""

    at_once = True

    def __init__(self, look: Look, name: str) -> None:
        self._text = ""
        self._change = ""
        self._sentences: tuple[str, ...] = ("",)
        self._shares: dict[int, Share] = {}
        super().__init__(look, name)

    def show_sum(
        self, text: str, sentences: tuple[str, ...], shares: tuple[Share, ...], change: str = ""
    ) -> None:
        """Show `text` large, a sentence under it, and the parts that are not 0 as a bar.

        Of the `sentences`, from full to short, it is the first that has room. `change`, how far
        the sum has come since it was pinned, stands small over it.
        """
        parts = {_mark(share): share for share in shares if share.value > 0}
        new = (text, sentences, parts, change)
        if new != (self._text, self._sentences, self._shares, self._change):
            self._text, self._sentences, self._shares, self._change = new
            self.setAccessibleName(f"{text}, {sentences[0]}")
            self.changed()

    def _bar(self) -> QRectF:
        px = self.look.px
        return QRectF(px(24), self.height() * _BAR, self.width() - 2 * px(24), px(22))

    def _in_lines(self, sentence: str, role: Type) -> str:
        """A sentence, to be broken before a plus alone; a term too long for a line may break."""
        terms = sentence.split(" + ")
        width = self.look.metrics(role).horizontalAdvance
        if any(width(f"+ {term}") > self.width() for term in terms):
            return sentence
        return " +\u00a0".join(term.replace(" ", "\u00a0") for term in terms)

    def _room(self) -> QRectF:
        """Where the sentence stands, between the number and the bar."""
        top = self.height() * _SENTENCE
        return QRectF(0, top, self.width(), self._bar().top() - self.look.px(2) - top)

    def fitted(self) -> tuple[str, Type]:
        """The sentence as it is written, and in which font: the fullest that has room."""
        room, (full, *others) = self._room(), self._sentences
        # In small type rather than without some of its terms.
        tries = [(full, Type.BODY), (full, Type.SMALL)]
        tries += [(some, role) for role in (Type.BODY, Type.SMALL) for some in others]
        for sentence, role in tries:
            text = self._in_lines(sentence, role)
            needed = self.look.metrics(role).boundingRect(room, int(_WRAPPED), text)
            if needed.height() <= room.height() and needed.width() <= room.width():
                return text, role
        metrics = self.look.metrics(Type.SMALL)
        lines = max(1, int(room.height() / metrics.lineSpacing()))
        widths = map(metrics.horizontalAdvance, self._sentences[-1].split())
        if any(width > room.width() for width in widths):
            lines = 1  # no word is broken
        # A line broken at a word leaves some of its width unused.
        length = room.width() * (lines if lines == 1 else lines - 0.5)
        short = elided(metrics, self._sentences[-1], length)
        return short, Type.SMALL

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return list(self._shares)

    def lay_out(self, area: QRectF) -> dict[int, QRectF]:
        values = [share.value for share in self._shares.values()]
        return dict(zip(self._shares, areas(values, self._bar()), strict=True))

    def parts(self) -> list[tuple[Share, QRectF]]:
        """The shares with their places."""
        return [(self._shares[key], place) for key, place in self.layout_now.items()]

    def mark_at(self, point: QPointF) -> int | None:
        here = (key for key, part in self.layout_now.items() if part.contains(point))
        return next(here, None)

    def place_of(self, key: int) -> QRectF:
        return self.layout_now[key]

    def is_choosable(self, key: int) -> bool:
        return False

    def meant_by(self, key: int) -> object:
        return self._shares[key].key

    def tip_of(self, key: int) -> str:
        return self._shares[key].exact

    def name_of(self, key: int) -> str:
        return self._shares[key].name

    def value_of(self, key: int) -> str:
        return numbers.fixed(self._shares[key].value)

    def tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The share under the pointer, or the whole sentence, of which there may be less to see."""
        room = self._room().toRect()
        return super().tip_at(point) or (
            (self._sentences[0], room) if room.contains(point) else None
        )

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw number, sentence and bar."""
        look = self.look
        whole, high = QRectF(self.rect()), float(self.height())
        width = look.metrics(Type.DISPLAY).horizontalAdvance(self._text)
        size = min(1.0, round(0.96 * self.width() / width, 2))
        number = QRectF(0, high * 0.12, whole.width(), high * 0.3)
        write(painter, look, number, self._text, Type.DISPLAY, "loss", size=size)
        above = QRectF(0, 0, whole.width(), high * 0.14)
        write(painter, look, above, self._change, Type.SMALL, "pin")
        sentence, role = self.fitted()
        write(painter, look, self._room(), sentence, role, "muted", int(_WRAPPED))
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._shares:
            painter.setBrush(look.color("track"))
            painter.drawRoundedRect(self._bar(), look.px(4), look.px(4))
        for key, part in self.layout_now.items():
            self._paint_part(painter, key, part)

    def _paint_part(self, painter: QPainter, key: int, part: QRectF) -> None:
        look = self.look
        lit = key != REST and key in (self.lighted, self.walked)
        gap = look.px(3) if key != next(iter(self._shares)) else 0
        place = part.adjusted(gap, 0, 0, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("loss" if lit else "loss_fill"))
        painter.drawRoundedRect(place, look.px(4), look.px(4))
        if key == self.walked:
            draw_focus(painter, look, place, look.px(4))
        name, room = self._shares[key].name, part.width() - look.px(6)
        if len(self._shares) == 1:
            middle = Qt.TextElideMode.ElideMiddle
            name = look.metrics(Type.SMALL).elidedText(name, middle, room)
        # What is left of a name between others tells nothing; the tool tip has all of it.
        if look.width(name, Type.SMALL) <= room:
            below = part.translated(0, part.height() + look.px(4))
            write(painter, look, below, name, Type.SMALL, "muted")


def _mark(share: Share) -> int:
    return REST if share.key is None else share.key
