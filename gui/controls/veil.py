"""How a part of a page appears: a veil of the page's colour over it fades away."""

from __future__ import annotations

from PySide6.QtCore import Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.base.motion import is_reduced
from gui.controls.access import Role
from gui.look.theme import Look

_FADE = 200
"""Milliseconds."""


def fade_in(part: QWidget, look: Look) -> None:
    """Let what has just been shown appear; at once where a person wants less to move."""
    if part.isVisible() and not is_reduced():
        _Veil(part, look)


@spoken_as(plainly(Role.Graphic))
class _Veil(QWidget):
    """Lies over a part, takes no input, and goes when it is faded."""

    def __init__(self, part: QWidget, look: Look) -> None:
        super().__init__(part.parentWidget())
        self._look = look
        self._left = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(part.geometry())
        fading = QVariantAnimation(self)
        fading.setStartValue(1.0)
        fading.setEndValue(0.0)
        fading.setDuration(_FADE)
        fading.valueChanged.connect(self._fade)
        fading.finished.connect(self.deleteLater)
        self.show()
        self.raise_()
        fading.start()

    def _fade(self, left: float) -> None:
        self._left = left
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let through what has appeared so far."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._look.color("page", self._left))
