"""What the table of examples has to say in each column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from core.arrays import FloatArray, IntArray
from core.evaluation import Evaluation, LossResult
from gui.controls.pinned import change_text, with_pinned
from gui.losses import display_of
from gui.words import numbers
from gui.words.translation import tr, words

FEW_CLASSES = 12
"""Up to so many classes their scores stand before what follows from them; more go to the end."""
_CHECKED = 1000
"""Rows that are looked at to see whether one decimal says it all."""


class Kind(Enum):
    """What a column holds."""

    NAME = "name"
    SCORE = "score"
    LABEL = "label"
    PREDICTED = "predicted"
    LEAD = "lead"
    LOSS = "loss"
    CHANGE = "change"


Noise = Callable[[IntArray], FloatArray]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `index` is the class of a score, `loss` the key of a loss.

    The change is that of the loss in force.
    """

    kind: Kind
    index: int = 0
    loss: str = ""

    @property
    def largest_first(self) -> bool:
        """Whether who sorts by it wants to see the largest: of losses the worst examples."""
        return self.kind is Kind.LOSS

    @property
    def computed(self) -> bool:
        """Whether its cells follow from the others and cannot be written into."""
        return self.kind not in {Kind.NAME, Kind.SCORE, Kind.LABEL}


def columns_of(evaluation: Evaluation) -> tuple[Column, ...]:
    """The columns from left to right: as one computes, from the scores to the losses."""
    state, compared = evaluation.state, evaluation.pinned is not None
    return _columns(state.class_count, state.side_by_side, compared)


@lru_cache(maxsize=2)
def _columns(class_count: int, losses: tuple[str, ...], compared: bool) -> tuple[Column, ...]:
    scores = tuple(Column(Kind.SCORE, index) for index in range(class_count))
    follows = (
        Column(Kind.LABEL),
        Column(Kind.PREDICTED),
        Column(Kind.LEAD),
        *(Column(Kind.LOSS, loss=key) for key in losses),
    )
    if compared:
        follows = (*follows, Column(Kind.CHANGE))
    if class_count <= FEW_CLASSES:
        return (Column(Kind.NAME), *scores, *follows)
    return (Column(Kind.NAME), *follows, *scores)


def heading_of(evaluation: Evaluation, column: Column) -> tuple[str, str]:
    """What stands over a column, and its tool tip."""
    if column.kind is Kind.SCORE:
        name = words(evaluation.state.classes[column.index])
        return name, tr("examples.score.tip", name=name)
    if column.kind is Kind.LOSS:
        display = display_of(column.loss)
        return tr("examples.loss", name=display.short), tr("examples.loss.tip", what=display.tip)
    key = f"examples.{column.kind.value}"
    name = display_of(evaluation.state.loss.active).short
    return tr(key), tr(f"{key}.tip", name=tr("examples.loss", name=name))


def values_of(evaluation: Evaluation, column: Column) -> FloatArray:
    """The numbers of a column, (N,); classes by their index. Names have none."""
    if column.kind is Kind.SCORE:
        return evaluation.scores[:, column.index]
    if column.kind is Kind.LABEL:
        return evaluation.state.labels.astype(np.float64)
    if column.kind is Kind.PREDICTED:
        return evaluation.batch.predicted.astype(np.float64)
    if column.kind is Kind.LEAD:
        return evaluation.batch.lead
    if column.kind is Kind.LOSS:
        return evaluation.loss_result(column.loss).per_example
    if column.kind is Kind.CHANGE:
        return changes_of(evaluation)
    raise ValueError(column.kind)


def noise_of(evaluation: Evaluation, column: Column) -> tuple[float, Noise]:
    """How far rounding may have taken a column's numbers: at most, and for some examples (K,)."""
    if column.kind is Kind.SCORE:
        rounding, index = evaluation.rounding, column.index
        return rounding.most, lambda rows: rounding.of(rows)[:, index]
    if column.kind is Kind.LEAD:
        return 2.0 * evaluation.rounding.most, evaluation.batch.lead_bounds
    if column.kind is Kind.LOSS:
        result = evaluation.loss_result(column.loss)
        return result.most_noise, result.noise
    pinned, places = evaluation.pinned, evaluation.counterparts
    if column.kind is Kind.CHANGE and pinned is not None and places is not None:
        now, then, found = evaluation.active, pinned.active, places
        most = now.most_noise + then.most_noise
        return most, lambda rows: now.noise(rows) + then.noise(found[rows])
    return 0.0, lambda rows: np.zeros(len(rows))


def changes_of(evaluation: Evaluation) -> FloatArray:
    """How far each example's loss has come since the pin, (N,); NaN for a new example."""
    pinned, places = evaluation.pinned, evaluation.counterparts
    if pinned is None or places is None:
        return np.full(evaluation.state.example_count, np.nan)
    then = pinned.active.per_example[places]
    found: FloatArray = evaluation.active.per_example - then
    return np.where(places < 0, np.nan, found)


def decimals_of(evaluation: Evaluation) -> int:
    """One where that says all of every score, else two."""
    scores = evaluation.scores[:_CHECKED]
    with np.errstate(over="ignore", invalid="ignore"):
        return 1 if np.allclose(scores, np.round(scores, 1), rtol=0.0, atol=1e-9) else 2


def text_of(evaluation: Evaluation, column: Column, example: int, decimals: int) -> str:
    """What a cell says."""
    state = evaluation.state
    if column.kind is Kind.NAME:
        return words(state.examples[example])
    if column.kind is Kind.LABEL:
        return words(state.classes[state.labels[example]])
    if column.kind is Kind.PREDICTED:
        batch = evaluation.batch
        name = words(state.classes[batch.predicted[example]])
        return f"{name} {'✓' if batch.right[example] else '×'}"
    if column.kind is Kind.CHANGE:
        return _change_of(evaluation, column, example)
    value = _value_of(evaluation, column, example)
    if column.kind is Kind.SCORE:
        tick = " ✓" if state.labels[example] == column.index else ""
        return numbers.fixed(value, decimals) + tick
    return numbers.fixed(value, decimals if column.kind is Kind.LEAD else 2)


def spoken_of(evaluation: Evaluation, column: Column, example: int, decimals: int) -> str:
    """What a screen reader says of a cell: its marks in words."""
    text = text_of(evaluation, column, example, decimals)
    if column.kind is Kind.NAME and evaluation.state.held_out[example]:
        return f"{text}, {tr('examples.held_out.mark')}"
    for mark, key in ((" ✓", "examples.spoken.right"), (" ×", "examples.spoken.wrong")):
        if column.kind is Kind.PREDICTED and text.endswith(mark):
            return f"{text.removesuffix(mark)}, {tr(key)}"
    if is_own(evaluation, column, example):
        return f"{text.removesuffix(' ✓')}, {tr('accuracy.correct')}"
    return text


def copied(evaluation: Evaluation, column: Column, example: int) -> str:
    """What a cell gives to the clipboard: numbers to the last digit, names without a mark."""
    if column.kind is Kind.PREDICTED:
        return words(evaluation.state.classes[evaluation.batch.predicted[example]])
    if column.kind in {Kind.SCORE, Kind.LEAD, Kind.LOSS}:
        value = numbers.full(_value_of(evaluation, column, example))
    else:
        value = text_of(evaluation, column, example, 2)
    return value.replace(numbers.MINUS, "-")


def exact_of(evaluation: Evaluation, column: Column, example: int) -> str:
    """What a cell says exactly, and what it was when it was pinned."""
    if column.kind not in {Kind.SCORE, Kind.LEAD, Kind.LOSS}:
        return text_of(evaluation, column, example, 2)
    now = _value_of(evaluation, column, example)
    return with_pinned(numbers.exact(now), now, _pinned_value(evaluation, column, example))


def _pinned_value(evaluation: Evaluation, column: Column, example: int) -> float | None:
    """What a cell held when it was pinned; None without a counterpart."""
    pinned, places = evaluation.pinned, evaluation.counterparts
    if pinned is None or places is None or places[example] < 0:
        return None
    if column.kind is Kind.SCORE and pinned.state.class_count != evaluation.state.class_count:
        return None
    return _value_of(pinned, column, int(places[example]))


def is_own(evaluation: Evaluation, column: Column, example: int) -> bool:
    """Whether a cell is the score of its example's correct class."""
    return column.kind is Kind.SCORE and bool(evaluation.state.labels[example] == column.index)


def value_of(evaluation: Evaluation, column: Column, example: int) -> float:
    """The number in a cell; of a change how far it is, NaN without anything to compare with."""
    if column.kind is not Kind.CHANGE:
        return _value_of(evaluation, column, example)
    then = _pinned_value(evaluation, column, example)
    return float("nan") if then is None else _value_of(evaluation, column, example) - then


def _value_of(evaluation: Evaluation, column: Column, example: int) -> float:
    if column.kind is Kind.SCORE:
        return float(evaluation.scores[example, column.index])
    if column.kind is Kind.LEAD:
        return float(evaluation.batch.lead[example])
    result = evaluation.loss_result(column.loss) if column.loss else evaluation.active
    return float(result.per_example[example])


def _change_of(evaluation: Evaluation, column: Column, example: int) -> str:
    then = _pinned_value(evaluation, column, example)
    if then is None:
        return tr("examples.new_row") if evaluation.pinned is not None else ""
    return change_text(_value_of(evaluation, column, example), then)


def summary_value(evaluation: Evaluation, column: Column, *, held_out: bool = False) -> float:
    """The number in a row of means under a column of losses or their changes."""
    if column.kind is Kind.CHANGE and evaluation.pinned is not None:
        now, then = (_mean(one, one.active, held_out) for one in (evaluation, evaluation.pinned))
        return now - then
    return _mean(evaluation, evaluation.loss_result(column.loss), held_out)


def _mean(evaluation: Evaluation, result: LossResult, held_out: bool) -> float:
    """The mean of a group's losses, or their sum where that is what counts."""
    whole = evaluation.state.loss.sum_over_examples
    if held_out:
        return result.held_out_sum if whole else (result.held_out_mean or 0.0)
    return result.sum if whole else result.mean


def summary_of(evaluation: Evaluation, column: Column, *, held_out: bool = False) -> str:
    """What the row of means says under a column, or that of the examples that are held out."""
    if column.kind is Kind.SCORE:
        return ""
    state, batch = evaluation.state, evaluation.batch
    count = state.training_count
    if held_out:
        count = state.example_count - count
    if column.kind is Kind.NAME:
        key = "examples.sum" if state.loss.sum_over_examples else "examples.mean"
        group = ".held_out" if held_out else ".training" if state.has_held_out else ""
        return tr(key + group, count=f"{count:,}")
    if evaluation.pending and column.kind in {Kind.PREDICTED, Kind.LOSS, Kind.CHANGE}:
        return numbers.PENDING
    if column.kind is Kind.PREDICTED:
        right = batch.held_out_right_count if held_out else batch.right_count
        return tr("examples.right_of", right=f"{right:,}", count=f"{count:,}")
    if column.kind is Kind.LOSS:
        return numbers.fixed(summary_value(evaluation, column, held_out=held_out))
    pinned = evaluation.pinned
    if column.kind is not Kind.CHANGE or pinned is None:
        return ""
    if held_out and not pinned.state.has_held_out:
        return ""
    now, then = (_mean(one, one.active, held_out) for one in (evaluation, pinned))
    return change_text(now, then)
