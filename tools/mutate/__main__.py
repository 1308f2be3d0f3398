"""Changes the code at random, one small change at a time, and tells which of them no test notices.

``python -m tools.mutate --trace`` runs the tests once and notes which lines each of them runs; with
test files, it does so for these again. ``python -m tools.mutate --seed 1 --count 100 core`` then
runs, for each of a hundred changes, the tests that run the changed line. The working tree is never
touched. Changes that alter nothing a person or a caller can see are listed, with the reason, in
tools/mutate/equal.txt, and count on neither side.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.mutate.coverage import Coverage, Record, merged
from tools.mutate.mutants import Mutant, mutants
from tools.mutate.plugin import CHOSEN, MUTANT, ROOT, TRACE

STORE = ROOT / ".mutation.json"
EQUAL = Path(__file__).with_name("equal.txt")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p")
PLUGIN = "tools.mutate.plugin"
START = 60.0
"""Seconds after which a mutant that was to take none has run into an endless loop."""
PASSED, NONE_RAN = 0, 5


def trace(files: list[str], jobs: int) -> int:
    """Run the tests, or those of some files, and note the lines of each; pytest's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*PYTEST, PLUGIN, "-n", str(jobs), *files]
        status = subprocess.run(
            command, check=False, cwd=ROOT, env={**os.environ, TRACE: folder}
        ).returncode
        new: Record = {}
        for path in Path(folder).iterdir():
            new |= json.loads(path.read_text("utf-8"))
    known = json.loads(STORE.read_text("utf-8")) if files and STORE.exists() else {}
    STORE.write_text(json.dumps(merged(known, new)), "utf-8")
    return status


def outcome(mutant: Mutant, tests: list[str], seconds: float) -> str:
    """Whether these tests notice a mutant: killed, survived, or run by no test."""
    if not tests:
        return "run by no test"
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "chosen.json"
        chosen.write_text(json.dumps(tests), "utf-8")
        files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
        environment = {
            **os.environ,
            CHOSEN: str(chosen),
            MUTANT: f"{mutant.path}:{mutant.number}",
        }
        try:
            status = subprocess.run(
                [*PYTEST, PLUGIN, "-x", *files],
                check=False,
                cwd=ROOT,
                env=environment,
                capture_output=True,
                timeout=START + 10 * seconds,
            ).returncode
        except subprocess.TimeoutExpired:
            return "killed"
    return {PASSED: "survived", NONE_RAN: "run by no test"}.get(status, "killed")


def equal_ones() -> set[str]:
    """The listed changes that alter nothing; a line that begins with a blank is a reason."""
    lines = EQUAL.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith((" ", "#"))}


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description=__doc__)
    parser.add_argument(
        "what", nargs="*", help="folders, files or file:line; with --trace, files of tests"
    )
    parser.add_argument("--trace", action="store_true", help="note which test runs which line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="so many of the seed's changes")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--budget", type=float, default=20, help="seconds of tests for a change")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    if asked.trace:
        return trace(asked.what, asked.jobs)
    if not STORE.exists():
        parser.error("first: python -m tools.mutate --trace")
    coverage = Coverage.read(STORE, ROOT)
    found = [one for where in asked.what or ["core", "gui"] for one in mutants(ROOT, where)]
    random.Random(asked.seed).shuffle(found)
    equal = equal_ones()

    def tried(mutant: Mutant) -> str:
        if mutant.key in equal:
            result = "equal"
        else:
            tests = coverage.tests(mutant, asked.budget)
            result = outcome(mutant, tests, sum(map(coverage.seconds.__getitem__, tests)))
        print(f"{result}: {mutant}", flush=True)
        return result

    with ThreadPoolExecutor(asked.jobs) as workers:
        results = list(workers.map(tried, found[asked.skip : asked.skip + asked.count]))
    killed, alike = results.count("killed"), results.count("equal")
    others = len(results) - alike
    share = f"{killed / others:.1%}" if others else "none"
    print(f"{len(results)} changes, {alike} equal; {killed} of {others} noticed: {share}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
