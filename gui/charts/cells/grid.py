"""The numbers of s = W x + b as cells that can be pulled, stepped and typed over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication

from core.state import PARAMETER_LIMIT
from gui.charts.cells.cells import Cell, Content, Speaker, row_of
from gui.charts.cells.paint import Marks
from gui.charts.cells.view import CellView
from gui.controls.inline_number import InlineNumber
from gui.controls.pinned import with_pinned
from gui.controls.scrub import Pull, Scrub
from gui.controls.steps import SCORE_STEPS, sized
from gui.look.painting import KeyboardFocus
from gui.look.theme import Look
from gui.words import numbers

_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_COARSE = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellGrid(Scrub[Cell], KeyboardFocus, CellView):
    """W, x, b and s in one painted widget.

    Signals
    -------
    began(), moved((Cell, value)), ended(), cancelled()
        A drag or a held key: one gesture.
    committed((Cell, value))
        A typed number. If it cannot be taken, answer with ``field.refuse()``.
    pointed(Cell or None)
        The cell under the pointer, else the one that the keyboard is on.
    chosen(Cell)
        Another cell is the current one.
    rename_asked(feature), menu_asked(feature, global place)
        A feature's name is to be changed; its menu is to open.
    """

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()
    committed = Signal(object)
    pointed = Signal(object)
    chosen = Signal(object)
    rename_asked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, look: Look, name: str, speaker: Speaker) -> None:
        super().__init__(look, name, speaker)
        self._hover: Cell | None = None
        self._told: Cell | None = None
        self.current = Cell("w", 0, 0)
        limits = (-PARAMETER_LIMIT, PARAMETER_LIMIT)
        self.field = InlineNumber(look, f"{name}.field", limits, SCORE_STEPS, self)
        self._typing = self.current
        self.field.committed.connect(self._commit)
        self.field.tabbed.connect(self.focusNextPrevChild)
        for signal in ("began", "ended", "cancelled"):
            getattr(self.field, signal).connect(getattr(self, signal))
        self.field.moved.connect(self._field_moved)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_content(self, content: Content) -> None:
        """Show `content`; silent. What is being typed for a number that is gone is forgotten."""
        super().show_content(content)
        shown = self.layout_now.rect
        if shown(self.current) is None:
            self.current = Cell("w", content.labels.classes[0], 0)
        if self.field.isVisible():
            if shown(self._typing) is None:
                self.field.dismiss()
            else:
                self.field.set_number(content.values.of(self._typing))
        if any(cell is not None and shown(cell) is None for cell in (self._hover, self._told)):
            self._hover = None
            self._tell()
        self.describe()

    def relayout(self) -> None:
        """Keep the open field over its cell."""
        super().relayout()
        rect = self.layout_now.rect(self._typing) if self.field.isVisible() else None
        if rect is not None:
            self.field.place(rect)

    def marks(self) -> Marks:
        """What is pointed at, and where the keyboard is; in heat maps also the current place."""
        ring = self.current if self._ringed() else None
        chosen = self.current if self.layout_now.pictures else None
        return replace(super().marks(), pointed=self._told, chosen=chosen, ring=ring)

    # -- what is pointed at -----------------------------------------------------------------------

    def _ringed(self) -> bool:
        return self.ring and (self.hasFocus() or self.field.isVisible())

    def _tell(self) -> None:
        """Announce what is pointed at, if it is something else now."""
        cell = self.grip.key if self.grip else self._hover
        if cell is None and self._ringed():
            cell = self.current
        if cell != self._told:
            self._told = cell
            self.pointed.emit(cell)
        self.update()

    def _set_hover(self, cell: Cell | None) -> None:
        if cell != self._hover:
            self._hover = cell
            self.setCursor(Qt.CursorShape.SizeHorCursor if cell else Qt.CursorShape.ArrowCursor)
            self._tell()

    def begin_at(self, cell: Cell) -> None:
        """Let this be the current cell, if it is shown (silent)."""
        if self.layout_now.rect(cell) is not None:
            self.current = cell
            self.update()

    def _choose(self, cell: Cell) -> None:
        if cell != self.current:
            self.current = cell
            self.chosen.emit(cell)
        self.describe()
        self._tell()

    def describe(self) -> None:
        """Tell screen readers the current cell and its value."""
        if self.hasFocus() and self.isVisible() and self.content is not None:
            value, then = self.content.values.of(self.current), self.content.then
            said = f"{self.speaker.name(self.current)}: {numbers.field(value)}"
            was = None if then is None else then.of(self.current)
            self.setAccessibleDescription(with_pinned(said, value, was))

    # -- the pointer ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the cell under the pointer."""
        self.let_go()
        self.ring = False
        super().mousePressEvent(event)
        if self.grip is None:
            self._tell()
        else:
            self._choose(self.grip.key)

    def grip_at(self, event: QMouseEvent) -> Pull[Cell] | None:
        cell = self.layout_now.at(event.position())
        if cell is None:
            return None
        value = self.speaker.value(cell)
        return self.pull_of(cell, value, sized(SCORE_STEPS, value), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the cell in the hand, or light the one under the pointer."""
        if self.grip is None:
            self._set_hover(self.layout_now.at(event.position()))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._set_hover(self.layout_now.at(event.position()))

    def hand_changed(self) -> None:
        """The cell in the hand is the one pointed at."""
        self.describe()
        self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type over the cell, or rename the feature."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cell = self.layout_now.at(event.position())
        if cell is not None:
            self._choose(cell)
            self.open_field()
        elif (feature := self.layout_now.header_at(event.position())) is not None:
            self.rename_asked.emit(feature)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        if self.grip is None:
            self._set_hover(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the feature under the pointer, or of the current cell."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point = QPointF(event.pos())
            cell = self.layout_now.at(point)
            feature = cell.feature if cell else self.layout_now.header_at(point)
            place = event.globalPos()
        else:
            rect = self.layout_now.rect(self.current)
            feature = self.current.feature
            place = self.mapToGlobal(rect.center().toPoint() if rect else QPoint())
        if feature is not None:
            self.menu_asked.emit(feature, place)

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the current cell, go along its row, type over it, or give a drag up."""
        key = Qt.Key(event.key())
        others = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            if not self.drop():
                event.ignore()
        elif self.grip is not None or self.content is None:
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            exact = numbers.full(self.speaker.value(self.current))
            QGuiApplication.clipboard().setText(exact.replace(numbers.MINUS, "-"))
        elif event.modifiers() & ~others and key not in _COARSE:
            event.ignore()
        else:
            self.ring = True
            self._use_key(key, event)
            self._tell()

    def _use_key(self, key: Qt.Key, event: QKeyEvent) -> None:
        if key in _ALONG:
            self._walk(_ALONG[key])
        elif key in _OPENING:
            self.open_field()
        elif key == Qt.Key.Key_F2 and self.current.feature is not None:
            self.rename_asked.emit(self.current.feature)
        elif event.text().strip() and event.text().isprintable():
            self.open_field()  # whatever a number may begin with: 3, −, (, [ or sqrt
            QApplication.sendEvent(self.field, event)
        else:
            now = self.speaker.value(self.current)
            self.step(self.current, now, sized(SCORE_STEPS, now), event)

    def _walk(self, way: int) -> None:
        """Go along the row: the class's weights, its bias and its score; or the features of x."""
        if self.content is None:
            return
        self.let_go()
        row = row_of(self.current, len(self.content.labels.features))
        place = row.index(self.current) + way
        if 0 <= place < len(row):
            self._choose(row[place])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and from the last one on to the next widget."""
        stops = self._stops()
        if self.hasFocus() and self.grip is None and stops:
            here = stops.index(self.current) if self.current in stops else 0
            place = here + (1 if forward else -1)
            if 0 <= place < len(stops):
                self.let_go()
                self.ring = True
                self._choose(stops[place])
                return True
        return super().focusNextPrevChild(forward)

    def _stops(self) -> list[Cell]:
        column = self.current.column if self.current.part == "w" else 0
        column = self.current.row if self.current.part == "x" else column
        return list(self.layout_now.stops(column)) if self.content else []

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes in at the first cell, Shift+Tab at the last."""
        super().focusInEvent(event)
        stops = self._stops()
        entering = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: -1}
        if event.reason() in entering and stops:
            self._choose(stops[entering[event.reason()]])
        self.describe()
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the ring while the cell is typed over."""
        ring = self.ring
        super().focusOutEvent(event)
        if self.field.isVisible():
            self.ring = ring
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is pointed at or typed over when the page has gone."""
        super().hideEvent(event)
        self.field.dismiss()
        self._set_hover(None)

    # -- typing -----------------------------------------------------------------------------------

    def open_field(self) -> None:
        """Type over the current cell."""
        rect = self.layout_now.rect(self.current)
        if rect is None:
            return
        self.let_go()
        self._typing = self.current
        value = self.speaker.value(self.current)
        self.field.set_limits((-PARAMETER_LIMIT, PARAMETER_LIMIT), sized(SCORE_STEPS, value))
        self.field.set_words(self.speaker.name(self.current), "")
        self.field.open(rect, value)

    def _commit(self, value: float) -> None:
        self.committed.emit((self._typing, value))

    def _field_moved(self, value: float) -> None:
        self.moved.emit((self._typing, value))
