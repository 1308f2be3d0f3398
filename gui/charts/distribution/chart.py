"""The losses of all examples along one axis: a dot for each, or bars where there are many.

Painted by hand like `gui.charts.tug`: dots that make room for each other are laid out in pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QRegion

from core.arrays import IntArray
from gui.charts.distribution.paint import paint_distribution
from gui.charts.distribution.plan import Plan, plan_of
from gui.charts.distribution.spread import Spot, Spread
from gui.controls.walking import place_after
from gui.look.painting import draw_focus
from gui.look.text_cache import TextCache
from gui.look.theme import Change, Look
from gui.marks.chart import MarkChart


class Distribution(MarkChart[Spot, Plan]):
    """A chart of losses: nothing to drag, but to point at, to step through and to choose.

    Keys walk the examples, whether each has a dot or not. `hovered` and `chosen` say their index.
    """

    steps: Mapping[Qt.Key, int] = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Down: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: 1,
    }
    far = -10  # Page Up goes to larger losses
    at_once = True
    usual = (440, 310)

    def __init__(self, look: Look, name: str, shown: Spread, tell: Callable[[Spot], str]) -> None:
        self.shown = shown
        self._texts = TextCache(look)
        self._tell = tell
        self._all = ""
        self._order: IntArray | None = None
        super().__init__(look, name)

    # -- what it shows ----------------------------------------------------------------------------

    def show_spread(self, shown: Spread) -> None:
        """Show these losses (silent); the same object again costs nothing."""
        if shown is self.shown:
            return
        if shown.losses is not self.shown.losses:
            self._order = None
        self.shown = shown
        self.changed()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._texts.forget()
        super().apply_look(what)

    @property
    def lit(self) -> int | None:
        """The example that is lighted: by the pointer, by the keyboard, or from elsewhere."""
        spots = self.hover, self.walked, self.highlight
        lit = (spot for spot in spots if spot is not None and self.has(spot))
        return next((index for kind, index in lit if kind == "example"), None)

    def describe_all(self, text: str) -> None:
        """Say this of all losses (silent)."""
        self._all = text
        self.describe()

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[Spot]:
        return [("example", index) for index in self._by_loss().tolist()]

    def told(self) -> Sequence[Spot]:
        """The dots; of bars these, the column of zeros, and the example the keyboard is on."""
        bars, here = self.shown.bars, self.here
        if bars is None or here is None:
            return self.keys()
        zeros: list[Spot] = [("zeros", 0)] if self.shown.zeros_caption else []
        bins = [("bin", index) for index in np.flatnonzero(bars.counts).tolist()]
        return [*zeros, *bins, here]

    def said(self) -> str:
        return self._all

    def has(self, key: Spot) -> bool:
        kind, index = key
        if kind == "example":
            return 0 <= index < len(self.shown.losses)
        return kind != "bin" or self.shown.bars is not None

    def start(self) -> Spot | None:
        return ("example", self.shown.selected) if len(self.shown.losses) else None

    def step_from(self, key: Spot, event: QKeyEvent) -> Spot | None:
        """The example with the next loss."""
        order = self._by_loss()
        place = int(np.flatnonzero(order == key[1])[0])
        to = place_after(event, place, len(order), self.steps, self.far)
        return None if to is None else ("example", int(order[to]))

    def _by_loss(self) -> IntArray:
        """Examples by loss, those with equal ones in their own order."""
        if self._order is None:
            self._order = np.argsort(self.shown.losses, kind="stable")
        return self._order

    def lay_out(self, area: QRectF) -> Plan:
        # Inside the ring that shows where the keyboard is.
        inset = self.look.px(3)
        inside = area.adjusted(inset, inset, -inset, -inset)
        return plan_of(self.look, self._texts, self.shown, inside)

    def mark_at(self, point: QPointF) -> Spot | None:
        return self.layout_now.spot_at(self.shown, point, self.look.scale)

    def place_of(self, key: Spot) -> QRectF:
        return self.layout_now.place_of(self.shown, key)

    def touched(self, key: Spot) -> QRectF:
        return QRectF()

    def is_choosable(self, key: Spot) -> bool:
        return key[0] == "example"

    def choose(self, key: Spot) -> None:
        self.chosen.emit(key[1])

    def meant_by(self, key: Spot) -> object:
        return key[1] if key[0] == "example" else None

    def tip_of(self, key: Spot) -> str:
        return self._tell(key)

    def name_of(self, key: Spot) -> str:
        return self.tip_of(key).split("\n")[0]

    def value_of(self, key: Spot) -> str:
        return self.tip_of(key).split("\n")[1]

    def paint(self, painter: QPainter, region: QRegion) -> None:
        shown, plan = self.shown, self.layout_now
        paint_distribution(painter, self._texts, shown, plan, self.hover, self.lit)
        if self.ring:
            draw_focus(painter, self.look, QRectF(self.rect()), self.look.px(6))
