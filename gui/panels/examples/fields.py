"""The fields over a cell of the table: Enter and Tab accept and go on to another cell."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.controls.inline_edit import InlineEdit
from gui.controls.inline_number import InlineNumber
from gui.look.theme import Look

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Way(Enum):
    """Where a key goes on to from a cell."""

    DOWN = "down"
    UP = "up"
    NEXT = "next"
    BACK = "back"
    OPEN = "open"


def way_of(event: QKeyEvent) -> Way | None:
    """Where Enter goes: down, with Shift up, with Ctrl to the example itself. Else None."""
    if event.key() not in _ENTER:
        return None
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return Way.OPEN
    return Way.UP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Way.DOWN


class CellNumber(InlineNumber):
    """The field over a score."""

    leaving = Signal(object)
    """Where it is about to be left for, before what was typed is taken."""
    left = Signal(object)
    """What was typed has been taken; what cannot be used holds the keyboard instead."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        way = Way.NEXT if forward else Way.BACK
        self.leaving.emit(way)
        super().focusNextPrevChild(forward)
        if self.isHidden():
            self.left.emit(way)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _leave_with(self, event, super().keyPressEvent)


class CellText(InlineEdit):
    """The line over a name, or over the name of a class.

    `problem` says what is wrong with a text, if not what would be wrong with a name.
    """

    leaving = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget,
        problem: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._asked = problem

    def _problem(self) -> str:
        return super()._problem() if self._asked is None else self._asked(self.text())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab accepts and goes on; what cannot be used holds the keyboard here."""
        if self.isVisible():
            way = Way.NEXT if forward else Way.BACK
            self.leaving.emit(way)
            self._enter()
            if self.isHidden():
                self.left.emit(way)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _leave_with(self, event, super().keyPressEvent)


def _leave_with(
    field: CellNumber | CellText, event: QKeyEvent, take: Callable[[QKeyEvent], None]
) -> None:
    """Let a field `take` a key, and tell where the key leads if that ends the typing."""
    way = way_of(event)
    if way is not None:
        field.leaving.emit(way)
    take(event)
    if way is not None and field.isHidden():
        field.left.emit(way)
