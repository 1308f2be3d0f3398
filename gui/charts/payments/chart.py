"""A row for each penalty: what every weight pays under it, and the sum."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.arrays import FloatArray
from gui.charts.cells.cells import Weight
from gui.charts.cells.text import TextWidth
from gui.charts.payments.layout import TableLayout, lay_out_table
from gui.charts.payments.paint import paint_table
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look, Type

_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_BARS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True, eq=False)
class Payment:
    """One penalty.

    Attributes
    ----------
    key, name, formula : str
    parts : (C, D)
        What each weight pays.
    largest : float
        What a bar of full height stands for.
    value, term : str
        R(W) and λR(W) as shown.
    tip : str
        Both to the last digit.
    then : (C, D) or None
        What each weight paid when it was pinned.
    value_change, term_change : str
        How far both have come since.
    """

    key: str
    name: str
    formula: str
    parts: FloatArray
    largest: float
    value: str
    term: str
    tip: str
    then: FloatArray | None = None
    value_change: str = ""
    term_change: str = ""

    @property
    def texts(self) -> tuple[object, ...]:
        """All that is not an array."""
        words = self.key, self.name, self.formula, self.largest, self.value, self.term, self.tip
        return (*words, self.value_change, self.term_change)

    def same_as(self, other: Payment) -> bool:
        """Whether both look alike."""
        return self.texts == other.texts and self.same_bars(other)

    def same_bars(self, other: Payment) -> bool:
        """Whether the bars of both look alike."""
        return (
            self.largest == other.largest
            and _alike(self.parts, other.parts)
            and _alike(self.then, other.then)
        )


def _alike(one: FloatArray | None, other: FloatArray | None) -> bool:
    if one is None or other is None:
        return one is other
    return one is other or np.array_equal(one, other)


class PaymentTable(KeyboardFocus, QWidget):
    """The rows. Up and Down go through them, Enter or Space chooses, Left and Right go along bars.

    Signals
    -------
    chosen(key)
        A penalty is to be in force.
    hovered((class, feature) or None)
        The bar under the pointer or the keyboard.
    """

    chosen = Signal(object)
    hovered = Signal(object)

    def __init__(self, look: Look, name: str, bar_tip: Callable[[str, Weight], str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self._bar_tip = bar_tip
        self.payments: tuple[Payment, ...] = ()
        self.in_force = ""
        self.was_in_force = ""
        self.headers: tuple[str, str, str, str] = ("", "", "", "")
        self.current = 0
        self.row: int | None = None
        self.weight: Weight | None = None
        self.highlight: Weight | None = None
        self._walked: Weight | None = None
        self._layout: TableLayout | None = None
        self._widths: tuple[float, ...] = ()
        self._known: dict[tuple[str, Type], float] = {}
        self._strong = TextWidth(look.metrics(Type.STRONG).horizontalAdvance)
        self.setMouseTracking(True)
        TipFilter(self, self._tip_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.apply_look)

    # -- what it shows ----------------------------------------------------------------------------

    def show_payments(
        self, payments: tuple[Payment, ...], in_force: str, was_in_force: str = ""
    ) -> None:
        """Show `payments`, marking the one whose key is `in_force`; silent.

        `was_in_force` is the key of the one that was when another was pinned.
        """
        same = len(payments) == len(self.payments) and all(
            one.same_as(other) for one, other in zip(payments, self.payments, strict=True)
        )
        marked = in_force == self.in_force and was_in_force == self.was_in_force
        if same and marked:
            return
        if [p.parts.shape for p in payments] != [p.parts.shape for p in self.payments]:
            self._layout, self.weight, self._walked = None, None, None
        if in_force != self.in_force and not self.hasFocus():
            keys = [payment.key for payment in payments]
            self.current = keys.index(in_force) if in_force in keys else 0
        words = [(payment.name, payment.formula) for payment in self.payments]
        reworded = words != [(payment.name, payment.formula) for payment in payments]
        before, self.payments = self.payments, payments
        self.in_force, self.was_in_force = in_force, was_in_force
        if self._needed() != self._widths:
            self._layout = None
        if reworded or not marked or self._layout is None:
            self.update()
        else:
            # Names and formulas stand; a drag changes sums and, unless it is λ's, bars.
            kept = all(one.same_bars(other) for one, other in zip(payments, before, strict=True))
            left = int(self._layout.value[0] if kept else self._layout.strip.left) - 2
            top = int(self._layout.header.bottom())
            self.update(left, top, self.width() - left, self.height() - top)

    def set_headers(self, headers: tuple[str, str, str, str]) -> None:
        """The words over the columns."""
        self.headers = headers
        self._layout = None
        self.update()

    def set_highlight(self, weight: Weight | None) -> None:
        """Light the bars of one weight (silent)."""
        if weight != self.highlight:
            self.highlight = weight
            self.update()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self._layout = None
        self._known.clear()
        self._strong = TextWidth(self.look.metrics(Type.STRONG).horizontalAdvance)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._layout = None
        super().resizeEvent(event)

    def _needed(self) -> tuple[float, ...]:
        """Room for names and numbers; steps of some pixels, so that a drag does not shake bars."""
        step = self.look.px(12)
        least = float(self.look.px(60))

        def widest(header: str, texts: Iterable[str]) -> float:
            widths = [self._strong(text) for text in texts]
            widths += [least, self._width(header, Type.LABEL)]
            return math.ceil(max(widths) / step) * step

        names = [self._width(payment.name, Type.STRONG) for payment in self.payments]
        names += [self._width(payment.formula, Type.SMALL) for payment in self.payments]
        return (
            max(names, default=0.0),
            widest(self.headers[2], (payment.value for payment in self.payments)),
            widest(self.headers[3], (payment.term for payment in self.payments)),
        )

    def _width(self, text: str, role: Type) -> float:
        if (text, role) not in self._known:
            self._known[text, role] = self.look.metrics(role).horizontalAdvance(text)
        return self._known[text, role]

    @property
    def layout_now(self) -> TableLayout:
        """The places of everything in the widget as it is now."""
        if self._layout is None:
            look = self.look
            self._widths = self._needed()
            header = look.metrics(Type.LABEL).height() + look.px(8)
            shape = self.payments[0].parts.shape if self.payments else (1, 1)
            self._layout = lay_out_table(
                QRectF(self.rect()),
                len(self.payments),
                (shape[0], shape[1]),
                self._widths,
                header,
                look.px,
            )
        return self._layout

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(420), self.look.px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the table."""
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
            paint_table(painter, event.region(), self, self.layout_now)

    # -- what a person does -----------------------------------------------------------------------

    def _point(self, row: int | None, weight: Weight | None) -> None:
        if row != self.row:
            self.row = row
            self.update()
        if weight != self.weight:
            self.weight = weight
            self.hovered.emit(weight)
            self.update()

    def _weight_at(self, point: QPointF) -> Weight | None:
        layout = self.layout_now
        return layout.strip.at(point.x()) if layout.row_at(point) is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the bar under the pointer."""
        row = self.layout_now.row_at(event.position())
        if row is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._point(row, self._weight_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._point(None, None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the penalty of the row."""
        self.ring = False
        row = self.layout_now.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.current = row
            self._choose()

    def _choose(self) -> None:
        key = self.payments[self.current].key
        self.update()
        if key != self.in_force:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through rows and bars, or choose."""
        key = Qt.Key(event.key())
        if not self.payments or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        self.ring = True
        if key in _ROWS:
            self.current = min(len(self.payments) - 1, max(0, self.current + _ROWS[key]))
        elif key in _BARS:
            self._walk(_BARS[key])
        elif key in _CHOOSING:
            self._choose()
        else:
            event.ignore()
            return
        self.describe()
        self.update()

    def _walk(self, way: int) -> None:
        """Point at the next bar."""
        classes, features = self.payments[0].parts.shape
        index = -1 if way > 0 else classes * features
        if self._walked is not None:
            index = self._walked[0] * features + self._walked[1]
        index = min(classes * features - 1, max(0, index + way))
        self._walked = divmod(index, features)
        self._point(self.current, self._walked)

    def describe(self) -> None:
        """Tell screen readers the row or the bar that the keyboard is on."""
        if self.hasFocus() and self.payments:
            payment = self.payments[self.current]
            exact = self.tip_of(self.current, self._walked)
            self.setAccessibleDescription(f"{payment.name}, {payment.formula}\n{exact}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's light out."""
        super().focusOutEvent(event)
        self._walked = None
        self._point(None, None)
        self.update()

    def tip_of(self, row: int, weight: Weight | None) -> str:
        """What a row and a bar in it say to the last digit."""
        payment = self.payments[row]
        bar = [self._bar_tip(payment.key, weight)] if weight is not None else []
        return "\n".join((*bar, payment.tip))

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The exact values of the row or the bar under the pointer."""
        at = QPointF(point)
        row = self.layout_now.row_at(at)
        return (self.tip_of(row, self._weight_at(at)), self.rect()) if row is not None else None
