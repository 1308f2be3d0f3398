"""The losses, by key.

A new one is a file beside these, named by its key, and a line in `CLASSES`. One whose file cannot
be loaded is left out, and the others are there.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from core.losses.base import Loss

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "softmax": "Softmax",
        "hinge": "Hinge",
        "crammer_singer": "CrammerSinger",
        "one_vs_rest": "OneVsRest",
    }
)
"""Keys of losses, and the class in the module of the same name."""


def _load() -> tuple[dict[str, type[Loss[Any]]], dict[str, Exception]]:
    found: dict[str, type[Loss[Any]]] = {}
    failed: dict[str, Exception] = {}
    for key, name in CLASSES.items():
        try:
            found[key] = getattr(import_module(f"{__name__}.{key}"), name)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one, there are the others
            failed[key] = error
    if not found:
        raise ImportError("no loss can be loaded") from next(iter(failed.values()))
    return found, failed


_FOUND, _FAILED = _load()
LOSSES: Mapping[str, type[Loss[Any]]] = MappingProxyType(_FOUND)
"""The losses that can be loaded."""
FAILED: Mapping[str, Exception] = MappingProxyType(_FAILED)
"""The others, and why; whoever has a log says so there."""
