"""Every weight of the best W against λ, and how many of them are not 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from core.arrays import FloatArray, IntArray, Mask
from gui.charts.curves import placing
from gui.charts.curves.axis import Axis
from gui.charts.curves.drag_plot import Point
from gui.charts.curves.over_strength import OverStrength
from gui.charts.curves.plot import Mark, Note
from gui.look.classes import draw_class, ink_of, role_of
from gui.look.mixing import mixed
from gui.look.theme import Look, Type

Weight = tuple[int, int]
_DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.4), (1.3, 1.5), (5.0, 1.6, 1.3, 1.6))
_BAND = 26
"""How high the band of counts is, in design pixels."""
_NAMES = 8
_NEAR = 18
"""Pixels from a curve at which the pointer reads it, in design pixels."""


def dash_of(feature: int, features: int) -> int:
    """Which dash a feature's curves have; where there are more than kinds of it all are solid."""
    return feature if features <= len(_DASHES) else 0


@dataclass(frozen=True, eq=False)
class WeightPaths:
    """What is drawn.

    Attributes
    ----------
    at : (M,)
        Shares of the axis, ascending.
    values : (M, K)
        Heights in unit coordinates of the curves drawn.
    present : (M, K)
        Which of them are not 0.
    weights : K pairs (class, feature)
    features : int
        How many features there are.
    counts : (M,)
        How many of all weights are not 0.
    """

    at: FloatArray
    values: FloatArray
    present: Mask
    weights: tuple[Weight, ...]
    features: int
    counts: IntArray


_NOTHING = WeightPaths(
    np.empty(0), np.empty((0, 0)), np.empty((0, 0), dtype=bool), (), 0, np.empty(0, dtype=np.intp)
)


def _together(lines: Sequence[FloatArray]) -> tuple[FloatArray, IntArray]:
    """Points of several lines (M, 2), and whether each is joined with the next: none to a NaN."""
    points = np.concatenate(lines)
    seen = np.isfinite(points[:, 1])
    joined = seen & np.append(seen[1:], False)
    joined[np.cumsum([len(line) for line in lines]) - 1] = False
    return points[seen], joined[seen].astype(np.intp)


class WeightPathsPlot(OverStrength):
    """Curves coloured by class and dashed by feature over a band that counts them."""

    lift = _BAND

    def __init__(self, look: Look) -> None:
        super().__init__(look, "path.plot")
        self.shown = _NOTHING
        self.now: Mapping[Weight, float] = {}
        self.then: Mapping[Weight, float] = {}
        self.said_at: Callable[[int, int | None], str] = lambda _at, _curve: ""
        self._items: dict[tuple[int, int], pg.PlotCurveItem] = {}
        self._names: Mapping[Weight, str] = {}
        self._placed: tuple[Note, ...] | None = None
        self._placed_at = -1.0
        self._lit: Weight | None = None
        self.apply_look()

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        super().apply_look()
        for (index, dash), item in self._items.items():
            item.setPen(self._pen(index, dash))
        self._placed = None

    def _pen(self, index: int, dash: int, width: float = 2.6) -> QPen:
        pen = self.look.pen(role_of(index), width)
        if _DASHES[dash]:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(list(_DASHES[dash]))
        return pen

    def show_paths(self, shown: WeightPaths, y_axis: Axis, names: Mapping[Weight, str]) -> None:
        """Draw these curves (silent)."""
        self.set_axes(self.x_axis_of(), y_axis)
        self.shown, self._names, self._placed = shown, names, None
        lines: dict[tuple[int, int], list[FloatArray]] = {}
        for place, (index, feature) in enumerate(shown.weights):
            line = self._line(place)
            if line is not None:
                key = index, dash_of(feature, shown.features)
                lines.setdefault(key, []).append(line)
        for key in lines.keys() - self._items.keys():
            item = pg.PlotCurveItem(antialias=True)
            item.setPen(self._pen(*key))
            self._items[key] = item
            self.addItem(item, ignoreBounds=True)
        for key, item in self._items.items():
            parts = lines.get(key, [])
            item.setVisible(bool(parts))
            if parts:
                points, joined = _together(parts)
                item.setData(*points.T, connect=joined)
        self.redraw()

    def _line(self, place: int) -> FloatArray | None:
        """Points of one curve where it is not 0, and where it comes to 0; gaps are NaN."""
        shown = self.shown
        present = shown.present[:, place]
        if not present.any():
            return None
        near = present.copy()
        near[:-1] |= present[1:]
        near[1:] |= present[:-1]
        heights = np.where(near, shown.values[:, place], np.nan)
        return np.stack([shown.at, heights], axis=1)[
            near.argmax() : len(near) - near[::-1].argmax()
        ]

    def show_now(
        self, now: Mapping[Weight, float], then: Mapping[Weight, float], *, held: bool
    ) -> None:
        """Mark these weights at the line and at the pinned one, heights in unit coordinates.

        While something is `held` the names stay where they are (silent).
        """
        self.now, self.then = now, then
        if not held and self._placed_at != self.line_share:
            self._placed = None
        self.set_overlay(self._notes)

    def light(self, weight: Weight | None) -> None:
        """Draw the curve of this weight more strongly (silent)."""
        if weight != self._lit:
            self._lit = weight
            self.viewport().update()

    # -- reading ----------------------------------------------------------------------------------

    def read_at(self, event: QMouseEvent) -> tuple[Point | None, str] | None:
        frame, at = self.frame(), event.position()
        if not self.shown.at.size or not frame.contains(at):
            return None
        share = (at.x() - frame.left()) / frame.width()
        index = int(np.argmin(np.abs(self.shown.at - share)))
        heights = frame.bottom() - self.shown.values[index] * frame.height()
        away = np.where(self.shown.present[index], np.abs(heights - at.y()), np.inf)
        nearest = int(away.argmin()) if away.size else -1
        curve = nearest if away.size and away[nearest] <= self.look.px(_NEAR) else None
        point = None
        if curve is not None:
            point = float(self.shown.at[index]), float(self.shown.values[index, curve])
        return point, self.said_at(index, curve)

    # -- painting ---------------------------------------------------------------------------------

    def band(self) -> QRectF:
        """The strip of counts at the foot of the frame."""
        frame, height = self.frame(), float(self.look.px(_BAND))
        return QRectF(frame.left(), frame.bottom() - height, frame.width(), height)

    def band_share(self) -> float:
        """What the strip and the air above it take of the frame's height."""
        return self.look.px(_BAND + 8) / max(1.0, self.frame().height())

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The level of 0 and the band lie below the line, present weights over it."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zero = self.y_axis.share(0.0)
        painter.setPen(self.look.pen("axis", 1.4))
        painter.drawLine(self.to_pixels(0.0, zero), self.to_pixels(1.0, zero))
        self._draw_band(painter)
        super().drawForeground(painter, rect)
        band = self.band()
        painter.save()
        painter.setClipRect(self.frame().adjusted(-8, -8, 8, -band.height()))
        self._draw_lit(painter)
        if self._pinned is not None:
            x = self.share_of(self._pinned)
            for height in self.then.values():
                self.draw_mark(painter, Mark(x, height, "pin", 10, hollow=True))
        for (index, _), height in self.now.items():
            at = self.to_pixels(self.line_share, height)
            draw_class(painter, self.look, index, at, 5.5 * self.look.scale)
        painter.restore()

    def _draw_lit(self, painter: QPainter) -> None:
        if self._lit not in self.shown.weights:
            return
        line = self._line(self.shown.weights.index(self._lit))
        if line is not None:
            painter.setPen(self._pen(self._lit[0], dash_of(self._lit[1], self.shown.features), 5.0))
            ends = [self.to_pixels(*point) for point in line[np.isfinite(line[:, 1])].tolist()]
            painter.drawPolyline(ends)

    def _draw_band(self, painter: QPainter) -> None:
        look, band, shown = self.look, self.band(), self.shown
        # What of the curves and of the axis lies under it.
        painter.fillRect(band.adjusted(-3, -look.px(8), 3, 3), look.color("card"))
        if not shown.at.size:
            return
        most = max(1, int(shown.counts.max()))
        ends = np.flatnonzero(np.diff(shown.counts))
        middles = (shown.at[ends] + shown.at[ends + 1]) / 2
        edges = [float(shown.at[0]), *middles.tolist(), float(shown.at[-1])]
        counts = [int(shown.counts[end]) for end in (*ends.tolist(), len(shown.at) - 1)]
        painter.setFont(look.font(Type.LABEL))
        metrics = look.metrics(Type.LABEL)
        for left, right, count in zip(edges[:-1], edges[1:], counts, strict=True):
            x, end = (self.to_pixels(share, 0.0).x() for share in (left, right))
            part = QRectF(x, band.top(), end - x, band.height())
            color = mixed(look.color("card"), look.color("penalty_fill"), 0.15 + 0.6 * count / most)
            painter.fillRect(part.adjusted(0.5, 0, -0.5, 0), color)
            text = f"{count}"
            place = self.count_place(part, metrics.horizontalAdvance(text) + look.px(4))
            if place is not None:
                painter.setPen(look.color("text"))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def count_place(self, part: QRectF, width: float) -> QRectF | None:
        """Where in its part of the band a count so wide stands, clear of the line; None without."""
        if width > part.width():
            return None
        place = QRectF(part.center().x() - width / 2, part.top(), width, part.height())
        line, gap = self.to_pixels(self.line_share, 0.0).x(), self.look.px(4)
        if abs(line - part.center().x()) >= width / 2 + gap:
            return place
        if line + gap + width <= part.right():
            place.moveLeft(line + gap)
        else:
            place.moveRight(max(line - gap, part.left() + width))
        return place

    def _notes(self) -> Iterator[Note]:
        """Names at the curves, kept until something else is drawn."""
        if self._placed is None:
            self._placed_at = self.line_share
            self._placed = tuple(self._place())
        yield from self._placed

    def _place(self) -> Iterator[Note]:
        frame, shown = self.frame(), self.shown
        room = max(1.0, frame.width()), max(1.0, frame.height())
        lines: dict[str, FloatArray] = {}
        sizes: dict[str, float] = {}
        for place, weight in enumerate(shown.weights):
            line = self._line(place)
            if line is None:
                continue
            seen = line[np.isfinite(line[:, 1])]
            points = placing.along(np.stack([seen[:, 0], 1.0 - seen[:, 1]], axis=1) * room, room)
            if not len(points):
                continue  # all of it lies above or below the frame
            lines[f"{weight}"] = points
            sizes[f"{weight}"] = float(np.ptp(points[:, 1])) + 0.2 * len(points)
        named = {f"{weight}": weight for weight in shown.weights if weight in self._names}
        zero = 1.0 - self.y_axis.share(0.0)
        level = np.array([(0.0, zero), (1.0, zero)]) * room
        upright = np.array([(self.line_share, 0.0), (self.line_share, 1.0)]) * room
        everything = {
            **lines,
            "zero": placing.along(level, room),
            "line": placing.along(upright, room),
        }
        placer = placing.Placer(room, everything)
        floor = room[1] * (1.0 - self.band_share() / 2)
        placer.take(np.array([room[0] / 2, floor]), (room[0], room[1] * self.band_share()))
        wanted = sorted((key for key in named if key in lines), key=lambda key: -sizes[key])
        for key in wanted[:_NAMES]:
            index, _ = named[key]
            text = self._names[named[key]]
            width = self.look.width(text, Type.SMALL) + self.look.px(6)
            size = width, self.look.metrics(Type.SMALL).height()
            spots = placing.off_curve(lines[key], size, self.look.px(4))
            number = placer.place(spots, size, None, key)
            if number is None or not placer.is_free(spots[number], size, key):
                continue
            x, y = placer.settle(spots[number], size)
            yield Note(x / room[0], 1.0 - y / room[1], text, ink_of(index), Type.SMALL, "")
