"""Sheets of A4: their measures, and how what is to stand on them is shared out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

DOTS = 141
"""To the inch: then a page of the program fills the width between the margins as it is."""
_MARGIN = 15.0
"""Millimetres."""
WIDTH, HEIGHT = 999.0, 1430.0
"""Of what stands on a sheet; below it there is room for the number of the page."""
FOOT = 1450.0
"""The top of the line with that number."""


def _nothing() -> Iterator[None]:
    yield from ()


@dataclass(frozen=True)
class Block:
    """What is never divided between two sheets.

    Attributes
    ----------
    height
        Its own.
    paint
        Paints it, its top where it is told.
    gap
        What stays free above it, but not at the top of a sheet.
    keeps
        Whether the next one must follow on the same sheet.
    head
        What stands above it where it is the first on a sheet, as the names of a table's columns do.
    prepare
        What has to be done before, in pieces.
    """

    height: float
    paint: Callable[[QPainter, float], None]
    gap: float = 0.0
    keeps: bool = False
    head: Block | None = None
    prepare: Callable[[], Iterator[None]] = _nothing


Sheet = list[tuple[float, Block]]
"""Tops and what begins there."""


def shared_out(blocks: Iterable[Block], room: float = HEIGHT) -> list[Sheet]:
    """The blocks in their order on as many sheets as they need.

    One that is higher than a sheet has a sheet to itself.
    """
    sheets: list[Sheet] = [[]]
    top = 0.0
    for group in _groups(blocks):
        first = group[0]
        if sheets[-1] and top + sum(one.gap + one.height for one in group) > room:
            sheets.append([])
            if first.head is not None:
                sheets[-1].append((0.0, first.head))
        top = sheets[-1][-1][0] + sheets[-1][-1][1].height if sheets[-1] else 0.0
        for block in group:
            top += block.gap if sheets[-1] else 0.0
            sheets[-1].append((top, block))
            top += block.height
    return sheets


def _groups(blocks: Iterable[Block]) -> Iterator[Sequence[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keeps:
            yield group
            group = []
    if group:
        yield group


def lay_a4(device: QIODevice, title: str) -> QPdfWriter:
    """A PDF of upright A4 in `device`."""
    target = QPdfWriter(device)
    target.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    target.setResolution(DOTS)
    target.setTitle(title)
    target.setCreator("Loss Lab")
    return target


def columns_of(widths: Sequence[float], first: int, room: float = WIDTH) -> list[list[int]]:
    """The columns of a table that is too wide, shared out: the `first` stand in each part."""
    if sum(widths) <= room:
        return [list(range(len(widths)))]
    lead = list(range(first))
    parts: list[list[int]] = [[]]
    free = room - sum(widths[:first])
    used = 0.0
    for at in range(first, len(widths)):
        if parts[-1] and used + widths[at] > free:
            parts.append([])
            used = 0.0
        parts[-1].append(at)
        used += widths[at]
    return [[*lead, *part] for part in parts]


def lefts_of(widths: Iterable[float]) -> list[float]:
    """Where columns of these widths begin."""
    return list(accumulate(widths, initial=0.0))
