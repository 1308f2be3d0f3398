"""Edits of scores and labels."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.checks import require_in_range, require_index
from core.edits.base import Edit, edit
from core.errors import EditError
from core.lineage import with_rows
from core.linear import least_norm_edit
from core.state import SCORE_LIMIT, SQUARED_SCORE_LIMIT, LinearModel, ScoreTable, State


def set_score(example: int, class_index: int, value: float) -> Edit:
    """Give one example's score of one class a new value.

    With weights, the row of that class moves by the least-norm change (`core.linear`), so other
    examples may move too. With scores alone, only that score changes.
    """

    def apply(state: State) -> State:
        require_index("example", example, state.example_count)
        require_index("class", class_index, state.class_count)
        limit = SQUARED_SCORE_LIMIT if state.loss.squared else SCORE_LIMIT
        require_in_range("score", value, (-limit, limit))
        source = state.source
        if isinstance(source, LinearModel):
            return replace(state, source=least_norm_edit(source, example, class_index, value))
        row = np.array(source.scores[[example]])
        row[0, class_index] = value + 0.0
        scores = with_rows(source.scores, np.array([example]), row)
        return replace(state, source=ScoreTable(scores))

    return edit("set_score", apply, examples=[example], index=class_index, value=value)


def set_scores(example: int, first: int, values: Sequence[float]) -> Edit:
    """Give the scores of one example, from the class `first` on, new values, as `set_score` does.

    More values than classes from there on are refused: ``column_too_long``.
    """

    def apply(state: State) -> State:
        room = state.class_count - first
        if len(values) > room:
            raise EditError("column_too_long", {"found": len(values), "expected": room})
        for index, value in enumerate(values, first):
            state = set_score(example, index, value).apply(state)
        return state

    return edit("set_scores", apply, examples=[example], count=len(values))


def set_label(examples: int | Sequence[int], class_index: int) -> Edit:
    """Make another class the correct one of an example, or of several."""
    chosen = [examples] if isinstance(examples, int) else list(examples)

    def apply(state: State) -> State:
        require_index("class", class_index, state.class_count)
        for example in chosen:
            require_index("example", example, state.example_count)
        rows = np.array(sorted(set(chosen)), dtype=np.intp)
        labels = with_rows(state.labels, rows, np.full(len(rows), class_index))
        return replace(state, labels=labels)

    return edit("set_label", apply, count=len(chosen), index=class_index)
