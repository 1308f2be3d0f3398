"""Fonts of a formula with their measures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

_RULE = 0.055


class Face:
    """A font at one size, with the measures that a layout needs."""

    def __init__(self, font: QFont, symbols: QFont) -> None:
        self.font = font
        self.symbols = symbols
        self.em = float(font.pixelSize())
        minus = self._ink("−")
        self.rule = float(max(1, round(self.em * _RULE)))
        # The height of the operators, where a rule of whole pixels has sharp edges.
        self.axis = round(-minus.center().y() - self.rule / 2) + self.rule / 2
        self.digits = -self._ink("0").top()
        parenthesis = self._ink("(")
        self.tall, self.deep = -parenthesis.top(), parenthesis.bottom()
        self._metrics = QFontMetricsF(font)
        self._symbol_metrics = QFontMetricsF(symbols)

    def _ink(self, text: str) -> QRectF:
        path = QPainterPath()
        path.addText(0.0, 0.0, self.font, text)
        return path.boundingRect()

    def width(self, text: str) -> float:
        """Advance of `text`."""
        metrics = self._symbol_metrics if text == "≈" else self._metrics
        return metrics.horizontalAdvance(text)
