"""What would hold the window for long, done one portion in each turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


def later(job: Callable[[], object]) -> Iterator[None]:
    """A job as a portion that has a turn of its own."""
    yield
    job()


_all: WeakSet[Portions] = WeakSet()


def do_what_is_left() -> None:
    """Do all portions that still wait for their turn."""
    for one in tuple(_all):
        if isValid(one):
            one.finish()


class Portions(QObject):
    """Does one portion in each turn of the event loop, the first at once.

    What comes before the last portion of another is done as a whole: in haste nothing is left
    behind for ever.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[None] | None = None
        self._hurried = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next)
        _all.add(self)

    def do(self, portions: Iterator[None], *, at_once: bool) -> None:
        """Do all of `portions`, which pauses after each; what is left of others is dropped.

        What a portion that is done at once has done is done at once as well.
        """
        before = self._hurried
        self._hurried = before or at_once or self._left is not None
        try:
            self._left = portions
            self._next()
            while self._hurried and self._left is portions:
                self._next()
        finally:
            self._hurried = before

    def finish(self) -> None:
        """Do what is left now."""
        while self._left is not None:
            self._next()

    def forget(self) -> None:
        """What is left is of no use any more."""
        self._left = None
        self._turn.stop()

    def _next(self) -> None:
        portions, self._left = self._left, None
        self._turn.stop()
        if portions is not None and next(portions, self) is None and self._left is None:
            self._left = portions
            self._turn.start()
