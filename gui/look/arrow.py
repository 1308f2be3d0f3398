"""The arrow between two cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import Look


class Arrow(QWidget):
    """It stands between one step and the next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over the width of the gap between cards."""
        self.setFixedWidth(self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow."""
        px = self._look.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._look.pen("axis", 2))
            tip = QPointF(self.width() / 2 + px(8), self.height() / 2)
            painter.drawLine(tip - QPointF(px(16), 0), tip)
            for side in (-1, 1):
                painter.drawLine(tip, tip + QPointF(-px(6), side * px(6)))
