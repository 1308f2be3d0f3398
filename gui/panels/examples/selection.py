"""Rows of a table that are selected, as numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel

from core.arrays import IntArray


def selected_rows(selection: QItemSelectionModel) -> IntArray:
    """Rows that are selected, ascending."""
    found = selection.selection()
    parts = [found.at(number) for number in range(found.count())]
    rows = [np.arange(part.top(), part.bottom() + 1) for part in parts]
    return np.sort(np.concatenate(rows)) if rows else np.arange(0)


def selection_of(model: QAbstractItemModel, rows: IntArray, column: int) -> QItemSelection:
    """These rows, ascending, by what is in a column."""
    found = QItemSelection()
    for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if len(part):
            first, last = (model.index(int(row), column) for row in part[[0, -1]])
            found.select(first, last)
    return found
