"""The sheet of keys and gestures: the table of actions, made to be read."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button, Kind
from gui.look.painting import RIGHT, draw_box, painter_for, write
from gui.look.theme import Look, Mode, Type
from gui.pages import PAGES
from gui.window.key_columns import Column, Group, Measures
from gui.words.actions import ACTIONS, Action, Place, actions_at, keys_text, sequences
from gui.words.translation import tr

_ROW = 28.0
_HEAD = 36.0
_GAP = 18.0
_KEYS = 246.0
_WORDS = 236.0
_MARGIN = 28.0
_TITLE = 56.0
_AROUND = 10.0
_MOST = 3
_LARGEST = 1.65
"""So large two columns fit beside one another; in a hall that is 2.5 % of the window's height."""
_NOTCH = 120
"""What a wheel says of one notch."""
_ON = {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up}


def words_of(action: Action) -> str:
    """What an action does; a page's is its name."""
    kind, _, number = action.name.partition(".")
    if kind == "page":
        return tr(f"page.{list(PAGES)[int(number) - 1]}")
    return tr(f"keys.{action.name}")


@spoken_as(plainly(Role.Dialog))
class KeySheet(QWidget):
    """Lies over the whole window; Esc, its own keys, a click beside it or its button close it.

    What has no room at the size that is asked for is on further pages.
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window_look = look
        self._look = look.follower()
        self._over = parent
        self._came_from: QWidget | None = None
        self._pages: list[list[Column[Action]]] = [[]]
        self.page = 0
        self._wheel = 0
        self.back_button = Button(self._look, "keys.back", Kind.FLAT, "left", self)
        self.back_button.clicked.connect(self.go_back)
        self.on_button = Button(self._look, "keys.on", Kind.FLAT, "right", self)
        self.on_button.clicked.connect(self.go_on)
        self.close_button = Button(self._look, "keys.close", Kind.FLAT, "cross", self)
        self.close_button.clicked.connect(self.hide)
        self._closing = {*sequences("sheet"), *sequences("quit")}
        for stop in (self, *self._buttons()):
            stop.installEventFilter(self)
        look.changed.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._give_way)
        self.hide()

    def _follow(self) -> None:
        """Out of sight it waits: it is laid out whenever it comes up."""
        if self.isVisible():
            self.apply_look()

    def toggle(self) -> None:
        """Come up over the window, or go away."""
        if self.isVisible():
            self.hide()
            return
        self._came_from = QApplication.focusWidget()
        self.page = 0
        self.apply_look()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self) -> None:
        """Show the next page."""
        self._show_page(self.page + 1)

    def go_back(self) -> None:
        """Show the page before."""
        self._show_page(self.page - 1)

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def _show_page(self, number: int) -> None:
        self.page = min(max(number, 0), self.page_count() - 1)
        self.back_button.setEnabled(self.page > 0)
        self.on_button.setEnabled(self.page < self.page_count() - 1)
        self.update()

    def _buttons(self) -> tuple[Button, ...]:
        return self.back_button, self.on_button, self.close_button

    def apply_look(self) -> None:
        """Take over sizes and words; a screen reader gets the sheet line by line."""
        look = self._window_look
        times = _LARGEST if look.mode is Mode.PROJECTOR else min(max(look.zoom, 1.0), _LARGEST)
        self._look.take_over(look, Mode.DESK, times / look.zoom)
        self.setGeometry(self._over.rect())
        self._lay_out()
        self.back_button.set_words("", tr("keys.back.tip"))
        self.on_button.set_words("", tr("keys.on.tip"))
        self.close_button.set_words("", tr("keys.close.tip"))
        for button in (self.back_button, self.on_button):
            button.setVisible(self.page_count() > 1)
        corner = self.sheet().topRight()
        right = corner.x() - self._px(14)
        for button in reversed(self._buttons()):
            button.resize(button.sizeHint())
            right -= button.width()
            button.move(round(right), round(corner.y()) + self._px(14))
        self.setAccessibleName(tr("keys.heading"))
        self.setAccessibleDescription("\n".join(self.lines()))
        self._show_page(self.page)

    def _lay_out(self) -> None:
        """Part the groups into columns and pages at the size that is asked for."""
        px = self._px
        width = self.width() - 2 * px(_MARGIN + _AROUND) + px(_GAP)
        across = min(max(1, width // (self._across() + px(_GAP))), _MOST)
        groups = [Group(tr(f"keys.at.{place.value}"), tuple(actions_at(place))) for place in Place]
        room = self.height() - px(_TITLE) - px(_MARGIN) - 2 * px(_AROUND)
        self._pages = self._measures().in_pages(groups, across, room)

    def _measures(self) -> Measures:
        return Measures(self._px(_ROW), self._px(_HEAD), self._px(_GAP))

    def _across(self) -> int:
        """How wide a column is."""
        return self._px(_KEYS) + self._px(_WORDS)

    def lines(self) -> list[str]:
        """Everything that stands on the sheet, as text."""
        found = []
        for place in Place:
            found.append(tr(f"keys.at.{place.value}"))
            found += [f"{', '.join(_ways(one))}: {words_of(one)}" for one in actions_at(place)]
        return found

    def widths(self) -> dict[str, tuple[float, float]]:
        """How wide the keys and the words of each action are, and what room they have."""
        look, px = self._look, self._px
        found = {}
        for action in ACTIONS:
            ways = _ways(action)
            caps = sum(look.width(way, Type.SMALL) for way in ways)
            caps += px(14) * len(keys_text(action.name))
            found[f"{action.name} keys"] = caps + px(7) * len(ways), float(px(_KEYS))
            words = look.width(words_of(action), Type.SMALL)
            found[f"{action.name} words"] = words, float(px(_WORDS))
        return found

    def _px(self, length: float) -> int:
        return self._look.px(length)

    def sheet(self) -> QRectF:
        """Where the sheet lies, in the middle of the window."""
        px, across = self._px, max(map(len, self._pages))
        columns = [column for page in self._pages for column in page]
        tallest = max(map(self._measures().height_of, columns))
        width = across * self._across() + (across - 1) * px(_GAP) + 2 * px(_MARGIN)
        size = QSizeF(width, px(_TITLE) + tallest + px(_MARGIN))
        area = QRectF(QPointF(), size)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    # -- closing ----------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the sheet and its buttons: what lies behind is not to be seen."""
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        # A button that its own press has disabled keeps the keyboard until then, and takes none.
        buttons = (one for one in self._buttons() if one.isEnabled() or one.hasFocus())
        stops: list[QWidget] = [self, *(one for one in buttons if one.isVisible())]
        now = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason
        if not forward:
            reason = Qt.FocusReason.BacktabFocusReason
        stops[(now + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _give_way(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go away where a key has taken the keyboard elsewhere in the window."""
        if now is None or now is self or self.isAncestorOf(now) or not self.isVisible():
            return
        if now.window() is self.window():
            self._came_from = None
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to where it was."""
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's own keys from acting behind the sheet."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = {QKeySequence(event.keyCombination()), QKeySequence(event.key())}  # Shift+? is ?
            if not keys & self._closing:
                event.accept()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, others turn the page as a remote's do; none goes through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in _ON:
            self.go_on()
        elif event.key() in _BACK:
            self.go_back()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turns the page; nothing behind the sheet scrolls."""
        self._wheel += event.angleDelta().y()  # a touchpad gives many small ones
        notches, self._wheel = int(self._wheel / _NOTCH), int(math.fmod(self._wheel, _NOTCH))
        self._show_page(self.page - notches)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet closes it; none goes through to the window."""
        if not self.sheet().contains(event.position()):
            self.hide()

    # -- how it looks -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet over the window, which stays to be seen around it."""
        look, px, sheet = self._look, self._px, self.sheet()
        with painter_for(self) as painter:
            painter.fillRect(self.rect(), look.color("text", 0.35))
            draw_box(painter, sheet, 12 * look.scale, look.color("card"), look.color("border"))
            painter.setFont(look.font(Type.STAGE))
            painter.setPen(look.color("text"))
            title = QRectF(
                sheet.left() + px(_MARGIN), sheet.top(), sheet.width() / 2, float(px(_TITLE))
            )
            painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter), tr("keys.heading"))
            if self.page_count() > 1:
                title.setRight(self.back_button.x() - px(10))
                number = f"{self.page + 1} / {self.page_count()}"
                write(painter, look, title, number, Type.SMALL, "muted", RIGHT)
            left = sheet.left() + px(_MARGIN)
            for column in self._pages[self.page]:
                self._paint_column(painter, column, QPointF(left, title.bottom()))
                left += self._across() + px(_GAP)

    def _paint_column(self, painter: QPainter, column: Column[Action], at: QPointF) -> None:
        look, px = self._look, self._px
        top = at.y()
        for group in column:
            head = QRectF(at.x(), top, float(self._across()), float(px(_HEAD)))
            painter.setFont(look.font(Type.LABEL))
            painter.setPen(look.color("muted"))
            painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), group.heading)
            painter.setPen(look.pen("border", 1))
            painter.drawLine(head.bottomLeft(), head.bottomRight())
            top = head.bottom()
            for action in group.rows:
                row = QRectF(at.x(), top, head.width(), float(px(_ROW)))
                self._paint_row(painter, action, row)
                top = row.bottom()
            top += px(_GAP)

    def _paint_row(self, painter: QPainter, action: Action, row: QRectF) -> None:
        look, px = self._look, self._px
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        left = row.left()
        painter.setFont(look.font(Type.SMALL))
        for number, way in enumerate(_ways(action)):
            width = look.width(way, Type.SMALL)
            # Keys stand on caps; what the pointer does is written as it is.
            key = number < len(keys_text(action.name))
            cap = QRectF(left, row.top() + px(3), width + px(14) * key, row.height() - 2 * px(3))
            if key:
                fill, edge = look.color("page"), look.color("outline")
                draw_box(painter, cap, 5 * look.scale, fill, edge)
            painter.setPen(look.color("text" if key else "muted"))
            painter.drawText(cap, middle | int(Qt.AlignmentFlag.AlignHCenter), way)
            left = cap.right() + px(7)
        painter.setPen(look.color("text"))
        words = row.adjusted(px(_KEYS), 0, 0, 0)
        painter.drawText(words, middle, words_of(action))


def _ways(action: Action) -> list[str]:
    """Keys, then gestures, as they are written."""
    gestures = [tr(f"keys.gesture.{gesture}") for gesture in action.gestures]
    return [*keys_text(action.name), *gestures]
