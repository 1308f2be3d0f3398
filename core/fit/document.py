"""The best W in a document."""

from collections.abc import Callable
from dataclasses import replace

from core.edits.base import model_of
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import best, never
from core.state import State

__all__ = ["fitted"]


def fitted(state: State, cancelled: Callable[[], bool] = never) -> tuple[State, Fit]:
    """A document with its W and b of least L, and how that was found.

    Where no W is the best one the document stays as it is.

    Raises
    ------
    EditError
        ``no_weights`` for scores alone.
    """
    found = best(Given.of(state), state.penalty.strength, cancelled=cancelled)
    if not found.minimum:
        return state, found
    model = replace(model_of(state), weights=found.weights, biases=found.biases)
    return replace(state, source=model), found
