"""Edits of the examples."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import sealed
from core.checks import require_index
from core.edits.base import Edit, edit, model_of, named
from core.edits.features import put_on_plane, without_features
from core.errors import EditError
from core.lineage import Array, vouch_for_copy, with_more, with_moved, with_order
from core.linear import spare_feature
from core.names import Names, only, with_name
from core.names import with_more as with_more_names
from core.names import with_moved as with_moved_name
from core.state import MAX_EXAMPLES, MIN_EXAMPLES, LinearModel, ScoreTable, State
from core.text import Text, is_numbered, next_feature_name
from core.view import View


def rename_example(index: int, name: Text) -> Edit:
    """Give an example another name."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        return replace(state, examples=with_name(state.examples, index, named(name)))

    return edit("rename_example", apply, index=index, name=name)


def add_example(name: Text) -> Edit:
    """Append a fresh example with the first class as its label, and choose it.

    With scores alone its scores are 0. With weights it has a feature of its own, 1 there and 0 in
    every other example, and none besides: its scores are the biases, what is put into the column of
    that feature in W is added to them, and editing them moves no other example by a bit. Of the
    features that are there, the first that nobody uses becomes its own; if there is none, one is
    added, called x and its number.
    """

    def apply(state: State) -> State:
        _require_room(state, 1)
        count, names = state.example_count, state.feature_names
        source = state.source
        if isinstance(source, LinearModel):
            own = spare_feature(source.features, source.weights)
            if own is None:
                own, names = len(names), with_more_names(names, (next_feature_name(names),))
            features = np.zeros((count + 1, len(names)))
            features[:count, : state.feature_count] = source.features
            features[count, own] = 1.0
            vouch_for_copy(sealed(features), source.features, 1.0)
            weights = np.pad(source.weights, ((0, 0), (0, len(names) - state.feature_count)))
            source = LinearModel(sealed(features), sealed(weights), source.biases)
        else:
            source = ScoreTable(with_more(source.scores, np.zeros((1, state.class_count))))
        return replace(
            state,
            examples=with_more_names(state.examples, (named(name),)),
            labels=with_more(state.labels, np.zeros(1, dtype=np.intp)),
            source=source,
            feature_names=names,
            view=state.view.of_example(count, 0),
            held_out=with_more(state.held_out, np.zeros(1, dtype=bool)),
            **_with_new_identities(state, 1),
        )

    return edit("add_example", apply, name=name)


def add_point(name: Text, class_index: int, x: float, y: float, like: int | None = None) -> Edit:
    """Append a training example of a class at a place of the plane, and choose it.

    Parameters
    ----------
    name : Text
    class_index : int
        Its correct class.
    x, y : float
        The features that `View.plane` names, within +-1e60.
    like : int, optional
        The example that it has all other features of; else they are the mean of the training
        examples.
    """

    def apply(state: State) -> State:
        model, count = model_of(state), state.example_count
        _require_room(state, 1)
        require_index("class", class_index, state.class_count)
        if like is None:
            row = model.features[state.training].mean(axis=0, keepdims=True)
        else:
            require_index("example", like, count)
            row = np.array(model.features[[like]])
        put_on_plane(row, state.view.plane, x, y)
        return replace(
            state,
            examples=with_more_names(state.examples, (named(name),)),
            labels=with_more(state.labels, np.array([class_index], dtype=np.intp)),
            source=replace(model, features=with_more(model.features, row + 0.0)),
            view=state.view.of_example(count, class_index),
            held_out=with_more(state.held_out, np.zeros(1, dtype=bool)),
            **_with_new_identities(state, 1),
        )

    return edit("add_point", apply, name=name)


def duplicate_examples(indices: Sequence[int], names: Sequence[Text]) -> Edit:
    """Append copies of some examples under new names, and choose the first of them.

    A copy of one that is held out is held out.
    """

    def apply(state: State) -> State:
        if not indices:
            return state
        for index in indices:
            require_index("example", index, state.example_count)
        _require_room(state, len(indices))
        rows = np.append(np.arange(state.example_count), np.array(indices, dtype=np.intp))
        return replace(
            state,
            examples=with_more_names(state.examples, tuple(map(named, names))),
            labels=with_order(state.labels, rows),
            source=_with_rows(state.source, partial(with_order, order=rows)),
            view=state.view.of_example(state.example_count, int(state.labels[indices[0]])),
            held_out=with_order(state.held_out, rows),
            **_with_new_identities(state, len(indices)),
        )

    return edit("duplicate_examples", apply, count=len(indices))


def remove_examples(indices: Sequence[int]) -> Edit:
    """Remove some examples, and the features that were made for them if nobody has used these.

    If the chosen one is among them, the next that stays is chosen, at the end the previous.
    """

    def apply(state: State) -> State:
        gone = np.zeros(state.example_count, dtype=bool)
        for index in indices:
            require_index("example", index, state.example_count)
        gone[list(indices)] = True
        kept = np.flatnonzero(~gone)
        if len(kept) < MIN_EXAMPLES:
            raise EditError("too_few_examples", {"minimum": MIN_EXAMPLES})
        place = min(int(np.searchsorted(kept, state.view.example)), len(kept) - 1)
        if (chosen := int(kept[place])) == state.view.example:
            view = replace(state.view, example=place)
        else:
            view = state.view.of_example(place, int(state.labels[chosen]))
        names = only(state.examples, ~gone)
        after = _with_examples(state, names, partial(with_order, order=kept), view)
        return _without_made_features(after, state, gone)

    return edit("remove_examples", apply, count=len(indices))


def move_example(index: int, to: int) -> Edit:
    """Put an example at another place."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        require_index("example", to, state.example_count)
        names = with_moved_name(state.examples, index, to)
        chosen, step = state.view.example, -1 if index < to else 1
        if chosen == index:
            chosen = to
        elif min(index, to) <= chosen <= max(index, to):
            chosen += step
        view = replace(state.view, example=chosen)
        return _with_examples(state, names, partial(with_moved, index=index, to=to), view)

    return edit("move_example", apply, index=index, to=to)


def _without_made_features(after: State, before: State, gone: NDArray[np.bool_]) -> State:
    """Take away what `add_example` made for an example that is `gone`, as long as it is unused.

    Such a feature still has the name that it was given, is 1 in that example and 0 in every other,
    and every class has weight 0 for it: no score and no penalty knows of it.
    """
    old, new = before.source, after.source
    if not isinstance(old, LinearModel) or not isinstance(new, LinearModel):
        return after
    rows = old.features[gone]
    own = (rows == 1.0).any(axis=0) & (np.count_nonzero(rows, axis=0) == 1)
    found = np.flatnonzero(own & ~old.weights.any(axis=0))
    made = [
        index
        for index in found.tolist()
        if is_numbered(before.feature_names[index]) and not new.features[:, index].any()
    ]
    if not made or len(made) == before.feature_count:
        return after
    return without_features(after, new, made)


def _require_room(state: State, more: int) -> None:
    if state.example_count + more > MAX_EXAMPLES:
        raise EditError("too_many_examples", {"maximum": MAX_EXAMPLES})


def _with_examples(
    state: State, names: Names, change: Callable[[Array], Array], view: View
) -> State:
    return replace(
        state,
        examples=names,
        labels=change(state.labels),
        source=_with_rows(state.source, change),
        view=view,
        held_out=change(state.held_out),
        identities=change(state.identities),
    )


def _with_new_identities(state: State, count: int) -> dict[str, Any]:
    end = state.next_identity + count
    new = np.arange(state.next_identity, end)
    return {"identities": with_more(state.identities, new), "next_identity": end}


def _with_rows(
    source: LinearModel | ScoreTable, change: Callable[[Array], Array]
) -> LinearModel | ScoreTable:
    if isinstance(source, LinearModel):
        return replace(source, features=change(source.features))
    return ScoreTable(change(source.scores))
