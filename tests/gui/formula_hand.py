"""What the tests of the formula strip share: a strip in a window, and a hand to work it."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core import edits
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import ScoreTable, State, View
from gui.charts.formula.boxes import Target
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look
from gui.session import Session

CAT, CAR, FROG = (Target("score", index) for index in range(3))
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
START = "Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.1 + e^−1.7)) = −ln 0.13 = 2.04"


def cat_car_frog(qtbot):
    """Show the strip for the lecture's scores, with the softmax loss."""
    return shown(qtbot, next(e for e in builtin() if e.key == "cat-car-frog").load())


def with_hinge(qtbot):
    """Show the strip for the lecture's scores, with the hinge loss chosen by an edit."""
    strip = cat_car_frog(qtbot)
    strip.session.edit(edits.choose_loss("hinge"))
    strip.session.flush()
    return strip


def state_of(row, **loss):
    classes = tuple(f"class {index}" for index in range(len(row)))
    source = ScoreTable(np.array([row], dtype=float))
    settings = LossSettings(**loss)
    return State("t", classes, ("e",), np.array([0]), source, settings, PenaltySettings(), View())


def shown(qtbot, state, width=1500):
    window = QWidget()
    qtbot.addWidget(window)
    session = Session(state, window)
    strip = FormulaStrip(Look(), session, window)
    strip.kept = window  # qtbot itself keeps weak references only
    session.evaluated.connect(strip.show_evaluation)
    window.resize(width, 300)
    strip.resize(width, strip.sizeHint().height())
    strip.show_evaluation(session.evaluation)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    return strip


def place(strip, target, occurrence=0):
    regions = [region for region in strip.regions() if region.target == target]
    return strip.rect_of(regions[occurrence]).center().toPoint()


def move(strip, point, modifiers=NONE, buttons=Qt.MouseButton.LeftButton):
    at, globally = QPointF(point), QPointF(strip.mapToGlobal(point))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, globally, none, buttons, modifiers)
    QApplication.sendEvent(strip, event)


def press(strip, target, occurrence=0):
    start = place(strip, target, occurrence)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, NONE, start)
    return start


def release(strip, point):
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, NONE, point)
    strip.session.flush()


def drag(strip, target, pixels, modifiers=NONE, occurrence=0):
    start = press(strip, target, occurrence)
    for step in range(1, 5):
        move(strip, start + QPoint(round(pixels * step / 4), 0), modifiers)
    release(strip, start + QPoint(pixels, 0))


def hover(strip, point):
    move(strip, point, buttons=Qt.MouseButton.NoButton)


def key(strip, code, modifiers=NONE):
    QTest.keyClick(strip, code, modifiers)
    strip.session.flush()


def scores(strip):
    return strip.session.evaluation.example.scores.tolist()


def undo_steps(strip):
    count = 0
    while strip.session.document.undo_label is not None:
        strip.session.undo()
        count += 1
    strip.session.flush()
    return count


def tip_at(strip, point):
    event = QHelpEvent(QEvent.Type.ToolTip, point, strip.mapToGlobal(point))
    QApplication.sendEvent(strip, event)
    text = QToolTip.text()
    QToolTip.hideText()
    return text
