"""What every edit is made of: its label, its function, and how names and indices move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

import numpy as np

from core.arrays import IntArray
from core.errors import EditError
from core.state import LinearModel, State
from core.text import MAX_NAME, Text, frozen_text, is_blank, is_too_long

LOAD = "load"
OF_CLASS = frozenset({"set_score", "set_label"})
"""Edits that are about a class, the one at their index."""


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


def edit(key: str, apply: Callable[[State], State], **params: object) -> Edit:
    """An edit from its key, its function and what its label tells."""
    return Edit(Label(key, MappingProxyType(params)), apply)


def subject(label: Label, state: State) -> Text:
    """What an edit is told by besides its key: the title it loads, or the class it is about.

    The class is the one that `state` has at the index, unless it has been `noted`; ``""`` where
    there is none.
    """
    name, index = label.params.get("name"), label.params.get("index")
    if label.key == LOAD:
        return cast(Text, label.params["title"])
    if label.key not in OF_CLASS or not isinstance(index, int):
        return ""
    if name is not None:
        return cast(Text, name)
    return state.classes[index] if index < state.class_count else ""


def noted(label: Label, state: State) -> Label:
    """The label with the name of its class in `state`: later another may stand at the index."""
    if label.key not in OF_CLASS:
        return label
    name = subject(label, state)
    return Label(label.key, MappingProxyType({**label.params, "name": name}))


def model_of(state: State) -> LinearModel:
    """The linear model; `EditError` ``no_weights`` for scores alone."""
    if not isinstance(state.source, LinearModel):
        raise EditError("no_weights")
    return state.source


def named(name: Text) -> Text:
    """The name, read-only; `EditError` ``empty_name`` or ``name_too_long``."""
    if is_blank(name):
        raise EditError("empty_name")
    if is_too_long(name):
        raise EditError("name_too_long", {"maximum": MAX_NAME})
    return frozen_text(name)


def moved(count: int, index: int, to: int) -> IntArray:
    """Old indices in their new order."""
    return np.insert(np.delete(np.arange(count), index), to, index)


def after_removal(count: int, index: int) -> IntArray:
    """New index for each old one, once `index` is gone.

    What pointed at it goes on to the next, which slides into its place, or at the end to the
    previous.
    """
    new = np.arange(count)
    new[index + 1 :] -= 1
    new[index] = min(index, count - 2)
    return new
