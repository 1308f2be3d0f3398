"""What the parts of an imported document are called."""

from itertools import chain

import numpy as np

from core.arrays import Mask
from core.importing.columns import Columns
from core.importing.table import Table
from core.names import Names, frozen_names
from core.text import MAX_NAME, numbered_names

_SLICE = 10_000


def title_of(title: str) -> str:
    """A title that a document may have, out of any text."""
    found = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return found[:MAX_NAME] or "data"


def names_of(table: Table, columns: Columns, kept: Mask) -> Names:
    """The names of the kept examples: of their column, or their numbers from 1."""
    rows = np.flatnonzero(kept).tolist() if columns.name is not None else range(int(kept.sum()))
    if columns.name is None:
        # Numbers are names that nobody has to check.
        starts = range(1, len(rows) + 1, _SLICE)
        parts = (map(str, range(i, min(i + _SLICE, len(rows) + 1))) for i in starts)
        return Names(chain.from_iterable(parts))
    return frozen_names(
        [
            table.cell(row, columns.name)[:MAX_NAME].strip() or str(i)
            for i, row in enumerate(rows, 1)
        ]
    )


def feature_names_of(table: Table, columns: Columns) -> tuple[str, ...]:
    """What stands over the columns of numbers, or x and its number."""
    usual = [str(name) for name in numbered_names(len(columns.numbers))]
    if not table.headings:
        return tuple(usual)
    told = (table.headings[j].strip()[:MAX_NAME] for j in columns.numbers)
    return tuple(name or other for name, other in zip(told, usual, strict=True))
