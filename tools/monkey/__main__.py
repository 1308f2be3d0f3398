"""The command line of the monkey.

``--seed N --events N`` ends with "N events, M failures" and exit status 1 where there was one; what
failed is written to monkey-SEED-N. ``--replay FILE`` does the same again, ``--shrink FILE``
leaves out what is not needed for it.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
from contextlib import ExitStack
from pathlib import Path

from gui.app.launch import make_application
from tools.faults import Faults, own_home
from tools.monkey.run import Run, read, shrunk, written
from tools.report import conclude


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
    with ExitStack() as stack:
        files = stack.enter_context(own_home()) / "files"
        faults = stack.enter_context(Faults())
        trace = stack.enter_context(asked.trace.open("w")) if asked.trace else None
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
    return conclude(run.events, "events", run.failures)


if __name__ == "__main__":
    sys.exit(main())
