"""Scenario files, version 1: reading with exact complaints, writing, and the built-in ones.

The format is JSON. `load_bytes` answers a bad file with `ScenarioError`, which says where, what was
found and what is accepted. `dump_bytes` writes a file that reads back as an equal state.
"""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import msgspec

from core.comparison import Comparison
from core.errors import ScenarioError
from core.saving import Stamp, write_file
from core.scenario_document import no_json
from core.scenario_fields import (
    FORMAT,
    VERSION,
    Complaints,
    ScenarioFile,
    Words,
    field_count,
)
from core.scenario_state import state_from
from core.state import (
    LinearModel,
    State,
    View,
)
from core.text import Text, numbered_names
from core.view import fitting_pair

DEFAULT_KEY = "cat-car-frog"
MAX_MIB = 64
MAX_BYTES = MAX_MIB << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Reading

_UNREADABLE: Mapping[type[OSError], str] = MappingProxyType(
    {FileNotFoundError: "no_file", IsADirectoryError: "folder", PermissionError: "no_permission"}
)


def load_path(path: str | os.PathLike[str]) -> State:
    """Read a scenario file.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is larger than 64 MiB, or holds no usable scenario.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        found = _UNREADABLE.get(type(error), "unreadable")
        raise ScenarioError("$", found, "readable_file", {"number": error.errno or 0}) from error
    return load_bytes(data)


def load_bytes(data: bytes) -> State:
    """Read a scenario from the bytes of a file.

    Raises
    ------
    ScenarioError
        With the path of the first bad field, what was found there and what is accepted.
    """
    if len(data) > MAX_BYTES:
        raise ScenarioError("$", "too_large", "size", {"maximum_mib": MAX_MIB})
    data = data.removeprefix(BYTE_ORDER_MARK)
    complaints = Complaints(data)
    try:
        file = msgspec.json.decode(data, type=ScenarioFile)
    except msgspec.ValidationError as error:
        complaints.about_type(str(error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise no_json(data, error) from error
    state = state_from(file, complaints)
    complaints.about_repeated_fields(field_count(file))
    return state


# Writing


def dump_bytes(state: State) -> bytes:
    """A file that reads back as an equal state: one line an example, one line a row of weights."""
    source = state.source
    linear = isinstance(source, LinearModel)
    values = source.features if isinstance(source, LinearModel) else source.scores
    examples = [
        {"name": _plain(name), "label": label, ("features" if linear else "scores"): row}
        for name, label, row in zip(
            state.examples, state.labels.tolist(), values.tolist(), strict=True
        )
    ]
    parts: dict[str, str] = {
        "format": _json(FORMAT),
        "version": _json(VERSION),
        "title": _json(_plain(state.title)),
        "classes": _json([_plain(name) for name in state.classes]),
        "examples": _lines(examples),
    }
    if isinstance(source, LinearModel):
        parts["weights"] = _lines(source.weights.tolist())
        parts["biases"] = _json(source.biases.tolist())
    if state.feature_names != numbered_names(state.feature_count):
        parts["feature_names"] = _json([_plain(name) for name in state.feature_names])
    parts |= {name: _json(asdict(getattr(state, name))) for name in ("loss", "penalty")}
    parts["view"] = _json(_view_fields(state))
    if state.comparison != Comparison():
        rows = {f.name: getattr(state.comparison, f.name).tolist() for f in fields(Comparison)}
        parts["comparison"] = _json(rows)
    body = ",\n".join(f"  {_json(name)}: {value}" for name, value in parts.items())
    return f"{{\n{body}\n}}\n".encode()


def _view_fields(state: State) -> dict[str, object]:
    """The view, without the pair and the landscape of a document that has never used them."""
    values = asdict(state.view)
    if state.view.pair == fitting_pair(View.pair, *state.weight_counts):
        del values["pair"]
    if state.view.landscape == View.landscape:
        del values["landscape"]
    return values


def _plain(text: Text) -> Words:
    return text if isinstance(text, str) else dict(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Sequence[object]) -> str:
    return "[\n" + ",\n".join(f"    {_json(value)}" for value in values) + "\n  ]"


def save_path(
    state: State,
    path: str | os.PathLike[str],
    cancelled: Callable[[], bool] = lambda: False,
    *,
    known: Stamp | None = None,
    overwrite: bool = False,
) -> Stamp | None:
    """Write a scenario file as `core.saving.write_file` does; the file's new stamp."""
    return write_file(path, [dump_bytes(state)], cancelled, known=known, overwrite=overwrite)


# Built-in scenarios


@dataclass(frozen=True)
class Builtin:
    """A scenario that comes with the program."""

    key: str
    title: Text
    load: Callable[[], State]


class _Title(msgspec.Struct):
    title: Words


def builtin() -> tuple[Builtin, ...]:
    """The scenarios in ``resources/scenarios``, ordered by the number before their name."""
    folder = resources.files("resources") / "scenarios"
    found: list[tuple[int, str, Traversable]] = []
    for file in folder.iterdir():
        name = re.fullmatch(r"(?:(\d+)-)?(.+)\.json", file.name)
        if name is not None:
            found.append((int(name[1] or 0), name[2], file))
    return tuple(
        Builtin(key, _title(file), partial(_load_resource, file))
        for _, key, file in sorted(found, key=lambda entry: entry[:2])
    )


def _title(file: Traversable) -> Text:
    return msgspec.json.decode(file.read_bytes(), type=_Title).title


def _load_resource(file: Traversable) -> State:
    return load_bytes(file.read_bytes())
