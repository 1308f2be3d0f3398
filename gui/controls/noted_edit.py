"""A line to type in that can say why it does not accept what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.controls.error_note import ErrorNote
from gui.look.painted import renew
from gui.look.painting import draw_box, painter_for
from gui.look.theme import Change, Look, Type

_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NotedEdit(QLineEdit):
    """A painted line edit with an error frame and an `ErrorNote`."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._note: ErrorNote | None = None
        self._wrong = False
        self.setObjectName(name)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textEdited.connect(self._settle)
        self.installEventFilter(self)
        look.changed.connect(self.apply_look)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        look = self._look
        self.setFont(look.font(Type.BODY))
        self.setTextMargins(look.px(3), 0, look.px(10), 0)
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        renew(self, what)

    def note(self) -> ErrorNote | None:
        """The note, once there has been one."""
        return self._note

    def is_wrong(self) -> bool:
        """Whether the field is marked."""
        return self._wrong

    def finish(self) -> None:
        """Take what was typed, as on leaving; the keyboard stays, or goes back where it was."""
        home = self._home()
        self.clearFocus()
        back = self if self.isVisible() else home
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _home(self) -> QWidget | None:
        """Whose the keyboard is once the field is closed; None if it never closes."""
        return None

    def complain(self, message: str) -> None:
        """Mark the field and say what is wrong with what was typed."""
        if self._note is None or not self._note.belongs_to(self.window()):
            self._note = ErrorNote(self._look, self)
            self._note.dismissed.connect(self._unmark)
        self._wrong = True
        self.setAccessibleDescription(message)
        self._note.show_text(message)
        self.update()

    def _settle(self) -> None:
        """Take the note and the mark away."""
        if self._note is not None:
            self._note.dismiss()

    def _unmark(self) -> None:
        self._wrong = False
        self.setAccessibleDescription("")
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # With nothing typed there is nothing to take back here: the keys are the window's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
            and any(event.matches(key) for key in _HISTORY)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), look.color("card"))
            fill, edge, width = "card", "border", max(1.0, look.scale)
            if self._wrong:
                fill, edge, width = "error_tint", "error", max(1.5, 2 * look.scale)
            elif not self.isEnabled():
                fill = "page"
            elif self.hasFocus():
                edge, width = "focus", max(1.5, 2 * look.scale)
            elif self.underMouse():
                edge = "outline"
            area = QRectF(self.rect())
            draw_box(painter, area, 7 * look.scale, look.color(fill), look.color(edge), width=width)
        super().paintEvent(event)
