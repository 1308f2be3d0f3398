"""One bar cut into the shares of a sum."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.charts.parts.cut import cut
from gui.controls.access import Role
from gui.controls.pinned import draw_outline, pin_pen
from gui.look.painted import Painted
from gui.look.painting import painter_for
from gui.look.theme import Look
from gui.words.tips import literal


@spoken_as(plainly(Role.Chart))
class StackedBar(Painted):
    """Parts of a whole side by side, each in its colour; a whole of nothing is an empty track.

    Beside what was pinned, the larger of the two wholes takes the full width.
    """

    def __init__(
        self, look: Look, name: str, ground: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, name, parent)
        self._ground = ground
        self._parts: tuple[tuple[float, str], ...] = ()
        self._pinned: tuple[float, ...] = ()
        self._drawn: tuple[tuple[int, ...], ...] = ()

    def parts(self) -> tuple[tuple[float, str], ...]:
        """What `set_parts` was given."""
        return self._parts

    def set_parts(
        self,
        parts: Sequence[tuple[float, str]],
        exact: str = "",
        pinned: Sequence[float] = (),
    ) -> None:
        """Show values of 0 and more, each with its colour role; `exact` is the tool tip.

        `pinned` are the values to compare them with, drawn as outlines.
        """
        if exact != self.toolTip():
            self.setToolTip(literal(exact))
            self.setAccessibleDescription(exact)
        self._parts, self._pinned = tuple(parts), tuple(pinned)
        # Repainted only when an edge moves by a pixel.
        if self._edges() != self._drawn:
            self.update()

    def _edges(self) -> tuple[tuple[int, ...], ...]:
        """Right edges in pixels, of the parts and of what was pinned."""
        # Halved once, so that two values near the largest float64 still have a finite sum.
        now = [max(0.0, value) / 2 for value, _ in self._parts]
        then = [max(0.0, value) / 2 for value in self._pinned]
        whole = max(math.fsum(now), math.fsum(then))
        return tuple(tuple(map(round, cut(bar, self.width(), whole))) for bar in (now, then))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(100), self._look.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        self._drawn = self._edges()
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color(self._ground))
            outline = QPainterPath()
            radius = 4 * look.scale
            outline.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(outline)
            painter.fillRect(self.rect(), look.color("track"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            left = 0
            for (_, role), right in zip(self._parts, self._drawn[0], strict=True):
                painter.fillRect(left, 0, right - left, self.height(), look.color(role))
                left = right
            self._paint_pinned(painter, self._drawn[1])

    def _paint_pinned(self, painter: QPainter, edges: tuple[int, ...]) -> None:
        """An outline as long as the whole was, and lines between its parts."""
        if not edges or edges[-1] == 0:
            return
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, edges[-1], self.height())
        draw_outline(painter, self._look, whole, 4 * self._look.scale)
        painter.setPen(pin_pen(self._look))
        for edge in set(edges[:-1]) - {0, edges[-1]}:
            painter.drawLine(QLineF(edge, 0, edge, self.height()))
