"""What a scenario file may hold at each place."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from core.comparison import COMPARISON_LIMIT, MAX_LENGTH
from core.settings import (
    DIVISOR_KEYS,
    MARGIN_LIMITS,
    SHARE_LIMITS,
    STEP_LIMITS,
    STRENGTH_LIMITS,
)
from core.state import (
    LANDSCAPE_KEYS,
    LOSS_KEYS,
    MAX_CLASSES,
    MAX_EXAMPLES,
    MIN_CLASSES,
    MIN_EXAMPLES,
    PARAMETER_LIMIT,
    PENALTY_KEYS,
    SCORE_LIMIT,
    SQUARED_SCORE_LIMIT,
)
from core.text import MAX_NAME
from core.view import CARDS, PAGE_KEYS, THROUGH_KEYS

FORMAT = "losslab-scenario"
VERSION = 2
"""What is written; every version from 1 on is read."""
MAX_MIB = 512
MAX_BYTES = MAX_MIB << 20
MAX_NUMBERS = 100_000_000
MAX_LANGUAGES = 100
PACKED_FROM = 100_000
"""Numbers beyond which scores or features are written as bytes."""

Words = str | dict[str, str]
Part = msgspec.Raw | UnsetType


class LossFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `LossSettings`, whose defaults hold for what is left out.

    `average_over_classes` is what files said before there was `class_divisor`.
    """

    active: str | UnsetType = UNSET
    margin: float | UnsetType = UNSET
    squared: bool | UnsetType = UNSET
    include_correct_class: bool | UnsetType = UNSET
    class_divisor: str | UnsetType = UNSET
    average_over_classes: bool | UnsetType = UNSET
    sum_over_examples: bool | UnsetType = UNSET


class PenaltyFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `PenaltySettings`."""

    kind: str | UnsetType = UNSET
    strength: float | UnsetType = UNSET
    l1_share: float | UnsetType = UNSET
    half: bool | UnsetType = UNSET


class DescentFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `DescentSettings`."""

    step_size: float | UnsetType = UNSET


class ViewFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `View`."""

    example: int | UnsetType = UNSET
    score: int | UnsetType = UNSET
    compare_losses: bool | UnsetType = UNSET
    compare_with: str | UnsetType = UNSET
    gradient_arrows: bool | UnsetType = UNSET
    pair: list[list[int]] | UnsetType = UNSET
    landscape: str | UnsetType = UNSET
    through: str | UnsetType = UNSET
    plane: list[int] | UnsetType = UNSET
    page: str | UnsetType = UNSET
    cards: dict[str, str] | UnsetType = UNSET


class ComparisonFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `Comparison`."""

    x: list[float]
    first: list[float]
    second: list[float]


class ExampleFields(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One example, with features or with scores."""

    name: Words
    label: int
    features: list[float] | UnsetType = UNSET
    scores: list[float] | UnsetType = UNSET


class LargeExampleFields(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """The same, of so many numbers that they are decoded piece by piece."""

    name: Words
    label: int
    features: Part = UNSET
    scores: Part = UNSET


class PackedFields(msgspec.Struct, forbid_unknown_fields=True):
    """Numbers as base64 of float64, little-endian, row after row."""

    shape: list[int]
    f64: msgspec.Raw


class Outline(msgspec.Struct):
    """The file as a whole, each part as it is written.

    Either `examples`, or `labels` with `scores` or `features` and, if they have any, `names`.
    """

    format: Part = UNSET
    version: Part = UNSET
    title: Part = UNSET
    classes: Part = UNSET
    examples: Part = UNSET
    labels: Part = UNSET
    names: Part = UNSET
    scores: Part = UNSET
    features: Part = UNSET
    held_out: Part = UNSET
    weights: Part = UNSET
    biases: Part = UNSET
    loss: Part = UNSET
    penalty: Part = UNSET
    descent: Part = UNSET
    view: Part = UNSET
    feature_names: Part = UNSET
    comparison: Part = UNSET


def given(part: msgspec.Struct) -> dict[str, Any]:
    """The fields of an object that are not left out."""
    fields = msgspec.structs.asdict(part)
    return {name: value for name, value in fields.items() if value is not UNSET}


@dataclass
class Known:
    """What the file has told so far, for what is accepted elsewhere.

    Attributes
    ----------
    classes, examples, features : int
        How many there are, 0 as long as that is not known.
    scores_alone, squared : bool
    compared : int
        The length of the vectors to compare.
    """

    classes: int = 0
    examples: int = 0
    features: int = 0
    scores_alone: bool = False
    squared: bool = False
    compared: int = 0


Accepted = tuple[str, dict[str, object]]


def _number(low: float, high: float) -> Accepted:
    return "number", {"low": low, "high": high}


def _one_of(keys: tuple[str, ...]) -> Accepted:
    return "one_of", {"choices": ", ".join(keys)}


_PARAMETER = _number(-PARAMETER_LIMIT, PARAMETER_LIMIT)
_COMPARED = _number(-COMPARISON_LIMIT, COMPARISON_LIMIT)
_SWITCH: Accepted = ("switch", {})
_OBJECT: Accepted = ("object", {})
_PACKED: Accepted = ("packed", {})
_SHAPE: Accepted = ("shape", {"high": MAX_NUMBERS})
_TEXT: Accepted = ("text", {"high": MAX_NAME})
_LETTERS: Accepted = ("letters", {"high": MAX_NAME})

# By path without indices. What depends on the rest of the file is told by `accepted_at`.
_ACCEPTED: dict[str, Accepted] = {
    "$": _OBJECT,
    "$.format": ("constant", {"value": json.dumps(FORMAT)}),
    "$.version": ("integer", {"low": 1, "high": VERSION}),
    "$.title": _TEXT,
    "$.classes": ("count_range", {"low": MIN_CLASSES, "high": MAX_CLASSES}),
    "$.classes[]": _TEXT,
    "$.examples": ("count_range", {"low": MIN_EXAMPLES, "high": MAX_EXAMPLES}),
    "$.examples[]": _OBJECT,
    "$.examples[].name": _TEXT,
    "$.examples[].features[]": _PARAMETER,
    "$.scores": _PACKED,
    "$.scores.shape": _SHAPE,
    "$.scores.shape[]": _SHAPE,
    "$.scores.f64": ("base64", {}),
    "$.features": _PACKED,
    "$.features.shape": _SHAPE,
    "$.features.shape[]": _SHAPE,
    "$.features.f64": ("base64", {}),
    "$.names[]": _TEXT,
    "$.weights[][]": _PARAMETER,
    "$.biases[]": _PARAMETER,
    "$.loss": _OBJECT,
    "$.loss.active": _one_of(LOSS_KEYS),
    "$.loss.margin": ("positive", {"high": MARGIN_LIMITS[1]}),
    "$.loss.squared": _SWITCH,
    "$.loss.include_correct_class": _SWITCH,
    "$.loss.class_divisor": _one_of(DIVISOR_KEYS),
    "$.loss.average_over_classes": _SWITCH,
    "$.loss.sum_over_examples": _SWITCH,
    "$.penalty": _OBJECT,
    "$.penalty.kind": _one_of(PENALTY_KEYS),
    "$.penalty.strength": _number(*STRENGTH_LIMITS),
    "$.penalty.l1_share": _number(*SHARE_LIMITS),
    "$.penalty.half": _SWITCH,
    "$.descent": _OBJECT,
    "$.descent.step_size": ("positive", {"high": STEP_LIMITS[1]}),
    "$.view": _OBJECT,
    "$.view.compare_losses": _SWITCH,
    "$.view.compare_with": _one_of(LOSS_KEYS),
    "$.view.gradient_arrows": _SWITCH,
    "$.view.pair": ("two_weights", {}),
    "$.view.pair[]": ("class_and_feature", {}),
    "$.view.landscape": _one_of(LANDSCAPE_KEYS),
    "$.view.through": _one_of(THROUGH_KEYS),
    "$.view.plane": ("two_features", {}),
    "$.view.page": _one_of(PAGE_KEYS),
    "$.view.cards": _OBJECT,
    **{f"$.view.cards.{page}": _one_of(cards) for page, cards in CARDS.items()},
    "$.feature_names[]": _TEXT,
    "$.comparison": _OBJECT,
    "$.comparison.x": ("count_range", {"low": 1, "high": MAX_LENGTH}),
    "$.comparison.x[]": _COMPARED,
    "$.comparison.first[]": _COMPARED,
    "$.comparison.second[]": _COMPARED,
}

FIELDS = {
    "$": Outline.__struct_fields__,
    "$.examples[]": ExampleFields.__struct_fields__,
    "$.scores": PackedFields.__struct_fields__,
    "$.features": PackedFields.__struct_fields__,
    "$.loss": LossFields.__struct_fields__,
    "$.penalty": PenaltyFields.__struct_fields__,
    "$.descent": DescentFields.__struct_fields__,
    "$.view": ViewFields.__struct_fields__,
    "$.view.cards": tuple(page for page, cards in CARDS.items() if cards),
    "$.comparison": ComparisonFields.__struct_fields__,
}


def _index(count: int) -> Accepted:
    return "integer", {"low": 0, "high": count - 1}


def _count(count: int) -> Accepted:
    return "count", {"count": count}


def _class_index(known: Known) -> Accepted:
    return _index(known.classes)


def _class_count(known: Known) -> Accepted:
    return _count(known.classes)


def _example_count(known: Known) -> Accepted:
    return _count(known.examples)


def _vector(known: Known) -> Accepted:
    return _count(known.compared)


def _score(known: Known) -> Accepted:
    limit = SQUARED_SCORE_LIMIT if known.squared else SCORE_LIMIT
    return _number(-limit, limit)


def _row(known: Known) -> Accepted:
    return _count(known.features) if known.features else ("numbers", {})


_DEPENDING: dict[str, Callable[[Known], Accepted]] = {
    "$.examples[].label": _class_index,
    "$.examples[].scores": _class_count,
    "$.examples[].scores[]": _score,
    "$.examples[].features": _row,
    "$.labels": _example_count,
    "$.labels[]": _class_index,
    "$.names": _example_count,
    "$.held_out": lambda known: ("held_out", {"high": known.examples - 1}),
    "$.held_out[]": lambda known: _index(known.examples),
    "$.weights": _class_count,
    "$.weights[]": _row,
    "$.biases": _class_count,
    "$.feature_names": _row,
    "$.view.example": lambda known: _index(known.examples),
    "$.view.score": _class_index,
    "$.view.pair[][0]": _class_index,
    # Scores alone wait for one feature per example, see `core.edits.give_features`.
    "$.view.pair[][1]": lambda known: _index(known.features or known.examples),
    "$.view.plane[]": lambda known: _index(known.features or known.examples),
    "$.comparison.first": _vector,
    "$.comparison.second": _vector,
}


def accepted_at(path: str, known: Known) -> Accepted:
    """What may stand at `path`."""
    pattern = pattern_of(path)
    if pattern == "$.view.pair[][]":
        pattern = pattern.removesuffix("[]") + path[-3:]
    if pattern in _DEPENDING:
        return _DEPENDING[pattern](known)
    return _ACCEPTED.get(pattern, _LETTERS)  # else a language of a title or name


def pattern_of(path: str) -> str:
    """The path without its indices."""
    return re.sub(r"\[\d+\]", "[]", path)
