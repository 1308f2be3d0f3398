"""The single keys of a lecturer: they act while presenting and in projector mode alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from gui.controls.scrub import Scrub
from gui.look.painting import KeyboardFocus
from gui.window.key_place import SPACE, place_of

_TYPED = (QLineEdit, QAbstractItemView, Scrub)
"""Fields, tables, cells and the figures of the formula: what a key writes is meant for them."""


class HallKeys(QObject):
    """Watches the native window, where a key still has its place and nothing has taken it.

    Parameters
    ----------
    acts
        What a key does, by its name on a US keyboard.
    active
        Whether keys act now.
    """

    def __init__(
        self, acts: Mapping[str, Callable[[], object]], active: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        self._active = active

    def watch(self, window: QWindow) -> None:
        """Watch `window` from now on."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act, if the key is one of ours and meant for nothing else."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._active():
            return False
        place = place_of(event)
        if place not in self._acts or _is_held(QApplication.focusWidget(), place):
            return False
        if not event.isAutoRepeat():
            self._acts[place]()
        return True


def _is_held(focus: QWidget | None, place: str) -> bool:
    """Whether what has the keyboard wants this key for itself.

    Space presses and chooses what the keyboard came to; a click does not make it a key for that.
    """
    if isinstance(focus, _TYPED):
        return True
    return place == SPACE and isinstance(focus, KeyboardFocus) and focus.ring
