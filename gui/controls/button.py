"""Push buttons of the header and the rail."""

from __future__ import annotations

import math
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.base.access import spoken_as
from gui.controls.access import ButtonInterface, Role
from gui.look.glyphs import draw_glyph
from gui.look.painted import renew
from gui.look.painting import KeyboardFocus, draw_box, draw_focus, painter_for
from gui.look.theme import Change, Look, Type
from gui.words.tips import literal


class Kind(Enum):
    """How a button stands on the page."""

    OUTLINED = "outlined"
    FILLED = "filled"
    FLAT = "flat"
    TAB = "tab"


def _described(button: Button) -> ButtonInterface:
    return ButtonInterface(button, Role.PageTab if button.kind is Kind.TAB else Role.Button, "")


@spoken_as(_described)
class Button(KeyboardFocus, QPushButton):
    """A button with a text, a mark or both, and optionally a menu or a checked state.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    kind
        Outlined, filled (the one to press most), flat (framed only under the pointer) or a
        page's tab.
    glyph
        A mark of `gui.look.glyphs` before the text, or ``""``.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        kind: Kind = Kind.OUTLINED,
        glyph: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.kind = kind
        self._glyph = glyph
        self._words = ("", "")
        self.setObjectName(name)
        self.setCheckable(kind is Kind.TAB)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes; the owner sets the words with `set_words`."""
        # The bold font also when not checked: choosing a tab must not push its neighbours.
        self.setFont(self._look.font(Type.STRONG if self.kind is Kind.TAB else Type.SMALL))
        renew(self, what)

    def set_words(self, text: str, tool_tip: str = "") -> None:
        """Set the text, the tool tip and the name for screen readers."""
        if (text, tool_tip) == self._words:
            return  # asked for with every frame
        self._words = text, tool_tip
        self.setText(text)
        self.setToolTip(literal(tool_tip))
        self.setAccessibleName(text or tool_tip)
        self.updateGeometry()

    def set_glyph(self, glyph: str) -> None:
        """Show another mark before the text."""
        if glyph != self._glyph:
            self._glyph = glyph
            self.update()

    def room_beside_text(self) -> int:
        """What a button with a text is wider than that."""
        padding = {Kind.OUTLINED: 16, Kind.FILLED: 16, Kind.FLAT: 8, Kind.TAB: 20}[self.kind]
        marks = bool(self._glyph) + self._points_down()
        px = self._look.px
        return math.ceil(px(padding) * 2 + marks * (self._mark() + px(6)))

    def sizeHint(self) -> QSize:
        look = self._look
        width: float
        if self.text():
            width = self.room_beside_text() + self.fontMetrics().horizontalAdvance(self.text())
        else:
            width = look.px(10) + (bool(self._glyph) + self._points_down()) * self._mark()
        height = {Kind.OUTLINED: 38, Kind.FILLED: 38, Kind.FLAT: 30, Kind.TAB: 42}[self.kind]
        return QSize(max(round(width), look.target(30)), look.target(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        area = QRectF(self.rect())
        radius = 8 * look.scale
        fill, edge, ink = self._colors()
        with painter_for(self) as painter:
            if fill is not None or edge is not None:
                draw_box(painter, area, radius, fill, edge, width=max(1.0, look.scale))
            if self.ring:
                draw_focus(painter, look, area, radius)
            gap = look.px(6) if self.text() else 0
            mark = self._mark()
            metrics = self.fontMetrics()
            width = float(metrics.horizontalAdvance(self.text()))
            width += (mark + gap) * (bool(self._glyph) + self._points_down())
            left = area.center().x() - width / 2
            top = area.center().y() - mark / 2
            stroke = max(1.2, 1.7 * look.scale)
            if self._glyph:
                draw_glyph(painter, self._glyph, QRectF(left, top, mark, mark), ink, stroke)
                left += mark + gap
            if self.kind is Kind.TAB and not self.isChecked():
                painter.setFont(look.font(Type.BODY))
                whole = metrics.horizontalAdvance(self.text())
                left += (whole - painter.fontMetrics().horizontalAdvance(self.text())) / 2
            painter.setPen(ink)
            text_area = QRectF(left, area.top(), area.width(), area.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(text_area, int(flags), self.text())
            if self._points_down():
                right = area.center().x() + width / 2 - mark
                draw_glyph(painter, "down", QRectF(right, top, mark, mark), ink, stroke)

    def _points_down(self) -> bool:
        """Whether a mark says that a menu opens; one that is all mark says so by itself."""
        return self.menu() is not None and bool(self.text())

    def _mark(self) -> float:
        return 18 * self._look.scale

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, edge and ink for the state the button is in."""
        color = self._look.color
        if not self.isEnabled():
            edge = color("border") if self.kind in {Kind.OUTLINED, Kind.FILLED} else None
            return None, edge, color("axis")
        pressed = self.isDown() or self.underMouse()
        if self.kind is Kind.TAB:
            if self.isChecked():
                return color("tab"), None, color("tab_text")
            return (color("hover") if pressed else None), None, color("muted")
        if self.isChecked():
            return color("tab"), color("tab_text"), color("tab_text")
        if self.kind is Kind.FILLED:
            return color("muted" if pressed else "selected"), None, color("on_selected")
        if self.kind is Kind.FLAT:
            return (color("hover") if pressed else None), None, color("muted")
        return color("hover" if pressed else "card"), color("border"), color("text")
