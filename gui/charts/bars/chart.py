"""A bar for each class, to look at and, where allowed, to drag.

Painted by hand rather than with pyqtgraph's bars: names, values, ticks of the correct class and
grab zones are laid out in pixels, and a frame of ten bars costs a fraction of a graphics view's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QRegion

from gui.charts.bars.arrows import lane_for
from gui.charts.bars.drawn import Drawn, Threshold
from gui.charts.bars.layout import (
    COLUMNS_AT_MOST,
    MORE,
    NAME_SHARE,
    Bar,
    BarLayout,
    Measures,
    Placed,
    apart,
    by_turns,
    in_two_lines,
    lay_out,
    side_by_side,
)
from gui.charts.bars.paint import CLOSE_TICK, paint_bars
from gui.charts.bars.pushes import Pushes
from gui.controls.hand import Hand
from gui.controls.steps import Steps, is_fine
from gui.controls.walking import ALONG, DOWN, modifiers_of, place_after
from gui.look.theme import Look, Mode, Type
from gui.marks.chart import MarkChart

_RAISING = {Qt.Key.Key_Up, Qt.Key.Key_Right}
_WIDEST_CHANGE = "−0.00"
_VALUES_APART = 6.0
_VALUE_LINES = 3
_LEAST_ROOM = 90.0
"""Design pixels that the changes must leave to bars in rows; else tool tips alone tell them."""
_DEAD_ZONE = 2
_LEAST_SIZE = 0.4

Grip = tuple[Placed, QPointF]
"""A bar as it was and where the pointer took it."""


class BarChart(Hand[Grip], MarkChart[int, BarLayout]):
    """Bars in the colours ``ink`` and ``ink_tint``; draggable if `steps` says how far a key goes.

    Signals
    -------
    began(), moved((class index, value)), ended(), cancelled()
        A drag or a held key: one gesture.
    chosen(class index)
        A click, or the arrow keys that go from bar to bar.
    hovered(class index or None)
        The pointer is over this class's bar.
    """

    def __init__(self, look: Look, name: str, ink: str, steps: Steps | None = None) -> None:
        super().__init__(look, name)
        self.ink = ink
        self.value_steps = steps
        self.bars: tuple[Bar, ...] = ()
        self.range = (0.0, 1.0)
        self.threshold: Threshold | None = None
        self.pushes: Pushes | None = None
        self.compared = False
        self.current = 0
        self._asked: tuple[int, float] | None = None
        if not steps:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # -- what it shows ------------------------------------------------------------------------

    def show_bars(
        self,
        bars: tuple[Bar, ...],
        value_range: tuple[float, float],
        current: int,
        threshold: Threshold | None = None,
        pushes: Pushes | None = None,
        compared: bool = False,
    ) -> None:
        """Show `bars` over `value_range`; `current` is the class the keyboard moves.

        `pushes` are the losses whose arrows are shown. `compared` keeps room for the changes since
        a state was pinned.
        """
        new = (bars, value_range, current, threshold, pushes, compared)
        self._asked = None
        shown = (self.bars, self.range, self.current, self.threshold, self.pushes, self.compared)
        if new != shown:
            self.bars, self.range, self.current = bars, value_range, current
            self.threshold, self.pushes, self.compared = threshold, pushes, compared
            self.changed()

    def drawn(self) -> Drawn:
        """What is to be painted."""
        layout = self.layout_now
        apart = layout.beside and not layout.rows
        size = QSizeF(layout.placed[-1].slot.right() if apart else self.width(), self.height())
        return Drawn(self.look, self.ink, layout, size, self.threshold, self.pushes)

    # -- its marks ----------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return [bar.key for bar in self.bars if bar.key != MORE]

    def has(self, key: int) -> bool:
        return key in self._known

    def start(self) -> int | None:
        """None: which class the keyboard moves is said from outside."""
        return None

    def lay_out(self, area: QRectF) -> BarLayout:
        look, bars = self.look, self.bars
        names = look.metrics(Type.BODY)
        widest = max((look.width(bar.text, Type.VALUE) for bar in bars), default=0.0)
        name = max((look.width(bar.name + " ✓", Type.STRONG) for bar in bars), default=0)
        apart_by = look.px(_VALUES_APART)
        rows = len(bars) > COLUMNS_AT_MOST
        lane = lane_for(look, self.pushes, bars, area.size(), rows=rows)
        room = area.width() - (lane.room if lane.beside and not rows else 0.0)
        own = room / max(1, len(bars)) - apart_by - 2
        # From the last row a smaller value would not be read: it goes a line farther away.
        afar = look.mode is Mode.PROJECTOR
        least = 1.0 if afar else 0.6
        size = 1.0 if rows else max(least, min(1.0, own / max(widest, 1.0)))
        slots = 1 if rows else math.ceil((size * widest - 1) / max(own, 1.0))
        change = look.width(_WIDEST_CHANGE, Type.SMALL) + look.px(6) if self.compared else 0.0
        free = room - (lane.room if rows else 0.0)
        left = free - min(name, free * NAME_SHARE) - widest - change
        measures = Measures(
            line=names.height(),
            value_width=widest + look.px(4),
            name_width=name,
            gap=look.px(5),
            least=look.px(3),
            lane=lane.room,
            lane_head=look.metrics(Type.SMALL).height() if rows and lane.pushers else 0.0,
            beside=lane.beside,
            change_line=look.metrics(Type.SMALL).height() if self.compared else 0.0,
            inset=look.px(4),
            change_width=change if left >= look.px(_LEAST_ROOM) else 0.0,
            value_lines=min(_VALUE_LINES, max(1, slots)),
            over_zero=afar and lane.room > 0 and not lane.beside,
        )
        lefts, named = self._names_by_turns(room) if not rows else (None, [])
        second = names.height() if lefts is not None else 0.0
        inner = area.adjusted(0, look.px(4), 0, -look.px(2) - second)
        layout = lay_out(bars, inner, self.range, measures, rows=rows)
        layout = replace(layout, pushers=lane.pushers)
        if rows:
            # Many rows in a low chart: no line of text may reach into the next.
            height = layout.placed[0].slot.height() if bars else 1.0
            return replace(layout, value_size=max(_LEAST_SIZE, min(1.0, height / names.height())))
        widths = [look.width(bar.text, Type.VALUE, round(size, 2)) + 2 for bar in bars]
        layout = replace(apart(layout, widths, room, apart_by), value_size=size)
        return layout if lefts is None else by_turns(layout, lefts, named)

    def _names_by_turns(self, room: float) -> tuple[list[float] | None, list[float]]:
        """Where names stand in two lines, and how wide they are: in a hall none may be smaller."""
        look, bars = self.look, self.bars
        if look.mode is not Mode.PROJECTOR:
            return None, []
        roles = [(" ✓", Type.STRONG) if bar.strong else ("", Type.BODY) for bar in bars]
        widths = [
            look.width(bar.name + tick, role) + 2 * look.px(4)
            for bar, (tick, role) in zip(bars, roles, strict=True)
        ]
        strong = next((index for index, bar in enumerate(bars) if bar.strong), 0)
        slim = look.width(bars[strong].name + CLOSE_TICK, Type.STRONG) if bars else 0.0
        if side_by_side(widths, slim, strong, room):
            return None, []
        return in_two_lines(widths, room), widths

    def _placed_at(self, point: QPointF) -> Placed | None:
        placed = self.layout_now.placed
        of_bar = (one for one in placed if one.slot.contains(point))
        return next(of_bar, next((one for one in placed if one.lane.contains(point)), None))

    def mark_at(self, point: QPointF) -> int | None:
        placed = self._placed_at(point)
        return None if placed is None else placed.bar.key

    def place_of(self, key: int) -> QRectF:
        return next(one.slot for one in self.layout_now.placed if one.bar.key == key)

    @property
    def _known(self) -> dict[int | None, Bar]:
        return {bar.key: bar for bar in self.bars}

    def tip_of(self, key: int) -> str:
        return self._known[key].exact

    def name_of(self, key: int) -> str:
        return self._known[key].name

    def value_of(self, key: int) -> str:
        return self._known[key].text

    def said(self) -> str:
        return "\n".join(bar.exact + (" ✓" if bar.strong else "") for bar in self.bars)

    def describe(self) -> None:
        """Tell all bars, wherever the keyboard is; it moves the numbers, not what is read."""
        self.setAccessibleDescription(self.said())

    def meant_by(self, key: int) -> int | None:
        return None if key == MORE else key

    def is_choosable(self, key: int) -> bool:
        """Whether it can be dragged, and chosen by a click."""
        bar = self._known.get(key)
        return bool(self.value_steps and key != MORE and bar and bar.value is not None)

    def shape_over(self, key: int) -> Qt.CursorShape:
        rows = self.layout_now.rows
        return Qt.CursorShape.SizeHorCursor if rows else Qt.CursorShape.SizeVerCursor

    def paint(self, painter: QPainter, region: QRegion) -> None:
        held = self.grip[0].bar.key if self.grip else self.hover
        paint_bars(
            painter, self.drawn(), self.lighted, self.walked, held if self.value_steps else None
        )

    # -- a bar in the hand --------------------------------------------------------------------

    def grip_at(self, event: QMouseEvent) -> Grip | None:
        placed = self._placed_at(event.position())
        if placed is None or not self.is_choosable(placed.bar.key):
            return None
        return placed, event.position()

    def pull(self, grip: Grip, event: QMouseEvent) -> tuple[int, float] | None:
        placed, start = grip
        layout, moved = self.layout_now, event.position() - start
        pixels = moved.x() if layout.rows else moved.y()
        if self.value_steps is None or (not self.dragging and abs(pixels) < _DEAD_ZONE):
            return None
        value = (placed.bar.value or 0.0) + layout.delta(pixels)
        return placed.bar.key, self.value_steps.snap(value, is_fine(event))

    def clicked(self, grip: Grip) -> None:
        self.choose(grip[0].bar.key)

    def after_key(self, event: QKeyEvent) -> tuple[int, float] | None:
        bar, steps = self._known.get(self.current), self.value_steps
        if steps is None or bar is None or bar.value is None:
            return None
        self.ring = True
        asked = self._asked if self._asked and self._asked[0] == bar.key else (bar.key, bar.value)
        value, key = steps.after_key(event, asked[1]), Qt.Key(event.key())
        if key in self._along():
            # Alone they go to another bar; with Ctrl they step as the other arrows do.
            control = modifiers_of(event) == Qt.KeyboardModifier.ControlModifier
            way = 1 if key in _RAISING else -1
            value = steps.move(asked[1], way, "step") if control else None
        if value is None:
            return None
        self._asked = (bar.key, value)
        return self._asked

    def _along(self) -> Mapping[Qt.Key, int]:
        return DOWN if self.layout_now.rows else ALONG

    def step_from(self, key: int, event: QKeyEvent) -> int | None:
        keys = self.keys()
        if Qt.Key(event.key()) not in self._along() or key not in keys:
            return None
        to = place_after(event, keys.index(key), len(keys), self._along(), 1)
        return None if to is None else keys[to]

    def go_to(self, key: int) -> None:
        """Walking chooses."""
        other = key != self.current
        super().go_to(key)
        if other:
            self.choose(key)
