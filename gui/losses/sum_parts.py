"""What the sum of a hinge is made of, in words and as shares."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation import Evaluation
from gui.charts.parts.sum import Share
from gui.words import numbers
from gui.words.relations import ABOUT, adds_up
from gui.words.terms import Written, fewer, written
from gui.words.translation import tr, words

_MOST = 12
_FEW = 3


def sum_parts(
    evaluation: Evaluation, key: str, parts: FloatArray, counted: IntArray
) -> tuple[tuple[str, ...], tuple[Share, ...]]:
    """The terms of the sum in words, and the share of each class.

    Of the sentences the first names the most classes, the others fewer, for where room is short.

    Parameters
    ----------
    evaluation
    key
        Of the loss, which is the sum.
    parts : (C,)
        What each class adds.
    counted : (K,)
        The classes that are in the sum.
    """
    state = evaluation.state
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
    names = [words(state.classes[index]) for index in counted]
    whole = numbers.fixed(evaluation.example.losses[key])
    return tuple(_sentences(parts[counted], names, whole)), tuple(shares)


def _sentences(parts: FloatArray, names: list[str], whole: str) -> Iterator[str]:
    """From the sentence that names most classes to the one that names a single one."""
    count, above = len(parts), int(np.count_nonzero(parts))
    keep: int | None = count if count <= _MOST else min(_MOST, count - 2)
    if count > _FEW and above < count - 1:
        keep = min(_MOST, above)  # classes that add nothing are told together
    if keep == 0:
        yield tr("stage.sum.none", count=count)
    while keep:
        yield _sentence(parts, names, whole, written(parts, keep))
        keep = fewer(count, keep, 1)


def _sentence(parts: FloatArray, names: list[str], whole: str, terms: Written) -> str:
    """The terms of the classes that are named, in their order, then the rest as one."""
    values = [numbers.plain(float(parts[i])) for i in terms.indices]
    said = [
        tr("stage.sum.part", value=value, name=names[i])
        for value, i in zip(values, terms.indices, strict=True)
    ]
    if terms.left_out:
        left = float(np.delete(parts, list(terms.indices)).sum())
        which = "last" if terms.how == "first" else "smallest"
        values.append(numbers.plain(left))
        said.append(tr(f"stage.sum.{which}", value=values[-1], count=terms.left_out))
    return ("" if adds_up(values, whole) else f"{ABOUT} ") + " + ".join(said)
