"""The frame that all curve plots share: pyqtgraph with ranges, ticks and labels we own.

Curves are drawn in unit coordinates (0 to 1 both ways) and mapped here, so that a score of 1e300
costs pyqtgraph no overflow, a new range is a new set of tick labels and nothing else, and no
range ever changes unless the panel says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView

from gui.base.access import spoken_as
from gui.charts.curves import ticks
from gui.charts.curves.access import PlotInterface
from gui.charts.curves.axis import Axis
from gui.charts.curves.inset import Inset, paint_inset
from gui.charts.curves.sheet import Sheet
from gui.look.painting import font_for, is_vector, painter_for, write
from gui.look.theme import Look, Mode, Type


@dataclass(frozen=True, slots=True)
class Note:
    """A text at a point of the plot, in unit coordinates.

    `side` says where the text stands seen from the point: some of the letters l, r (left, right),
    t, b (above, below); none means centred. `framed` puts a sheet under the text to keep it
    readable over curves. `change`, since the pin, stands small after the text.
    """

    x: float
    y: float
    text: str
    role: str = "text"
    type: Type = Type.BODY
    side: str = "r"
    framed: bool = False
    distance: float = 12.0
    change: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A round point of the plot, in unit coordinates: filled, or hollow with a coloured edge."""

    x: float
    y: float
    role: str = "loss"
    size: float = 17.0
    hollow: bool = False


@spoken_as(PlotInterface)
class Plot(pg.GraphicsView):
    """A plot whose ranges, ticks, marks and notes are set by its panel.

    Curves and areas are pyqtgraph's, and are drawn anew only after `redraw`: most frames of a drag
    move nothing but marks. Marks and notes are painted over them in pixels: a scatter item or an
    infinite line costs more than all curves together and asks for a second painting.
    """

    numbers_apart: ClassVar[float] = 7.0
    """Design pixels from the numbers at the left to the frame."""

    def __init__(self, look: Look, name: str, left_width: float = 44.0) -> None:
        super().__init__(background=None)
        self.sheet = Sheet()
        self.setCentralItem(self.sheet)
        self.setObjectName(name)
        self.look = look
        self._left_width = left_width
        self._left_least = 0.0
        self.left_room = 0.0
        """What the numbers at the left need."""
        self.x_axis = Axis(0.0, 1.0, ())
        self.y_axis = Axis(0.0, 1.0, ())
        self._overlay: Callable[[], Iterable[Mark | Note | Inset]] = tuple
        self._numbers: dict[str, list[tuple[float, str]]] = {}
        self._picture: QPixmap | None = None
        self._frame: QRectF | None = None
        # The panel says when a frame is complete. Updates by item come a turn later than that and
        # would have every frame painted twice.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A handful of items needs no index, and one kept anew at each change is slower than none.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        # The scene's own answer, an empty tool tip, would wipe away the reading at the pointer.
        self.viewport().installEventFilter(self)
        look.changed.connect(self.apply_look)

    # -- no zooming, no dragging of curves: the scene has no use for pointer and keys ----------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing to drag here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing to point at."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the key to the window."""
        event.ignore()

    def wheelEvent(self, event: object) -> None:
        """Teaching plots do not zoom."""

    # -- what it shows ------------------------------------------------------------------------

    def addItem(self, item: QGraphicsItem, *, ignoreBounds: bool = True) -> None:
        """Draw an item over unit coordinates."""
        self.sheet.view.addItem(item, ignoreBounds=ignoreBounds)

    def lay_under(self, *items: QGraphicsItem) -> None:
        """Draw these under marks and lines, each over the one before."""
        for depth, item in enumerate(items, start=-len(items)):
            item.setZValue(depth)
            self.addItem(item)

    def set_axes(self, x_axis: Axis, y_axis: Axis) -> None:
        """Use these ranges and ticks from now on."""
        if (x_axis, y_axis) == (self.x_axis, self.y_axis):
            return
        self.x_axis, self.y_axis = x_axis, y_axis
        self.redraw()
        self._fit_margins()
        self._fit_right_margin()
        self._fit_numbers()
        # Left to itself the layout follows after the painting, and nothing paints again then.
        self.sheet.rows.activate()

    def ticks_of(self, axis: Axis) -> ticks.Ticks:
        """Those of an axis: finer ones where the plot has a whole page, fewer in a hall."""
        if self.look.times > 1.0:
            return ticks.finer(axis.ticks)
        return ticks.fewer(axis.ticks) if self.look.mode is Mode.PROJECTOR else axis.ticks

    def _fit_numbers(self) -> None:
        """Write as many numbers beside the plot and under it as stand apart."""
        look, axes = self.look, self.sheet.axes
        high = look.metrics(Type.SMALL).height()
        room = self.width() - axes["left"].width() - self._right_margin()
        for side, axis, length, size in (
            ("left", self.y_axis, self.frame().height(), lambda _: high),
            ("bottom", self.x_axis, room, partial(look.width, role=Type.SMALL)),
        ):
            labels = axis.written(self.ticks_of(axis), length, size, look.px(6))
            if labels != self._numbers.get(side):
                self._numbers[side] = labels
                axes[side].setTicks([labels])

    def _right_margin(self) -> int:
        width = self.look.metrics(Type.SMALL).horizontalAdvance
        last = width(self.x_axis.ticks[-1][1]) if self.x_axis.ticks else 0.0
        return max(self.look.px(22), round(last / 2) + self.look.px(4))

    def _fit_right_margin(self) -> None:
        """Leave half the last number's width at the right: 200000 cut short reads as 20000."""
        margins = 0, self.look.px(8), self._right_margin(), 0
        self.sheet.rows.setContentsMargins(*margins)

    def _fit_margins(self) -> None:
        """Give the numbers of the axes the room they need, and the same room for the usual ones."""
        width = self.look.metrics(Type.SMALL).horizontalAdvance
        widest = max((width(text) for _, text in self.ticks_of(self.y_axis)), default=0.0)
        # Half the first number under the plot stands there too: cut short it would be another.
        first = width(self.x_axis.ticks[0][1]) if self.x_axis.ticks else 0.0
        needed = widest + self.look.px(self.numbers_apart + 9)
        room = max(self.look.px(self._left_width), needed, first / 2)
        self.left_room = room
        self.sheet.axes["left"].setWidth(max(room, self._left_least))

    def leave_left(self, room: float) -> None:
        """Give the numbers at the left so many pixels at least: as many as a plot above has."""
        if room != self._left_least:
            self._left_least = room
            self._fit_margins()
            self.redraw()
            self.sheet.rows.activate()

    def set_overlay(self, overlay: Callable[[], Iterable[Mark | Note | Inset]]) -> None:
        """Paint these over the curves, in order; asked for when painting, with sizes settled.

        This completes a frame: what was set on axes, curves and areas is painted with it.
        """
        self._overlay = overlay
        self.viewport().update()

    def paper(self) -> QColor:
        """What the scene is drawn on."""
        return self.look.color("card")

    def redraw(self) -> None:
        """Draw axes, curves and areas anew with the next frame: one of them has changed."""
        self._picture = None
        self.viewport().update()

    def frame(self) -> QRectF:
        """The plot area inside the axes, in pixels of the widget."""
        if self._frame is not None:
            return self._frame
        return QRectF(self.mapFromScene(self.sheet.view.sceneBoundingRect()).boundingRect())

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Unit coordinates as pixels of the widget."""
        frame = self.frame()
        return QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.height())

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        look = self.look
        font = look.font(Type.SMALL)
        for side in ("bottom", "left"):
            axis = self.sheet.axes[side]
            # The labels at the ends of the range are wanted, so none is hidden for its place.
            axis.setStyle(
                tickLength=0,
                tickFont=font,
                tickTextOffset=look.px(self.numbers_apart if side == "left" else 7),
                hideOverlappingLabels=200,
                tickAlpha=0,
            )
            axis.setTextPen(look.color("muted"))
            axis.setPen(look.pen("axis", 1.4) if side == "bottom" else None)
        self._fit_margins()
        self.sheet.axes["bottom"].setHeight(look.px(34))
        self._fit_right_margin()
        self.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw everything anew at the new size."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture of the scene, made anew if it must be, and marks and notes over it."""
        self._frame = self.frame()
        with painter_for(self.viewport()) as painter:
            # Upright and level lines stay sharp; what is round asks for smooth edges itself.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self.draw_ground(painter)
            if is_vector(painter):
                self._draw_shapes(painter)
            else:
                # On another screen a pixel may be of another size.
                ratio = self.viewport().devicePixelRatioF()
                if self._picture is None or self._picture.devicePixelRatio() != ratio:
                    self._picture = self._drawn(ratio)
                painter.drawPixmap(0, 0, self._picture)
            self.drawForeground(painter, QRectF(self.viewport().rect()))
        self._frame = None

    def draw_ground(self, painter: QPainter) -> None:
        """Paint what lies below the picture of the scene, if that lets it through."""

    def _draw_shapes(self, painter: QPainter) -> None:
        """Draw the scene into a file, its numbers as the file can name their font."""
        font = self.look.font(Type.SMALL)
        axes = [self.sheet.axes[side] for side in ("bottom", "left")]
        for axis in axes:
            axis.setStyle(tickFont=font_for(painter, font))
        self._draw_scene(painter)
        for axis in axes:
            axis.setStyle(tickFont=font)

    def _drawn(self, ratio: float) -> QPixmap:
        """The scene as it is, on its paper."""
        picture = QPixmap((QSizeF(self.viewport().size()) * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.paper())
        with QPainter(picture) as painter:
            self._draw_scene(painter)
        return picture

    def _draw_scene(self, painter: QPainter) -> None:
        self._fit_numbers()
        self.scene().prepareForPaint()
        area = self.viewport().rect()
        source = self.mapToScene(area).boundingRect()
        self.scene().render(painter, QRectF(area), source, Qt.AspectRatioMode.IgnoreAspectRatio)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.ToolTip:
            return True
        return bool(super().eventFilter(watched, event))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint marks and notes, in pixels."""
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.frame()
        for thing in self._overlay():
            if isinstance(thing, Mark):
                self.draw_mark(painter, thing)
            elif isinstance(thing, Inset):
                paint_inset(painter, self.look, thing)
            else:
                self._draw_note(painter, thing, frame)

    def draw_mark(self, painter: QPainter, mark: Mark) -> None:
        """Paint one mark; the painter works in pixels."""
        radius = self.look.px(mark.size) / 2
        painter.setPen(self.look.pen(mark.role if mark.hollow else "card", 2))
        painter.setBrush(self.look.color("card" if mark.hollow else mark.role))
        painter.drawEllipse(self.to_pixels(mark.x, mark.y), radius, radius)

    def _draw_note(self, painter: QPainter, note: Note, frame: QRectF) -> None:
        look = self.look
        metrics = look.metrics(note.type)
        text_width, height = look.width(note.text, note.type) + look.px(4), metrics.height()
        change_width = look.width(note.change, Type.SMALL) + look.px(8) if note.change else 0.0
        width = text_width + change_width
        distance = look.px(note.distance)
        point = self.to_pixels(note.x, note.y)
        left, top = point.x() - width / 2, point.y() - height / 2
        for side in note.side:
            left = {"l": point.x() - distance - width, "r": point.x() + distance}.get(side, left)
            top = {"t": point.y() - distance - height, "b": point.y() + distance}.get(side, top)
        left = min(max(left, frame.left()), self.width() - width)
        top = min(max(top, 0.0), self.height() - height)
        place = QRectF(left, top, width, height)
        if note.framed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("card", 0.82))
            painter.drawRoundedRect(place, look.px(4), look.px(4))
        part = QRectF(left, top, text_width, height)
        write(painter, look, part, note.text, note.type, note.role)
        if note.change:
            # On one baseline, whatever the size of the text.
            baseline = part.center().y() + (metrics.ascent() - metrics.descent()) / 2
            painter.setFont(look.font(Type.SMALL))
            painter.setPen(look.color("pin"))
            painter.drawText(QPointF(part.right() + look.px(6), baseline), note.change)
