"""Every change a person can make, as a labelled function from State to State.

An edit that cannot be made raises `EditError` when it is applied, and nothing has changed then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import numpy as np

from core.arrays import FloatArray, IntArray, sealed
from core.checks import require_in_range, require_index
from core.errors import EditError
from core.linear import least_norm_edit
from core.state import (
    MAX_CLASSES,
    MAX_EXAMPLES,
    MIN_CLASSES,
    MIN_EXAMPLES,
    SCORE_LIMIT,
    SQUARED_SCORE_LIMIT,
    LinearModel,
    ScoreTable,
    State,
)
from core.text import Text, frozen_text, is_blank

LossSwitch = Literal["squared", "include_correct_class", "average_over_classes"]


@dataclass(frozen=True)
class Label:
    """What an edit did, as a key and the names in it; the words are the interface's."""

    key: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Edit:
    """A labelled change."""

    label: Label
    apply: Callable[[State], State]


def _edit(key: str, apply: Callable[[State], State], **params: object) -> Edit:
    return Edit(Label(key, MappingProxyType(params)), apply)


# Scores and labels


def set_score(example: int, class_index: int, value: float) -> Edit:
    """Give one example's score of one class a new value.

    With weights, the row of that class moves by the least-norm change (`core.linear`), so other
    examples may move too. With scores alone, only that score changes.
    """

    def apply(state: State) -> State:
        require_index("example", example, state.example_count)
        require_index("class", class_index, state.class_count)
        limit = SQUARED_SCORE_LIMIT if state.loss.squared else SCORE_LIMIT
        require_in_range("score", value, (-limit, limit))
        source = state.source
        if isinstance(source, LinearModel):
            return replace(state, source=least_norm_edit(source, example, class_index, value))
        scores = np.array(source.scores)
        scores[example, class_index] = value
        return replace(state, source=ScoreTable(scores))

    return _edit("set_score", apply, example=example, index=class_index, value=value)


def set_label(example: int, class_index: int) -> Edit:
    """Make another class the correct one of an example."""

    def apply(state: State) -> State:
        require_index("example", example, state.example_count)
        require_index("class", class_index, state.class_count)
        labels = np.array(state.labels)
        labels[example] = class_index
        return replace(state, labels=sealed(labels))

    return _edit("set_label", apply, example=example, index=class_index)


# Classes


def rename_class(index: int, name: Text) -> Edit:
    """Give a class another name."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        return replace(state, classes=_with(state.classes, index, _named(name)))

    return _edit("rename_class", apply, index=index, name=name)


def add_class(name: Text) -> Edit:
    """Append a class whose scores are 0: weights 0, bias 0."""

    def apply(state: State) -> State:
        if state.class_count >= MAX_CLASSES:
            raise EditError("too_many_classes", {"maximum": MAX_CLASSES})
        source: LinearModel | ScoreTable = state.source
        if isinstance(source, LinearModel):
            source = LinearModel(
                source.features,
                np.pad(source.weights, ((0, 1), (0, 0))),
                np.pad(source.biases, (0, 1)),
            )
        else:
            source = ScoreTable(np.pad(source.scores, ((0, 0), (0, 1))))
        return replace(state, classes=(*state.classes, _named(name)), source=source)

    return _edit("add_class", apply, name=name)


def remove_class(index: int) -> Edit:
    """Remove a class; its examples go to the next class, or at the end to the previous one."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        if state.class_count <= MIN_CLASSES:
            raise EditError("too_few_classes", {"minimum": MIN_CLASSES})
        kept = np.delete(np.arange(state.class_count), index)
        return _with_classes(state, kept, _after_removal(state.class_count, index))

    return _edit("remove_class", apply, index=index)


def move_class(index: int, to: int) -> Edit:
    """Put a class at another place; everything that belongs to it moves along."""

    def apply(state: State) -> State:
        require_index("class", index, state.class_count)
        require_index("class", to, state.class_count)
        order = _moved(state.class_count, index, to)
        return _with_classes(state, order, np.argsort(order))

    return _edit("move_class", apply, index=index, to=to)


# Examples


def rename_example(index: int, name: Text) -> Edit:
    """Give an example another name."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        return replace(state, examples=_with(state.examples, index, _named(name)))

    return _edit("rename_example", apply, index=index, name=name)


def add_example(name: Text, copy_of: int) -> Edit:
    """Append a copy of an example under a new name, and choose it."""

    def apply(state: State) -> State:
        require_index("example", copy_of, state.example_count)
        if state.example_count >= MAX_EXAMPLES:
            raise EditError("too_many_examples", {"maximum": MAX_EXAMPLES})
        rows = np.append(np.arange(state.example_count), copy_of)
        return replace(
            state,
            examples=(*state.examples, _named(name)),
            labels=sealed(state.labels[rows]),
            source=_with_rows(state.source, rows),
            view=replace(state.view, example=state.example_count),
        )

    return _edit("add_example", apply, name=name, copy_of=copy_of)


def remove_example(index: int) -> Edit:
    """Remove an example; if it was the chosen one, the next is chosen, at the end the previous."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        if state.example_count <= MIN_EXAMPLES:
            raise EditError("too_few_examples", {"minimum": MIN_EXAMPLES})
        kept = np.delete(np.arange(state.example_count), index)
        return _with_examples(state, kept, _after_removal(state.example_count, index))

    return _edit("remove_example", apply, index=index)


def move_example(index: int, to: int) -> Edit:
    """Put an example at another place."""

    def apply(state: State) -> State:
        require_index("example", index, state.example_count)
        require_index("example", to, state.example_count)
        order = _moved(state.example_count, index, to)
        return _with_examples(state, order, np.argsort(order))

    return _edit("move_example", apply, index=index, to=to)


# Losses and penalties


def choose_loss(key: str) -> Edit:
    """Put another loss in force."""
    return _edit("choose_loss", lambda s: replace(s, loss=replace(s.loss, active=key)), value=key)


def set_margin(value: float) -> Edit:
    """Set the hinge's margin, in (0, 1e6]."""
    return _edit(
        "set_margin", lambda s: replace(s, loss=replace(s.loss, margin=float(value))), value=value
    )


def set_loss_switch(name: LossSwitch, on: bool) -> Edit:
    """Turn one of the hinge's switches on or off."""

    def apply(state: State) -> State:
        if name == "squared":
            return replace(state, loss=replace(state.loss, squared=on))
        if name == "include_correct_class":
            return replace(state, loss=replace(state.loss, include_correct_class=on))
        return replace(state, loss=replace(state.loss, average_over_classes=on))

    return _edit(f"set_{name}", apply, value=on)


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
        if not state.has_weights:
            raise EditError("no_weights")
        return change(state)

    return _edit(key, apply, value=value)


# What is looked at


def choose_example(index: int) -> Edit:
    """Look at another example."""
    return _edit(
        "choose_example", lambda s: replace(s, view=replace(s.view, example=index)), index=index
    )


def choose_score(index: int) -> Edit:
    """Choose the class whose score the what-if curve sweeps."""
    return _edit(
        "choose_score", lambda s: replace(s, view=replace(s.view, score=index)), index=index
    )


def compare_losses(on: bool) -> Edit:
    """Show the other loss too, or not."""
    return _edit(
        "compare_losses",
        lambda s: replace(s, view=replace(s.view, compare_losses=on)),
        value=on,
    )


def show_gradient(on: bool) -> Edit:
    """Show the arrows of -dL/ds, or not."""
    return _edit(
        "show_gradient",
        lambda s: replace(s, view=replace(s.view, gradient_arrows=on)),
        value=on,
    )


LOAD = "load"


def load(state: State) -> Edit:
    """Replace everything by another document."""
    return _edit(LOAD, lambda _: state, title=state.title)


# Helpers


def _named(name: Text) -> Text:
    if is_blank(name):
        raise EditError("empty_name")
    return frozen_text(name)


def _with(names: tuple[Text, ...], index: int, name: Text) -> tuple[Text, ...]:
    return (*names[:index], name, *names[index + 1 :])


def _moved(count: int, index: int, to: int) -> IntArray:
    """Old indices in their new order."""
    return np.insert(np.delete(np.arange(count), index), to, index)


def _after_removal(count: int, index: int) -> IntArray:
    """New index for each old one, once `index` is gone.

    What pointed at it goes on to the next, which slides into its place, or at the end to the
    previous.
    """
    new = np.arange(count)
    new[index + 1 :] -= 1
    new[index] = min(index, count - 2)
    return new


def _with_classes(state: State, order: IntArray, new_index: IntArray) -> State:
    source = state.source
    if isinstance(source, LinearModel):
        source = replace(source, weights=source.weights[order], biases=source.biases[order])
    else:
        source = ScoreTable(source.scores[:, order])
    return replace(
        state,
        classes=tuple(state.classes[i] for i in order),
        labels=sealed(new_index[state.labels]),
        source=source,
        view=replace(state.view, score=int(new_index[state.view.score])),
    )


def _with_examples(state: State, order: IntArray, new_index: IntArray) -> State:
    return replace(
        state,
        examples=tuple(state.examples[i] for i in order),
        labels=sealed(state.labels[order]),
        source=_with_rows(state.source, order),
        view=replace(state.view, example=int(new_index[state.view.example])),
    )


def _with_rows(source: LinearModel | ScoreTable, rows: IntArray) -> LinearModel | ScoreTable:
    def taken(array: FloatArray) -> FloatArray:
        return array[rows]

    if isinstance(source, LinearModel):
        return replace(source, features=taken(source.features))
    return ScoreTable(taken(source.scores))
