"""A menu of what undo, or redo, would do: one step or several at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.controls.menu import Menu
from gui.look.theme import Look, Type
from gui.session import Session
from gui.words.labels import step_text
from gui.words.tips import on_button
from gui.words.translation import tr

_MOST = 12
"""More steps than that are looked through in the list of all."""
_WIDEST = 340.0


class StepsMenu(Menu):
    """The next steps back, or forth, by name; the one that is chosen is the last one gone.

    Signals
    -------
    all_asked()
    """

    all_asked = Signal()

    def __init__(
        self, look: Look, session: Session, name: str, parent: QWidget, *, redo: bool
    ) -> None:
        super().__init__(look, name, parent)
        self._session = session
        self._redo = redo
        # Before the menu measures itself: its own slot comes after those of the base class.
        self.aboutToShow.disconnect(self.wear_look)
        self.aboutToShow.connect(self._fill)
        self.aboutToShow.connect(self.wear_look)
        self.triggered.connect(self._go)

    def _fill(self) -> None:
        """The steps as they are now."""
        self.clear()
        labels = self._session.document.labels(redo=self._redo)
        metrics, room = self._look.metrics(Type.BODY), self._look.px(_WIDEST)
        for number, label in enumerate(labels[:_MOST], start=1):
            text = step_text(label, self._session.state)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self.addAction(on_button(text)).setData(number)
        if not labels:
            self.addAction(tr(f"header.{'redo' if self._redo else 'undo'}.none")).setEnabled(False)
        self.addSeparator()
        self.addAction(tr("menu.history")).setData(0)

    def _go(self, action: QAction) -> None:
        number = action.data()
        if number:
            self._session.go(number if self._redo else -number)
        else:
            self.all_asked.emit()
