"""The whole loss, written out: mean data loss, λ R(W) and their sum."""

from __future__ import annotations

from core.evaluation import Evaluation
from gui.formula.boxes import (
    CLOSE,
    EQUALS,
    OPEN,
    PLUS,
    STRENGTH,
    Atom,
    Box,
    Dots,
    Fraction,
    Row,
    Run,
    Styled,
    Tagged,
    joined,
    number,
)
from gui.formula.figures import Figures, agrees, kept_classes, relation, shown

_TIMES = Run("×", Atom.BIN)
_LOSS = Run("L")


def total_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """L = 1/N Σ Lᵢ + λ R(W) = data loss + penalty term = total, with at most `keep` examples."""
    figures = figures or Figures()
    data = figures.result(evaluation.data_loss)
    terms, mean = _examples(evaluation, keep, figures)
    state = evaluation.state
    if not state.has_weights or state.penalty.kind == "none":
        worked = [*terms, relation(agrees(mean, data))] if len(evaluation.scores) > 1 else []
        return Row((_LOSS, EQUALS, *worked, _total(data)))
    strength = figures.given(state.penalty.strength)
    price = figures.result(evaluation.penalty)
    penalty = figures.result(evaluation.penalty_term)
    total = figures.result(evaluation.total)
    exact = agrees(mean, data) and agrees(shown(strength) * shown(price), penalty)
    factor = Styled(Tagged(number(strength), STRENGTH), "penalty")
    return Row(
        (
            _LOSS,
            EQUALS,
            *terms,
            PLUS,
            factor,
            _TIMES,
            Styled(number(price), "penalty"),
            relation(exact),
            number(data),
            PLUS,
            Styled(number(penalty), "penalty"),
            relation(agrees(shown(data) + shown(penalty), total)),
            _total(total),
        )
    )


def _total(text: str) -> Box:
    return Styled(number(text), "loss", bold=True)


def _examples(
    evaluation: Evaluation, keep: int | None, figures: Figures
) -> tuple[list[Box], float]:
    """The mean written out, and what a reader gets from it: the chosen and the largest losses."""
    losses = evaluation.active.per_example
    count = len(losses)
    kept = kept_classes(losses, evaluation.state.view.example, keep)
    texts = [figures.result(float(losses[index])) for index in kept]
    parts: list[Box] = [number(text) for text in texts]
    rest = float(evaluation.data_loss * count - losses[kept].sum()) if len(kept) < count else 0.0
    if len(kept) < count:
        parts.append(Dots(count - len(kept)))
    mean = (sum(map(shown, texts)) + rest) / count
    row = joined(parts)
    if count == 1:
        return row, mean
    return [Fraction(Run("1"), Run(str(count)), small=True), OPEN, *row, CLOSE], mean
