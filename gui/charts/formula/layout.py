"""The geometry of a formula that has been set: marks to paint and regions to point at.

A `Layout` is immutable and knows places only; lengths are pixels, y grows downwards and is 0 on
the baseline. A drag makes one in every frame, hence named tuples: they are the quickest to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from gui.charts.formula.boxes import Target


class Text(NamedTuple):
    """A run of text from `x` on the baseline `y`."""

    x: float
    y: float
    width: float
    text: str
    font: QFont
    role: str


class Line(NamedTuple):
    """A straight rule."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    role: str


class Dot(NamedTuple):
    """One dot of an ellipsis, centred on its point."""

    x: float
    y: float
    radius: float
    role: str


Mark = Text | Line | Dot


class Region(NamedTuple):
    """Where a part of the formula is that stands for something."""

    rect: QRectF
    target: Target


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything to paint and to point at."""

    width: float
    ascent: float
    descent: float
    texts: tuple[Text, ...]
    shapes: tuple[Line | Dot, ...]
    regions: tuple[Region, ...]

    @property
    def height(self) -> float:
        """From the highest to the lowest mark."""
        return self.ascent + self.descent


class Inside(NamedTuple):
    """A piece inside another, its origin at (x, y) of the other's."""

    x: float
    y: float
    piece: Piece


class Piece(NamedTuple):
    """A measured part: marks and parts inside it, at places relative to its own origin."""

    width: float
    ascent: float
    descent: float
    marks: tuple[Mark, ...] = ()
    inside: tuple[Inside, ...] = ()
    target: Target | None = None

    def flatten(self, *, as_read: bool = False) -> Layout:
        """The finished layout, its left end at x = 0; texts by their fonts, or as one reads."""
        texts: list[Text] = []
        shapes: list[Line | Dot] = []
        regions: list[Region] = []
        _flatten(self, 0.0, 0.0, texts, shapes, regions)
        if not as_read:
            # Changing font and colour costs a painter more than a short text.
            texts.sort(key=_by_font_and_role)
        return Layout(
            self.width, self.ascent, self.descent, tuple(texts), tuple(shapes), tuple(regions)
        )


def _by_font_and_role(text: Text) -> tuple[int, str]:
    return id(text.font), text.role


def _flatten(
    piece: Piece,
    x: float,
    y: float,
    texts: list[Text],
    shapes: list[Line | Dot],
    regions: list[Region],
) -> None:
    """Collect the marks and regions of `piece` at their places in the whole."""
    for mark in piece.marks:
        if isinstance(mark, Text):
            _add_text(mark, x + mark.x, y + mark.y, texts)
        elif isinstance(mark, Line):
            moved = (x + mark.x, y + mark.y, x + mark.to_x, y + mark.to_y)
            shapes.append(Line(*moved, mark.width, mark.role))
        else:
            shapes.append(Dot(x + mark.x, y + mark.y, mark.radius, mark.role))
    if piece.target is not None:
        rect = QRectF(x, y - piece.ascent, piece.width, piece.ascent + piece.descent)
        regions.append(Region(rect, piece.target))
    for dx, dy, inner in piece.inside:
        _flatten(inner, x + dx, y + dy, texts, shapes, regions)


def _add_text(text: Text, x: float, y: float, texts: list[Text]) -> None:
    """Add a text; what follows without a space in the same dress becomes one with the last."""
    if texts:
        last = texts[-1]
        gap = x - last.x - last.width
        if -0.01 < gap < 0.01 and last.y == y and last.font is text.font and last.role == text.role:
            both = last.text + text.text
            texts[-1] = Text(last.x, y, last.width + text.width, both, text.font, text.role)
            return
    texts.append(Text(x, y, text.width, text.text, text.font, text.role))
