"""The preview of data: a small table, above each of its columns what it holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.choice import Choice
from gui.files.bringing.sheet import Column, Sheet
from gui.look.painted import Painted
from gui.look.painting import LEFT, RIGHT, painter_for, write
from gui.look.theme import Change, Look, Type
from gui.words.translation import tr

_INKS = {"label": "third", "name": "muted", "out": "axis"}
"""Colours of what a column holds; of numbers that of a score."""
_ROW, _HEAD, _GAP, _PAD = 46.0, 40.0, 10.0, 14.0
_NARROWEST = 90.0
_WIDEST = 320.0


class RoleChoice(Choice):
    """Says what a column holds, in the colour of that."""

    ink = "score"

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        fill, _, _ = super()._colors()
        color = self._look.color(self.ink if self.ink != "axis" else "muted")
        return fill, color, color


@spoken_as(plainly(Role.Grouping))
class SheetView(Painted):
    """Paints a `Sheet`; what a column holds is chosen above it."""

    role_chosen = Signal(object, object)
    """The column's place in its table, and what it is to hold."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._sheet = Sheet()
        self._choices: list[RoleChoice] = []
        self._numbers = "score"
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sheet(self, sheet: Sheet, *, numbers: str) -> None:
        """Show these rows; `numbers` is what columns of numbers hold (silent)."""
        self._sheet, self._numbers = sheet, numbers
        changeable = [column for column in sheet.columns if column.place is not None]
        while len(self._choices) < len(changeable):
            choice = RoleChoice(self._look, f"{self.objectName()}.role", parent=self)
            choice.chosen.connect(self._choose)
            self._choices.append(choice)
        for choice in self._choices[len(changeable) :]:
            choice.hide()
        for choice, column in zip(self._choices, changeable, strict=False):
            self._set_up(choice, column)
            choice.show()
        self.setAccessibleName(tr("bring.sheet"))
        self.setAccessibleDescription(_read_out(sheet))
        self._place()
        self.updateGeometry()
        self.update()

    def apply_look(self, what: Change = Change.ALL) -> None:
        super().apply_look(what)
        self._place()

    def _set_up(self, choice: RoleChoice, column: Column) -> None:
        place = column.place if column.place is not None else 0
        choice.setObjectName(f"{self.objectName()}.role.{place}")
        choice.ink = _INKS.get(column.role, "score")
        keys = {"number": self._numbers, "label": "label", "name": "name", "out": "out"}
        options = [
            (key, tr(f"bring.role.{role}"), tr(f"bring.role.{role}.tip"))
            for key, role in keys.items()
        ]
        title = tr("bring.column", name=column.heading or f"{place + 1}")
        choice.set_options(title, tr("bring.column.tip"), options)
        choice.set_current(column.role if column.role in keys else "number")

    def _choose(self, role: str) -> None:
        choice = self.sender()
        if isinstance(choice, RoleChoice):
            self.role_chosen.emit(int(choice.objectName().rpartition(".")[2]), role)

    # -- where things stand -----------------------------------------------------------------------

    def _width_of(self, column: Column, number: int) -> int:
        look = self._look
        texts = [column.heading, *(cell.text for cell in column.cells)]
        widest = max((look.width(text, Type.STRONG) for text in texts), default=0.0)
        room = min(max(widest, look.px(_NARROWEST)), look.px(_WIDEST)) + 2 * look.px(_PAD)
        if column.place is not None:
            room = max(room, self._choices[number].sizeHint().width() + look.px(_GAP))
        return round(room)

    def _edges(self) -> list[int]:
        """Where each column begins, and where the last one ends."""
        edges, number = [0], 0
        for column in self._sheet.columns:
            edges.append(edges[-1] + self._width_of(column, number))
            number += column.place is not None
        return edges

    def _place(self) -> None:
        number, edges = 0, self._edges()
        for column, left, right in zip(self._sheet.columns, edges, edges[1:], strict=False):
            if column.place is None:
                continue
            choice = self._choices[number]
            size = choice.sizeHint()
            pad = self._look.px(_PAD) // 2
            x = right - size.width() - pad if column.numeric else left + pad
            choice.setGeometry(x, 0, size.width(), size.height())
            number += 1

    def _top(self) -> int:
        """Where the headings begin."""
        return max((one.sizeHint().height() for one in self._choices), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        look, sheet = self._look, self._sheet
        height = self._top() + look.px(_HEAD) + look.px(_ROW) * sheet.row_count
        return QSize(self._edges()[-1], height if sheet.columns else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, edges = self._look, self._edges()
        top, head, row = self._top(), look.px(_HEAD), look.px(_ROW)
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            line = max(1.0, look.scale)
            for number in range(self._sheet.row_count):
                y = top + head + number * row
                painter.fillRect(QRectF(0, y, edges[-1], line), look.color("border"))
            for column, left, right in zip(self._sheet.columns, edges, edges[1:], strict=False):
                area = QRectF(left, top, right - left, head)
                area.adjust(look.px(_PAD), 0, -look.px(_PAD), 0)
                side = RIGHT if column.numeric else LEFT
                metrics = look.metrics(Type.STRONG)
                elide = Qt.TextElideMode.ElideRight
                text = metrics.elidedText(column.heading, elide, area.width())
                write(painter, look, area, text, Type.STRONG, "text", side)
                for number, cell in enumerate(column.cells):
                    place = QRectF(area.left(), top + head + number * row, area.width(), row)
                    role = Type.STRONG if column.role == "label" or cell.bad else Type.BODY
                    ink = "error" if cell.bad else _INKS.get(column.role, "text")
                    if cell.bad:
                        ground = place.adjusted(-look.px(6), line, look.px(6), 0)
                        painter.fillRect(ground, look.color("error_tint"))
                    ink = "text" if column.role == "name" else ink
                    text = look.metrics(role).elidedText(cell.text, elide, place.width())
                    write(painter, look, place, text, role, ink, side)


def _read_out(sheet: Sheet) -> str:
    """The table as it is read out: headings, then row by row."""
    lines = [", ".join(column.heading for column in sheet.columns)]
    for number in range(sheet.row_count):
        cells = (column.cells[number].text for column in sheet.columns)
        lines.append(", ".join(cells))
    return "\n".join(lines)
