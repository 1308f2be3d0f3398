"""The weights of a W as cells, or a picture of each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QRegion

from gui.charts.picture import CELLS_AT_MOST
from gui.charts.weights.layout import (
    BIAS,
    Key,
    Measures,
    WeightLayout,
    Weights,
    head_lines,
    lay_out_weights,
)
from gui.charts.weights.paint import WeightPainter, paint_weights
from gui.controls.walking import ALONG, DOWN, modifiers_of
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart
from gui.words import numbers


class WeightTable(MarkChart[Key, WeightLayout]):
    """Read only: keys walk the numbers and choose none.

    Parameters
    ----------
    name_of
        What a number is called.
    """

    far = 8

    def __init__(self, look: Look, name: str, called: Callable[[Key], str]) -> None:
        self.shown = Weights()
        self._called = called
        self._keys: list[Key] = []
        self._kept: WeightPainter | None = None
        super().__init__(look, name)

    def show_weights(self, shown: Weights) -> None:
        """Show these (silent)."""
        before, self.shown = self.shown, shown
        alike = (before.classes, before.names, before.more, before.depth) == (
            shown.classes, shown.names, shown.more, shown.depth,
        )  # fmt: skip
        if not alike or not self._keys:
            features = (*range(shown.depth), BIAS)
            self._keys = list(product(shown.classes, features))
        self.changed(places=not alike)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._kept = None
        super().apply_look(what)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(480), self.look.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(60))

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Key]:
        return self._keys

    def has(self, key: Key) -> bool:
        index, feature = key
        return index in self.shown.classes and BIAS <= feature < self.shown.depth

    def lay_out(self, area: QRectF) -> WeightLayout:
        look, metrics = self.look, self.look.metrics(Type.BODY)
        widest = max((look.width(name, Type.BODY) for name in self.shown.names), default=0.0)
        heads = [look.width(name, Type.SMALL) for name in self.shown.features[:CELLS_AT_MOST]]
        lines = head_lines(self.shown, area.width() - widest, heads)
        small = look.metrics(Type.SMALL).height()
        measures = Measures(metrics.height(), look.px(5), lines * small, widest + look.px(30))
        return lay_out_weights(self.shown, area.adjusted(2, 0, -2, -2), measures)

    def mark_at(self, point: QPointF) -> Key | None:
        return self.layout_now.at(point, self.shown.depth)

    def place_of(self, key: Key) -> QRectF:
        return self.layout_now.place(key)

    def touched(self, key: Key) -> QRectF:
        return self.place_of(key).adjusted(-3, -3, 3, 3)

    def is_choosable(self, key: Key) -> bool:
        return False

    def tip_of(self, key: Key) -> str:
        return f"{self._called(key)}\n{numbers.exact(self.shown.of(key))}"

    def name_of(self, key: Key) -> str:
        return self._called(key)

    def value_of(self, key: Key) -> str:
        return numbers.fixed(self.shown.of(key))

    def step_from(self, key: Key, event: QKeyEvent) -> Key | None:
        """Along the row, and up and down from class to class."""
        way = Qt.Key(event.key())
        if way in ALONG or way not in DOWN or modifiers_of(event):
            return super().step_from(key, event)
        classes = self.shown.classes
        index, feature = key
        place = classes.index(index) + DOWN[way]
        return (classes[min(max(place, 0), len(classes) - 1)], feature) if classes else None

    # -- how it looks -----------------------------------------------------------------------------

    def paint(self, painter: QPainter, region: QRegion) -> None:
        layout = self.layout_now
        if self._kept is None:
            self._kept = WeightPainter(self.look)
        marked = self.lighted, self.walked
        paint_weights(painter, self.look, self._kept, self.shown, layout, *marked)
