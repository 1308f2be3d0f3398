"""The geometry of a formula that has been set: marks to paint and regions to point at.

A `Layout` is immutable and knows places only; lengths are pixels, y grows downwards and is 0 on
the baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from gui.formula.boxes import Target


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text from `at` on the baseline."""

    at: QPointF
    text: str
    font: QFont
    role: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight rule."""

    start: QPointF
    end: QPointF
    width: float
    role: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of an ellipsis."""

    center: QPointF
    radius: float
    role: str


Mark = Text | Line | Dot


@dataclass(frozen=True, slots=True)
class Region:
    """Where a part of the formula is that stands for something."""

    rect: QRectF
    target: Target


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything to paint and to point at."""

    width: float
    ascent: float
    descent: float
    marks: tuple[Mark, ...]
    regions: tuple[Region, ...]

    @property
    def height(self) -> float:
        """From the highest to the lowest mark."""
        return self.ascent + self.descent


@dataclass(slots=True)
class Piece:
    """A measured part: marks and parts inside it, at places relative to its own origin."""

    width: float
    ascent: float
    descent: float
    marks: list[tuple[float, float, Mark]] = field(default_factory=list)
    inside: list[tuple[float, float, Piece]] = field(default_factory=list)
    target: Target | None = None

    def flatten(self) -> Layout:
        """The finished layout, its left end at x = 0."""
        marks: list[Mark] = []
        regions: list[Region] = []
        _flatten(self, 0.0, 0.0, marks, regions)
        return Layout(self.width, self.ascent, self.descent, tuple(marks), tuple(regions))


def _flatten(piece: Piece, x: float, y: float, marks: list[Mark], regions: list[Region]) -> None:
    """Collect the marks and regions of `piece` at their places in the whole."""
    for dx, dy, mark in piece.marks:
        marks.append(_moved(mark, x + dx, y + dy))
    if piece.target is not None:
        rect = QRectF(x, y - piece.ascent, piece.width, piece.ascent + piece.descent)
        regions.append(Region(rect, piece.target))
    for dx, dy, inside in piece.inside:
        _flatten(inside, x + dx, y + dy, marks, regions)


def _moved(mark: Mark, x: float, y: float) -> Mark:
    shift = QPointF(x, y)
    match mark:
        case Text(at, text, font, role):
            return Text(at + shift, text, font, role)
        case Line(start, end, width, role):
            return Line(start + shift, end + shift, width, role)
        case Dot(center, radius, role):
            return Dot(center + shift, radius, role)
