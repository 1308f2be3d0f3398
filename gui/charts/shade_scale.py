"""What the shades of a landscape mean: a bar of them with the values at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.painted import Painted
from gui.look.painting import diamond, painter_for, write
from gui.look.theme import Look, Type
from gui.words.tips import literal

# At the top of their lines, which no text fills: their fonts differ.
_LEFT, _RIGHT = int(Qt.AlignmentFlag.AlignLeft), int(Qt.AlignmentFlag.AlignRight)


class Reading(NamedTuple):
    """A point of the landscape: its mark (point or diamond), its name and its value.

    `change`, since the pin, stands before the value where it finds room.
    """

    mark: str
    name: str
    value: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the shades stand for, the values at their ends, the marked points, and the tool tip."""

    caption: str = ""
    ends: tuple[str, str] = ("", "")
    readings: tuple[Reading, ...] = ()
    exact: str = ""


@spoken_as(plainly(Role.Chart))
class ShadeScale(Painted):
    """A caption, shades from the least to the most, and the values at marked points."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.shown = Scale()
        self._colors: tuple[QColor, ...] = ()

    def show_scale(self, shown: Scale, colors: Sequence[QColor]) -> None:
        """Show this in these shades; silent."""
        if (shown, tuple(colors)) == (self.shown, self._colors):
            return
        self.shown, self._colors = shown, tuple(colors)
        self.setToolTip(literal(shown.exact))
        self.setAccessibleName(shown.caption)
        said = (f"{one.name} {one.value} {one.change}".rstrip() for one in shown.readings)
        self.setAccessibleDescription(", ".join([" – ".join(shown.ends), *said]))
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
        look, shown = self._look, self.shown
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            line, width = self._line(), float(self.width())
            bar = QRectF(0, line + look.px(5), width, look.px(14))
            above, below = (QRectF(0, y, width, line) for y in (0, bar.bottom() + look.px(3)))
            words = (above, shown.caption, _LEFT), (below, shown.ends[0], _LEFT)
            for place, text, side in (*words, (below, shown.ends[1], _RIGHT)):
                write(painter, look, place, text, Type.SMALL, "muted", side)
            self._draw_bar(painter, bar)
            top = below.bottom() + look.px(10)
            for reading in shown.readings:
                if top + line > self.height() + 1:
                    break  # beside choosers with long names; the points say it in the picture
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
            painter.setPen(look.pen("loss", 2))
            painter.setBrush(look.color("card"))
            painter.drawPolygon(diamond(at, reach))
        metrics = look.metrics(Type.SMALL)
        start = self._start()
        value = look.metrics(Type.LABEL).horizontalAdvance(reading.value)
        room = place.width() - start - value
        name = metrics.elidedText(reading.name, Qt.TextElideMode.ElideRight, room - look.px(6))
        write(painter, look, place.adjusted(start, 0, 0, 0), name, Type.SMALL, "text", _LEFT)
        if self.shows_change(reading):
            before = place.adjusted(0, 0, -value - look.px(6), 0)
            write(painter, look, before, reading.change, Type.SMALL, "pin", _RIGHT)
        write(painter, look, place, reading.value, Type.LABEL, "text", _RIGHT)
