"""Edits that put a W in place that was looked for: a step downhill, a step back, the best one."""

import numpy as np

from core.arrays import FloatArray
from core.edits import Edit, set_model
from core.edits.base import edit, model_of
from core.errors import EditError
from core.fit.descent import step
from core.fit.document import fitted
from core.fit.problem import Given
from core.fit.result import Fit
from core.state import PARAMETER_LIMIT, State


def descend(steps: int = 1) -> Edit:
    """Go some steps of the set size downhill; one walk, however long, is one undo step.

    Raises
    ------
    EditError
        ``step_too_large`` where a step leads beyond +-1e60; ``no_weights`` for scores alone.
    """

    def apply(state: State) -> State:
        model, given = model_of(state), Given.of(state)
        weights, biases = model.weights, model.biases
        size, strength = state.descent.step_size, state.penalty.strength
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            for _ in range(steps):
                weights, biases = step(given, weights, biases, strength, size)
                # Written so that NaN is refused as well.
                if not all((np.abs(part) <= PARAMETER_LIMIT).all() for part in (weights, biases)):
                    raise EditError("step_too_large", {"size": size})
        return set_model("descend", weights, biases).apply(state)

    return edit("descend", apply, count=steps)


def start_again() -> Edit:
    """Put every weight and bias to 0, from where a walk can begin."""

    def apply(state: State) -> State:
        model = model_of(state)
        weights, biases = np.zeros_like(model.weights), np.zeros_like(model.biases)
        return set_model("start_again", weights, biases).apply(state)

    return edit("start_again", apply)


def go_to_step(number: int, weights: FloatArray, biases: FloatArray) -> Edit:
    """Go back, or forth again, to where a walk was after so many steps; part of the walk."""

    def apply(state: State) -> State:
        return set_model("go_to_step", weights, biases).apply(state)

    return edit("go_to_step", apply, number=number)


def take_best(found: Fit | None = None) -> Edit:
    """Put the W and b of least L in place.

    Parameters
    ----------
    found : Fit, optional
        Where they have been found already; else they are looked for.

    Raises
    ------
    EditError
        ``no_minimum_`` and the `Reason` where there is no best W; ``no_weights`` for scores alone.
    """

    def apply(state: State) -> State:
        fit = found if found is not None else fitted(state)[1]
        if fit.reason is not None:
            raise EditError(f"no_minimum_{fit.reason.value}")
        return set_model("take_best", fit.weights, fit.biases).apply(state)

    return edit("take_best", apply)
