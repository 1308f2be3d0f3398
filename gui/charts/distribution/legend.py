"""What hollow and full dots stand for, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from gui.charts.distribution.paint import draw_dot
from gui.charts.legend import Legend
from gui.look.theme import Change

_RADIUS = 6.5
RIGHT, WRONG, HELD_OUT = "right", "wrong", "held_out"


class DotsLegend(Legend):
    """The dots of `RIGHT` and `WRONG` predictions and of `HELD_OUT` examples, with their words."""

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look(what)
        self.setFixedWidth(self.sizeHint().width())

    def room(self, kind: str) -> float:
        return self._look.px(3 * _RADIUS)

    def draw_mark(self, painter: QPainter, kind: str, left: float) -> str:
        radius = _RADIUS * self._look.scale
        at = QPointF(left + radius, self.height() / 2)
        draw_dot(painter, self._look, at, radius, right=kind != WRONG, held_out=kind == HELD_OUT)
        return "muted"
