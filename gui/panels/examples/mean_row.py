"""The row of means under the table, which does not scroll away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import spoken_as
from gui.controls.access import TextInterface
from gui.look.painting import painter_for
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type
from gui.panels.examples.columns import Kind, summary_of
from gui.panels.examples.paint import side_of
from gui.panels.examples.view import ROW, ExamplesView
from gui.panels.examples.widths import pad_of


@spoken_as(TextInterface)
class MeanRow(QWidget):
    """Writes the summary of every column under it, wherever that is scrolled to."""

    def __init__(self, look: Look, view: ExamplesView) -> None:
        super().__init__()
        self.setObjectName("examples.means")
        self._look = look
        self._view = view
        self._texts = TextCache(look)
        view.arranged.connect(self.update)
        view.aligned.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def apply_look(self) -> None:
        """Take over fonts and sizes."""
        self._texts.forget()
        self.setFixedHeight(self._look.px(ROW))
        self.update()

    def texts(self) -> tuple[str, ...]:
        """What it says, column by column."""
        model = self._view.rows
        return tuple(summary_of(model.evaluation, column) for column in model.columns)

    def refresh(self) -> None:
        """Show the present means."""
        self.setAccessibleName(", ".join(text for text in self.texts() if text))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, view = self._look, self._view
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            painter.fillRect(0, 0, self.width(), max(1, look.px(1.6)), look.color("axis"))
            texts = self.texts()
            for number, text in enumerate(texts):
                if not text:
                    continue
                column, (role, ink) = view.rows.columns[number], self._style(number)
                room = self._room(number)
                figure = view.cells.figures.sum(number)
                if figure is not None:
                    view.cells.figures.draw(painter, room, number, figure, role, ink)
                    continue
                if side_of(column.kind) == "left":
                    room.setRight(self._free_until(number, texts))
                shown = self._texts.elided(text, role, room.width())
                self._texts.draw(painter, room, side_of(column.kind), shown, role, ink)

    def _style(self, number: int) -> tuple[Type, str]:
        if self._view.rows.columns[number].kind is Kind.CHANGE:
            return Type.SMALL, "pin"
        return Type.LABEL if self._view.cells.close else Type.STRONG, "text"

    def _room(self, number: int) -> QRectF:
        view, pad = self._view, pad_of(self._look, close=self._view.cells.close)
        left, width = view.columnViewportPosition(number), view.columnWidth(number)
        return QRectF(left + pad, 0, width - 2 * pad, self.height())

    def _free_until(self, number: int, texts: tuple[str, ...]) -> float:
        """Where the next text begins: a long count may reach over what is empty."""
        after = [other for other in range(number + 1, len(texts)) if texts[other]]
        if not after:
            return self.width()
        following = after[0]
        room = self._room(following)
        if side_of(self._view.rows.columns[following].kind) == "left":
            return room.left()
        width = self._texts.width(texts[following], self._style(following)[0])
        return room.right() - width - self._look.px(12)
