"""The losses of all examples along one axis: a dot for each, or bars where there are many.

Painted by hand like `gui.charts.tug`: dots that make room for each other are laid out in pixels.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.arrays import IntArray
from gui.charts.distribution.paint import paint_distribution
from gui.charts.distribution.plan import Plan, plan_of
from gui.charts.distribution.spread import Spot, Spread
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.text_cache import TextCache
from gui.look.theme import Look
from gui.words.tips import literal

_ALONG = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}
_FAR = {Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Distribution(KeyboardFocus, QWidget):
    """A chart of losses: nothing to drag, but to point at, to step through and to choose.

    Signals
    -------
    hovered(index or None)
        The example the pointer or the keyboard is on.
    chosen(index)
        A click, or Enter.
    """

    hovered = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, name: str, shown: Spread, tell: Callable[[Spot], str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.texts = TextCache(look)
        self.shown = shown
        self.hover: Spot | None = None
        self._tell = tell
        self._current: int | None = None
        self._highlight: int | None = None
        self._plan: Plan | None = None
        self._order: IntArray | None = None
        # It fills its own ground, so a new frame does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def show_spread(self, shown: Spread) -> None:
        """Show these losses (silent); the same object again costs nothing."""
        if shown is self.shown:
            return
        if shown.losses is not self.shown.losses:
            self._order = None
        self.shown = shown
        count = len(shown.losses)
        if self._current is not None and self._current >= count:
            self._current = None
        if self._highlight is not None and self._highlight >= count:
            self._highlight = None
        if not self._still_there(self.hover):
            self.hover = None
        self._plan = None
        self.update()

    def _still_there(self, spot: Spot | None) -> bool:
        if spot is None:
            return True
        kind, index = spot
        if kind == "example":
            return index < len(self.shown.losses)
        return kind != "bin" or self.shown.bars is not None

    def set_highlight(self, index: int | None) -> None:
        """Light this example (silent)."""
        if index is not None and not 0 <= index < len(self.shown.losses):
            index = None
        if index != self._highlight:
            self._highlight = index
            self.update()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self.texts.forget()
        self._plan = None
        self.update()

    @property
    def plan_now(self) -> Plan:
        """The places of everything in the widget as it is now."""
        if self._plan is None:
            # Inside the ring that shows where the keyboard is.
            inset = self.look.px(3)
            area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            self._plan = plan_of(self.look, self.texts, self.shown, area)
        return self._plan

    @property
    def lit(self) -> int | None:
        """The example that is lighted: by the pointer, by the keyboard, or from elsewhere."""
        if self.hover is not None and self.hover[0] == "example":
            return self.hover[1]
        if self.ring and self._current is not None:
            return self._current
        return self._highlight

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(440), self.look.px(310))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._plan = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), self.look.color("card"))
            paint_distribution(painter, self, self.lit)

    # -- mouse ------------------------------------------------------------------------------------

    def _at(self, point: QPointF) -> Spot | None:
        return self.plan_now.spot_at(self.shown, point, self.look.scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light what is under the pointer and say its exact value at once."""
        spot = self._at(event.position())
        if spot != self.hover:
            self._set_hover(spot)
            if spot is None:
                QToolTip.hideText()
            else:
                text = literal(self._tell(spot))
                QToolTip.showText(event.globalPosition().toPoint(), text, self, self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the example under the pointer."""
        spot = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot and spot[0] == "example":
            self._current = spot[1]
            self.chosen.emit(spot[1])

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._set_hover(None)
        super().leaveEvent(event)

    def _set_hover(self, spot: Spot | None) -> None:
        before, now = _example(self.hover), _example(spot)
        if spot == self.hover:
            return
        self.hover = spot
        if now is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if now != before:
            self.hovered.emit(now)
        self.update()

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        spot = self._at(QPointF(point))
        return None if spot is None else (self._tell(spot), self.rect())

    # -- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the example with the next loss, or choose this one."""
        key, start = Qt.Key(event.key()), self._start()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        along = _FAR if modifiers == Qt.KeyboardModifier.ControlModifier else _ALONG
        if start is None or (modifiers and not (along is _FAR and key in _FAR)):
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.chosen.emit(start)
        elif key in along or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = self._by_loss()
            place = int(np.flatnonzero(order == start)[0]) + along.get(key, 0)
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(order) - 1}
            self._go_to(int(order[min(len(order) - 1, max(0, ends.get(key, place)))]))
        else:
            super().keyPressEvent(event)

    def _start(self) -> int | None:
        if self._current is not None:
            return self._current
        return self.shown.selected if len(self.shown.losses) else None

    def _by_loss(self) -> IntArray:
        """Examples by loss, those with equal ones in their own order."""
        if self._order is None:
            self._order = np.argsort(self.shown.losses, kind="stable")
        return self._order

    def _go_to(self, index: int) -> None:
        self.ring = True
        self._current = index
        text = self._tell(("example", index))
        self.setAccessibleDescription(text)
        at = self.plan_now.example(self.shown, index).toPoint()
        QToolTip.showText(self.mapToGlobal(at), literal(text), self, self.rect())
        self.hovered.emit(index)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light an example where the focus came by the keyboard."""
        super().focusInEvent(event)
        start = self._start()
        if self.ring and start is not None:
            self._go_to(start)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's light out."""
        had = self.ring
        super().focusOutEvent(event)
        if had and not self.ring:
            QToolTip.hideText()
            self.hovered.emit(None)
        self.update()


def _example(spot: Spot | None) -> int | None:
    return spot[1] if spot is not None and spot[0] == "example" else None
