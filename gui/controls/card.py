"""A card: the rounded sheet on which a page puts one idea, with a heading and one line of help."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button, Kind
from gui.controls.rich_line import RichLine, spoken
from gui.look.painting import is_vector
from gui.look.theme import Look, Room, Type
from gui.words.tips import literal
from gui.words.translation import tr

_SIDE, _APART = 17, 12


@spoken_as(plainly(Role.Heading))
class _Heading(RichLine):
    """What the card is called."""


class GrowButton(Button):
    """Stands behind the heading, and is seen where the pointer or the keyboard is."""

    full = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        card = self.parentWidget()
        with QPainter(self) as painter:
            in_file = is_vector(painter)  # where nobody could press it
        wanted = self.full or self.ring or (card is not None and card.underMouse())
        if wanted and not in_file:
            super().paintEvent(event)


@spoken_as(plainly(Role.Grouping))
class Card(QWidget):
    """A heading (it asks or states), a hint (it says what to do) and the `body` below them.

    Signals
    -------
    fill_asked(card)
        It is to fill the page, or to give it back.
    """

    fill_asked = Signal(object)

    growth: ClassVar[float] = 1.35
    """How much larger its type is when it fills the page."""

    def __init__(self, look: Look, name: str, body: QWidget, accent: str | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self._accent = accent
        self.body = body
        self._heading = _Heading(f"{name}.heading", keeps_word=True)
        self._hint = RichLine(f"{name}.hint")
        # Made before the body takes its place: the keyboard comes to it first.
        self._grow = GrowButton(look, f"{name}.grow", Kind.FLAT, "grow", self)
        self._grow.clicked.connect(self._ask)
        self._top = QHBoxLayout()
        self._top.addWidget(self._heading, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._top)
        self._layout.addWidget(self._hint)
        self._gap = QSpacerItem(0, 0)
        self._layout.addSpacerItem(self._gap)
        self._layout.addWidget(body, 1)
        # The pointer would find the heading, which takes the whole line. Not by raising the button:
        # that would make it the last of the card's parts, and so of the page's for the keyboard.
        for line in (self._heading, self._hint):
            line.stackUnder(self._grow)
            line.resized.connect(self._place_button)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _ask(self) -> None:
        self.fill_asked.emit(self)

    def set_full(self, *, full: bool) -> None:
        """Say on the button in the corner of the heading what a press would do (silent)."""
        self._grow.full = full
        self._grow.set_glyph("shrink" if full else "grow")
        self._name_button()

    def _name_button(self) -> None:
        kind = "shrink" if self._grow.full else "grow"
        self._grow.setToolTip(literal(tr(f"card.{kind}.tip")))
        heading = spoken(self._heading.text())
        self._grow.setAccessibleName(tr(f"card.{kind}", heading=heading))

    def _place_button(self) -> None:
        """Behind the heading, or where a control leaves no room there at the end of the hint."""
        line, size = self._heading.geometry(), self._grow.sizeHint()
        left = int(self.heading_width()) + self.look.px(4)
        if left + size.width() > line.width() and self._leaves(size.width()):
            line = self._hint.geometry()
            left = line.width()
        left = min(left, line.width() - size.width())
        top = line.center().y() - size.height() // 2
        self._grow.setGeometry(line.left() + left, top, size.width(), size.height())

    def _leaves(self, room: int) -> bool:
        """Whether there is a hint, and so much room behind it."""
        width = self.look.width(spoken(self._hint.text()), Type.SMALL)
        return not self._hint.isHidden() and width + room <= self._hint.width()

    def set_texts(self, heading: str, hint: str) -> None:
        """Show these texts; rich text, so names from a document must come escaped."""
        other = heading != self._heading.text()
        if other:
            self._heading.setText(heading)
            self._name_button()
        if other or hint != self._hint.text():
            self._hint.setText(hint)
            self._place_button()
        self.setAccessibleName(spoken(heading))
        self.setAccessibleDescription(spoken(hint))

    def heading_width(self) -> float:
        """The width of the whole heading."""
        metrics = self.look.metrics(Type.STAGE if self._accent else Type.HEADING)
        return float(metrics.horizontalAdvance(spoken(self._heading.text())))

    def room_beside_heading(self, width: float) -> float:
        """What the whole heading leaves for a control in the corner of a card so wide."""
        return width - 2 * self.look.px(_SIDE) - self.look.px(_APART) - self.heading_width() - 1

    @property
    def inner_width(self) -> int:
        """How wide the body is or, before the layout has got to it, is going to be."""
        return self.width() - 2 * self.look.px(_SIDE)

    @property
    def corner_gap(self) -> int:
        """How far controls in the corner stand apart."""
        return self.look.px(_APART)

    def add_corner(self, widget: QWidget) -> None:
        """Put a small control at the right end of the heading's line."""
        self._top.addWidget(widget, 0)

    def apply_look(self) -> None:
        """Take over fonts, sizes and colours."""
        px = self.look.px
        self._layout.setContentsMargins(px(_SIDE), px(13 if self._accent else 8), px(_SIDE), px(12))
        self._layout.setSpacing(0)
        self._top.setSpacing(px(_APART))
        # One height for the heading's line, whether or not a control stands in its corner.
        self._heading.setFixedHeight(px(38))
        self._gap.changeSize(0, px(8))
        for label, role, color in (
            (self._heading, Type.STAGE if self._accent else Type.HEADING, self._accent or "text"),
            (self._hint, Type.SMALL, "muted"),
        ):
            label.setFont(self.look.font(role))
            palette = label.palette()
            palette.setColor(label.foregroundRole(), self.look.color(color))
            label.setPalette(palette)
            label.fit()
        # The first to give way where room is wanted.
        self._hint.setVisible(self.look.room is Room.WHOLE)
        self._name_button()
        self._place_button()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the button be seen."""
        self._grow.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the button go."""
        self._grow.update()
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the heading: the same as the button."""
        if event.position().y() <= self._heading.geometry().bottom():
            self._ask()
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, its border and the coloured top edge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius = self.look.px(10)
            sheet = QPainterPath()
            sheet.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.fillPath(sheet, self.look.color("card"))
            if self._accent:
                painter.setClipPath(sheet)
                edge = QRectF(0, 0, self.width(), self.look.px(5))
                painter.fillRect(edge, self.look.color(self._accent))
                painter.setClipping(False)
            painter.setPen(QPen(self.look.color("border"), 1))
            painter.drawPath(sheet)
