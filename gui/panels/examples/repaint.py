"""Which rows of the table are in view, and which must be drawn again. No Qt here."""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray, Mask
from core.evaluation import Evaluation


def in_view(first: int, last: int, count: int) -> range:
    """What is in view, where Qt knows of nothing at the last place (-1) up to the end.

    At the first place there is nothing only where there is nothing at all, or where rows have
    shrunk below a view that is scrolled to their end: until Qt scrolls back, none are in view.
    """
    return range(0) if first < 0 else range(first, count if last < 0 else last + 1)


def rows_to_draw(before: Evaluation, now: Evaluation, examples: IntArray) -> Mask | None:
    """Which of some examples, (K,), look different now; None where all may."""
    if _of_all(before) != _of_all(now) or before.pinned is not now.pinned:
        return None
    old, new = before.state, now.state
    changed: Mask = (before.scores[examples] != now.scores[examples]).any(axis=1)
    changed |= old.labels[examples] != new.labels[examples]
    changed |= old.held_out[examples] != new.held_out[examples]
    changed |= before.batch.predicted[examples] != now.batch.predicted[examples]
    changed |= before.batch.lead[examples] != now.batch.lead[examples]
    for key in new.side_by_side:
        was, comes = before.loss_result(key), now.loss_result(key)
        changed |= was.per_example[examples] != comes.per_example[examples]
    if old.examples is not new.examples:
        names = [old.examples[index] != new.examples[index] for index in examples.tolist()]
        changed |= np.array(names, dtype=bool)
    return changed


def _of_all(evaluation: Evaluation) -> tuple[object, ...]:
    """What every row depends on."""
    state = evaluation.state
    largest = [evaluation.loss_result(key).largest for key in state.side_by_side]
    looks = state.view.example, state.loss.active, state.side_by_side, state.loss.sum_over_examples
    return (*largest, *looks, state.classes, state.example_count, evaluation.pending)
