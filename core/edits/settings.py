"""Edits of the title, the loss and the penalty in force, and the step size."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from core.edits.base import Edit, edit, model_of, named
from core.state import State
from core.text import Text

LossSwitch = Literal["squared", "include_correct_class", "sum_over_examples"]


def rename_document(title: Text) -> Edit:
    """Give the document another title."""
    return edit("rename_document", lambda s: replace(s, title=named(title)))


def choose_loss(key: str) -> Edit:
    """Put another loss in force."""
    return edit("choose_loss", lambda s: replace(s, loss=replace(s.loss, active=key)), value=key)


def set_margin(value: float) -> Edit:
    """Set the hinge's margin, in (0, 1e6]."""
    return edit(
        "set_margin", lambda s: replace(s, loss=replace(s.loss, margin=float(value))), value=value
    )


def choose_divisor(key: str) -> Edit:
    """Divide the hinge's sum over the classes by nothing, by C - 1 or by C."""
    return edit(
        "choose_divisor",
        lambda s: replace(s, loss=replace(s.loss, class_divisor=key)),
        value=key,
    )


def set_step_size(value: float) -> Edit:
    """Set how far a step downhill goes, in (0, 1e6]."""
    return edit(
        "set_step_size",
        lambda s: replace(s, descent=replace(s.descent, step_size=float(value))),
        value=value,
    )


def set_loss_switch(name: LossSwitch, on: bool) -> Edit:
    """Turn one of the hinge's switches, or the sum over the examples, on or off."""

    def apply(state: State) -> State:
        switch: dict[str, Any] = {name: on}
        return replace(state, loss=replace(state.loss, **switch))

    return edit(f"set_{name}", apply, value=on)


def choose_penalty(kind: str) -> Edit:
    """Put another penalty in force."""
    return _penalty_edit(
        "choose_penalty", lambda s: replace(s, penalty=replace(s.penalty, kind=kind)), kind
    )


def set_strength(value: float) -> Edit:
    """Set lambda, from 0 to 1e12."""
    return _penalty_edit(
        "set_strength",
        lambda s: replace(s, penalty=replace(s.penalty, strength=float(value))),
        value,
    )


def set_l1_share(value: float) -> Edit:
    """Set the elastic net's share of L1, from 0 to 1."""
    return _penalty_edit(
        "set_l1_share",
        lambda s: replace(s, penalty=replace(s.penalty, l1_share=float(value))),
        value,
    )


def set_half(on: bool) -> Edit:
    """Choose between ``sum w^2`` and ``1/2 sum w^2``."""
    return _penalty_edit("set_half", lambda s: replace(s, penalty=replace(s.penalty, half=on)), on)


def _penalty_edit(key: str, change: Callable[[State], State], value: object) -> Edit:
    def apply(state: State) -> State:
        model_of(state)  # without weights there is nothing to penalize
        return change(state)

    return edit(key, apply, value=value)
