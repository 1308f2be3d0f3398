"""From scores to the lines of a landscape: what two weights change, and what they do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from core.arrays import FloatArray, IntArray
from core.landscape.forms import Forms, HingeForms, SoftmaxForms
from core.losses.base import Loss
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax


@dataclass(frozen=True, eq=False)
class Touched:
    """The scores, taken apart by whether one of the two weights changes them.

    Attributes
    ----------
    scores : (T, N)
        Of the one or two touched classes where both weights are 0.
    first, second : (T, N)
        How these scores change with either weight.
    rest : (N, R)
        The untouched scores.
    label : (N,)
        The correct class: 0 or 1 counts among the touched ones, a negative number among the rest
        (-1 is its first).
    """

    scores: FloatArray
    first: FloatArray
    second: FloatArray
    rest: FloatArray
    label: IntArray


def _softmax(loss: Softmax, touched: Touched) -> SoftmaxForms:
    count = len(touched.label)
    together, constants = _rest_together(loss, touched)
    # One line per touched class and one of slope 0 for the rest, whatever the label.
    nothing = np.full((1, count), -np.inf)
    level = np.zeros((1, count))
    while len(touched.scores) + 1 < 3:
        touched = Touched(
            np.concatenate([touched.scores, nothing]),
            np.concatenate([touched.first, level]),
            np.concatenate([touched.second, level]),
            touched.rest,
            touched.label,
        )
    offset = np.concatenate([touched.scores, together[None, :]])
    first = np.concatenate([touched.first, level])
    second = np.concatenate([touched.second, level])
    # The reference is the correct class if it is touched, else the rest; the others lead over it.
    reference = np.where(touched.label >= 0, touched.label, 2)
    others = np.where(reference == 0, 2, 0), np.where(reference == 1, 2, 1)
    rows = np.arange(count)
    leads = [
        np.stack([lines[other, rows] - lines[reference, rows] for other in others])
        for lines in (offset, first, second)
    ]
    missing = leads[0] == -np.inf  # no such class: its line is level
    leads[1][missing] = leads[2][missing] = 0.0
    return SoftmaxForms(float(constants.mean()), *leads)


def _rest_together(loss: Softmax, touched: Touched) -> tuple[FloatArray, FloatArray]:
    """Log-sum-exp of the untouched scores, (N,), and the loss of a correct one among them."""
    rest, count = touched.rest, len(touched.label)
    if not rest.shape[1]:
        return np.full(count, -np.inf), np.zeros(count)
    top = rest.max(axis=1)
    together = top + np.log(np.exp(rest - top[:, None]).sum(axis=1))
    constants = np.zeros(count)
    inside = touched.label < 0
    if inside.any():
        constants[inside] = loss.per_example(rest[inside], -1 - touched.label[inside])
    return together, constants


def _hinge(loss: Hinge, touched: Touched) -> HingeForms:
    count, classes = len(touched.label), len(touched.scores) + touched.rest.shape[1]
    share = 1.0 / loss.divisor(classes)
    weight = share / count
    power = 2 if loss.squared else 1
    constant = loss.margin**power * share if loss.include_correct_class else 0.0
    lines: list[tuple[FloatArray, FloatArray, FloatArray]] = []

    inside = np.flatnonzero(touched.label < 0)
    if len(inside):
        rest, own = touched.rest[inside], -1 - touched.label[inside]
        correct = rest[np.arange(len(inside)), own]
        over = np.maximum(rest - (correct - loss.margin)[:, None], 0.0)
        over[np.arange(len(inside)), own] = 0.0
        constant += float((over**power).sum()) * weight
        for scores, p, q in zip(touched.scores, touched.first, touched.second, strict=True):
            lines.append((scores[inside] - (correct - loss.margin), p[inside], q[inside]))
    for k in range(len(touched.scores)):
        own = np.flatnonzero(touched.label == k)
        p, q = touched.first[k][own], touched.second[k][own]
        threshold = touched.scores[k][own] - loss.margin
        leads = touched.rest[own] - threshold[:, None]
        lines.append((leads.ravel(), *(np.repeat(-x, leads.shape[1]) for x in (p, q))))
        for other in range(len(touched.scores)):
            if other != k:
                values = touched.scores, touched.first, touched.second
                a, b, c = (x[other][own] for x in values)
                lines.append((a - threshold, b - p, c - q))
    offset, first, second = (np.concatenate(parts) for parts in zip(*lines, strict=True))
    level = (first == 0.0) & (second == 0.0)
    constant += float((np.maximum(offset[level], 0.0) ** power).sum()) * weight
    return HingeForms(constant, offset[~level], first[~level], second[~level], weight, loss.squared)


# A new loss is told here how it looks over two weights.
REDUCED: Mapping[str, Callable[[Any, Touched], Forms]] = MappingProxyType(
    {"softmax": _softmax, "hinge": _hinge}
)


def reduced(loss: Loss[Any], touched: Touched) -> Forms:
    """The mean of `loss` over two weights."""
    with np.errstate(under="ignore"):
        return REDUCED[loss.key](loss, touched)
