"""A widget that paints itself, in the look as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.look.theme import Change, Look


def renew(widget: QWidget, what: Change) -> None:
    """Paint a widget anew; other colours alone ask for no layout."""
    if what & ~Change.COLORS:
        widget.updateGeometry()
    widget.update()


class Painted(QWidget):
    """Unless told otherwise it fills its own ground: a new number repaints nothing behind it."""

    def __init__(
        self, look: Look, name: str, parent: QWidget | None = None, *, fills: bool = True
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, fills)
        look.changed.connect(self.apply_look)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        renew(self, what)
