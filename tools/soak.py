"""The long checks: sweeps, a monkey, a walk over all controls, damaged files, kills, drags, fits.

``make soak ARGS="--seed 7 --events 200000"`` ends with "N events, M failures" and exit status 1
where there was one. Each part runs in a process of its own, so that one that dies is a failure like
any other; what the monkey did last is then in soak-SEED, for ``tools.monkey --shrink``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

PIECE = 20_000
"""Events of one process."""
_LAST = re.compile(r"(\d+) \w+, (\d+) failures")


def part(*command: object) -> tuple[int, int]:
    """Run a tool and pass on what it says; how much it did and how often it failed."""
    words = [sys.executable, "-m", *map(str, command)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        last = ""
        for line in program.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            last = line.strip()
    found = _LAST.fullmatch(last)
    if found is None:
        print(f"{' '.join(words[2:])} ended with {program.returncode} before its last line")
        return 0, 1
    return int(found[1]), int(found[2])


def sweeps() -> int:
    """Run those parameters of the tests that the sample leaves out; how often it failed."""
    command = [sys.executable, "-m", "pytest", "-q", "--soak", "--numprocesses", "2"]
    return int(subprocess.run(command, check=False).returncode != 0)


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=200_000, help="of the monkey")
    parser.add_argument("--tries", type=int, default=1_000, help="of the sweep over the controls")
    parser.add_argument("--files", type=int, default=2_000, help="damaged ones, opened")
    parser.add_argument("--fits", type=int, default=3_000, help="of random problems")
    parser.add_argument("--kills", type=int, default=50, help="while saving, and while editing")
    parser.add_argument("--drags", type=int, default=60_000)
    asked = parser.parse_args()
    failures = sweeps() + sum(
        part(f"tools.{tool}", *arguments)[1]
        for tool, *arguments in (
            ("focus_sweep", "--seed", asked.seed, "--tries", asked.tries),
            ("kill_save", "--seed", asked.seed, "--kills", asked.kills),
            ("kill_edit", "--seed", asked.seed, "--kills", asked.kills),
            ("drags", "--count", asked.drags),
            ("fuzz_files", "--seed", asked.seed, "--files", asked.files),
            ("fits", "--seed", asked.seed, "--problems", asked.fits),
        )
    )
    events, trace = 0, Path(f"soak-{asked.seed}")
    for number in range(-(-asked.events // PIECE)):
        left = min(PIECE, asked.events - number * PIECE)
        seed = asked.seed * 1_000 + number
        done, failed = part("tools.monkey", "--seed", seed, "--events", left, "--trace", trace)
        events, failures = events + done, failures + failed
        if not failed:
            trace.unlink(missing_ok=True)
    print(f"{events} events, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
