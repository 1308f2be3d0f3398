"""A note beside a field: why what was typed cannot be used, or what an edit did besides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from gui.base.access import announce, plainly, spoken_as
from gui.controls.access import Role
from gui.look.painting import painter_for
from gui.look.theme import Look, Type

_INPUT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


@spoken_as(plainly(Role.AlertMessage))
class ErrorNote(QWidget):
    """A painted bubble over the window: nothing moves when it comes, and it is never cut off.

    Parameters
    ----------
    look
        How the window looks now.
    field
        What the note is about. The note becomes a child of the field's window.
    plain
        Whether it only tells something, and nothing is wrong.
    """

    dismissed = Signal()
    """It went away."""

    def __init__(self, look: Look, field: QWidget, *, plain: bool = False) -> None:
        self._window = field.window()
        super().__init__(self._window)
        self._look = look
        self._field = field
        self._area: QRect | None = None
        self._plain = plain
        # Edge, ground and ink.
        self._colors = ("score", "card", "text") if plain else ("error", "error_tint", "error")
        self._text = ""
        self._tip = 0.0
        self._below = True
        self.setObjectName(f"{field.objectName()}.note")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        field.destroyed.connect(self.deleteLater)
        look.changed.connect(self.dismiss)

    def belongs_to(self, window: QWidget) -> bool:
        """Whether it lies over this window."""
        return self._window is window

    def text(self) -> str:
        """What the note says, or said last."""
        return self._text

    def show_text(self, text: str) -> None:
        """Come up beside the field with `text`."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._text = text
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        announce(self, text, at_once=not self._plain)

    def show_beside(self, field: QWidget, area: QRect, text: str) -> None:
        """Come up beside an area of another widget of the window."""
        self._field, self._area = field, area
        self.show_text(text)

    def dismiss(self) -> None:
        """Go away."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def dismiss_at_next_input(self) -> None:
        """Stay readable until a person presses a key or a button anywhere."""
        # The press that made the field lose its focus is still on its way; wait for its end.
        QTimer.singleShot(0, self, self._watch)

    def _watch(self) -> None:
        application = QApplication.instance()
        if self.isVisible() and application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.dismiss()
        return False

    def _metrics(self) -> tuple[int, int, int]:
        return self._look.px(12), self._look.px(9), self._look.px(8)

    def _place(self) -> None:
        look, window = self._look, self._window
        across, down, tip = self._metrics()
        measure = look.metrics(Type.SMALL)
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(
            0, 0, min(look.px(420 if self._plain else 340), window.width() - 2 * across - 8), 4000
        )
        words = measure.boundingRect(room, flags, self._text)
        width = int(words.width()) + 2 * across + 4
        height = int(words.height()) + 2 * down + tip + 2
        area = self._area or self._field.rect()
        corner = self._field.mapTo(window, area.topLeft())
        middle = corner.x() + area.width() / 2
        # What only tells something leaves the names at the left of a table to be read.
        left = corner.x() if self._plain else corner.x() + area.width() - width
        left = max(4, min(left, window.width() - width - 4))
        top = corner.y() + area.height() + 2
        self._below = top + height <= window.height()
        if not self._below:
            top = max(0, corner.y() - height - 2)
        self._tip = min(width - 2.0 * across, max(2.0 * across, middle - left))
        self.setGeometry(left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        across, down, tip = self._metrics()
        with painter_for(self) as painter:
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            box.adjust(0, tip if self._below else 0, 0, 0 if self._below else -tip)
            edge, point = (box.top(), 1.0) if self._below else (box.bottom(), self.height() - 1.0)
            outline = QPainterPath()
            outline.addRoundedRect(box, 7 * look.scale, 7 * look.scale)
            arrow = QPainterPath()
            corners = [(self._tip - tip, edge), (self._tip, point), (self._tip + tip, edge)]
            arrow.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            edge_ink, ground, ink = self._colors
            painter.setPen(look.pen(edge_ink, 1.4))
            painter.setBrush(look.color(ground))
            painter.drawPath(outline.united(arrow).simplified())
            painter.setFont(look.font(Type.SMALL))
            painter.setPen(look.color(ink))
            words = box.adjusted(across, down, 4 - across, 4 - down)
            painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self._text)
