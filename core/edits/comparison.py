"""Edits of the two rows that are compared."""

from dataclasses import replace
from typing import Literal

import numpy as np

from core.checks import require_choice, require_in_range, require_index
from core.comparison import COMPARISON_LIMIT
from core.edits.base import Edit, edit, model_of
from core.errors import EditError
from core.state import State

Row = Literal["first", "second"]


def set_comparison(name: Literal["x", "first", "second"], index: int, value: float) -> Edit:
    """Give one number of the input, or of one of the two rows, a new value, within +-1e60."""

    def apply(state: State) -> State:
        require_choice("comparison", name, ("x", "first", "second"))
        values = np.array(getattr(state.comparison, name))
        require_index("feature", index, len(values))
        require_in_range("comparison", value, (-COMPARISON_LIMIT, COMPARISON_LIMIT))
        values[index] = value
        return replace(state, comparison=replace(state.comparison, **{name: values}))

    return edit("set_comparison", apply, name=name, index=index, value=value)


def use_as_row(name: Row, class_index: int) -> Edit:
    """Put one of the two rows into W.

    Raises
    ------
    EditError
        ``wrong_length`` (found, expected) if it does not have as many numbers as there are
        features.
    """

    def apply(state: State) -> State:
        model = model_of(state)
        require_choice("comparison", name, ("first", "second"))
        require_index("class", class_index, state.class_count)
        row = getattr(state.comparison, name)
        if len(row) != state.feature_count:
            raise EditError("wrong_length", {"found": len(row), "expected": state.feature_count})
        weights = np.array(model.weights)
        weights[class_index] = row
        return replace(state, source=replace(model, weights=weights))

    return edit("use_as_row", apply, name=name, index=class_index)
