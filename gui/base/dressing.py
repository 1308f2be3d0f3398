"""How a dialog comes to look like the window it belongs to."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog


@runtime_checkable
class Dressing(Protocol):
    """A window that has a look, and gives it to its dialogs."""

    def dress(self, dialog: QDialog) -> None:
        """Let `dialog` look as the window does."""


def dress(dialog: QDialog) -> None:
    """Give `dialog` the look of its window, if that has one; before it is shown."""
    parent = dialog.parentWidget()
    window = None if parent is None else parent.window()
    if isinstance(window, Dressing):
        window.dress(dialog)
