"""A hand for the tests: it presses, drags and types as a person does."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.scenario.files import DEFAULT_KEY, builtin
from core.state import LinearModel, ScoreTable, State
from gui.look.theme import Look
from gui.rail.rail import Rail
from gui.session import Session

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Heard:
    """Writes down a widget's signals in the order in which they come."""

    def __init__(self, widget, *names):
        self.said = []
        for name in names or ("began", "moved", "ended", "cancelled"):
            getattr(widget, name).connect(self._writer(name))

    def _writer(self, name):
        def write(*values):
            self.said.append((name, *values))

        return write

    @property
    def names(self):
        return [entry[0] for entry in self.said]

    def values(self, name):
        return [entry[1] for entry in self.said if entry[0] == name]


def default_state(**changes):
    """The scenario that the program starts with."""
    state = next(item for item in builtin() if item.key == DEFAULT_KEY).load()
    return replace(state, **changes)


def model_state(classes, examples=2):
    """A document with weights, of any number of classes."""
    random = np.random.default_rng(5)
    model = LinearModel(
        np.eye(examples, 4) + 0.25,
        np.round(random.normal(size=(classes, 4)), 1),
        np.zeros(classes),
    )
    names = tuple(f"class {number}" for number in range(classes))
    labels = np.zeros(examples, dtype=int)
    return State("Many", names, tuple(f"photo {n}" for n in range(examples)), labels, model)


def score_state(scores=((3.2, 5.1, -1.7),)):
    """A document of scores alone."""
    table = ScoreTable(np.array(scores, dtype=float))
    count, width = table.scores.shape
    names = tuple(f"class {number}" for number in range(width))
    examples = tuple(f"photo {number}" for number in range(count))
    return State("Scores", names, examples, np.zeros(count, dtype=int), table)


class Bench:
    """A shown rail and its session."""

    def __init__(self, qtbot, state=None, scale=1.0, height=916):
        self.look = Look(scale)
        self.session = Session(state if state is not None else default_state())
        self.rail = Rail(self.look, self.session)
        self.session.evaluated.connect(self.rail.show_evaluation)
        qtbot.addWidget(self.rail)
        self.rail.resize(self.look.px(420), round(height * scale))
        self.rail.show()
        self.rail.activateWindow()
        qtbot.waitUntil(self.rail.isActiveWindow)

    @property
    def state(self):
        """The document as it is now."""
        return self.session.state

    def part(self, name):
        """The widget with this object name."""
        found = self.rail.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found

    def shown(self, name):
        """Whether there is a widget of this name and a person sees it."""
        found = self.rail.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def settle(self):
        """Let everything that is under way be shown."""
        QApplication.processEvents()

    def click(self, name):
        """Click the middle of a widget."""
        QTest.mouseClick(self.part(name), LEFT)
        self.settle()

    def undo_all(self):
        """Take back every step; the states passed through, the present one first."""
        states = [self.state]
        while self.session.document.undo_label is not None:
            self.session.undo()
            states.append(self.state)
        self.settle()
        return states


def key(widget, code, modifiers=NONE, *, repeats=0, release=True):
    """Press a key, let it repeat, and let it go."""
    for number in range(repeats + 1):
        press = QKeyEvent(QEvent.Type.KeyPress, code, modifiers, "", bool(number))
        QApplication.sendEvent(widget, press)
    if release:
        let_go = QKeyEvent(QEvent.Type.KeyRelease, code, modifiers)
        QApplication.sendEvent(widget, let_go)
    QApplication.processEvents()


def mouse(widget, kind, x, modifiers=NONE):
    """One mouse event of the left button at `x`, half-way down."""
    at = QPointF(x, widget.height() / 2)
    pressed = LEFT if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, pressed, modifiers)
    QApplication.sendEvent(widget, event)


def press(widget, x, modifiers=NONE):
    """Press the left button."""
    mouse(widget, QEvent.Type.MouseButtonPress, x, modifiers)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)


def move(widget, x, modifiers=NONE):
    """Move with the left button held."""
    mouse(widget, QEvent.Type.MouseMove, x, modifiers)
    QApplication.processEvents()


def release(widget, x, modifiers=NONE):
    """Let the left button go."""
    mouse(widget, QEvent.Type.MouseButtonRelease, x, modifiers)
    QApplication.processEvents()


def drag(slider, by, *, parts=8, modifiers=NONE):
    """Take a slider's thumb `by` pixels along, in several moves."""
    start = slider.thumb().x()
    press(slider, start, modifiers)
    for part in range(1, parts + 1):
        move(slider, start + by * part / parts, modifiers)
    release(slider, start + by, modifiers)


def type_into(field, text, end=Key.Key_Return):
    """Replace what a field holds by `text`, then press `end` (None: nothing)."""
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    for character in text:  # QTest.keyClicks knows ASCII alone
        event = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, character)
        QApplication.sendEvent(field, event)
    if end is not None:
        QTest.keyClick(field, end)
    QApplication.processEvents()


def wheel(widget, angle):
    """Turn the wheel over a widget of a shown window."""
    window = widget.window()
    at = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, angle))
    QApplication.processEvents()
