"""The other reading of a file that may have been meant in another convention, offered once."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation
from core.state import State
from gui.controls.notice import Notice
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import tr

_SHOWN_FOR = 20_000
"""Milliseconds: time enough to look at the document too."""


class Readings(QObject):
    """Opens nothing otherwise than it is written, but offers to, as one undo step.

    Parameters
    ----------
    look, session
    page
        At whose foot it is offered.
    below
        What may be told there already.
    """

    def __init__(self, look: Look, session: Session, page: QWidget, below: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._below = below
        self._offered: dict[str, Edit] = {}
        self._about: State | None = None
        self._notices = {key: Notice(look, page, key, "do", _SHOWN_FOR) for key in edits.READINGS}
        for notice in self._notices.values():
            notice.asked.connect(self._take)
            notice.expired.connect(self._give_up)
        session.evaluated.connect(self._outdate)
        look.changed.connect(self._show)

    def offer(self) -> None:
        """Offer what the present document, just read from a file, may have meant as well."""
        self._about = self._session.state
        self._offered = {one.label.key: one for one in edits.other_readings(self._about)}
        self._show()

    def _show(self) -> None:
        for key, notice in self._notices.items():
            if key in self._offered:
                above = (self._below, *self._notices.values())
                text, act, tip = (tr(f"reading.{key}{part}") for part in ("", ".do", ".tip"))
                notice.hide()  # or it would lie above itself
                notice.tell(text, act, tip, above)
            else:
                notice.hide()

    def _take(self) -> None:
        edit = self._offered.pop(self._key(), None)
        if edit is not None:
            self._session.edit(edit)

    def _give_up(self) -> None:
        self._offered.pop(self._key(), None)

    def _key(self) -> str:
        return next(key for key, notice in self._notices.items() if notice is self.sender())

    def _outdate(self, _: Evaluation) -> None:
        """Another document, or one that is worked on already, is not to be read anew."""
        document = self._session.document
        last = document.undo_label
        known = last is None or last.key in {edits.LOAD, *edits.LOOKING, *edits.READINGS}
        if self._offered and (document.original is not self._about or not known):
            self._offered.clear()
            self._show()
