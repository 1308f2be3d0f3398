"""Everything the engine refuses, with enough detail to say it in any language."""

from collections.abc import Mapping
from types import MappingProxyType


class LossLabError(ValueError):
    """Base of every error the engine raises on purpose."""


class NonFiniteError(LossLabError):
    """A number that is infinite or not a number, and the place where it stands.

    Parameters
    ----------
    name : str
        What the array holds, for example ``"scores"``.
    row, column : int
        Place of the first such number, counted from 0. The column is 0 in a plain list.
    value : float
        The number itself.
    """

    def __init__(self, name: str, row: int, column: int, value: float) -> None:
        super().__init__(f"{name}: row {row}, column {column} holds {value}, not a finite number")
        self.name = name
        self.row = row
        self.column = column
        self.value = value


class EditError(LossLabError):
    """An edit that cannot be made, or a state that cannot exist.

    Parameters
    ----------
    key : str
        Stable reason: ``out_of_range`` (params name, value, low, high), ``no_such_class``,
        ``no_such_example``, ``no_such_feature`` (index, count), ``too_few_classes``,
        ``too_few_examples`` (minimum), ``too_many_classes``, ``too_many_examples`` (maximum),
        ``unknown_choice`` (name, value, choices), ``no_weights``, ``has_weights``,
        ``same_weight``, ``wrong_length``, ``column_too_long`` (found, expected), ``empty_name``,
        ``name_too_long`` (maximum), ``shape`` (name, found, expected), ``all_held_out``,
        ``nothing_to_hold_out``, ``step_too_large`` (size), ``no_minimum_`` and a `Reason`.
    params : mapping
        Numbers and words that belong to the reason.
    """

    def __init__(self, key: str, params: Mapping[str, object] | None = None) -> None:
        self.key = key
        self.params: Mapping[str, object] = MappingProxyType(dict(params or {}))
        details = ", ".join(f"{name} {value}" for name, value in self.params.items())
        super().__init__(f"{key}: {details}" if details else key)


# What a scenario file may hold at a place, in English; the interface has its own words by key.
ACCEPTED: Mapping[str, str] = MappingProxyType(
    {
        "readable_file": "a file that can be read",
        "size": "a file of at most {maximum_mib} MiB",
        "json": "a JSON document in UTF-8 (RFC 8259)",
        "object": "an object in braces",
        "numbers": "a list of 1 or more numbers",
        "once": "each field once",
        "known_field": "one of the fields {fields}",
        "constant": "{value}",
        "letters": "a text of 1 to {high} characters",
        "text": 'a text of 1 to {high} characters, or one by language such as {{"en": "cat"}}',
        "number": "a number from {low:g} to {high:g}",
        "positive": "a number above 0, at most {high:g}",
        "integer": "a whole number from {low} to {high}",
        "small": "at most {mib} MiB of text here",
        "scenario": "a scenario file of Loss Lab",
        "newer": "version 1 or 2; a newer Loss Lab made this file",
        "languages": "a text of 1 to 200 characters, in at most {high} languages",
        "packed": 'an array as {{"shape": [rows, columns], "f64": "…"}}',
        "shape": "[rows, columns], at most {high:,} numbers",
        "shape_of": "[rows, {columns}]",
        "base64": "base64 of float64, little-endian",
        "base64_of": "base64 of {count} bytes",
        "numbers_limit": "at most {high:,} numbers",
        "bias_column": "a column for each of the {features} features; "
        "if the last column holds the biases, they go into biases",
        "not_with_examples": "nothing, since there are examples one by one",
        "switch": "true or false",
        "one_of": "one of {choices}",
        "class_and_feature": "a weight as [class, feature]",
        "two_weights": "two different weights, each as [class, feature]",
        "two_features": "two different features, counted from 0",
        "held_out": "a list of at most {high} examples, each once",
        "count": "a list of {count} entries",
        "count_range": "a list of {low} to {high} entries",
        "features_or_scores": "either features here and weights at the top, or scores",
        "not_with_scores": "nothing, since the examples hold scores",
        "not_with_weights": "nothing, since there are weights",
        "not_with_divisor": "nothing, since there is class_divisor",
    }
)

# What is wrong at a place where no value of the file can say it, in English.
FOUND: Mapping[str, str] = MappingProxyType(
    {
        "nothing": "found nothing",
        "repeated": "found more than one field of this name",
        "newer": "the file is of version {version}",
        "bias_column": "W has {columns} columns, one more than x has features",
        "cut": "the file ends in the middle, at line {line}",
        "no_file": "there is no such file",
        "folder": "this is a folder",
        "no_permission": "there is no permission to read it",
        "unreadable": "the file cannot be read (error {number})",
        "too_large": "the file is larger than {maximum_mib} MiB",
        "no_plain_file": "this is no plain file",
        "npy": "this is a NumPy file (NPY), which losslab FILE brings in",
        "archive": "this is an archive (NPZ, XLSX, ZIP), of which losslab FILE brings in NPZ",
        "array": "this is a bare list of numbers, which losslab FILE brings in",
        "table": "this is a table (CSV), which losslab FILE brings in",
        "empty_file": "the file is empty",
        "too_deep": "the file is too deeply nested",
        "not_utf8": "line {line} is not UTF-8",
        "not_json": "the file is not JSON at line {line}, column {column}",
        "class_weights": "class weights are not supported",
        "example_weights": "weights of examples are not supported",
        "temperature": "a temperature is not supported; divide the scores by it",
        "label_smoothing": "label smoothing is not supported",
        "not_counted": "an example that does not count is not supported; leave it out",
        "soft_labels": "soft labels are not supported: one class is correct",
        "unpenalized": "leaving weights out of the penalty is not supported",
        "no_character": r"a \u in the file stands for no character",
    }
)


PATH_LENGTH = 120


class ScenarioError(LossLabError):
    """A scenario file that cannot be used.

    Parameters
    ----------
    path : str
        Place in the file, for example ``$.examples[1].label``; ``$`` is the file as a whole.
        Shortened if the file makes it very long.
    found : str
        What stands there, as JSON (shortened), or where no value can say it, a key into `FOUND`.
    accepted : str
        Key into `ACCEPTED`.
    params : mapping
        What the words of `found` and `accepted` need.
    """

    def __init__(
        self, path: str, found: str, accepted: str, params: Mapping[str, object] | None = None
    ) -> None:
        self.path = path if len(path) <= PATH_LENGTH else path[: PATH_LENGTH - 1] + "…"
        self.found = found
        self.accepted = accepted
        self.params: Mapping[str, object] = MappingProxyType(dict(params or {}))
        told = FOUND[found].format_map(self.params) if found in FOUND else f"found {found}"
        words = ACCEPTED[accepted].format_map(self.params)
        super().__init__(f"{self.path}: {told}; accepted: {words}")
