"""Where each weight's two pulls go. Geometry alone: no painting, no events."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRectF

from core.view import Weight


@dataclass(frozen=True, slots=True)
class Rope:
    """One weight between its two pulls.

    Attributes
    ----------
    key : (int, int)
        Class and feature.
    group, name : str
        The class, which several ropes share, and the feature.
    data, penalty, net : float
        What the data loss pulls, what the penalty pulls as it acts, and their sum.
    text : str
        The net pull as shown, or that the weight is held.
    held : bool
        At 0, and the data does not pull hard enough to get it off there.
    then : float or None
        The net pull when it was pinned, if it was another.
    change : str
        How far it has come since.
    """

    key: Weight
    group: str
    name: str
    data: float
    penalty: float
    net: float
    text: str
    held: bool = False
    then: float | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Pulling:
    """All that a chart shows.

    Attributes
    ----------
    ropes : tuple of Rope
        Those of one class one after another.
    limit : float
        Both ends of the axis.
    band : float
        How hard the data may pull at a weight of 0 without moving it; 0 where nothing holds.
    heads : (str, str, str, str)
        Over the left and the right half, over the net pulls, and over the band.
    more : str
        A note on the weights that are not shown, or nothing.
    figures : (str, str)
        The largest pull of the data and of the penalty, as shown at its tip.
    """

    ropes: tuple[Rope, ...] = ()
    limit: float = 1.0
    band: float = 0.0
    heads: tuple[str, str, str, str] = ("", "", "", "")
    more: str = ""
    figures: tuple[str, str] = ("", "")

    def of(self, key: Weight) -> Rope:
        """The rope of one weight."""
        return next(rope for rope in self.ropes if rope.key == key)

    def largest(self, side: str) -> Rope | None:
        """The rope with the largest pull of `side` (data or penalty) whose tip is free.

        Where both pull the same way their arrows lie end to end, and a figure there would be taken
        for that of the sum.
        """
        free = [rope for rope in self.ropes if rope.data * rope.penalty <= 0]
        found = max(free, key=lambda rope: abs(getattr(rope, side)), default=None)
        return found if found is not None and getattr(found, side) else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A rope with its places in widget pixels."""

    rope: Rope
    slot: QRectF
    name: QRectF
    text: QRectF
    lane: QRectF


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels that the layout needs from the fonts and the scale."""

    line: float
    group_width: float
    name_width: float
    text_width: float
    figure: float
    gap: float
    tallest: float


@dataclass(frozen=True, slots=True)
class TugLayout:
    """Rows of ropes on one symmetric axis, groups of one class set a little apart.

    `middle` is the pixel of no pull, and `reach` how many pixels from there the end `limit` lies.
    """

    width: float

    placed: tuple[Placed, ...]
    groups: tuple[tuple[str, QRectF], ...]
    head: QRectF
    field: QRectF
    more: QRectF
    limit: float
    middle: float
    reach: float

    def position(self, value: float) -> float:
        """Pixel on the axis of pulls; what lies outside stops just past the ends."""
        share = min(1.01, max(-1.01, value / self.limit))
        return self.middle + share * self.reach


def lay_out(
    ropes: tuple[Rope, ...], area: QRectF, limit: float, measures: Measures, *, more: bool
) -> TugLayout:
    """Place `ropes` in `area` for pulls between -`limit` and `limit`.

    The topmost line is left free for what stands over the columns, the lowest one for the note on
    weights that are not shown, where there are `more`. Beyond each end of the axis a figure has
    room.
    """
    m = measures
    group_width = min(m.group_width, area.width() * 0.2)
    name_left = area.left() + group_width + m.gap
    name_width = min(m.name_width, area.width() * 0.16)
    text_left = area.right() - m.text_width
    left, right = name_left + name_width + 1.5 * m.gap, text_left - m.gap
    head = QRectF(left, area.top(), right - left, m.line)
    groups = [(name, list(members)) for name, members in groupby(ropes, key=_class_of)]
    gaps = max(0, len(groups) - 1)
    room = area.height() - (2 if more else 1) * m.line
    # Where lines are close to each other, what lies between them gives way first.
    spare = (room - len(ropes) * m.line) / (gaps + 1)
    apart = max(0.2 * m.gap, min(m.gap, spare))
    room -= apart
    height = min(m.tallest, (room - gaps * apart) / max(1, len(ropes)))
    used = len(ropes) * height + gaps * apart
    top = head.bottom() + apart + max(0.0, room - used) / 2
    field = QRectF(left, top, right - left, used)
    placed: list[Placed] = []
    names: list[tuple[str, QRectF]] = []
    for _, members in groups:
        names.append(
            (members[0].group, QRectF(area.left(), top, group_width, height * len(members)))
        )
        for rope in members:
            thick = min(height * 0.7, m.line * 1.15)
            placed.append(
                Placed(
                    rope,
                    QRectF(area.left(), top, area.width(), height),
                    QRectF(name_left, top, name_width, height),
                    QRectF(text_left, top, m.text_width, height),
                    QRectF(left, top + (height - thick) / 2, right - left, thick),
                )
            )
            top += height
        top += apart
    below = QRectF(name_left, field.bottom(), area.right() - name_left, m.line if more else 0.0)
    reach = max(1.0, field.width() / 2 - m.figure - m.gap)
    return TugLayout(
        area.width(),
        tuple(placed),
        tuple(names),
        head,
        field,
        below,
        limit,
        field.center().x(),
        reach,
    )


def _class_of(rope: Rope) -> int:
    return rope.key[0]
