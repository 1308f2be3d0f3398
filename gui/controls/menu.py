"""A menu in the program's own design."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from gui.look.sheets import menu_sheet
from gui.look.theme import Look, Type
from gui.words.translation import language

_BEFORE_KEYS = 24.0


class Menu(QMenu):
    """A `QMenu` in the type, scale and theme of `look`.

    Its sheet it takes over when it opens: that costs more than a colour costs a chart, and a switch
    of theme need not wait for menus that are not to be seen.
    """

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._worn = "", ""
        self.setObjectName(name)
        self.aboutToShow.connect(self.wear_look)
        look.changed.connect(self.take_font)
        self.take_font()

    def take_font(self) -> None:
        """Take over the font: what is written is measured in it also while the menu is closed."""
        self.setFont(self._look.font(Type.BODY))

    def wear_look(self) -> None:
        """Take over sizes and colours."""
        sheet = menu_sheet(self._look)
        if (sheet, language()) != self._worn:
            self._worn = sheet, language()
            self.setMinimumWidth(0)
            self.setStyleSheet(sheet)
        self._part_keys()

    def _part_keys(self) -> None:
        """Leave room before the keys: a sheet leaves a few pixels, whatever the scale."""
        actions = self.actions()
        if any(not action.shortcut().isEmpty() for action in actions):
            widest = max(self.actionGeometry(action).width() for action in actions)
            if widest > self.minimumWidth():
                self.setMinimumWidth(widest + self._look.px(_BEFORE_KEYS))

    def add_part(self, name: str, title: str = "") -> Menu:
        """A submenu."""
        part = Menu(self._look, name, self)
        part.setTitle(title)
        self.addMenu(part)
        return part
