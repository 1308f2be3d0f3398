"""A scenario file read again without any rules, to tell what stands where."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core.errors import ScenarioError

FOUND_LENGTH = 40
MISSING = object()


class _Number(NamedTuple):
    """A number as it is written in the file, however large."""

    text: str


class _Repeating(dict[str, object]):
    """An object in which a field stands more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.name, self.count = Counter(name for name, _ in pairs).most_common(1)[0]


def read_document(data: bytes) -> object:
    """What the file holds, numbers as they are written.

    Raises
    ------
    ScenarioError
        If it is no JSON, or if a field stands more than once in an object.
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
    except UnicodeDecodeError as error:
        raise _no_json("not_utf8", line=data.count(b"\n", 0, error.start) + 1) from error
    except json.JSONDecodeError as error:
        if not error.doc.strip():
            raise _no_json("empty_file") from error
        raise _no_json("not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise _no_json("too_deep") from error
    if repeating:
        path, count = _first_repeated(document)
        raise ScenarioError(path, "repeated", "once", {"count": count})
    return document


def no_json(data: bytes, error: Exception) -> ScenarioError:
    """Why msgspec, which is stricter than `read_document`, takes the file for no JSON."""
    if isinstance(error, RecursionError):
        return _no_json("too_deep")
    try:
        read_document(data)
    except ScenarioError as found:
        if found.accepted == "json":
            return found
    place = re.search(r"\(byte (\d+)\)", str(error))
    if place is None:  # half of a surrogate pair alone
        return _no_json("no_character")
    before = data[: int(place[1])].decode(errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _no_json("not_json", line=line, column=column)


def _no_json(found: str, **places: int) -> ScenarioError:
    return ScenarioError("$", found, "json", places)


def _first_repeated(document: object) -> tuple[str, int]:
    """The path of the first field that stands more than once, and how often it does."""
    waiting = [("$", document)]
    while True:
        path, value = waiting.pop()
        if isinstance(value, _Repeating):
            return member(path, value.name), value.count
        if isinstance(value, dict):
            waiting.extend((member(path, name), value[name]) for name in reversed(value))
        elif isinstance(value, list):
            waiting.extend((f"{path}[{i}]", value[i]) for i in reversed(range(len(value))))


def member(path: str, name: str) -> str:
    """The path of a field, quoted if it is not a plain word."""
    return f"{path}.{name}" if re.fullmatch(r"\w+", name) else f"{path}[{json.dumps(name)}]"


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


def length(document: object, path: str) -> int:
    """How long the list at `path` is, 0 without one."""
    value = lookup(document, path)
    return len(value) if isinstance(value, list) else 0


def shown(value: object) -> str:
    """A value as it stands in the file, on one line, lists and objects by their length."""
    if value is MISSING:
        return "nothing"
    if isinstance(value, list | dict):
        brackets = "[…]" if isinstance(value, list) else "{…}"
        return f"{brackets} ({len(value)})" if value else brackets.replace("…", "")
    text = value.text if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= FOUND_LENGTH else text[: FOUND_LENGTH - 1] + "…"
