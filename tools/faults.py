"""What the long runs share: a record of what goes wrong, and documents to try."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from core.scenario.files import builtin
from core.state import LinearModel, ScoreTable, State

# The offscreen platform has no window manager to pass such wishes to; the others are QTest's own
# and a font's that this machine lacks.
HARMLESS = ("This plugin does not support", "occurs outside target window", "OpenType support")


class Faults:
    """Within a ``with`` block, writes down errors nobody caught and what Qt complains of."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __enter__(self) -> Self:
        self._hook, sys.excepthook = sys.excepthook, self._caught
        self._handler = qInstallMessageHandler(self._said)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.seen.append("".join(traceback.format_exception(kind, error, trace)))

    def _said(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not any(part in text for part in HARMLESS):
            self.seen.append(text)

    def take(self) -> list[str]:
        """What has gone wrong since the last time."""
        seen, self.seen = self.seen, []
        return seen


def documents() -> dict[str, State]:
    """Documents that differ in what the window shows of them."""
    found = {item.key: item.load() for item in builtin()}
    slide = found["cat-car-frog"]
    found["elastic net"] = replace(slide, penalty=replace(slide.penalty, kind="elastic_net"))
    found["no penalty"] = replace(slide, penalty=replace(slide.penalty, kind="none"))
    one = LinearModel(np.ones((1, 1)), np.ones((2, 1)), np.zeros(2))
    found["one feature"] = State("one", ("a", "b"), ("e",), np.array([0]), one)
    table = ScoreTable(np.arange(36.0).reshape(3, 12))
    names = tuple(f"class {number}" for number in range(12))
    found["twelve scores"] = State("twelve", names, ("e", "f", "g"), np.arange(3), table)
    return found


@contextmanager
def own_home() -> Iterator[Path]:
    """A folder in place of the person's own settings and logs; and no screen is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = home
        yield Path(home)


def settle() -> None:
    """Let everything that is under way be shown, and go what is to go."""
    for _ in range(3):
        QApplication.processEvents()
        # The event loop of the program does this by itself; here there is none.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
