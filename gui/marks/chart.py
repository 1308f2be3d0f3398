"""What every painted chart does alike: it is pointed at, walked by keys, chosen from and spoken of.

A chart says which marks it has, where they are and how they look. A mark is named by its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
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
from PySide6.QtWidgets import QToolTip, QWidget

from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look
from gui.marks.walking import ALONG, CHOOSING, modifiers_of, place_after
from gui.words.tips import literal

K = TypeVar("K")
L = TypeVar("L")


class MarkChart(KeyboardFocus, QWidget, Generic[K, L]):
    """A painted widget of marks with keys K at the places of a layout L.

    Signals
    -------
    hovered(what `meant_by` says of the mark, or None)
        The pointer or the keyboard is on another mark, or on none.
    chosen(what `choose` says)
        A click, Enter or Space.

    Attributes
    ----------
    steps, far
        How many marks each arrow goes, and Ctrl+Page Down.
    at_once : bool
        Whether a mark says its exact value as soon as it is pointed at or walked to.
    role, mark_role
        What screen readers take the chart and its marks for.
    pointed, highlight, current : K or None
        The marks under the pointer, lit from elsewhere, and on which keys act.
    """

    hovered = Signal(object)
    chosen = Signal(object)
    steps: Mapping[Qt.Key, int] = ALONG
    far = 10
    at_once = False
    role = QAccessible.Role.List
    mark_role = QAccessible.Role.ListItem

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.pointed: K | None = None
        self.highlight: K | None = None
        self.current: K | None = None
        self._told: object = None
        self._layout: L | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # It fills its own ground, so a new frame does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        TipFilter(self, self._tip_at)
        look.changed.connect(self.apply_look)

    # -- what a chart says ------------------------------------------------------------------------

    def keys(self) -> Sequence[K]:
        """The marks in the order in which keys walk them."""
        raise NotImplementedError

    def lay_out(self, area: QRectF) -> L:
        """The places in `area`."""
        raise NotImplementedError

    def mark_at(self, point: QPointF) -> K | None:
        """The mark at a place."""
        raise NotImplementedError

    def place_of(self, key: K) -> QRectF:
        """Where a mark is."""
        raise NotImplementedError

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw what lies in `region`; the ground is there, and more than asked for does no harm."""
        raise NotImplementedError

    def tip_of(self, key: K) -> str:
        """All that a mark says, to the last digit."""
        raise NotImplementedError

    def name_of(self, key: K) -> str:
        """What a mark is called."""
        raise NotImplementedError

    def value_of(self, key: K) -> str:
        """The number of a mark, as shown."""
        raise NotImplementedError

    # -- what a chart may say ---------------------------------------------------------------------

    def said(self) -> str:
        """What screen readers are told of the whole while the keyboard is elsewhere."""
        return ""

    def told(self) -> Sequence[K]:
        """The marks that screen readers can go to one by one."""
        return self.keys()

    def has(self, key: K) -> bool:
        """Whether there is such a mark."""
        return key in self.keys()

    def start(self) -> K | None:
        """The mark on which keys act before any was walked to or chosen."""
        keys = self.keys()
        return keys[0] if keys else None

    def step_from(self, key: K, event: QKeyEvent) -> K | None:
        """The mark to which a key press leads; None if it means nothing here."""
        keys = self.keys()
        to = place_after(event, keys.index(key), len(keys), self.steps, self.far)
        return None if to is None else keys[to]

    def is_choosable(self, key: K) -> bool:
        """Whether a click on this mark does anything."""
        return True

    def choose(self, key: K) -> None:
        """A person asks for this mark."""
        self.chosen.emit(key)

    def shape_over(self, key: K) -> Qt.CursorShape:
        """The pointer's shape over a mark that is choosable."""
        return Qt.CursorShape.PointingHandCursor

    def meant_by(self, key: K) -> object:
        """What `hovered` says of a mark."""
        return key

    def touched(self, key: K) -> QRectF:
        """What looks different when a mark is lit or ringed; nothing for the whole chart."""
        return self.place_of(key)

    # -- what all do alike ------------------------------------------------------------------------

    @property
    def layout_now(self) -> L:
        """The places at the size the widget has now."""
        if self._layout is None:
            self._layout = self.lay_out(QRectF(self.rect()))
        return self._layout

    @property
    def here(self) -> K | None:
        """The mark on which keys act."""
        return self.start() if self.current is None else self.current

    @property
    def walked(self) -> K | None:
        """The mark with the ring: where the keyboard is, if it should show."""
        return self.here if self.ring else None

    @property
    def lit(self) -> K | None:
        """The mark to light: under the pointer, else what is pointed at elsewhere."""
        return self.highlight if self.pointed is None else self.pointed

    def changed(self, *, places: bool = True) -> None:
        """Show anew what is shown; `places` if the layout may be another one."""
        if places:
            self._layout = None
        if self.current is not None and not self.has(self.current):
            self.current = None
        if self.pointed is not None and not self.has(self.pointed):
            self.pointed = None
            self.unsetCursor()
        self.describe()
        self.update()

    def set_highlight(self, key: K | None) -> None:
        """Light a mark (silent)."""
        if key != self.highlight:
            before, self.highlight = self.highlight, key
            self.redraw(before, key)

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self._layout = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
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
        if key != self.pointed:
            before, self.pointed = self.pointed, key
            if key is not None and self.is_choosable(key):
                self.setCursor(self.shape_over(key))
            else:
                self.unsetCursor()
            self.redraw(before, key)
        self._tell(key)

    def _tell(self, key: K | None) -> None:
        """Say what is pointed at if it is something else: a mark may have got another meaning."""
        told = None if key is None else (key, self.meant_by(key))
        if told != self._told:
            self._told = told
            self.hovered.emit(None if told is None else told[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the mark under the pointer."""
        key = self.mark_at(event.position())
        new = key != self.pointed
        self._point(key)
        if new and self.at_once:
            self._say(key, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the pointer."""
        self.redraw(self.walked)
        self.ring = False
        key = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and key is not None:
            if key in self.keys():
                self.current = key
                self.redraw(key)
            if self.is_choosable(key):
                self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the marks, or choose one."""
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
        """Bring the keyboard to a mark."""
        self.redraw(self.here)
        self.ring, self.current = True, key
        self.redraw(key)
        self.describe()
        self._told = (key, self.meant_by(key))
        self.hovered.emit(self.meant_by(key))
        if self.at_once:
            self._say(key, self.mapToGlobal(self.place_of(key).center().toPoint()))
        if QAccessible.isActive():
            arrival = QAccessibleEvent(self, QAccessible.Event.Focus)
            arrival.setChild(self.keys().index(key))
            QAccessible.updateAccessibility(arrival)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the current mark where the focus came by the keyboard."""
        super().focusInEvent(event)
        here = self.here
        if self.ring and here is not None:
            self.go_to(here)
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's light out."""
        had = self.ring
        super().focusOutEvent(event)
        if had and not self.ring:
            self._tell(None)
            if self.at_once:
                QToolTip.hideText()
        self.describe()
        self.update()

    def describe(self) -> None:
        """Tell screen readers the mark the keyboard is on, else all."""
        here, text = self.here, self.said()
        if here is not None and (self.hasFocus() or not text):
            text = self.tip_of(here)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _say(self, key: K | None, at: QPoint) -> None:
        if key is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(at, literal(self.tip_of(key)), self, self.rect())

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        key = self.mark_at(QPointF(point))
        return None if key is None else (self.tip_of(key), self.place_of(key).toAlignedRect())
