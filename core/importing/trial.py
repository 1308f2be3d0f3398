"""One way to read data, tried: the document it gives, or why none, and how far one got."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import IntArray
from core.importing.columns import Columns
from core.importing.errors import Bad, DataError
from core.importing.guesses import Doubt, Guesses, Phrase, Told
from core.importing.keeping import with_examples, with_weights
from core.importing.reading import Understanding
from core.importing.roles import by_role
from core.importing.table import Part, Table
from core.state import LinearModel, State

_MODEL = {"weights", "biases"}


@dataclass(frozen=True)
class Present:
    """The document that is there.

    Attributes
    ----------
    state
    classes
        What its classes are called where it is shown.
    """

    state: State
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What came of it.

    Attributes
    ----------
    state
        The document; None if it cannot be made.
    error
        Why not.
    kind : {"scores", "features", "weights"}
        What the numbers are; ``weights`` go into the document that is there.
    said, doubts, bad
        As of a `Reading`, as far as one got. Rows that are `bad` are left out of `state`.
    table
        What the examples, or else W, were read from, an example a row; None before it is found.
    columns
        What the columns of this table hold.
    rows : (N,)
        Which of its rows became examples.
    """

    state: State | None = None
    error: DataError | None = None
    kind: str = "scores"
    said: tuple[Phrase, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    bad: tuple[Bad, ...] = ()
    table: Table | None = None
    columns: Columns | None = None
    rows: IntArray | None = None


def tried(
    parts: Sequence[Part],
    title: str,
    guesses: Guesses,
    present: Present | None = None,
    *,
    keep: bool = False,
) -> Trial:
    """Read tables in one way.

    Parameters
    ----------
    title
        Of a new document.
    present
        The document that is there, into which W goes, or whose W is kept.
    keep
        Whether W, b and all names of `present` stay, and only the examples are replaced.
    """
    roles = {part.role for part in parts}
    if present is not None and (guesses.numbers == "weights" or roles <= _MODEL):
        return _tried_weights(parts, guesses, present)
    if len(parts) == 1 and guesses.numbers is not None:
        parts = [replace(parts[0], role="")]  # a person knows better than the file's name
    guesses = replace(guesses, skip_bad=True)
    if keep and present is not None:
        guesses = replace(guesses, numbers="features", classes=present.classes)
    try:
        attempt = Understanding(parts, guesses)
    except DataError as error:
        return Trial(error=error)
    state, error_found = None, None
    try:
        state = attempt.read(title).state
        if keep and present is not None:
            state = with_examples(present.state, state)
    except DataError as error:
        state, error_found = None, error
    told, kept = attempt.told, attempt.kept
    return Trial(
        state,
        error_found,
        "features" if _has_weights(state, guesses) else "scores",
        tuple(one for one in told.said if not (keep and one.key == "weights_zero")),
        tuple(told.doubts),
        tuple(attempt.bad),
        attempt.table,
        attempt.columns,
        None if kept is None else np.flatnonzero(kept),
    )


def _has_weights(state: State | None, guesses: Guesses) -> bool:
    if state is None:
        return guesses.numbers == "features"
    return isinstance(state.source, LinearModel)


def _tried_weights(parts: Sequence[Part], guesses: Guesses, present: Present) -> Trial:
    told = Told()
    table = next((part.table for part in parts if part.role != "biases"), parts[0].table)
    try:
        tables = _model_tables(parts, guesses, table, told)
        state = with_weights(present.state, present.classes, tables, guesses, told)
    except DataError as error:
        return Trial(None, error, "weights", tuple(told.said), tuple(told.doubts), table=table)
    rows, columns = state.weight_counts
    told.said.insert(0, Phrase("weights", {"rows": rows, "columns": columns}))
    return Trial(state, None, "weights", tuple(told.said), tuple(told.doubts), table=table)


def _model_tables(
    parts: Sequence[Part], guesses: Guesses, table: Table, told: Told
) -> dict[str, Table]:
    if len(parts) == 1 and parts[0].role != "biases":
        return {"weights": table}
    tables = by_role(parts, replace(guesses, numbers=None), told)
    if not tables.keys() <= _MODEL:
        raise DataError("weights_alone")
    return tables
