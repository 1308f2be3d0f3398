"""From scores to the lines of a landscape: what two weights change, and what they do not."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.landscape.forms import HingeForms


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


def leads_over(
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


def summed(
    constant: float,
    lines: tuple[FloatArray, FloatArray, FloatArray],
    weight: float,
    *,
    squared: bool = False,
) -> HingeForms:
    """The sum of what exceeds 0 of `lines`, or of its squares, each times `weight`.

    Parameters
    ----------
    lines : offsets, first and second slopes, (K,) each
        Level ones go into the constant.
    """
    offset, first, second = lines
    level = (first == 0.0) & (second == 0.0)
    over = np.maximum(offset[level], 0.0) ** (2 if squared else 1)
    constant += float(over.sum()) * weight
    return HingeForms(constant, offset[~level], first[~level], second[~level], weight, squared)
