"""The losses, by key. A new one is a file beside these and a line here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from core.losses.base import Loss
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.one_vs_rest import OneVsRest
from core.losses.softmax import Softmax

LOSSES: Mapping[str, type[Loss[Any]]] = MappingProxyType(
    {
        "softmax": Softmax,
        "hinge": Hinge,
        "crammer_singer": CrammerSinger,
        "one_vs_rest": OneVsRest,
    }
)
