"""What the shades of a landscape mean: a bar of them with the values at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.painting import painter_for
from gui.look.theme import Change, Look, Type


class Reading(NamedTuple):
    """A point of the landscape: its mark (point or diamond), its name and its value.

    `change`, since the pin, stands before the value where it finds room.
    """

    mark: str
    name: str
    value: str
    change: str = ""


@spoken_as(plainly(Role.Chart))
class ShadeScale(QWidget):
    """A caption, shades from the least to the most, and the values at marked points."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._caption = ""
        self._ends = ("", "")
        self._colors: tuple[QColor, ...] = ()
        self._readings: tuple[Reading, ...] = ()
        self.setObjectName(name)
        # It fills its own ground, so a new value does not repaint what lies behind.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self.apply_look)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes."""
        if what & ~Change.COLORS:
            self.updateGeometry()
        self.update()

    def caption(self) -> str:
        """What the shades stand for."""
        return self._caption

    def ends(self) -> tuple[str, str]:
        """The values at the ends."""
        return self._ends

    def readings(self) -> tuple[Reading, ...]:
        """The marked points."""
        return self._readings

    def set_scale(
        self,
        caption: str,
        ends: tuple[str, str],
        colors: Sequence[QColor],
        readings: Sequence[Reading] = (),
    ) -> None:
        """Show these; silent."""
        shown = (caption, ends, tuple(colors), tuple(readings))
        if shown == (self._caption, self._ends, self._colors, self._readings):
            return
        if len(readings) != len(self._readings):
            self.updateGeometry()
        self._caption, self._ends, self._colors, self._readings = shown
        self.setAccessibleName(caption)
        said = (f"{one.name} {one.value} {one.change}".rstrip() for one in readings)
        values = [" – ".join(ends), *said]
        self.setAccessibleDescription(", ".join(values))
        self.update()

    def _line(self) -> float:
        return self._look.metrics(Type.SMALL).height()

    def sizeHint(self) -> QSize:
        look = self._look
        # Room for two readings, shown or not: nothing moves when one of them goes.
        return QSize(look.px(120), round(4 * self._line()) + look.px(24 + 10 + 2 * 5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            painter.setFont(look.font(Type.SMALL))
            painter.setPen(look.color("muted"))
            line, width = self._line(), float(self.width())
            left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(0, 0, width, line), int(left), self._caption)
            bar = QRectF(0, line + look.px(5), width, look.px(14))
            below = QRectF(0, bar.bottom() + look.px(3), width, line)
            painter.drawText(below, int(left), self._ends[0])
            painter.drawText(below, int(right), self._ends[1])
            self._draw_bar(painter, bar)
            top = below.bottom() + look.px(10)
            for reading in self._readings:
                self._draw_reading(painter, QRectF(0, top, width, line), reading)
                top += line + look.px(5)

    def _draw_bar(self, painter: QPainter, bar: QRectF) -> None:
        radius = 4 * self._look.scale
        outline = QPainterPath()
        outline.addRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.save()
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        count = len(self._colors)
        edges = [round(bar.width() * number / max(1, count)) for number in range(count + 1)]
        for number, color in enumerate(self._colors):
            width = edges[number + 1] - edges[number]
            painter.fillRect(QRectF(edges[number], bar.top(), width, bar.height()), color)
        painter.restore()
        painter.setPen(self._look.pen("border", 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    def shows_change(self, reading: Reading) -> bool:
        """Whether the change of a reading has room between its name and its value."""
        look = self._look
        texts = (
            (reading.name, Type.SMALL),
            (reading.change, Type.SMALL),
            (reading.value, Type.LABEL),
        )
        used = self._start() + sum(look.width(*text) for text in texts) + 2 * look.px(6)
        return bool(reading.change) and used <= self.width()

    def _start(self) -> float:
        """Where the names begin, behind their marks."""
        return 2 * self._look.px(6) + self._look.px(8)

    def _draw_reading(self, painter: QPainter, place: QRectF, reading: Reading) -> None:
        look = self._look
        reach = look.px(6)
        at = QPointF(reach + 1, place.center().y())
        if reading.mark == "point":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("score"))
            painter.drawEllipse(at, 0.85 * reach, 0.85 * reach)
        else:
            corners = [(reach, 0), (0, reach), (-reach, 0), (0, -reach)]
            painter.setPen(look.pen("loss", 2))
            painter.setBrush(look.color("card"))
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
        metrics = look.metrics(Type.SMALL)
        painter.setPen(look.color("text"))
        painter.setFont(look.font(Type.SMALL))
        start = self._start()
        value = look.metrics(Type.LABEL).horizontalAdvance(reading.value)
        room = place.width() - start - value
        name = metrics.elidedText(reading.name, Qt.TextElideMode.ElideRight, room - look.px(6))
        painter.drawText(place.adjusted(start, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft), name)
        if self.shows_change(reading):
            painter.setPen(look.color("pin"))
            before = place.adjusted(0, 0, -value - look.px(6), 0)
            painter.drawText(before, int(Qt.AlignmentFlag.AlignRight), reading.change)
            painter.setPen(look.color("text"))
        painter.setFont(look.font(Type.LABEL))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), reading.value)
