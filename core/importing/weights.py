"""W and b as people have them: C x D or D x C, with a bias column, one bias for all."""

import numpy as np

from core.arrays import FloatArray
from core.importing.errors import DataError, shortened
from core.importing.guesses import Guesses, Told
from core.importing.table import Table
from core.state import PARAMETER_LIMIT


def find_weights(
    table: Table, count: int, features: int, guesses: Guesses, told: Told
) -> tuple[FloatArray, FloatArray | None]:
    """W (C, D), and b (C,) where W has a column of it.

    Parameters
    ----------
    count
        Classes, 0 where nothing tells.
    features
        D.

    Raises
    ------
    DataError
        ``weights_shape``, with the shapes that fit.
    """
    values = numbers_of(table, "weights")
    if table.flat:
        values = values.T  # one list is the row of one class
    turned = _is_turned(values, count, features, guesses, told)
    if turned:
        values = values.T
        told.say("weights_turned")
    rows, columns = values.shape
    one = rows == 1 and count in (0, 2)
    if columns not in (features, features + 1) or not (count in (0, rows) or one):
        raise _misfit(table, count, features)
    biases = None
    if columns == features + 1:
        first = guesses.bias_column == "first"
        biases = values[:, 0] if first else values[:, -1]
        values = values[:, 1:] if first else values[:, :-1]
        told.say("bias_column_first" if first else "bias_column_last")
        if guesses.bias_column is None:
            told.doubt("bias_column")
    if one:
        told.say("one_row_of_weights")
        values = np.vstack([np.zeros_like(values), values])
        biases = None if biases is None else np.array([0.0, biases[0]])
    return values, biases


def _is_turned(values: FloatArray, count: int, features: int, guesses: Guesses, told: Told) -> bool:
    def fits(rows: int, columns: int) -> bool:
        known = count in (0, rows) or (rows == 1 and count == 2)
        return columns in (features, features + 1) and known and (rows > 1 or count in (0, 2))

    rows, columns = values.shape
    if guesses.turn_weights is not None:
        return guesses.turn_weights
    straight, turned = fits(rows, columns), fits(columns, rows)
    if straight and turned and not np.array_equal(values, values.T):
        told.doubt("weights_square", rows=rows, columns=columns)
    return turned and not straight


def _misfit(table: Table, count: int, features: int) -> DataError:
    rows, columns = table.shape
    return DataError(
        "weights_shape", rows=rows, columns=columns, count=count or "C", features=features
    )


def find_biases(table: Table, count: int, told: Told) -> FloatArray:
    """Biases (C,): one for each class, one for all, or the one of two classes."""
    values = numbers_of(table, "biases").ravel()
    if len(values) == count:
        return values
    if len(values) == 1:
        told.say("one_bias")
        return np.full(count, values[0])
    raise DataError("biases_shape", found=len(values), count=count)


def numbers_of(table: Table, role: str) -> FloatArray:
    """The numbers of a table that has to hold nothing else."""
    if table.bad:
        raise table.bad[0].error()
    for column, cells in table.words.items():
        row = min(cells)
        raise DataError(
            "bad_number",
            line=table.lines[row],
            column=f"{role} {table.heading(column)}",
            found=shortened(cells[row]),
            accepted="",
        )
    beyond = np.argwhere(~(np.abs(table.values) <= PARAMETER_LIMIT))
    if len(beyond):
        row, column = beyond[0].tolist()
        raise DataError(
            "bad_size",
            line=table.lines[row],
            column=f"{role} {table.heading(column)}",
            found=table.cell(row, column),
            accepted=f"{PARAMETER_LIMIT:g}",
        )
    return table.values
