"""What the window can do, by name: one action each, with its keys, shared by all menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from gui.pages import PAGES
from gui.words.actions import Place, action, has_keys, hint, sequences
from gui.words.translation import tr


class Acts(QObject):
    """The actions of the window, by their names in `gui.words.actions` if they have keys.

    What puts much away has none, for a slip of the hand, and neither has what is rarely wanted.

    A key is bound once: an action that stands in two menus is one and the same there, and no other
    shortcut has its keys. `menus`, by name, stand among them.
    """

    def __init__(
        self,
        window: QWidget,
        slots: Mapping[str, Callable[[], object]],
        menus: Mapping[str, QMenu],
    ) -> None:
        super().__init__(window)
        self._menus = menus
        self._acts: dict[str, QAction] = {}
        self._remote = False
        for name, slot in slots.items():
            act = QAction(window)
            act.setObjectName(f"act.{name}")
            if has_keys(name) and not _is_no_shortcut(name):
                act.setShortcuts(sequences(name))
                act.setAutoRepeat(action(name).repeats)
            act.triggered.connect(slot)
            window.addAction(act)
            self._acts[name] = act
        self.set_words()

    def __getitem__(self, name: str) -> QAction:
        return self._acts[name]

    def put_into(self, menu: QMenu, names: Iterable[str]) -> None:
        """Put actions and menus into a menu, in this order; an empty name is a line between."""
        for name in names:
            if name in self._menus:
                menu.addMenu(self._menus[name])
            elif name:
                menu.addAction(self._acts[name])
            else:
                menu.addSeparator()

    def allow(self, possible: Mapping[str, bool]) -> None:
        """Say of some acts whether they would do anything now."""
        for name, allowed in possible.items():
            self._acts[name].setEnabled(allowed)

    def leave_pages_to_tables(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A table turns its own pages, also while one of its cells is being typed in.

        Not for a remote, whose keys these are while presenting.
        """
        while now is not None and not isinstance(now, QAbstractItemView):
            now = now.parentWidget()
        for name in ("previous", "next"):
            self._acts[name].setEnabled(now is None or self._remote)

    def obey_remote(self, on: bool) -> None:
        """Go on and back wherever the keyboard is, one step with each press; or as before."""
        self._remote = on
        self.leave_pages_to_tables(None, QApplication.focusWidget())
        for name in ("previous", "next"):
            self._acts[name].setAutoRepeat(action(name).repeats and not on)

    def set_words(self) -> None:
        """Say what each does, in the language in force."""
        for name, act in self._acts.items():
            act.setText(_text(name))
        for name, menu in self._menus.items():
            menu.setTitle(tr(f"menu.{name}"))


def _is_no_shortcut(name: str) -> bool:
    """Whether its key is none of a shortcut, which would be taken from what is typed."""
    return has_keys(name) and (action(name).place is Place.HALL or action(name).yields)


def _text(name: str) -> str:
    """What a menu calls an act; a page's is its name."""
    if _is_no_shortcut(name):
        return f"{tr(f'menu.{name}')}\t{hint(name)}"
    kind, _, number = name.partition(".")
    if kind == "page":
        return tr(f"page.{list(PAGES)[int(number) - 1]}")
    return tr(f"menu.{name}")
