"""Drags for a long time: after a warm-up, memory, handles, threads and timers stay as they are.

``python -m tools.drags --count 60000`` ends with "N drags, M failures" and exit status 1 where
there was one.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core import edits
from core.scenario.files import builtin
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.pages import PAGES
from gui.window.window import MainWindow
from gui.words.translation import LANGUAGES
from tools.faults import Faults, own_home, settle
from tools.report import conclude

GESTURE = 50
"""Drags from press to release."""
WARM_UP = 0.25
ROOM_MIB = 12.0


@dataclass(frozen=True)
class Use:
    """What the process has of the machine."""

    memory_mib: float
    handles: int
    threads: int
    timers: int
    objects: int

    @staticmethod
    def now(window: MainWindow) -> Use:
        """With one and the same thing on screen; on Linux alone also memory and handles."""
        window.session.edit(edits.load(builtin()[0].load()))
        window.session.unpin()
        window.set_language("en")
        for page in reversed(PAGES):
            window.show_page(page)
            settle()
        gc.collect()
        statm, handles = Path("/proc/self/statm"), Path("/proc/self/fd")
        pages = int(statm.read_text().split()[1]) if statm.exists() else 0
        return Use(
            pages * os.sysconf("SC_PAGE_SIZE") / 2**20 if pages else 0.0,
            len(list(handles.iterdir())) if handles.exists() else 0,
            threading.active_count(),
            sum(timer.isActive() for timer in window.findChildren(QTimer)),
            len(window.findChildren(QObject)),
        )

    def complaints(self, before: Use) -> list[str]:
        """What has grown since `before`."""
        found = []
        if self.memory_mib > before.memory_mib + ROOM_MIB:
            found.append(f"memory grew from {before.memory_mib:.1f} to {self.memory_mib:.1f} MiB")
        for name in ("handles", "threads", "timers", "objects"):
            then, now = getattr(before, name), getattr(self, name)
            if now > then:
                found.append(f"{name}: {then} became {now}")
        return found


def gesture(window: MainWindow, number: int) -> None:
    """One gesture of many drags, undone; now and then another page, language or scenario."""
    session = window.session
    kinds: tuple[Callable[[float], edits.Edit], ...] = (
        lambda value: edits.set_score(0, 0, value),
        lambda value: edits.set_weight(0, 0, value),
        lambda value: edits.set_strength(abs(value) / 100),
        lambda value: edits.set_margin(abs(value) + 0.1),
    )
    kind = kinds[number % len(kinds) if session.state.has_weights else 0]
    session.begin()
    for step in range(GESTURE):
        session.preview(kind((step % 17) - 8.1))
        QApplication.processEvents()
    session.commit()
    settle()
    if number % 2:
        session.undo()
    if number % 4 == 0:
        window.show_page(list(PAGES)[number // 4 % len(PAGES)])
    if number % 20 == 0:
        window.set_language(list(LANGUAGES)[number // 20 % len(LANGUAGES)])
    if number % 30 == 0:
        keys = [item for item in builtin() if item.key != "digits"]
        session.edit(edits.load(keys[number // 30 % len(keys)].load()))
    if number % 25 == 0:
        session.pin()
    settle()


def show_everything(window: MainWindow) -> None:
    """Let everything be made that is made when it is first needed, and kept from then on."""
    for item in builtin():
        window.session.edit(edits.load(item.load()))
        window.session.pin()
        for code in LANGUAGES:
            window.set_language(code)
            for page in PAGES:
                window.show_page(page)
                settle()


def run(count: int, say: Callable[[str], None] = print, *, everything: bool = True) -> list[str]:
    """Make so many drags, in all there is to see; what has grown after the warm-up, or failed."""
    with Faults() as faults:
        window = make_window(Options(language="en", size=(960, 600)))
        window.show()
        settle()
        if everything:
            show_everything(window)
        gestures = max(2, count // GESTURE)
        before = Use.now(window)
        for number in range(gestures):
            gesture(window, number)
            if number == int(gestures * WARM_UP):
                before = Use.now(window)
                say(f"after {number * GESTURE} drags: {before}")
        after = Use.now(window)
        say(f"after {gestures * GESTURE} drags: {after}")
        window.session.document.mark_saved(None)
        window.hide()
        window.deleteLater()
        settle()
        return [*faults.take(), *after.complaints(before)]


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60_000)
    asked = parser.parse_args()
    with own_home():
        make_application()
        found = run(asked.count)
    return conclude(asked.count, "drags", found)


if __name__ == "__main__":
    sys.exit(main())
