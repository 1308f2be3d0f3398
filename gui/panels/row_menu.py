"""The menu that puts a vector into W: one entry for each class."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from core import edits
from core.edits.comparison import Row
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.session import Session
from gui.words.tips import on_button
from gui.words.translation import words


class RowMenu(Menu):
    """Opens under `button`; the class that is chosen gets the vector `row` as its row of W."""

    def __init__(self, look: Look, session: Session, row: Row, button: QPushButton) -> None:
        super().__init__(look, f"{button.objectName()}.menu", button)
        self._session = session
        self._row = row
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._use)
        button.setMenu(self)

    def _fill(self) -> None:
        """The classes as they are now."""
        self.clear()
        for index, name in enumerate(self._session.state.classes):
            self.addAction(on_button(words(name))).setData(index)

    def _use(self, action: QAction) -> None:
        self._session.edit(edits.use_as_row(self._row, int(action.data())))
