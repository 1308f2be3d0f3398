"""The small field that opens on a number of the formula, to type a value."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gui.theme import Look, Type

_WIDTH = 130
_HEIGHT = 42


class NumberField(QLineEdit):
    """Opens over a number; closed, it is hidden.

    Signals
    -------
    submitted(text)
        Enter, or the focus went elsewhere. Answer with `accept` or `refuse`.
    closed()
        The field is gone; the keyboard may go back to the number.
    """

    submitted = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formula.field")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message = QLabel(parent)
        self.message.setObjectName("formula.field.message")
        self.message.setAutoFillBackground(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._look = look
        self._strip = parent
        self._leaving = False
        self.textEdited.connect(self._clear_mark)
        self.hide()
        self.message.hide()
        look.changed.connect(self.apply_look)
        self.apply_look()

    def open(self, over: QRectF, text: str) -> None:
        """Show the field over `over`, holding `text`, all of it selected."""
        self.place(over)
        self.setText(text)
        self._clear_mark()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def place(self, over: QRectF) -> None:
        """Stay over the number as the strip changes its size."""
        parent = self._strip
        left = round(over.center().x() - self.width() / 2)
        top = round(over.center().y() - self.height() / 2)
        self.move(
            max(0, min(left, parent.width() - self.width())),
            max(0, min(top, parent.height() - self.height())),
        )

    def accept(self) -> None:
        """Close: the text has been used."""
        self._close()

    def refuse(self, reason: str) -> None:
        """Mark the text as unusable and say why; the old value stands.

        If the focus has gone elsewhere, nobody is there to read it, and the field closes.
        """
        if self._leaving:
            self._close()
            return
        self._paint(error=True)
        self.message.setText(f" {reason} ")
        self.setAccessibleDescription(reason)
        message, parent = self.message, self._strip
        message.adjustSize()
        left = self.geometry().center().x() - message.width() // 2
        below = self.geometry().bottom() + 2
        above = self.geometry().top() - message.height() - 2
        message.move(
            max(0, min(left, parent.width() - message.width())),
            below if below + message.height() <= parent.height() else max(0, above),
        )
        message.show()
        message.raise_()
        self.selectAll()

    def apply_look(self) -> None:
        """Take over fonts and sizes."""
        look = self._look
        self.setFont(look.font(Type.BODY))
        self.message.setFont(look.font(Type.SMALL))
        self.setFixedSize(look.px(_WIDTH), look.px(_HEIGHT))
        self._paint(error=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another window takes the focus for a moment: that is not leaving.
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.isVisible() and event.reason() not in passing:
            self._leaving = True
            self.submitted.emit(self.text())
            self._leaving = False

    def _close(self) -> None:
        if not self.isHidden():
            # Hiding moves the focus on, which must not submit the text again.
            had_focus = self.hasFocus()
            self.hide()
            self.message.hide()
            if had_focus:
                self.closed.emit()

    def _clear_mark(self) -> None:
        self.message.hide()
        self.setAccessibleDescription("")
        self._paint(error=False)

    def _paint(self, *, error: bool) -> None:
        look = self._look
        palette = look.palette()
        if error:
            for role, token in (
                (QPalette.ColorRole.Base, "error_tint"),
                (QPalette.ColorRole.Highlight, "error"),
                (QPalette.ColorRole.Window, "error"),
            ):
                palette.setColor(role, look.color(token))
        self.setPalette(palette)
        speaking = look.palette()
        speaking.setColor(QPalette.ColorRole.Window, look.color("error_tint"))
        speaking.setColor(QPalette.ColorRole.WindowText, look.color("error"))
        self.message.setPalette(speaking)
