"""Scenario files, versions 1 and 2: reading with exact complaints, writing, and the built-in ones.

The format is JSON. `load_bytes` answers a bad file with `ScenarioError`, which says where, what was
found and what is accepted. `dump_bytes` writes a file that reads back as an equal state.
"""

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import msgspec

from core.errors import ScenarioError
from core.saving import Stamp, write_file
from core.scenario.fields import MAX_BYTES, MAX_MIB, Known, Words
from core.scenario.foreign import by_name, meant, with_stand_ins
from core.scenario.outline import read_outline
from core.scenario.state import state_from
from core.scenario.text import pieces
from core.state import State
from core.text import Text

DEFAULT_KEY = "cat-car-frog"
_READ = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Reading

_UNREADABLE: Mapping[type[OSError], str] = MappingProxyType(
    {FileNotFoundError: "no_file", PermissionError: "no_permission"}
)


def load_path(path: str | os.PathLike[str]) -> State:
    """Read a scenario file.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is larger than 512 MiB, or holds no usable scenario.
    """
    return load_bytes(read_file(path))


def read_file(path: str | os.PathLike[str], most: int = MAX_BYTES) -> bytes:
    """All of a file, but never a wait for one that is none, such as a pipe or a device.

    Of one that is larger than `most` a byte more.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    try:
        return _read(path, most)
    except OSError as error:
        found = _UNREADABLE.get(type(error), "unreadable")
        raise ScenarioError("$", found, "readable_file", {"number": error.errno or 0}) from error


def _read(path: str | os.PathLike[str], most: int) -> bytes:
    try:
        status = Path(path).stat()
    except ValueError as error:  # a name with a NUL in it, as no file has
        raise FileNotFoundError(str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise ScenarioError("$", "folder", "readable_file")
    if not stat.S_ISREG(status.st_mode):
        raise ScenarioError("$", "no_plain_file", "readable_file")
    parts: list[bytes] = []
    with open(path, "rb", buffering=0, opener=_open) as file:
        room = most + 1
        while room > 0 and (part := file.read(min(room, max(status.st_size + 1, _READ)))):
            parts.append(part)
            room -= len(part)
    return b"".join(parts)


def _open(path: str, flags: int) -> int:
    # Some entries of /proc look like files and wait like pipes.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


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
    try:
        return _state(data)
    except ScenarioError as error:
        if error.found == "not_json":
            _refuse_not_finite(data)
        raise by_name(error) from error.__cause__


def _state(data: bytes) -> State:
    known = Known()
    return state_from(read_outline(data, known), known)


def _refuse_not_finite(data: bytes) -> None:
    """Complain about the first NaN or infinity, which are no JSON, at its place."""
    if b"NaN" not in data and b"Infinity" not in data:
        return
    try:
        _state(with_stand_ins(data))
    except ScenarioError as error:
        told = meant(error)
        if told is not None:
            raise told from None


# Writing


def dump_bytes(state: State) -> bytes:
    """A file that reads back as an equal state, see `core.scenario.text.pieces`."""
    return b"".join(pieces(state))


def save_path(
    state: State,
    path: str | os.PathLike[str],
    cancelled: Callable[[], bool] = lambda: False,
    *,
    known: Stamp | None = None,
    overwrite: bool = False,
) -> Stamp | None:
    """Write a scenario file as `core.saving.write_file` does; the file's new stamp.

    `ScenarioError` if the file would be larger than one that can be opened.
    """
    return write_file(path, pieces(state), cancelled, known=known, overwrite=overwrite)


# Built-in scenarios


@dataclass(frozen=True)
class Builtin:
    """A scenario that comes with the program."""

    key: str
    title: Text
    load: Callable[[], State]


class _Title(msgspec.Struct):
    title: Words


@cache
def builtin() -> tuple[Builtin, ...]:
    """The scenarios in ``resources/scenarios``, ordered by the number before their name.

    Looked for once: a program's own files stay what they are.
    """
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
