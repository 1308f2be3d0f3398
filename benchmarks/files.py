"""What a large file costs: peak memory as a multiple of the scores, and bad files refused."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.report import table
from core.scenario.files import save_path
from core.state import ScoreTable, State

EXAMPLES, CLASSES = 1_000_000, 10
BAD_BYTES = 60_000_000
MIB = 1 << 20
START = '{"format": "losslab-scenario", "version": 2, "title": '
HEAD = START + '"t", "classes": ["a", "b"], "examples": ['
ROW = '{"name": "example 12345", "label": 1, "scores": [0.1234567890123, -1.2345678901234]},'
END = '{"name": "e", "label": 0, "scores": [1, 2]}]}'
BAD = {
    "a label at the end": (HEAD, ROW, END.replace("0", "7", 1)),
    "a NaN at the end": (HEAD, ROW, END.replace("[1", "[NaN")),
    "a field twice at the end": (HEAD, ROW, END.replace("0", '0, "label": 1', 1)),
    "too many examples": (HEAD, '{"name":"e","label":0,"scores":[1,2]},', END),
    "too many languages": (START + "{", '"l":"x",', '"l":"x"}}'),
    "cut": (HEAD, ROW, ""),
}
MEASURED = r"""
import re, sys, time
from core.errors import ScenarioError
from core.scenario.files import load_path, save_path
begun = time.process_time()
try:
    state = load_path(sys.argv[1])
    if len(sys.argv) > 2:
        save_path(state, sys.argv[2])
except ScenarioError:
    pass
spent = time.process_time() - begun
with open("/proc/self/status") as status:  # unlike getrusage it knows nothing of the parent
    print(spent, int(re.search(r"VmHWM:\s*(\d+)", status.read())[1]) * 1024)
"""


def _measured(*paths: Path) -> tuple[float, float]:
    """Seconds of CPU, and the peak of a process of its own in bytes (Linux)."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak = map(float, told.stdout.split())
    return seconds, peak


def _bad_rows(folder: Path) -> Iterator[tuple[str, float, float]]:
    path = folder / "bad.json"
    for name, (head, body, end) in BAD.items():
        path.write_text(head + body * (BAD_BYTES // len(body)) + end, "utf-8")
        seconds, peak = _measured(path)
        yield name, seconds, peak / path.stat().st_size


def main() -> None:
    """Print the round trip of a million examples and the bad files."""
    scores = np.random.default_rng(0).normal(size=(EXAMPLES, CLASSES))
    names = tuple(f"example {i}" for i in range(EXAMPLES))
    classes = tuple(f"class {i}" for i in range(CLASSES))
    state = State("t", classes, names, np.arange(EXAMPLES) % CLASSES, ScoreTable(scores))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path, again = folder / "large.json", folder / "again.json"
        save_path(state, path)
        rows = []
        for what, paths in (("open", (path,)), ("open and save", (path, again))):
            seconds, peak = _measured(*paths)
            rows.append((what, seconds, peak / MIB, peak / scores.nbytes))
        table("1,000,000 × 10", ("what", "CPU s", "peak MiB", "× the scores"), rows)
        assert path.read_bytes() == again.read_bytes()
        bad = list(_bad_rows(folder))
        table(f"Bad files of {BAD_BYTES // 1_000_000} MB", ("what", "CPU s", "peak × size"), bad)


if __name__ == "__main__":
    main()
