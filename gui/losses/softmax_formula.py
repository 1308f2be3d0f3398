"""The softmax loss of one example, written out."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from core.losses.softmax import Softmax
from gui.charts.formula.boxes import (
    EQUALS,
    LOSS_OF_EXAMPLE,
    Atom,
    Box,
    Dots,
    Fraction,
    Row,
    Run,
    Script,
    Styled,
    Tagged,
    Target,
    joined,
    number,
)
from gui.charts.formula.figures import Figures, Probability, cross_entropy, relation, shown
from gui.words.relations import stands_for, works_out
from gui.words.terms import written
from gui.words.translation import tr

_MINUS_LN = Run("−ln", Atom.OP)


def softmax_formula(
    evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
) -> Box:
    """Lᵢ = −ln(e^s_y / Σ e^s_j) = −ln p = loss, with at most `keep` classes written."""
    figures = figures or Figures()
    example = evaluation.example
    label, scores = example.label, example.scores
    loss = example.losses["softmax"]
    classes = written(scores, keep, always=label)
    kept = list(classes.indices)
    texts = {index: figures.given(float(scores[index])) for index in kept}

    terms: list[Box] = [_power(index, texts[index]) for index in kept]
    if classes.left_out:
        dots = Dots(classes.note(tr("terms.correct")))
        terms.append(Tagged(dots, Target("rest", count=classes.left_out)))
    quotient = Fraction(_power(label, texts[label]), Styled(Row(tuple(joined(terms))), "second"))

    seen = np.array(scores)
    seen[kept] = [shown(texts[index]) for index in kept]
    whole = all(stands_for(float(scores[index]), text) for index, text in texts.items())
    probability = Probability.of(loss, float(example.stages(Softmax).probabilities[label]), figures)
    result = figures.result(loss)
    return Row(
        (
            LOSS_OF_EXAMPLE,
            EQUALS,
            _MINUS_LN,
            quotient,
            relation(whole and probability.agrees(cross_entropy(seen, label))),
            _MINUS_LN,
            Tagged(Styled(probability.box, "third"), Target("term", label)),
            relation(works_out(probability.loss, result)),
            Styled(number(result), "loss", bold=True),
        )
    )


def _power(index: int, text: str) -> Box:
    raised = Tagged(number(text), Target("score", index))
    return Tagged(Script(Run("e"), above=raised), Target("term", index))
