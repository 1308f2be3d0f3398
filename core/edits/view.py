"""Edits of what is looked at, and the loading of another document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.checks import require_index
from core.edits.base import LOAD, Edit, edit, model_of
from core.errors import EditError
from core.state import State

ASIDE = frozenset({"compare_with"})
"""Edits that are no step: what they set stays, whatever is undone."""
REPLACING = frozenset({LOAD, "replace_examples", "replace_weights"})
"""Edits by which a document, or a part of it, gives way to another."""
LOOKING = frozenset({"choose_example", "choose_score"})
"""Edits that only look elsewhere: a person who walks through a table wants one step back."""
WALKING = frozenset({"descend", "go_to_step"})
"""Edits that walk downhill or back: a walk is one step, however many it has itself."""


def load(state: State, *, again: bool = False) -> Edit:
    """Replace everything by another document, or by the same one as its file has it `again`."""
    return edit(LOAD, lambda _: state, title=state.title, again=again)


def replace_part(state: State, *, weights: bool) -> Edit:
    """Replace W and b, or else the examples, by those of `state`, which is the same otherwise."""
    return edit("replace_weights" if weights else "replace_examples", lambda _: state)


def choose_example(index: int) -> Edit:
    """Look at another example; what-if sweeps its correct class until another is chosen."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        if index == state.view.example:
            return state
        return replace(state, view=state.view.of_example(index, int(state.labels[index])))

    return edit("choose_example", apply, index=index)


def choose_score(index: int) -> Edit:
    """Choose the class whose score the what-if curve sweeps."""
    return _seen("choose_score", {"index": index}, score=index)


def compare_losses(on: bool) -> Edit:
    """Show the other loss too, or not."""
    return _seen("compare_losses", {"value": on}, compare_losses=on)


def compare_with(key: str) -> Edit:
    """Choose the loss to show beside the one in force; no step."""
    return _seen("compare_with", {"value": key}, compare_with=key)


def show_gradient(on: bool) -> Edit:
    """Show the arrows of -dL/ds, or not."""
    return _seen("show_gradient", {"value": on}, gradient_arrows=on)


def choose_weight(slot: int, class_index: int, feature: int) -> Edit:
    """Let the landscape span another weight.

    Parameters
    ----------
    slot : {0, 1}
        Which of the two weights is exchanged. ``same_weight`` if the other one is chosen already.
    """

    def apply(state: State) -> State:
        model_of(state)
        require_index("class", class_index, state.class_count)
        require_index("feature", feature, state.feature_count)
        chosen, (first, second) = (class_index, feature), state.view.pair
        if chosen == (first if slot else second):
            raise EditError("same_weight")
        pair = (first, chosen) if slot else (chosen, second)
        return replace(state, view=replace(state.view, pair=pair))

    return edit("choose_weight", apply, slot=slot, index=class_index, feature=feature)


def choose_landscape(kind: str) -> Edit:
    """Let the landscape show the data loss, the penalty or their sum."""
    return _seen("choose_landscape", {"value": kind}, landscape=kind)


def choose_through(kind: str) -> Edit:
    """Let a map of the examples hold all other features at the mean, or at the chosen example."""
    return edit(
        "choose_through",
        lambda s: replace(s, view=replace(s.view, through=kind)),
        value=kind,
    )


def choose_axis(slot: int, feature: int) -> Edit:
    """Let a map of the examples have another feature to the right or upwards.

    Parameters
    ----------
    slot : {0, 1}
        Which of the two is exchanged. The feature of the other one changes places with it.
    """

    def apply(state: State) -> State:
        model_of(state)
        require_index("feature", feature, state.feature_count)
        first, second = state.view.plane
        if slot:
            plane = (second if feature == first else first), feature
        else:
            plane = feature, (first if feature == second else second)
        return replace(state, view=replace(state.view, plane=plane))

    return edit("choose_axis", apply, slot=slot, feature=feature)


def _seen(key: str, told: Mapping[str, object], **parts: Any) -> Edit:  # noqa: ANN401 - of `View`
    """Let parts of the view be these."""
    return edit(key, lambda s: replace(s, view=replace(s.view, **parts)), **told)
