"""The files that were opened or saved last, in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.saving import stamp_of
from gui.base.following import Newest
from gui.base.remembered import remember_folder, remember_list, remembered_list
from gui.controls.menu import Menu
from gui.look.theme import Look, Type
from gui.words.tips import literal, on_button
from gui.words.translation import tr

KEPT = 10
_NAME = "recent"
_WIDEST = 420.0


class Recent(QObject):
    """Remembers files, and offers them in `menu`.

    Whether they are still there is looked up beside the window: a disk may be asleep, or far away.

    Signals
    -------
    chosen(path)
    """

    chosen = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._offered: list[Path] = []
        self._newest = Newest(self)
        self._newest.done.connect(self._pale)
        self.menu = Menu(look, "menu.recent", window)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.triggered.connect(self._choose)

    @property
    def paths(self) -> list[Path]:
        """The files, the last one first."""
        return [Path(text) for text in remembered_list(_NAME)]

    def note(self, path: Path) -> None:
        """A file was opened or saved."""
        path = path.absolute()
        others = [one for one in self.paths if one != path]
        remember_list(_NAME, [str(one) for one in (path, *others)[:KEPT]])
        remember_folder(path)

    def clear(self) -> None:
        """Forget all of them."""
        remember_list(_NAME, [])

    # -- the menu ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        """The files as they are remembered now."""
        self.menu.clear()
        paths = self._offered = self.paths
        metrics, room = self._look.metrics(Type.BODY), self._look.px(_WIDEST)
        for number, name in enumerate(told_apart(paths)):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
            action = self.menu.addAction(on_button(text))
            action.setToolTip(literal(str(paths[number])))
            action.setData(number)  # a path may hold bytes that Qt's texts cannot
        if not paths:
            self.menu.addAction(tr("recent.none")).setEnabled(False)
        self.menu.addSeparator()
        clear = self.menu.addAction(tr("recent.clear"))
        clear.setObjectName("recent.clear")
        clear.setEnabled(bool(paths))
        self._newest.ask(partial(_gone, paths))

    def _pale(self, gone: set[Path]) -> None:
        """Say of files that are gone that they are."""
        for action in self.menu.actions():
            number = action.data()
            if action.isEnabled() and number is not None and self._offered[number] in gone:
                action.setEnabled(False)
                action.setText(tr("recent.gone", name=action.text()))

    def _choose(self, action: QAction) -> None:
        if action.data() is None:
            self.clear()
        else:
            self.chosen.emit(self._offered[action.data()])


def told_apart(paths: Sequence[Path]) -> list[str]:
    """The files' names; those of one name with as much of the folder as tells them apart."""
    return [_name(path, [one for one in paths if one.name == path.name]) for path in paths]


def _name(path: Path, alike: Sequence[Path]) -> str:
    folders = path.parent.parts
    for many in range(len(folders) + 1):
        tail = path.parts[len(path.parts) - 1 - many :]
        if sum(one.parts[-len(tail) :] == tail for one in alike) == 1:
            break
    return path.name if many == 0 else f"{path.name} — {Path(*folders[-many:])}"


def _gone(paths: Sequence[Path]) -> set[Path]:
    return {path for path in paths if stamp_of(path) is None}
