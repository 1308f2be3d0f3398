"""One bar cut into the shares of a sum."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import Look
from gui.widgets.painting import painter_for


class StackedBar(QWidget):
    """Parts of a whole side by side, each in its colour; a whole of nothing is an empty track."""

    def __init__(
        self, look: Look, name: str, ground: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._parts: tuple[tuple[float, str], ...] = ()
        self._drawn: tuple[int, ...] = ()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self) -> None:
        """Take over sizes."""
        self.updateGeometry()
        self.update()

    def parts(self) -> tuple[tuple[float, str], ...]:
        """What `set_parts` was given."""
        return self._parts

    def set_parts(self, parts: Sequence[tuple[float, str]], exact: str = "") -> None:
        """Show values of 0 and more, each with its colour role; `exact` is the tool tip."""
        if exact != self.toolTip():
            self.setToolTip(exact)
            self.setAccessibleDescription(exact)
        self._parts = tuple(parts)
        # Repainted only when an edge moves by a pixel.
        if self._edges() != self._drawn:
            self.update()

    def _edges(self) -> tuple[int, ...]:
        """Right edges of the parts in pixels."""
        # Halved once, so that two values near the largest float64 still have a finite sum.
        values = [max(0.0, value) / 2 for value, _ in self._parts]
        whole = math.fsum(values)
        if not whole > 0:
            return tuple(0 for _ in values)
        so_far, edges = 0.0, []
        for value in values:
            so_far += value
            edges.append(round(self.width() * min(1.0, so_far / whole)))
        return tuple(edges)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(100), self._look.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        self._drawn = self._edges()
        painter = painter_for(self)
        painter.fillRect(event.rect(), look.color(self._ground))
        outline = QPainterPath()
        radius = 4 * look.scale
        outline.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), look.color("track"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left = 0
        for (_, role), right in zip(self._parts, self._drawn, strict=True):
            painter.fillRect(left, 0, right - left, self.height(), look.color(role))
            left = right
        painter.end()
