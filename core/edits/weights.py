"""Edits of the numbers that scores come from: weights, biases and features."""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, sealed
from core.checks import require_in_range, require_index
from core.edits.base import Edit, edit, model_of
from core.errors import EditError
from core.lineage import with_rows
from core.state import PARAMETER_LIMIT, LinearModel, State

MAX_GIVEN_FEATURES = 256
FACTOR_LIMITS = (5e-324, 1e6)  # more than 0
_LIMITS = (-PARAMETER_LIMIT, PARAMETER_LIMIT)


def set_weight(class_index: int, feature: int, value: float) -> Edit:
    """Give one weight a new value, within +-1e60."""

    def apply(state: State) -> State:
        return _with_weights(state, {(class_index, feature): value})

    return edit("set_weight", apply, index=class_index, feature=feature, value=value)


def set_pair(first_value: float, second_value: float) -> Edit:
    """Give the two weights that the landscape spans new values."""

    def apply(state: State) -> State:
        first, second = state.view.pair
        return _with_weights(state, {first: first_value, second: second_value})

    return edit("set_pair", apply, first=first_value, second=second_value)


def set_bias(class_index: int, value: float) -> Edit:
    """Give one class's bias a new value, within +-1e60."""

    def apply(state: State) -> State:
        model = model_of(state)
        require_index("class", class_index, state.class_count)
        require_in_range("bias", value, _LIMITS)
        biases = np.array(model.biases)
        biases[class_index] = value
        return replace(state, source=replace(model, biases=biases))

    return edit("set_bias", apply, index=class_index, value=value)


def set_feature(example: int, feature: int, value: float) -> Edit:
    """Give one feature of one example a new value, within +-1e60."""

    def apply(state: State) -> State:
        model = model_of(state)
        require_index("example", example, state.example_count)
        require_index("feature", feature, state.feature_count)
        require_in_range("feature", value, _LIMITS)
        row = np.array(model.features[[example]])
        row[0, feature] = value + 0.0
        features = with_rows(model.features, np.array([example]), row)
        return replace(state, source=replace(model, features=features))

    return edit("set_feature", apply, example=example, feature=feature, value=value)


def set_model(key: str, weights: FloatArray, biases: FloatArray) -> Edit:
    """Put another W (C, D) and b (C,) in place, as what `key` says has found them.

    Raises
    ------
    EditError
        ``shape`` where they do not fit, ``out_of_range`` beyond +-1e60.
    NonFiniteError
        For an infinite number or NaN.
    """

    def apply(state: State) -> State:
        model = model_of(state)
        return replace(state, source=replace(model, weights=weights, biases=biases))

    return edit(key, apply)


def scale_all(factor: float) -> Edit:
    """Multiply W and b, and so every score, by a factor in (0, 1e6]."""

    def apply(state: State) -> State:
        model = model_of(state)
        require_in_range("factor", factor, FACTOR_LIMITS)
        with np.errstate(under="ignore"):
            weights, biases = model.weights * factor, model.biases * factor
        return replace(state, source=replace(model, weights=weights, biases=biases))

    return edit("scale_all", apply, value=factor)


def give_features() -> Edit:
    """Turn scores alone into weights that give these scores.

    Every example gets a feature of its own, 1 there and 0 elsewhere, so that W holds the scores,
    transposed, and no score or loss changes by a bit.

    Raises
    ------
    EditError
        ``has_weights`` if there are weights, ``too_many_examples`` beyond 256 examples,
        ``out_of_range`` for a score that is too large for a weight.
    """

    def apply(state: State) -> State:
        source = state.source
        if isinstance(source, LinearModel):
            raise EditError("has_weights")
        if state.example_count > MAX_GIVEN_FEATURES:
            raise EditError("too_many_examples", {"maximum": MAX_GIVEN_FEATURES})
        model = LinearModel(
            sealed(np.eye(state.example_count)), source.scores.T, np.zeros(state.class_count)
        )
        return replace(state, source=model)

    return edit("give_features", apply)


def _with_weights(state: State, values: dict[tuple[int, int], float]) -> State:
    model = model_of(state)
    weights = np.array(model.weights)
    for (class_index, feature), value in values.items():
        require_index("class", class_index, state.class_count)
        require_index("feature", feature, state.feature_count)
        require_in_range("weight", value, _LIMITS)
        weights[class_index, feature] = value
    return replace(state, source=replace(model, weights=weights))
