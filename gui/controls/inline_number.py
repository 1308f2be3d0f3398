"""The field that opens over a number to type another: in the formula, a matrix, a table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.controls.number_field import Limits, NumberField
from gui.controls.steps import Steps
from gui.look.theme import Change, Look

_PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class InlineNumber(NumberField):
    """A number field that is there only while a person types: Enter or leaving accepts, Esc not."""

    tabbed = Signal(object)
    """Tab (True) or Shift+Tab (False) goes on to the next number."""

    def __init__(
        self, look: Look, name: str, limits: Limits | None, steps: Steps, parent: QWidget
    ) -> None:
        self._below = parent
        self._closing = False
        super().__init__(look, name, limits, steps, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.returnPressed.connect(self._close_if_right)
        self.hide()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        super().apply_look(what)
        margin = self._look.px(6)
        self.setTextMargins(margin, 0, margin, 0)
        self.resize(self._look.px(128), max(26, self._look.px(38)))

    def open(self, over: QRectF, number: float) -> None:
        """Show `number` in the middle of `over`, all of it selected."""
        self.set_number(number)
        self.give_up()
        self.place(over)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def place(self, over: QRectF) -> None:
        """Stay over the number, inside what lies below."""
        room = self._below.rect()
        left = round(over.center().x() - self.width() / 2)
        top = round(over.center().y() - self.height() / 2)
        self.move(
            max(0, min(left, room.width() - self.width())),
            max(0, min(top, room.height() - self.height())),
        )

    def dismiss(self) -> None:
        """Close and keep the old number."""
        self.give_up()
        self._close()

    def _home(self) -> QWidget | None:
        return self._below

    def _close_if_right(self) -> None:
        if not self.is_wrong():
            self._close()

    def _close(self) -> None:
        if self._closing or self.isHidden():
            return
        self._closing = True
        if self.hasFocus():
            # Before it hides, or Qt would send the keyboard on to the next widget.
            self._below.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self._closing = False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab accepts and goes on; what cannot be used holds the keyboard here."""
        if not self._closing:
            self._enter()
            if not self.is_wrong():
                self._close()
                self.tabbed.emit(forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.drop():
            self.dismiss()
        else:
            super().keyPressEvent(event)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                event.accept()  # what lies below would open the field again

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if not self.isHidden() and event.reason() not in _PASSING:
            self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        # A note about what was typed last stays readable when the person has moved on.
        self.let_go()
        QLineEdit.hideEvent(self, event)

    def refuse(self, reason: str) -> None:
        """Say why the document did not take the number; it stays to be mended."""
        refused = self.text()
        super().refuse(reason)
        self.setText(refused)
        self.setModified(True)
        self.selectAll()
