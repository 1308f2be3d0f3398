"""Files that are no scenario: what they are instead, told by what is in them."""

import csv
import re
from collections.abc import Mapping
from types import MappingProxyType

from core.errors import ScenarioError

_HEAD = 1 << 16
_ARRAY = re.compile(r"(?:array\(\s*)?\[[\s\[]*[-+.\d]")
# What JSON has no numbers for, and the word that stands in for it, wrong wherever a number belongs.
_WORDS = {b"NaN": b"null", b"-Infinity": b"false", b"Infinity": b"true"}
_MEANT = {stand_in.decode(): word.decode() for word, stand_in in _WORDS.items()}

UNSUPPORTED: Mapping[str, str] = MappingProxyType(
    {
        "class_weights": "class_weights",
        "class_weight": "class_weights",
        "pos_weight": "class_weights",
        "sample_weight": "example_weights",
        "sample_weights": "example_weights",
        "example_weights": "example_weights",
        "temperature": "temperature",
        "label_smoothing": "label_smoothing",
        "smoothing": "label_smoothing",
        "ignore_index": "not_counted",
        "soft_labels": "soft_labels",
        "penalty_mask": "unpenalized",
        "unpenalized": "unpenalized",
    }
)
"""Fields that other programs have, by the key of what they ask for."""
_NOT_COUNTED = {"-1", "-100", "null"}
_LABEL = re.compile(r"\$\.(?:examples\[\d+\]\.label|labels\[\d+\])")


def by_name(error: ScenarioError) -> ScenarioError:
    """The complaint, or about what the program does not have one that calls it by its name."""
    found = None
    if error.accepted == "known_field":
        found = UNSUPPORTED.get(error.path.rpartition(".")[2])
    elif error.found in _NOT_COUNTED and _LABEL.fullmatch(error.path):
        found = "not_counted"
    if found is None:
        return error
    return ScenarioError(error.path, found, error.accepted, error.params)


def binary_kind(data: bytes) -> ScenarioError | None:
    """A complaint about a file of another program that tells itself in its first bytes."""
    for start, found in ((b"\x93NUMPY", "npy"), (b"PK\x03\x04", "archive")):
        if data.startswith(start):
            return _not_yet(found)
    return None


def text_kind(data: bytes) -> ScenarioError | None:
    """A complaint about a table, a list or a printed array, which the program cannot bring in."""
    head = data[:_HEAD].decode(errors="ignore").lstrip()
    if _ARRAY.match(head):
        return _not_yet("array")
    if not head.startswith(("{", "[")) and _is_table(head, whole=len(data) <= _HEAD):
        return _not_yet("table")
    return None


def _is_table(text: str, *, whole: bool) -> bool:
    """Whether all lines have the same number of cells, two or more, apart from comments."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not whole:
        del lines[-1:]
    for delimiter in ",;\t":
        counts = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
        if len(counts) == 1 and max(counts) > 1:
            return True
    return False


def _not_yet(found: str) -> ScenarioError:
    return ScenarioError("$", found, "scenario")


def with_stand_ins(data: bytes) -> bytes:
    """The file with words of JSON for NaN and infinities, so that it can be told where one is."""
    for word, stand_in in _WORDS.items():
        # Looking back only after the word is found is many times as fast.
        data = re.sub(rb"%b(?<=[\[,:\s]%b)(?=[\],}\s])" % (word, word), stand_in, data)
    return data


def meant(error: ScenarioError) -> ScenarioError | None:
    """A complaint about a stand-in as one about what stands in the file."""
    if error.found not in _MEANT:
        return None
    return ScenarioError(error.path, _MEANT[error.found], error.accepted, error.params)
