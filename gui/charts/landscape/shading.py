"""Areas of a landscape filled with its shades."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from gui.look.painting import is_vector


class Shading:
    """Areas in unit coordinates, each within the one before; a picture of them is kept."""

    def __init__(self) -> None:
        self.areas: Sequence[QPainterPath] = ()
        self._colors: Sequence[QColor] = ()
        self._smooth = True
        self._picture: QPixmap | None = None

    def set_areas(self, areas: Sequence[QPainterPath], *, smooth: bool) -> None:
        """Fill these from now on; edges that are not `smooth` cost half as much."""
        self.areas, self._smooth = areas, smooth
        self._picture = None

    def set_colors(self, colors: Sequence[QColor]) -> None:
        """Fill the floor with the first of `colors`, and the areas with the others."""
        self._colors = colors
        self._picture = None

    def paint(self, painter: QPainter, frame: QRectF) -> None:
        """Fill `frame`."""
        if is_vector(painter):
            painter.save()
            painter.setClipRect(frame)
            painter.translate(frame.topLeft())
            self._fill(painter, frame.size())
            painter.restore()
            return
        ratio = painter.device().devicePixelRatioF()
        size = (frame.size() * ratio).toSize()
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            with QPainter(self._picture) as brush:
                self._fill(brush, frame.size())
        painter.drawPixmap(frame.topLeft(), self._picture)

    def _fill(self, painter: QPainter, size: QSizeF) -> None:
        painter.fillRect(QRectF(QPointF(), size), self._colors[0])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0.0, size.height())
        painter.scale(size.width(), -size.height())
        for area, color in zip(self.areas, self._colors[1:], strict=False):
            painter.setBrush(color)
            painter.drawPath(area)
