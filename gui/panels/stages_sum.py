"""What the sum of the hinge is made of, in words and as shares."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.losses.hinge import Hinge
from gui.charts.parts.sum import Share
from gui.words import numbers
from gui.words.relations import ABOUT, adds_up
from gui.words.terms import Written, fewer, written
from gui.words.translation import tr, words

_MOST = 12
_FEW = 3


def sum_parts(evaluation: Evaluation) -> tuple[tuple[str, ...], tuple[Share, ...]]:
    """The terms of the sum in words, and the share of each class.

    Of the sentences the first names the most classes, the others fewer, for where room is short.
    """
    state, example = evaluation.state, evaluation.example
    parts = example.stages(Hinge).contributions
    # The parts of the bar stand in the order of the words above it.
    drawn = written(parts, None if len(parts) <= _MOST else _MOST)
    shares = [
        Share(
            index,
            words(state.classes[index]),
            float(parts[index]),
            f"{words(state.classes[index])}: {numbers.exact(float(parts[index]))}",
        )
        for index in drawn.indices
    ]
    if drawn.left_out:
        rest, name = (
            float(np.delete(parts, drawn.indices).sum()),
            tr("stage.more", count=drawn.left_out),
        )
        shares.append(Share(None, name, rest, f"{name}: {numbers.exact(rest)}"))
    counted = np.arange(state.class_count)
    if not state.loss.include_correct_class:
        counted = np.delete(counted, example.label)
    return tuple(_sentences(evaluation, counted)), tuple(shares)


def _sentences(evaluation: Evaluation, counted: IntArray) -> Iterator[str]:
    """From the sentence that names most classes to the one that names a single one."""
    parts = evaluation.example.stages(Hinge).contributions[counted]
    count, above = len(parts), int(np.count_nonzero(parts))
    keep: int | None = count if count <= _MOST else min(_MOST, count - 2)
    if count > _FEW and above < count - 1:
        keep = min(_MOST, above)  # classes that add nothing are told together
    if keep == 0:
        yield tr("stage.sum.none", count=count)
    while keep:
        yield _sentence(evaluation, counted, written(parts, keep))
        keep = fewer(count, keep, 1)


def _sentence(evaluation: Evaluation, counted: IntArray, terms: Written) -> str:
    """The terms of the classes that are named, in their order, then the rest as one."""
    parts, classes = evaluation.example.stages(Hinge).contributions, evaluation.state.classes
    named = counted[list(terms.indices)].tolist()
    values = [numbers.plain(float(parts[i])) for i in named]
    said = [
        tr("stage.sum.part", value=value, name=words(classes[i]))
        for value, i in zip(values, named, strict=True)
    ]
    if terms.left_out:
        left = float(np.delete(parts[counted], list(terms.indices)).sum())
        which = "last" if terms.how == "first" else "smallest"
        values.append(numbers.plain(left))
        said.append(tr(f"stage.sum.{which}", value=values[-1], count=terms.left_out))
    whole = numbers.fixed(evaluation.example.losses["hinge"])
    return ("" if adds_up(values, whole) else f"{ABOUT} ") + " + ".join(said)
