"""What the window costs while nobody touches it, and whether long use makes it grow."""

from __future__ import annotations

import gc
import math
import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from benchmarks.report import table
from core import edits
from gui.app.launch import make_application, make_window
from gui.app.options import Options

IDLE_SECONDS = 10
FEW, MANY = 1_000, 20_000


def _resident() -> float:
    """Resident memory of this process in MiB (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Print idle CPU and memory after few and after many updates."""
    app = make_application()
    window = make_window(Options(language="en"))
    window.show()
    app.processEvents()

    begun, cpu = time.perf_counter(), time.process_time()
    QTimer.singleShot(IDLE_SECONDS * 1000, app.quit)
    app.exec()
    share = (time.process_time() - cpu) / (time.perf_counter() - begun)
    table("At rest", ("what", "value"), [(f"CPU over {IDLE_SECONDS} s, %", share * 100)])

    session, sizes = window.session, {}
    session.begin()
    for index in range(1, MANY + 1):
        session.preview(edits.set_score(0, 0, round(5 * math.sin(index / 40), 1)))
        session.flush()
        app.processEvents()
        if index in {FEW, MANY}:
            sizes[index] = _resident()
    session.commit()
    session.flush()
    rows = [(f"{count} updates", size, size / sizes[FEW]) for count, size in sizes.items()]
    table("Resident memory, MiB", ("after", "MiB", "ratio"), rows)
    window.close_unasked()


if __name__ == "__main__":
    main()
