"""A button that says which of several things is chosen, with a menu of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.controls.button import Button, Kind
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.words.tips import literal

Option = tuple[str, str, str]
"""Key, text, tool tip."""


class Choice(Button):
    """One of several, chosen from a menu: by a click, or Space and the arrow keys.

    A flat one has its title before what is chosen.
    """

    chosen = Signal(object)
    """The key of the option a person has chosen."""

    def __init__(
        self, look: Look, name: str, kind: Kind = Kind.OUTLINED, parent: QWidget | None = None
    ) -> None:
        self._titled = kind is Kind.FLAT
        super().__init__(look, name, kind, parent=parent)
        self._options: tuple[Option, ...] = ()
        self._current = ""
        self._short = False
        self._fitted: tuple[float, str, int] | None = None
        self._title = self._tip = ""
        if self._titled:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        menu = Menu(look, f"{name}.menu", self)
        menu.setToolTipsVisible(True)
        menu.triggered.connect(self._choose)
        self._group = QActionGroup(menu)
        self.setMenu(menu)

    def set_options(self, title: str, tip: str, options: Sequence[Option]) -> None:
        """Offer these; `title` says to screen readers what is chosen among them (silent)."""
        if (title, tip, tuple(options)) == (self._title, self._tip, self._options):
            return
        self._title, self._tip, self._options = title, tip, tuple(options)
        menu = self.menu()
        for action in self._group.actions():
            self._group.removeAction(action)
            menu.removeAction(action)
            action.deleteLater()
        for key, text, what in options:
            action = QAction(text.replace("&", "&&"), menu)
            action.setObjectName(f"{self.objectName()}.{key}")
            action.setData(key)
            action.setToolTip(literal(what))
            action.setCheckable(True)
            action.setChecked(key == self._current)
            self._group.addAction(action)
            menu.addAction(action)
        self._say()

    def set_current(self, key: str) -> None:
        """Show what is chosen (silent)."""
        if key != self._current:
            self._current = key
            for action in self._group.actions():
                action.setChecked(action.data() == key)
            self._say()

    def fit(self, room: float) -> None:
        """Leave the words to the tool tip where the button has no more `room` than that."""
        wanted = (room, self._shown(), self.fontMetrics().height())
        if wanted != self._fitted:
            self._fitted = wanted
            self._set_short(False)
            self._set_short(self.sizeHint().width() > room)

    @property
    def is_short(self) -> bool:
        """Whether the words are left to the tool tip."""
        return self._short

    def minimumSizeHint(self) -> QSize:
        """A flat one holds no room for its words: who places it calls `fit` then."""
        hint = self.sizeHint()
        return QSize(self._look.px(30), hint.height()) if self._titled else hint

    def _set_short(self, short: bool) -> None:
        if short != self._short:
            self._short = short
            self.set_glyph("down" if short else "")
            self._say()

    def _shown(self) -> str:
        text = self.text_now()
        return f"{self._title}: {text}" if self._titled else text

    def text_now(self) -> str:
        """What is chosen."""
        return next((text for key, text, _ in self._options if key == self._current), "")

    def _say(self) -> None:
        whole = f"{self._title}: {self.text_now()}"
        shown = self._shown().replace("&", "&&")
        self.set_words("" if self._short else shown, f"{whole}\n{self._tip}")
        self.setAccessibleName(whole)

    def _choose(self, action: QAction) -> None:
        if action.data() != self._current:
            self.set_current(action.data())
            self.chosen.emit(action.data())
