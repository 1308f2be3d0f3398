"""A card: the rounded sheet on which a page puts one idea, with a heading and one line of help."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.rich_line import RichLine, spoken
from gui.look.theme import Look, Mode, Type

_SIDE, _APART = 17, 12


@spoken_as(plainly(Role.Heading))
class _Heading(RichLine):
    """What the card is called."""


@spoken_as(plainly(Role.Grouping))
class Card(QWidget):
    """A heading (it asks or states), a hint (it says what to do) and the `body` below them."""

    def __init__(self, look: Look, name: str, body: QWidget, accent: str | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self._accent = accent
        self.body = body
        self._heading = _Heading(f"{name}.heading", keeps_word=True)
        self._hint = RichLine(f"{name}.hint")
        self._top = QHBoxLayout()
        self._top.addWidget(self._heading, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._top)
        self._layout.addWidget(self._hint)
        self._gap = QSpacerItem(0, 0)
        self._layout.addSpacerItem(self._gap)
        self._layout.addWidget(body, 1)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def set_texts(self, heading: str, hint: str) -> None:
        """Show these texts; rich text, so names from a document must come escaped."""
        self._heading.setText(heading)
        self._hint.setText(hint)
        self.setAccessibleName(spoken(heading))
        self.setAccessibleDescription(spoken(hint))

    def heading_width(self) -> float:
        """The width of the whole heading."""
        metrics = self.look.metrics(Type.STAGE if self._accent else Type.HEADING)
        return float(metrics.horizontalAdvance(spoken(self._heading.text())))

    def room_beside_heading(self, width: float) -> float:
        """What the whole heading leaves for a control in the corner of a card so wide."""
        return width - 2 * self.look.px(_SIDE) - self.look.px(_APART) - self.heading_width() - 1

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
        # From the last row it would not be read, and its room is wanted.
        self._hint.setVisible(self.look.mode is Mode.DESK)
        self.update()

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
