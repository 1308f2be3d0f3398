"""A bar for each class, to look at and, where allowed, to drag.

Painted by hand rather than with pyqtgraph's bars: names, values, ticks of the correct class and
grab zones are laid out in pixels, and a frame of ten bars costs a fraction of a graphics view's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.charts.bars.layout import (
    MORE,
    NAME_SHARE,
    Bar,
    BarLayout,
    Measures,
    Placed,
    apart,
    lay_out,
)
from gui.charts.bars.paint import paint_bars
from gui.controls.hand import Hand
from gui.controls.steps import Steps, is_fine
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus
from gui.look.theme import Look, Type

COLUMNS_AT_MOST = 5
"""With more classes the bars become rows: names do not fit under so many columns."""

_RAISING = {Qt.Key.Key_Up, Qt.Key.Key_Right}
_WIDEST_CHANGE = "−0.00"
_VALUES_APART = 6.0
_VALUE_LINES = 3
_LEAST_ROOM = 90.0
"""Design pixels that the changes must leave to bars in rows; else tool tips alone tell them."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A dashed line at `value`; the side above it is shaded: what is there costs."""

    value: float
    text: str


class BarChart(Hand[tuple[Placed, QPointF]], KeyboardFocus, QWidget):
    """Bars in the colours ``role`` and ``role_tint``; draggable if `steps` says how far a key goes.

    Signals
    -------
    began(), moved((class index, value)), ended(), cancelled()
        A drag or a held key: one gesture.
    chosen(class index)
        A click, or the left and right arrow keys.
    hovered(class index or None)
        The pointer is over this class's bar.
    """

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()
    chosen = Signal(object)
    hovered = Signal(object)

    def __init__(self, look: Look, name: str, role: str, steps: Steps | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.role = role
        self.steps = steps
        self.bars: tuple[Bar, ...] = ()
        self.range = (0.0, 1.0)
        self.threshold: Threshold | None = None
        self.show_push = False
        self.compared = False
        self.current = 0
        self.value_size = 1.0
        self.highlight: int | None = None
        self._hover: int | None = None
        self._layout: BarLayout | None = None
        self._asked: tuple[int, float] | None = None
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        if steps:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ------------------------------------------------------------------------

    def show_bars(
        self,
        bars: tuple[Bar, ...],
        value_range: tuple[float, float],
        current: int,
        threshold: Threshold | None = None,
        show_push: bool = False,
        compared: bool = False,
    ) -> None:
        """Show `bars` over `value_range`; `current` is the class the keyboard moves.

        `compared` keeps room for the changes since a state was pinned.
        """
        new = (bars, value_range, current, threshold, show_push, compared)
        self._asked = None
        shown = (self.bars, self.range, self.current, self.threshold, self.show_push, self.compared)
        if new == shown:
            return
        self.bars, self.range, self.current, self.threshold, self.show_push, self.compared = new
        self._layout = None
        said = (bar.exact + (" ✓" if bar.strong else "") for bar in bars)
        self.setAccessibleDescription("\n".join(said))
        self.update()

    def set_highlight(self, key: int | None) -> None:
        """Light the bar of class `key` (silent)."""
        if key != self.highlight:
            self.highlight = key
            self.update()

    @property
    def layout_now(self) -> BarLayout:
        """The places of the bars in the widget as it is now."""
        if self._layout is None:
            look = self.look
            names = look.metrics(Type.BODY)
            widest = max((look.width(bar.text, Type.VALUE) for bar in self.bars), default=0.0)
            name = max((look.width(bar.name + " ✓", Type.STRONG) for bar in self.bars), default=0)
            apart_by = look.px(_VALUES_APART)
            room = self.width() / max(1, len(self.bars)) - apart_by - 2
            rows = len(self.bars) > COLUMNS_AT_MOST
            self.value_size = 1.0 if rows else max(0.6, min(1.0, room / max(widest, 1.0)))
            slots = 1 if rows else math.ceil((self.value_size * widest - 1) / max(room, 1.0))
            lane = look.px(64) if self.show_push else 0.0
            change = look.width(_WIDEST_CHANGE, Type.SMALL) + look.px(6) if self.compared else 0.0
            left = self.width() - min(name, self.width() * NAME_SHARE) - widest - lane - change
            measures = Measures(
                line=names.height(),
                value_width=widest + look.px(4),
                name_width=name,
                gap=look.px(5),
                least=look.px(3),
                lane=lane,
                change_line=look.metrics(Type.SMALL).height() if self.compared else 0.0,
                inset=look.px(4),
                change_width=change if left >= look.px(_LEAST_ROOM) else 0.0,
                value_lines=min(_VALUE_LINES, max(1, slots)),
            )
            area = QRectF(self.rect()).adjusted(0, look.px(4), 0, -look.px(2))
            self._layout = lay_out(self.bars, area, self.range, measures, rows=rows)
            if not rows:
                size = round(self.value_size, 2)
                widths = [look.width(bar.text, Type.VALUE, size) + 2 for bar in self.bars]
                self._layout = apart(self._layout, widths, self.width(), apart_by)
        return self._layout

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self._layout = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._layout = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        with QPainter(self) as painter:
            lit = self._hover if self._hover is not None else self.highlight
            ring = self.current if self.ring and self.steps else None
            grip = self.grip[0].bar.key if self.grip else self._hover
            paint_bars(painter, self, lit, ring, grip if self.steps else None)

    # -- mouse --------------------------------------------------------------------------------

    def _at(self, point: QPointF) -> Placed | None:
        for placed in self.layout_now.placed:
            if placed.slot.contains(point):
                return placed
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the bar under the pointer: to drag it, or with a click to choose it."""
        placed = self._at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or placed is None or not self.steps:
            return
        if placed.bar.key != MORE and placed.bar.value is not None:
            self.grasp((placed, event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the grabbed bar, or light the one under the pointer."""
        if self.grip is None or self.steps is None:
            placed = self._at(event.position())
            self._set_hover(placed.bar.key if placed else None)
            return
        placed, start = self.grip
        moved = event.position() - start
        layout = self.layout_now
        pixels = moved.x() if layout.rows else moved.y()
        if not self.dragging and abs(pixels) < 2:
            return
        value = (placed.bar.value or 0.0) + layout.delta(pixels)
        self.pull_to((placed.bar.key, self.steps.snap(value, is_fine(event))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        clicked = self.grip[0].bar.key if self.grip and not self.dragging else None
        super().mouseReleaseEvent(event)
        if clicked is not None and self.grip is None:
            self.chosen.emit(clicked)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._set_hover(None)
        super().leaveEvent(event)

    def _set_hover(self, key: int | None) -> None:
        if key == self._hover:
            return
        self._hover = key
        if self.steps and key not in (None, MORE):
            rows = self.layout_now.rows
            self.setCursor(Qt.CursorShape.SizeHorCursor if rows else Qt.CursorShape.SizeVerCursor)
        else:
            self.unsetCursor()
        self.hovered.emit(None if key == MORE else key)
        self.update()

    # -- keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the current bar, go to another bar, or give a drag up."""
        if (event.key() == Qt.Key.Key_Escape and self.drop()) or self.dragging:
            return
        bar = next((bar for bar in self.bars if bar.key == self.current), None)
        if self.steps is None or bar is None or bar.value is None:
            super().keyPressEvent(event)
            return
        self.ring = True
        rows = self.layout_now.rows
        along = (
            {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if rows
            else {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Right: 1,
            }
        )
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in along and modifiers != Qt.KeyboardModifier.ControlModifier:
            keys = [bar.key for bar in self.bars if bar.key != MORE]
            place = keys.index(bar.key) + along[key]
            if 0 <= place < len(keys):
                self.current = keys[place]
                self.update()
                self.chosen.emit(self.current)
            return
        # Keys may come faster than frames; each steps on from the one before.
        asked = self._asked if self._asked and self._asked[0] == bar.key else (bar.key, bar.value)
        value = self.steps.after_key(event, asked[1])
        if key in along:  # with Ctrl: not on to the next bar, but as the other arrows
            value = self.steps.move(asked[1], 1 if key in _RAISING else -1, "step")
        if value is None:
            super().keyPressEvent(event)
            return
        self._asked = (bar.key, value)
        self.step_to(event, self._asked)

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The exact value of the bar under the pointer."""
        placed = self._at(QPointF(point))
        return (placed.bar.exact, placed.slot.toRect()) if placed else None
