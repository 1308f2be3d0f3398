"""What the sum of the hinge is made of, in words and as shares."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from gui import numbers
from gui.translation import tr, words
from gui.widgets.sum_view import Share

_SHARES = 12
_NAMED = 3


def sum_parts(evaluation: Evaluation) -> tuple[str, tuple[Share, ...]]:
    """The terms of the sum, the largest ones named, and the share of each class."""
    state, example = evaluation.state, evaluation.example
    parts = example.hinge.contributions
    shares = tuple(
        Share(
            index,
            words(state.classes[index]),
            float(parts[index]),
            f"{words(state.classes[index])}: {numbers.full(float(parts[index]))}",
        )
        for index in np.argsort(-parts, kind="stable")[:_SHARES].tolist()
    )
    counted = state.loss.include_correct_class
    wrong = [i for i in range(state.class_count) if counted or i != example.label]
    named = sorted(wrong, key=lambda i: (-parts[i], i))
    few = len(named) <= _NAMED
    kept = sorted(named if few else [i for i in named[:_NAMED] if parts[i] > 0])
    terms = [
        tr("stage.sum.part", value=numbers.plain(float(parts[i])), name=words(state.classes[i]))
        for i in kept
    ]
    rest = len(wrong) - len(kept)
    if rest:
        left = float(sum(parts[i] for i in wrong if i not in kept))
        terms.append(tr("stage.sum.rest", value=numbers.plain(left), count=rest))
    return " + ".join(terms), shares
