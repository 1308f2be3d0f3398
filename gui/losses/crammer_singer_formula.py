"""Crammer and Singer's loss of one example, written out."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.evaluation import Evaluation
from core.losses.crammer_singer import CrammerSinger
from gui.charts.formula.boxes import (
    CLOSE,
    COMMA,
    EQUALS,
    LOSS_OF_EXAMPLE,
    MARGIN,
    MINUS,
    OPEN,
    PLUS,
    Box,
    Dots,
    Row,
    Styled,
    Tagged,
    Target,
    number,
)
from gui.charts.formula.figures import Figures, relation, shown
from gui.losses.hinged import MAX, behind_sign, hinged, value_of
from gui.words.relations import comes_to, stands_for, works_out, worth
from gui.words.terms import written


def crammer_singer_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """Lᵢ = max(0, max s_j − s_y + Δ) = loss, with at most `keep` classes written."""
    figures = figures or Figures()
    example, settings = evaluation.example, evaluation.state.loss
    label, scores = example.label, example.scores
    counted = np.delete(np.arange(len(scores)), label)
    terms = written(scores[counted], None if keep is None else keep - 1)
    classes = counted[list(terms.indices)].tolist()
    # The largest is always among those written, for they are ranked by their scores.
    top = int(counted[scores[counted].argmax()])
    texts = {index: figures.given(float(scores[index])) for index in (label, *classes)}
    margin, loss = figures.given(settings.margin), example.losses["crammer_singer"]
    violation = float(example.stages(CrammerSinger).hinged[top])

    inside = (
        _largest(classes, texts, terms.left_out, Dots(terms.note())),
        MINUS,
        Tagged(behind_sign(texts[label]), Target("score", label)),
        PLUS,
        Tagged(number(margin), MARGIN),
    )
    whole = hinged(inside, squared=settings.squared, zero=violation == 0.0)
    value, result = figures.given(violation), figures.result(loss)
    seen = [max(worth(texts[index]) for index in classes), -worth(texts[label]), worth(margin)]
    holds = comes_to(
        max(Decimal(0), sum(seen, Decimal(0))),
        value if settings.squared else result,
        max(map(abs, seen)),
    )
    holds = holds and all(stands_for(float(scores[i]), text) for i, text in texts.items())
    holds = holds and stands_for(settings.margin, margin)
    parts: list[Box] = [LOSS_OF_EXAMPLE, EQUALS, Tagged(whole, Target("term", top))]
    if settings.squared:
        parts += [relation(holds), Tagged(value_of(value, squared=True), Target("term", top))]
        holds = works_out(shown(value) ** 2, result)
    return Row((*parts, relation(holds), Styled(number(result), "loss", bold=True)))


def _largest(classes: list[int], texts: dict[int, str], left_out: int, dots: Dots) -> Box:
    """The largest of the wrong scores; of one alone that score."""
    scores: list[Box] = [Tagged(number(texts[i]), Target("score", i)) for i in classes]
    if left_out:
        scores.append(Tagged(dots, Target("rest", count=left_out)))
    if len(scores) == 1:
        return scores[0]
    parts = [part for score in scores for part in (COMMA, score)][1:]
    return Row((MAX, OPEN, *parts, CLOSE))
