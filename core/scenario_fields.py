"""What a scenario file may hold at each place, and the complaint where it holds something else."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

import msgspec
from msgspec import UNSET, UnsetType

from core.comparison import COMPARISON_LIMIT, MAX_LENGTH
from core.errors import ScenarioError
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
    LossSettings,
    PenaltySettings,
    View,
)
from core.text import MAX_NAME

FORMAT = "losslab-scenario"
VERSION = 1
FOUND_LENGTH = 40

Words = str | dict[str, str]


class LossFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `LossSettings`, whose defaults hold here too."""

    active: str = LossSettings.active
    margin: float = LossSettings.margin
    squared: bool = LossSettings.squared
    include_correct_class: bool = LossSettings.include_correct_class
    average_over_classes: bool = LossSettings.average_over_classes
    sum_over_examples: bool = LossSettings.sum_over_examples


class PenaltyFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `PenaltySettings`."""

    kind: str = PenaltySettings.kind
    strength: float = PenaltySettings.strength
    l1_share: float = PenaltySettings.l1_share
    half: bool = PenaltySettings.half


class ViewFields(msgspec.Struct, forbid_unknown_fields=True):
    """As `View`."""

    example: int = View.example
    score: int = View.score
    compare_losses: bool = View.compare_losses
    gradient_arrows: bool = View.gradient_arrows
    pair: list[list[int]] | UnsetType = UNSET
    landscape: str = View.landscape


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
    loss: LossFields = msgspec.field(default_factory=LossFields)
    penalty: PenaltyFields = msgspec.field(default_factory=PenaltyFields)
    view: ViewFields = msgspec.field(default_factory=ViewFields)
    feature_names: list[Words] | UnsetType = UNSET
    comparison: ComparisonFields | UnsetType = UNSET


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


def member(path: str, name: str) -> str:
    """The path of a field, quoted if it is not a plain word."""
    return f"{path}.{name}" if re.fullmatch(r"\w+", name) else f"{path}[{json.dumps(name)}]"


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
        raise ScenarioError(path, _shown(_lookup(document, path)), *accepted)

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
        try:
            return json.loads(self._data)
        except (ValueError, RecursionError) as error:  # msgspec stopped before it came to this
            raise ScenarioError("$", str(error), "json") from error

    def _named(self, path: str) -> str:
        """The path with the language in place of msgspec's ``[...]``."""
        if not path.endswith("[...]"):
            return path
        path = path.removesuffix("[...]")
        words = _lookup(self._document(), path)
        for language, word in words.items() if isinstance(words, dict) else ():
            if not isinstance(word, str):
                return member(path, language)
        return path

    def _accepted(self, path: str, document: object) -> _Accepted:
        pattern = _pattern(path)
        if pattern in _ACCEPTED:
            return _ACCEPTED[pattern]
        if pattern.endswith((".label", "view.score")):
            return "integer", {"low": 0, "high": _length(document, "$.classes") - 1}
        if pattern == "$.view.example":
            return "integer", {"low": 0, "high": _length(document, "$.examples") - 1}
        if pattern == "$.examples[].scores[]":
            squared = _lookup(document, "$.loss.squared") is True
            limit = SQUARED_SCORE_LIMIT if squared else SCORE_LIMIT
            return _number(-limit, limit)
        if pattern in {"$.weights", "$.biases", "$.examples[].scores"}:
            return "count", {"count": _length(document, "$.classes")}
        if pattern == "$.view.pair[][]":
            if path.endswith("[0]"):
                return "integer", {"low": 0, "high": _length(document, "$.classes") - 1}
            # Scores alone wait for one feature per example, see `core.edits.give_features`.
            count = _length(document, "$.weights[0]") or _length(document, "$.examples")
            return "integer", {"low": 0, "high": count - 1}
        if pattern in {"$.comparison.first", "$.comparison.second"}:
            return "count", {"count": _length(document, "$.comparison.x")}
        if pattern in {"$.weights[]", "$.examples[].features", "$.feature_names"}:
            count = _length(document, "$.weights[0]")
            return ("count", {"count": count}) if count else ("list", {})
        return _LETTERS  # a language of a title or name


_MISSING = object()


def _steps(path: str) -> Iterator[str | int]:
    for name, index, quoted in re.findall(r'\.(\w+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]', path):
        yield name or (int(index) if index else json.loads(quoted))


def _lookup(document: object, path: str) -> object:
    for step in _steps(path):
        if isinstance(document, dict):
            document = document.get(step, _MISSING)
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return _MISSING
    return document


def _length(document: object, path: str) -> int:
    value = _lookup(document, path)
    return len(value) if isinstance(value, list) else 0


def _pattern(path: str) -> str:
    return re.sub(r"\[\d+\]", "[]", path)


def _shown(value: object) -> str:
    """A value as JSON on one line, lists and objects by their length."""
    if value is _MISSING:
        return "nothing"
    if isinstance(value, list | dict):
        brackets = "[…]" if isinstance(value, list) else "{…}"
        return f"{brackets} ({len(value)})" if value else brackets.replace("…", "")
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= FOUND_LENGTH else shown[: FOUND_LENGTH - 1] + "…"
