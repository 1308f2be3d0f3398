"""A line edit that lies over a name while the name is being changed."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.controls.noted_edit import NotedEdit
from gui.look.theme import Look
from gui.words.translation import tr

LONGEST_NAME = 60


class InlineEdit(NotedEdit):
    """Opens over a rectangle of its parent; Enter or leaving accepts, Esc gives up."""

    accepted = Signal(object)
    """The new name: not empty, not too long, not the old one."""
    closed = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget, longest: int = LONGEST_NAME) -> None:
        super().__init__(look, name, parent)
        self._longest = longest
        self._came_from: QWidget | None = None
        self._before = ""
        self.returnPressed.connect(self._enter)
        self.apply_look()
        self.hide()

    def open(self, area: QRect, text: str) -> None:
        """Show `text` in `area`, all of it selected."""
        self._before = text
        self._came_from = QApplication.focusWidget()
        self._settle()
        self.setAccessibleName(tr("name.edit", name=text))
        self.setToolTip(tr("name.edit.tip"))
        self.setGeometry(area)
        self.setText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Close and keep the old name."""
        self._settle()
        self._close(accept=False)

    def _problem(self) -> str:
        text = self.text().strip()
        if not text:
            return tr("name.empty", longest=self._longest)
        if len(text) > self._longest:
            return tr("name.too_long", count=len(text), longest=self._longest)
        return ""

    def _enter(self) -> None:
        problem = self._problem()
        if problem:
            self.complain(problem)
        else:
            self._close(accept=True)

    def _home(self) -> QWidget | None:
        """What had the keyboard when it was opened, if that is still there."""
        back = self._came_from
        return back if back is not None and isValid(back) else None

    def _close(self, *, accept: bool) -> None:
        if self.isHidden():
            return
        text = self.text().strip()
        back = self._home() if self.hasFocus() else None
        self.hide()
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        if accept and text != self._before:
            self.accepted.emit(text)
        self.closed.emit()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
        if self.isHidden() or event.reason() in passing:
            return
        problem = self._problem()
        self._close(accept=not problem)
        if problem:
            self.complain(problem)
            if self._note is not None:
                self._note.dismiss_at_next_input()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F2}:
            event.accept()
        else:
            super().keyPressEvent(event)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                event.accept()  # what lies below has its own use for it
