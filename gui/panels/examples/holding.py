"""The button of the held-out examples: which are held out, and which group the table shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.edits import Edit
from core.evaluation import Evaluation
from gui.controls.button import Button, Kind
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.panels.examples.editing import ExamplesEditor
from gui.panels.examples.splitting import SplitDialog
from gui.panels.filters import GROUPS
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr


class HoldingOut(QObject):
    """A button with a menu: hold some out, put them back, and show one group alone."""

    group_asked = Signal(object)
    """A key of `GROUPS`: which examples are to be shown."""

    def __init__(self, look: Look, session: Session, editor: ExamplesEditor) -> None:
        super().__init__(editor)
        self._look = look
        self._session = session
        self._editor = editor
        self._group = "all"
        self._selected = 0
        self.button = Button(look, "examples.held_out", Kind.FLAT)
        self.button.clicked.connect(self.open_menu)

    def show_evaluation(self, evaluation: Evaluation, group: str, selected: int) -> None:
        """Say how many are held out; `group` of them is shown and so many rows are selected."""
        state = evaluation.state
        self._group, self._selected = group, selected
        count = state.example_count - state.training_count
        key = "some" if count else "none"
        self.button.set_words(
            tr(f"examples.held_out.{key}", count=f"{count:,}"), tr("examples.held_out.menu.tip")
        )

    def open_menu(self) -> None:
        """Offer what can be done with the groups."""
        state = self._session.state
        menu = Menu(self._look, "examples.held_out.menu", self.button)
        menu.aboutToHide.connect(menu.deleteLater)
        self._act(menu, "split", self.ask_split)
        which = "hold_out" if self._editor.holds_out() else "put_back"
        chosen = self._act(menu, "chosen", self._editor.hold_out, which)
        chosen.setEnabled(self._selected > 0)
        back = self._act(menu, "all_back", self._editor.put_all_back)
        back.setEnabled(state.has_held_out)
        menu.addSeparator()
        for group in GROUPS:
            shown = self._act(menu, group, partial(self.group_asked.emit, group))
            shown.setCheckable(True)
            shown.setChecked(group == self._group)
            shown.setEnabled(group == "all" or state.has_held_out)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _act(self, menu: QMenu, name: str, slot: object, key: str = "") -> QAction:
        count, shortcut = f"{self._selected:,}", hint("table.hold_out")
        text = tr(f"examples.held_out.menu.{key or name}", count=count, key=shortcut)
        found = menu.addAction(text)
        found.setObjectName(f"examples.held_out.menu.{name}")
        found.triggered.connect(slot)
        return found

    def ask_split(self) -> None:
        """Ask for a share and a seed, and hold out what they say."""
        dialog = SplitDialog(self._look, self._session.state, self.button.window())
        dialog.asked.connect(self._split)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _split(self, edit: Edit) -> None:
        self._editor.make(edit)
