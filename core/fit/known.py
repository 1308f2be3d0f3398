"""The best W of what is on show, as parts of its evaluation.

They follow from neither W nor lambda, and so stay while these are dragged.
"""

from dataclasses import replace

from core.evaluation import Evaluation
from core.fit.course import Course, Worth
from core.fit.problem import Given
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.state import LinearModel

__all__ = ["course_of", "worth_of"]


def course_of(evaluation: Evaluation, loss: str | None = None) -> Course | None:
    """The best W for every lambda under a loss, by key, or that in force; None for scores alone."""
    state, source = evaluation.state, evaluation.state.source
    if not isinstance(source, LinearModel):
        return None
    key = state.loss.active if loss is None else loss
    priced_by, charged_by = state.penalty.kind, LOSSES[key].from_settings(state.loss)
    penalty, whole = PENALTIES[priced_by].from_settings(state.penalty), state.loss.sum_over_examples

    def compute(before: Course | None) -> Course:
        given, apart = Given.of(state, key), None
        if state.has_held_out:
            rows = state.held_out
            apart = replace(given, features=source.features[rows], labels=state.labels[rows])
        near = None if before is None else before.at(state.penalty.strength)
        return Course(given, apart, None if near is None or not near.fit.minimum else near.fit)

    inputs = (
        source.features, state.labels, state.held_out, state.class_count, charged_by, penalty, whole
    )  # fmt: skip
    return evaluation.part(f"course {key} {priced_by}", inputs, compute)


def worth_of(evaluation: Evaluation, loss: str | None = None) -> Worth | None:
    """The best W at the lambda in force, as far as it is known within a frame; else None."""
    course, strength = course_of(evaluation, loss), evaluation.state.penalty.strength
    if course is None:
        return None
    return course.find(strength) if course.quick else course.at(strength)
