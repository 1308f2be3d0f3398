"""A hand on a shown window: the pointer and the keys go through Qt's own routing.

Events are given to the native window, so that Qt itself decides which widget gets them, holds the
mouse for the widget that was pressed, and tells widgets that the pointer came or left.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from core.scenario.files import DEFAULT_KEY, builtin
from gui.look.theme import Look
from gui.window.window import MainWindow
from gui.words.translation import set_language

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def scenario(key=DEFAULT_KEY):
    """One of the scenarios that come with the program."""
    return next(item for item in builtin() if item.key == key).load()


def part(window, name, kind=QWidget):
    """The widget with this object name."""
    found = window.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found


def settle():
    """Let everything that is under way be shown."""
    QApplication.processEvents()
    QApplication.processEvents()


def _let_go(widget):
    """Keep a window with an unsaved file from asking about it when the test is over."""
    if isinstance(widget, MainWindow):
        widget.session.document.mark_saved(None)


def show(qtbot, widget, width, height):
    """Show a widget of this size as the active window."""
    qtbot.addWidget(widget, before_close_func=_let_go)
    widget.resize(width, height)
    widget.show()
    return made_active(qtbot, widget)


def made_active(qtbot, widget):
    """Give a shown window the keyboard, and take the pointer where it meets nothing of it."""
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    # A window that comes up under a pointer, where an earlier test has left it, is pointed at. Qt
    # gives no move to where it thinks the pointer is already: that of the window before this one.
    for corner in (QPoint(2, 2), QPoint(1, 1)):
        QTest.mouseMove(widget.windowHandle(), corner)
    settle()
    return widget


def show_in_room(qtbot, widget, width, height, room=150):
    """Show a widget with room on all sides to leave it for; the window around it."""
    window = QWidget()
    QVBoxLayout(window).addWidget(widget)
    window.layout().setContentsMargins(room, room, room, room)
    return show(qtbot, window, width + 2 * room, height + 2 * room)


def tip_gone(qtbot):
    """Wait for Qt to take a tool tip away, which it does a moment after it was asked to."""
    qtbot.waitUntil(lambda: QToolTip.text() == "")


def open_window(qtbot, state=None, size=(1280, 720), language="en", page="scores", theme="light"):
    """Open the main window on `state`, the lecture's scenario if not said, as `--page` does."""
    set_language(language)
    look = Look()
    look.wear(theme)
    look.fit(*size)
    window = MainWindow(state or scenario(), look, page=page)
    return show(qtbot, window, *size)


def press(window, *codes, modifiers=NONE):
    """Keys as they come in from the system, with whatever has the keyboard."""
    for code in codes:
        QTest.keyClick(window.windowHandle(), code, modifiers)
        settle()


class Hand:
    """Points, presses and drags in one window; places are pixels of a widget in it."""

    def __init__(self, window):
        self._window = window

    def _point(self, widget, at):
        point = at.toPoint() if isinstance(at, QPointF) else at
        return widget.mapTo(self._window, point)

    def hover(self, widget, at):
        """Point at a place, no button pressed."""
        QTest.mouseMove(self._window.windowHandle(), self._point(widget, at))
        settle()

    def press(self, widget, at, modifiers=NONE):
        """Go there and press."""
        self.hover(widget, at)
        QTest.mousePress(self._window.windowHandle(), LEFT, modifiers, self._point(widget, at))
        settle()

    move = hover

    def release(self, widget, at, modifiers=NONE):
        """Let go."""
        QTest.mouseRelease(self._window.windowHandle(), LEFT, modifiers, self._point(widget, at))
        settle()

    def click(self, widget, at=None):
        """Press and let go at one place, the middle if not said."""
        at = widget.rect().center() if at is None else at
        self.press(widget, at)
        self.release(widget, at)

    def drag(self, widget, start, by, parts=6):
        """Press at `start`, move by `by` in several moves, let go."""
        start = start if isinstance(start, QPoint) else start.toPoint()
        self.press(widget, start)
        for number in range(1, parts + 1):
            self.move(widget, start + by * number / parts)
        self.release(widget, start + by)


def shift_move(widget, at):
    """Move with the left button and Shift held; QTest's own moves carry no modifiers."""
    at = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, SHIFT
    )
    QApplication.sendEvent(widget, event)
    settle()


def tip_at(widget, at):
    """The tool tip that comes when the pointer rests at this place."""
    at = at.toPoint() if isinstance(at, QPointF) else at
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text()


class Counter(QObject):
    """Counts the events of one kind that a widget gets."""

    def __init__(self, widget, kind):
        super().__init__(widget)
        self._kind = kind
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == self._kind
        return False


def undo_labels(session):
    """Take every step back; the keys of their labels, newest first."""
    labels = []
    while session.document.undo_label is not None:
        labels.append(session.document.undo_label.key)
        session.undo()
    settle()
    return labels


def near(color, other, by=3):
    """Whether two colours differ by no more than antialiasing and rounding may."""
    return all(
        abs(one - two) <= by
        for one, two in zip(color.getRgb()[:3], other.getRgb()[:3], strict=True)
    )
