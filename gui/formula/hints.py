"""What the formula says about its parts: tool tips, and the description for screen readers."""

from __future__ import annotations

from core.evaluation import Evaluation
from gui.charts.formula.boxes import Target
from gui.controls.pinned import with_pinned
from gui.losses import display_of
from gui.words import numbers
from gui.words.translation import tr, words


def target_name(target: Target, evaluation: Evaluation) -> str:
    """A number's name: the score of a class, the margin or the strength."""
    if target.class_index is None:
        return tr(f"formula.{target.kind}")
    return tr("formula.score", name=words(evaluation.state.classes[target.class_index]))


def value_of(target: Target, evaluation: Evaluation) -> float:
    """The value of a number of the formula."""
    if target.kind == "strength":
        return evaluation.state.penalty.strength
    if target.class_index is None:
        return evaluation.state.loss.margin
    return float(evaluation.example.scores[target.class_index])


def result(evaluation: Evaluation, whole: bool) -> tuple[float, float | None]:
    """The number at the end: the whole loss or that of the example, now and when pinned."""
    if whole:
        pinned = evaluation.pinned
        return evaluation.total, None if pinned is None else pinned.total
    key, then = evaluation.state.loss.active, evaluation.pinned_example
    return evaluation.example.losses[key], None if then is None else then.losses[key]


def tip(target: Target, evaluation: Evaluation, whole: bool = False) -> str:
    """The tool tip of a part: whose it is, and its values to the last digit."""
    if target.kind == "change":
        now, then = result(evaluation, whole)
        return with_pinned(numbers.exact(now), now, then)
    if target.kind == "rest":
        return tr("formula.rest.tip", count=f"{target.count:,}")
    if target.is_number:
        name, value = target_name(target, evaluation), value_of(target, evaluation)
        return f"{name} = {numbers.exact(value)}\n{tr('formula.scrub.tip')}"
    return _term_tip(target.class_index or 0, evaluation)


def _term_tip(index: int, evaluation: Evaluation) -> str:
    example = evaluation.example
    name = words(evaluation.state.classes[index])
    score = numbers.exact(float(example.scores[index]))
    more = display_of(evaluation.state.loss.active).term_lines(evaluation, index)
    return "\n".join([name, f"s = {score}", *more])
