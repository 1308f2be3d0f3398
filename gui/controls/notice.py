"""A short message over the window: what was just done or found, and an act that may follow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.base.access import announce, plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button
from gui.controls.label import Label
from gui.look.painting import draw_box, painter_for
from gui.look.theme import Look, Type

_WIDEST = 460.0
"""Design pixels of text; a longer one is cut in its middle and told in full by its tip."""
_SHOWN_FOR = 8000
"""Milliseconds: time enough to read it and to reach the button."""


@spoken_as(plainly(Role.Notification))
class Notice(QWidget):
    """A painted sheet with a text and a button, at the lower edge of the widget it is about.

    It takes no room and no focus, and goes away by itself, but not from under the pointer and not
    while its button has the keyboard.

    Parameters
    ----------
    look
    about
        The widget it is about.
    name, act
        Of itself and of what its button does, for object names.
    shown_for
        Milliseconds.
    """

    asked = Signal()
    """Its button was pressed."""
    expired = Signal()
    """It has been there long enough."""

    def __init__(
        self,
        look: Look,
        about: QWidget,
        name: str = "notice",
        act: str = "undo",
        shown_for: int = _SHOWN_FOR,
    ) -> None:
        super().__init__(about.window())
        self._look = look
        self._about = about
        self.setObjectName(f"{about.objectName()}.{name}")
        self.text = Label(look, f"{self.objectName()}.text", Type.SMALL, parent=self)
        self.button = Button(look, f"{self.objectName()}.{act}", parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text)
        self._row.addWidget(self.button)
        self._words = ""
        self._time = QTimer(self)
        self._time.setObjectName(f"{self.objectName()}.time")
        self._time.setSingleShot(True)
        self._time.setInterval(shown_for)
        self._time.timeout.connect(self.hide)
        self._time.timeout.connect(self.expired)
        self.button.clicked.connect(self._ask)
        self.button.installEventFilter(self)
        about.destroyed.connect(self.deleteLater)
        look.changed.connect(self.hide)
        self.hide()

    def said(self) -> str:
        """What it says, or said last."""
        return self._words

    def tell(
        self, text: str, button: str = "", tool_tip: str = "", above: Iterable[QWidget] = ()
    ) -> None:
        """Come up with `text` and the button's words, `above` those of other notices to be seen.

        Without words there is no button.
        """
        px = self._look.px
        self._row.setContentsMargins(px(14), px(7), px(8 if button else 14), px(7))
        self._row.setSpacing(px(14))
        self._words = text
        metrics, room = self._look.metrics(Type.SMALL), px(_WIDEST)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        self.text.set_text(shown, text)
        self.text.updateGeometry()  # it asks for no room of its own when it says something else
        self.button.set_words(button, tool_tip)
        self.button.setVisible(bool(button))
        self.setAccessibleName(text)
        self.resize(self.sizeHint())
        about, window = self._about, self.window()
        foot = about.mapTo(window, QPoint(about.width() // 2, about.height()))
        left = max(4, min(foot.x() - self.width() // 2, window.width() - self.width() - 4))
        bottom = min([foot.y(), *(one.y() for one in above if one.isVisible())])
        self.move(left, bottom - self.height() - px(8))
        self.show()
        self.raise_()
        self._time.start()
        announce(self, text)

    def _ask(self) -> None:
        self.hide()
        self.asked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait while the button has the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self._time.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._time.start()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Begin to count anew."""
        if self.isVisible() and not self.button.hasFocus():
            self._time.start()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._time.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            draw_box(
                painter,
                QRectF(self.rect()),
                8 * look.scale,
                look.color("card"),
                look.color("outline"),
                width=max(1.0, 1.4 * look.scale),
            )
