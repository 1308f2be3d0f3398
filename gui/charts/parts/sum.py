"""The last stage of the hinge: the sum, large, and the share of each class in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.controls.tip_filter import TipFilter
from gui.look.elide import elided
from gui.look.theme import Look, Type
from gui.words.tips import literal

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


class SumView(QWidget):
    """A number, a sentence and a bar of shares. `hovered` tells the class under the pointer."""

    hovered = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._text = ""
        self._change = ""
        self._sentences: tuple[str, ...] = ("",)
        self._shares: tuple[Share, ...] = ()
        self._highlight: int | None = None
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        look.changed.connect(self.update)

    def show_sum(
        self, text: str, sentences: tuple[str, ...], shares: tuple[Share, ...], change: str = ""
    ) -> None:
        """Show `text` large, a sentence under it, and the parts that are not 0 as a bar.

        Of the `sentences`, from full to short, it is the first that has room. `change`, how far
        the sum has come since it was pinned, stands small over it.
        """
        new = (text, sentences, tuple(share for share in shares if share.value > 0), change)
        if new != (self._text, self._sentences, self._shares, self._change):
            self._text, self._sentences, self._shares, self._change = new
            self.setAccessibleName(f"{text}, {sentences[0]}")
            self.update()

    def set_highlight(self, key: int | None) -> None:
        """Light the part of class `key` (silent)."""
        if key != self._highlight:
            self._highlight = key
            self.update()

    def _bar(self) -> QRectF:
        px = self._look.px
        return QRectF(px(24), self.height() * _BAR, self.width() - 2 * px(24), px(22))

    def _parts(self) -> list[tuple[Share, QRectF]]:
        bar = self._bar()
        largest = max((share.value for share in self._shares), default=1.0)
        # Dividing by the largest first keeps the sum of huge contributions finite.
        total = sum(share.value / largest for share in self._shares)
        parts, left = [], bar.left()
        for share in self._shares:
            width = bar.width() * (share.value / largest) / total
            parts.append((share, QRectF(left, bar.top(), width, bar.height())))
            left += width
        return parts

    def _in_lines(self, sentence: str, role: Type) -> str:
        """A sentence, to be broken before a plus alone; a term too long for a line may break."""
        terms = sentence.split(" + ")
        width = self._look.metrics(role).horizontalAdvance
        if any(width(f"+ {term}") > self.width() for term in terms):
            return sentence
        return " +\u00a0".join(term.replace(" ", "\u00a0") for term in terms)

    def _room(self) -> QRectF:
        """Where the sentence stands, between the number and the bar."""
        top = self.height() * _SENTENCE
        return QRectF(0, top, self.width(), self._bar().top() - self._look.px(2) - top)

    def fitted(self) -> tuple[str, Type]:
        """The sentence as it is written, and in which font: the fullest that has room."""
        room, (full, *others) = self._room(), self._sentences
        # In small type rather than without some of its terms.
        tries = [(full, Type.BODY), (full, Type.SMALL)]
        tries += [(some, role) for role in (Type.BODY, Type.SMALL) for some in others]
        for sentence, role in tries:
            text = self._in_lines(sentence, role)
            needed = self._look.metrics(role).boundingRect(room, int(_WRAPPED), text)
            if needed.height() <= room.height() and needed.width() <= room.width():
                return text, role
        metrics = self._look.metrics(Type.SMALL)
        lines = max(1, int(room.height() / metrics.lineSpacing()))
        # A line broken at a word leaves some of its width unused.
        length = room.width() * (lines if lines == 1 else lines - 0.5)
        short = elided(metrics, self._sentences[-1], length)
        return short, Type.SMALL

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, sentence and bar."""
        look, px = self._look, self._look.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            center = Qt.AlignmentFlag.AlignCenter
            width = look.metrics(Type.DISPLAY).horizontalAdvance(self._text)
            painter.setFont(
                look.font(Type.DISPLAY, min(1.0, round(0.96 * self.width() / width, 2)))
            )
            painter.setPen(look.color("loss"))
            painter.drawText(
                QRectF(0, self.height() * 0.12, self.width(), self.height() * 0.3),
                center,
                self._text,
            )
            painter.setFont(look.font(Type.SMALL))
            painter.setPen(look.color("pin"))
            painter.drawText(QRectF(0, 0, self.width(), self.height() * 0.14), center, self._change)
            sentence, role = self.fitted()
            painter.setFont(look.font(role))
            painter.setPen(look.color("muted"))
            painter.drawText(self._room(), int(_WRAPPED), sentence)
            painter.setPen(Qt.PenStyle.NoPen)
            if not self._shares:
                painter.setBrush(look.color("track"))
                painter.drawRoundedRect(self._bar(), px(4), px(4))
            for index, (share, part) in enumerate(self._parts()):
                lit = share.key is not None and share.key == self._highlight
                painter.setBrush(look.color("loss" if lit else "loss_fill"))
                gap = px(3) if index else 0
                painter.drawRoundedRect(part.adjusted(gap, 0, 0, 0), px(4), px(4))
                name, room = share.name, part.width() - px(6)
                if len(self._shares) == 1:
                    middle = Qt.TextElideMode.ElideMiddle
                    name = look.metrics(Type.SMALL).elidedText(name, middle, room)
                # What is left of a name between others tells nothing; the tool tip has all of it.
                if look.width(name, Type.SMALL) <= room:
                    painter.setPen(look.color("muted"))
                    painter.setFont(look.font(Type.SMALL))
                    below = part.translated(0, part.height() + px(4))
                    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
                    painter.setPen(Qt.PenStyle.NoPen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which part is under the pointer."""
        for share, part in self._parts():
            if part.contains(event.position()):
                self.hovered.emit(share.key)
                text = literal(share.exact)
                QToolTip.showText(event.globalPosition().toPoint(), text, self)
                return
        self.hovered.emit(None)
        QToolTip.hideText()

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The share under the pointer, or the whole sentence, of which there may be less to see."""
        for share, part in self._parts():
            if part.contains(QPointF(point)):
                return share.exact, part.toRect()
        room = self._room().toRect()
        return (self._sentences[0], room) if room.contains(point) else None

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self.hovered.emit(None)
        super().leaveEvent(event)
