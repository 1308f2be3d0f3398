"""A window that shows what it showed until all its parts look as they are meant to."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class Still(QObject):
    """Within it nothing of a window is painted, nor until what follows in the next turn is done.

    The parts of a window take a look over one after the other. Painted in between, each of them
    would be painted twice, and half of the window would be seen as it is not meant to be.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._paint)

    def __enter__(self) -> None:
        if self._window.isVisible():
            self._window.setUpdatesEnabled(False)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Started after what parts began that follow a turn later, it comes after them.
        self._turn.start()

    def _paint(self) -> None:
        self._window.setUpdatesEnabled(True)
