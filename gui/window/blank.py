"""Nothing to be seen for a while, so that everybody looks at the speaker."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.words.translation import tr

_HELD = {
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Hangul, Qt.Key.Key_Hangul_Hanja),
}
"""Keys that do nothing by themselves."""


@spoken_as(plainly(Role.Graphic))
class Blank(QWidget):
    """Black over the whole window, until the next key or press, which does nothing else.

    So do the programs that remotes are made for: the next step is not shown behind the speaker's
    back.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("blank")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._over = parent
        self._came_from: QWidget | None = None
        self.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Make the window black, or give it back."""
        if self.isVisible():
            self.hide()
            return
        self._came_from = QApplication.focusWidget()
        self.setAccessibleName(tr("presenting.blank"))
        self.show()
        self.cover()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self) -> None:
        """Be as large as the window, over everything in it."""
        self.setGeometry(self._over.rect())
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to where it was."""
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.clearFocus()
        super().hideEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads nowhere: nothing is to be seen."""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's own keys from acting behind the black."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the window back."""
        if event.key() not in _HELD and not event.isAutoRepeat():
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the window back."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing but black, in every theme: a projector then gives no light."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(Qt.GlobalColor.black))
