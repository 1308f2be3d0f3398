"""Which class is taken for which: a table of counts whose cells can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QRegion

from gui.charts.confusion.layout import ConfusionLayout, Confusions, Place, lay_out_confusion
from gui.charts.confusion.paint import paint_confusion
from gui.controls.walking import ALONG, DOWN, place_after
from gui.look.theme import Look
from gui.marks.chart import MarkChart


class ConfusionTable(MarkChart[Place, ConfusionLayout]):
    """The cells. Arrows walk them, Enter or a click asks for the examples counted in one."""

    usual = (300, 220)
    least = (160, 120)

    def __init__(self, look: Look, name: str, tip: Callable[[Place], str]) -> None:
        self._tip = tip
        self.shown = Confusions()
        self.in_force: Place | None = None
        super().__init__(look, name)

    # -- what it shows ----------------------------------------------------------------------------

    def show_confusions(self, shown: Confusions) -> None:
        """Show these counts; silent."""
        if shown is not self.shown:
            places = shown.names != self.shown.names
            self.shown = shown
            self.changed(places=places)

    def set_in_force(self, place: Place | None) -> None:
        """Mark the cell that the examples are filtered by; silent."""
        if place != self.in_force:
            self.in_force = place
            self.update()

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Place]:
        count = range(len(self.shown.names))
        return [(row, column) for row in count for column in count]

    def lay_out(self, area: QRectF) -> ConfusionLayout:
        return lay_out_confusion(area.adjusted(0, 0, -1, -1), self.shown.names, self.look)

    def mark_at(self, point: QPointF) -> Place | None:
        return self.layout_now.at(point)

    def place_of(self, key: Place) -> QRectF:
        return self.layout_now.rect(key)

    def step_from(self, key: Place, event: QKeyEvent) -> Place | None:
        """The arrows go four ways; Home and End go along the row."""
        (row, column), count = key, len(self.shown.names)
        if Qt.Key(event.key()) in ALONG or event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            to = place_after(event, column, count, ALONG, count)
            return None if to is None else (row, to)
        to = place_after(event, row, count, DOWN, count)
        return None if to is None else (to, column)

    def tip_of(self, key: Place) -> str:
        return self._tip(key)

    def name_of(self, key: Place) -> str:
        return " → ".join(self.shown.names[index] for index in key)

    def value_of(self, key: Place) -> str:
        return f"{int(self.shown.counts[key]):,}"

    def paint(self, painter: QPainter, region: QRegion) -> None:
        marked = [place for place in (self.lighted, self.in_force) if place is not None]
        dirty, look, layout = QRectF(region.boundingRect()), self.look, self.layout_now
        paint_confusion(painter, dirty, look, self.shown, layout, marked, self.walked)
