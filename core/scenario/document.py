"""A scenario file as JSON alone: whether it is any, and what stands where."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core.errors import ScenarioError
from core.text import printable

FOUND_LENGTH = 40
MISSING = object()
_SLICE = 1 << 20
_HALF = re.compile(rb"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|[c-fC-F])")


class _Number(NamedTuple):
    """A number as it is written in the file, however large."""

    text: str


class _Repeating(dict[str, object]):
    """An object in which a field stands more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.name, self.count = Counter(name for name, _ in pairs).most_common(1)[0]


def read_document(data: bytes) -> object:
    """What a part of a file holds that is known to be JSON, numbers as they are written.

    Raises
    ------
    ScenarioError
        If a field stands more than once in an object.
    """
    repeating = False

    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal repeating
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        repeating = True
        return _Repeating(pairs)

    try:
        document: object = json.loads(
            data.decode(), object_pairs_hook=fields, parse_float=_Number, parse_int=_Number
        )
    except RecursionError as error:
        raise _no_json("too_deep") from error
    if repeating:
        raise ScenarioError(_first_repeated(document), "repeated", "once")
    return document


def require_utf8(data: bytes) -> None:
    """Complain about the first line that is not UTF-8; msgspec passes over it in what it skips."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data) + 1, _SLICE):
        part = data[start : start + _SLICE]
        try:
            decoder.decode(part, start + _SLICE > len(data))
        except UnicodeDecodeError as error:
            before = data.count(b"\n", 0, start) + error.object[: error.start].count(b"\n")
            raise _no_json("not_utf8", line=before + 1) from error


def no_json(data: bytes, error: Exception) -> ScenarioError:
    """Why msgspec takes the file for no JSON."""
    if isinstance(error, RecursionError):
        return _no_json("too_deep")
    if not data.strip():
        return _no_json("empty_file")
    place = re.search(r"\(byte (\d+)\)", str(error))
    # msgspec takes half of a surrogate pair for the beginning of a text that is cut.
    if place is None and _HALF.search(data):
        return _no_json("no_character")
    offset = len(data) if place is None else int(place[1])
    if offset == len(data):  # at the very end only what was cut off is missing
        return _no_json("cut", line=data.rstrip().count(b"\n") + 1)
    line = data.count(b"\n", 0, offset) + 1
    start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[start:offset].decode(errors="replace")) + 1
    return _no_json("not_json", line=line, column=column)


def _no_json(found: str, **places: int) -> ScenarioError:
    return ScenarioError("$", found, "json", places)


def _first_repeated(document: object) -> str:
    """The path of the first field that stands more than once."""
    waiting = [("$", document)]
    while True:
        path, value = waiting.pop()
        if isinstance(value, _Repeating):
            return member(path, value.name)
        if isinstance(value, dict):
            waiting.extend((member(path, name), value[name]) for name in reversed(value))
        elif isinstance(value, list):
            waiting.extend((f"{path}[{i}]", value[i]) for i in reversed(range(len(value))))


def member(path: str, name: str) -> str:
    """The path of a field, quoted if it is not a plain word."""
    quoted = printable(json.dumps(name))
    return f"{path}.{name}" if re.fullmatch(r"\w+", name) else f"{path}[{quoted}]"


def _steps(path: str) -> Iterator[str | int]:
    for name, index, quoted in re.findall(r'\.(\w+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]', path):
        yield name or (int(index) if index else json.loads(quoted))


def lookup(document: object, path: str) -> object:
    """What stands at `path`, or `MISSING`."""
    for step in _steps(path):
        if isinstance(document, dict):
            document = document.get(step, MISSING)
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return MISSING
    return document


def shown(value: object) -> str:
    """A value as it stands in the file, on one line, lists and objects by their length."""
    if value is MISSING:
        return "nothing"
    if isinstance(value, list | dict):
        return shown_list(len(value)) if isinstance(value, list) else _by_length("{…}", len(value))
    text = value.text if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
    return _shortened(text)


def shown_list(length: int) -> str:
    """A list of this length as `shown` has it."""
    return _by_length("[…]", length)


def shown_longer(length: int) -> str:
    """A list of which nobody has counted the rest."""
    return f"[…] (> {length})"


def shown_at(data: bytes, place: int) -> str:
    """What begins at a place of the file, as `shown` has it unless it is very long."""
    text = data[place : place + _SLICE].decode(errors="ignore").lstrip()
    try:
        value, _ = json.JSONDecoder(parse_float=_Number, parse_int=_Number).raw_decode(text)
    except RecursionError as error:
        raise _no_json("too_deep") from error
    except json.JSONDecodeError:
        return shown_text(data[place : place + _SLICE])
    return shown(value)


def shown_text(data: bytes | memoryview) -> str:
    """How a large part of the file begins."""
    return _shortened(" ".join(bytes(data[: 4 * FOUND_LENGTH]).decode(errors="ignore").split()))


def _by_length(brackets: str, length: int) -> str:
    return f"{brackets} ({length})" if length else brackets.replace("…", "")


def _shortened(text: str) -> str:
    text = printable(text)
    return text if len(text) <= FOUND_LENGTH else text[: FOUND_LENGTH - 1] + "…"
