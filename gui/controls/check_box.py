"""A check box with its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.look.glyphs import draw_glyph
from gui.look.painted import renew
from gui.look.painting import KeyboardFocus, draw_box, draw_focus, painter_for
from gui.look.theme import Change, Look, Type


class CheckBox(KeyboardFocus, QCheckBox):
    """A square box, ticked when on, with a text at its right.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    role
        The text's font.
    """

    chosen = Signal(object)
    """A person turned it on (True) or off (False)."""

    def __init__(
        self, look: Look, name: str, role: Type = Type.BODY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._announce)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        self.setFont(self._look.font(self._role))
        renew(self, what)

    def set_words(self, text: str, tool_tip: str) -> None:
        """Set the text, the tool tip and the name for screen readers."""
        self.setText(text)
        self.setToolTip(tool_tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tool_tip)
        self.updateGeometry()

    def set_on(self, on: bool) -> None:
        """Show it on or off; silent."""
        if on != self.isChecked():
            self.setChecked(on)

    def _announce(self, on: bool) -> None:
        self.chosen.emit(on)

    def hitButton(self, pos: object, /) -> bool:
        return True

    def inset(self) -> int:
        """Room at the left of the box, for the focus ring."""
        return self._look.px(4)

    def _side(self) -> int:
        return self._look.px(22 if self._role is Type.BODY else 20)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        width = self.inset() + self._side() + self._look.px(10) + text + self._look.px(6)
        return QSize(width, self._look.target(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            side = self._side()
            box = QRectF(self.inset(), (self.height() - side) // 2, side, side)
            ink = "axis" if not self.isEnabled() else "text"
            lit = self.isChecked() or self.underMouse()
            edge = ink if lit or not self.isEnabled() else "outline"
            draw_box(
                painter,
                box,
                5 * look.scale,
                look.color("card"),
                look.color(edge),
                width=2 * look.scale,
            )
            if self.isChecked():
                mark = box.adjusted(*(round(3 * look.scale) * sign for sign in (1, 1, -1, -1)))
                draw_glyph(painter, "check", mark, look.color(ink), max(1.3, 2 * look.scale))
            painter.setFont(self.font())
            painter.setPen(look.color("muted" if self.isEnabled() else "axis"))
            left = self.inset() + side + look.px(10)
            words = QRectF(left, 0, self.width() - left, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(words, int(flags), self.text())
            if self.ring:
                reach = self.inset()
                area = box.adjusted(-reach, -reach, reach, reach)
                draw_focus(painter, look, area, 8 * look.scale)
