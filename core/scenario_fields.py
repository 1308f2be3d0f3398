"""What a scenario file may hold at each place, and the complaint where it holds something else."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sized
from itertools import chain
from typing import Any, NoReturn

import msgspec
from msgspec import UNSET, UnsetType

from core.comparison import COMPARISON_LIMIT, MAX_LENGTH
from core.errors import ScenarioError
from core.scenario_document import length, lookup, member, read_document, shown
from core.state import (
    LANDSCAPE_KEYS,
    LOSS_KEYS,
    MARGIN_LIMITS,
    MAX_CLASSES,
    MAX_EXAMPLES,
    MIN_CLASSES,
    MIN_EXAMPLES,
    PARAMETER_LIMIT,
    PENALTY_KEYS,
    SCORE_LIMIT,
    SHARE_LIMITS,
    SQUARED_SCORE_LIMIT,
    STRENGTH_LIMITS,
)
from core.text import MAX_NAME

FORMAT = "losslab-scenario"
VERSION = 1

Words = str | dict[str, str]


class LossFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `LossSettings`, whose defaults hold for what is left out."""

    active: str | UnsetType = UNSET
    margin: float | UnsetType = UNSET
    squared: bool | UnsetType = UNSET
    include_correct_class: bool | UnsetType = UNSET
    average_over_classes: bool | UnsetType = UNSET
    sum_over_examples: bool | UnsetType = UNSET


class PenaltyFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `PenaltySettings`."""

    kind: str | UnsetType = UNSET
    strength: float | UnsetType = UNSET
    l1_share: float | UnsetType = UNSET
    half: bool | UnsetType = UNSET


class ViewFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `View`."""

    example: int | UnsetType = UNSET
    score: int | UnsetType = UNSET
    compare_losses: bool | UnsetType = UNSET
    gradient_arrows: bool | UnsetType = UNSET
    pair: list[list[int]] | UnsetType = UNSET
    landscape: str | UnsetType = UNSET


class ComparisonFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `Comparison`."""

    x: list[float]
    first: list[float]
    second: list[float]


class ExampleFields(msgspec.Struct, forbid_unknown_fields=True):
    """One example, with features or with scores."""

    name: Words
    label: int
    features: list[float] | UnsetType = UNSET
    scores: list[float] | UnsetType = UNSET


class ScenarioFile(msgspec.Struct, forbid_unknown_fields=True):
    """The file as a whole; lengths, ranges and what goes together are checked afterwards."""

    format: str
    version: int
    title: Words
    classes: list[Words]
    examples: list[ExampleFields]
    weights: list[list[float]] | UnsetType = UNSET
    biases: list[float] | UnsetType = UNSET
    loss: LossFields | UnsetType = UNSET
    penalty: PenaltyFields | UnsetType = UNSET
    view: ViewFields | UnsetType = UNSET
    feature_names: list[Words] | UnsetType = UNSET
    comparison: ComparisonFields | UnsetType = UNSET


def given(part: msgspec.Struct | UnsetType) -> dict[str, Any]:
    """The fields of an object that are not left out."""
    if isinstance(part, UnsetType):
        return {}
    fields = msgspec.structs.asdict(part)
    return {name: value for name, value in fields.items() if value is not UNSET}


def field_count(file: ScenarioFile) -> int:
    """How many fields a file without faults has, each counted once."""
    names = () if isinstance(file.feature_names, UnsetType) else file.feature_names
    texts = chain([file.title], file.classes, names, (example.name for example in file.examples))
    parts = (file, file.loss, file.penalty, file.view, file.comparison)
    # Every example has three: its name, its label, and features or scores.
    return (
        sum(len(given(part)) for part in parts)
        + 3 * len(file.examples)
        + sum(len(text) for text in texts if not isinstance(text, str))
    )


def usual_length(rows: Iterable[Sized]) -> int:
    """The length most rows have, the first of several; 0 where all are empty."""
    counts = Counter(map(len, rows))
    del counts[0]
    return max(counts, key=lambda length: counts[length], default=0)


_Accepted = tuple[str, dict[str, object]]


def _number(low: float, high: float) -> _Accepted:
    return "number", {"low": low, "high": high}


def _one_of(keys: tuple[str, ...]) -> _Accepted:
    return "one_of", {"choices": ", ".join(keys)}


_PARAMETER = _number(-PARAMETER_LIMIT, PARAMETER_LIMIT)
_COMPARED = _number(-COMPARISON_LIMIT, COMPARISON_LIMIT)
_SWITCH: _Accepted = ("switch", {})
_OBJECT: _Accepted = ("object", {})
_TEXT: _Accepted = ("text", {"high": MAX_NAME})
_LETTERS: _Accepted = ("letters", {"high": MAX_NAME})

# By path without indices. Lists whose length depends on others are told by `_counts`.
_ACCEPTED: dict[str, _Accepted] = {
    "$": _OBJECT,
    "$.format": ("constant", {"value": json.dumps(FORMAT)}),
    "$.version": ("constant", {"value": VERSION}),
    "$.title": _TEXT,
    "$.classes": ("count_range", {"low": MIN_CLASSES, "high": MAX_CLASSES}),
    "$.classes[]": _TEXT,
    "$.examples": ("count_range", {"low": MIN_EXAMPLES, "high": MAX_EXAMPLES}),
    "$.examples[]": _OBJECT,
    "$.examples[].name": _TEXT,
    "$.examples[].features[]": _PARAMETER,
    "$.weights[][]": _PARAMETER,
    "$.biases[]": _PARAMETER,
    "$.loss": _OBJECT,
    "$.loss.active": _one_of(LOSS_KEYS),
    "$.loss.margin": ("positive", {"high": MARGIN_LIMITS[1]}),
    "$.loss.squared": _SWITCH,
    "$.loss.include_correct_class": _SWITCH,
    "$.loss.average_over_classes": _SWITCH,
    "$.loss.sum_over_examples": _SWITCH,
    "$.penalty": _OBJECT,
    "$.penalty.kind": _one_of(PENALTY_KEYS),
    "$.penalty.strength": _number(*STRENGTH_LIMITS),
    "$.penalty.l1_share": _number(*SHARE_LIMITS),
    "$.penalty.half": _SWITCH,
    "$.view": _OBJECT,
    "$.view.compare_losses": _SWITCH,
    "$.view.gradient_arrows": _SWITCH,
    "$.view.pair": ("two_weights", {}),
    "$.view.pair[]": ("class_and_feature", {}),
    "$.view.landscape": _one_of(LANDSCAPE_KEYS),
    "$.feature_names[]": _TEXT,
    "$.comparison": _OBJECT,
    "$.comparison.x": ("count_range", {"low": 1, "high": MAX_LENGTH}),
    "$.comparison.x[]": _COMPARED,
    "$.comparison.first[]": _COMPARED,
    "$.comparison.second[]": _COMPARED,
}

_FIELDS = {
    "$": ScenarioFile.__struct_fields__,
    "$.examples[]": ExampleFields.__struct_fields__,
    "$.loss": LossFields.__struct_fields__,
    "$.penalty": PenaltyFields.__struct_fields__,
    "$.view": ViewFields.__struct_fields__,
    "$.comparison": ComparisonFields.__struct_fields__,
}


class Complaints:
    """Raises `ScenarioError` about places in one file.

    Parameters
    ----------
    data : bytes
        The file, read again (without any rules) only when there is something to complain about.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    def refuse(self, path: str, accepted: _Accepted | None = None) -> NoReturn:
        """Complain about the value at `path`."""
        document = self._document()
        if accepted is None:
            accepted = self._accepted(path, document)
        raise ScenarioError(path, shown(lookup(document, path)), *accepted)

    def about_repeated_fields(self, count: int) -> None:
        """Complain about a field that stands more than once in a file of `count` different ones.

        msgspec and the JSON standard library keep the last of them. Reading the file a second time
        is slow, and it has to be done only where a scan finds more names than there are fields: a
        quote before a colon ends a name, and seldom is it part of a text.
        """
        if len(re.findall(rb'"\s*:', self._data)) > count:
            self._document()

    def about_type(self, message: str) -> NoReturn:
        """Complain as msgspec does, whose messages end in "- at `$.path`"."""
        what, _, place = message.partition(" - at `")
        path = self._named(place.rstrip("`") or "$")
        field = re.search(r"(missing required|unknown) field `(.*)`", what, re.DOTALL)
        if field is None:
            self.refuse(path)
        fields = ", ".join(_FIELDS[_pattern(path)])
        unknown = field[1] == "unknown"
        self.refuse(
            member(path, field[2]), ("known_field", {"fields": fields}) if unknown else None
        )

    def _document(self) -> object:
        return read_document(self._data)

    def _named(self, path: str) -> str:
        """The path with the language in place of msgspec's ``[...]``."""
        if not path.endswith("[...]"):
            return path
        path = path.removesuffix("[...]")
        words = lookup(self._document(), path)
        for language, word in words.items() if isinstance(words, dict) else ():
            if not isinstance(word, str):
                return member(path, language)
        return path

    def _accepted(self, path: str, document: object) -> _Accepted:
        pattern = _pattern(path)
        if pattern in _ACCEPTED:
            return _ACCEPTED[pattern]
        if pattern.endswith((".label", "view.score")):
            return "integer", {"low": 0, "high": length(document, "$.classes") - 1}
        if pattern == "$.view.example":
            return "integer", {"low": 0, "high": length(document, "$.examples") - 1}
        if pattern == "$.examples[].scores[]":
            squared = lookup(document, "$.loss.squared") is True
            limit = SQUARED_SCORE_LIMIT if squared else SCORE_LIMIT
            return _number(-limit, limit)
        if pattern in {"$.weights", "$.biases", "$.examples[].scores"}:
            return "count", {"count": length(document, "$.classes")}
        if pattern == "$.view.pair[][]":
            if path.endswith("[0]"):
                return "integer", {"low": 0, "high": length(document, "$.classes") - 1}
            # Scores alone wait for one feature per example, see `core.edits.give_features`.
            count = _depth(document) or length(document, "$.examples")
            return "integer", {"low": 0, "high": count - 1}
        if pattern in {"$.comparison.first", "$.comparison.second"}:
            return "count", {"count": length(document, "$.comparison.x")}
        if pattern in {"$.weights[]", "$.examples[].features", "$.feature_names"}:
            return _row(pattern, _depth(document))
        return _LETTERS  # a language of a title or name


def _row(pattern: str, depth: int) -> _Accepted:
    if depth:
        return "count", {"count": depth}
    return ("not_with_scores" if pattern == "$.feature_names" else "numbers"), {}


def _depth(document: object) -> int:
    """How many features the file has, as most rows of weights and examples tell."""
    weights, examples = lookup(document, "$.weights"), lookup(document, "$.examples")
    rows = [
        *(weights if isinstance(weights, list) else ()),
        *(lookup(one, "$.features") for one in (examples if isinstance(examples, list) else ())),
    ]
    return usual_length(row for row in rows if isinstance(row, list))


def _pattern(path: str) -> str:
    return re.sub(r"\[\d+\]", "[]", path)
