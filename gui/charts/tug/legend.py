"""What the marks of the tug of war stand for, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import spoken_as
from gui.charts.tug.paint import Inks
from gui.controls.access import TextInterface
from gui.look.painting import painter_for
from gui.look.theme import Look, Type

NET, PINNED = "net", "pinned"
Entry = tuple[str, str, str]
"""Colour role of the arrow (or `NET`, or `PINNED`), words, and fewer words."""


@spoken_as(TextInterface)
class TugLegend(QWidget):
    """Marks and their meaning side by side, in fewer words where the many find no room."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._inks = Inks(look)
        self._entries: tuple[Entry, ...] = ()
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self._inks = Inks(self._look)
        self.setFixedHeight(round(self._look.metrics(Type.SMALL).height()) + self._look.px(4))
        self.update()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these marks with these words."""
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(", ".join(words for _, words, _ in entries))
            self.update()

    def texts(self) -> list[str]:
        """The words as they find room."""
        measure = self._look.metrics(Type.SMALL)
        marks = len(self._entries) * self._mark() + max(0, len(self._entries) - 1) * self._gap()
        for place in (1, 2):
            texts = [entry[place] for entry in self._entries]
            if sum(map(measure.horizontalAdvance, texts)) + marks <= self.width():
                return texts
        return [entry[2] for entry in self._entries]

    def _mark(self) -> float:
        return self._look.px(32)

    def _gap(self) -> float:
        return self._look.px(20)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(300), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks and the words."""
        look = self._look
        with painter_for(self) as painter:
            measure = look.metrics(Type.SMALL)
            painter.setFont(look.font(Type.SMALL))
            left, middle, thick = 0.0, self.height() / 2, look.px(12)
            for (mark, _, _), text in zip(self._entries, self.texts(), strict=True):
                if mark in (NET, PINNED):
                    left -= look.px(10)
                    at = QPointF(left + look.px(18), middle)
                    self._inks.diamond(painter, at, look.px(7), mark)
                else:
                    lane = QRectF(0, middle - thick / 2, self.width(), thick)
                    self._inks.arrow(painter, lane, (left + 1, left + look.px(24)), mark, "fill")
                left += self._mark()
                painter.setPen(look.color("muted" if mark in (NET, PINNED) else mark))
                wide = measure.horizontalAdvance(text)
                place = QRectF(left, 0, wide + 2, self.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
                left += wide + self._gap()
