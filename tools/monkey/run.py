"""A run in episodes: each opens a window, works it, looks, and is written down if it failed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtWidgets import QApplication

from core.scenario.files import builtin, dump_bytes
from gui.app.launch import make_window
from gui.app.options import Options
from gui.pages import PAGES
from gui.words.translation import set_language
from tools.faults import Faults, documents, settle
from tools.monkey.checks import complaints, history_complaints
from tools.monkey.hand import Hand
from tools.monkey.operations import Operation, Planner

EPISODE = 1500
CHECK_EVERY = 8

Episode = dict[str, Any]
"""``document``, ``page``, ``operations``, and ``failures`` once there were any."""


def written(episode: Episode) -> str:
    """An episode as lines of JSON: what it is about, and an operation a line."""
    about = {name: value for name, value in episode.items() if name != "operations"}
    return "".join(json.dumps(one) + "\n" for one in (about, *episode["operations"]))


def read(path: Path) -> Episode:
    """An episode that `written` or a trace has left."""
    about, *operations = map(json.loads, path.read_text().splitlines())
    return {**about, "operations": operations}


class Run:
    """Events on window after window, and what went wrong.

    Parameters
    ----------
    faults
        Where errors are written down.
    folder
        A folder of the monkey's own, with files to open and room for those it saves.
    trace
        Where the present episode is written to as it goes, lest the process ends over it.
    """

    def __init__(self, faults: Faults, folder: Path, trace: TextIO | None = None) -> None:
        self._faults = faults
        self._trace = trace
        self._documents = documents()
        self.failures: list[str] = []
        self.episodes: list[Episode] = []
        for number, key in enumerate(("cat-car-frog", "wide-margin", "twelve scores")):
            (folder / f"good {number}.json").write_bytes(dump_bytes(self._documents[key]))
        (folder / "<b>bad & x.json").write_bytes(b"[1, 2")
        self._hand = Hand(folder)

    @property
    def events(self) -> int:
        """How many events there were."""
        return self._hand.events

    def go(self, seed: int, events: int) -> None:
        """Do so many events, the same ones for the same seed."""
        chance = random.Random(seed)
        planner = Planner(chance, [item.key for item in builtin()])
        while self.events < events:
            end = min(events, self.events + EPISODE)
            episode = {
                "document": chance.choice(list(self._documents)),
                "page": chance.choice(list(PAGES)),
                "operations": [],
            }

            def more(end: int = end) -> Iterable[Operation]:
                while self.events < end:
                    assert self._hand.window is not None
                    for one in planner.next(self._hand.window, held=bool(self._hand.held)):
                        yield {**one, "answer": chance.randrange(1 << 12)}

            self.play(episode, more())

    def play(self, episode: Episode, operations: Iterable[Operation]) -> None:
        """Perform `operations` on a new window."""
        set_language("en")
        state = self._documents[episode["document"]]
        options = Options(language="en", size=(1280, 760), page=episode["page"])
        window = self._hand.window = make_window(options, state)
        before = len(self.failures)
        done: list[Operation] = []
        episode = {**episode, "operations": done}
        self._note_down(written(episode), anew=True)
        window.show()
        window.activateWindow()
        settle()
        with self._hand as hand:
            for number, operation in enumerate(operations):
                done.append(operation)
                self._note_down(json.dumps(operation) + "\n")
                hand.perform(operation)
                self._note(self._faults.take(), number)
                if number % CHECK_EVERY == 0:
                    self._note(complaints(window), number)
            hand.let_go()
            self._note(history_complaints(window), len(done))
            # What is still being typed counts, and would be asked about.
            window.documents.finish_typing()
            window.session.document.mark_saved(None)
            window.close()
            settle()
        window.deleteLater()
        hand.window = None
        settle()
        self._note(self._faults.take(), len(done))
        shown = {one.objectName() for one in QApplication.topLevelWidgets() if one.isVisible()}
        # Qt takes a tool tip away a moment after the window it speaks of is gone.
        shown.discard("qtooltip_label")
        self._note((f"{name} is left open" for name in sorted(shown)), len(done))
        if len(self.failures) > before:
            self.episodes.append({**episode, "failures": self.failures[before:]})

    def _note_down(self, text: str, *, anew: bool = False) -> None:
        if self._trace is not None:
            if anew:
                self._trace.seek(0)
                self._trace.truncate()
            self._trace.write(text)
            self._trace.flush()

    def _note(self, found: Iterable[str], number: int) -> None:
        for text in found:
            if not self.failures or not self.failures[-1].endswith(text):
                self.failures.append(f"operation {number}: {text}")


def fails(episode: Episode, operations: list[Operation]) -> bool:
    """Whether these operations alone go wrong, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "episode"
        path.write_text(written({**episode, "operations": operations}))
        command = [sys.executable, "-m", "tools.monkey", "--replay", str(path)]
        return subprocess.run(command, check=False, capture_output=True).returncode != 0


def shrunk(episode: Episode) -> list[Operation]:
    """Fewer operations that still go wrong: halves are left out, then quarters, down to one."""
    operations: list[Operation] = episode["operations"]
    size = max(1, len(operations) // 2)
    while True:
        at, fewer = 0, False
        while at < len(operations):
            shorter = operations[:at] + operations[at + size :]
            if fails(episode, shorter):
                operations, fewer = shorter, True
            else:
                at += size
        if size == 1 and not fewer:
            return operations
        size = max(1, size // 2)
