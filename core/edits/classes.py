"""Edits of the classes."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray, sealed
from core.checks import require_index
from core.edits.base import Edit, after_removal, edit, moved, named
from core.errors import EditError
from core.lineage import vouch_for_copy
from core.names import with_name
from core.state import MAX_CLASSES, MIN_CLASSES, LinearModel, ScoreTable, State
from core.text import Text
from core.view import Weight, moved_pair


def rename_class(index: int, name: Text) -> Edit:
    """Give a class another name."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        return replace(state, classes=with_name(state.classes, index, named(name)))

    return edit("rename_class", apply, index=index, name=name)


def add_class(name: Text) -> Edit:
    """Append a class whose scores are 0: weights 0, bias 0."""

    def apply(state: State) -> State:
        if state.class_count >= MAX_CLASSES:
            raise EditError("too_many_classes", {"maximum": MAX_CLASSES})
        source: LinearModel | ScoreTable = state.source
        nothing = np.zeros((state.example_count, 1))
        if isinstance(source, LinearModel):
            source = LinearModel(
                source.features,
                np.pad(source.weights, ((0, 1), (0, 0))),
                np.pad(source.biases, (0, 1)),
            )
        else:
            source = _columns(source, np.concatenate([source.scores, nothing], axis=1))
        return replace(state, classes=(*state.classes, named(name)), source=source)

    return edit("add_class", apply, name=name)


def remove_class(index: int) -> Edit:
    """Remove a class; its examples go to the next class, or at the end to the previous one."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        if state.class_count <= MIN_CLASSES:
            raise EditError("too_few_classes", {"minimum": MIN_CLASSES})
        kept = np.delete(np.arange(state.class_count), index)
        return _with_classes(state, kept, after_removal(state.class_count, index))

    return edit("remove_class", apply, index=index)


def move_class(index: int, to: int) -> Edit:
    """Put a class at another place; everything that belongs to it moves along."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        require_index("class", to, state.class_count)
        order = moved(state.class_count, index, to)
        return _with_classes(state, order, np.argsort(order))

    return edit("move_class", apply, index=index, to=to)


def _with_classes(state: State, order: IntArray, new_index: IntArray) -> State:
    source = state.source
    if isinstance(source, LinearModel):
        source = replace(source, weights=source.weights[order], biases=source.biases[order])
    else:
        source = _columns(source, source.scores.take(order, axis=1))

    def moved_along(weight: Weight) -> Weight:
        return int(new_index[weight[0]]), weight[1]

    pair = moved_pair(state.view.pair, moved_along, len(order), state.weight_counts[1])
    return replace(
        state,
        classes=tuple(state.classes[i] for i in order),
        labels=sealed(new_index[state.labels]),
        source=source,
        view=replace(state.view, score=int(new_index[state.view.score]), pair=pair),
    )


def _columns(before: ScoreTable, scores: FloatArray) -> ScoreTable:
    """A table of columns that were there, or of zeros: nothing in it needs to be checked again."""
    vouch_for_copy(sealed(scores), before.scores)
    return ScoreTable(scores)
