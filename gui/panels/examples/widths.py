"""How wide the columns of the table are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from core.evaluation import Evaluation
from core.text import Text, localize
from gui.charts.curves.kept import Kept
from gui.look.theme import Look, Type
from gui.panels.examples.columns import Column, Kind, heading_of, summary_of, text_of
from gui.words import numbers
from gui.words.translation import language

PAD = 11.0
"""Between a text and the edge of its cell, in design pixels; less in close quarters."""
MARK = 22.0
"""Room for the mark of a cell that opens a menu."""
GAP = 12.0
"""Between the scores, which end at the right, and the words after them."""
_SORT_MARK = 16.0
TICK = " ✓"
"""Behind the score of the correct class."""
_MEASURED = 40
_LOOKED_AT = 10_000
_LONGEST = 210.0
_NAMES_READ = 20
"""Of so many classes the names decide how wide the scores' columns are, where there is room."""
# The part of what is left that a column gets.
_SPARE = {Kind.NAME: 6.0, Kind.LEAD: 1.5, Kind.CHANGE: 1.0}


def pad_of(look: Look, *, close: bool) -> int:
    """The padding of a cell."""
    return look.px(0.6 * PAD if close else PAD)


@dataclass(frozen=True, slots=True)
class Widest:
    """The widest texts there are, or are likely to be while something is dragged."""

    name: str
    label: str
    number: str
    lead: str
    loss: str
    change: str


def widest(evaluation: Evaluation, decimals: int) -> Widest:
    """The texts that decide how wide the columns are."""
    state, (lowest, highest) = evaluation.state, evaluation.score_range
    largest = numbers.fixed(-max(10.0, highest, -lowest), decimals)
    lead = numbers.fixed(-max(10.0, float(np.abs(evaluation.batch.lead).max())), decimals)
    losses = [evaluation.loss_result(key).largest for key in state.side_by_side]
    if state.loss.sum_over_examples:
        losses += [evaluation.loss_result(key).sum for key in state.side_by_side]
    return Widest(
        _longest("examples", state.examples),
        _longest("classes", state.classes),
        _as_wide(largest),
        _as_wide(lead),
        _as_wide(numbers.fixed(max(100.0, *losses))),
        _as_wide(_longest_change(evaluation)),
    )


def _as_wide(number: str) -> str:
    """All figures are of one width: others of the same count ask for no new arrangement."""
    return "".join("0" if letter.isdigit() else letter for letter in number)


_kept: Kept[str] = Kept()


def _longest(what: str, names: tuple[Text, ...]) -> str:
    """The one with the most letters, looked for when there are other names only."""
    code = language()

    def find() -> str:
        # Of very many some stand for all; a longer one among the others is cut short.
        some = names[:: len(names) // _LOOKED_AT or 1]
        return max((localize(name, code) for name in some), key=len)

    return _kept.get(what, (names, code), find)


def _longest_change(evaluation: Evaluation) -> str:
    if evaluation.pinned is None:
        return ""
    column = Column(Kind.CHANGE)
    few = range(min(_MEASURED, evaluation.state.example_count))
    texts = [text_of(evaluation, column, example, 2) for example in few]
    return max([*texts, summary_of(evaluation, column), "+00.00"], key=len)


def least_widths(
    look: Look, evaluation: Evaluation, columns: Sequence[Column], texts: Widest, *, close: bool
) -> list[int]:
    """What every column needs at the least, in pixels."""
    body, strong = (Type.SMALL, Type.LABEL) if close else (Type.BODY, Type.STRONG)
    label = min(look.px(_LONGEST), look.width(texts.label, strong))
    name = min(look.px(_LONGEST), look.width(texts.name, body))
    needed = {
        Kind.NAME: max(look.px(80), name),
        Kind.SCORE: look.width(texts.number if close else f"{texts.number}{TICK}", strong),
        Kind.LABEL: look.px(GAP) + label + look.px(MARK),
        Kind.PREDICTED: label + look.width(" ×", body),
        Kind.LEAD: look.width(texts.lead, body),
        Kind.LOSS: look.width(texts.loss, strong),
        Kind.CHANGE: look.width(texts.change, Type.SMALL),
    }
    pads = 2 * pad_of(look, close=close)

    def least(column: Column) -> int:
        width = needed[column.kind]
        if column.kind is not Kind.SCORE:  # a long name of a class is cut short there
            heading = look.width(heading_of(evaluation, column)[0], Type.LABEL)
            heading += look.px(GAP) if column.kind is Kind.LABEL else 0
            width = max(width, heading + look.px(_SORT_MARK))
        return math.ceil(width) + pads

    # All scores are alike, and there may be a thousand of them.
    score = least(Column(Kind.SCORE))
    return [score if column.kind is Kind.SCORE else least(column) for column in columns]


def named_widths(
    look: Look, evaluation: Evaluation, columns: Sequence[Column], least: Sequence[int], room: int
) -> list[int]:
    """The least widths, wider where that lets the names of all classes be read and there is room.

    Where they are many they are not looked at: there would be no room.
    """
    scores = [one for one, column in enumerate(columns) if column.kind is Kind.SCORE]
    if len(scores) > _NAMES_READ:
        return list(least)
    named, pads = list(least), 2 * pad_of(look, close=False)
    for one in scores:
        heading = look.width(heading_of(evaluation, columns[one])[0], Type.LABEL)
        named[one] = max(least[one], math.ceil(heading) + pads)
    return named if sum(named) <= room else list(least)


def shared_out(least: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    """The widths once what is left of `room` has been shared out; the least ones if nothing is."""
    spare = max(0, room - sum(least))
    parts = [0.0, *accumulate(_SPARE.get(column.kind, 2.0) for column in columns)]
    edges = [round(spare * part / parts[-1]) for part in parts]
    return [width + b - a for width, (a, b) in zip(least, pairwise(edges), strict=True)]
