"""How the cells and the headings of the table of examples are drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.arrays import Mask
from core.evaluation import Evaluation
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type
from gui.panels.examples.columns import Kind, is_own, text_of
from gui.panels.examples.figures import Figures, role_of
from gui.panels.examples.model import ExamplesModel, Index
from gui.panels.examples.widths import GAP, MARK, TICK, pad_of
from gui.words.translation import tr

_LEFT = {Kind.NAME, Kind.LABEL, Kind.PREDICTED}
_DEEPEST = 0.8
"""How much of the loss's colour the largest loss gets."""
_LEAST_NAME = 40.0


def side_of(kind: Kind) -> str:
    """Words begin at the left, numbers end at the right."""
    return "left" if kind in _LEFT else "right"


def shade(look: Look, share: float) -> QColor:
    """The ground of a loss that is `share` of the largest."""
    low, high, part = look.color("card"), look.color("loss_fill"), _DEEPEST * share
    return QColor.fromRgbF(
        low.redF() + part * (high.redF() - low.redF()),
        low.greenF() + part * (high.greenF() - low.greenF()),
        low.blueF() + part * (high.blueF() - low.blueF()),
    )


class CellPainter(QStyledItemDelegate):
    """Draws the cells. The chosen example is framed, one that is pointed at elsewhere is lit."""

    def __init__(self, look: Look, model: ExamplesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.texts = TextCache(look)
        self.figures = Figures(look, model, self.texts)
        self.lit: int | None = None
        """The example that is pointed at in another panel."""
        self.ring: tuple[int, int] | None = None
        """Row and column that the keyboard is on, if that is to be seen."""
        self.moved: Mask | None = None
        """Examples that have moved with another one a moment ago, (N,)."""
        self.close = False
        """Whether the columns are too many for type of the usual size."""
        self.several = False
        """Whether more rows are selected than the framed one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        model, look = self._model, self._look
        row, number = index.row(), index.column()
        if row >= len(model.rows):
            return
        column, evaluation = model.columns[number], model.evaluation
        example = int(model.rows[row])
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._ground(evaluation, example, number, selected=selected))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, look.color("border"))
        self._write(painter, QRectF(area), evaluation, row, number)
        if number == 0 and self._has_moved(example):
            bar = QRect(area.left(), area.top(), max(4, look.px(6)), area.height() - 1)
            painter.fillRect(bar, look.color("score"))
        if example == evaluation.state.view.example:
            self._frame(painter, area, first=number == 0, last=number == len(model.columns) - 1)
        if self.ring == (row, number):
            painter.setPen(look.pen("focus", 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(area).adjusted(3, 3, -3, -3))
        if column.kind is Kind.LABEL:
            self._draw_choice(painter, area)

    def _ground(
        self, evaluation: Evaluation, example: int, number: int, *, selected: bool
    ) -> QColor:
        column, look = self._model.columns[number], self._look
        if column.kind is Kind.LOSS:
            result = evaluation.loss_result(column.loss)
            value, largest = float(result.per_example[example]), result.largest
            if value > 0.0:
                return shade(look, value / largest)
        if example == self.lit or self._has_moved(example):
            return look.color("score_tint")
        if self.close and is_own(evaluation, column, example):
            return look.color("score_tint")  # there is no room for the tick
        return look.color("tab" if selected and self.several else "card")

    def _has_moved(self, example: int) -> bool:
        """Whether the example has moved with another one a moment ago."""
        return self.moved is not None and example < len(self.moved) and bool(self.moved[example])

    def _write(
        self, painter: QPainter, area: QRectF, evaluation: Evaluation, row: int, number: int
    ) -> None:
        model, look, example = self._model, self._look, int(self._model.rows[row])
        column, stray = model.columns[number], model.strays.get(example, "")
        own = is_own(evaluation, column, example)
        role, ink = role_of(column.kind, own=own, close=self.close), "text"
        if column.kind is Kind.CHANGE:
            ink = "pin"
        if column.kind is Kind.PREDICTED and not evaluation.batch.right[example]:
            ink = "error"
        held_out = bool(evaluation.state.held_out[example])
        ink = "muted" if stray or (held_out and ink == "text") else ink
        pad = pad_of(look, close=self.close)
        room = area.adjusted(pad, 0, -pad, 0)
        figure = self.figures.text(row, number)
        if figure is not None:
            ticked = room.adjusted(0, 0, -self.figures.tick_room(number, close=self.close), 0)
            self.figures.draw(painter, ticked, number, figure, role, ink)
            if own and not self.close:
                self.texts.draw(painter, room, "right", TICK, role, ink)
            return
        if column.kind is Kind.LABEL:
            room.adjust(look.px(GAP), 0, -look.px(MARK), 0)
        text = text_of(evaluation, column, example, model.decimals)
        if column.kind is Kind.NAME and stray:
            room = self._beside(painter, room, stray, "second", look.px(_LEAST_NAME))
        elif column.kind is Kind.NAME and held_out:
            # It is grey in any case: the word gives way to the name.
            mark = tr("examples.held_out.mark")
            room = self._beside(painter, room, mark, "muted", self.texts.width(text, role))
        text = self.texts.elided(text, role, room.width())
        self.texts.draw(painter, room, side_of(column.kind), text, role, ink)

    def _beside(self, painter: QPainter, room: QRectF, mark: str, ink: str, least: float) -> QRectF:
        """Write a mark at the right of a name, and what room it leaves; none under the `least`."""
        width = self.texts.width(mark, Type.SMALL)
        left = room.width() - width - self._look.px(GAP)
        if left < least:
            return room
        self.texts.draw(painter, room, "right", mark, Type.SMALL, ink)
        return room.adjusted(0, 0, left - room.width(), 0)

    def _draw_choice(self, painter: QPainter, area: QRect) -> None:
        """The mark of a cell that opens a menu."""
        side = self._look.px(5)
        x, y = area.right() - self._look.px(MARK - 6), area.center().y()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.pen("axis", 1.6))
        painter.drawLine(x - side, y - side // 2, x, y + side // 2)
        painter.drawLine(x, y + side // 2, x + side, y - side // 2)

    def _frame(self, painter: QPainter, area: QRect, *, first: bool, last: bool) -> None:
        width, ink = max(2, self._look.px(2.4)), self._look.color("score")
        painter.fillRect(area.left(), area.top(), area.width(), width, ink)
        painter.fillRect(area.left(), area.bottom() - width + 1, area.width(), width, ink)
        if first:
            painter.fillRect(area.left(), area.top(), width, area.height(), ink)
        if last:
            painter.fillRect(area.right() - width + 1, area.top(), width, area.height(), ink)


class Heading(QHeaderView):
    """The line of headings. A click sorts, another one the other way round, a third not at all."""

    def __init__(
        self, look: Look, model: ExamplesModel, cells: CellPainter, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("examples.heading")
        self._look = look
        self._model = model
        self._cells = cells
        self._texts = cells.texts
        self._over = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(1)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as it is; Qt would ask two hundred headings how high they would be."""
        return QSize(self._look.px(400), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int, /) -> None:
        look, model = self._look, self._model
        painter.fillRect(rect, look.color("hover" if logicalIndex == self._over else "card"))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, look.color("border"))
        if logicalIndex >= len(model.columns):
            return
        column = model.columns[logicalIndex]
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        pad = pad_of(look, close=self._cells.close)
        room = QRectF(rect).adjusted(pad, 0, -pad, 0)
        if column.kind is Kind.LABEL:
            room.adjust(look.px(GAP), 0, 0, 0)
        tick = self._cells.figures.tick_room(logicalIndex, close=self._cells.close)
        if self._texts.width(text, Type.LABEL) <= room.width() - tick:
            room.adjust(0, 0, -tick, 0)  # it ends where the figures do
        side = side_of(column.kind)
        if model.sorting is not None and model.sorting.column == column:
            mark = look.px(14)
            text = self._texts.elided(text, Type.LABEL, room.width() - mark)
            width = self._texts.width(text, Type.LABEL)
            left = room.left() + width + mark * 0.4 if side == "left" else room.right() - mark * 0.6
            self._draw_arrow(painter, left, room.center().y(), descending=model.sorting.descending)
            if side == "right":
                room.adjust(0, 0, -mark, 0)
        else:
            text = self._texts.elided(text, Type.LABEL, room.width())
        self._texts.draw(painter, room, side, text, Type.LABEL, "muted")

    def _draw_arrow(self, painter: QPainter, x: float, y: float, *, descending: bool) -> None:
        size = self._look.px(4.5)
        way = size if descending else -size
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("muted"))
        triangle = QPolygonF()
        for dx, dy in ((0.0, -way), (2.0 * size, -way), (size, way)):
            triangle.append(QRectF(x + dx, y + dy, 0, 0).topLeft())
        painter.drawPolygon(triangle)

    def _set_over(self, section: int) -> None:
        if section != self._over:
            self._over = section
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_over(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_over(-1)
