"""A round button of which one in a group is on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from gui.base.access import spoken_as
from gui.controls.access import Role, button_as
from gui.look.painted import renew
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Change, Look


@spoken_as(button_as(Role.RadioButton))
class Radio(KeyboardFocus, QRadioButton):
    """A radio mark without a text; the owner keeps the group and says who is on."""

    chosen = Signal()
    """A person turned it on."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        # The rows of a list have different parents, so Qt could not keep one group of them.
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._was_on = False
        self.clicked.connect(self._announce)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes."""
        renew(self, what)

    def _announce(self) -> None:
        if not self._was_on:
            self.chosen.emit()

    def nextCheckState(self) -> None:
        # At the release: it may have been turned off since the press.
        self._was_on = self.isChecked()
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus like Tab; the owner of the group moves the choice.
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: object, /) -> bool:
        return True

    def sizeHint(self) -> QSize:
        side = self._look.target(30)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        scale = look.scale
        with painter_for(self) as painter:
            center = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
            radius = 10 * scale
            ink = "text" if self.isChecked() else "outline"
            if not self.isEnabled():
                ink = "axis"
            elif self.underMouse() and not self.isChecked():
                ink = "text"
            painter.setPen(look.pen(ink, 2))
            painter.setBrush(look.color("card"))
            painter.drawEllipse(center, radius, radius)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color(ink))
                painter.drawEllipse(center, 6.2 * scale, 6.2 * scale)
            if self.ring:
                painter.setPen(look.pen("focus", 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(center, radius + 3.5 * scale, radius + 3.5 * scale)
