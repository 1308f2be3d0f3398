"""A bar of counts that together are everything, each of them named, counted and to be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QRegion

from gui.charts.parts.division_layout import DivisionLayout, Portion, height, lay_out_division
from gui.charts.parts.division_paint import paint_division
from gui.look.theme import Change, Look
from gui.marks.chart import MarkChart


class DivisionBar(MarkChart[str, DivisionLayout]):
    """The bar, below it the pinned one, and a legend that counts. Both can be clicked."""

    def __init__(self, look: Look, name: str, tip: Callable[[str], str]) -> None:
        self._tip = tip
        self.portions: tuple[Portion, ...] = ()
        self.in_force = ""
        super().__init__(look, name)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and fonts."""
        super().apply_look(what)
        self.setFixedHeight(self.sizeHint().height())

    def set_portions(self, portions: tuple[Portion, ...]) -> None:
        """Show these; silent."""
        if portions != self.portions:
            self.portions = portions
            self.changed()

    def set_in_force(self, key: str) -> None:
        """Mark the portion that the examples are filtered by, ``""`` for none; silent."""
        if key != self.in_force:
            self.in_force = key
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), height(self.look))

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[str]:
        return [portion.key for portion in self.portions]

    def lay_out(self, area: QRectF) -> DivisionLayout:
        return lay_out_division(self.portions, area, self.look)

    def mark_at(self, point: QPointF) -> str | None:
        layout, keys = self.layout_now, self.keys()
        places = zip([*keys, *keys], (*layout.areas, *layout.cells), strict=True)
        return next((key for key, place in places if place.contains(point)), None)

    def place_of(self, key: str) -> QRectF:
        """Its place in the legend: in the bar it may have none."""
        return self.layout_now.cells[self.keys().index(key)]

    def touched(self, key: str) -> QRectF:
        return QRectF()

    def _portion(self, key: str) -> Portion:
        return self.portions[self.keys().index(key)]

    def tip_of(self, key: str) -> str:
        return self._tip(key)

    def name_of(self, key: str) -> str:
        return self._portion(key).word

    def value_of(self, key: str) -> str:
        return f"{self._portion(key).count:,}"

    def said(self) -> str:
        """All counts."""
        return ", ".join(f"{portion.count:,} {portion.word}" for portion in self.portions)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        marked = self.in_force, self.hover, self.walked
        paint_division(painter, self.look, self.portions, self.layout_now, *marked)
