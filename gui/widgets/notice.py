"""A line that tells for a while what has happened, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import Look, Type
from gui.widgets.button import Button
from gui.widgets.label import Label
from gui.widgets.painting import draw_box, painter_for

_SECONDS = 8
_WIDEST = 460.0


class Notice(QWidget):
    """Lies over the foot of its parent; goes away by itself, but not from under the pointer.

    The button is a stop of Tab like any other, and while it has the keyboard the notice stays.
    """

    undo_asked = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = look
        self._words = ""
        self._text = Label(look, f"{name}.text", Type.BODY, "on_selected", ground="selected")
        self.button = Button(look, f"{name}.undo")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setObjectName(f"{name}.timer")
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(self._undo)
        self.button.installEventFilter(self)
        parent.installEventFilter(self)
        look.changed.connect(self.apply_look)
        self.hide()

    def text(self) -> str:
        """What it says, or said last."""
        return self._words

    def tell(self, text: str, undo: str, tool_tip: str) -> None:
        """Say `text` for a while, beside a button with the word `undo`."""
        self._words = text
        self.button.set_words(undo, tool_tip)
        self.setAccessibleName(text)
        self.apply_look()
        self.show()
        self.raise_()
        self._timer.start()

    def apply_look(self) -> None:
        """Take over sizes; a long text ends in three dots and is told in full by its tip."""
        px = self._look.px
        self._row.setContentsMargins(px(18), px(8), px(10), px(8))
        self._row.setSpacing(px(14))
        metrics = self._look.metrics(Type.BODY)
        room = px(_WIDEST)
        text = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self._text.set_text(text, self._words)
        self._place()

    def _undo(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def _place(self) -> None:
        around = self.parentWidget()
        self._text.setFixedWidth(self._text.sizeHint().width())
        size = self._row.sizeHint()
        left = (around.width() - size.width()) // 2
        top = around.height() - size.height() - self._look.px(24)
        self.setGeometry(left, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the parent; wait while the button has the keyboard."""
        kind = event.type()
        if watched is not self.button:
            if kind == QEvent.Type.Resize and self.isVisible():
                self._place()
        elif kind == QEvent.Type.FocusIn:
            self._timer.stop()
        elif kind == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        if self.isVisible() and not self.button.hasFocus():
            self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark sheet."""
        with painter_for(self) as painter:
            area = QRectF(self.rect())
            draw_box(painter, area, 8 * self._look.scale, self._look.color("selected"))
