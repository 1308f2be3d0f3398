"""Fonts of a formula with their measures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

_WIDTHS_AT_MOST = 5000


class Face:
    """A font at one size, with the measures that a layout asks for again and again."""

    def __init__(self, font: QFont, symbols: QFont) -> None:
        self.font = font
        self.symbols = symbols
        self.em = float(font.pixelSize())
        minus = self._ink("−")
        self.axis = -minus.center().y()
        self.digits = -self._ink("0").top()
        parenthesis = self._ink("(")
        self.tall, self.deep = -parenthesis.top(), parenthesis.bottom()
        self._metrics = QFontMetricsF(font)
        self._symbol_metrics = QFontMetricsF(symbols)
        self._widths: dict[str, float] = {}

    def _ink(self, text: str) -> QRectF:
        path = QPainterPath()
        path.addText(0.0, 0.0, self.font, text)
        return path.boundingRect()

    def width(self, text: str) -> float:
        """Advance of `text`, remembered."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _WIDTHS_AT_MOST:
                self._widths.clear()
            metrics = self._symbol_metrics if text == "≈" else self._metrics
            width = self._widths[text] = metrics.horizontalAdvance(text)
        return width
