"""A file given on the command line: a scenario opened, anything else brought in as data.

What was understood goes to standard error, so that what was asked for can be read by a program.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gui.base import streams

if TYPE_CHECKING:
    from core.importing import Given, Reading
    from core.state import State

ROLES = ("scores", "features", "weights", "biases", "labels")
_MENTIONED = 10
_SAY = {
    "label_column": "--label-column",
    "scores_or_features": "--numbers",
    "word_order": "--classes",
    "labels_from": "--labels-from",
    "bias_column": "--bias-column",
    "weights_square": "--turn-weights or --no-turn-weights",
    "square": "--turn or --no-turn",
    "probabilities": "--values",
}
"""The option with which a person says which of two readings is meant."""


class RefusedError(Exception):
    """What was given cannot be used; its text says why."""


class UnsureError(RefusedError):
    """Data that a person can still be asked about, where there is a window to ask in."""


@dataclass(frozen=True)
class Asked:
    """What the command line says about data.

    Attributes
    ----------
    path
        The file to open or bring in.
    link
        A link text in place of a file.
    by_role
        Files that hold one thing each.
    anyway
        Whether a scenario that does not open is brought in as well as it can be.
    strict
        Whether to refuse what could be read in two ways.
    values
        The options about reading, as they were parsed.
    """

    path: Path | None = None
    link: str | None = None
    by_role: dict[str, Path] = field(default_factory=dict)
    anyway: bool = False
    strict: bool = False
    values: argparse.Namespace = field(default_factory=argparse.Namespace)

    @property
    def is_empty(self) -> bool:
        """Whether no file was given at all."""
        return self.path is None and self.link is None and not self.by_role

    @property
    def says_how(self) -> bool:
        """Whether anything is said about how data are to be read."""
        from core.importing import Given

        return self.given != Given(self.path)

    @property
    def given(self) -> Given:
        """The same as the importer takes it."""
        from core.importing import Given, Guesses
        from core.importing.bundle import Form

        values = self.values
        guesses = Guesses(
            numbers=values.numbers,
            values=values.values,
            turned=values.turn,
            turn_weights=values.turn_weights,
            labels={"0": "from_0", "1": "from_1", "names": "names"}.get(values.labels_from or ""),
            label_column=values.label_column,
            all_of_class=values.all_of_class,
            bias_column=values.bias_column,
            classes=tuple(name.strip() for name in (values.classes or "").split(",") if name),
            skip_bad=values.skip_bad,
        )
        form = Form(header=values.header, encoding=values.encoding)
        return Given(self.path, self.by_role, guesses, form)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options about data."""
    group = parser.add_argument_group("own data", "CSV, TSV, NPY, NPZ, printed arrays, JSON lists")
    add = group.add_argument
    for role in ROLES:
        add(f"--{role}", type=Path, metavar="FILE", help=f"the {role}, in a file of their own")
    add("--import", dest="anyway", action="store_true", help="mend a scenario that does not open")
    add("--strict", action="store_true", help="refuse what could be read in two ways")
    add("--skip-bad", action="store_true", help="leave out rows that cannot be read")
    add("--encoding", metavar="NAME", help="of text, where it is neither UTF-8 nor CP949")
    switch = argparse.BooleanOptionalAction
    add("--header", action=switch, help="the first row holds names")
    add("--numbers", choices=("scores", "features"), help="what the columns of numbers are")
    add("--values", choices=("plain", "p", "ln_p"), help="scores, or probabilities")
    add("--turn", action=switch, help="an example is a column")
    add("--turn-weights", action=switch, help="W has a column for each class")
    add("--bias-column", choices=("first", "last"), help="which column of W holds the biases")
    add("--labels-from", choices=("0", "1", "names"), help="how labels are counted")
    add("--label-column", metavar="COLUMN", help="its heading, or its number from 1")
    add("--classes", metavar="A,B,C", help="what the classes are called, in order")
    add("--all-of-class", metavar="CLASS", help="the class of all examples, by name or from 0")


def asked_for(values: argparse.Namespace) -> Asked:
    """What was parsed about data."""
    by_role = {role: getattr(values, role) for role in ROLES if getattr(values, role) is not None}
    path, link = values.source, None
    if path is not None:
        from core.sharing import is_link

        path, link = (None, path) if is_link(path) else (Path(path), None)
    return Asked(path, link, by_role, values.anyway, values.strict, values)


def is_brought_in(asked: Asked) -> bool:
    """Whether what was given is data and no scenario of its own."""
    if asked.by_role:
        return True
    if asked.path is None:
        return False
    from core.importing.files import is_data_file

    return asked.anyway or is_data_file(asked.path)


def opened(asked: Asked, *, sure: bool = False) -> State:
    """The document of what was given.

    Raises
    ------
    RefusedError
        If it cannot be used, or if it is ambiguous and that is not wanted.
    UnsureError
        If it is to be `sure` what data mean, and it is not.
    """
    from core.errors import ScenarioError
    from core.importing import DataError, read_files
    from core.scenario.files import load_path
    from core.sharing import state_from_link
    from gui.words.data_words import data_error_text

    name = asked.path or next(iter(asked.by_role.values()), Path("scenario"))
    try:
        if asked.link is not None:
            name = Path("link text")
            if asked.by_role or asked.anyway or asked.says_how:
                raise RefusedError(f"{name}: it opens as it is written, without other data")
            return state_from_link(asked.link)
        if not is_brought_in(asked):
            if asked.says_how:
                told = "a scenario opens as it is written (--import reads it otherwise)"
                raise RefusedError(f"{name}: {told}")
            return load_path(name)
        reading = read_files(asked.given)
    except DataError as error:
        kind = UnsureError if sure and is_brought_in(asked) else RefusedError
        raise kind(f"{name}: {data_error_text(error)}{_hint(error.key)}") from error
    except ScenarioError as error:
        raise RefusedError(f"{name}: {error}{_offer(asked)}") from error
    if sure and (reading.doubts or reading.bad) and not asked.strict:
        raise UnsureError(str(name))
    _tell(name, reading, strict=asked.strict)
    return reading.state


def _hint(key: str) -> str:
    """The option that helps, where one does."""
    options = {
        "no_labels": "--labels FILE, --label-column or --all-of-class",
        "encoding": "--encoding NAME",
        "nul": "--encoding utf-16",
        "labels_count": "--turn",
        "all_bad": "",
    }
    if key.startswith("bad_") or key == "ragged":
        return " (--skip-bad leaves it out)"
    return f" ({options[key]})" if options.get(key) else ""


def _offer(asked: Asked) -> str:
    """That a scenario which does not open could be brought in, and as what."""
    if asked.anyway or asked.path is None:
        return ""
    from core.errors import ScenarioError
    from core.importing.files import offer_for
    from core.scenario.files import read_file
    from gui.words.data_words import said_texts

    try:
        offer = offer_for(read_file(asked.path))
    except ScenarioError:
        return ""
    return "" if offer is None else f" (--import brings it in: {'; '.join(said_texts(offer))})"


def _tell(name: Path, reading: Reading, *, strict: bool) -> None:
    from core.importing import Bad
    from gui.words.data_words import data_error_text, doubt_texts, said_texts

    if reading.said:
        streams.complain(f"{name}: {'; '.join(said_texts(reading))}")
    left: tuple[Bad, ...] = reading.bad[:_MENTIONED]
    for bad in left:
        streams.complain(f"{name}: left out: {data_error_text(bad.error())}")
    for key, text in doubt_texts(reading).items():
        told = f"{name}: {text} ({_SAY[key]})"
        if strict:
            raise RefusedError(told)
        streams.complain(told)
