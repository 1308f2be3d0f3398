"""Writing a block of names, labels and scores into several examples at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, frozen, sealed
from core.checks import require_in_range, require_index
from core.edits.base import Edit, edit, named
from core.errors import EditError
from core.joint import scores_met
from core.state import SCORE_LIMIT, SQUARED_SCORE_LIMIT, LinearModel, ScoreTable, State
from core.text import Text


@dataclass(frozen=True, eq=False)
class Block:
    """What some examples get; what is left out stays as it is.

    Parameters
    ----------
    examples : M indices
    names, labels : M of them, or None
    classes : K indices
        Whose scores are given.
    scores : (M, K)
    """

    examples: Sequence[int]
    names: Sequence[Text] | None = None
    labels: Sequence[int] | None = None
    classes: Sequence[int] = ()
    scores: FloatArray | None = None


def set_block(block: Block) -> Edit:
    """Give several examples names, labels and scores of some classes, all in one step.

    With weights, the rows of these classes move by the least-norm change that gives the scores,
    so other examples may move too.

    Raises
    ------
    EditError
        ``dependent_examples`` where features that the examples share leave no weights that give
        these scores; else as the edits of a single name, label or score.
    """

    def apply(state: State) -> State:
        rows = np.array(block.examples, dtype=np.intp)
        for index in block.examples:
            require_index("example", index, state.example_count)
        for index in (*block.classes, *(block.labels or ())):
            require_index("class", index, state.class_count)
        found = state
        if block.names is not None:
            names = list(state.examples)
            for index, name in zip(block.examples, block.names, strict=True):
                names[index] = named(name)
            found = replace(found, examples=tuple(names))
        if block.labels is not None:
            labels = np.array(state.labels)
            labels[rows] = block.labels
            found = replace(found, labels=sealed(labels))
        if block.scores is not None and block.scores.size:
            found = replace(found, source=_with_scores(state, block, block.scores))
        return found

    return edit("set_block", apply, examples=block.examples, count=len(block.examples))


def _with_scores(state: State, block: Block, scores: FloatArray) -> LinearModel | ScoreTable:
    limit = SQUARED_SCORE_LIMIT if state.loss.squared else SCORE_LIMIT
    for extreme in (float(scores.min()), float(scores.max())):
        require_in_range("score", extreme, (-limit, limit))
    if isinstance(state.source, LinearModel):
        met = scores_met(state.source, block.examples, block.classes, scores)
        if met is None:
            raise EditError("dependent_examples")
        return met
    table = np.array(state.source.scores)
    table[np.ix_(block.examples, block.classes)] = scores
    return ScoreTable(frozen(table))
