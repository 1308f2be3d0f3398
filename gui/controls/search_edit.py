"""A line to type what is searched for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QWidget

from gui.controls.noted_edit import NotedEdit
from gui.look.theme import Change, Look, Type


class SearchEdit(NotedEdit):
    """Emits ``textEdited`` with every letter; Esc empties it."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.setMaxLength(200)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look(what)
        self.setFont(self._look.font(Type.SMALL))
        margin = self._look.px(10)
        self.setTextMargins(margin, 0, margin, 0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.PlaceholderText, self._look.color("muted"))
        self.setPalette(palette)

    def set_words(self, placeholder: str, tool_tip: str) -> None:
        """Set what an empty line says, and the tool tip."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(tool_tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.selectAll()
            self.del_()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)
