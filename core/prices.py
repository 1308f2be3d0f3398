"""What two rows of weights cost that are compared on one input."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core import linear
from core.arrays import FloatArray, IntArray, sealed
from core.comparison import Comparison
from core.penalties import PENALTIES
from core.settings import PenaltySettings

TIE = 1e-12  # relative; rounding of a dozen terms stays far below


@dataclass(frozen=True, eq=False)
class ComparisonEvaluation:
    """The score that each row gives the input, and its price.

    Attributes
    ----------
    scores, l1, l2, elastic : (2,)
        Of the first and the second row; L2 and the elastic net in the convention that is set.
    nonzeros : (2,)
        How many of the row's numbers are not 0.
    prefers : mapping
        For ``l2``, ``l1``, ``elastic`` and ``nonzeros``: the cheaper row, 0 or 1, or None for a
        tie, which is equality up to 1e-12 of the larger.
    """

    scores: FloatArray
    l1: FloatArray
    l2: FloatArray
    elastic: FloatArray
    nonzeros: IntArray
    prefers: Mapping[str, int | None]


def compared(comparison: Comparison, settings: PenaltySettings) -> ComparisonEvaluation:
    """Scores and prices of both rows, under every penalty as `settings` has it."""
    rows = np.stack([comparison.first, comparison.second])
    scores = linear.scores(rows, comparison.x[None, :], np.zeros(2))[0]
    prices = {
        name: _values(kind, rows, settings)
        for name, kind in (("l2", "l2"), ("l1", "l1"), ("elastic", "elastic_net"))
    }
    nonzeros = sealed(np.count_nonzero(rows, axis=1))
    prefers = {name: _cheaper(*values.tolist()) for name, values in prices.items()}
    prefers["nonzeros"] = _cheaper(*nonzeros.tolist())
    return ComparisonEvaluation(
        sealed(scores), **prices, nonzeros=nonzeros, prefers=MappingProxyType(prefers)
    )


def _values(kind: str, rows: FloatArray, settings: PenaltySettings) -> FloatArray:
    penalty = PENALTIES[kind].from_settings(settings)
    return sealed(np.array([penalty.value(row) for row in rows]))


def _cheaper(first: float, second: float) -> int | None:
    if math.isclose(first, second, rel_tol=TIE):
        return None
    return 0 if first < second else 1
