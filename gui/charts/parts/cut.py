"""One length cut into parts that stand side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gui.controls.pinned import WIDTH
from gui.look.theme import Look

_THIN = 7.0


def cut(values: Sequence[float], length: float, whole: float | None = None) -> list[float]:
    """Where each part ends, from 0 on, for values of 0 and more.

    The length stands for `whole`, or for the sum of the values; where that is 0 all ends are. The
    sum of huge values is finite here, and no part ends beyond the length.
    """
    largest = max(values, default=0.0) if whole is None else whole
    if largest <= 0:
        return [0.0] * len(values)
    shares = [max(0.0, value) / largest for value in values]
    total = math.fsum(shares) if whole is None else 1.0
    end, ends = 0.0, []
    for share in shares:
        end = min(length, end + length * share / total)
        ends.append(end)
    return ends


def areas(values: Sequence[float], bar: QRectF, whole: float | None = None) -> list[QRectF]:
    """The places of the parts in a bar."""
    ends = cut(values, bar.width(), whole)
    return [
        QRectF(bar.left() + start, bar.top(), end - start, bar.height())
        for start, end in zip([0.0, *ends], ends, strict=False)
    ]


def paint_then(painter: QPainter, look: Look, shares: Sequence[float], bar: QRectF) -> None:
    """The shares of a whole when it was pinned, as thin outlines below the bar that shows them."""
    pen = look.pen("pin", WIDTH)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = pen.widthF() / 2
    below = QRectF(bar.left(), bar.bottom() + look.px(4), bar.width(), look.px(_THIN))
    for area in areas(shares, below, 1.0):
        place = area.adjusted(half, half, -half, -half)
        if place.width() > 0:
            painter.drawRect(place)
