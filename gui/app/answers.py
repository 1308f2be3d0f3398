"""What the command line answers by itself: numbers, the best W, and a file in today's format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gui.app import gradient
from gui.base import streams

if TYPE_CHECKING:
    from core.fit import Fit
    from core.state import State

NO_MINIMUM = {
    "separable": "L falls for ever: along some direction no example's lead falls and some rise,"
    " and weights cost nothing",
    "unknown": "nothing could prove a W to be the best: the loss does not say how it is convex",
    "absent_class": "L falls for ever: no example belongs to some class, and its bias may fall",
}


FORMS = ("json", "csv")


@dataclass(frozen=True)
class Wish:
    """What was asked for."""

    evaluate: bool = False
    """Print every number."""
    fit: bool = False
    """Put the best W in place of the document's."""
    save: Path | None = None
    """Where the document goes."""
    form: str | None = None
    """How the numbers are printed, one of `FORMS`; None as is usual for them."""
    check: bool = False
    """Print the gradient beside its centred difference."""
    step: float | None = None
    """The h of that difference; None for the usual one."""


def answer(state: State | None, scenario: Path | None, wish: Wish) -> str | None:
    """Do what was asked for; what stands in the way, if anything does.

    Without a `state` of the file `scenario` it is done to the first document there is.
    """
    from core.losses import FAILED
    from core.scenario.files import DEFAULT_KEY, builtin

    for key, error in FAILED.items():
        streams.complain(f"the loss {key} cannot be loaded: {error}")
    if state is None:
        state = next(item for item in builtin() if item.key == DEFAULT_KEY).load()
    fit = None
    if wish.fit:
        from core.fit import fitted

        if not state.has_weights:
            name = scenario or "the data"
            return f"{name}: there is no W to fit; found scores alone, accepted are features"
        state, fit = fitted(state)
    if wish.save is not None and (told := _save(state, wish.save)):
        return told
    if wish.check:
        return gradient.check(state, scenario, wish.step, wish.form)
    if wish.evaluate or wish.save is None:
        _print(state, fit, wish.form)
    elif fit is not None and fit.reason is not None:
        streams.complain(f"W is as it was: {NO_MINIMUM[fit.reason.value]}")
    return None


def _print(state: State, fit: Fit | None, form: str | None) -> None:
    from core.evaluation import evaluate
    from core.numbers_out import example_table
    from core.report import report
    from gui.words.translation import words

    if form == "csv":
        # A line's end comes with saying it.
        streams.say("".join(example_table(evaluate(state), words)).removesuffix("\n"))
        if fit is not None and fit.reason is not None:
            streams.complain(f"W is as it was: {NO_MINIMUM[fit.reason.value]}")
        return
    numbers = report(evaluate(state)) | ({} if fit is None else of_fit(state, fit))
    streams.say(json.dumps(numbers, indent=2, allow_nan=False))


def of_fit(state: State, fit: Fit) -> dict[str, object]:
    """The numbers of a fit; without a minimum W and b are the document's own."""
    from core.edits.base import model_of

    model = model_of(state)
    found: dict[str, object] = {
        "minimum": fit.minimum,
        "weights": model.weights.tolist(),
        "biases": model.biases.tolist(),
        "iterations": fit.steps,
    }
    if fit.reason is not None:
        return found | {"reason": NO_MINIMUM[fit.reason.value]}
    return found | {"gap": fit.gap, "exact": fit.exact}


def _save(state: State, path: Path) -> str | None:
    from core.saving import UnaskedError
    from core.scenario.files import save_path

    try:
        save_path(state, path)
    except (UnaskedError, OSError) as error:
        return f"{path}: {error.strerror or error}"
    return None
