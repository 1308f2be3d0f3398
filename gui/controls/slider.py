"""A slider over real numbers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.base.access import spoken_as
from gui.controls.access import SliderInterface
from gui.controls.exact import ExactNumber
from gui.controls.hand import Hand
from gui.controls.mapping import Mapping
from gui.controls.pinned import WIDTH
from gui.controls.steps import Steps, is_fine
from gui.look.painted import Painted
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look
from gui.words import numbers

_GRAB = 12.0


@spoken_as(SliderInterface)
class ValueSlider(ExactNumber, Hand[tuple[float, float]], KeyboardFocus, Painted):
    """A track with a thumb that stands for a real number, exactly the one it was given.

    It is no QSlider: 3.2 has no place on a scale of integers.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    mapping
        Where on the track a value lies.
    steps
        How far keys and drags move.
    role
        The colour of the filled part; ``<role>_tint`` lies around the thumb under the pointer.
    """

    at_press = True

    def __init__(
        self,
        look: Look,
        name: str,
        mapping: Mapping,
        steps: Steps,
        role: str = "score",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._mapping = mapping
        self._steps = steps
        self._role = role
        self._number = mapping.low
        self._limit: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def mapping(self) -> Mapping:
        """Where values lie on the track."""
        return self._mapping

    def set_number(self, number: float) -> None:
        """Show exactly `number`; silent."""
        if number != self._number:
            self._number = number
            self._follow()

    def set_mapping(self, mapping: Mapping, steps: Steps) -> None:
        """Show other values on the track; silent. Not while a person drags."""
        if (mapping, steps) != (self._mapping, self._steps):
            self._mapping, self._steps = mapping, steps
            self._follow()

    def set_limit(self, number: float | None) -> None:
        """Mark a number beyond which the track warns; silent. None for no mark."""
        if number != self._limit:
            self._limit = number
            self.update()

    def _follow(self) -> None:
        self._describe()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self._number))

    def _describe(self) -> None:
        super()._describe()
        self.setAccessibleDescription(self.exact())
        self.update()

    # -- what an aid asks -------------------------------------------------------------------------

    def value_text(self) -> str:
        """The number as it is said."""
        return numbers.exact(self._number)

    def limits(self) -> tuple[float, float]:
        """From where to where it goes."""
        return self._mapping.low, self._mapping.high

    def stepped(self, count: int) -> float:
        """The number so many steps on."""
        return self._steps.move(self._number, count, "step")

    def go_to(self, number: float) -> None:
        """Go there as if a person had moved it."""
        self.let_go()
        self.began.emit()
        asked = self._asked(number)
        if asked is not None:
            self.moved.emit(asked)
        self.ended.emit()

    def _asked(self, number: float) -> float | None:
        """What is asked for, within the track and shown at once; None if it is there already."""
        number = min(self._mapping.high, max(self._mapping.low, number))
        if number == self._number:
            return None
        self.set_number(number)
        return number

    # -- the pointer ------------------------------------------------------------------------------

    def _ends(self) -> tuple[float, float]:
        inset = 12 * self._look.scale
        return inset, self.width() - inset

    def thumb(self) -> QPointF:
        """The centre of the thumb."""
        return self._place(self._number)

    def _place(self, number: float) -> QPointF:
        left, right = self._ends()
        x = left + (right - left) * self._mapping.share(number)
        return QPointF(x, self.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            event.ignore()

    def grip_at(self, event: QMouseEvent) -> tuple[float, float]:
        """The number at the start, and how far the pointer is from the thumb."""
        offset = event.position().x() - self.thumb().x()
        return self._number, 0.0 if self.brings(event) else offset

    def brings(self, event: QMouseEvent) -> bool:
        """Taking hold of the thumb does not move it; anywhere else it comes to the pointer."""
        offset = event.position().x() - self.thumb().x()
        return abs(offset) > max(_GRAB, 11 * self._look.scale)

    def pull(self, grip: tuple[float, float], event: QMouseEvent) -> float | None:
        """The number at the pointer, if it is another than the one that is shown."""
        left, right = self._ends()
        share = (event.position().x() - grip[1] - left) / max(1.0, right - left)
        return self._asked(self._steps.snap(self._mapping.value(share), is_fine(event)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A list that scrolls under the pointer must not change what it scrolls past.
        event.ignore()

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The keys of Qt's own slider set positions, not numbers.
        if not self.takes_key(event):
            event.ignore()

    def after_key(self, event: QKeyEvent) -> float | None:
        number = self._steps.after_key(event, self._number)
        if number is not None:
            number = min(self._mapping.high, max(self._mapping.low, number))
            self.set_number(number)
        return number

    def drop(self) -> bool:
        """Give the gesture up; a drag gives its number back."""
        if self.grip is not None:
            self.set_number(self.grip[0])
        return super().drop()

    # -- how it looks -----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.target(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(60), self._look.target(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, scale = self._look, self._look.scale
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            left, right = self._ends()
            thumb, middle = self.thumb(), self.height() / 2
            active = self.isEnabled()
            thick = max(2.0, round(6 * scale))
            line = QRectF(left, round(middle - thick / 2), right - left, thick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("track"))
            painter.drawRoundedRect(line, thick / 2, thick / 2)
            self._paint_limit(painter, line)
            line.setRight(thumb.x())
            painter.setBrush(look.color(self._role if active else "axis"))
            painter.drawRoundedRect(line, thick / 2, thick / 2)
            thumb.setY(line.center().y())
            self._paint_pinned(painter, line.center().y())
            tint = look.color(f"{self._role}_tint")
            if active and (self.underMouse() or self.grip is not None):
                painter.setBrush(tint)
                painter.drawEllipse(thumb, 12 * scale, 12 * scale)
            if self.ring:
                painter.setPen(look.pen("focus", 2))
                painter.setBrush(look.color("card"))
                painter.drawEllipse(thumb, 11.2 * scale, 11.2 * scale)
            painter.setPen(look.pen(self._role if active else "axis", 2.4))
            painter.setBrush(tint if self.grip is not None else look.color("card"))
            radius = (7.6 if self.ring else 8.8) * scale
            painter.drawEllipse(thumb, radius, radius)

    def _paint_limit(self, painter: QPainter, line: QRectF) -> None:
        """What lies beyond the limit in a warning colour, and a mark where it begins."""
        if self._limit is None:
            return
        beyond, x = QRectF(line), self._place(self._limit).x()
        beyond.setLeft(x)
        painter.setBrush(self._look.color("second_tint"))
        painter.drawRect(beyond)
        high, width = 22 * self._look.scale, max(2.0, 2.4 * self._look.scale)
        painter.setBrush(self._look.color("second"))
        painter.drawRect(QRectF(x - width / 2, line.center().y() - high / 2, width, high))

    def _paint_pinned(self, painter: QPainter, middle: float) -> None:
        """A hollow mark across the track, taller than the thumb, which may lie over it."""
        if self._pinned is None or self._pinned == self._number:
            return
        size = QSizeF(max(4.0, 6 * self._look.scale), 25 * self._look.scale)
        mark = QRectF(QPointF(), size)
        mark.moveCenter(QPointF(self._place(self._pinned).x(), middle))
        painter.setPen(self._look.pen("pin", WIDTH))
        painter.setBrush(self._look.color("card"))
        painter.drawRoundedRect(mark, size.width() / 2, size.width() / 2)
