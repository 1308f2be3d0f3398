"""Tables on paper: in as many parts as the width asks for, the names of columns on each sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from gui.look.theme import Type
from gui.report.paper import WIDTH, Block, columns_of, lefts_of
from gui.report.text import Faces, wrapped

_WIDEST = 210.0
"""For a column of names; longer ones go on in the next line."""
_BETWEEN, _LEAST_BETWEEN, _HIGH = 22.0, 11.0, 5.0
"""Between two columns, at least where they find room by that; and over and under a row."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name
        What stands above it.
    cells
        A text for each row.
    figures
        Whether they are numbers, which stand at the right.
    strong
        Whether it is the one that the others are there for.
    marked
        Rows to be told from the others.
    """

    name: str
    cells: Sequence[str]
    figures: bool = False
    strong: bool = False
    marked: frozenset[int] = frozenset()


_Cell = tuple[list[str], Type, str]
"""Lines, their type and their colour."""


class _Part:
    """Some columns of a table, which find room beside each other."""

    def __init__(
        self, faces: Faces, columns: Sequence[Column], widths: Sequence[float], between: float
    ) -> None:
        self._faces = faces
        self._columns = columns
        self._widths = widths
        self._between = between
        self._lefts = lefts_of(width + between for width in widths)
        self.head = self._row([self._cell(one, one.name, Type.LABEL, "muted") for one in columns])

    def rows(self) -> list[Block]:
        """A block for each row, and the head before the first."""
        found = [self.head]
        for at in range(len(self._columns[0].cells)):
            cells = []
            for one in self._columns:
                marked = at in one.marked
                role = Type.LABEL if one.strong or marked else Type.SMALL
                cells.append(self._cell(one, one.cells[at], role, "error" if marked else "text"))
            found.append(self._row(cells, self.head))
        return found

    def _cell(self, column: Column, text: str, role: Type, ink: str) -> _Cell:
        width = self._widths[self._columns.index(column)]
        return wrapped(text, self._faces.font(role), width), role, ink

    def _row(self, cells: Sequence[_Cell], head: Block | None = None) -> Block:
        height = max(len(lines) * self._faces.line(role) for lines, role, _ in cells) + 2 * _HIGH
        # A head stays with the first row.
        return Block(height, partial(self._paint, cells, height), 0.0, head is None, head)

    def _paint(self, cells: Sequence[_Cell], height: float, painter: QPainter, top: float) -> None:
        for column, left, width, (lines, role, ink) in zip(
            self._columns, self._lefts, self._widths, cells, strict=False
        ):
            room = width if column.figures else None
            self._faces.write(painter, lines, role, ink, (left, top + _HIGH), room)
        painter.setPen(self._faces.look.pen("border", 1))
        painter.drawLine(QLineF(0.0, top + height, self._lefts[-1] - self._between, top + height))


def table(faces: Faces, columns: Sequence[Column], first: int) -> list[Block]:
    """The rows of a table; where it is too wide, the `first` columns begin each part of it."""
    widths = [_width(faces, one) for one in columns]
    room = (WIDTH - sum(widths)) / max(1, len(widths) - 1)
    between = room if _LEAST_BETWEEN <= room < _BETWEEN else _BETWEEN
    blocks: list[Block] = []
    for places in columns_of([width + between for width in widths], first, WIDTH + between):
        chosen = [columns[at] for at in places]
        part = _Part(faces, chosen, [widths[at] for at in places], between)
        rows = part.rows()
        blocks += rows if not blocks else [_apart(rows[0]), *rows[1:]]
    return blocks


def _apart(head: Block) -> Block:
    return Block(head.height, head.paint, 24.0, keeps=True)


def _width(faces: Faces, column: Column) -> float:
    role = Type.LABEL if column.strong or column.marked else Type.SMALL
    widest = max((faces.width(text, role) for text in column.cells), default=0.0)
    widest = max(widest, min(faces.width(column.name, Type.LABEL), _WIDEST))
    return widest if column.figures else min(widest, _WIDEST)
