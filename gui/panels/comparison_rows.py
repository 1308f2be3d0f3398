"""What the table of prices says about two vectors."""

from __future__ import annotations

import math

from core.evaluation import Evaluation
from core.prices import TIE, ComparisonEvaluation
from core.state import PenaltySettings
from gui import numbers
from gui.translation import tr
from gui.widgets.price_table import PriceRow
from gui.widgets.vector_grid import ROWS

_KINDS = {"l2": "l2", "l1": "l1", "elastic": "elastic_net", "nonzeros": ""}
_DECIMALS = 2
_MOST_DECIMALS = 8


def texts(first: float, second: float) -> tuple[str, str]:
    """Both numbers as shown: with so many decimals that they read alike only if they are a tie."""
    if math.isclose(first, second, rel_tol=TIE):
        return numbers.fixed(first), numbers.fixed(second)
    for decimals in range(_DECIMALS, _MOST_DECIMALS):
        pair = numbers.fixed(first, decimals), numbers.fixed(second, decimals)
        if pair[0] != pair[1]:
            return pair
    return numbers.field(first), numbers.field(second)


def same_score(compared: ComparisonEvaluation) -> bool:
    """Whether both vectors give the input one and the same score."""
    first, second = map(float, compared.scores)
    return math.isclose(first, second, rel_tol=TIE)


def score_row(compared: ComparisonEvaluation) -> PriceRow:
    """The line of the scores, among which nothing is preferred."""
    first, second = map(float, compared.scores)
    name = tr("comparison.score")
    values = f"{ROWS[1]}·x = {numbers.full(first)}\n{ROWS[2]}·x = {numbers.full(second)}"
    return PriceRow("", name, texts(first, second), exact=f"{name}\n{values}")


def price_rows(evaluation: Evaluation) -> tuple[PriceRow, ...]:
    """The score, the three prices and the number of non-zeros, a line each."""
    compared, penalty = evaluation.comparison, evaluation.state.penalty
    return (score_row(compared), *(_price_row(key, compared, penalty) for key in _KINDS))


def _price_row(key: str, compared: ComparisonEvaluation, penalty: PenaltySettings) -> PriceRow:
    first, second = map(float, getattr(compared, key))
    cheaper = compared.prefers[key]
    convention = "half" if penalty.half and key in {"l2", "elastic"} else "plain"
    name, formula = tr(f"comparison.{key}"), ""
    if key in {"l2", "l1"}:
        formula = "  " + tr(f"comparison.{key}.{convention}")
    elif key == "elastic":
        formula = "  " + tr(f"comparison.{key}.{convention}", rho=numbers.plain(penalty.l1_share))
    remark = tr("comparison.tie")
    if cheaper is not None:
        remark = _remark(compared, cheaper)
    preferred = "" if cheaper is None else ROWS[1 + cheaper]
    plain = key == "nonzeros"
    return PriceRow(
        "" if plain else name,
        name if plain else formula,
        (f"{first:.0f}", f"{second:.0f}") if plain else texts(first, second),
        cheaper,
        preferred,
        remark,
        _exact(tr(f"comparison.{key}.tip.{convention}"), first, second, preferred + remark),
        _KINDS[key] == penalty.kind,
    )


def _remark(compared: ComparisonEvaluation, cheaper: int) -> str:
    """A word on the vector that is preferred, where it has more or fewer zeros than the other."""
    kept = [float(count) for count in compared.nonzeros]
    if kept[cheaper] > kept[1 - cheaper]:
        return ", " + tr("comparison.spread")
    if kept[cheaper] < kept[1 - cheaper]:
        return ", " + tr("comparison.sparse")
    return ""


def _exact(name: str, first: float, second: float, verdict: str) -> str:
    values = f"{ROWS[1]}: {numbers.full(first)}\n{ROWS[2]}: {numbers.full(second)}"
    return f"{name}\n{values}\n{tr('comparison.prefers')}: {verdict}"
