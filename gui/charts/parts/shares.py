"""A bar of shares whose parts can be pointed at, walked by keys and chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.charts.parts.share_layout import Part, Shares, lay_out_shares
from gui.charts.parts.share_paint import ShareColors, paint_shares
from gui.controls.tip_filter import TipFilter
from gui.look.painting import KeyboardFocus, painter_for
from gui.look.theme import Look
from gui.words.translation import tr

_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LEAST = 7.0
_PINNED = 14.0


class ShareBar(KeyboardFocus, QWidget):
    """Parts side by side, the largest first; below them, thin, as they were when pinned.

    Parameters
    ----------
    look, name
        How the window looks now; the object name.
    colors
        Roles of the parts.
    height
        Of the parts, in design pixels.
    tip
        What a part says when pointed at.
    choosable
        Whether a click or Enter chooses a part.
    """

    pointed = Signal(object)
    """The key of the part under the pointer or the keyboard; None for the rest and for no part."""
    chosen = Signal(object)
    """The key of a part a person chose."""

    def __init__(
        self,
        look: Look,
        name: str,
        colors: ShareColors,
        height: float,
        tip: Callable[[Part], str],
        *,
        choosable: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.colors = colors
        self._height = height
        self._tip = tip
        self._choosable = choosable
        self.shares = Shares()
        self.empty = ""
        self._parts: tuple[Part, ...] | None = None
        self.current: int | None = None
        self.highlight: int | None = None
        self.at: int | None = None
        self._told: tuple[int | None, int | None] = (None, None)
        self._walked = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        TipFilter(self, self._tip_at)
        look.changed.connect(self.apply_look)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over sizes and fonts."""
        self._parts = None
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_shares(self, shares: Shares) -> None:
        """Show `shares`; silent."""
        if shares != self.shares:
            self.shares = shares
            self._lay_out()

    def set_empty(self, text: str) -> None:
        """What to say where there is no part."""
        self.empty = text
        self._describe()
        self.update()

    def set_current(self, key: int | None) -> None:
        """Mark the part of this key as the one that is looked at; silent."""
        if key != self.current:
            self.current = key
            self.update()

    def set_highlight(self, key: int | None) -> None:
        """Light the part of this key, or the rest if it has none of its own; silent."""
        if key != self.highlight:
            self.highlight = key
            self.update()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts at the width the widget has now."""
        if self._parts is None:
            self._parts = lay_out_shares(self.shares, self.width(), self.look.px(_LEAST))
        return self._parts

    @property
    def bar(self) -> QRectF:
        """Where the parts are."""
        return QRectF(0, 0, self.width(), self.look.px(self._height))

    def lit(self) -> int | None:
        """The number of the part that is lit, whether pointed at here or elsewhere."""
        if self.at is not None:
            return self.at
        if self.highlight is None:
            return None
        keys = [part.key for part in self.parts]
        key = self.highlight if self.highlight in keys else None
        return keys.index(key) if key in keys else None

    def words(self, part: Part) -> str:
        """What a part is called."""
        if part.key is not None:
            return part.name
        key = "all" if len(self.parts) == 1 else "other" if part.count == 1 else "others"
        return tr(f"share.{key}", count=f"{part.count:,}")

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(self._height) + self.look.px(_PINNED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self._parts = None
        last = len(self.parts) - 1
        self._walked = min(self._walked, max(0, last))
        if self.at is not None and self.at > last:
            self.at = None
        self._describe()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), self.look.color("card"))
            paint_shares(painter, self)

    # -- what a person does -----------------------------------------------------------------------

    def number_at(self, x: float) -> int | None:
        """The number of the part at this place."""
        for number, part in enumerate(self.parts):
            if part.left <= x < part.right:
                return number
        return None

    @property
    def part(self) -> Part | None:
        """The part under the pointer or the keyboard."""
        return None if self.at is None else self.parts[self.at]

    def _point(self, number: int | None) -> None:
        if number != self.at:
            self.at = number
            self.update()
        part = self.part
        key = None if part is None else part.key
        # A part may have become another example's since the pointer came.
        if (number, key) != self._told:
            self._told = number, key
            pressable = self._choosable and key is not None
            shape = Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.pointed.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the part under the pointer."""
        inside = self.bar.contains(event.position())
        self._point(self.number_at(event.position().x()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part."""
        self.ring = False
        self.update()
        number = self.number_at(event.position().x())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and number is not None and self.bar.contains(event.position()):
            self._walked = number
            self._choose(number)

    def _choose(self, number: int) -> None:
        key = self.parts[number].key
        if self._choosable and key is not None:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the parts, or choose one."""
        key, last = Qt.Key(event.key()), len(self.parts) - 1
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key, self._walked)
        to = min(last, max(0, to + _STEPS.get(key, 0)))
        if key in _CHOOSING:
            self._choose(self._walked)
        elif key in _STEPS or key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walked = to
        else:
            event.ignore()
            return
        self.ring = True
        self._point(self._walked)
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the part that the keyboard is on."""
        super().focusInEvent(event)
        if self.ring and self.parts:
            self._point(self._walked)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's light out."""
        super().focusOutEvent(event)
        self._point(None)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell screen readers the part the keyboard is on, else all parts."""
        if not self.parts:
            text = self.empty
        elif self.hasFocus():
            text = self.tip_of(self.parts[self._walked])
        else:
            text = ", ".join(
                f"{self.words(part)}: {tr('share.percent', value=part.percent)}"
                for part in self.parts
            )
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def tip_of(self, part: Part) -> str:
        """What a part says to the last digit."""
        return self._tip(part)

    def _tip_at(self, point: QPoint) -> tuple[str, QRect] | None:
        number = self.number_at(point.x())
        if number is None or not self.bar.contains(QPointF(point)):
            return None
        part = self.parts[number]
        width = max(1, round(part.right - part.left))
        area = QRect(int(part.left), 0, width, self.height())
        return self.tip_of(part), area
