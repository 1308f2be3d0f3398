"""How what was pinned looks everywhere: thin, dashed, without fill; a change is small."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.controls.label import Label
from gui.look.painting import painter_for
from gui.look.theme import Look, Type
from gui.words import numbers
from gui.words.translation import tr

WIDTH = 1.4
"""Of every line of a pinned thing, in design pixels."""
_SAME = numbers.change(0.0, 0.0)


def change_text(now: float, then: float | None, decimals: int = 2) -> str:
    """How far a number has come; empty where nothing is pinned or nothing has changed."""
    if then is None or then == now or not math.isfinite(now - then):
        return ""
    text = numbers.change(now, then, decimals)
    return "" if text == _SAME else text


def with_pinned(text: str, now: float, then: float | None, decimals: int = 2) -> str:
    """`text`, of a tool tip or a reading, with a line on what the number was if it has changed."""
    change = change_text(now, then, decimals)
    if then is None or not change:
        return text
    line = tr("pinned.reading", value=numbers.exact(then), change=change)
    return f"{text}\n{line}" if text else line


def pin_pen(look: Look) -> QPen:
    """The dashed pen of pinned outlines and upright lines; curves are thin and solid."""
    pen = look.pen("pin", WIDTH, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([4, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def draw_outline(
    painter: QPainter, look: Look, area: QRectF, radius: float, *, over_fill: bool = True
) -> None:
    """The outline of what was pinned, just inside `area`; over a fill its gaps are light."""
    pen = pin_pen(look)
    half = pen.widthF() / 2
    area = area.adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if over_fill:
        painter.setPen(look.pen("card", WIDTH))
        painter.drawRoundedRect(area, radius, radius)
    painter.setPen(pen)
    painter.drawRoundedRect(area, radius, radius)


class ChangeLabel(Label):
    """How far a number beside it has come since it was pinned; nothing where there is no room."""

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        ground: str = "card",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, Type.SMALL, "pin", ground=ground, align=align, parent=parent)

    def show_change(self, now: float, then: float | None) -> None:
        """Show the way from `then` to `now`."""
        self.set_text(change_text(now, then), with_pinned("", now, then))

    def text_width(self) -> float:
        """How wide the whole text is."""
        return self._look.width(self._text, self._role)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.text_width() <= self.width():
            super().paintEvent(event)
            return
        # Half a number would be a wrong one: what does not fit is left to the tool tip.
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self._look.color(self._ground))
