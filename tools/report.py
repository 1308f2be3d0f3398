"""How a long run tells what it found."""

from __future__ import annotations


def conclude(count: int, what: str, failures: list[str]) -> int:
    """Print the failures and the last line; the exit status."""
    for failure in failures:
        print(failure)
    print(f"{count} {what}, {len(failures)} failures")
    return 1 if failures else 0
