"""What the map of regions says of itself and of its points. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from core.evaluation import Evaluation
from core.plane import Box
from core.state import LinearModel, State
from gui.charts.curves import ticks
from gui.charts.regions.layout import RINGED, Ticks
from gui.words import numbers
from gui.words.translation import tr, words

MANY = 16
"""From more features on, two of them say little about the others."""
_TOLD = 2
"""So many features that are held are named."""


def hint_of(state: State) -> str:
    """What can be done."""
    if state.feature_count > MANY:
        return tr("plane.hint.many", count=f"{state.feature_count:,}")
    return tr("plane.hint.line" if state.feature_count == 1 else "plane.hint")


def held_text(state: State) -> str:
    """What is held, where there are more features than two."""
    names = [
        words(name)
        for index, name in enumerate(state.feature_names)
        if index not in state.view.plane
    ]
    if not names:
        return ""
    if len(names) <= _TOLD:
        return tr("plane.held", names=", ".join(names))
    return tr("plane.held.many", count=f"{len(names):,}")


def legend_of(evaluation: Evaluation, steps: Sequence[int]) -> tuple[str, str]:
    """How many points are wrong, and which boundaries are the paler ones; and every word of it."""
    count = evaluation.state.example_count
    wrong = int(np.count_nonzero(~evaluation.batch.right))  # of those held out as well
    key = "plane.wrong" if wrong <= RINGED else "plane.wrong.many"
    parts = [tr(key, wrong=f"{wrong:,}", count=f"{count:,}")]
    if steps:
        parts.append(tr("plane.earlier", steps=", ".join(f"{step:,}" for step in steps)))
    if evaluation.state.has_held_out:
        parts.append(tr("plane.held_out"))
    text = "   ".join(parts)
    return text, "\n".join(parts)


def ticks_of(box: Box, rows: tuple[str, ...] | None, *, finely: bool) -> tuple[Ticks, Ticks]:
    """Numbers on both axes, as shares; with one feature the names of the classes upwards."""
    x = _along(*box[:2], 6, finely=finely)
    if rows is None:
        return x, _along(*box[2:], 5, finely=finely)
    return x, tuple(((index + 0.5) / len(rows), name) for index, name in enumerate(rows))


def _along(low: float, high: float, count: int, *, finely: bool) -> Ticks:
    step = ticks.covering(low, high, count)[2]
    first, last = math.ceil(low / step) * step, math.floor(high / step) * step
    even = ticks.between(first, last, step)
    written = ticks.finer(even) if finely else even
    return tuple(((value - low) / (high - low), text) for value, text in written)


def tip_of(evaluation: Evaluation, index: int) -> tuple[str, str, str]:
    """Name, value and every word of a point."""
    state, source = evaluation.state, evaluation.state.source
    if not isinstance(source, LinearModel) or index >= state.example_count:
        return "", "", ""
    name, label = words(state.examples[index]), words(state.classes[int(state.labels[index])])
    predicted = words(state.classes[int(evaluation.batch.predicted[index])])
    loss = float(evaluation.active.per_example[index])
    lines = [f"{name}, {label}"]
    for feature in dict.fromkeys(state.view.plane):
        value = numbers.exact(float(source.features[index, feature]))
        lines.append(f"{words(state.feature_names[feature])} = {value}")
    right = bool(evaluation.batch.right[index])
    lines.append(tr("plane.tip.right" if right else "plane.tip.wrong", name=predicted))
    lines.append(tr("plane.tip.loss", value=numbers.exact(loss)))
    if state.held_out[index]:
        lines.append(tr("plane.tip.held_out"))
    at = ", ".join(
        numbers.plain(float(source.features[index, feature]))
        for feature in dict.fromkeys(state.view.plane)
    )
    return f"{name}, {label}", at, "\n".join(lines)
