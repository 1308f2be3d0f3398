"""The row of means under the table, which does not scroll away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.panels.examples.columns import Kind, summary_of
from gui.panels.examples.paint import side_of
from gui.panels.examples.view import ROW, ExamplesView
from gui.panels.examples.widths import pad_of
from gui.theme import Look, Type
from gui.widgets.painting import painter_for
from gui.widgets.text_cache import TextCache


class MeanRow(QWidget):
    """Writes the summary of every column under it, wherever that is scrolled to."""

    def __init__(self, look: Look, view: ExamplesView) -> None:
        super().__init__()
        self.setObjectName("examples.means")
        self._look = look
        self._view = view
        self._texts = TextCache(look)
        view.arranged.connect(self.update)
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
        painter = painter_for(self)
        painter.fillRect(event.rect(), look.color("card"))
        painter.fillRect(0, 0, self.width(), max(1, look.px(1.6)), look.color("axis"))
        pad, columns = pad_of(look, close=view.cells.close), view.rows.columns
        for number, (column, text) in enumerate(zip(columns, self.texts(), strict=True)):
            if not text:
                continue
            left, width = view.columnViewportPosition(number), view.columnWidth(number)
            room = QRectF(left + pad, 0, width - 2 * pad, self.height())
            side = side_of(column.kind)
            if side == "left":
                # Words may reach over empty neighbours: a long count is not cut short.
                ends = [n for n in range(number + 1, len(columns)) if self.texts()[n]]
                last = ends[0] if ends else len(columns) - 1
                room.setRight(view.columnViewportPosition(last) - pad)
            small = column.kind is Kind.CHANGE
            strong = Type.LABEL if view.cells.close else Type.STRONG
            role, ink = (Type.SMALL, "pin") if small else (strong, "text")
            shown = self._texts.elided(text, role, room.width())
            self._texts.draw(painter, room, side, shown, role, ink)
        painter.end()
