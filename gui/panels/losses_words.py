"""What the cards of the losses say, and what they read out exactly. No Qt here."""

from __future__ import annotations

import math

from core.evaluation import Evaluation, LossResult
from core.state import State
from gui.charts.distribution.spread import Spread
from gui.losses import display_of
from gui.words import numbers
from gui.words.translation import tr, words


def _fixed(value: float) -> str:
    return numbers.fixed(value) if math.isfinite(value) else "∞"


def change_text(now: float, then: float) -> str:
    """How far a number has come since it was pinned; nothing where it has not."""
    if not math.isfinite(now) or not math.isfinite(then):
        return ""
    text = numbers.change(now, then)
    return "" if text == "±0" else text


def count_change(by: int) -> str:
    """How many more or fewer; nothing for none."""
    return "" if by == 0 else f"{'+' if by > 0 else numbers.MINUS}{abs(by):,}"


def mean_text(result: LossResult, *, with_sum: bool) -> str:
    """The mean, and the sum where that is what counts."""
    if with_sum:
        return tr("losses.mean_and_sum", mean=_fixed(result.mean), sum=_fixed(result.sum))
    return tr("losses.mean", mean=_fixed(result.mean))


def held_out_text(mean: float) -> str:
    """The mean of the examples that are held out."""
    return tr("losses.held_out.mean", mean=_fixed(mean))


def mean_change(now: LossResult, then: LossResult, *, with_sum: bool) -> str:
    """How far the mean, and the sum, have come since they were pinned."""
    parts = [change_text(now.mean, then.mean)]
    if with_sum:
        parts.append(change_text(now.sum, then.sum))
    return ", ".join(part for part in parts if part)


def nothing_text(key: str, state: State, value: float) -> str:
    """The label of the line at the loss of equal scores."""
    return tr("losses.nothing", value=display_of(key).nothing_at_line(state, value))


def explanation(key: str, state: State, value: float) -> str:
    """One line on that line."""
    display = display_of(key)
    return display.nothing_said(display.nothing_in_words(state, value))


# -- exact readings -------------------------------------------------------------------------------


def _pinned_line(now: float, then: float) -> list[str]:
    change = change_text(now, then)
    return [tr("losses.tip.pinned", value=numbers.exact(then), change=change)] if change else []


def _count_line(now: int, then: int) -> list[str]:
    if now == then:
        return []
    return [tr("losses.tip.pinned", value=f"{then:,}", change=count_change(now - then))]


def tell_example(key: str, evaluation: Evaluation, index: int) -> str:
    """Everything about one example's loss, to the last digit."""
    state, batch = evaluation.state, evaluation.batch
    loss = float(evaluation.loss_result(key).per_example[index])
    lines = [words(state.examples[index]), tr("losses.tip.loss", value=numbers.exact(loss))]
    pinned, counterparts = evaluation.pinned, evaluation.counterparts
    if pinned is not None and counterparts is not None and counterparts[index] >= 0:
        then = pinned.loss_result(key).per_example[counterparts[index]]
        lines += _pinned_line(loss, float(then))
    said = words(state.classes[int(batch.predicted[index])])
    correct = words(state.classes[int(state.labels[index])])
    kind = "right" if batch.right[index] else "wrong"
    lines.append(tr(f"losses.tip.{kind}", predicted=said, correct=correct))
    lines.append(tr("losses.tip.margin", value=numbers.exact(float(batch.lead[index]))))
    if state.held_out[index]:
        lines.append(tr("examples.held_out.tip"))
    chosen = index == state.view.example
    return "\n".join([*lines, tr("losses.tip.chosen" if chosen else "losses.tip.choose")])


def tell_bin(spread: Spread, total: int, index: int) -> str:
    """How many losses lie in one bar."""
    if spread.bars is None:
        return ""
    low, high = (numbers.field(float(edge)) for edge in spread.bars.edges[index : index + 2])
    key = "losses.tip.bin" if index else "losses.tip.bin.first"
    count = int(spread.bars.counts[index])
    lines = [
        tr(key, low=low, high=high),
        tr("losses.tip.count", count=f"{count:,}", total=f"{total:,}"),
    ]
    if spread.pinned is not None and spread.pinned.bars is not None:
        lines += _count_line(count, int(spread.pinned.bars.counts[index]))
    return "\n".join(lines)


def tell_zeros(now: int, then: int, total: int, *, bars: bool) -> str:
    """How many losses are exactly 0, and what the height of their bar says."""
    count = tr("losses.tip.count", count=f"{now:,}", total=f"{total:,}")
    scale = [tr("losses.tip.zeros.scale")] if bars else []
    return "\n".join([tr("losses.tip.zeros"), count, *scale, *_count_line(now, then)])


def tell_mean(now: LossResult, then: LossResult, *, with_sum: bool) -> str:
    """The mean, and the sum, to the last digit."""
    lines = [
        tr("losses.tip.mean", value=numbers.exact(now.mean)),
        *_pinned_line(now.mean, then.mean),
    ]
    if with_sum:
        value = numbers.exact(now.sum) if math.isfinite(now.sum) else "∞"
        lines += [tr("losses.tip.sum", value=value), *_pinned_line(now.sum, then.sum)]
    if now.held_out_mean is not None:
        lines.append(tr("losses.tip.held_out", value=numbers.exact(now.held_out_mean)))
    return "\n".join(lines)


def tell_nothing(key: str, state: State, value: float) -> str:
    """What equal scores give, to the last digit."""
    display = display_of(key)
    return display.nothing_said(f"{display.nothing(state)} = {numbers.exact(value)}")
