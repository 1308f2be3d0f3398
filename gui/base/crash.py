"""What happens when the program itself is at fault.

The details go to a log file, one plain dialog says so, and the window goes on. An error in
a paint event comes back with every frame; it is therefore logged once and counted from then on, and
there is never more than one dialog. Once that is closed, the same fault is shown again when it
comes up again, though not what closing it brings about: a window that is painted anew, say.
"""

from __future__ import annotations

import math
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.base.dressing import dress
from gui.base.log import log, log_path
from gui.words.translation import tr

QUIET_SECONDS = 1.0
"""An error that came up less than this before is the same fault still going on, not a new one."""


class CrashDialog(QDialog):
    """Says that something went wrong, where the details are, and offers to copy them."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(tr("crash.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = details
        self._more = 0

        text = _label("crashText", tr("crash.text"))
        place = _label("crashLog", tr("crash.log", path=log_path()))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._count = _label("crashCount", "")
        self._count.hide()
        self._copy = _button("crashCopy", tr("crash.copy"))
        self._copy.clicked.connect(self._copy_details)
        close = _button("crashClose", tr("crash.close"))
        close.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)

        layout = QVBoxLayout(self)
        for widget in (text, place, self._count, buttons):
            layout.addWidget(widget)

    def count_another(self, details: str) -> None:
        """Note one more error while the dialog stands.

        Parameters
        ----------
        details
            Its text; empty if it is one that the details tell of already.
        """
        self._more += 1
        self._count.setText(tr("crash.more", count=self._more))
        self._count.show()
        if details:
            self._details += "\n" + details

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText(tr("crash.copied"))


class CrashReporter(QObject):
    """Takes errors nobody caught, from any thread, and reports them in the window's thread."""

    _caught = Signal(object, str)

    def __init__(
        self,
        window: QWidget,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._last: dict[object, float] = {}
        self._closed = -math.inf
        self._told: set[object] = set()
        self._guard = threading.Lock()
        self._dialog: CrashDialog | None = None
        # Queued even within one thread: the error may have come up in the middle of painting.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def report(self, error: BaseException, trace: TracebackType | None) -> None:
        """Log an error and show it, unless it is one that is still going on.

        Parameters
        ----------
        error
            The exception nobody caught.
        trace
            Where it came from.
        """
        key = (type(error), _origin(trace))
        with self._guard:
            now = self._clock()
            before = self._last.get(key)
            going_on = before is not None and now - max(before, self._closed) < QUIET_SECONDS
            self._last[key] = now
        details = ""
        if not going_on:
            details = "".join(traceback.format_exception(type(error), error, trace))
            log().error("uncaught error\n%s", details)
        self._caught.emit(key, details)

    @Slot(object, str)
    def _show(self, key: object, details: str) -> None:
        if self._dialog is not None:
            self._dialog.count_another("" if key in self._told else details)
            self._told.add(key)
        elif details:
            self._told = {key}
            self._dialog = CrashDialog(details, self._window)
            self._dialog.destroyed.connect(self._forget)
            try:
                dress(self._dialog)
            except Exception:  # noqa: BLE001 - what it says counts, not how it looks
                log().exception("the dialog has no look")
            self._dialog.show()  # not modal: the window behind it stays in use

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self._closed = self._clock()


def install(window: QWidget) -> Callable[[], None]:
    """From now on, report every error that nobody caught.

    Parameters
    ----------
    window
        The window that the dialog belongs to; with it the reporting ends.

    Returns
    -------
    callable
        Puts the hooks back that were there before.
    """
    reporter = CrashReporter(window)
    before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception) and isValid(reporter):
            reporter.report(error, trace)
        else:
            before[0](kind, error, trace)  # Ctrl+C in a terminal is no fault of the program

    def thread_hook(failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            hook(failure.exc_type, failure.exc_value, failure.exc_traceback)

    def unraisable_hook(failure: sys.UnraisableHookArgs) -> None:
        # From a finalizer: nothing the person did has failed, so the log is enough.
        log().error("error in %r", failure.object, exc_info=failure.exc_value)

    def restore() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
        if isValid(reporter):
            reporter.deleteLater()

    sys.excepthook, threading.excepthook = hook, thread_hook
    sys.unraisablehook = unraisable_hook
    return restore


def _origin(trace: TracebackType | None) -> tuple[str, int] | None:
    """The file and line where an error came up; they tell one fault from another."""
    if trace is None:
        return None
    *_, (frame, line) = traceback.walk_tb(trace)
    return frame.f_code.co_filename, line


def _label(name: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    # An error's words and a path are no markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    return button
