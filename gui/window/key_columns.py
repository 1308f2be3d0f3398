"""How the sheet of keys is laid out: groups of rows into columns, these onto pages. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Group(NamedTuple, Generic[T]):
    """Rows under one heading."""

    heading: str
    rows: tuple[T, ...]


Column = tuple[Group[T], ...]


class Measures(NamedTuple):
    """Heights of a row and of a heading, and the gap between two groups, in whole pixels."""

    row: int
    head: int
    gap: int

    def height_of(self, column: Column[T]) -> int:
        """How high a column is."""
        groups = sum(self.head + self.row * len(group.rows) for group in column)
        return groups + self.gap * max(0, len(column) - 1)

    def in_columns(self, groups: Sequence[Group[T]], room: int) -> list[Column[T]]:
        """The groups in their order, in columns no higher than `room`.

        A group is parted only if it is higher than a column by itself.
        """
        most = max(1, (room - self.head) // self.row)
        columns: list[Column[T]] = [()]
        for heading, rows in groups:
            for first in range(0, len(rows), most):
                part = Group(heading, rows[first : first + most])
                if columns[-1] and self.height_of((*columns[-1], part)) > room:
                    columns.append(())
                columns[-1] = (*columns[-1], part)
        return columns

    def in_pages(self, groups: Sequence[Group[T]], across: int, room: int) -> list[list[Column[T]]]:
        """Pages of `across` columns, as few as fit into `room`, all columns as even as can be."""
        columns = self.in_columns(groups, room)
        count = math.ceil(len(columns) / across)
        for height in range(self.head + self.row, room + self.row, self.row):
            columns = self.in_columns(groups, min(height, room))
            if len(columns) <= count * across:
                break
        return [columns[at : at + across] for at in range(0, len(columns), across)]
