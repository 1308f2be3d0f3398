"""A thin scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from gui.look.painting import draw_box, painter_for
from gui.look.theme import Look
from gui.words.translation import tr


class ScrollBar(QScrollBar):
    """A scroll bar: a rounded handle on the ground, without arrows."""

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget | None = None,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
    ) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over colours and words."""
        self.setAccessibleName(tr("scroll_bar"))
        self.update()

    def sizeHint(self) -> QSize:
        size = QSize(self._look.px(12), self._look.px(100))
        return size if self.orientation() == Qt.Orientation.Vertical else size.transposed()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            lit = self.underMouse() or self.isSliderDown()
            side = look.px(2 if lit else 3)
            upright = self.orientation() == Qt.Orientation.Vertical
            across, along = (side, 1) if upright else (1, side)
            area = QRectF(handle).adjusted(across, along, -across, -along)
            radius = min(area.width(), area.height()) / 2
            draw_box(painter, area, radius, look.color("outline" if lit else "axis"))
