"""What hollow and full dots stand for, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import spoken_as
from gui.charts.distribution.paint import draw_dot
from gui.controls.access import TextInterface
from gui.look.painting import painter_for
from gui.look.theme import Look, Type

_RADIUS = 6.5


@spoken_as(TextInterface)
class DotsLegend(QWidget):
    """Two small dots with their meaning side by side."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._entries: tuple[tuple[bool, str], ...] = ()
        look.changed.connect(self.apply_look)

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        self.setFixedSize(self.sizeHint())
        self.update()

    def set_words(self, right: str, wrong: str) -> None:
        """Show these words."""
        entries = ((True, right), (False, wrong))
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(f"○ {right}, ● {wrong}")
            self.apply_look()

    def _width(self, text: str) -> float:
        return self._look.px(4 * _RADIUS) + self._look.width(text, Type.SMALL)

    def sizeHint(self) -> QSize:
        gap = self._look.px(14)
        wide = sum(self._width(text) + gap for _, text in self._entries)
        return QSize(max(1, round(wide - gap)), round(self._look.metrics(Type.SMALL).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots and the words."""
        look, left = self._look, 0.0
        with painter_for(self) as painter:
            painter.setFont(look.font(Type.SMALL))
            radius = _RADIUS * look.scale
            for right, text in self._entries:
                draw_dot(
                    painter, look, QPointF(left + radius, self.height() / 2), radius, right=right
                )
                place = QRectF(left + look.px(3 * _RADIUS), 0, self.width(), self.height())
                painter.setPen(look.color("muted"))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
                left += self._width(text) + look.px(14)
