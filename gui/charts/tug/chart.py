"""A tug of war for each weight: what the data loss and the penalty each pull, and what is left.

Painted by hand like `gui.charts.bars`: arrows, names and figures in rows are laid out in pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from core.view import Weight
from gui.charts.tug.layout import Measures, Placed, Rope, TugLayout, lay_out
from gui.charts.tug.paint import Inks, paint_tug
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look, Type

_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FAR = {Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class Pulling:
    """All that a chart shows.

    Attributes
    ----------
    ropes : tuple of Rope
        Those of one class one after another.
    limit : float
        Both ends of the axis.
    band : float
        How hard the data may pull at a weight of 0 without moving it; 0 where nothing holds.
    heads : (str, str, str, str)
        Over the left and the right half, over the net pulls, and over the band.
    more : str
        A note on the weights that are not shown, or nothing.
    figures : (str, str)
        The largest pull of the data and of the penalty, as shown at its tip.
    """

    ropes: tuple[Rope, ...] = ()
    limit: float = 1.0
    band: float = 0.0
    heads: tuple[str, str, str, str] = ("", "", "", "")
    more: str = ""
    figures: tuple[str, str] = ("", "")

    def largest(self, side: str) -> Rope | None:
        """The rope with the largest pull of `side` (data or penalty) whose tip is free.

        Where both pull the same way their arrows lie end to end, and a figure there would be taken
        for that of the sum.
        """
        free = [rope for rope in self.ropes if rope.data * rope.penalty <= 0]
        found = max(free, key=lambda rope: abs(getattr(rope, side)), default=None)
        return found if found is not None and getattr(found, side) else None


class TugChart(KeyboardFocus, QWidget):
    """One row per weight; nothing to drag, but to point at, to step through and to choose.

    Signals
    -------
    hovered(weight or None)
        The row the pointer or the keyboard is on.
    chosen(weight)
        A click, or Enter.
    """

    hovered = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, name: str, describe: Callable[[Weight], str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.shown = Pulling()
        self.inks = Inks(look)
        self._describe = describe
        self._current: Weight | None = None
        self._hover: Weight | None = None
        self._highlight: Weight | None = None
        self._layout: TugLayout | None = None
        # It fills its own ground, so a new pull does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def show_pulls(self, shown: Pulling) -> None:
        """Show these pulls (silent)."""
        if shown == self.shown:
            return
        self.shown = shown
        keys = [rope.key for rope in shown.ropes]
        if self._current not in keys:
            self._current = keys[0] if keys else None
        if self._hover not in keys:
            self._hover = None
        self._layout = None
        self.update()

    def set_highlight(self, weight: Weight | None) -> None:
        """Light the row of this weight (silent)."""
        if weight != self._highlight:
            self._highlight = weight
            self.update()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self.inks = Inks(self.look)
        self._layout = None
        self.update()

    @property
    def layout_now(self) -> TugLayout:
        """The places of the rows in the widget as it is now."""
        if self._layout is None:
            look, shown, width = self.look, self.shown, self.inks.texts.width
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
            area = QRectF(self.rect())
            self._layout = lay_out(shown.ropes, area, shown.limit, measures, more=bool(shown.more))
        return self._layout

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._layout = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), self.look.color("card"))
            lit = self._hover if self._hover is not None else self._highlight
            paint_tug(painter, self, lit, self._current if self.ring else None)

    # -- mouse ------------------------------------------------------------------------------------

    def _at(self, point: QPointF) -> Placed | None:
        for placed in self.layout_now.placed:
            if placed.slot.contains(point):
                return placed
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        placed = self._at(event.position())
        self._set_hover(placed.rope.key if placed else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        placed = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and placed is not None:
            self._current = placed.rope.key
            self.update()
            self.chosen.emit(placed.rope.key)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._set_hover(None)
        super().leaveEvent(event)

    def _set_hover(self, weight: Weight | None) -> None:
        if weight == self._hover:
            return
        self._hover = weight
        if weight is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hovered.emit(weight)
        self.update()

    # -- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another row, or choose this one."""
        keys = [rope.key for rope in self.shown.ropes]
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        along = _FAR if modifiers == Qt.KeyboardModifier.ControlModifier else _ALONG
        if self._current not in keys or (modifiers and not (along is _FAR and key in _FAR)):
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.chosen.emit(self._current)
        elif key in along or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = keys.index(self._current) + along.get(key, 0)
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(keys) - 1}
            self._go_to(keys[min(len(keys) - 1, max(0, ends.get(key, place)))])
        else:
            super().keyPressEvent(event)

    def _go_to(self, weight: Weight) -> None:
        self.ring = True
        self._current = weight
        self.setAccessibleDescription(self._describe(weight))
        self.hovered.emit(weight)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the current row where the focus came by the keyboard."""
        super().focusInEvent(event)
        if self.ring and self._current is not None:
            self._go_to(self._current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's light out."""
        had = self.ring
        super().focusOutEvent(event)
        if had and not self.ring:
            self.hovered.emit(None)
        self.update()

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The exact pulls of the row under the pointer."""
        placed = self._at(QPointF(point))
        return (self._describe(placed.rope.key), self.rect()) if placed is not None else None
