"""The ends of the window that come from outside: a signal, or work that nobody waits for."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from gui.base import streams, work

_ASKING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class SignalWatch(QObject):
    """Calls `end` when the system asks the program to end, without waking up for it in between.

    Python runs its own handlers only while Python runs; the number of the signal comes through a
    socket, and that Qt waits for.
    """

    def __init__(self, end: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._reading, self._writing = socket.socketpair()
        for one in (self._reading, self._writing):
            one.setblocking(False)
        self._before = {number: signal.signal(number, _note) for number in _ASKING}
        self._wakeup = signal.set_wakeup_fd(self._writing.fileno())
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._reading.fileno(), kind, self)
        self._notifier.activated.connect(self._heard)

    @Slot()
    def _heard(self) -> None:
        if set(self._reading.recv(64)) & set(map(int, _ASKING)):
            self._end()

    def close(self) -> None:
        """Leave signals to whoever had them before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for one in (self._reading, self._writing):
            one.close()


def _note(number: int, frame: object) -> None:
    """Nothing: that it came is told through the socket."""


def end_at_once_beside_work(status: int) -> None:
    """End the process here if work that was given up still runs; else return.

    A thread that cannot be stopped must not be destroyed either, as on the usual way out.
    """
    if work.runs_on():
        streams.finish()
        os._exit(status)
