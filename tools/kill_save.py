"""Kills a program again and again while it saves: the file is whole and nothing is left behind.

``python -m tools.kill_save --seed 7 --kills 60`` ends with "N kills, M failures" and exit status 1
where there was one.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.saving import write_file
from tools.report import conclude

CONTENTS = b"a" * 8_000_000, b"b" * 9_000_000

# Saves the two by turns, and says with a letter where it is: at the start, or within a file.
CHILD = """
import sys
from core.saving import write_file
size = 1 << 16

def pieces(content):
    for start in range(0, len(content), size):
        sys.stdout.write("."); sys.stdout.flush()
        yield content[start : start + size]

contents = b"a" * 8_000_000, b"b" * 9_000_000
while True:
    for content in contents:
        write_file(sys.argv[1], pieces(content))
        sys.stdout.write("|"); sys.stdout.flush()
"""


def kill_one(target: Path, steps: int) -> None:
    """Kill a program after it has told of so many steps of saving."""
    command = [sys.executable, "-c", CHILD, str(target)]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as child:
        assert child.stdout is not None
        child.stdout.read(steps)
        child.kill()


def failures(folder: Path, seed: int, kills: int) -> Iterator[str]:
    """What so many kills have damaged."""
    chance, target = random.Random(seed), folder / "saved.json"
    write_file(target, [CONTENTS[0]])
    for number in range(kills):
        kill_one(target, chance.randrange(1, 400))
        if target.read_bytes() not in CONTENTS:
            yield f"kill {number}: the file is neither the old one nor the new one"
    write_file(target, [CONTENTS[0]])
    yield from (f"left behind: {path.name}" for path in folder.iterdir() if path != target)


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(failures(Path(folder), asked.seed, asked.kills))
    return conclude(asked.kills, "kills", found)


if __name__ == "__main__":
    sys.exit(main())
