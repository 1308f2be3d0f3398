"""Run every measurement: ``python -m benchmarks [name ...]``."""

from __future__ import annotations

import importlib
import sys

NAMES = ("engine", "drag", "batch", "freezes", "start", "rest", "files", "recovery", "importing")
NAMES += ("fit", "best")


def main(names: list[str]) -> None:
    """Run the named measurements, all of them by default."""
    for name in names or NAMES:
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
