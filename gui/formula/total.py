"""The whole loss, written out: mean or sum of the losses, λ R(W) and their sum."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from gui.charts.formula.boxes import (
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
    Target,
    joined,
    number,
)
from gui.charts.formula.figures import Figures, relation, shown
from gui.words.relations import adds_up, stands_for, works_out, worth
from gui.words.terms import MOST, written
from gui.words.translation import tr

_TIMES = Run("×", Atom.BIN)
_LOSS = Run("L")


def total_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """L = 1/N Σ Lᵢ + λ R(W) = data loss + penalty term = total, with at most `keep` examples.

    Without 1/N where the losses are added up.
    """
    figures = figures or Figures()
    data = figures.result(evaluation.data_loss)
    terms, holds = _examples(evaluation, keep, figures, data)
    state = evaluation.state
    if not state.has_weights or state.penalty.kind == "none":
        worked = [*terms, relation(holds)] if len(evaluation.scores) > 1 else []
        return Row((_LOSS, EQUALS, *worked, _total(data)))
    strength = figures.strength(state.penalty.strength)
    price = figures.result(evaluation.penalty)
    penalty = figures.result(evaluation.penalty_term)
    total = figures.result(evaluation.total)
    exact = (
        holds
        and stands_for(state.penalty.strength, strength)
        and works_out(worth(strength) * worth(price), penalty)
    )
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
            relation(adds_up((data, penalty), total)),
            _total(total),
        )
    )


def _total(text: str) -> Box:
    return Styled(number(text), "loss", bold=True)


def _examples(
    evaluation: Evaluation, keep: int | None, figures: Figures, data: str
) -> tuple[list[Box], bool]:
    """The losses that L is made of, the chosen and the largest, and whether they give `data`."""
    state, losses = evaluation.state, evaluation.active.training
    count = len(losses)
    divisor = 1 if state.loss.sum_over_examples else count
    ranked = evaluation.active.leading(MOST) if keep is not None and keep < count else None
    chosen, held_out = state.view.example, bool(state.held_out[state.view.example])
    if not isinstance(state.training, slice):  # their places among the training examples
        ranked = None if ranked is None else np.searchsorted(state.training, ranked)
        chosen = int(np.searchsorted(state.training, chosen))
    examples = written(losses, keep, None if held_out else chosen, ranked)
    kept = list(examples.indices)
    texts = [figures.result(float(losses[index])) for index in kept]
    parts: list[Box] = [number(text) for text in texts]
    rest = 0.0
    if examples.left_out:
        rest = float(evaluation.data_loss * divisor - losses[kept].sum())
        dots = Dots(examples.note(tr("terms.chosen")))
        parts.append(Tagged(dots, Target("rest", count=examples.left_out)))
    if divisor == 1 and not examples.left_out:
        holds = adds_up(texts, data)
    else:
        holds = works_out((sum(map(shown, texts)) + rest) / divisor, data)
    row = joined(parts)
    if count == 1:
        return row, holds
    share = [] if divisor == 1 else [Fraction(Run("1"), Run(f"{count:,}"), small=True)]
    return [*share, OPEN, *row, CLOSE], holds
