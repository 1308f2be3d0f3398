"""Options side by side, or behind the one that is chosen where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.choice import Choice, Option
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Look


@spoken_as(plainly(Role.Grouping))
class FoldingChoice(QWidget):
    """A row of options that whoever places it may fold into a button with a menu.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name of the row; that of the button is this and ``.folded``.
    """

    chosen = Signal(object)
    """The key of the option a person has chosen."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.row = SegmentedControl(look, name, self)
        self.button = Choice(look, f"{name}.folded", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)
        layout.addWidget(self.button)
        self.button.hide()
        for form in (self.row, self.button):
            form.chosen.connect(self._choose)

    def set_options(self, title: str, options: Sequence[Option]) -> None:
        """Offer these; `title` says to screen readers what is chosen among them (silent)."""
        self.row.setAccessibleName(title)
        self.row.set_options(options)
        self.button.set_options(title, "", options)

    def set_current(self, key: str | None) -> None:
        """Show what is chosen (silent)."""
        self.row.set_current(key)
        self.button.set_current(key or "")

    def fold(self, *, folded: bool) -> None:
        """Show the one that is chosen, or all."""
        self.row.setVisible(not folded)
        self.button.setVisible(folded)

    def width_of(self, *, folded: bool) -> int:
        """What it takes in one of its forms."""
        return (self.button if folded else self.row).sizeHint().width()

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
