"""A plot with a line to drag, under a real pointer and real keys."""

import numpy as np
import pytest
from pyqtgraph import AxisItem
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from gui.charts.curves.axis import Axis
from gui.charts.curves.lines import LinePlot
from gui.charts.curves.plot import Mark, Note
from gui.controls.steps import SCORE_STEPS
from gui.look.theme import Look
from tests.gui.hand import CTRL, Heard, key, wheel
from tests.gui.pixels import inked
from tests.gui.window_hand import (
    SHIFT,
    Counter,
    Hand,
    Key,
    near,
    settle,
    shift_move,
    show_in_room,
    tip_gone,
)

AXIS = Axis(-5.0, 5.0, ((-5.0, "−5"), (0.0, "0"), (5.0, "5")))


class Stand:
    """A plot in a window, its line at 1, over −5 to 5."""

    def __init__(self, qtbot):
        self.plot = LinePlot(Look(), "plot", "score", SCORE_STEPS)
        self.plot.apply_look()
        self.plot.set_axes(AXIS, Axis(0.0, 1.0, ()))
        self.plot.show_line(1.0)
        self.plot.moved.connect(self.plot.show_line)
        self.window = show_in_room(qtbot, self.plot, 600, 300)
        self.hand = Hand(self.window)
        self.heard = Heard(self.plot)

    @property
    def area(self):
        return self.plot.viewport()

    def at(self, value, height=0.5):
        """The place of a value, by the frame and the range alone."""
        frame = self.plot.frame()
        x = frame.left() + (value + 5.0) / 10.0 * frame.width()
        return QPointF(x, frame.bottom() - height * frame.height()).toPoint()

    def focus(self):
        self.plot.setFocus(Qt.FocusReason.TabFocusReason)

    def pixel(self, point):
        return self.plot.grab().toImage().pixelColor(point)


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot)


def test_the_line_follows_the_pointer(stand):
    stand.hand.press(stand.area, stand.at(1.0))
    for value in (2.0, 3.5, -4.0):
        stand.hand.move(stand.area, stand.at(value))
        assert stand.heard.values("moved")[-1] == value
    stand.hand.release(stand.area, stand.at(-4.0))
    assert stand.heard.names == ["began", "moved", "moved", "moved", "ended"]


def test_moves_that_change_no_tenth_ask_for_nothing(stand):
    stand.hand.drag(stand.area, stand.at(1.0), QPoint(12, 0), parts=12)
    values = stand.heard.values("moved")
    assert values == sorted(set(values))
    assert 1 <= len(values) < 12


def test_taking_the_line_a_little_beside_it_does_not_move_it(stand):
    start = stand.at(1.0) + QPoint(12, 0)
    stand.hand.press(stand.area, start)
    stand.hand.release(stand.area, start)
    assert stand.heard.names == ["began", "ended"]
    stand.heard.said.clear()
    stand.hand.drag(stand.area, start, stand.at(3.0) - stand.at(1.0))
    assert stand.heard.values("moved")[-1] == 3.0


def test_a_press_elsewhere_brings_the_line_there_and_drags_on(stand):
    stand.hand.press(stand.area, stand.at(-3.0))
    assert stand.heard.said == [("began",), ("moved", -3.0)]
    stand.hand.move(stand.area, stand.at(-2.0))
    stand.hand.release(stand.area, stand.at(-2.0))
    assert stand.heard.values("moved") == [-3.0, -2.0]
    assert stand.heard.names[-1] == "ended"


def test_a_drag_goes_on_when_the_pointer_leaves_the_plot(stand):
    stand.hand.press(stand.area, stand.at(1.0))
    out = stand.at(4.0, height=-0.5)
    assert not stand.area.rect().contains(out)
    stand.hand.move(stand.area, out)
    assert stand.heard.values("moved")[-1] == 4.0
    stand.hand.move(stand.area, stand.at(6.5))  # to the right of the axis
    assert stand.heard.values("moved")[-1] == 6.5
    stand.hand.release(stand.area, stand.at(6.5))
    assert stand.heard.names[-1] == "ended"


def test_with_shift_the_line_lands_on_hundredths(stand):
    start = stand.at(1.0)
    stand.hand.press(stand.area, start)
    for right in range(1, 20):
        shift_move(stand.area, start + QPoint(right, 0))
    values = stand.heard.values("moved")
    assert all(value == round(value, 2) for value in values)
    assert any(value != round(value, 1) for value in values)
    stand.hand.release(stand.area, start)


def test_escape_during_a_drag_cancels_it_and_further_moves_do_nothing(stand):
    stand.hand.press(stand.area, stand.at(1.0))
    stand.hand.move(stand.area, stand.at(3.0))
    QTest.keyClick(stand.plot, Key.Key_Escape)
    assert stand.heard.names == ["began", "moved", "cancelled"]
    stand.hand.move(stand.area, stand.at(4.0))
    stand.hand.release(stand.area, stand.at(4.0))
    assert stand.heard.names == ["began", "moved", "cancelled"]


def test_keys_during_a_drag_do_not_disturb_it(stand):
    stand.hand.press(stand.area, stand.at(1.0))
    stand.hand.move(stand.area, stand.at(3.0))
    QTest.keyClick(stand.plot, Key.Key_Right)
    stand.hand.release(stand.area, stand.at(3.0))
    assert stand.heard.names == ["began", "moved", "ended"]


def test_the_other_buttons_and_the_wheel_do_nothing(stand):
    point = stand.area.mapTo(stand.window, stand.at(-3.0))
    QTest.mouseClick(stand.window.windowHandle(), Qt.MouseButton.RightButton, pos=point)
    wheel(stand.area, 120)
    assert stand.heard.said == []
    assert stand.plot.sheet.view.viewRange() == [[0, 1], [0, 1]]


def test_a_plot_without_a_line_takes_no_drags(stand):
    stand.plot.setEnabled(False)
    stand.hand.drag(stand.area, stand.at(1.0), QPoint(60, 0))
    key(stand.plot, Key.Key_Right)
    assert stand.heard.said == []


def test_the_cursor_shows_where_the_line_can_be_taken(stand):
    stand.hand.hover(stand.area, stand.at(1.0) + QPoint(12, 0))
    assert stand.area.cursor().shape() == Qt.CursorShape.SizeHorCursor
    stand.hand.hover(stand.area, stand.at(1.0) + QPoint(60, 0))
    assert stand.area.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1.1),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0.9),
        (Key.Key_Up, SHIFT, 1.01),
        (Key.Key_PageDown, CTRL, 0.0),
        (Key.Key_PageUp, CTRL, 2.0),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, -10.0),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, 10.0),
    ],
)
def test_keys_step_the_line(stand, code, modifiers, expected):
    stand.focus()
    key(stand.plot, code, modifiers)
    assert stand.heard.said == [("began",), ("moved", expected), ("ended",)]


def test_keys_that_come_faster_than_frames_all_count(stand):
    stand.plot.moved.disconnect(stand.plot.show_line)
    stand.focus()
    QTest.keyClick(stand.plot, Key.Key_Right)
    QTest.keyClick(stand.plot, Key.Key_Right)
    assert stand.heard.values("moved") == [1.1, 1.2]


def test_a_held_key_is_one_gesture_and_escape_cancels_it(stand):
    stand.focus()
    key(stand.plot, Key.Key_Right, repeats=4)
    assert stand.heard.names == ["began", *["moved"] * 5, "ended"]
    assert stand.heard.values("moved")[-1] == 1.5
    stand.heard.said.clear()
    key(stand.plot, Key.Key_Right, release=False)
    key(stand.plot, Key.Key_Escape)
    assert stand.heard.names == ["began", "moved", "cancelled"]


def test_a_gesture_of_a_held_key_ends_when_the_focus_leaves(stand):
    stand.focus()
    key(stand.plot, Key.Key_Right, release=False)
    stand.plot.clearFocus()
    assert stand.heard.names == ["began", "moved", "ended"]


def test_the_pointer_reads_the_nearest_point_and_leaving_takes_the_reading_away(qtbot, stand):
    stand.plot.set_reading(np.array([0.0, 0.2, 0.9]), ("first", "second", "third").__getitem__)
    stand.hand.hover(stand.area, stand.at(-2.4))
    assert QToolTip.text() == "second"
    stand.hand.hover(stand.area, stand.at(4.9))
    assert QToolTip.text() == "third"
    stand.hand.hover(stand.area, stand.at(4.9, height=-0.1))
    tip_gone(qtbot)


def test_the_line_stands_where_its_value_is(stand):
    ink = stand.plot.look.color("score")
    assert near(stand.pixel(stand.at(1.0)), ink)
    stand.plot.show_line(-2.0)
    assert near(stand.pixel(stand.at(-2.0)), ink)
    assert not near(stand.pixel(stand.at(1.0)), ink)


def test_moving_the_line_is_silent(stand):
    stand.plot.show_line(4.0)
    settle()
    assert stand.heard.said == []


def test_marks_and_notes_are_painted_at_their_places_and_never_outside(stand):
    stand.plot.set_overlay(
        lambda: (
            Mark(0.25, 0.75, role="loss"),
            Note(1.0, 1.0, "far up and right", "second", side="rt"),
            Note(0.0, 0.0, "far down and left", "third", side="lb"),
        )
    )
    settle()
    look, image = stand.plot.look, stand.plot.grab().toImage()
    frame = stand.plot.frame()
    middle = QPointF(frame.left() + frame.width() / 4, frame.top() + frame.height() / 4)
    assert image.pixelColor(middle.toPoint()) == look.color("loss")
    for role in ("second", "third"):
        columns = np.flatnonzero(inked(image, look.color(role), 40).any(axis=0))
        # The whole text is there, not the part of it that happens to lie inside.
        assert columns[-1] - columns[0] > 90
        assert columns[0] > 0
        assert columns[-1] < image.width() - 1


def test_one_change_paints_one_frame(stand):
    painted = Counter(stand.area, QEvent.Type.Paint)
    stand.plot.show_line(2.0)
    stand.plot.set_axes(AXIS, Axis(0.0, 2.0, ((0.0, "0"), (2.0, "2"))))
    stand.plot.set_overlay(tuple)
    settle()
    assert painted.count == 1
    settle()
    assert painted.count == 1


@pytest.mark.parametrize(
    ("low", "high", "value", "share"),
    [
        (-5.0, 5.0, 1.0, 0.6),
        (-1e300, 1e300, 5e299, 0.75),
        (-1.5e308, 1.5e308, 0.0, 0.5),
        (0.0, 5e-324, 5e-324, 1.0),
        (0.0, 1.0, 1e300, 50.0),
        (0.0, 1.0, -1e300, -50.0),
    ],
)
def test_an_axis_places_any_value_without_overflow(low, high, value, share):
    axis = Axis(low, high, ())
    with np.errstate(all="raise", under="ignore"):
        assert axis.share(value) == pytest.approx(share)


def test_an_axis_finds_values_back():
    axis = Axis(-1.5e308, 1.5e308, ())
    assert axis.value(0.5) == 0.0
    assert axis.value(1.0) == 1.5e308
    assert AXIS.value(0.6) == pytest.approx(1.0)


def test_a_plot_has_the_two_axes_it_shows_and_no_menu(qtbot):
    before = set(QApplication.topLevelWidgets())
    plot = LinePlot(Look(), "plot", "score", SCORE_STEPS)
    qtbot.addWidget(plot)
    axes = [item for item in plot.scene().items() if isinstance(item, AxisItem)]
    assert sorted(axis.orientation for axis in axes) == ["bottom", "left"]
    made = set(QApplication.topLevelWidgets()) - before
    assert [one for one in made if isinstance(one, QMenu)] == []


def test_nothing_outlives_a_plot(qapp):
    before = set(QApplication.topLevelWidgets())
    plot = LinePlot(Look(), "plot", "score", SCORE_STEPS)
    assert plot in QApplication.topLevelWidgets()
    plot.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(QApplication.topLevelWidgets()) <= before
