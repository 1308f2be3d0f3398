"""The rows of means under the table, which do not scroll away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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

LINE = 30.0
"""The height of the second line."""


@spoken_as(TextInterface)
class MeanRow(QWidget):
    """Writes the summary of every column under it, wherever that is scrolled to.

    Where examples are held out, theirs stands in a line of its own below.
    """

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
        self._fit()
        self.update()

    def _groups(self) -> tuple[bool, ...]:
        """Whether the examples of each line are held out."""
        held_out = self._view.rows.evaluation.state.has_held_out
        return (False, True) if held_out else (False,)

    def _fit(self) -> None:
        height = self._look.px(ROW) + self._look.px(LINE) * (len(self._groups()) - 1)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def texts(self, *, held_out: bool = False) -> tuple[str, ...]:
        """What it says of a group, column by column."""
        model = self._view.rows
        return tuple(
            summary_of(model.evaluation, column, held_out=held_out) for column in model.columns
        )

    def refresh(self) -> None:
        """Show the present means."""
        texts = (text for group in self._groups() for text in self.texts(held_out=group))
        self.setAccessibleName(", ".join(filter(None, texts)))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            painter.fillRect(0, 0, self.width(), max(1, look.px(1.6)), look.color("axis"))
            for held_out in self._groups():
                self._write(painter, held_out=held_out)

    def _write(self, painter: QPainter, *, held_out: bool) -> None:
        """Write the line of a group."""
        view, texts = self._view, self.texts(held_out=held_out)
        for number, text in enumerate(texts):
            if not text:
                continue
            column, (role, ink) = view.rows.columns[number], self._style(number)
            ink = "muted" if held_out and ink == "text" else ink
            room = self._room(number, held_out=held_out)
            figure = view.cells.figures.sum(number, held_out=held_out)
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

    def _room(self, number: int, *, held_out: bool = False) -> QRectF:
        view, pad = self._view, pad_of(self._look, close=self._view.cells.close)
        left, width = view.columnViewportPosition(number), view.columnWidth(number)
        first = self._look.px(ROW)
        top, height = (first, self._look.px(LINE)) if held_out else (0, first)
        return QRectF(left + pad, top, width - 2 * pad, height)

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
