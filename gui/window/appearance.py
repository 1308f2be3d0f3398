"""How the window looks and speaks, as a person has chosen it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.look.theme import ZOOMS, Look, Mode
from gui.look.themes import SYSTEM
from gui.session import Session
from gui.window.still import Still
from gui.words.translation import set_language


class Appearance(QObject):
    """Switches language, theme, mode and zoom of the whole window.

    Before each the session catches up: parts out of sight take their words from what is there now.

    Signals
    -------
    language_changed(code), theme_changed(key of a theme, or `SYSTEM`), zoom_changed(zoom)
        A person has chosen another.
    """

    language_changed = Signal(object)
    theme_changed = Signal(object)
    zoom_changed = Signal(object)

    def __init__(self, look: Look, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._still = Still(window)
        self._look = look
        self._session = session
        self._at_desk = look.choice
        self.slots: dict[str, Callable[[], object]] = {
            "projector": self.toggle_hall,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "zoom_back": self.zoom_back,
        }
        """What each act does that has to do with this."""

    def speak(self, code: str) -> None:
        """Speak another language from now on."""
        self._session.catch_up()
        set_language(code)
        with self._still:
            self._look.speak()
        self.language_changed.emit(code)

    def wear(self, choice: str) -> None:
        """Wear a theme from now on, or the one that goes with the system."""
        self._session.catch_up()
        with self._still:
            self._look.wear(choice)
        self.theme_changed.emit(choice)

    def follow_system(self) -> None:
        """The system has become dark or light."""
        if self._look.choice == SYSTEM:
            with self._still:
                self._look.wear(SYSTEM)

    def toggle_hall(self) -> None:
        """Be laid out for the other of the two."""
        self.lay_out(Mode.DESK if self._look.mode is Mode.PROJECTOR else Mode.PROJECTOR)

    def lay_out(self, mode: Mode) -> None:
        """Be laid out for a hall, in the colours for that, or for a desk in its own again."""
        self._session.catch_up()
        if mode is Mode.PROJECTOR:
            self._at_desk = self._look.choice
        with self._still:
            self._look.wear("projector" if mode is Mode.PROJECTOR else self._at_desk)
            self._look.set_mode(mode)

    def zoom_in(self) -> None:
        """Show everything a step larger."""
        self._zoom_to(next((zoom for zoom in ZOOMS if zoom > self._look.zoom), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show everything a step smaller."""
        self._zoom_to(next((zoom for zoom in ZOOMS[::-1] if zoom < self._look.zoom), ZOOMS[0]))

    def zoom_back(self) -> None:
        """Show everything as large as the window has it by itself."""
        self._zoom_to(1.0)

    def _zoom_to(self, zoom: float) -> None:
        self._session.catch_up()
        with self._still:
            self._look.set_zoom(zoom)
        self.zoom_changed.emit(zoom)

    def possible(self) -> dict[str, bool]:
        """Which of the acts that zoom would do something; in a hall sizes are the hall's."""
        zoom, at_desk = self._look.zoom, self._look.mode is Mode.DESK
        return {
            "zoom_in": at_desk and zoom < ZOOMS[-1],
            "zoom_out": at_desk and zoom > ZOOMS[0],
            "zoom_back": at_desk and zoom != 1.0,
        }
