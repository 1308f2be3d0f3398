"""The small field that opens on a number of the formula, to type a value."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.controls.noted_edit import NotedEdit
from gui.look.theme import Change, Look

_WIDTH = 130
_HEIGHT = 42
# A menu or another window takes the focus for a moment: that is not leaving.
_PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class NumberField(NotedEdit):
    """Opens over a number; closed, it is hidden.

    Signals
    -------
    submitted(text)
        Enter, or the focus went elsewhere. Answer with `accept` or `refuse`.
    closed()
        The field is gone and had the focus: the keyboard may go back to the number.
    """

    submitted = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "formula.field", parent)
        self._strip = parent
        self._leaving = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()
        self.apply_look()

    def open(self, over: QRectF, text: str) -> None:
        """Show the field over `over`, holding `text`, all of it selected."""
        self._settle()
        self.place(over)
        self.setText(text)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def place(self, over: QRectF) -> None:
        """Stay over the number as the strip changes its size."""
        room = self._strip.rect()
        left = round(over.center().x() - self.width() / 2)
        top = round(over.center().y() - self.height() / 2)
        self.move(
            max(0, min(left, room.width() - self.width())),
            max(0, min(top, room.height() - self.height())),
        )

    def accept(self) -> None:
        """Close: the text has been used."""
        self._settle()
        self._close()

    def refuse(self, reason: str) -> None:
        """Mark the text as unusable and say why; the old value stands."""
        self.complain(reason)
        if not self._leaving:
            self.selectAll()
            return
        # The person has moved on: the reason stays readable until they do the next thing.
        self._close()
        note = self.note()
        if note is not None:
            note.dismiss_at_next_input()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        super().apply_look(what)
        self.setTextMargins(0, 0, 0, 0)
        self.setFixedSize(self._look.px(_WIDTH), self._look.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isHidden() and event.reason() not in _PASSING:
            self._leaving = True
            self.submitted.emit(self.text())
            self._leaving = False

    def _home(self) -> QWidget | None:
        return self._strip

    def _close(self) -> None:
        if not self.isHidden():
            had_focus = self.hasFocus()
            self.hide()
            if had_focus:
                self.closed.emit()
