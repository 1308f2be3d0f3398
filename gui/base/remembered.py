"""What is remembered from one start of the program to the next."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


def _settings() -> QSettings:
    return QSettings("losslab", "losslab")


def remembered(name: str, default: str = "") -> str:
    """What was remembered under `name`."""
    return str(_settings().value(name, default))


def remember(name: str, value: object) -> None:
    """Remember `value`, as text, under `name`."""
    _settings().setValue(name, str(value))


def remembered_list(name: str) -> list[str]:
    """Texts that were remembered under `name`; none where somebody else has written there."""
    try:
        found = json.loads(remembered(name, "[]"))
    except ValueError:
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def remember_list(name: str, values: list[str]) -> None:
    """Remember some texts under `name`."""
    remember(name, json.dumps(values))


def remembered_bytes(name: str) -> QByteArray:
    """Bytes that were remembered under `name`."""
    return QByteArray.fromBase64(remembered(name).encode())


def remember_bytes(name: str, value: QByteArray) -> None:
    """Remember bytes under `name`."""
    remember(name, bytes(value.toBase64().data()).decode())


def last_folder() -> str:
    """Where a file was chosen last, if that is still there."""
    folder = remembered("folder")
    return folder if os.path.isdir(folder) else ""  # noqa: PTH112 - Path's raises where it may not look


def remember_folder(path: Path) -> None:
    """Remember where `path` was chosen."""
    remember("folder", str(path.absolute().parent))


def forget_all() -> tuple[list[str], str]:
    """Forget everything; the names of what there was, and where."""
    settings = _settings()
    names = sorted(settings.allKeys())
    settings.clear()
    settings.sync()
    return names, settings.fileName()
