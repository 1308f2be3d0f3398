"""Where the lines of a gradient check go. Geometry alone: no painting, no events."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRectF

_CLOSEST = 0.9
"""How near lines may come to each other, in parts of the height of their type."""

Entry = tuple[int, int]
"""A class and a feature; of the bias the feature after the last."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the gradient.

    Attributes
    ----------
    key : (int, int)
        Class and feature.
    group, name : str
        The class, which several lines share, and the feature or b.
    figures : (str, str, str)
        The gradient, the centred difference and the relative error, as shown.
    kink : str
        The class whose max(0, ·) lies within the step, if one does.
    corner : bool
        Whether w = 0 lies there, the corner of |w|.
    worst : bool
        Whether no other error is larger.
    """

    key: Entry
    group: str
    name: str
    figures: tuple[str, str, str]
    kink: str = ""
    corner: bool = False
    worst: bool = False

    @property
    def bends(self) -> bool:
        """Whether L has a kink within the step."""
        return bool(self.kink) or self.corner


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a chart shows: its lines, what stands over the columns, and a note below them."""

    lines: tuple[Line, ...] = ()
    heads: tuple[str, str, str, str] = ("", "", "", "")
    more: str = ""

    def of(self, key: Entry) -> Line:
        """The line of one entry."""
        return next(line for line in self.lines if line.key == key)


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths and heights in pixels that the layout needs from the fonts and the scale."""

    line: float
    group: float
    name: float
    figures: tuple[float, float, float]
    kink: float
    gap: float
    tallest: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its places in widget pixels."""

    line: Line
    slot: QRectF
    name: QRectF
    figures: tuple[QRectF, QRectF, QRectF]
    kink: QRectF


@dataclass(frozen=True, slots=True)
class GradientLayout:
    """Lines, groups of one class set a little apart, and the heads of the columns over them."""

    width: float
    placed: tuple[Placed, ...]
    groups: tuple[tuple[str, QRectF], ...]
    heads: tuple[QRectF, QRectF, QRectF, QRectF]
    more: QRectF


def lines_in(height: float, line: float) -> int:
    """How many lines can be read one under the other, below the heads and over the note."""
    return max(2, int((height - 2 * line) / (_CLOSEST * line)) + 1)


def lay_out(shown: Checked, area: QRectF, m: Measures) -> GradientLayout:
    """Place what is shown in `area`: figures as wide as they need, what is left goes between.

    The topmost line is for the heads, the lowest one for the note, if there is one.
    """
    group = min(m.group, 0.2 * area.width())
    name_left = area.left() + group + m.gap
    name = min(m.name, 0.16 * area.width())
    left = name_left + name
    # A long name of a class is cut short rather than the figures.
    spare = area.right() - left - sum(m.figures) - min(m.kink, 0.25 * area.width())
    # Columns far apart are hard to read across: what is over stays at the right.
    apart = max(0.5 * m.gap, min(spare / 4, max(4 * m.gap, 0.06 * area.width())))
    columns: list[tuple[float, float]] = []
    for width in m.figures:
        left += apart
        columns.append((left, width))
        left += width
    columns.append((left + apart, max(0.0, area.right() - left - apart)))

    blocks = [list(members) for _, members in groupby(shown.lines, key=_class_of)]
    gaps = max(0, len(blocks) - 1)
    room = area.height() - (2 if shown.more else 1) * m.line
    between = max(0.2 * m.gap, min(m.gap, (room - len(shown.lines) * m.line) / (gaps + 1)))
    height = min(m.tallest, (room - (gaps + 1) * between) / max(1, len(shown.lines)))
    top = area.top() + m.line + between
    placed: list[Placed] = []
    groups: list[tuple[str, QRectF]] = []
    for members in blocks:
        groups.append((members[0].group, QRectF(area.left(), top, group, height * len(members))))
        for line in members:
            figures = [QRectF(x, top, width, height) for x, width in columns]
            placed.append(
                Placed(
                    line,
                    QRectF(area.left(), top, area.width(), height),
                    QRectF(name_left, top, name, height),
                    (figures[0], figures[1], figures[2]),
                    figures[3],
                )
            )
            top += height
        top += between
    heads = [QRectF(x, area.top(), width, m.line) for x, width in columns]
    below = QRectF(name_left, top - between, area.right() - name_left, m.line)
    return GradientLayout(
        area.width(),
        tuple(placed),
        tuple(groups),
        (heads[0], heads[1], heads[2], heads[3]),
        below,
    )


def _class_of(line: Line) -> int:
    return line.key[0]
