"""Examples for the W and b of a document that is there, or W and b for its examples."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, sealed
from core.importing.errors import DataError
from core.importing.guesses import Guesses, Told
from core.importing.table import Table, role_of
from core.importing.weights import find_biases, find_weights
from core.state import LinearModel, State


def with_examples(present: State, found: State) -> State:
    """The document with the examples of another; its W, b, names and settings stay.

    Raises
    ------
    DataError
        ``no_features_here`` for scores alone; ``kept_features`` if W has another number of columns.
    """
    model, new = _model(present), found.source
    depth = model.weights.shape[1]
    if not isinstance(new, LinearModel):
        raise DataError("kept_scores", expected=depth)
    if new.features.shape[1] != depth:
        raise DataError("kept_features", found=new.features.shape[1], expected=depth)
    count = found.example_count
    return replace(
        present,
        examples=found.examples,
        labels=found.labels,
        source=replace(model, features=new.features),
        view=present.view.of_example(0, int(found.labels[0])),
        held_out=np.zeros(count, dtype=bool),
        identities=sealed(present.next_identity + np.arange(count)),
        next_identity=present.next_identity + count,
    )


def with_weights(
    present: State,
    classes: Sequence[str],
    tables: Mapping[str, Table],
    guesses: Guesses,
    told: Told,
) -> State:
    """The document with another W, another b or both; its examples stay.

    Parameters
    ----------
    classes
        What the document's classes are called where it is shown.
    tables
        ``weights``, ``biases`` or both.

    Raises
    ------
    DataError
        ``no_features_here`` for scores alone; else as `find_weights` and `find_biases`.
    """
    model = _model(present)
    count, depth = model.weights.shape
    weights, biases = model.weights, model.biases
    moved: FloatArray | None = None
    if "weights" in tables:
        table = _in_order(tables["weights"], classes, told)
        weights, moved = find_weights(table, count, depth, _by_heading(table, guesses), told)
    if "biases" in tables:
        if moved is not None:
            raise DataError("biases_twice")
        biases = find_biases(tables["biases"], count, told)
    elif moved is not None:
        biases = moved
    else:
        told.say("biases_kept")
    return replace(present, source=replace(model, weights=weights, biases=biases))


def _model(state: State) -> LinearModel:
    if not isinstance(state.source, LinearModel):
        raise DataError("no_features_here")
    return state.source


def _in_order(table: Table, classes: Sequence[str], told: Told) -> Table:
    """W without a first column of names; where these are the classes', in their order."""
    if not table.is_wordy(0) or table.shape[1] < 2:
        return table
    names = [table.cell(row, 0) for row in range(len(table.values))]
    rest = table.only(range(1, table.shape[1]))
    if names == list(classes) or sorted(names) != sorted(classes) or rest.words:
        return rest
    told.say("rows_by_name")
    order = [names.index(name) for name in classes]
    return replace(rest, values=rest.values[order], lines=[rest.lines[row] for row in order])


def _by_heading(table: Table, guesses: Guesses) -> Guesses:
    """Which column of W holds the biases, where its heading says so."""
    if guesses.bias_column is None and table.headings:
        for place, heading in (("last", table.headings[-1]), ("first", table.headings[0])):
            if role_of(heading) == "biases":
                return replace(guesses, bias_column=place)
    return guesses
