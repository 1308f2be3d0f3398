"""A bar of counts that together are everything, each of them named, counted and to be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.charts.parts.division_paint import paint_division
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look, Type

_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BAR, _PINNED, _PAD = 20.0, 14.0, 5.0


@dataclass(frozen=True, slots=True)
class Portion:
    """One of the counts.

    Attributes
    ----------
    key, word : str
    count : int
        The number that is written.
    length, then : float
        Share of the bar now and when pinned (None without a pin). A count that holds another,
        as "right" holds "right but inside the margin", leaves that one its own length.
    change : str
        How far the count has come since it was pinned, empty for not at all.
    """

    key: str
    word: str
    count: int
    length: float
    then: float | None = None
    change: str = ""


class DivisionBar(KeyboardFocus, QWidget):
    """The bar, below it the pinned one, and a legend that counts. Both can be clicked."""

    chosen = Signal(object)
    """The key of the portion a person asked for."""

    def __init__(self, look: Look, name: str, tip: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self._tip = tip
        self.portions: tuple[Portion, ...] = ()
        self.in_force = ""
        self.at: int | None = None
        self._walked = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        TipFilter(self, self._tip_at)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over sizes and fonts."""
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_portions(self, portions: tuple[Portion, ...]) -> None:
        """Show these; silent."""
        if portions != self.portions:
            self.portions = portions
            self.describe()
            self.update()

    def set_in_force(self, key: str) -> None:
        """Mark the portion that the examples are filtered by, ``""`` for none; silent."""
        if key != self.in_force:
            self.in_force = key
            self.update()

    @property
    def bar(self) -> QRectF:
        """Where the bar is."""
        return QRectF(0, 0, self.width(), self.look.px(_BAR))

    def areas(self) -> list[QRectF]:
        """The portions in the bar."""
        left, areas = 0.0, []
        for portion in self.portions:
            width = portion.length * self.width()
            areas.append(QRectF(left, 0, width, self.bar.height()))
            left += width
        return areas

    def mark(self) -> float:
        """The side of a mark in the legend."""
        return float(self.look.px(13))

    def cells(self) -> list[QRectF]:
        """The portions in the legend: as wide as their words, what is left over shared out."""
        look = self.look
        pad = 2 * look.px(_PAD)
        needs = []
        for portion in self.portions:
            figures = look.width(f"{portion.count:,}", Type.STRONG)
            figures += look.width(f" {portion.change}", Type.SMALL) + self.mark() + look.px(6)
            needs.append(max(figures, look.width(portion.word, Type.SMALL)) + pad)
        over = self.width() - sum(needs)
        top = self.bar.bottom() + look.px(_PINNED)
        left, cells = 0.0, []
        for need in needs:
            width = need + over / len(needs) if over > 0 else need * self.width() / sum(needs)
            cells.append(QRectF(left, top, width, self.height() - top))
            left += width
        return cells

    def sizeHint(self) -> QSize:
        look = self.look
        lines = look.metrics(Type.STRONG).height() + look.metrics(Type.SMALL).height()
        height = look.px(_BAR) + look.px(_PINNED) + round(lines) + look.px(_PAD)
        return QSize(look.px(240), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
            paint_division(painter, self)

    # -- what a person does -----------------------------------------------------------------------

    def number_at(self, point: QPointF) -> int | None:
        """The number of the portion at this place, in the bar or in the legend."""
        for places in (self.areas(), self.cells()):
            for number, place in enumerate(places):
                if place.contains(point):
                    return number
        return None

    def _point(self, number: int | None) -> None:
        if number != self.at:
            self.at = number
            hand = (
                Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor
            )
            self.setCursor(hand)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the portion under the pointer."""
        self._point(self.number_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the portion."""
        self.ring = False
        self.update()
        number = self.number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._walked = number
            self.chosen.emit(self.portions[number].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the portions, or ask for one."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _CHOOSING and plain:
            self.chosen.emit(self.portions[self._walked].key)
        elif key in _STEPS and plain:
            self._walked = min(len(self.portions) - 1, max(0, self._walked + _STEPS[key]))
        else:
            event.ignore()
            return
        self.ring = True
        self.describe()
        self.update()

    @property
    def walked(self) -> int | None:
        """The number of the portion that the keyboard is on."""
        return self._walked if self.ring and self.hasFocus() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self.describe()
        self.update()

    def describe(self) -> None:
        """Tell screen readers the portion the keyboard is on, else all."""
        if self.hasFocus() and self.portions:
            text = self._tip(self.portions[self._walked].key)
        else:
            text = ", ".join(f"{portion.count:,} {portion.word}" for portion in self.portions)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        number = self.number_at(QPointF(point))
        if number is None:
            return None
        places = self.areas() if self.areas()[number].contains(QPointF(point)) else self.cells()
        return self._tip(self.portions[number].key), places[number].toAlignedRect()
