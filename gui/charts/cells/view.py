"""The picture of s = W x + b: cells or heat maps, laid out and painted in one widget."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion, QResizeEvent

from gui.charts.cells.cells import Cell, Content, Speaker
from gui.charts.cells.layout import NAMED, Layout, Measures, lay_out
from gui.charts.cells.paint import APART, HALO, CellPainter, Marks
from gui.controls.pinned import change_text
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart
from gui.words import numbers

# So many changed cells are drawn faster with everything else than one by one.
_MANY = 40


class CellView(MarkChart[Cell, Layout]):
    """Shows W, x, b and s. What can be done with them is `CellGrid`'s."""

    usual = (640, 280)
    least = (200, 100)

    def __init__(self, look: Look, name: str, speaker: Speaker) -> None:
        super().__init__(look, name)
        self.speaker = speaker
        self.content: Content | None = None
        self._painter = CellPainter(look)

    # -- what it shows ----------------------------------------------------------------------------

    def show_content(self, content: Content) -> None:
        """Show `content`; silent. Only what has changed is drawn anew."""
        old, self.content = self.content, content
        if old is None or old.labels != content.labels:
            self.relayout()
        elif old.limits != content.limits:
            self._painter.forget_pictures()
            self.update()
        elif (old.then is None) != (content.then is None):
            self.update()
        else:
            self._update_changes(old, content)

    def _update_changes(self, old: Content, new: Content) -> None:
        layout, classes = self.layout_now, new.labels.classes
        by_row = bool(layout.pictures)
        changed = old.values.changes(new.values, classes, by_row=by_row)
        if by_row:
            self._painter.forget_pictures(changed)
        if old.then is not None and new.then is not None:
            changed += old.then.changes(new.then, classes, by_row=by_row)
        if len(changed) > _MANY:
            self.update()
            return
        region = QRegion()
        for cell in changed:
            picture = layout.picture_of(cell)
            rect = picture.frame if picture else layout.rect(cell)
            if rect is not None:
                region = region.united(rect.toAlignedRect())
        self.update(region)

    def text_of(self, cell: Cell) -> str:
        """What a cell shows of its number; empty for a place in a picture."""
        rect = self.layout_now.cells.get(cell)
        if rect is None or self.content is None:
            return ""
        return self._painter.text(cell, rect, self.content.values.of(cell))

    def change_of(self, cell: Cell) -> str:
        """What a cell shows of how far its number has come since it was pinned."""
        rect, content = self.layout_now.cells.get(cell), self.content
        if rect is None or content is None or content.then is None:
            return ""
        change = change_text(content.values.of(cell), content.then.of(cell))
        return self._painter.change(cell, rect, change)

    def relayout(self) -> None:
        """Lay out anew when next asked."""
        self._layout = None
        self._painter.forget()
        self.update()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look(what)
        self._painter = CellPainter(self.look)
        self.relayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.relayout()

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Cell]:
        return self.layout_now.marks()

    def has(self, key: Cell) -> bool:
        return self.layout_now.rect(key) is not None

    def lay_out(self, area: QRectF) -> Layout:
        if self.content is None:
            return Layout()
        look, labels = self.look, self.content.labels
        widest = max((self._name_width(*pair) for pair in labels.pairs()), default=0.0)
        line = math.ceil(look.metrics(Type.SMALL).height())
        reach = look.px(HALO) + 1
        inner = area.adjusted(reach, 0, -reach, -reach)
        few = labels.features if len(labels.features) <= NAMED else ()
        widths = (look.width(name, Type.SMALL) for name in few if " " in name)
        head = max(widths, default=0.0) + look.px(APART)
        return lay_out(labels, inner, Measures(look.px, line, widest, reach, head))

    def _name_width(self, index: int, name: str) -> float:
        correct = self.content is not None and index == self.content.labels.correct
        metrics = self.look.metrics(Type.STRONG if correct else Type.BODY)
        return metrics.horizontalAdvance(f"{name} ✓" if correct else name)

    def mark_at(self, point: QPointF) -> Cell | None:
        return self.layout_now.at(point)

    def place_of(self, key: Cell) -> QRectF:
        return self.layout_now.rect(key) or QRectF()

    def touched(self, key: Cell) -> QRectF:
        """Everything: with a cell, what belongs to it is lit."""
        return QRectF()

    def tip_of(self, key: Cell) -> str:
        return self.speaker.tip(key)

    def name_of(self, key: Cell) -> str:
        return self.speaker.name(key)

    def value_of(self, key: Cell) -> str:
        return "" if self.content is None else numbers.field(self.content.values.of(key))

    def paint(self, painter: QPainter, region: QRegion) -> None:
        if self.content is not None:
            self._painter.paint(painter, region, self.layout_now, self.content, self.marks())

    def marks(self) -> Marks:
        """What is marked now."""
        return Marks(highlight=self.highlight)

    def tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The exact value of the cell under the pointer, or the whole name of a feature."""
        layout = self.layout_now
        feature = layout.header_at(QPointF(point))
        if feature is None:
            return super().tip_at(point)
        return self.speaker.feature_tip(feature), layout.headers[feature].toAlignedRect()
