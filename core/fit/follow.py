"""Edits after which W is the best one again."""

from collections.abc import Callable

from core.edits import Edit, set_model
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import best
from core.state import LinearModel, State

Tell = Callable[[Fit], None]


def _nobody(_: Fit) -> None:
    """Nobody wants to know."""


def refit(change: Edit, start: Fit | None = None, tell: Tell = _nobody) -> Edit:
    """An edit of the examples, and with it the best W and b of what they are then.

    Where there is no best W, W stays as it is. One undo step, called like the edit.

    Parameters
    ----------
    change : Edit
    start : Fit, optional
        The best W of a problem nearby: where it is looked for.
    tell : callable
        Told what was found, each time the edit is made.
    """

    def apply(state: State) -> State:
        after = change.apply(state)
        if not isinstance(after.source, LinearModel):
            return after
        given, before = Given.of(after), start
        if before is not None and (
            not before.minimum
            or before.weights.shape != after.source.weights.shape
            or len(before.slopes) != len(given.labels)
        ):
            before = None
        found = best(given, after.penalty.strength, before)
        tell(found)
        if not found.minimum:
            return after
        return set_model(change.label.key, found.weights, found.biases).apply(after)

    return Edit(change.label, apply)
