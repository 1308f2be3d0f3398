"""What all painted charts do alike: they are pointed at, walked, chosen from and spoken of."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip

from gui.base.access import spoken_as
from gui.controls.tip_filter import TipFilter
from gui.controls.walking import CHOOSING, modifiers_of
from gui.look.painted import Painted
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Change, Look
from gui.marks.access import ChartInterface
from gui.marks.marked import K, Marked
from gui.words.tips import literal

L = TypeVar("L")


@spoken_as(ChartInterface)
class MarkChart(KeyboardFocus, Marked[K], Painted, Generic[K, L]):
    """A painted widget of marks with keys K at the places of a layout L.

    Signals
    -------
    hovered(what a mark means by `meant_by`, or None)
        The pointer or the keyboard is on another mark, or on none.
    chosen(what `choose` says)
        A click, Enter or Space.

    Attributes
    ----------
    at_once : bool
        Whether a mark says its exact value as soon as it is pointed at or walked to.
    hover, highlight : K or None
        The marks under the pointer and lit from elsewhere.
    usual, least : (width, height) or None
        What it asks for of room, in design pixels.
    """

    hovered = Signal(object)
    chosen = Signal(object)
    at_once = False
    usual: tuple[float, float] | None = None
    least: tuple[float, float] | None = None

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.look = look
        self.hover: K | None = None
        self.highlight: K | None = None
        self._told: object = None
        self._layout: L | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        TipFilter(self, self.tip_at)

    # -- what a chart says ------------------------------------------------------------------------

    def lay_out(self, area: QRectF) -> L:
        """The places in `area`."""
        raise NotImplementedError

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw what lies in `region`; the ground is there, and more than asked for does no harm."""
        raise NotImplementedError

    def touched(self, key: K) -> QRectF:
        """What looks different when a mark is lit or has the ring; nothing for all."""
        return self.place_of(key)

    def said(self) -> str:
        """What screen readers are told of the whole while the keyboard is elsewhere."""
        return ""

    def spoken(self, key: K) -> str:
        """What screen readers are told of the mark that the keyboard is on."""
        return self.tip_of(key)

    def choose(self, key: K) -> None:
        self.chosen.emit(key)

    def shape_over(self, key: K) -> Qt.CursorShape:
        """The pointer's shape over a mark that is choosable."""
        return Qt.CursorShape.PointingHandCursor

    # -- what all do alike ------------------------------------------------------------------------

    @property
    def layout_now(self) -> L:
        """The places at the size the widget has now."""
        if self._layout is None:
            self._layout = self.lay_out(QRectF(self.rect()))
        return self._layout

    @property
    def walked(self) -> K | None:
        """The mark with the ring: where the keyboard is, if it should show."""
        return self.here if self.ring else None

    @property
    def lighted(self) -> K | None:
        """The mark to light: under the pointer, else what is pointed at elsewhere."""
        return self.highlight if self.hover is None else self.hover

    def changed(self, *, places: bool = True, area: QRect | None = None) -> None:
        """Show anew what is shown, all of it or an area; `places` if the layout may be another."""
        if places:
            self._layout = None
        if self.current is not None and not self.has(self.current):
            self.current = None
        if self.hover is not None and not self.has(self.hover):
            self.hover = None
            self.unsetCursor()
        self.describe()
        self.update(self.rect() if area is None else area)

    def set_highlight(self, key: K | None) -> None:
        """Light a mark (silent)."""
        if key != self.highlight:
            before, self.highlight = self.highlight, key
            self.redraw(before, key)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        if what & ~Change.COLORS:
            self._layout = None
        super().apply_look(what)

    def _in_pixels(self, size: tuple[float, float] | None) -> QSize:
        return QSize(*map(self.look.px, size)) if size else QSize()

    def sizeHint(self) -> QSize:
        return self._in_pixels(self.usual)

    def minimumSizeHint(self) -> QSize:
        return self._in_pixels(self.least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
            self.paint(painter, event.region())

    def redraw(self, *keys: K | None) -> None:
        """Draw some marks anew."""
        for key in keys:
            if key is not None and self.has(key):
                area = self.touched(key).toAlignedRect()
                self.update(area.adjusted(-1, -1, 1, 1) if area.isValid() else self.rect())

    def _point(self, key: K | None) -> None:
        if key != self.hover:
            before, self.hover = self.hover, key
            if key is not None and self.is_choosable(key):
                self.setCursor(self.shape_over(key))
            else:
                self.unsetCursor()
            self.redraw(before, key)
        self._announce(self.walked if key is None else key)

    def _announce(self, key: K | None, *, again: bool = False) -> None:
        meaning = None if key is None else self.meant_by(key)
        if meaning != self._told or (again and meaning is not None):
            self._told = meaning
            self.hovered.emit(meaning)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        key = self.mark_at(event.position())
        new = key != self.hover
        self._point(key)
        if new and self.at_once:
            self._say(key, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.redraw(self.walked)
        self.ring = False
        key = self.mark_at(event.position())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and key is not None and self.is_choosable(key):
            self.current = key
            self.redraw(key)
            self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.here
        if here is None:
            event.ignore()
        elif Qt.Key(event.key()) in CHOOSING and not modifiers_of(event):
            self.ring = True
            self.redraw(here)
            if self.is_choosable(here):
                self.choose(here)
        elif (to := self.step_from(here, event)) is not None:
            self.go_to(to)
        else:
            event.ignore()

    def go_to(self, key: K) -> None:
        self.redraw(self.here)
        self.ring, self.current = True, key
        self.redraw(key)
        self.describe()
        self._announce(key, again=True)
        if self.at_once:
            self._say(key, self.mapToGlobal(self.place_of(key).center().toPoint()))
        if QAccessible.isActive():
            told = self.told()
            arrival = QAccessibleEvent(self, QAccessible.Event.Focus)
            arrival.setChild(told.index(key) if key in told else -1)
            QAccessible.updateAccessibility(arrival)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        here = self.here
        if self.ring and here is not None:
            self.go_to(here)
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        had = self.ring
        super().focusOutEvent(event)
        if had and not self.ring:
            self._announce(None)
            if self.at_once:
                QToolTip.hideText()
        self.describe()
        self.update()

    def describe(self) -> None:
        """Tell screen readers the mark the keyboard is on, else all."""
        here = self.here
        text = self.said() if here is None or not self.hasFocus() else self.spoken(here)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _say(self, key: K | None, at: QPoint) -> None:
        if key is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(at, literal(self.tip_of(key)), self, self.rect())

    def tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The tool tip at a place, and the area for which it holds."""
        key = self.mark_at(QPointF(point))
        return None if key is None else (self.tip_of(key), self.place_of(key).toAlignedRect())
