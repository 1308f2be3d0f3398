"""What follows from a state about the best W and the way there, kept in its evaluation.

Beside `Evaluation` rather than in it: the program starts without this, and only who shows it
loads it.
"""

import numpy as np

from core.arrays import FloatArray, sealed
from core.evaluation import Evaluation
from core.fit.descent import safe_step
from core.fit.landing import Ahead, Landing
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import best
from core.plane.slice import Slice, slice_of
from core.state import LinearModel, State

_QUICK = 30_000
"""Products of examples, classes and features up to which the best W is found within a frame."""
_QUICK_WALK = 400_000
"""The same for what lies ahead of a step."""


def is_quick(state: State) -> bool:
    """Whether the best W is found between two frames."""
    return _size(state) <= _QUICK


def is_quick_ahead(state: State) -> bool:
    """Whether L after steps of many sizes is known between two frames."""
    return _size(state) <= _QUICK_WALK


def _size(state: State) -> int:
    return state.training_count * state.class_count * (state.feature_count + 1)


def _model(evaluation: Evaluation) -> LinearModel:
    source = evaluation.state.source
    if not isinstance(source, LinearModel):
        raise TypeError("scores alone have no weights")
    return source


def given_of(evaluation: Evaluation) -> Given:
    """The problem, whatever W and lambda are."""
    state, model = evaluation.state, _model(evaluation)
    penalty = state.penalty
    inputs = (
        model.features, state.labels, state.held_out, state.class_count, state.loss,
        penalty.kind, penalty.l1_share, penalty.half,
    )  # fmt: skip
    return evaluation.part("given", inputs, lambda _: Given.of(state))


def best_of(evaluation: Evaluation) -> Fit:
    """The best W. The one before, if it is known and of as many numbers, is where it is sought."""
    given, strength = given_of(evaluation), evaluation.state.penalty.strength
    shape = given.classes, given.features.shape[1]

    def compute(before: Fit | None) -> Fit:
        usable = (
            before is not None
            and before.minimum
            and before.weights.shape == shape
            and len(before.slopes) == len(given.labels)
        )
        return best(given, strength, before if usable else None)

    return evaluation.part("best fit", (given, strength), compute)


def known_best(evaluation: Evaluation) -> Fit | None:
    """The best W if it costs nothing to say or is found in a frame; else None."""
    return best_of(evaluation) if is_quick(evaluation.state) else None


def note_best(evaluation: Evaluation, found: Fit) -> None:
    """Take a fit for the best W if it is that of this state: W has followed an edit, say."""
    given, strength = given_of(evaluation), evaluation.state.penalty.strength
    if found.weights is _model(evaluation).weights and found.strength == strength:
        evaluation.part("best fit", (given, strength), lambda _: found)


def ahead_of(evaluation: Evaluation) -> Ahead:
    """L after a step of any size."""
    given, model = given_of(evaluation), _model(evaluation)
    strength = evaluation.state.penalty.strength
    inputs = given, model.weights, model.biases, strength
    return evaluation.part(
        "ahead", inputs, lambda _: Ahead(given, model.weights, model.biases, strength)
    )


def landing_of(evaluation: Evaluation) -> Landing:
    """Where the best step leads, and the first that leads no lower.

    From a W that is known to be the best one none leads lower but by rounding.
    """
    ahead, found, model = ahead_of(evaluation), known_best(evaluation), _model(evaluation)
    if (
        found is not None
        and found.exact
        and found.weights is model.weights
        and found.biases is model.biases
    ):
        return Landing(ahead.now, None, 0.0)
    return evaluation.part("landing", (ahead,), lambda _: ahead.landing())


def safe_of(evaluation: Evaluation) -> float | None:
    """The step size up to which L is sure to fall; None where none is."""
    given, strength = given_of(evaluation), evaluation.state.penalty.strength
    return evaluation.part("safe step", (given, strength), lambda _: safe_step(given, strength))


def slice_now(evaluation: Evaluation) -> Slice:
    """The scores over the plane that is chosen, through the mean or the chosen example."""
    model, plane = _model(evaluation), evaluation.state.view.plane
    held = _held(evaluation)
    inputs = model.weights, model.biases, held, plane
    return evaluation.part("slice", inputs, lambda _: slice_of(model, plane, held))


def slice_then(evaluation: Evaluation, weights: FloatArray, biases: FloatArray) -> Slice:
    """The same with another W and b."""
    then = LinearModel(_model(evaluation).features, weights, biases)
    return slice_of(then, evaluation.state.view.plane, _held(evaluation))


def _held(evaluation: Evaluation) -> FloatArray:
    """The features (D,) through which the plane goes; 0 for those that it has itself."""
    state, features = evaluation.state, _model(evaluation).features
    plane = state.view.plane
    example = state.view.example if state.view.through == "example" else None

    def compute(before: FloatArray | None) -> FloatArray:
        held = np.zeros(features.shape[1])
        if len(held) > len(set(plane)):
            held[:] = (
                features[state.training].mean(axis=0) if example is None else features[example]
            )
            held[list(plane)] = 0.0
        # The same one while it has the same numbers: a dragged point moves no area.
        return before if before is not None and np.array_equal(before, held) else sealed(held)

    return evaluation.part("held at", (features, state.held_out, plane, example), compute)
