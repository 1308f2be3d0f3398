"""The numbers of s = W x + b as cells that can be pulled, stepped and typed over."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
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
from gui.controls.walking import ALONG, modifiers_of
from gui.look.theme import Look
from gui.words import numbers


class CellGrid(Scrub[Cell], CellView):
    """W, x, b and s in one painted widget.

    Signals
    -------
    began(), moved((Cell, value)), ended(), cancelled()
        A drag or a held key: one gesture.
    committed((Cell, value))
        A typed number. If it cannot be taken, answer with ``field.refuse()``.
    hovered(Cell or None)
        The cell under the pointer, else the one that the keyboard is on.
    chosen(Cell)
        Another cell is the current one.
    rename_asked(feature), menu_asked(feature, global place)
        A feature's name is to be changed; its menu is to open.
    """

    committed = Signal(object)
    rename_asked = Signal(object)
    menu_asked = Signal(object, object)
    current: Cell

    def __init__(self, look: Look, name: str, speaker: Speaker) -> None:
        super().__init__(look, name, speaker)
        self.current = self._typing = Cell("w", 0, 0)
        limits = (-PARAMETER_LIMIT, PARAMETER_LIMIT)
        self.field = InlineNumber(look, f"{name}.field", limits, SCORE_STEPS, self)
        self.field.committed.connect(self._commit)
        self.field.tabbed.connect(self.focusNextPrevChild)
        for signal in ("began", "ended", "cancelled"):
            getattr(self.field, signal).connect(getattr(self, signal))
        self.field.moved.connect(self._field_moved)

    def show_content(self, content: Content) -> None:
        """Show `content`; silent. What is being typed for a number that is gone is forgotten."""
        super().show_content(content)
        if not self.has(self.current):
            self.current = Cell("w", content.labels.classes[0], 0)
        if self.field.isVisible():
            if self.has(self._typing):
                self.field.set_number(content.values.of(self._typing))
            else:
                self.field.dismiss()
        if self.hover is not None and not self.has(self.hover):
            self.hover = None
        self._announce(self.hover)
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
        return Marks(self._marked, chosen, ring, self.highlight)

    # -- what is pointed at -----------------------------------------------------------------------

    @property
    def _marked(self) -> Cell | None:
        """The cell in the hand, else the one under the pointer, else the one with the ring."""
        if self.grip is not None:
            return self.grip.key
        return self.current if self.hover is None and self._ringed() else self.hover

    def _ringed(self) -> bool:
        return self.ring and (self.hasFocus() or self.field.isVisible())

    def _announce(self, key: Cell | None, *, again: bool = False) -> None:
        super()._announce(self._marked)

    def meant_by(self, key: Cell) -> Cell:
        """Where the pointer is, also while the keyboard walks."""
        return self._marked or key

    def shape_over(self, key: Cell) -> Qt.CursorShape:
        return Qt.CursorShape.SizeHorCursor

    def begin_at(self, cell: Cell) -> None:
        """Let this be the current cell, if it is shown (silent)."""
        if self.has(cell):
            self.current = cell
            self.update()

    def _make_current(self, cell: Cell) -> None:
        if cell != self.current:
            self.current = cell
            self.chosen.emit(cell)

    def go_to(self, key: Cell) -> None:
        """Walking makes a cell the current one."""
        self.let_go()
        self._make_current(key)
        super().go_to(key)

    def choose(self, key: Cell) -> None:
        """Type over a cell."""
        self._make_current(key)
        self.open_field()

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
        if self.grip is not None:
            self._make_current(self.grip.key)
        self.hand_changed()

    def grip_at(self, event: QMouseEvent) -> Pull[Cell] | None:
        cell = self.layout_now.at(event.position())
        if cell is None:
            return None
        value = self.speaker.value(cell)
        return self.pull_of(cell, value, sized(SCORE_STEPS, value), event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._point(self.layout_now.at(event.position()))

    def hand_changed(self) -> None:
        """The cell in the hand is the one pointed at."""
        self.describe()
        self._announce(self.hover)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type over the cell, or rename the feature."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cell = self.layout_now.at(event.position())
        if cell is not None:
            self.choose(cell)
        elif (feature := self.layout_now.header_at(event.position())) is not None:
            self.rename_asked.emit(feature)

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
        """Copy, rename or type; else step, walk, or give a drag up."""
        if self.grip is not None or self.content is None or not self._acts(event):
            super().keyPressEvent(event)

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether a key has done something with the current cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            exact = numbers.full(self.speaker.value(self.current))
            QGuiApplication.clipboard().setText(exact.replace(numbers.MINUS, "-"))
        elif modifiers_of(event) & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        elif event.key() == Qt.Key.Key_F2 and self.current.feature is not None:
            self.rename_asked.emit(self.current.feature)
        elif event.text().strip() and event.text().isprintable():
            self.ring = True
            self.open_field()  # whatever a number may begin with: 3, −, (, [ or sqrt
            QApplication.sendEvent(self.field, event)
        else:
            return False
        return True

    def after_key(self, event: QKeyEvent) -> tuple[Cell, float] | None:
        now = self.speaker.value(self.current)
        value = None
        if Qt.Key(event.key()) not in ALONG and self.content is not None:
            value = sized(SCORE_STEPS, now).after_key(event, now)
        if value is None:
            return None
        self.ring = True
        self.hand_changed()
        return self.current, value

    def row_of(self, cell: Cell) -> list[Cell]:
        """A class's weights, its bias and its score; or the features of x."""
        return row_of(cell, len(self.content.labels.features)) if self.content else [cell]

    def step_from(self, key: Cell, event: QKeyEvent) -> Cell | None:
        """Go along the row."""
        way = ALONG.get(Qt.Key(event.key()))
        if way is None or modifiers_of(event) & ~Qt.KeyboardModifier.ShiftModifier:
            return None
        row = self.row_of(key)
        return row[max(0, min(row.index(key) + way, len(row) - 1))]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and from the last one on to the next widget."""
        stops = self._stops()
        if self.hasFocus() and self.grip is None and stops:
            here = stops.index(self.current) if self.current in stops else 0
            place = here + (1 if forward else -1)
            if 0 <= place < len(stops):
                self.go_to(stops[place])
                return True
        return super().focusNextPrevChild(forward)

    def _stops(self) -> list[Cell]:
        column = self.current.column if self.current.part == "w" else 0
        column = self.current.row if self.current.part == "x" else column
        return list(self.layout_now.stops(column)) if self.content else []

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes in at the first cell, Shift+Tab at the last."""
        stops = self._stops()
        entering = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: -1}
        if event.reason() in entering and stops:
            self._make_current(stops[entering[event.reason()]])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the ring while the cell is typed over."""
        ring = self.ring
        super().focusOutEvent(event)
        if self.field.isVisible():
            self.ring = ring
        self._announce(self.hover)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is pointed at or typed over when the page has gone."""
        super().hideEvent(event)
        self.field.dismiss()
        self._point(None)

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
