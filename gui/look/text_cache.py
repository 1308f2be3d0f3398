"""Short texts that are painted again and again while something is dragged.

Most of the time that a painted figure takes goes into shaping it; a text that was shaped once is
drawn again for a third of that.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText, QTransform

from gui.look.elide import elided
from gui.look.theme import Look, Type

_KEPT = 1000
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


class TextCache:
    """Draws one line in a font of the look, centred in height, and knows how wide it is."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._texts: dict[tuple[str, Type], QStaticText] = {}
        self._elided: dict[tuple[str, Type, int], str] = {}
        self._fonts: dict[Type, QFont] = {}
        self._inks: dict[str, QColor] = {}

    def forget(self) -> None:
        """Fonts and colours are others."""
        self._fonts.clear()
        self._inks.clear()
        self._texts.clear()
        self._elided.clear()

    def _shaped(self, text: str, role: Type) -> QStaticText:
        found = self._texts.get((text, role))
        if found is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(QTransform(), self.look.font(role))
            self._texts[text, role] = found
        return found

    def width(self, text: str, role: Type) -> float:
        """How wide `text` is."""
        return self._shaped(text, role).size().width() if text else 0.0

    def elided(self, text: str, role: Type, room: float) -> str:
        """`text`, cut short with an ellipsis if it is wider than `room`."""
        if self.width(text, role) <= room:
            return text
        key = (text, role, int(room))
        if key not in self._elided:
            if len(self._elided) >= _KEPT:
                self._elided.clear()
            self._elided[key] = elided(self.look.metrics(role), text, int(room))
        return self._elided[key]

    def draw(
        self, painter: QPainter, place: QRectF, side: str, text: str, role: Type, ink: str
    ) -> None:
        """Write `text` at the left, center or right of `place`; it may reach beyond."""
        if not text:
            return
        shaped = self._shaped(text, role)
        size = shaped.size()
        left = place.left() + _SHARES[side] * (place.width() - size.width())
        if role not in self._fonts:
            self._fonts[role] = self.look.font(role)
        if ink not in self._inks:
            self._inks[ink] = self.look.color(ink)
        painter.setFont(self._fonts[role])
        painter.setPen(self._inks[ink])
        painter.drawStaticText(QPointF(left, place.center().y() - size.height() / 2), shaped)
