"""The penalties, by key. A new one is a file beside these and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from core.penalties.base import Penalty
from core.penalties.elastic_net import ElasticNet
from core.penalties.l1 import L1
from core.penalties.l2 import L2
from core.penalties.none import NoPenalty

PENALTIES: Mapping[str, type[Penalty]] = MappingProxyType(
    {
        "none": NoPenalty,
        "l1": L1,
        "l2": L2,
        "elastic_net": ElasticNet,
    }
)
