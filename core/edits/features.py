"""Edits of which features there are."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

import numpy as np

from core import linear
from core.arrays import FloatArray, sealed
from core.checks import require_index
from core.edits.base import Edit, edit, model_of, named
from core.lineage import vouch_for_copy
from core.names import with_more, with_name
from core.state import LinearModel, ScoreTable, State
from core.text import Text
from core.view import Weight, moved_pair


def rename_feature(index: int, name: Text) -> Edit:
    """Give a feature another name."""

    def apply(state: State) -> State:
        model_of(state)
        require_index("feature", index, state.feature_count)
        return replace(state, feature_names=with_name(state.feature_names, index, named(name)))

    return edit("rename_feature", apply, index=index, name=name)


def add_feature(name: Text) -> Edit:
    """Append a feature that is 0 in every example and has weight 0 in every class."""

    def apply(state: State) -> State:
        model = model_of(state)
        column = (0, 0), (0, 1)
        return replace(
            state,
            source=replace(
                model,
                features=_columns(model, np.pad(model.features, column)),
                weights=np.pad(model.weights, column),
            ),
            feature_names=with_more(state.feature_names, (named(name),)),
        )

    return edit("add_feature", apply, name=name)


def remove_feature(index: int) -> Edit:
    """Remove a feature and its weights; what the landscape spanned there goes to the next one.

    Without the last one there are no weights to come from: the document is scores alone then, and
    the scores stay as they are.
    """

    def apply(state: State) -> State:
        model = model_of(state)
        count = state.feature_count
        require_index("feature", index, count)
        if count == 1:
            alone = linear.scores(model.weights, model.features, model.biases)
            return replace(state, source=ScoreTable(sealed(alone)), feature_names=())
        return without_features(state, model, [index])

    return edit("remove_feature", apply, index=index)


def without_features(state: State, model: LinearModel, indices: Sequence[int]) -> State:
    """`state` without some of its features, at least one of which stays."""
    kept = np.ones(state.feature_count, dtype=bool)
    kept[list(indices)] = False
    # What pointed at one that goes points at the next that stays, at the end at the last.
    new_index = np.minimum(np.cumsum(kept) - kept, kept.sum() - 1)

    def moved_along(weight: Weight) -> Weight:
        return weight[0], int(new_index[weight[1]])

    pair = moved_pair(state.view.pair, moved_along, state.class_count, int(kept.sum()))
    return replace(
        state,
        source=replace(
            model,
            features=_columns(model, model.features[:, kept]),
            weights=model.weights[:, kept],
        ),
        feature_names=tuple(compress(state.feature_names, kept)),
        view=replace(state.view, pair=pair),
    )


def _columns(before: LinearModel, features: FloatArray) -> FloatArray:
    """Columns that were there, or of zeros: nothing in them needs to be checked again."""
    vouch_for_copy(sealed(features), before.features)
    return features
