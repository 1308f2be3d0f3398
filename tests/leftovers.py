"""What a test of the window must not leave behind."""

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

_RUNNING = (QTimer, QThread)


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
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    found = [f"the window {_name(window)} is shown" for window in windows]
    own_thread = QThread.currentThread()
    for thing in _timers_and_threads():
        if isinstance(thing, QTimer) and isValid(thing) and thing.isActive():
            found.append(f"the timer {_name(thing)} of {thing.parent()!r} runs")
        if isinstance(thing, QThread) and isValid(thing) and thing.isRunning():
            found += [f"the thread {_name(thing)} runs"] * (thing is not own_thread)
    found += [
        f"the thread {thread.name!r} runs"
        for thread in threading.enumerate()
        if thread not in threads_before and thread.is_alive()
    ]
    return found


def _timers_and_threads():
    """All there are of them: Qt itself keeps no list."""
    everything = gc.get_objects()
    # Asking a hundred thousand objects one by one would be a third of the time the tests take.
    kinds = {kind for kind in set(map(type, everything)) if issubclass(kind, _RUNNING)}
    return [one for one in everything if type(one) in kinds] if kinds else []


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
