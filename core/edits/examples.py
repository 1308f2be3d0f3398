"""Edits of the examples."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray, sealed
from core.checks import require_index
from core.edits.base import Edit, after_removal, edit, moved, named, with_name
from core.errors import EditError
from core.state import MAX_EXAMPLES, MIN_EXAMPLES, LinearModel, ScoreTable, State
from core.text import Text


def rename_example(index: int, name: Text) -> Edit:
    """Give an example another name."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        return replace(state, examples=with_name(state.examples, index, named(name)))

    return edit("rename_example", apply, index=index, name=name)


def add_example(name: Text, copy_of: int) -> Edit:
    """Append a copy of an example under a new name, and choose it."""

    def apply(state: State) -> State:
        require_index("example", copy_of, state.example_count)
        if state.example_count >= MAX_EXAMPLES:
            raise EditError("too_many_examples", {"maximum": MAX_EXAMPLES})
        rows = np.append(np.arange(state.example_count), copy_of)
        return replace(
            state,
            examples=(*state.examples, named(name)),
            labels=sealed(state.labels[rows]),
            source=_with_rows(state.source, rows),
            view=replace(state.view, example=state.example_count),
        )

    return edit("add_example", apply, name=name, copy_of=copy_of)


def remove_example(index: int) -> Edit:
    """Remove an example; if it was the chosen one, the next is chosen, at the end the previous."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        if state.example_count <= MIN_EXAMPLES:
            raise EditError("too_few_examples", {"minimum": MIN_EXAMPLES})
        kept = np.delete(np.arange(state.example_count), index)
        return _with_examples(state, kept, after_removal(state.example_count, index))

    return edit("remove_example", apply, index=index)


def move_example(index: int, to: int) -> Edit:
    """Put an example at another place."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        require_index("example", to, state.example_count)
        order = moved(state.example_count, index, to)
        return _with_examples(state, order, np.argsort(order))

    return edit("move_example", apply, index=index, to=to)


def _with_examples(state: State, order: IntArray, new_index: IntArray) -> State:
    return replace(
        state,
        examples=tuple(state.examples[i] for i in order),
        labels=sealed(state.labels[order]),
        source=_with_rows(state.source, order),
        view=replace(state.view, example=int(new_index[state.view.example])),
    )


def _with_rows(source: LinearModel | ScoreTable, rows: IntArray) -> LinearModel | ScoreTable:
    def taken(array: FloatArray) -> FloatArray:
        return array[rows]

    if isinstance(source, LinearModel):
        return replace(source, features=taken(source.features))
    return ScoreTable(taken(source.scores))
