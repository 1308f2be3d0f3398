"""What pytest does here: put a mutant in place of its module, or note which test runs which line.

Loaded by ``-p tools.mutate.plugin`` before anything of the program is imported; what to do comes in
the environment.
"""

from __future__ import annotations

import importlib.machinery
import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TypeAlias

import pytest

from tools.mutate.mutants import mutated

ROOT = Path(__file__).parents[2]
FOLDERS = ("core", "gui")
MUTANT, CHOSEN, TRACE = "MUTATE_MUTANT", "MUTATE_CHOSEN", "MUTATE_TRACE"
Tracer: TypeAlias = Callable[[FrameType, str, object], "Tracer | None"]
_ENOUGH = 100
"""So many calls of a function in one test without a new line, and it is traced no more in it."""


class Lines:
    """Which lines of the program run, test by test."""

    def __init__(self) -> None:
        self._names: dict[CodeType, str | None] = {}
        self._left: dict[CodeType, set[int]] = {}
        self._idle: dict[CodeType, int] = {}
        self._bits: dict[str, int] = defaultdict(int)

    def start(self) -> None:
        """A test begins."""
        self._left.clear()
        self._idle.clear()
        self._bits.clear()
        threading.settrace(self._called)
        sys.settrace(self._called)

    def stop(self) -> dict[str, str]:
        """It has ended: the lines that ran, one bit a line, by path."""
        sys.settrace(None)
        threading.settrace(None)
        return {name: f"{bits:x}" for name, bits in self._bits.items() if bits}

    def _called(self, frame: FrameType, event: str, argument: object) -> Tracer | None:
        code = frame.f_code
        try:
            name = self._names[code]
        except KeyError:
            name = self._names[code] = _name(code)
        if name is None:
            return None
        left = self._left.get(code)
        if left is None:
            lines = {line for _, _, line in code.co_lines() if line is not None}
            left = self._left[code] = lines - {code.co_firstlineno}
            self._bits[name] |= 1 << code.co_firstlineno
        idle = self._idle[code] = self._idle.get(code, 0) + 1
        if not left or idle > _ENOUGH:
            return None

        def ran(frame: FrameType, *_: object) -> Tracer:
            line = frame.f_lineno
            if line in left:
                left.discard(line)
                self._idle[code] = 0
                self._bits[name] |= 1 << line
            return ran

        return ran


def _name(code: CodeType) -> str | None:
    """The path from the root of the module that a function of the program comes from."""
    path = Path(code.co_filename)
    if code.co_name == "<module>" or not path.is_relative_to(ROOT):
        return None
    name = path.relative_to(ROOT).as_posix()
    return name if name.startswith(tuple(f"{one}/" for one in FOLDERS)) else None


class Tracing:
    """Notes the lines of every test, and how long it took, in a file of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines = Lines()
        self._found: dict[str, object] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """A test with all that it needs."""
        began = time.process_time()
        self._lines.start()
        try:
            return (yield)
        finally:
            lines = self._lines.stop()
            seconds = round(time.process_time() - began, 3)
            self._found[item.nodeid] = {"seconds": seconds, "lines": lines}

    def pytest_sessionfinish(self) -> None:
        """All have run."""
        if self._found:
            path = self._folder / f"{os.getpid()}.json"
            path.write_text(json.dumps(self._found), "utf-8")


class Chosen:
    """Leaves the chosen tests alone, in the order in which they were chosen."""

    def __init__(self, chosen: list[str]) -> None:
        self._place = {name: place for place, name in enumerate(chosen)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort them, and drop the others."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place),
            key=lambda item: self._place[item.nodeid],
        )


def put_in_place(path: Path, number: int) -> None:
    """Have one module imported with one of its sites changed."""
    real = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        if Path(self.path) == path:
            return compile(mutated(path.read_bytes(), number), self.path, "exec")
        return real(self, name)

    # Its compiled form on disk is neither read nor written.
    setattr(importlib.machinery.SourceFileLoader, "get_code", get_code)  # noqa: B010


def pytest_configure(config: pytest.Config) -> None:
    """Do what the environment asks for."""
    if TRACE in os.environ:
        config.pluginmanager.register(Tracing(Path(os.environ[TRACE])))
    if CHOSEN in os.environ:
        chosen = json.loads(Path(os.environ[CHOSEN]).read_text("utf-8"))
        config.pluginmanager.register(Chosen(chosen))


if MUTANT in os.environ:
    _path, _, _number = os.environ[MUTANT].rpartition(":")
    put_in_place(ROOT / _path, int(_number))
