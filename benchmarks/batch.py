"""The Batch page with a great many examples: frames, sorting, memory, and how they grow."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.report import percentiles, table
from core import edits
from core.edits import Edit
from core.state import LinearModel, ScoreTable, State
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.window.window import MainWindow

SIZE = (1920, 1080)
CLASSES = 10
FRAMES = 100
GROWTH = (1_000, 10_000, 100_000, 1_000_000)


def scores_alone(count: int) -> State:
    """A document of `count` examples with random scores."""
    random = np.random.default_rng(0)
    table = ScoreTable(random.normal(scale=3.0, size=(count, CLASSES)))
    return _state(count, table)


def with_weights(count: int, depth: int = 64) -> State:
    """A document of `count` examples with random features and weights."""
    random = np.random.default_rng(0)
    features = random.normal(size=(count, depth))
    weights = random.normal(scale=0.3, size=(CLASSES, depth))
    return _state(count, LinearModel(features, weights, np.zeros(CLASSES)))


def _state(count: int, source: ScoreTable | LinearModel) -> State:
    labels = np.random.default_rng(1).integers(0, CLASSES, count)
    classes = tuple(f"class {number}" for number in range(CLASSES))
    names = tuple(f"example {number}" for number in range(count))
    return State(f"{count:,} examples", classes, names, labels, source)


def _settle() -> None:
    application = QApplication.instance()
    for _ in range(3):
        application.processEvents()


def _opened(state: State) -> tuple[MainWindow, float]:
    """The window on the Scores page, and milliseconds until its Batch page is painted."""
    window = make_window(Options(language="en", size=SIZE), state)
    window.show()
    _settle()
    begun = time.perf_counter()
    window.show_page("batch")
    _settle()
    return window, (time.perf_counter() - begun) * 1e3


def _drag(window: MainWindow, edit_of: Callable[[int], Edit]) -> list[float]:
    """Milliseconds from an edit of a drag to the end of its painting."""
    session, times = window.session, []
    session.begin()
    for index in range(FRAMES):
        begun = time.perf_counter()
        session.preview(edit_of(index))
        session.flush()
        _settle()
        times.append((time.perf_counter() - begun) * 1e3)
    session.commit()
    _settle()
    return times


def _sort(window: MainWindow) -> list[float]:
    """Milliseconds to sort by each of the columns, painted."""
    view, times = window.page.examples.view, []
    for column in view.rows.columns:
        begun = time.perf_counter()
        view.sort_asked.emit(column, True)
        _settle()
        times.append((time.perf_counter() - begun) * 1e3)
    return times


def _figures(state: State) -> tuple[float, ...]:
    """Opening, the p99 of λ, Δ and the loss, and the slowest column to sort by."""
    window, opening = _opened(state)
    strength = _drag(window, lambda i: edits.set_strength(0.01 + 0.001 * i))
    margin = _drag(window, lambda i: edits.set_margin(1.0 + 0.01 * i))
    loss = _drag(window, lambda i: edits.choose_loss(("hinge", "softmax")[i % 2]))
    slowest = max(_sort(window))
    window.close_unasked()
    window.deleteLater()
    _settle()
    return (
        opening,
        percentiles(strength)[2] if state.has_weights else float("nan"),
        percentiles(margin)[2],
        percentiles(loss)[2],
        slowest,
    )


def _resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def memory(count: int) -> None:
    """Print the resident MiB before and after a document of `count` examples is on the page."""
    make_application()
    window, _ = _opened(scores_alone(3))
    before = _resident()
    window.session.edit(edits.load(scores_alone(count)))
    _settle()
    _drag(window, lambda i: edits.set_margin(1.0 + 0.01 * i))
    sys.stdout.write(f"{before} {_resident()}\n")
    window.close_unasked()


def _memory_of(count: int) -> tuple[float, float]:
    """MiB above the empty program, measured in a process of its own, and that in scores."""
    program = f"from benchmarks.batch import memory; memory({count})"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    before, after = map(float, answer.stdout.split())
    return after - before, (after - before) / (count * CLASSES * 8 / 2**20)


def main() -> None:
    """Print frames, sorting and memory, for the sizes that are promised and over four decades."""
    make_application()
    head = ("examples", "open", "λ p99", "Δ p99", "loss p99", "slowest sort")
    rows: list[tuple[object, ...]] = [
        ("20,000 × 64 features", *_figures(with_weights(20_000))),
        *((f"{count:,} × 10 scores", *_figures(scores_alone(count))) for count in GROWTH),
    ]
    table(f"The Batch page at {SIZE[0]} × {SIZE[1]}, milliseconds", head, rows)
    sizes = [(f"{count:,}", *_memory_of(count)) for count in GROWTH[2:]]
    table("Memory above the empty program", ("examples", "MiB", "× the scores"), sizes)


if __name__ == "__main__":
    main()
