"""What the marks of the tug of war stand for, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from gui.charts.legend import Legend
from gui.charts.tug.paint import Inks
from gui.look.theme import Change

NET, PINNED = "net", "pinned"


class TugLegend(Legend):
    """Arrows by the colour role of their pull, and the diamonds `NET` and `PINNED`."""

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._inks = Inks(self._look)
        super().apply_look(what)

    def room(self, kind: str) -> float:
        return self._look.px(22 if kind in (NET, PINNED) else 32)

    def draw_mark(self, painter: QPainter, kind: str, left: float) -> str:
        look, middle, thick = self._look, self.height() / 2, self._look.px(12)
        if kind in (NET, PINNED):
            self._inks.diamond(painter, QPointF(left + look.px(8), middle), look.px(7), kind)
            return "muted"
        lane = QRectF(0, middle - thick / 2, self.width(), thick)
        self._inks.arrow(painter, lane, (left + 1, left + look.px(24)), kind, "fill")
        return kind

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(300), self.height())
