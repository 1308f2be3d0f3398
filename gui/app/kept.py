"""What of a window is kept for the next start: where it stands, and how it looks and speaks."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from core.text import printable
from gui.base.remembered import (
    forget_all,
    remember,
    remember_bytes,
    remembered,
    remembered_bytes,
)
from gui.base.streams import mention

if TYPE_CHECKING:
    from gui.window.window import MainWindow

_USUAL = QSize(1600, 900)


def size_at_start(room: QSize) -> tuple[int, int]:
    """How large the window was, or else most of a screen that has this `room`."""
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", remembered("size"))
    if found:
        size = QSize(int(found[1]), int(found[2])).boundedTo(room)
    else:
        size = (room * 0.9).boundedTo(_USUAL)
    return size.width(), size.height()


def stand_as_before(window: MainWindow) -> None:
    """Put a window, not yet shown, where one stood last, on a screen that there is."""
    if window.restoreGeometry(remembered_bytes("geometry")):
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)


def keep_choices(window: MainWindow) -> None:
    """Remember what a person chooses from now on."""
    appearance = window.appearance
    appearance.language_changed.connect(partial(remember, "language"))
    appearance.theme_changed.connect(partial(remember, "theme"))
    appearance.zoom_changed.connect(partial(remember, "zoom"))


def keep_place(window: MainWindow) -> None:
    """Remember where a window stands, and how large it is."""
    remember_bytes("geometry", window.saveGeometry())
    size = window.size()
    if window.isFullScreen():
        size = window.normalGeometry().size()
    remember("size", f"{size.width()}x{size.height()}")


def forget() -> int:
    """Carry out ``--reset-settings`` and say what was done; the exit status."""
    names, place = forget_all()
    told = f"forgotten: {', '.join(names)} ({place})" if names else "there was nothing to forget"
    mention(printable(told), sys.stdout)
    return 0
