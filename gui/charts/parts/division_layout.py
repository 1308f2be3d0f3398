"""Where counts that together are everything stand in a bar and in its legend."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from gui.charts.parts.cut import areas
from gui.look.theme import Look, Type

_BAR, _PINNED, PAD, GAP = 20.0, 14.0, 5.0, 6.0
_MARK = 13.0


@dataclass(frozen=True, slots=True)
class Portion:
    """One of the counts.

    Attributes
    ----------
    key, word : str
    count : int
        The number that is written.
    length, then : float
        Share of the bar now and when pinned (None without a pin). A count that holds another,
        as "right" holds "right but inside the margin", leaves that one its own length.
    change : str
        How far the count has come since it was pinned, empty for not at all.
    """

    key: str
    word: str
    count: int
    length: float
    then: float | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class DivisionLayout:
    """The bar, the portions in it, the portions in the legend, and the side of a mark there."""

    bar: QRectF
    areas: tuple[QRectF, ...]
    cells: tuple[QRectF, ...]
    mark: float


def height(look: Look) -> int:
    """How much a bar with its legend takes."""
    lines = look.metrics(Type.STRONG).height() + look.metrics(Type.SMALL).height()
    return look.px(_BAR) + look.px(_PINNED) + round(lines) + look.px(PAD)


def lay_out_division(portions: tuple[Portion, ...], area: QRectF, look: Look) -> DivisionLayout:
    """Places in `area`; in the legend as wide as the words, what is left over shared out."""
    bar = QRectF(0, 0, area.width(), look.px(_BAR))
    mark = float(look.px(_MARK))
    needs = []
    for portion in portions:
        figures = look.width(f"{portion.count:,}", Type.STRONG)
        figures += look.width(f" {portion.change}", Type.SMALL) + mark + look.px(GAP)
        needs.append(max(figures, look.width(portion.word, Type.SMALL)) + 2 * look.px(PAD))
    over = area.width() - sum(needs)
    top = bar.bottom() + look.px(_PINNED)
    left, cells = 0.0, []
    for need in needs:
        width = need + over / len(needs) if over > 0 else need * area.width() / sum(needs)
        cells.append(QRectF(left, top, width, area.height() - top))
        left += width
    lengths = [portion.length for portion in portions]
    return DivisionLayout(bar, tuple(areas(lengths, bar, 1.0)), tuple(cells), mark)
