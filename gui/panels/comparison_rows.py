"""What the table of prices says about two vectors."""

from __future__ import annotations

import math

from core.evaluation import Evaluation
from core.prices import TIE, ComparisonEvaluation
from core.settings import PenaltySettings
from gui.charts.cells.vectors import ROWS
from gui.charts.prices import PriceRow
from gui.controls.pinned import change_text, with_pinned
from gui.words import numbers
from gui.words.translation import tr

_KINDS = {"l2": "l2", "l1": "l1", "elastic": "elastic_net", "nonzeros": ""}


def texts(first: float, second: float) -> tuple[str, str]:
    """Both numbers as shown: with so many decimals that they read alike only if they are a tie."""
    if math.isclose(first, second, rel_tol=TIE):
        return numbers.fixed(first), numbers.fixed(second)
    one, other = numbers.ranked((first, second))
    return (one, other) if one != other else (numbers.field(first), numbers.field(second))


def same_score(compared: ComparisonEvaluation) -> bool:
    """Whether both vectors give the input one and the same score."""
    first, second = map(float, compared.scores)
    return math.isclose(first, second, rel_tol=TIE)


def pinned_comparison(evaluation: Evaluation) -> Evaluation | None:
    """The pinned evaluation, if W and the vectors were as long as now."""
    pinned, comparison = evaluation.comparable_weights, evaluation.state.comparison
    same = pinned is not None and len(pinned.state.comparison.x) == len(comparison.x)
    return pinned if same else None


def price_rows(evaluation: Evaluation) -> tuple[PriceRow, ...]:
    """The score, the three prices and the number of non-zeros, a line each."""
    compared, penalty = evaluation.comparison, evaluation.state.penalty
    pinned = pinned_comparison(evaluation)
    then = None if pinned is None else pinned.comparison
    prices = (_price_row(key, compared, then, penalty) for key in _KINDS)
    return (_score_row(compared, then), *prices)


def _score_row(compared: ComparisonEvaluation, then: ComparisonEvaluation | None) -> PriceRow:
    """The line of the scores, among which nothing is preferred."""
    first, second = map(float, compared.scores)
    name = tr("comparison.score")
    values, changes = _compared("scores", compared, then, "·x =")
    return PriceRow("", name, texts(first, second), exact=f"{name}\n{values}", changes=changes)


def _compared(
    key: str, compared: ComparisonEvaluation, then: ComparisonEvaluation | None, says: str
) -> tuple[str, tuple[str, str]]:
    """Both numbers of a line to the last digit, and how far they have come since the pin."""
    now: list[float] = getattr(compared, key).tolist()
    before = [None, None] if then is None else getattr(then, key).tolist()
    lines = (
        f"{row}{says} {numbers.exact(value)}" for row, value in zip(ROWS[1:], now, strict=True)
    )
    exact = "\n".join(map(with_pinned, lines, now, before))
    change = _count_change if key == "nonzeros" else change_text
    first, second = (change(*pair) for pair in zip(now, before, strict=True))
    return exact, (first, second)


def _count_change(now: float, then: float | None) -> str:
    return "" if then is None or now == then else numbers.count_change(round(now), round(then))


def _price_row(
    key: str,
    compared: ComparisonEvaluation,
    then: ComparisonEvaluation | None,
    penalty: PenaltySettings,
) -> PriceRow:
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
    exact, changes = _compared(key, compared, then, ":")
    verdict = f"{tr('comparison.prefers')}: {preferred + remark}"
    return PriceRow(
        "" if plain else name,
        name if plain else formula,
        (f"{first:.0f}", f"{second:.0f}") if plain else texts(first, second),
        cheaper,
        preferred,
        remark,
        "\n".join((tr(f"comparison.{key}.tip.{convention}"), exact, verdict)),
        _KINDS[key] == penalty.kind,
        changes,
    )


def _remark(compared: ComparisonEvaluation, cheaper: int) -> str:
    """A word on the vector that is preferred, where it has more or fewer zeros than the other."""
    kept = [float(count) for count in compared.nonzeros]
    if kept[cheaper] > kept[1 - cheaper]:
        return ", " + tr("comparison.spread")
    if kept[cheaper] < kept[1 - cheaper]:
        return ", " + tr("comparison.sparse")
    return ""
