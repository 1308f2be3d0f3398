"""The losses of the engine as the window shows them, by key.

A loss is one module here and one line in `CLASSES`. One whose module cannot be loaded is said in
the log and shown by what every loss has; it is not offered, and the others are there. So it is
with one that the engine could not load, of which there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from core.losses import FAILED
from core.state import LOSS_KEYS
from gui.base.log import log
from gui.losses.base import LossDisplay
from gui.losses.plain import PlainDisplay

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "softmax": "SoftmaxDisplay",
        "hinge": "HingeDisplay",
        "crammer_singer": "CrammerSingerDisplay",
        "one_vs_rest": "OneVsRestDisplay",
    }
)
"""Keys of losses, and the class in the module of the same name."""


@cache
def displays() -> Mapping[str, LossDisplay]:
    """The losses that can be chosen, in the order of the engine."""
    found: dict[str, LossDisplay] = {}
    for key, error in FAILED.items():
        log().error("The loss %s cannot be loaded", key, exc_info=error)
    for key in LOSS_KEYS:
        try:
            found[key] = getattr(import_module(f"gui.losses.{key}"), CLASSES[key])()
        except Exception:  # noqa: BLE001 - whatever is wrong with one, the others can be shown
            log().exception("The loss %s cannot be shown as itself", key)
    return MappingProxyType(found)


def display_of(key: str) -> LossDisplay:
    """How the loss `key` is shown."""
    return displays().get(key) or _plain(key)


@cache
def _plain(key: str) -> LossDisplay:
    return PlainDisplay(key)


def family_of(key: str) -> tuple[str, ...]:
    """The losses that are chosen under one name with this one; the first gives the name."""
    name = display_of(key).family or key
    found = (one for one, display in displays().items() if (display.family or one) == name)
    return tuple(found) or (key,)


def firsts() -> list[LossDisplay]:
    """The first of each family: what is chosen between before more is asked for."""
    return [one for key, one in displays().items() if family_of(key)[0] == key]
