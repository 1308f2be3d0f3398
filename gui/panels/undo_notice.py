"""Saying what a button has just done, with the way back beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.edits import Label
from core.evaluation import Evaluation
from gui.controls.notice import Notice
from gui.look.theme import Look
from gui.session import Session
from gui.words.actions import hint
from gui.words.translation import tr


class UndoNotice(QObject):
    """A notice about `about` whose button takes back the edit that it tells of."""

    def __init__(self, look: Look, session: Session, about: QWidget) -> None:
        super().__init__(about)
        self._look = look
        self._session = session
        self._about = about
        self._notice: Notice | None = None
        self._told: Label | None = None
        session.evaluated.connect(self._outdate)

    def tell(self, text: str) -> None:
        """Say `text` of the last edit."""
        if self._notice is None:
            self._notice = Notice(self._look, self._about)
            self._notice.asked.connect(self._session.undo)
        self._told = self._session.document.undo_label
        key = hint("undo")
        self._notice.tell(text, tr("header.undo"), tr("undo_notice.tip", key=key))

    def said(self) -> str:
        """What it says, or said last."""
        return "" if self._notice is None else self._notice.said()

    def _outdate(self, _: Evaluation) -> None:
        """Its button would take back something else by now."""
        if self._notice is not None and self._session.document.undo_label is not self._told:
            self._notice.hide()
