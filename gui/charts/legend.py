"""What the marks of a chart stand for, in words."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from gui.base.access import spoken_as
from gui.controls.access import TextInterface
from gui.look.painted import Painted
from gui.look.painting import LEFT, painter_for, write
from gui.look.theme import Change, Look, Type

Entry = tuple[str, str, str]
"""The kind of mark, words, and fewer words."""


@spoken_as(TextInterface)
class Legend(Painted):
    """Marks and their meaning side by side, in fewer words where the many find no room."""

    gap = 20.0
    """Between the entries, in design pixels."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, fills=False)
        self._entries: tuple[Entry, ...] = ()
        self.apply_look()

    @abstractmethod
    def room(self, kind: str) -> float:
        """What a mark takes before its words."""

    @abstractmethod
    def draw_mark(self, painter: QPainter, kind: str, left: float) -> str:
        """Paint a mark; the colour role of its words."""

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self.setFixedHeight(round(self._look.metrics(Type.SMALL).height()) + self._look.px(4))
        super().apply_look(what)

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these marks with these words."""
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(", ".join(words for _, words, _ in entries))
            self.apply_look()

    def texts(self) -> list[str]:
        """The words as they find room."""
        full, short = ([entry[place] for entry in self._entries] for place in (1, 2))
        return full if self._length(full) <= self.width() else short

    def _length(self, texts: list[str]) -> float:
        gaps = max(0, len(texts) - 1) * self._look.px(self.gap)
        rooms = sum(self.room(kind) for kind, *_ in self._entries)
        return gaps + rooms + sum(self._look.width(text, Type.SMALL) for text in texts)

    def sizeHint(self) -> QSize:
        length = self._length([words for _, words, _ in self._entries])
        return QSize(round(length) + 1, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, left = self._look, 0.0
        with painter_for(self) as painter:
            for (kind, *_), text in zip(self._entries, self.texts(), strict=True):
                ink = self.draw_mark(painter, kind, left)
                left += self.room(kind)
                wide = look.width(text, Type.SMALL)
                place = QRectF(left, 0, wide + 2, self.height())
                write(painter, look, place, text, Type.SMALL, ink, LEFT)
                left += wide + look.px(self.gap)
