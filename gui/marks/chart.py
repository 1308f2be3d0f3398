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

from gui.base.access import spoken_as
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Change, Look
from gui.marks.access import ChartInterface
from gui.marks.walking import ALONG, CHOOSING, modifiers_of, place_after
from gui.words.tips import literal

K = TypeVar("K")
L = TypeVar("L")


@spoken_as(ChartInterface)
class MarkChart(KeyboardFocus, QWidget, Generic[K, L]):
    """A painted widget of marks with keys K at the places of a layout L.

    Signals
    -------
    hovered(what a mark means by `meant_by`, or None)
        The pointer or the keyboard is on another mark, or on none.
    chosen(what `choose` says)
        A click, Enter or Space.

    Attributes
    ----------
    steps, far
        How many marks each arrow goes, and Ctrl+Page Down.
    at_once : bool
        Whether a mark says its exact value as soon as it is pointed at or walked to.
    mark_role
        What screen readers take a mark for.
    hover, highlight, stop : K or None
        The marks under the pointer, lit from elsewhere, and to which keys or a click came last.
    """

    hovered = Signal(object)
    chosen = Signal(object)
    steps: Mapping[Qt.Key, int] = ALONG
    far = 10
    at_once = False
    mark_role = QAccessible.Role.ListItem

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.hover: K | None = None
        self.highlight: K | None = None
        self.stop: K | None = None
        self._told: object = None
        self._layout: L | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # It fills its own ground, so a new frame does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        TipFilter(self, self.tip_at)
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

    def spoken(self, key: K) -> str:
        """What screen readers are told of the mark that the keyboard is on."""
        return self.tip_of(key)

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

    def meant_by(self, key: K) -> object:
        """What `hovered` says of a mark; None if no more than beside all marks."""
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
        return self.start() if self.stop is None else self.stop

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
        if self.stop is not None and not self.has(self.stop):
            self.stop = None
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
            self.updateGeometry()
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
        if key != self.hover:
            before, self.hover = self.hover, key
            if key is not None and self.is_choosable(key):
                self.setCursor(Qt.CursorShape.PointingHandCursor)
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
        """Light the mark under the pointer."""
        key = self.mark_at(event.position())
        new = key != self.hover
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
        left = event.button() == Qt.MouseButton.LeftButton
        if left and key is not None and self.is_choosable(key):
            self.stop = key
            self.redraw(key)
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
        self.ring, self.stop = True, key
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
