"""How wide the columns of the table are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.evaluation import Evaluation
from gui import numbers
from gui.panels.examples.columns import Column, Kind, heading_of
from gui.theme import Look, Type
from gui.translation import words

PAD = 11.0
"""Between a text and the edge of its cell, in design pixels; less in close quarters."""
MARK = 22.0
"""Room for the mark of a cell that opens a menu."""
GAP = 12.0
"""Between the scores, which end at the right, and the words after them."""
_SORT_MARK = 16.0
_MEASURED = 200
_LONGEST = 210.0
# The part of what is left that a column gets.
_SPARE = {Kind.NAME: 3.0, Kind.LEAD: 1.5, Kind.CHANGE: 1.0}


def pad_of(look: Look, *, close: bool) -> int:
    """The padding of a cell."""
    return look.px(0.6 * PAD if close else PAD)


def number_template(evaluation: Evaluation, decimals: int) -> str:
    """A number as wide as any score is, and as any is likely to become while it is dragged."""
    scores = evaluation.scores
    largest = max(10.0, float(scores.max()), -float(scores.min()))
    text = numbers.fixed(-largest, decimals)
    return "".join("0" if letter.isdigit() else letter for letter in text)


def least_widths(
    look: Look, evaluation: Evaluation, columns: Sequence[Column], template: str, *, close: bool
) -> list[int]:
    """What every column needs at the least, in pixels."""
    body, strong = (Type.SMALL, Type.LABEL) if close else (Type.BODY, Type.STRONG)
    state = evaluation.state
    classes = [words(name) for name in state.classes[:_MEASURED]]
    longest = max(look.width(name, strong) for name in classes)
    label = min(look.px(_LONGEST), longest)
    name = max(look.width(words(name), body) for name in state.examples[:_MEASURED])
    needed = {
        Kind.NAME: max(look.px(80), min(look.px(_LONGEST), name)),
        Kind.SCORE: look.width(template if close else f"{template} ✓", strong),
        Kind.LABEL: look.px(GAP) + label + look.px(MARK),
        Kind.PREDICTED: label + look.width(" ×", body),
        Kind.LEAD: look.width(template, body),
        Kind.LOSS: look.width("000.00", strong),
        Kind.CHANGE: look.width("+00.00", Type.SMALL),
    }
    pads = 2 * pad_of(look, close=close)
    found = []
    for column in columns:
        width = needed[column.kind]
        heading = look.width(heading_of(evaluation, column)[0], Type.LABEL)
        heading += look.px(GAP) if column.kind is Kind.LABEL else 0
        if column.kind is not Kind.SCORE:  # a long name of a class is cut short there
            width = max(width, heading + look.px(_SORT_MARK))
        found.append(int(np.ceil(width)) + pads)
    return found


def shared_out(least: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    """The widths once what is left of `room` has been shared out; the least ones if nothing is."""
    spare = max(0, room - sum(least))
    weights = [_SPARE.get(column.kind, 2.0) for column in columns]
    edges = [round(spare * part / sum(weights)) for part in np.cumsum([0.0, *weights])]
    return [width + b - a for width, (a, b) in zip(least, pairwise(edges), strict=True)]
