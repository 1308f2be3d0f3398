"""A tug of war for each weight: what the data loss and the penalty each pull, and what is left.

Painted by hand like `gui.charts.bars`: arrows, names and figures in rows are laid out in pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QRegion

from core.view import Weight
from gui.charts.tug.layout import Measures, Pulling, TugLayout, lay_out
from gui.charts.tug.paint import Inks, paint_tug
from gui.controls.walking import DOWN
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart


class TugChart(MarkChart[Weight, TugLayout]):
    """One row per weight; nothing to drag, but to point at, to step through and to choose."""

    steps = DOWN
    far = 4
    usual = (300, 160)

    def __init__(self, look: Look, name: str, describe: Callable[[Weight], str]) -> None:
        self.shown = Pulling()
        self._inks = Inks(look)
        self._describe = describe
        super().__init__(look, name)

    # -- what it shows ----------------------------------------------------------------------------

    def show_pulls(self, shown: Pulling) -> None:
        """Show these pulls (silent)."""
        if shown != self.shown:
            self.shown = shown
            self.changed()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._inks = Inks(self.look)
        super().apply_look(what)

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Weight]:
        return [rope.key for rope in self.shown.ropes]

    def lay_out(self, area: QRectF) -> TugLayout:
        look, shown, width = self.look, self.shown, self._inks.texts.width
        texts = {rope.text for rope in shown.ropes} | {shown.heads[2]}
        widest = max(width(text, Type.LABEL) for text in texts)
        # In steps: figures that follow a drag must not shake the whole chart.
        step = look.px(24)
        groups = {rope.group for rope in shown.ropes}
        names = {rope.name for rope in shown.ropes}
        measures = Measures(
            line=look.metrics(Type.SMALL).height(),
            group_width=max((width(name, Type.LABEL) for name in groups), default=0.0),
            name_width=max((width(name, Type.SMALL) for name in names), default=0.0),
            text_width=step * (int(widest) // step + 1.0),
            figure=max(width(text, Type.SMALL) for text in shown.figures) + look.px(4),
            gap=look.px(8),
            tallest=look.px(64),
        )
        return lay_out(shown.ropes, area, shown.limit, measures, more=bool(shown.more))

    def mark_at(self, point: QPointF) -> Weight | None:
        slots = ((placed.rope.key, placed.slot) for placed in self.layout_now.placed)
        return next((key for key, slot in slots if slot.contains(point)), None)

    def place_of(self, key: Weight) -> QRectF:
        return next(placed.slot for placed in self.layout_now.placed if placed.rope.key == key)

    def tip_of(self, key: Weight) -> str:
        return self._describe(key)

    def name_of(self, key: Weight) -> str:
        rope = self.shown.of(key)
        return f"{rope.group}, {rope.name}"

    def value_of(self, key: Weight) -> str:
        return self.shown.of(key).text

    def paint(self, painter: QPainter, region: QRegion) -> None:
        paint_tug(painter, self._inks, self.shown, self.layout_now, self.lighted, self.walked)
