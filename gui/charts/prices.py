"""A table of what two vectors cost, and which of them each price prefers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QRegion

from gui.controls.walking import DOWN
from gui.look.painting import draw_focus
from gui.look.text_cache import TextCache
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart

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


class PriceTable(MarkChart[int, tuple[QRectF, ...]]):
    """Rows under one line of headings; read only, so keys walk them and choose none."""

    steps = DOWN

    def __init__(self, look: Look, name: str) -> None:
        self._texts = TextCache(look)
        self._heads: tuple[str, str, str] = ("", "", "")
        self._rows: tuple[PriceRow, ...] = ()
        super().__init__(look, name)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        self._texts.forget()
        super().apply_look(what)

    @property
    def rows(self) -> tuple[PriceRow, ...]:
        """What `show_rows` was given."""
        return self._rows

    def show_rows(self, heads: tuple[str, str, str], rows: tuple[PriceRow, ...]) -> None:
        """Show `rows` under the headings of the two vectors and of the preference."""
        if (heads, rows) != (self._heads, self._rows):
            self._heads, self._rows = heads, rows
            self.changed()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(420), self.look.px(30) * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(20) * (len(self._rows) + 1))

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return range(len(self._rows))

    def lay_out(self, area: QRectF) -> tuple[QRectF, ...]:
        """The lines: that of the headings, and the rows."""
        count = len(self._rows) + 1
        height = min(float(self.look.px(46)), area.height() / count)
        return tuple(QRectF(0, index * height, area.width(), height) for index in range(count))

    def line_area(self, index: int) -> QRectF:
        """The place of a row; -1 is that of the headings."""
        return self.layout_now[index + 1]

    def mark_at(self, point: QPointF) -> int | None:
        return next((key for key in self.keys() if self.line_area(key).contains(point)), None)

    def place_of(self, key: int) -> QRectF:
        return self.line_area(key)

    def is_choosable(self, key: int) -> bool:
        return False

    def tip_of(self, key: int) -> str:
        return self._rows[key].exact

    def name_of(self, key: int) -> str:
        return f"{self._rows[key].name}{self._rows[key].formula}"

    def value_of(self, key: int) -> str:
        return ", ".join(self._rows[key].values)

    def said(self) -> str:
        return "\n".join(row.exact for row in self._rows)

    # -- how it looks -----------------------------------------------------------------------------

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw headings, hairlines and rows."""
        sides = ("right", "right", "left")
        for place, side, head in zip(self._cells(-1)[1:], sides, self._heads, strict=True):
            self._texts.draw(painter, place, side, head, Type.LABEL, "muted")
        for index, row in enumerate(self._rows):
            self._paint_row(painter, index, row)
        if self.walked is not None:
            draw_focus(painter, self.look, self.line_area(self.walked), 2.0)

    def _cells(self, index: int) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """The places of the name, the two numbers and the preference in a line."""
        area = self.line_area(index)
        pad = self.look.px(10)
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
        look, area = self.look, self.line_area(index)
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
            left = min(left, places[0].left() + named + self.look.px(10))
        return bool(row.changes[which]) and needed <= places[1 + which].right() - left

    def _beside(self, row: PriceRow, which: int) -> float:
        """What a number takes of its column, and the gap at its left."""
        return self._texts.width(row.values[which], _role(row, which)) + self.look.px(6)

    def _write(self, painter: QPainter, place: QRectF, bold: str, plain: str) -> None:
        """Two texts one after the other, the first in bold; cut short where they find no room."""
        texts = self._texts
        texts.draw(painter, place, "left", bold, Type.STRONG, "text")
        rest = place.adjusted(texts.width(bold, Type.STRONG), 0, 0, 0)
        text = texts.elided(plain, Type.BODY, rest.width())
        texts.draw(painter, rest, "left", text, Type.BODY, "text")


def _role(row: PriceRow, which: int) -> Type:
    return Type.STRONG if row.cheaper == which else Type.BODY
