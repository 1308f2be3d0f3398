"""Which class is taken for which: a table of counts whose cells can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.arrays import FloatArray, IntArray
from gui.charts.confusion.layout import ConfusionLayout, Place, lay_out_confusion
from gui.charts.confusion.paint import paint_confusion
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look

_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Confusions:
    """What is shown: rows are correct classes, columns predicted ones.

    Attributes
    ----------
    counts, then : (C, C)
        Now and, if there is something to compare with, when pinned.
    shares : (C, C)
        Of the row.
    names : C names
    """

    counts: IntArray = field(default_factory=lambda: np.zeros((0, 0), dtype=np.intp))
    shares: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    names: tuple[str, ...] = ()
    then: IntArray | None = None


class ConfusionTable(KeyboardFocus, QWidget):
    """The cells. Arrows walk them, Enter or a click asks for the examples counted in one."""

    chosen = Signal(object)
    """(correct, predicted) of the cell a person asked for."""

    def __init__(self, look: Look, name: str, tip: Callable[[Place], str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self._tip = tip
        self.shown = Confusions()
        self.captions = ("", "", "")
        self.lit: Place | None = None
        self.in_force: Place | None = None
        self._walked: Place = (0, 0)
        self._layout: ConfusionLayout | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        TipFilter(self, self._tip_at)
        look.changed.connect(self.apply_look)

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self._layout = None
        self.update()

    def show_confusions(self, shown: Confusions) -> None:
        """Show these counts; silent."""
        if shown is self.shown:
            return
        if shown.names != self.shown.names:
            self._layout, self.lit = None, None
            last = max(0, len(shown.names) - 1)
            self._walked = min(self._walked[0], last), min(self._walked[1], last)
        self.shown = shown
        self.describe()
        self.update()

    def set_captions(self, rows: str, columns: str, rows_short: str) -> None:
        """Name the axes; the last is for where there is little room."""
        self.captions = (rows, columns, rows_short)
        self.update()

    def set_in_force(self, place: Place | None) -> None:
        """Mark the cell that the examples are filtered by; silent."""
        if place != self.in_force:
            self.in_force = place
            self.update()

    @property
    def walked(self) -> Place | None:
        """The cell that the keyboard is on."""
        return self._walked if self.ring and self.hasFocus() else None

    @property
    def layout_now(self) -> ConfusionLayout | None:
        """The places at the size the widget has now; None without a class."""
        if self._layout is None and self.shown.names:
            area = QRectF(self.rect()).adjusted(0, 0, -1, -1)
            self._layout = lay_out_confusion(area, self.shown.names, self.look)
        return self._layout

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(160), self.look.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._layout = None

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
            paint_confusion(painter, self, QRectF(event.rect()))

    # -- what a person does -----------------------------------------------------------------------

    def _redraw(self, *places: Place | None) -> None:
        """Draw some cells anew."""
        layout = self.layout_now
        for place in places:
            if layout is not None and place is not None:
                self.update(layout.rect(place).toAlignedRect().adjusted(-1, -1, 1, 1))

    def _point(self, place: Place | None) -> None:
        if place != self.lit:
            self._redraw(self.lit, place)
            self.lit = place
            hand = (
                Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            )
            self.setCursor(hand)

    def _at(self, point: QPointF) -> Place | None:
        return None if self.layout_now is None else self.layout_now.at(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the cell under the pointer."""
        self._point(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the cell."""
        self.ring = False
        self._redraw(self._walked)
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._walked = place
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cells, or ask for one."""
        key, last = Qt.Key(event.key()), len(self.shown.names) - 1
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        before = self._walked
        if key in _CHOOSING:
            self.chosen.emit(self._walked)
        elif key in _STEPS:
            down, right = _STEPS[key]
            row, column = self._walked[0] + down, self._walked[1] + right
            self._walked = min(last, max(0, row)), min(last, max(0, column))
        else:
            event.ignore()
            return
        self.ring = True
        self.describe()
        self._redraw(before, self._walked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self.describe()
        self._redraw(self._walked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._redraw(self._walked)

    def describe(self) -> None:
        """Tell screen readers the cell that the keyboard is on."""
        if self.shown.names:
            self.setAccessibleDescription(self._tip(self._walked))

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        place, layout = self._at(QPointF(point)), self.layout_now
        if place is None or layout is None:
            return None
        return self._tip(place), layout.rect(place).toAlignedRect()
