"""From the start of the process to the first painted window, beside a bare window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

from benchmarks.report import table

RUNS = 9

_WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False
def done():
    print(time.time(), flush=True)
    app.quit()
watch = Watch()
"""

_BARE = f"""
import pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
{_WATCH}
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
window.setCentralWidget(plot)
window.resize(1600, 900)
plot.viewport().installEventFilter(watch)
window.show()
app.exec()
"""

_OURS = f"""
from gui.app.options import Options
from gui.app.launch import make_application, make_window
app = make_application()
{_WATCH}
window = make_window(Options(language="en", size=(1600, 900)))
window.installEventFilter(watch)
window.show()
app.exec()
"""


def _seconds(code: str) -> float:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return float(done.stdout.split()[-1]) - begun


def main() -> None:
    """Print seconds and the ratio; runs alternate, so that both meet the same machine."""
    _seconds(_BARE), _seconds(_OURS)  # the first run fills the caches
    samples = [(_seconds(_BARE), _seconds(_OURS)) for _ in range(RUNS)]
    bare, ours = (statistics.median(column) for column in zip(*samples, strict=True))
    table(
        f"Start to first painted window, seconds, median of {RUNS}",
        ("what", "seconds", "ratio"),
        [("bare PySide6 + pyqtgraph", bare, 1.0), ("Loss Lab", ours, ours / bare)],
    )


if __name__ == "__main__":
    main()
