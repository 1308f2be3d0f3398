"""The main menu: everything that the window's keys do, to be found without knowing a key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.look.themes import CHOICES
from gui.pages import PAGES
from gui.window.acts import Acts
from gui.words.translation import LANGUAGES, language, tr

_FILE = (
    "new",
    "open",
    "recent",
    "import",
    "",
    "save",
    "save_as",
    "revert",
    "",
    "save_figure",
    "save_report",
    "save_numbers",
    "save_weights",
    "copy_link",
    "",
    "quit",
)
BESIDE_SCENARIOS = ("new", "open", "recent", "save", "save_as", "revert")
"""What the menu of scenarios has of these too."""
_EDIT = (
    "undo",
    "redo",
    "undo_steps",
    "redo_steps",
    "history",
    "reset",
    "",
    "pin",
    "swap",
    "",
    "copy_as",
    "paste",
    "find",
)
_VIEW = (*(f"page.{number}" for number in range(1, len(PAGES) + 1)), "", "projector", "full_screen")
_ZOOM = ("zoom_in", "zoom_out", "zoom_back")
_EXAMPLE = ("previous", "next")
_HALL = ("present", "", "blank", "ring", "rail")
_HELP = ("sheet", "change_sides")
_PARTS = {
    "file": _FILE,
    "edit": _EDIT,
    "view": _VIEW,
    "example": _EXAMPLE,
    "hall": _HALL,
    "help": _HELP,
}


class MainMenu(Menu):
    """The window's acts by what they are about, its themes and its languages.

    Signals
    -------
    theme_chosen(key), language_chosen(code)
    """

    theme_chosen = Signal(object)
    language_chosen = Signal(object)

    def __init__(self, look: Look, acts: Acts, parent: QWidget) -> None:
        super().__init__(look, "menu", parent)
        self._acts = acts
        self._parts: dict[str, Menu] = {}
        for part, names in _PARTS.items():
            acts.put_into(self._add_part(self, part), names)
        view = self._parts["view"]
        view.addSeparator()
        acts.put_into(self._add_part(view, "zoom"), _ZOOM)
        self._themes = self._add_choices("theme", CHOICES)
        self._languages = self._add_choices("language", tuple(LANGUAGES))
        self._themes.triggered.connect(self._theme_triggered)
        self._languages.triggered.connect(self._language_triggered)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _add_part(self, menu: Menu, name: str) -> Menu:
        part = menu.add_part(f"menu.{name}")
        self._parts[name] = part
        return part

    def _add_choices(self, name: str, keys: tuple[str, ...]) -> QActionGroup:
        group = QActionGroup(self)
        part = self._add_part(self._parts["view"], name)
        for key in keys:
            act = QAction(group)
            act.setObjectName(f"menu.{name}.{key}")
            act.setData(key)
            act.setCheckable(True)
            part.addAction(act)
        return group

    def apply_look(self) -> None:
        """Take over words, and tick what is chosen."""
        for name, part in self._parts.items():
            part.setTitle(tr(f"menu.{name}", percent=round(100 * self._look.zoom)))
        for act in self._themes.actions():
            act.setText(tr(f"menu.theme.{act.data()}"))
            act.setChecked(act.data() == self._look.choice)
        for act in self._languages.actions():
            act.setText(LANGUAGES[act.data()])
            act.setChecked(act.data() == language())

    def _theme_triggered(self, act: QAction) -> None:
        self.theme_chosen.emit(act.data())

    def _language_triggered(self, act: QAction) -> None:
        self.language_chosen.emit(act.data())
