"""The command line of the monkey.

``--seed N --events N`` ends with "N events, M failures" and exit status 1 where there was one; what
failed is written to monkey-SEED-N. ``--replay FILE`` does the same again, ``--shrink FILE``
leaves out what is not needed for it.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from gui.launch import make_application
from tools.faults import Faults
from tools.monkey.run import Run, read, shrunk, written


def main() -> int:
    """Do what the command line asks for; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.monkey", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--replay", type=Path, metavar="FILE")
    parser.add_argument("--shrink", type=Path, metavar="FILE")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write each operation first")
    asked = parser.parse_args()
    if asked.shrink:
        episode = read(asked.shrink)
        episode["operations"] = shrunk(episode)
        asked.shrink.with_suffix(".small").write_text(written(episode))
        print(f"{len(episode['operations'])} operations")
        return 0
    faulthandler.enable()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        faults = stack.enter_context(Faults())
        trace = stack.enter_context(asked.trace.open("w")) if asked.trace else None
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = home
        files = Path(home, "files")
        files.mkdir()
        make_application().setQuitOnLastWindowClosed(False)
        run = Run(faults, files, trace)
        if asked.replay:
            episode = read(asked.replay)
            run.play(episode, episode["operations"])
        else:
            run.go(asked.seed, asked.events)
    if not asked.replay:
        for number, episode in enumerate(run.episodes):
            Path(f"monkey-{asked.seed}-{number}").write_text(written(episode))
    for failure in run.failures:
        print(failure)
    print(f"{run.events} events, {len(run.failures)} failures")
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
