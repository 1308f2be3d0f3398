"""Files of data: one with everything, or one for each of scores, labels, features, W and b."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.edits import other_readings
from core.errors import ScenarioError
from core.importing.arrays import NPY, ZIP
from core.importing.bundle import Form, tables_of
from core.importing.errors import DataError
from core.importing.guesses import Doubt, Guesses, Phrase
from core.importing.mending import mended
from core.importing.reading import Reading, understand
from core.importing.table import Part
from core.scenario.files import read_file
from core.state import State

_ROLES = ("scores", "features", "weights", "biases", "labels")
_HEAD, _TAIL = 1 << 16, 1 << 12
"""Bytes by which it is known what a file is: a program may write its format last."""
_TAKEN = {"labels_from_zero": "labels_from_1", "turn_weights": "weights_turned"}
"""What is said of a reading of `core.edits.other_readings` that was wanted."""
_OWN = re.compile(rb'[{,\s]"format"\s*:')
_NAMED = re.compile(rb'[{,\s]"(?:scores|logits|features|labels|weights|[XxyWw])"\s*:')


@dataclass(frozen=True)
class Given:
    """What a person has given to be brought in.

    Attributes
    ----------
    path
        A file with everything, or what the others belong to.
    by_role
        Files that hold one thing each: scores, features, weights, biases, labels.
    guesses, form
        How they are to be read.
    """

    path: Path | None = None
    by_role: Mapping[str, Path] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)
    form: Form = field(default_factory=Form)


def is_data(data: bytes) -> bool:
    """Whether a file's content is anything but a scenario of this program, broken or not."""
    if data.startswith((NPY, ZIP)):
        return True
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        return False
    if not head.startswith(b"{"):
        return True
    own = _OWN.search(head) or _OWN.search(data[-_TAIL:])
    return own is None and _NAMED.search(head) is not None


def is_data_file(path: Path) -> bool:
    """Whether a file holds data; what cannot be read is left to whoever reads it."""
    try:
        data = read_file(path, _HEAD)
        if len(data) > _HEAD:
            with path.open("rb") as file:
                file.seek(-_TAIL, os.SEEK_END)
                data += file.read(_TAIL)
    except (ScenarioError, OSError):
        return False
    return is_data(data)


def read_files(given: Given, go_on: Callable[[], None] = lambda: None) -> Reading:
    """Bring in what was given.

    Raises
    ------
    ScenarioError
        For a file that cannot be read, or a scenario that cannot be mended.
    DataError
        For what cannot be taken in; it names the file where there are several.
    """
    first = given.path or next((given.by_role[r] for r in _ROLES if r in given.by_role), None)
    if first is None:
        raise DataError("no_examples")
    parts: list[Part] = []
    if given.path is not None:
        if not given.by_role and not is_data_file(given.path):
            return _mended(read_file(given.path), given.guesses)
        parts += tables_of(given.path, given.form, go_on, named=bool(given.by_role))
    for role in _ROLES:
        if role not in given.by_role:
            continue
        path = given.by_role[role]
        found = tables_of(path, given.form, go_on, named=True)
        if len(found) > 1:
            found = [part for part in found if part.role == role]
        if len(found) != 1:
            raise DataError("one_table", file=path.name, role=role)
        parts.append(replace(found[0], role=role))
    return understand(parts, first.stem, given.guesses)


def _mended(data: bytes, guesses: Guesses) -> Reading:
    """A scenario, mended where it has to be, and read otherwise where that is said."""
    state, mends = mended(data)
    said = [Phrase(key, params) for key, params in mends]
    doubts: list[Doubt] = []
    settled = {
        "labels_from_zero": None if guesses.labels is None else guesses.labels == "from_1",
        "turn_weights": guesses.turn_weights,
    }
    for other in other_readings(state):
        wanted = settled[other.label.key]
        if wanted:
            state = other.apply(state)
            said.append(Phrase(_TAKEN[other.label.key]))
        elif wanted is None:
            doubts.append(_doubt(other.label.key, state))
    return Reading(state, tuple(said), tuple(doubts), ())


def _doubt(key: str, state: State) -> Doubt:
    if key == "turn_weights":
        rows, columns = state.weight_counts
        return Doubt("weights_square", {"rows": rows, "columns": columns})
    low, high = int(state.labels.min()), int(state.labels.max())
    return Doubt("labels_from", {"low": low, "high": high, "count": state.class_count})


def offer_for(data: bytes) -> Reading | None:
    """What a scenario that does not open could be brought in as; None if as nothing."""
    try:
        return _mended(data, Guesses())
    except (ScenarioError, DataError):
        return None
