"""Scenario files that a person or a script wrote nearly right.

They are never opened so unasked: a file of the program's own opens as it is written or not at all.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from core.errors import LossLabError, ScenarioError
from core.importing.brackets import of_nested
from core.importing.cells import has_decimal_comma, number
from core.importing.decoding import encoding_of
from core.importing.errors import DataError
from core.importing.guesses import Guesses, Told
from core.importing.json_text import read_json
from core.importing.labels import find_labels
from core.importing.refusals import require_supported
from core.importing.scores import MASKED
from core.importing.table import of_rows
from core.importing.weights import find_biases, find_weights
from core.scenario.files import load_bytes
from core.state import State

Said = list[tuple[str, Mapping[str, object]]]


def mended(data: bytes) -> tuple[State, Said]:
    """The state that a scenario file was meant to hold, and what was done for it.

    Raises
    ------
    ScenarioError
        The complaint about the file as it is written, if it cannot be mended.
    DataError
        For what the program does not have, by its name.
    """
    try:
        return load_bytes(data), []
    except ScenarioError as error:
        first = error
    document = read_json(data.decode(encoding_of(data)).removeprefix("\ufeff"))
    if not isinstance(document, dict):
        raise first
    require_supported(document)
    told = Told()
    try:
        _mend(document, told)
        pieces = json.JSONEncoder().iterencode(document)  # which holds the interpreter for none
        state = load_bytes(b"".join(piece.encode() for piece in pieces))
    except DataError as error:
        if error.key in {"not_counted", "soft_labels"}:
            raise
        raise first from None
    except (LossLabError, TypeError, ValueError, KeyError, AttributeError, IndexError):
        raise first from None
    return state, [(phrase.key, phrase.params) for phrase in told.said]


def _mend(document: dict[str, Any], told: Told) -> None:
    """Change the document so that it says in the program's words what it says in others."""
    examples, classes = document["examples"], document["classes"]
    kind = "features" if "features" in examples[0] else "scores"
    rows = [_row(example[kind]) for example in examples]
    if kind == "features":
        _leave_out_scores(document, told)
    else:
        rows = _turned(rows, len(classes), told)
    table = of_rows(rows)
    values = table.values.copy()
    if kind == "scores" and (masked := np.isneginf(values)).any():
        told.say("masked", count=int(masked.sum()))
        values[masked] = MASKED
    if kind == "scores" and values.shape[1] == 1 and len(classes) <= 2:
        told.say("one_score")
        values = np.column_stack([np.zeros(len(values)), values])
        classes = document["classes"] = ["−1", "+1"]
    labels = [example["label"] for example in examples]
    known = tuple(classes) if all(isinstance(name, str) for name in classes) else ()
    nested = of_nested(labels)
    found = find_labels(nested, known, len(classes), Guesses(), told)
    if found.bad:
        raise found.bad[0].error()
    for example, row, label in zip(examples, values.tolist(), found.indices.tolist(), strict=True):
        example[kind], example["label"] = row, label
    if kind == "features":
        _mend_model(document, values.shape[1], told)


def _leave_out_scores(document: dict[str, Any], told: Told) -> None:
    """Of scores beside features and W: they follow from these, and would contradict them."""
    left = [example.pop("scores", None) for example in document["examples"]]
    if "weights" in document and any(scores is not None for scores in left):
        told.say("scores_left_out")


def _turned(rows: list[list[Any]], classes: int, told: Told) -> list[list[Any]]:
    """Scores that stand in columns: a row for each class, the rows of the other examples 0."""
    square = all(len(row) == len(rows) for row in rows)
    if not square or len(rows) <= classes or any(map(any, rows[classes:])):
        return rows
    told.say("turned")
    return [list(column) for column in zip(*rows[:classes], strict=True)]


def _mend_model(document: dict[str, Any], depth: int, told: Told) -> None:
    count = len(document["classes"])
    weights = of_rows(document["weights"])
    if weights.shape != (count, depth):
        matrix, moved = find_weights(weights, count, depth, Guesses(), told)
        document["weights"] = matrix.tolist()
        if moved is not None:
            if "biases" in document:
                raise DataError("biases_twice")
            document["biases"] = moved.tolist()
            return
    if "biases" in document:
        given = document["biases"]
        table = of_nested(given if isinstance(given, list) else [given])
        document["biases"] = find_biases(table, count, told).tolist()


def _row(cells: list[Any]) -> list[Any]:
    """A row of numbers, which may be a column of lists of one, or text with a decimal comma."""
    flat = [cell[0] if isinstance(cell, list) and len(cell) == 1 else cell for cell in cells]
    return [_number(cell) if isinstance(cell, str) else cell for cell in flat]


def _number(text: str) -> float | str:
    found = number(text, "," if has_decimal_comma([text]) else ".")
    return text if found is None else found
