"""Bringing data in, as multiples of what numpy's own readers take, alternating; the median."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.report import table
from core.importing import Given, read_files

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
        base, ours = _alternating(
            lambda: np.load(paths["scores"]), lambda: read_files(Given(by_role=paths))
        )
        more = f"+ {1000 * (ours - base):.0f} ms (≤ 500, painting included)"
        rows.append(("NPY 1,000,000 × 10", base, ours, more))
        table("Bringing data in", ("what", "numpy s", "ours s", "ours beside numpy"), rows)


if __name__ == "__main__":
    main()
