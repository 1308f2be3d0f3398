"""What is done to W and to the features as a whole: scaled, standardized, the best one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from core import edits
from gui.controls.button import Button, Kind
from gui.controls.menu import Menu
from gui.look.theme import Look
from gui.panels.scaling import ScaleDialog
from gui.panels.undo_notice import UndoNotice
from gui.session import Session
from gui.words import numbers
from gui.words.translation import tr


class WholeModel(QObject):
    """A button with a menu of acts; what one has done is said `over` the foot of a widget."""

    def __init__(self, look: Look, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._look = look
        self._session = session
        self._notice: UndoNotice | None = None
        self.button = Button(look, "matrix.whole", Kind.FLAT, "down")
        self.button.clicked.connect(self.open_menu)

    def apply_look(self) -> None:
        """Take over words."""
        self.button.set_words(tr("matrix.whole"), tr("matrix.whole.tip"))

    def open_menu(self) -> None:
        """Offer what can be done."""
        menu = Menu(self._look, "matrix.whole.menu", self.button)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, slot in (("scale", self.scale), ("standardize", self.standardize)):
            action = menu.addAction(tr(f"matrix.whole.{key}"), slot)
            action.setObjectName(f"matrix.whole.menu.{key}")
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def scale(self) -> None:
        """Let a person drag a factor of all weights, beside the window."""
        window = self.button.window()
        dialog = next((one for one in window.findChildren(ScaleDialog) if one.isVisible()), None)
        if dialog is None:
            dialog = ScaleDialog(self._look, self._session, window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show()
        dialog.activateWindow()
        dialog.slider.setFocus()

    def standardize(self) -> None:
        """Standardize the features, and say what that has changed: the price of W alone."""
        session = self._session
        session.catch_up()
        before, label = session.evaluation.penalty_term, session.document.undo_label
        if not session.edit(edits.standardize()):
            return
        session.flush()
        if self._notice is None:
            self._notice = UndoNotice(self._look, session, self._over)
        if session.document.undo_label is label:
            text = tr("standardize.already")
        else:
            then, now = numbers.fixed(before), numbers.fixed(session.evaluation.penalty_term)
            text = tr("standardize.told", before=then, now=now)
        self._notice.tell(text)

    def said(self) -> str:
        """What it has said last of what it did."""
        return "" if self._notice is None else self._notice.said()
