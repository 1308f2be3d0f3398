"""Loading and making the other pages once the window is up, so that they come at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer, Signal

from gui.pages import PAGES

_PACKAGES = ("gui.charts", "gui.panels", "gui.pages")


class Ahead(QObject):
    """Does one piece in each turn of the event loop, each too short to be felt, until all is done.

    Parameters
    ----------
    make
        Makes the page of a key, pausing after each piece, unless it is there or would take long.
    parent
        The window: with it the rest is dropped.
    """

    done = Signal()

    def __init__(self, make: Callable[[str], Iterator[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = self._all(make)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next)

    def begin(self) -> None:
        """Begin with the next turn."""
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._turn.stop()

    def _next(self) -> None:
        if next(self._pieces, None) is None:
            gc.freeze()  # as what the window began with, this stays to the end
            self.done.emit()
        else:
            self._turn.start()

    @staticmethod
    def _all(make: Callable[[str], Iterator[None]]) -> Iterator[str]:
        """The name of each piece when it is done: modules, those that others need first."""
        import_module("numpy.ma")  # numpy loads it when it is asked for a quantile
        yield "numpy.ma"
        for package in _PACKAGES:
            for found in walk_packages(import_module(package).__path__, f"{package}."):
                import_module(found.name)
                yield found.name
        for key in PAGES:
            for _ in make(key):
                yield key
            yield key
