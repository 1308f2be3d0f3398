"""A row of options of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role, button_as
from gui.look.painting import KeyboardFocus, draw_box, draw_focus, painter_for
from gui.look.theme import Change, Look, Type
from gui.words.tips import literal

Option = tuple[object, str, str]
"""Key, text and tool tip."""

_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_FORTH = {Qt.Key.Key_Right, Qt.Key.Key_Down}


@spoken_as(button_as(Role.RadioButton))
class Segment(KeyboardFocus, QRadioButton):
    """One option. To a screen reader it is a radio button."""

    double_clicked = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.key: object = None
        self.first = self.last = False
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def hitButton(self, pos: object, /) -> bool:
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.double_clicked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus among siblings by itself; the control decides.
        if event.key() in _BACK | _FORTH | {Qt.Key.Key_Home, Qt.Key.Key_End}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = self._look, self.isChecked()
        fill, ink = "card", "muted"
        if not self.isEnabled():
            fill, ink = ("track", "muted") if chosen else ("card", "outline")
        elif chosen:
            fill, ink = "selected", "on_selected"
        elif self.underMouse():
            fill, ink = "hover", "text"
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), look.color("card"))
            radius = 9 * look.scale
            # Corners are round at the two ends only: inner edges lie outside and are clipped off.
            beyond = 3 * radius
            area = QRectF(self.rect())
            body = area.adjusted(0 if self.first else -beyond, 0, 0 if self.last else beyond, 0)
            line = max(1.0, look.scale)
            draw_box(painter, body, radius, look.color(fill), look.color("outline"), width=line)
            if not self.first:
                painter.fillRect(
                    QRectF(0, line, line, self.height() - 2 * line), look.color("border")
                )
            painter.setFont(look.font(Type.STRONG if chosen else Type.BODY))
            painter.setPen(look.color(ink))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self.ring:
                draw_focus(painter, look, area.adjusted(2, 2, -2, -2), radius * 0.7)


@spoken_as(plainly(Role.Grouping))
class SegmentedControl(QWidget):
    """Options side by side in one rounded outline.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name; each option's is this and its key, ``rail.loss.hinge``.
    """

    chosen = Signal(object)
    """The key a person chose."""
    rename_asked = Signal(object)
    """The key of an option a person double-clicked, or asked to rename with F2."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._segments: list[Segment] = []
        self._options: tuple[Option, ...] = ()
        self._current: object = None
        self.setObjectName(name)
        look.changed.connect(self.apply_look)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        if what & ~Change.COLORS:
            self.updateGeometry()  # it asks for another width than before
        self._place()
        for segment in self._segments:
            segment.update()

    def current(self) -> object:
        """The key of the option that is shown as chosen."""
        return self._current

    def segments(self) -> list[Segment]:
        """The buttons, from left to right."""
        return list(self._segments)

    def segment(self, key: object) -> Segment:
        """The button of one option."""
        return next(segment for segment in self._segments if segment.key == key)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these options; silent."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        while len(self._segments) < len(options):
            segment = Segment(self._look, self)
            segment.clicked.connect(self._clicked)
            segment.double_clicked.connect(self.rename_asked)
            segment.show()
            self._segments.append(segment)
        while len(self._segments) > len(options):
            segment = self._segments.pop()
            segment.hide()
            segment.deleteLater()
        for segment, (key, text, tip) in zip(self._segments, options, strict=True):
            segment.key = key
            segment.first = segment is self._segments[0]
            segment.last = segment is self._segments[-1]
            segment.setObjectName(f"{self.objectName()}.{key}")
            segment.setText(text)
            segment.setToolTip(literal(tip))
            segment.setAccessibleName(text)
            segment.setAccessibleDescription(tip)
        self._place()
        self._mark()

    def set_current(self, key: object) -> None:
        """Show the option `key` as the chosen one; silent."""
        if key != self._current:
            self._current = key
            self._mark()

    def fits(self, texts: Sequence[str], width: int) -> bool:
        """Whether these texts, bold, find room in a control of this width."""
        metrics = self._look.metrics(Type.STRONG)
        room = width / max(1, len(texts)) - 2 * self._look.px(10)
        return all(metrics.horizontalAdvance(text) <= room for text in texts)

    def _mark(self) -> None:
        for segment in self._segments:
            on = segment.key == self._current
            segment.setChecked(on)
            # One stop for Tab; the arrows move inside.
            policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)

    def _choose(self, segment: Segment) -> None:
        if segment.key != self._current:
            self.set_current(segment.key)
            self.chosen.emit(segment.key)

    def _clicked(self) -> None:
        segment = self.sender()
        if isinstance(segment, Segment):
            self._choose(segment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [segment.key for segment in self._segments]
        if self._current not in keys:
            event.ignore()
            return
        at, last = keys.index(self._current), len(keys) - 1
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F2:
            self.rename_asked.emit(self._current)
            return
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key)
        if key in _BACK or key in _FORTH:
            to = min(last, max(0, at + (1 if key in _FORTH else -1)))
        if to is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        self._segments[to].setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(self._segments[to])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._segments)
        for number, segment in enumerate(self._segments):
            left = round(self.width() * number / count)
            right = round(self.width() * (number + 1) / count)
            segment.setGeometry(left, 0, right - left, self.height())

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics(Type.STRONG)
        widest = max((metrics.horizontalAdvance(text) for _, text, _ in self._options), default=0.0)
        padding = 2 * self._look.px(10)
        return QSize(int(len(self._options) * (widest + padding)), max(26, self._look.target(41)))
