"""What the cards of the best W have to say in common. No Qt here."""

from __future__ import annotations

import math

import numpy as np

from core.fit.course import Worth
from core.fit.existence import Reason
from core.fit.result import Fit
from core.fit.table import Table, Turning
from core.state import State
from gui.words import numbers
from gui.words.translation import tr, words

_NAMED = 2
"""So many weights are named that change at once."""
_LEAST = 1e-16
"""In parts of L: less than that no two numbers of this size are apart."""


def weight_name(state: State, weight: tuple[int, int]) -> str:
    """What a weight is called."""
    index, feature = weight
    return f"{words(state.classes[index])} · {words(state.feature_names[feature])}"


def gap_text(fit: Fit) -> str:
    """By how much some W may be better at most: a power of ten, rounded up."""
    gap = max(fit.gap, _LEAST * abs(fit.total), 1e-300)
    return numbers.limit(float(f"1e{math.ceil(round(math.log10(gap), 9))}"))


def sure_text(worth: Worth | None, *, kept: bool) -> str:
    """How sure it is that no W is better."""
    if worth is None:
        return tr("best.looking")
    fit = worth.fit
    if fit.reason is not None:
        return tr(f"refused.no_minimum_{fit.reason.value}")
    unsure = "best.sure.nearly" if kept else "best.sure.between"
    return tr("best.sure" if fit.exact else unsure, gap=gap_text(fit))


def zeros_text(worth: Worth | None) -> str:
    """How many weights are 0; where there is no best W, what the numbers are in its place."""
    if worth is None or worth.fit.reason is Reason.UNKNOWN:
        return ""
    if not worth.fit.minimum:
        return tr("best.way.weights" if worth.fit.weights.any() else "best.way.biases")
    count, zeros = worth.fit.weights.size, worth.fit.weights.size - worth.weights
    if zeros == 0:
        return tr("best.zeros.none", count=f"{count:,}")
    return tr("best.zeros", zeros=f"{zeros:,}", count=f"{count:,}")


def turning_text(state: State, turning: Turning, way: str) -> str:
    """What changes on the way to a λ, `way` being up or down."""
    parts = []
    for kind, changed in (("goes", turning.gone), ("comes", turning.come)):
        if changed:
            names = ", ".join(weight_name(state, weight) for weight in changed[:_NAMED])
            more = len(changed) - _NAMED
            if more > 0:
                names = tr("best.more", names=names, count=f"{more:,}")
            parts.append(tr(f"best.{kind}", names=names))
    return tr(f"best.{way}", strength=numbers.three_digits(turning.strength), what="; ".join(parts))


def grown_texts(table: Table) -> list[str]:
    """Where W goes as λ falls, told by the smallest λ that are known; none without any."""
    if len(table.strengths) < 2:
        return []
    least = table.strengths[0]
    places = np.unique(np.searchsorted(table.strengths, [least, 100.0 * least]))
    parts = []
    for place in places[::-1].tolist():
        if place < len(table.strengths):
            size = numbers.short(float(np.linalg.norm(table.weights[place])))
            strength = numbers.three_digits(float(table.strengths[place]))
            loss = numbers.fixed(float(table.data[place]), 3)
            parts.append(tr("best.grown", strength=strength, size=size, loss=loss))
    return parts
