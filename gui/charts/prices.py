"""A table of what two vectors cost, and which of them each price prefers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.controls.tip_filter import TipFilter
from gui.look.painting import painter_for
from gui.look.text_cache import TextCache
from gui.look.theme import Change, Look, Type

# Right ends of the names and of the two columns of numbers, and the left end of the last column,
# as shares of the width.
_NAME, _FIRST, _SECOND, _PREFERS = 0.35, 0.485, 0.675, 0.70


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line of the table.

    Attributes
    ----------
    name, formula : str
        In bold, and after it in plain type.
    values : (str, str)
    cheaper : int or None
        The vector whose number is bold, 0 or 1.
    preferred, remark : str
        What is preferred, in bold, and a word on it; or no preference and "tie".
    exact : str
        The tool tip.
    in_force : bool
        Tinted: the document pays this price.
    changes : (str, str)
        How far both have come since they were pinned.
    """

    name: str
    formula: str
    values: tuple[str, str]
    cheaper: int | None = None
    preferred: str = ""
    remark: str = ""
    exact: str = ""
    in_force: bool = False
    changes: tuple[str, str] = ("", "")


class PriceTable(QWidget):
    """Rows under one line of headings; read only."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        TipFilter(self, self._tip_at)
        self._look = look
        self._texts = TextCache(look)
        self._heads: tuple[str, str, str] = ("", "", "")
        self._rows: tuple[PriceRow, ...] = ()
        # It fills its own ground, so a new number does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        self._texts.forget()
        if what & ~Change.COLORS:
            self.updateGeometry()
        self.update()

    @property
    def rows(self) -> tuple[PriceRow, ...]:
        """What `show_rows` was given."""
        return self._rows

    def show_rows(self, heads: tuple[str, str, str], rows: tuple[PriceRow, ...]) -> None:
        """Show `rows` under the headings of the two vectors and of the preference."""
        if (heads, rows) != (self._heads, self._rows):
            self._heads, self._rows = heads, rows
            self.setAccessibleDescription("\n".join(row.exact for row in rows))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self._look.px(30) * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(20) * (len(self._rows) + 1))

    # -- how it looks -----------------------------------------------------------------------------

    def _line_height(self) -> float:
        return min(float(self._look.px(46)), self.height() / (len(self._rows) + 1))

    def line_area(self, index: int) -> QRectF:
        """The place of a row; -1 is that of the headings."""
        height = self._line_height()
        return QRectF(0, (index + 1) * height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw headings, hairlines and rows."""
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), look.color("card"))
            sides = ("right", "right", "left")
            for place, side, head in zip(self._cells(-1)[1:], sides, self._heads, strict=True):
                self._texts.draw(painter, place, side, head, Type.LABEL, "muted")
            for index, row in enumerate(self._rows):
                self._paint_row(painter, index, row)

    def _cells(self, index: int) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """The places of the name, the two numbers and the preference in a line."""
        area = self.line_area(index)
        pad = self._look.px(10)
        name, first, second, prefers = (
            share * area.width() for share in (_NAME, _FIRST, _SECOND, _PREFERS)
        )

        def cell(left: float, right: float) -> QRectF:
            return QRectF(left, area.top(), right - left, area.height())

        return (
            cell(pad, name),
            cell(name, first),
            cell(first, second),
            cell(prefers, area.width() - pad),
        )

    def _paint_row(self, painter: QPainter, index: int, row: PriceRow) -> None:
        look, area = self._look, self.line_area(index)
        if row.in_force:
            painter.fillRect(area, look.color("penalty_tint", 0.45))
        lines = [area.top()]
        if index == len(self._rows) - 1:
            lines.append(area.bottom() - 1)
        for y in lines:
            painter.fillRect(0, round(y), self.width(), 1, look.color("border"))
        name, first, second, prefers = self._cells(index)
        self._write(painter, name, row.name, row.formula)
        for which, place in enumerate((first, second)):
            role = _role(row, which)
            self._texts.draw(painter, place, "right", row.values[which], role, "text")
            if self.shows_change(index, which):
                beside = place.adjusted(0, 0, -self._beside(row, which), 0)
                change = row.changes[which]
                self._texts.draw(painter, beside, "right", change, Type.SMALL, "pin")
        self._write(painter, prefers, row.preferred, row.remark)

    def shows_change(self, index: int, which: int) -> bool:
        """Whether the change of a number has room at its left."""
        row, places, width = self._rows[index], self._cells(index), self._texts.width
        needed = self._beside(row, which) + width(row.changes[which], Type.SMALL)
        left = places[1 + which].left()
        if which == 0:  # what the name leaves of its column is free
            named = width(row.name, Type.STRONG) + width(row.formula, Type.BODY)
            left = min(left, places[0].left() + named + self._look.px(10))
        return bool(row.changes[which]) and needed <= places[1 + which].right() - left

    def _beside(self, row: PriceRow, which: int) -> float:
        """What a number takes of its column, and the gap at its left."""
        return self._texts.width(row.values[which], _role(row, which)) + self._look.px(6)

    def _write(self, painter: QPainter, place: QRectF, bold: str, plain: str) -> None:
        """Two texts one after the other, the first in bold; cut short where they find no room."""
        texts = self._texts
        texts.draw(painter, place, "left", bold, Type.STRONG, "text")
        rest = place.adjusted(texts.width(bold, Type.STRONG), 0, 0, 0)
        text = texts.elided(plain, Type.BODY, rest.width())
        texts.draw(painter, rest, "left", text, Type.BODY, "text")

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The exact numbers of the row under the pointer."""
        for index, row in enumerate(self._rows):
            area = self.line_area(index)
            if area.contains(QPointF(point)):
                return row.exact, area.toAlignedRect()
        return None


def _role(row: PriceRow, which: int) -> Type:
    return Type.STRONG if row.cheaper == which else Type.BODY
