"""Kills the program again and again while it is edited, starts it again, and has its work back.

``python -m tools.kill_edit --seed 7 --kills 50`` ends with "N kills, M failures" and exit status 1
where there was one. It is one if what comes back is no state that the document had, or if an edit
that was done two seconds or longer before the kill is not in it.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.report import conclude

ROOT = Path(__file__).parents[1]
MOST = 2.0
"""Seconds of work that may be lost."""

_SHARED = """
import hashlib, random, sys, time
from dataclasses import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton
from core import edits
from core.errors import EditError
from core.scenario.files import dump_bytes
from gui.app import launch
from gui.app.options import Options
from gui.files import recovery

def told(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\\n")
    sys.stdout.flush()

def digest(state):
    state = replace(state, view=replace(state.view, page=None, cards={}))
    return hashlib.sha256(dump_bytes(state)).hexdigest()

Recovery = recovery.Recovery
"""

# Works on its document as a person does, only faster, and says what it has come to and when.
EDITING = (
    _SHARED
    + """
class Edited(Recovery):
    def __init__(self, *given):
        super().__init__(*given)
        self.recorder.kept.connect(self._tell)
        self.chance = random.Random(int(sys.argv[1]))
        self.turn = QTimer(self)
        self.turn.timeout.connect(self._work)
        self.turn.start(50)
        self._tell_state()

    def _tell(self):
        told("kept")

    def _fail(self):
        raise RuntimeError("a fault of the program, after which all goes on")

    def _tell_state(self):
        told("edit", digest(self._session.state), time.monotonic())

    def _work(self):
        session, chance = self._session, self.chance
        state = session.state
        example, label = chance.randrange(state.example_count), chance.randrange(state.class_count)
        act = chance.randrange(8)
        if act == 0:
            session.edit(edits.add_example(f"example {chance.random()}"))
        elif act == 1 and state.example_count > 1:
            session.edit(edits.remove_examples([example]))
        elif act == 2:
            session.edit(edits.rename_example(example, f"name {chance.random()}"))
        elif act == 3:
            session.undo()
        elif act == 4:
            session.edit(edits.set_margin(chance.random()))
        elif act == 5 and chance.random() < 0.2:
            QTimer.singleShot(0, self._fail)
        else:  # a drag
            session.begin()
            for _ in range(3):
                session.preview(edits.set_score(example, label, chance.gauss(0, 5)))
                session.flush()
            session.commit()
        session.flush()
        self._tell_state()

recovery.Recovery = Edited
sys.exit(launch.open_window(Options(language="en")))
"""
)

# Presses the button of the first document that is offered.
RECOVERING = (
    _SHARED
    + """
class Wanted(Recovery):
    def _found(self):
        super()._found()
        if self.dialog is None:
            told("nothing")
        else:
            self.dialog.findChild(QPushButton, "recovery.0.recover").click()
            document = self._session.document
            told("back", digest(document.state), document.modified)
        self._session.document.mark_saved(None)
        QTimer.singleShot(0, self._window.close)

recovery.Recovery = Wanted
sys.exit(launch.open_window(Options(language="en")))
"""
)


class Kill(NamedTuple):
    """What one kill showed.

    Attributes
    ----------
    states : digests of the document's states, as they came, from that at the start
    times : seconds at which each was there
    sure : how many of them were there before the last record was begun
    killed : seconds
    back : digest of what came back, or None: that at the start has nothing to be kept of
    """

    states: list[str]
    times: list[float]
    sure: int
    killed: float
    back: str | None

    @property
    def place(self) -> int:
        """Which of the states came back, the last one if it was there several times."""
        back = self.back or self.states[0]
        return max(i for i, state in enumerate(self.states) if state == back)

    @property
    def lost(self) -> float:
        """Seconds between the first edit that is lost and the kill."""
        first = self.place + 1
        return self.killed - self.times[first] if first < len(self.times) else 0.0


def kill_one(folder: Path, seed: int, steps: int, records: int = 0) -> Kill:
    """Kill the program after so many edits, but not before it has written so many records."""
    command = [sys.executable, "-c", EDITING, str(seed)]
    states: list[str] = []
    times: list[float] = []
    known = [0]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_own(folder), text=True) as child:
        assert child.stdout is not None
        killed = math.inf
        for line in child.stdout:
            words = line.split()
            if words[0] == "kept":
                known.append(len(states))
            else:
                states.append(words[1])
                times.append(float(words[2]))
            if killed == math.inf and len(states) >= steps and len(known) > records:
                child.kill()
                killed = time.monotonic()
    command[2] = RECOVERING
    told = subprocess.run(command, stdout=subprocess.PIPE, env=_own(folder), text=True, check=True)
    word, *rest = told.stdout.split()
    if word == "back" and rest[1] != "True":
        raise RuntimeError("what came back is taken for saved")
    return Kill(states, times, known[-2:][0], killed, rest[0] if word == "back" else None)


def _own(folder: Path) -> dict[str, str]:
    own = {f"XDG_{kind}_HOME": str(folder) for kind in ("STATE", "CONFIG")}
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **own}


def failures(seed: int, kills: int, most: float = MOST) -> Iterator[str]:
    """What so many kills have cost that they must not."""
    chance = random.Random(seed)
    for number in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            found = kill_one(Path(folder), chance.randrange(1 << 30), chance.randrange(1, 150))
        if found.back is not None and found.back not in found.states:
            yield f"kill {number}: what came back was never there"
        elif found.lost > most:
            yield f"kill {number}: {found.lost:.2f} s are lost"
        else:
            text = f"kill {number}: {found.place} of {len(found.states) - 1} edits are back"
            print(f"{text}, {found.lost:.2f} s are lost", flush=True)


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=50)
    asked = parser.parse_args()
    return conclude(asked.kills, "kills", list(failures(asked.seed, asked.kills)))


if __name__ == "__main__":
    sys.exit(main())
