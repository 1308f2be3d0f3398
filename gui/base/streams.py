"""What the program says to a terminal, a pipe, or nobody: no stream may be the failure. No Qt."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from core.text import printable


def say(text: str) -> None:
    """Write a line that was asked for to standard output.

    Raises
    ------
    OSError
        If it cannot be written, a `BrokenPipeError` if nobody reads any more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    try:
        _write(text, sys.stdout)
    except OSError:
        _silence(sys.stdout)
        raise


def mention(text: str, stream: TextIO | None) -> None:
    """Write a line to whoever may be reading."""
    if stream is None:
        return
    try:
        _write(text, stream)
    except OSError:
        _silence(stream)


def _write(text: str, stream: TextIO) -> None:
    """Write a line, in UTF-8 where the system's own encoding lacks some of its letters."""
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:  # and nothing is written yet
        if not isinstance(stream, io.TextIOWrapper):
            raise
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        stream.write(text + "\n")
    stream.flush()


def complain(text: str) -> None:
    """Write the line that says what went wrong to standard error; one line stays one line."""
    mention(f"losslab: {printable(text)}", sys.stderr)


def let_go() -> None:
    """Have nothing more to say: whoever reads what is said here comes to its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
            _silence(stream)


def finish() -> None:
    """Write what is still to be written; after this the exit has nothing left to fail at."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                _silence(stream)


def _silence(stream: TextIO) -> None:
    """Let what is written go nowhere; what could not be, the exit would try again and fail."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
