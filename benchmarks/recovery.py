"""What keeping work against a crash costs: the window's thread, and beside `numpy.save`."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from benchmarks.report import table
from core import edits
from core.edits import Edit
from core.scenario.files import DEFAULT_KEY, builtin
from core.state import ScoreTable, State
from gui.app.launch import make_application
from gui.files.recorder import Recorder
from gui.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CLASSES = 10
CHANGES = {
    "a whole state": edits.set_score(0, 0, 1.5),
    "a score": edits.set_score(0, 1, 2.5),
    "a name": edits.rename_example(1, "renamed"),
    "an example less": edits.remove_examples([1]),
}


class Beats:
    """How long the window's thread is at most kept from its next turn."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        """Milliseconds, the time since the last turn included."""
        self._timer.stop()
        self._beat()
        return 1000 * self.longest


def _saved(folder: Path, state: State) -> float:
    """Seconds that numpy takes to bring the same numbers to the disk."""
    source = state.source
    numbers = source.scores if isinstance(source, ScoreTable) else source.features
    begun = time.perf_counter()
    with (folder / "numbers.npy").open("wb") as file:
        np.save(file, numbers)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - begun


def _kept(session: Session, recorder: Recorder, edit: Edit) -> tuple[float, float, float]:
    """Milliseconds in the window's thread, longest wait there, and seconds to the disk."""
    after = edit.apply(session.state)
    session.document.apply(Edit(edit.label, lambda _: after))
    loop = QEventLoop()
    recorder.kept.connect(loop.quit)
    begun = time.perf_counter()
    recorder.note()
    heard = time.perf_counter() - begun
    beats = Beats()
    begun = time.perf_counter()
    loop.exec()
    seconds = time.perf_counter() - begun
    recorder.kept.disconnect(loop.quit)
    return 1000 * heard, beats.stop(), seconds


def main() -> None:
    """Print what each kind of change costs in documents of three sizes."""
    make_application()
    chance = np.random.default_rng(0)
    small = next(item for item in builtin() if item.key == DEFAULT_KEY).load()
    states = {"3 examples, 3 classes": small}
    for count in (250_000, 1_000_000):
        names = tuple(f"example {i}" for i in range(count))
        classes = tuple(f"class {i}" for i in range(CLASSES))
        scores = ScoreTable(chance.normal(size=(count, CLASSES)))
        labels = chance.integers(0, CLASSES, count)
        states[f"{count:,} × {CLASSES}"] = State("t", classes, names, labels, scores)
    for name, state in states.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            session = Session(state)
            recorder = Recorder(session, folder, session, pause=0)
            gc.collect()
            gc.freeze()
            rows = []
            for what, edit in CHANGES.items():
                heard, longest, seconds = _kept(session, recorder, edit)
                saved = _saved(folder, session.state)
                rows.append((what, heard, longest, seconds, seconds / saved))
            recorder.end(asked=True)
            head = ("record of", "heard ms", "longest wait ms (≤ 100)", "s", "× numpy.save")
            table(f"Recovery, {name}", head, rows)


if __name__ == "__main__":
    main()
