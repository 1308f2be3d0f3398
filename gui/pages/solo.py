"""Some parts of a page alone, as large as the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Solo:
    """Puts away all that stands on a page beside some of its parts, and brings it back.

    The layouts stay as they are: they give the room of what is hidden to what is left.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._away: list[QWidget] = []

    def show_only(self, parts: Sequence[QWidget]) -> None:
        """Leave nothing but `parts`."""
        self.show_all()
        self._put_away(self._page, parts)

    def show_all(self) -> None:
        """Bring back what was put away."""
        for widget in self._away:
            if isValid(widget):  # a veil that was put away has ended by itself meanwhile
                widget.show()
        self._away.clear()

    def _put_away(self, around: QWidget, parts: Sequence[QWidget]) -> None:
        children = around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for child in children:
            if child in parts or child.isHidden():
                continue
            if any(child.isAncestorOf(part) for part in parts):
                self._put_away(child, parts)
            else:
                child.hide()
                self._away.append(child)
