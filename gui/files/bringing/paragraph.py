"""A text of several lines, as high as it has to be for its width."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.controls.label import Label
from gui.look.theme import Look


class Paragraph(Label):
    """Painted text that is wrapped to the width it is given."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, wrap=True, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str, exact: str | None = None) -> None:
        """Show `text`, on as many lines as it takes."""
        super().set_text(text, exact)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.height_for(max(self.width(), self._look.px(200))))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
