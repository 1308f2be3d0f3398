"""What a grid of cells shows: the numbers of s = W x + b, each with a name. No painting here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

import numpy as np

from core.arrays import FloatArray

Part = Literal["w", "x", "b", "s"]
Weight = tuple[int, int]


class Cell(NamedTuple):
    """One number: of W (class, feature), of x (feature), of b or of s (class)."""

    part: Part
    row: int
    column: int = 0

    @property
    def class_index(self) -> int | None:
        """The class it belongs to; None for a feature of x."""
        return None if self.part == "x" else self.row

    @property
    def feature(self) -> int | None:
        """The feature it belongs to; None for a bias or a score."""
        return {"w": self.column, "x": self.row}.get(self.part)

    @property
    def weight(self) -> Weight | None:
        """Class and feature, if it is a weight."""
        return (self.row, self.column) if self.part == "w" else None


def row_of(cell: Cell, depth: int) -> list[Cell]:
    """The cells along which the arrow keys go: a class's weights, bias and score, or all of x."""
    if cell.part == "x":
        return [Cell("x", index) for index in range(depth)]
    weights = [Cell("w", cell.row, column) for column in range(depth)]
    return [*weights, Cell("b", cell.row), Cell("s", cell.row)]


class Limits(NamedTuple):
    """The sizes at which the colours of W, of x, and of b and s are deepest."""

    w: float
    x: float
    s: float

    def of(self, part: Part) -> float:
        """The limit for one part; biases share that of the scores they are added to."""
        return {"w": self.w, "x": self.x}.get(part, self.s)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands around the numbers, and which of them are shown.

    Attributes
    ----------
    classes : tuple of int
        The classes shown, ascending, out of `class_count`.
    names : tuple of str
        Of the classes shown.
    correct : int
        The correct class of the example.
    features : sequence of str
        Names of all D features.
    more : str
        What stands for the classes not shown, or "".
    """

    classes: tuple[int, ...]
    names: tuple[str, ...]
    class_count: int
    correct: int
    features: Sequence[str]
    more: str = ""

    def pairs(self) -> Iterator[tuple[int, str]]:
        """Each class shown, with its name."""
        return zip(self.classes, self.names, strict=True)

    @property
    def rows(self) -> int:
        """Rows taken, that of the hidden classes included."""
        return len(self.classes) + bool(self.more)


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The numbers: weights (C, D), x (D,), biases (C,), scores (C,)."""

    weights: FloatArray
    x: FloatArray
    biases: FloatArray
    scores: FloatArray

    def of(self, cell: Cell) -> float:
        """The number in a cell."""
        if cell.part == "w":
            return float(self.weights[cell.row, cell.column])
        column = {"x": self.x, "b": self.biases, "s": self.scores}[cell.part]
        return float(column[cell.row])

    def has(self, cell: Cell) -> bool:
        """Whether there is such a cell."""
        classes, depth = self.biases.size, self.x.size
        if cell.part == "x":
            return cell.row < depth
        return cell.row < classes and cell.column < depth

    def line(self, part: Part, row: int) -> FloatArray:
        """All D numbers of a class's row of W, or of x."""
        return self.weights[row] if part == "w" else self.x

    def changes(self, new: Values, classes: tuple[int, ...], *, by_row: bool) -> list[Cell]:
        """The cells of `classes` and of x that hold another number in `new`, of equal shape.

        With `by_row`, one cell stands for a whole row of W or for x.
        """
        cells: list[Cell] = []
        if new.weights is not self.weights:
            kept = list(classes)
            differs = new.weights[kept] != self.weights[kept]
            if by_row:
                cells += [Cell("w", kept[row]) for row in np.flatnonzero(differs.any(axis=1))]
            else:
                cells += [Cell("w", kept[row], int(k)) for row, k in np.argwhere(differs)]
        places = np.flatnonzero(new.x != self.x)
        cells += [Cell("x", int(row)) for row in (places[:1] if by_row else places)]
        cells += self._changed("b", self.biases, new.biases, classes)
        cells += self._changed("s", self.scores, new.scores, classes)
        return cells

    @staticmethod
    def _changed(
        part: Part, one: FloatArray, other: FloatArray, classes: tuple[int, ...]
    ) -> list[Cell]:
        return [Cell(part, row) for row in classes if one is not other and one[row] != other[row]]


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """All that a grid shows; `then` are the pinned numbers to compare with, of equal shape."""

    labels: Labels
    values: Values
    limits: Limits
    then: Values | None = None


class Speaker(Protocol):
    """What a grid asks its owner about a cell."""

    def value(self, cell: Cell) -> float:
        """The number a person has set, even if the screen is a turn behind."""

    def name(self, cell: Cell) -> str:
        """What the number is called."""

    def tip(self, cell: Cell) -> str:
        """The tool tip: the exact value, and what can be done."""

    def feature_tip(self, feature: int) -> str:
        """The tool tip of a feature's name."""
