"""How far a page is presented: a dot for each step, in the margin below the cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.painting import painter_for
from gui.look.theme import Look
from gui.words.actions import hint
from gui.words.tips import literal
from gui.words.translation import tr

_DOT = 3.5
_APART = 13.0
_HEIGHT = 17.0


@spoken_as(plainly(Role.Indicator))
class Progress(QWidget):
    """Quiet: small, grey, and in nobody's way. Steps that are shown are filled."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("presenting.progress")
        self._look = look
        self._shown, self._steps = 0, 0
        self.hide()

    def show_progress(self, shown: int, steps: int, above: QRect) -> None:
        """Show so many steps of so many at the foot of the area `above`."""
        self._shown, self._steps = shown, steps
        self.setAccessibleName(tr("presenting.progress", number=shown, count=steps))
        tip = tr("presenting.progress.tip", key=hint("next"), end=hint("present"))
        self.setToolTip(literal(f"{self.accessibleName()}\n{tip}"))
        size = QSize(self._look.px(_APART) * (steps + 2), self._look.px(_HEIGHT))
        left = above.center().x() - size.width() // 2
        self.setGeometry(left, above.bottom() + 1 - size.height(), size.width(), size.height())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what says that it is presented, and the dots."""
        look, middle = self._look, self.height() / 2
        dot, apart = _DOT * look.scale, float(look.px(_APART))
        with painter_for(self) as painter:
            painter.setPen(look.pen("muted", 1.2))
            painter.setBrush(look.color("muted"))
            at = QPointF(apart, middle)
            corners = (QPointF(-dot, -dot), QPointF(dot, 0.0), QPointF(-dot, dot))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
            for number in range(1, self._steps + 1):
                if number > self._shown:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(apart * (number + 1), middle), dot, dot)
