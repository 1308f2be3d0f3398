"""Bringing data in, as multiples of what numpy's own readers take, alternating; the median."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.report import table
from core import edits
from core.evaluation import evaluate
from core.importing import Given, read_files
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.base.work import let_work_end
from gui.window.window import MainWindow

RUNS = 3
CLASSES = ("cat", "dog", "ship")


def _seconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _alternating(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    pairs = [(_seconds(one), _seconds(other)) for _ in range(RUNS)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def _tables(folder: Path) -> tuple[Path, Path]:
    """A CSV of 100,000 x 10 with a word as label, and its numbers alone."""
    chance = np.random.default_rng(0)
    numbers, labels = chance.normal(size=(100_000, 10)), chance.integers(0, 3, 100_000)
    rows = [",".join(f"{value:.6f}" for value in row) for row in numbers.tolist()]
    head = ",".join(f"x{i}" for i in range(10))
    lines = [f"{row},{CLASSES[label]}" for row, label in zip(rows, labels.tolist(), strict=True)]
    whole, alone = folder / "whole.csv", folder / "alone.csv"
    whole.write_text("\n".join([f"{head},label", *lines]), "utf-8")
    alone.write_text("\n".join(rows), "utf-8")
    return whole, alone


def _arrays(folder: Path) -> dict[str, Path]:
    chance = np.random.default_rng(0)
    paths = {role: folder / f"{role}.npy" for role in ("scores", "labels")}
    np.save(paths["scores"], chance.normal(size=(1_000_000, 10)))
    np.save(paths["labels"], chance.integers(0, 10, 1_000_000))
    return paths


def _window() -> MainWindow:
    application = make_application()
    window = make_window(Options(size=(1920, 1080), render=Path("none")))
    window.show()
    application.processEvents()
    return window


def _bring(window: MainWindow, paths: dict[str, Path]) -> None:
    """Have another document in the window, until it is painted."""
    reading = read_files(Given(by_role=paths))
    assert reading.state is not None
    window.session.edit(edits.load(reading.state))
    window.session.flush()
    let_work_end(60_000)
    QApplication.processEvents()


def main() -> None:
    """Print both, with what is aimed at."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        whole, alone = _tables(folder)
        base, ours = _alternating(
            lambda: np.loadtxt(alone, delimiter=","), lambda: read_files(Given(whole))
        )
        rows = [("CSV 100,000 × 10, a word as label", base, ours, f"{ours / base:.2f} × (≤ 3)")]
        paths = _arrays(folder)
        window = _window()
        base, ours = _alternating(
            lambda: [np.load(path) for path in paths.values()], lambda: _bring(window, paths)
        )
        apart = statistics.median(
            _seconds(lambda: evaluate(window.session.state).data_loss) for _ in range(RUNS)
        )
        window.close_unasked()
        more = f"+ {1000 * (ours - apart - base):.0f} ms (≤ 500), evaluation apart"
        rows.append(("NPY 1,000,000 × 10, painted", base, ours, more))
        table("Bringing data in", ("what", "numpy s", "ours s", "ours beside numpy"), rows)


if __name__ == "__main__":
    main()
