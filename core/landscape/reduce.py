"""From scores to the lines of a landscape: what two weights change, and what they do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from core.arrays import FloatArray, IntArray
from core.landscape.forms import Forms, HingeForms, LargestForms, SoftmaxForms
from core.losses.base import Loss
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.margins import MarginLoss
from core.losses.one_vs_rest import OneVsRest
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
    together, constants = _rest_together(loss, touched)
    return SoftmaxForms(float(constants.mean()), *_leads(touched, together, together))


def _leads(
    touched: Touched, rest: FloatArray, own: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Offsets and slopes of the two lines that lead over what an example is measured by, (2, N).

    Parameters
    ----------
    rest : (N,)
        What the untouched classes are together, a third line; -inf if there are none.
    own : (N,)
        What a correct class among the untouched ones is measured by.
    """
    count = len(touched.label)
    # One line per touched class and one of slope 0 for the rest, whatever the label.
    nothing = np.full((1, count), -np.inf)
    level = np.zeros((1, count))
    lines = [touched.scores, touched.first, touched.second]
    if len(touched.scores) < 2:
        lines = [np.concatenate(pair) for pair in zip(lines, (nothing, level, level), strict=True)]
    offset, first, second = (
        np.concatenate(pair) for pair in zip(lines, (rest[None, :], level, level), strict=True)
    )
    # The reference is the correct class if it is touched, else the rest; the others lead over it.
    reference = np.where(touched.label >= 0, touched.label, 2)
    others = np.where(reference == 0, 2, 0), np.where(reference == 1, 2, 1)
    rows = np.arange(count)
    base = np.where(touched.label >= 0, offset[reference, rows], own)
    leads = np.stack([offset[other, rows] - base for other in others])
    p, q = (
        np.stack([slopes[other, rows] - slopes[reference, rows] for other in others])
        for slopes in (first, second)
    )
    missing = leads == -np.inf  # no such class: its line is level
    p[missing] = q[missing] = 0.0
    return leads, p, q


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
    return _summed(loss, constant, offset, first, second, weight)


def _summed(
    loss: MarginLoss,
    constant: float,
    offset: FloatArray,
    first: FloatArray,
    second: FloatArray,
    weight: float,
) -> HingeForms:
    """The sum of what exceeds 0 of the lines (K,), with level ones in the constant."""
    level = (first == 0.0) & (second == 0.0)
    over = np.maximum(offset[level], 0.0) ** (2 if loss.squared else 1)
    constant += float(over.sum()) * weight
    return HingeForms(constant, offset[~level], first[~level], second[~level], weight, loss.squared)


def _one_vs_rest(loss: OneVsRest, touched: Touched) -> HingeForms:
    count, power = len(touched.label), 2 if loss.squared else 1
    rest = touched.rest + loss.margin
    inside = np.flatnonzero(touched.label < 0)
    own = inside, -1 - touched.label[inside]
    rest[own] = loss.margin - touched.rest[own]
    constant = float((np.maximum(rest, 0.0) ** power).sum()) / count
    sign = np.where(touched.label == np.arange(len(touched.scores))[:, None], -1.0, 1.0)
    offset, first, second = (
        (sign * lines).ravel() for lines in (touched.scores, touched.first, touched.second)
    )
    return _summed(loss, constant, offset + loss.margin, first, second, 1.0 / count)


def _crammer_singer(loss: CrammerSinger, touched: Touched) -> LargestForms:
    wrong, inside = touched.rest.copy(), np.flatnonzero(touched.label < 0)
    own = np.zeros(len(wrong))
    correct = inside, -1 - touched.label[inside]
    own[inside] = wrong[correct]
    wrong[correct] = -np.inf
    rest = wrong.max(axis=1, initial=-np.inf)
    offset, first, second = _leads(touched, rest, own)
    floor = np.zeros(len(rest))
    floor[inside] = np.maximum(rest[inside] - (own[inside] - loss.margin), 0.0)
    return LargestForms(0.0, offset + loss.margin, first, second, floor, loss.squared)


# A new loss is told here how it looks over two weights.
REDUCED: Mapping[str, Callable[[Any, Touched], Forms]] = MappingProxyType(
    {
        "softmax": _softmax,
        "hinge": _hinge,
        "crammer_singer": _crammer_singer,
        "one_vs_rest": _one_vs_rest,
    }
)


def reduced(loss: Loss[Any], touched: Touched) -> Forms:
    """The mean of `loss` over two weights."""
    with np.errstate(under="ignore"):
        return REDUCED[loss.key](loss, touched)
