"""What a test of the window must not leave behind."""

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_RUNNING = (QTimer, QThread)
KEPT: set[QWidget] = set()
"""Windows that the next test of the same file gets: tests/gui/kept.py opens and closes them."""


def leftovers(threads_before):
    """Describe every visible top-level widget, running timer and extra thread.

    Parameters
    ----------
    threads_before
        The Python threads that were there before the test.

    Returns
    -------
    list of str
        One sentence for each thing; empty when nothing is left.
    """
    # What was told to delete itself does so only when asked, outside an event loop.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    windows = [window for window in shown if window not in KEPT]
    found = [f"the window {_name(window)} is shown" for window in windows]
    own_thread = QThread.currentThread()
    for thing in _timers_and_threads():
        if isinstance(thing, QTimer) and isValid(thing) and _is_left(thing):
            found.append(f"the timer {_name(thing)} of {thing.parent()!r} runs")
        if isinstance(thing, QThread) and isValid(thing) and thing.isInterruptionRequested():
            thing.wait(20_000)  # given up with its window: it ends at the next place to look
        if isinstance(thing, QThread) and isValid(thing) and thing.isRunning():
            found += [f"the thread {_name(thing)} runs"] * (thing is not own_thread)
    found += [
        f"the thread {thread.name!r} runs"
        for thread in threading.enumerate()
        if thread not in threads_before and thread.is_alive()
    ]
    return found


def _is_left(timer):
    """Whether it runs, and for no window that is kept."""
    above = timer
    while (parent := above.parent()) is not None:
        above = parent
    return timer.isActive() and above not in KEPT


def look_away():
    """Leave what is there now out of what `leftovers` looks through.

    Asking all objects of a process, some 300,000, took almost half the time of a test.
    """
    gc.collect()  # what is frozen is never collected any more
    gc.freeze()


def _timers_and_threads():
    """All there are of them since `look_away`: Qt itself keeps no list."""
    return [one for one in gc.get_objects() if issubclass(type(one), _RUNNING)]


def let_go():
    """Take the finger off the mouse: QTest's own double click ends with the button down.

    Qt gives the next window no moves of a pointer whose button went down in another one.
    """
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        window = QWindow()
        window.create()
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton)
        window.destroy()
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton, "a mouse button is held"


def _name(thing):
    return repr(thing.objectName() or type(thing).__name__)
