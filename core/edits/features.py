"""Edits of which features there are."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core import linear
from core.arrays import FloatArray, sealed
from core.checks import require_in_range, require_index
from core.edits.base import Edit, edit, model_of, named
from core.lineage import vouch_for_copy, with_rows
from core.names import only, with_more, with_name
from core.state import PARAMETER_LIMIT, LinearModel, ScoreTable, State
from core.text import Text
from core.view import Plane, Weight, fitting_plane, moved_pair


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


def move_point(example: int, x: float, y: float) -> Edit:
    """Give an example other values, within +-1e60, of the two features that `View.plane` names."""

    def apply(state: State) -> State:
        model = model_of(state)
        require_index("example", example, state.example_count)
        row = np.array(model.features[[example]])
        put_on_plane(row, state.view.plane, x, y)
        features = with_rows(model.features, np.array([example]), row)
        return replace(state, source=replace(model, features=features))

    return edit("move_point", apply, example=example, x=x, y=y)


def put_on_plane(row: FloatArray, plane: Plane, x: float, y: float) -> None:
    """Write a place of the plane into the features (1, D) of an example; with one feature only x.

    Raises
    ------
    EditError
        ``out_of_range``.
    """
    for feature, value in zip(reversed(plane), (y, x), strict=True):
        require_in_range("feature", value, (-PARAMETER_LIMIT, PARAMETER_LIMIT))
        row[0, feature] = value + 0.0


def without_features(state: State, model: LinearModel, indices: Sequence[int]) -> State:
    """`state` without some of its features, at least one of which stays."""
    kept = np.ones(state.feature_count, dtype=bool)
    kept[list(indices)] = False
    # What pointed at one that goes points at the next that stays, at the end at the last.
    new_index = np.minimum(np.cumsum(kept) - kept, kept.sum() - 1)

    def moved_along(weight: Weight) -> Weight:
        return weight[0], int(new_index[weight[1]])

    pair = moved_pair(state.view.pair, moved_along, state.class_count, int(kept.sum()))
    first, second = state.view.plane
    plane = fitting_plane((int(new_index[first]), int(new_index[second])), int(kept.sum()))
    return replace(
        state,
        source=replace(
            model,
            features=_columns(model, _without(model.features, indices)),
            weights=_without(model.weights, indices),
        ),
        feature_names=only(state.feature_names, kept),
        view=replace(state.view, pair=pair, plane=plane),
    )


def _without(array: FloatArray, indices: Sequence[int]) -> FloatArray:
    """`array` (N, D) without some columns: one alone parts it into two blocks to copy."""
    gone = indices[0] if len(indices) == 1 else list(indices)
    left: FloatArray = np.delete(array, gone, axis=1)
    return left


def _columns(before: LinearModel, features: FloatArray) -> FloatArray:
    """Columns that were there, or of zeros: nothing in them needs to be checked again."""
    vouch_for_copy(sealed(features), before.features)
    return features
