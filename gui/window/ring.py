"""A ring around the pointer, large enough to be followed from the last row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.painting import draw_box, painter_for
from gui.look.theme import Look

_SHARE = 0.11
"""Of the window's height."""
_STROKE = 0.007
_GOING = {QEvent.Type.Leave, QEvent.Type.Hide}


@spoken_as(plainly(Role.Graphic))
class PointerRing(QWidget):
    """Follows the pointer over the whole window and lets everything through.

    It is no larger than it has to be: what it leaves and comes to is painted anew. It stays under
    `cover`.
    """

    def __init__(self, look: Look, parent: QWidget, cover: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ring")
        self._look = look
        self._over = parent
        self._cover = cover
        self._watched: QWindow | None = None
        self.on = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def toggle(self) -> None:
        """Come to the pointer, or go."""
        self.on = not self.on
        window = self._over.windowHandle()
        # Only the native window hears of every move: a widget that follows no pointer gets none.
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = window if self.on else None
        if self._watched is None:
            self.hide()
            return
        self._watched.installEventFilter(self)
        self._go_to(self._over.mapFromGlobal(QCursor.pos()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer; where it has left the window there is nothing to show."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._go_to(event.position().toPoint())
        elif event.type() in _GOING:
            self.hide()
        return False

    def _fit(self) -> None:
        side = round(_SHARE * self._over.height())
        self.resize(side, side)

    def _stroke(self) -> int:
        """The width of the line and of the two that set it off from whatever ground it is on."""
        return max(6, round(2 * _STROKE * self._over.height()))

    def _go_to(self, at: QPoint) -> None:
        if not self._over.rect().contains(at):
            self.hide()
            return
        self._fit()
        self.move(at - self.rect().center())
        if self.isHidden():
            self._cover.raise_()
            self.stackUnder(self._cover)
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        stroke = self._stroke()
        area = QRectF(self.rect())
        with painter_for(self) as painter:
            for inset, width, color in ((0.0, stroke, "card"), (stroke / 4, stroke / 2, "error")):
                ring = area.adjusted(inset, inset, -inset, -inset)
                ink = self._look.color(color)
                draw_box(painter, ring, ring.width() / 2, None, ink, width=width)
