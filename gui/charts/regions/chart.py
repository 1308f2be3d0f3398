"""Regions of a plane with the examples in it: points to drag, to add and to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap, QRegion, QResizeEvent

from gui.charts.regions.ground import Places, paint_ground
from gui.charts.regions.layout import (
    Ground,
    Held,
    Points,
    RegionLayout,
    Ticks,
    lay_out_regions,
    ordered,
)
from gui.charts.regions.points import Stamps, paint_chosen, paint_held, paint_point
from gui.controls.hand import Hand
from gui.controls.steps import is_fine
from gui.controls.walking import ALONG, DOWN, modifiers_of, place_after
from gui.look.painting import draw_focus, is_vector
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart

_DEAD_ZONE = 3
"""Pixels that a pressed pointer may tremble before it drags."""
_OUT = 0.02
"""In parts of the plane: so far outside a point is let go of, not set there."""
_KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)} | {
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}
_STEP, _FINE = 0.02, 0.004
"""In parts of the plane."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What a press took: a point and how far from its middle, or an empty place."""

    index: int | None
    offset: QPointF
    start: QPointF


@dataclass(frozen=True, slots=True)
class Moved:
    """A point and where it is wanted, as shares of the plane; None for nowhere."""

    index: int
    place: tuple[float, float] | None
    fine: bool = False


class RegionMap(Hand[Grip], MarkChart[int, RegionLayout]):
    """The plane. Arrows walk the points, with Ctrl they move one.

    Signals
    -------
    began(), moved(Moved), ended(), cancelled()
        A point in the hand.
    chosen(index), removed(index)
    added((u, v))
        A click beside all points, or Insert, at a place in the plane.
    """

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, look: Look, name: str, tip: Callable[[int], tuple[str, str, str]]) -> None:
        self._tip = tip
        self.ground: Ground | None = None
        self.points = Points()
        self.ticks: tuple[Ticks, Ticks] = ((), ())
        self.selected: int | None = None
        self.held: tuple[int, Held] | None = None
        self.upright = True
        self.editable = True
        self._stamps = Stamps(look)
        self._floor: tuple[tuple[object, ...], QPixmap | None] | None = None
        self._layer: tuple[tuple[object, ...], QPixmap] | None = None
        self._orders: dict[int, Sequence[int]] = {}
        self._names: Places = {}
        super().__init__(look, name)

    # -- what it shows ----------------------------------------------------------------------------

    def show_ground(
        self, ground: Ground | None, ticks: tuple[Ticks, Ticks], *, upright: bool
    ) -> None:
        """Show these areas (silent); `upright` where the height of a point can be set too."""
        self.ground, self.upright = ground, upright
        places = ticks != self.ticks
        self.ticks = ticks
        self.changed(places=places)

    def show_points(self, points: Points, selected: int | None) -> None:
        """Show these points, one of which is chosen in the rail (silent)."""
        if points is self.points and selected == self.selected:
            return
        moved = points.places is not self.points.places
        self.points, self.selected = points, selected
        if moved:
            self._orders.clear()
        self.changed(places=moved)

    def show_held(self, held: tuple[int, Held] | None) -> None:
        """Say this beside a point that is being moved (silent)."""
        self.held = held
        self.update()

    def set_editable(self, *, editable: bool) -> None:
        """Whether points can be moved, added and removed."""
        self.editable = editable

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._stamps.forget()
        self._floor = self._layer = None
        if what & ~Change.COLORS:
            self._names.clear()
        super().apply_look(what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find places for the names anew: they stay where they are while it has one size."""
        super().resizeEvent(event)
        self._names.clear()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(560), self.look.px(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(220), self.look.px(160))

    @property
    def is_away(self) -> bool:
        """Whether the point in the hand is outside the plane, to be taken away."""
        last = self._last
        return self.dragging and isinstance(last, Moved) and last.place is None

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return range(len(self.points.places))

    def has(self, key: int) -> bool:
        return 0 <= key < len(self.points.places)

    def start(self) -> int | None:
        return self.selected if self.selected is not None and self.has(self.selected) else None

    def lay_out(self, area: QRectF) -> RegionLayout:
        look = self.look
        widest = max((look.width(text, Type.SMALL) for _, text in self.ticks[1]), default=0.0)
        line = look.metrics(Type.SMALL).height()
        left = max(look.px(18), widest + look.px(10)) if self.ticks[1] else look.px(14)
        last = look.width(self.ticks[0][-1][1], Type.SMALL) / 2 if self.ticks[0] else 0.0
        below = line + look.px(8) if self.ticks[0] else look.px(2)
        frame = area.adjusted(left, line / 2, -max(last, look.px(4)), -below)
        return lay_out_regions(frame, self.points, look.scale)

    def mark_at(self, point: QPointF) -> int | None:
        return self.layout_now.at(point)

    def place_of(self, key: int) -> QRectF:
        return self.layout_now.place(key)

    def touched(self, key: int) -> QRectF:
        return QRectF()

    def tip_of(self, key: int) -> str:
        return self._tip(key)[2]

    def name_of(self, key: int) -> str:
        return self._tip(key)[0]

    def value_of(self, key: int) -> str:
        return self._tip(key)[1]

    def shape_over(self, key: int) -> Qt.CursorShape:
        if not self.editable:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.SizeAllCursor if self.upright else Qt.CursorShape.SizeHorCursor

    def step_from(self, key: int, event: QKeyEvent) -> int | None:
        """Left and right by the places to the right, up and down by those upwards."""
        sideways = Qt.Key(event.key()) not in DOWN
        axis = 0 if sideways else 1
        if axis not in self._orders:
            self._orders[axis] = ordered(self.points.places, axis)
        order = self._orders[axis]
        steps = ALONG if sideways else {key: -step for key, step in DOWN.items()}
        to = place_after(event, order.index(key), len(order), steps, self.far)
        return None if to is None else order[to]

    # -- a point in the hand ----------------------------------------------------------------------

    def grip_at(self, event: QMouseEvent) -> Grip | None:
        at = event.position()
        index = self.layout_now.at(at)
        if index is None:
            inside = self.editable and self.layout_now.frame.contains(at)
            return Grip(None, QPointF(), at) if inside else None
        self.ring, self.current = False, index
        if index != self.selected:
            self.choose(index)
        if not self.editable:
            return None
        return Grip(index, QPointF(*self.layout_now.points[index].tolist()) - at, at)

    def pull(self, grip: Grip, event: QMouseEvent) -> Moved | None:
        away = event.position() - grip.start
        if grip.index is None or (not self.dragging and away.manhattanLength() < _DEAD_ZONE):
            return None
        u, v = self.layout_now.shares(event.position() + grip.offset)
        if not (-_OUT <= u <= 1 + _OUT and -_OUT <= v <= 1 + _OUT):
            return Moved(grip.index, None)
        place = min(1.0, max(0.0, u)), min(1.0, max(0.0, v))
        return Moved(grip.index, place, is_fine(event))

    def clicked(self, grip: Grip) -> None:
        if grip.index is None:
            self.added.emit(self.layout_now.shares(grip.start))

    def after_key(self, event: QKeyEvent) -> Moved | None:
        """With Ctrl the arrows move the point that the keyboard is on."""
        here, way = self.here, _KEYS.get(Qt.Key(event.key()))
        modifiers = modifiers_of(event)
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if not self.editable or here is None or way is None or not modifiers & control:
            return None
        self.ring, self.current = True, here
        u, v = self.points.places[here].tolist()
        step = _FINE if modifiers & shift else _STEP
        u, v = u + way[0] * step, v + way[1] * step * self.upright
        return Moved(here, (min(1.0, max(0.0, u)), min(1.0, max(0.0, v))), bool(modifiers & shift))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the point away that the keyboard is on, Insert adds one."""
        here, key = self.here, Qt.Key(event.key())
        if self.editable and key == Qt.Key.Key_Delete and here is not None:
            self.removed.emit(here)
        elif self.editable and key == Qt.Key.Key_Insert:
            u, v = (0.5, 0.5) if here is None else self.points.places[here].tolist()
            self.added.emit((u + (0.03 if u < 0.9 else -0.03), v))
        else:
            super().keyPressEvent(event)

    # -- how it looks -----------------------------------------------------------------------------

    def paint(self, painter: QPainter, region: QRegion) -> None:
        layout = self.layout_now
        self._paint_axes(painter, layout)
        if layout.frame.width() < 2 or layout.frame.height() < 2:
            return
        if self.ground is not None:
            self._paint_floor(painter, layout, self.ground)
        elif len(self.points.places):  # no W parts them
            painter.setPen(self.look.pen("border", 1.0))
            painter.drawRect(layout.frame)
        painter.save()
        painter.setClipRect(layout.frame.adjusted(-2, -2, 2, 2))
        apart = None if self.held is None or not self.has(self.held[0]) else self.held[0]
        self._paint_layer(painter, layout, apart)
        self._stamps.paint_wrong(painter, layout, self.points, apart)
        look, lit, points = self.look, self.lighted, self.points
        if apart is not None and self.held is not None:
            paint_held(painter, look, layout, points, apart, self.held[1])
        for index in dict.fromkeys((self.selected, lit, apart)):
            if index is not None and self.has(index):
                large = index in {lit, apart}
                paint_point(painter, look, layout, points, index, large=large)
        if self.selected is not None and self.has(self.selected):
            paint_chosen(painter, look, layout, points, self.selected)
        if self.walked is not None:
            draw_focus(painter, look, layout.place(self.walked), look.px(4))
        painter.restore()

    def _paint_axes(self, painter: QPainter, layout: RegionLayout) -> None:
        look, frame = self.look, layout.frame
        painter.setPen(look.color("muted"))
        painter.setFont(look.font(Type.SMALL))
        line, wide = look.metrics(Type.SMALL).height(), 4 * look.px(60)
        for share, text in self.ticks[0]:
            x = frame.left() + share * frame.width()
            place = QRectF(x - wide / 2, frame.bottom() + look.px(5), wide, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share, text in self.ticks[1]:
            y = frame.bottom() - share * frame.height()
            place = QRectF(frame.left() - wide - look.px(7), y - line / 2, wide, line)
            painter.drawText(place, flags, text)

    def _paint_floor(self, painter: QPainter, layout: RegionLayout, ground: Ground) -> None:
        points = layout.points
        if is_vector(painter):
            paint_ground(painter, self.look, ground, layout.frame, points, self._names)
            return
        key = (ground, layout.frame, painter.device().devicePixelRatioF())
        if self._floor is None or self._floor[0] != key:
            # Where W moves, each frame has another: what is seen once is not worth keeping.
            self._floor = key, None
            painter.fillRect(layout.frame, self.look.color("card"))
            paint_ground(painter, self.look, ground, layout.frame, points, self._names)
            return
        kept = self._floor[1]
        if kept is None:
            kept = self._kept(painter, opaque=True)
            with QPainter(kept) as brush:
                paint_ground(brush, self.look, ground, layout.frame, points, self._names)
            self._floor = key, kept
        frame, ratio = layout.frame, kept.devicePixelRatio()
        source = QRectF(frame.topLeft() * ratio, frame.size() * ratio)
        painter.drawPixmap(frame, kept, source)

    def _paint_layer(self, painter: QPainter, layout: RegionLayout, apart: int | None) -> None:
        """All points but one that is drawn apart; kept, since most frames move no other."""
        points = self.points
        others = np.arange(len(points.places))
        if apart is not None:
            others = others[others != apart]
        if is_vector(painter):
            self._stamps.paint(painter, layout, points, others)
            return
        rest = points.places if apart is None else np.delete(points.places, apart, axis=0)
        arrays = (rest.tobytes(), points.labels.tobytes(), points.hollow.tobytes())
        key = (*arrays, apart, layout.frame, painter.device().devicePixelRatioF())
        if self._layer is None or self._layer[0] != key:
            kept = self._kept(painter, opaque=False)
            with QPainter(kept) as brush:
                self._stamps.paint(brush, layout, points, others)
            self._layer = key, kept
        painter.drawPixmap(0, 0, self._layer[1])

    def _kept(self, painter: QPainter, *, opaque: bool) -> QPixmap:
        """A picture as large as the widget, to be kept for other frames."""
        ratio = painter.device().devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.look.color("card") if opaque else Qt.GlobalColor.transparent)
        return picture
