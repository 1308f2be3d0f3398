"""What the tests of the Weights page's upper cards share: a card in a window, and a hand."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QVBoxLayout, QWidget

from core.state import LinearModel, State
from gui.charts.cells.cells import Cell
from gui.look.theme import Look
from gui.panels.matrix import MatrixPanel
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.hand import LEFT, NONE, default_state

NO_BUTTON = Qt.MouseButton.NoButton


def model(classes, features, x=None, weights=None, biases=None):
    """A document of one example with the given numbers, or with made-up ones."""
    random = np.random.default_rng(classes * 100 + features)
    if weights is None:
        weights = np.round(random.normal(size=(classes, features)), 2)
    if x is None:
        x = np.round(random.normal(size=features), 1)
    if biases is None:
        biases = np.zeros(classes)
    names = tuple(f"class {index}" for index in range(classes))
    source = LinearModel(np.array([x], dtype=float), np.array(weights, dtype=float), biases)
    return State("Numbers", names, ("photo",), np.array([0]), source)


class Stage:
    """A card between two buttons, so that Tab has somewhere to come from and to go."""

    def __init__(self, qtbot, panel=MatrixPanel, state=None, scale=1.0, size=(900, 440)):
        set_language("en")
        self.look = Look(scale)
        self.session = Session(state if state is not None else default_state())
        self.panel = panel(self.look, self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        self.window = QWidget()
        self.before, self.after = QPushButton("before"), QPushButton("after")
        rows = QVBoxLayout(self.window)
        for widget in (self.before, self.panel, self.after):
            rows.addWidget(widget)
        qtbot.addWidget(self.window)
        self.panel.setFixedSize(round(size[0] * scale), round(size[1] * scale))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.before.setFocus()
        self.settle()

    @property
    def grid(self):
        return self.panel.grid

    @property
    def state(self):
        return self.session.state

    @property
    def line(self):
        """The products as written below the matrices."""
        return self.panel.line.text()

    def settle(self):
        QApplication.processEvents()
        QApplication.processEvents()

    def edit(self, *edits):
        for edit in edits:
            assert self.session.edit(edit)
        self.settle()

    def value(self, cell):
        """The number in the document that a cell stands for."""
        source, example = self.state.source, self.state.view.example
        if cell.part == "w":
            return source.weights[cell.row, cell.column]
        if cell.part == "x":
            return source.features[example, cell.row]
        if cell.part == "b":
            return source.biases[cell.row]
        self.settle()
        return self.session.evaluation.example.scores[cell.row]

    def place(self, cell):
        rect = self.grid.layout_now.rect(cell)
        assert rect is not None, f"{cell} is not shown"
        return rect.center()

    def mouse(self, kind, point, button=NO_BUTTON, buttons=NO_BUTTON, modifiers=NONE, widget=None):
        widget = widget or self.grid
        at = QPointF(point)
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, buttons, modifiers)
        QApplication.sendEvent(widget, event)

    def hover(self, cell):
        point = self.place(cell) if isinstance(cell, Cell) else cell
        self.mouse(QEvent.Type.MouseMove, point)
        self.settle()

    def press(self, cell):
        point = self.place(cell)
        self.grid.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mouse(QEvent.Type.MouseButtonPress, point, LEFT, LEFT)
        return point

    def pull(self, point, modifiers=NONE):
        self.mouse(QEvent.Type.MouseMove, point, NO_BUTTON, LEFT, modifiers)
        self.settle()

    def release(self, point):
        self.mouse(QEvent.Type.MouseButtonRelease, point, LEFT)
        self.settle()

    def scrub(self, cell, pixels, modifiers=NONE):
        """Drag a cell sideways in several moves."""
        start = self.press(cell)
        for part in range(1, 5):
            self.pull(start + QPointF(pixels * part / 4, 0), modifiers)
        self.release(start + QPointF(pixels, 0))

    def double_click(self, point):
        self.mouse(QEvent.Type.MouseButtonDblClick, point, LEFT, LEFT)
        self.settle()

    def tip(self, point, widget=None):
        widget = widget or self.grid
        at = QPointF(point).toPoint()
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
        text = QToolTip.text()
        QToolTip.hideText()
        return text

    def choose(self, cell):
        """Put the keyboard on a cell."""
        start = self.press(cell)
        self.release(start)

    def undo_steps(self):
        count = 0
        while self.session.document.undo_label is not None:
            self.session.undo()
            count += 1
        self.settle()
        return count


def type_keys(text):
    """Type into whatever has the keyboard."""
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, character)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def press_key(code, modifiers=NONE):
    """Press and release a key wherever the keyboard is."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        target = QApplication.focusWidget()
        QApplication.sendEvent(target, QKeyEvent(kind, code, modifiers))
    QApplication.processEvents()


def with_zero_features():
    """The lecture's document, all features of its first example 0."""
    state = default_state()
    features = np.array(state.source.features)
    features[0] = 0.0
    return replace(state, source=replace(state.source, features=features))


def right_of(point, pixels):
    return QPointF(point) + QPoint(pixels, 0)
