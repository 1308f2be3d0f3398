"""The menu that puts a vector into W: one entry for each class."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from core import edits
from core.edits.comparison import Row
from gui.look.theme import Look, Type
from gui.session import Session
from gui.words.tips import on_button
from gui.words.translation import words


class RowMenu(QMenu):
    """Opens under `button`; the class that is chosen gets the vector `row` as its row of W."""

    def __init__(self, look: Look, session: Session, row: Row, button: QPushButton) -> None:
        super().__init__(button)
        self.setObjectName(f"{button.objectName()}.menu")
        self._look = look
        self._session = session
        self._row = row
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._use)
        look.changed.connect(self.apply_look)
        self.apply_look()
        button.setMenu(self)

    def apply_look(self) -> None:
        """Take over font and colours."""
        self.setFont(self._look.font(Type.BODY))
        self.setPalette(self._look.palette())

    def _fill(self) -> None:
        """The classes as they are now."""
        self.clear()
        for index, name in enumerate(self._session.state.classes):
            self.addAction(on_button(words(name))).setData(index)

    def _use(self, action: QAction) -> None:
        self._session.edit(edits.use_as_row(self._row, int(action.data())))
