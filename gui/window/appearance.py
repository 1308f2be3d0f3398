"""How the window looks and speaks, as a person has chosen it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.look.theme import Look, Mode
from gui.look.themes import SYSTEM
from gui.session import Session
from gui.words.translation import set_language


class Appearance(QObject):
    """Switches language, theme and mode of the whole window.

    Before each the session catches up: parts out of sight take their words from what is there now.

    Signals
    -------
    language_changed(code), theme_changed(key of a theme, or `SYSTEM`)
        A person has chosen another.
    """

    language_changed = Signal(object)
    theme_changed = Signal(object)

    def __init__(self, look: Look, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._session = session
        self._at_desk = look.choice

    def speak(self, code: str) -> None:
        """Speak another language from now on."""
        self._session.catch_up()
        set_language(code)
        self._look.speak()
        self.language_changed.emit(code)

    def wear(self, choice: str) -> None:
        """Wear a theme from now on, or the one that goes with the system."""
        self._session.catch_up()
        self._look.wear(choice)
        self.theme_changed.emit(choice)

    def follow_system(self) -> None:
        """The system has become dark or light."""
        if self._look.choice == SYSTEM:
            self._look.wear(SYSTEM)

    def toggle_hall(self) -> None:
        """Be laid out for the other of the two."""
        self.lay_out(Mode.DESK if self._look.mode is Mode.PROJECTOR else Mode.PROJECTOR)

    def lay_out(self, mode: Mode) -> None:
        """Be laid out for a hall, in the colours for that, or for a desk in its own again."""
        self._session.catch_up()
        if mode is Mode.PROJECTOR:
            self._at_desk = self._look.choice
        self._look.wear("projector" if mode is Mode.PROJECTOR else self._at_desk)
        self._look.set_mode(mode)
