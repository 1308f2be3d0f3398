"""The history: menus with the names of the steps, and a list of all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from gui.controls.held_menu import HeldMenu
from gui.header import Header
from gui.look.theme import Look
from gui.session import Session
from gui.window.history_list import HistoryList
from gui.window.steps_menu import StepsMenu


class History(QObject):
    """Undo, redo and reset, several steps at once, and the list of steps to jump in."""

    def __init__(self, look: Look, session: Session, header: Header, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._window = window
        self._list: HistoryList | None = None
        self.menus: dict[str, QMenu] = {}
        """Menus of steps, by name."""
        for name, redo in (("undo", False), ("redo", True)):
            menu = StepsMenu(look, session, f"menu.{name}_steps", window, redo=redo)
            menu.all_asked.connect(self.show)
            HeldMenu(header.redo if redo else header.undo, menu)
            self.menus[f"{name}_steps"] = menu
        self.slots: dict[str, Callable[[], object]] = {
            "undo": session.undo,
            "redo": session.redo,
            "reset": session.reset,
            "history": self.show,
        }
        """What each act does that has to do with this."""

    def show(self) -> None:
        """Open the list of all steps, or bring it to the front."""
        if self._list is None:
            self._list = HistoryList(self._look, self._session, self._window)
            self._list.asked.connect(self._session.go)
        self._list.show_steps()
        self._list.show()
        self._list.activateWindow()
