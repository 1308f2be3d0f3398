"""The loss over two weights as shades, and what equal penalty, λ and the minimum make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsLineItem

from core.arrays import FloatArray
from gui.charts.curves import placing, ticks
from gui.charts.curves.axis import Axis
from gui.charts.curves.drag_plot import Point
from gui.charts.curves.kept import Kept
from gui.charts.curves.plot import Mark
from gui.charts.landscape import contours
from gui.charts.landscape.plane import PlanePlot
from gui.charts.landscape.shading import Shading
from gui.controls.pinned import pin_pen
from gui.controls.steps import is_fine
from gui.look.mixing import between, mixed
from gui.look.painting import dashed, diamond
from gui.look.theme import Look
from gui.words.tips import literal

KINDS = ("l2", "l1", "elastic_net")
_TICK_DISTANCE = 74.0
_BEST = 13.0
_SHORT_WAY = 14  # points of a few pixels each

Ranges = tuple[tuple[float, float], tuple[float, float]]


def _ticks(low: float, high: float, step: float, rim: float) -> tuple[tuple[float, str], ...]:
    """Ticks at every multiple of `step` that keeps `rim` away from both ends."""
    first, last = np.ceil((low + rim) / step - 1e-9), np.floor((high - rim) / step + 1e-9)
    return ticks.between(float(first * step), float(last * step), step)


def _arrows(points: FloatArray) -> Iterator[tuple[QPointF, float]]:
    """Places on a line (M, 2) for its arrow, best first, and its direction there in degrees."""
    if len(points) < _SHORT_WAY:
        return
    for part in (1 / 2, 1 / 4, 3 / 4):
        at = int(part * len(points))
        along = points[at : at + 3].mean(axis=0) - points[at - 3 : at].mean(axis=0)
        angle = float(np.degrees(np.arctan2(along[1], along[0])))
        yield QPointF(*map(float, points[at])), angle


class LandscapePlot(PlanePlot):
    """Shaded areas, lines of equal penalty, the way of the minimum, and the point to drag."""

    reshaped = Signal()
    """The plane has another shape: what is drawn over its range must be drawn anew."""
    _made = False

    def __init__(self, look: Look) -> None:
        super().__init__(look, "landscape.plot", left_width=40)
        self._role = "loss"
        self._kind = "l2"
        self._bands = 0
        self.colors: tuple[QColor, ...] = ()
        """The shades in use, from the lowest values to the highest."""
        self.best: Point | None = None
        self.best_said = ""
        """What is said of the lowest point besides its values."""
        """The minimum that is marked."""
        self.pinned: Point | None = None
        """The pinned point that is marked, if it was another."""
        self._kept: Kept[None] = Kept()
        self._arrows: list[tuple[QPointF, float]] = []
        self._wanted: Ranges = ((-1.0, 1.0), (-1.0, 1.0))
        self.shading = Shading()
        self.lines: dict[str, tuple[FloatArray, FloatArray]] = {}
        """The lines of equal penalty that are shown, in unit coordinates."""
        self._pens: dict[bool, QPen] = {}
        self.zeros = (QGraphicsLineItem(), QGraphicsLineItem())
        self.way = pg.PlotCurveItem(antialias=True, connect="finite")
        self.lay_under(*self.zeros, self.way)
        self._made = True
        self.apply_look()

    def ticks_of(self, axis: Axis) -> ticks.Ticks:
        """Its ticks have their distance from the room there is."""
        return axis.ticks

    def _fit_right_margin(self) -> None:
        """Little room will do: no number stands at the rim (`_ticks`)."""
        self.sheet.rows.setContentsMargins(0, self.look.px(6), self.look.px(6), 0)

    # -- ranges -------------------------------------------------------------------------------

    def set_ranges(self, ranges: Ranges) -> None:
        """Show at least these ranges, one unit as long upward as across."""
        self._wanted = ranges
        self._fit()

    def _fit(self) -> None:
        # The numbers at the left take their room from the plane, so its shape is asked for twice.
        for _ in range(2):
            self.sheet.rows.activate()
            frame = self.frame()
            width, height = max(1.0, frame.width()), max(1.0, frame.height())
            spans = [high - low for low, high in self._wanted]
            unit = max(spans[0] / width, spans[1] / height)
            shown = [
                ((low + high) / 2 - unit * size / 2, (low + high) / 2 + unit * size / 2)
                for (low, high), size in zip(self._wanted, (width, height), strict=True)
            ]
            count = max(1, int(height / (_TICK_DISTANCE * self.look.scale)))
            step = ticks.covering(0.0, unit * height, count)[2]
            rim = unit * self.look.px(12)
            self.set_axes(*(Axis(low, high, _ticks(low, high, step, rim)) for low, high in shown))
        across, up = self.x_axis.share(0.0), self.y_axis.share(0.0)
        self.zeros[0].setLine(0.0, up, 1.0, up)
        self.zeros[1].setLine(across, 0.0, across, 1.0)

    def ranges(self) -> Ranges:
        """The ranges that are shown."""
        return (self.x_axis.low, self.x_axis.high), (self.y_axis.low, self.y_axis.high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep circles round."""
        super().resizeEvent(event)
        if self._made and not self.closed:  # pyqtgraph resizes while it is made and taken apart
            self._fit()
            self.reshaped.emit()

    # -- what it shows ------------------------------------------------------------------------

    def show_shades(
        self, role: str, values: FloatArray, levels: FloatArray, *, smooth: bool
    ) -> None:
        """Fill the plane by `values` (H, W), a grid from edge to edge; the darker the more."""
        height, width = values.shape
        across, up = np.linspace(0.0, 1.0, width), np.linspace(0.0, 1.0, height)
        self.shading.set_areas(contours.areas(across, up, values, levels), smooth=smooth)
        if (role, len(levels)) != (self._role, self._bands):
            self._role, self._bands = role, len(levels)
            self._paint_shades()

    def _paint_shades(self) -> None:
        look, role = self.look, self._role
        # The lowest shade lies half-way between the sheet and the lightest tint.
        sheet, tint, fill = map(look.color, ("card", f"{role}_tint", f"{role}_fill"))
        self.colors = tuple(between(mixed(sheet, tint, 0.5), fill, self._bands + 1))
        self.shading.set_colors(self.colors)

    def show_lines(self, kind: str, lines: Mapping[str, FloatArray]) -> None:
        """Draw lines of equal penalty, (M, 2) in weights, that of `kind` strongly."""
        self._kind = kind
        self.lines = {key: self._units(lines[key]) for key in KINDS if key in lines}

    def line_pen(self, kind: str) -> QPen:
        """What the line of a kind is drawn with."""
        return self._pens[kind == self._kind]

    def show_way(self, way: FloatArray | None) -> None:
        """Draw the way of the minimum, (M, 2) in weights, with gaps where there is none."""
        self._kept.get("way", (way, self.ranges()), partial(self._draw_way, way))

    def _draw_way(self, way: FloatArray | None) -> None:
        self._arrows = []
        self.redraw()
        self.way.setVisible(way is not None)
        if way is None:
            return
        frame, pixels = self.frame(), self.pixels_of(way)
        # Most strengths move the minimum by less than can be seen.
        fresh = np.ones(len(way), dtype=np.bool_)
        fresh[1:-1] = (np.floor(2.0 * pixels[1:-1]) != np.floor(2.0 * pixels[:-2])).any(axis=1)
        self.way.setData(*self._units(way[fresh]))
        seen = pixels[fresh & np.isfinite(way).all(axis=1)]
        self._arrows = list(_arrows(placing.along(seen, (frame.width(), frame.height()))))

    def _units(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        return self.x_axis.unit(points[:, 0]), self.y_axis.unit(points[:, 1])

    def pixels_of(self, points: FloatArray) -> FloatArray:
        """Pairs of weights (M, 2) as pixels of the frame, from its upper left corner."""
        across, up = self._units(points)
        frame = self.frame()
        return np.stack([across * frame.width(), (1.0 - up) * frame.height()], axis=1)

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        self.sheet.axes["bottom"].setPen(None)
        self.sheet.axes["bottom"].setHeight(self.look.px(26))
        look = self.look
        for zero in self.zeros:
            zero.setPen(look.pen("axis", 1.4))
        self.way.setPen(look.pen("text", 2.0))
        dashes = dashed(look, "penalty", 2.0, 5, 2, flat=True)
        line = look.pen("penalty", 3.2)
        line.setCapStyle(Qt.PenCapStyle.SquareCap)
        self._pens = {True: line, False: dashes}
        self._paint_shades()

    # -- painting -----------------------------------------------------------------------------

    def paper(self) -> QColor:
        """Nothing: the shades lie below."""
        return QColor(Qt.GlobalColor.transparent)

    def draw_ground(self, painter: QPainter) -> None:
        """Paint the shades, which λ changes while axes and the way of the minimum stay."""
        painter.fillRect(self.viewport().rect(), self.look.color("card"))
        self.shading.paint(painter, self.frame())

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint lines, the direction of the way, labels, the minimum, the point, what is read."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lines(painter)
        self._draw_way_from_pinned(painter)
        self._draw_arrow(painter)
        super().drawForeground(painter, rect)
        reach = self.look.px(_BEST)
        painter.setClipRect(self.frame().adjusted(-reach, -reach, reach, reach))
        if self.best is not None:
            self._draw_best(painter, self.place_of(*self.best))
        if self.pinned is not None:
            self.draw_mark(painter, self._mark(self.pinned, "pin", 13))
        if self.isEnabled():
            self._draw_point(painter, self.place_of(*self.point()))
        probe = self.probe()
        if probe is not None and probe != self.point():
            self.draw_mark(painter, self._mark(probe, "text", 10))
        painter.setClipping(False)

    def _mark(self, at: Point, role: str, size: float) -> Mark:
        """A hollow mark at a pair of weights."""
        return Mark(self.x_axis.share(at[0]), self.y_axis.share(at[1]), role, size, hollow=True)

    def _draw_way_from_pinned(self, painter: QPainter) -> None:
        """A thin line from the pinned point to the present one."""
        if self.pinned is None:
            return
        painter.setClipRect(self.frame())
        painter.setPen(pin_pen(self.look))
        painter.drawLine(self.place_of(*self.pinned), self.place_of(*self.point()))
        painter.setClipping(False)

    def _draw_lines(self, painter: QPainter) -> None:
        """The lines of equal penalty, which follow the point."""
        frame = self.frame()
        painter.save()
        painter.setClipRect(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind, (x, y) in self.lines.items():
            across, down = frame.left() + x * frame.width(), frame.bottom() - y * frame.height()
            painter.setPen(self.line_pen(kind))
            if kind == self._kind:
                # One by one, with square ends, they are drawn in a seventh of the time of a path.
                points = [
                    QPointF(*point) for point in zip(across.tolist(), down.tolist(), strict=True)
                ]
                painter.drawLines([QLineF(*ends) for ends in pairwise(points)])
            else:
                painter.drawPath(pg.arrayToQPath(across, down, finiteCheck=False))
        painter.restore()

    def pull(self, grip: tuple[QPointF, Point], event: QMouseEvent) -> Point:
        """The values asked for; close to the diamond those of the lowest point, to the last digit.

        Where fine steps are asked for it does not hold the point.
        """
        if self.best is not None and not is_fine(event):
            away = self.place_of(*self.best) - (event.position() + grip[0])
            if max(abs(away.x()), abs(away.y())) <= self.look.px(_BEST) / 2:
                return self.best
        return super().pull(grip, event)

    def after_key(self, event: QKeyEvent) -> Point | None:
        """As any plane; Enter goes to the lowest point."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.best is not None:
            self._point = self.best
            return self.best
        return super().after_key(event)

    def read_at(self, event: QMouseEvent) -> tuple[Point, str] | None:
        """As any plane; on the diamond what lies there, and that a click goes there."""
        best = self.best
        if best is not None and not self._near and self._reading is not None:
            away = self.place_of(*best) - event.position()
            if max(abs(away.x()), abs(away.y())) <= self.look.px(_BEST) / 2:
                text = f"{self._reading(*best)}\n{self.best_said}"
                return best, literal(text)
        return super().read_at(event)

    def _draw_best(self, painter: QPainter, at: QPointF) -> None:
        """A hollow diamond, wide enough to show around the point, with a dot on the way."""
        reach = self.look.px(_BEST)
        away = self.place_of(*self.point()) - at
        if abs(away.x()) + abs(away.y()) < reach:
            reach = round(1.5 * reach)
        painter.setBrush(self.look.color("card"))
        for role, width in (("card", 5.5), ("loss", 2.6)):
            painter.setPen(self.look.pen(role, width))
            painter.drawPolygon(diamond(at, reach))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color("loss"))
        painter.drawEllipse(at, self.look.px(3), self.look.px(3))

    def _draw_point(self, painter: QPainter, at: QPointF) -> None:
        look = self.look
        radius = look.px(10.5 if self.is_lively() else 9)
        if self.ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for role, width in (("card", 6.0), ("focus", 2.4)):
                painter.setPen(look.pen(role, width))
                painter.drawEllipse(at, radius + look.px(5), radius + look.px(5))
        painter.setPen(look.pen("card", 2.4))
        painter.setBrush(look.color("score"))
        painter.drawEllipse(at, radius, radius)

    def _draw_arrow(self, painter: QPainter) -> None:
        """A head on the way of the minimum that points to larger strengths, clear of the marks."""
        size, corner = self.look.px(8), self.frame().topLeft()
        marks = [self.place_of(*at) for at in (self.best, self.point()) if at is not None]
        for at, angle in self._arrows:
            if all((corner + at - mark).manhattanLength() > 5 * size for mark in marks):
                self._draw_head(painter, corner + at, angle, size)
                return

    def _draw_head(self, painter: QPainter, at: QPointF, angle: float, size: float) -> None:
        painter.save()
        painter.translate(at)
        painter.rotate(angle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color("text"))
        head = [QPointF(size, 0), QPointF(-size, 0.75 * size), QPointF(-size, -0.75 * size)]
        painter.drawPolygon(QPolygonF(head))
        painter.restore()
