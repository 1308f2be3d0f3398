"""Numbers and words in rows and columns, as they stood in a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from core.arrays import FloatArray
from core.importing.errors import Bad, DataError

MAX_ROWS = 1_000_000
MAX_COLUMNS = 11_002
"""The features, the scores of a one-hot label, a name and a label."""
MAX_NUMBERS = 1 << 28
"""2 GB of them."""


@dataclass(frozen=True)
class Table:
    """Cells of one source.

    Attributes
    ----------
    values : (N, M)
        NaN where a cell is no number.
    words : mapping
        By column and then by row, what stands in the cells that are no numbers.
    lines : (N,)
        Where each row stands, counted from 1.
    headings : M names, or none
    separator : str
        What stands between the cells; empty for an array.
    decimal : {".", ","}
    bad : rows that were not taken, since they have another number of cells
    flat : bool
        Whether the source was one row of values, a list and no matrix.
    """

    values: FloatArray
    words: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    lines: Sequence[int] = ()
    headings: tuple[str, ...] = ()
    separator: str = ""
    decimal: str = "."
    bad: tuple[Bad, ...] = ()
    flat: bool = False

    def __post_init__(self) -> None:
        if not len(self.lines):
            object.__setattr__(self, "lines", range(1, len(self.values) + 1))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.values.shape
        return rows, columns

    def heading(self, column: int) -> str:
        """What a column is called, or its number counted from 1."""
        return (self.headings[column] if self.headings else "") or str(column + 1)

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell, a number as short as it can be."""
        told = self.words.get(column, {}).get(row)
        return plain(float(self.values[row, column])) if told is None else told

    def is_wordy(self, column: int) -> bool:
        """Whether most cells of a column are words."""
        return 2 * len(self.words.get(column, ())) > len(self.values)

    def turned(self) -> "Table":
        """Columns as rows; what stood above them goes."""
        words: dict[int, dict[int, str]] = {}
        for column, cells in self.words.items():
            for row, text in cells.items():
                words.setdefault(row, {})[column] = text
        return replace(self, values=self.values.T, words=words, lines=(), headings=())

    def only(self, columns: Sequence[int]) -> "Table":
        """Some of the columns."""
        if list(columns) == list(range(self.shape[1])):
            return self
        words = {new: self.words[old] for new, old in enumerate(columns) if old in self.words}
        headings = tuple(self.headings[column] for column in columns) if self.headings else ()
        return replace(self, values=self.values[:, columns], words=words, headings=headings)


@dataclass(frozen=True)
class Part:
    """One table and what its source says that it is.

    Attributes
    ----------
    role : {"", "scores", "features", "weights", "biases", "labels", "classes", "out"}
        Empty where nothing says it; the last for what is left out.
    name : str
        What the file, the array or the field is called; empty for a text.
    """

    table: Table
    role: str = ""
    name: str = ""


ROLES: Mapping[str, str] = {
    name: role
    for role, names in {
        "scores": "scores score logits logit s f outputs y_score decision_function",
        "features": "features x data x_train x_test inputs xs",
        "weights": "weights w weight coef coef_ theta",
        "biases": "biases b bias intercept intercept_",
        "labels": "labels y label target targets y_train y_test y_true class correct",
        "classes": "classes class_names names classes_ target_names",
    }.items()
    for name in names.split()
}
"""What arrays are called by those who save them."""


def role_of(name: str) -> str:
    """What an array of this name holds; empty if the name does not say."""
    return ROLES.get(name.strip().lower(), "")


def require_room(rows: int, columns: int) -> None:
    """Refuse tables that are larger than a document may be."""
    longer, wider = (rows, columns) if rows >= columns else (columns, rows)
    if longer > MAX_ROWS:
        raise DataError("too_many_rows", found=longer, maximum=MAX_ROWS)
    if wider > MAX_COLUMNS:
        raise DataError("too_many_columns", found=columns, maximum=MAX_COLUMNS)
    if rows * columns > MAX_NUMBERS:
        raise DataError("too_many_numbers", found=rows * columns, maximum=MAX_NUMBERS)


def of_rows(rows: Sequence[Sequence[object]], *, flat: bool = False) -> Table:
    """A table of numbers and words, row by row.

    Raises
    ------
    DataError
        ``ragged`` for rows of different lengths, ``nested`` for a cell that is a list.
    """
    if not rows or not len(rows[0]):
        raise DataError("empty")
    width = len(rows[0])
    require_room(len(rows), width)
    values = np.empty((len(rows), width))
    words: dict[int, dict[int, str]] = {}
    for i, row in enumerate(rows):
        if len(row) != width:
            raise DataError("ragged", line=i + 1, found=len(row), expected=width)
        for j, cell in enumerate(row):
            if isinstance(cell, int | float):
                values[i, j] = _float(cell)
                if values[i, j] == values[i, j]:
                    continue
            elif isinstance(cell, list | dict):
                raise DataError("nested", line=i + 1)
            else:
                values[i, j] = np.nan
            words.setdefault(j, {})[i] = "null" if cell is None else str(cell)
    return Table(values, words, flat=flat)


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # a whole number of more than 308 digits
        return np.inf if number > 0 else -np.inf


def plain(number: float) -> str:
    """A number as people write it, 1 and not 1.0."""
    return str(int(number)) if abs(number) < 1e15 and number.is_integer() else repr(number)
