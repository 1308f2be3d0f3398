"""What the sum of the hinge is made of, in words and as shares."""

from __future__ import annotations

import numpy as np

from core.evaluation import Evaluation
from gui import numbers
from gui.translation import tr, words
from gui.widgets.sum_view import Share

_SHARES = 12
_NAMED = 3


def sum_parts(evaluation: Evaluation) -> tuple[tuple[str, ...], tuple[Share, ...]]:
    """The terms of the sum in words, and the share of each class.

    Of the sentences the first names the most classes, the others fewer, for where room is short.
    """
    state, example = evaluation.state, evaluation.example
    parts = example.hinge.contributions
    shares = tuple(
        Share(
            index,
            words(state.classes[index]),
            float(parts[index]),
            f"{words(state.classes[index])}: {numbers.exact(float(parts[index]))}",
        )
        for index in np.argsort(-parts, kind="stable")[:_SHARES].tolist()
    )
    counted = state.loss.include_correct_class
    wrong = [i for i in range(state.class_count) if counted or i != example.label]
    largest = sorted(wrong, key=lambda i: (-parts[i], i))
    sentences = [_sentence(evaluation, largest, count) for count in range(_NAMED, 0, -1)]
    return tuple(dict.fromkeys(sentences)), shares


def _sentence(evaluation: Evaluation, largest: list[int], count: int) -> str:
    """The terms of the `count` largest classes in the order of classes, then the rest as one."""
    parts, classes = evaluation.example.hinge.contributions, evaluation.state.classes
    few = len(largest) <= count
    kept = sorted(largest if few else [i for i in largest[:count] if parts[i] > 0])
    terms = [
        tr("stage.sum.part", value=numbers.plain(float(parts[i])), name=words(classes[i]))
        for i in kept
    ]
    rest = [i for i in largest if i not in kept]
    if rest:
        left = float(sum(parts[i] for i in sorted(rest)))
        terms.append(tr("stage.sum.rest", value=numbers.plain(left), count=len(rest)))
    return " + ".join(terms)
