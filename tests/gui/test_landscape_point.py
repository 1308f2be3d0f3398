"""The point of the landscape: dragged, stepped by keys, and typed."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.gui.hand import CTRL, key, type_into
from tests.gui.landscape_hand import (
    Stand,
    offset,
)
from tests.gui.window_hand import SHIFT, Key, settle, shift_move, undo_labels

START = (1.675, 1.025)


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Stand(qtbot, state, scale)

    return opened


# -- the point, by mouse ------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2 / 3])
def test_dragging_the_point_sets_both_weights_as_one_step(stand, scale):
    here = stand(scale=scale)
    start = here.at(*START)
    here.hand.drag(here.plot, start, here.at(0.8, 2.0) - start)
    assert here.pair == pytest.approx((0.8, 2.0), abs=0.051)
    assert all(round(value / 0.05) * 0.05 == pytest.approx(value) for value in here.pair)
    assert undo_labels(here.session) == ["set_pair"]
    assert here.pair == START


def test_a_drag_straight_to_the_side_leaves_the_other_weight_as_it_was(stand):
    here = stand()
    here.hand.drag(here.plot, here.at(*START), QPoint(-80, 0))
    assert here.pair[0] < 1.5
    assert here.pair[1] == 1.025


def test_a_press_without_a_move_changes_nothing(stand):
    here = stand()
    here.hand.click(here.plot, offset(here.at(*START), 5, -4))
    assert here.pair == START
    assert here.session.document.undo_label is None


def test_a_press_elsewhere_brings_the_point_there(stand):
    here = stand()
    here.hand.click(here.plot, here.at(0.5, 0.6))
    assert here.pair == pytest.approx((0.5, 0.6), abs=0.051)


def test_shift_drags_finely(stand):
    here = stand()
    start = here.at(*START)
    here.hand.press(here.plot, start)
    shift_move(here.plot.viewport(), start + QPoint(7, -5))
    here.hand.release(here.plot, start + QPoint(7, -5), SHIFT)
    steps = np.array(here.pair) / 0.005
    assert np.abs(steps - np.round(steps)).max() < 1e-6
    assert np.abs(np.array(here.pair) / 0.05 - np.round(np.array(here.pair) / 0.05)).max() > 0.05


def test_a_drag_goes_on_outside_along_the_edge_and_ranges_hold_until_it_ends(stand):
    here = stand()
    before, start = here.plot.ranges(), here.at(*START)
    here.hand.press(here.plot, start)
    here.hand.move(here.plot, QPoint(here.plot.width() + 60, start.y()))
    assert here.plot.ranges() == before
    assert here.pair[0] == pytest.approx(before[0][1], abs=0.05)
    here.hand.move(here.plot, QPoint(here.plot.width() + 60, start.y() + 40))
    assert here.pair[1] < 1.0
    here.hand.release(here.plot, QPoint(here.plot.width() + 60, start.y() + 40))
    (low, high), _ = here.plot.ranges()
    assert low < here.pair[0] < high


def test_escape_gives_a_drag_up(stand):
    here = stand()
    here.hand.press(here.plot, here.at(*START))
    here.hand.move(here.plot, here.at(0.2, 0.2))
    assert here.pair != START
    QTest.keyClick(here.plot, Key.Key_Escape)
    settle()
    assert here.pair == START
    here.hand.release(here.plot, here.at(0.2, 0.2))
    assert here.pair == START
    assert here.session.document.undo_label is None


def test_undo_in_the_middle_of_a_drag_leaves_the_point_where_the_document_has_it(stand):
    here = stand()
    here.hand.press(here.plot, here.at(*START))
    here.hand.move(here.plot, here.at(0.2, 0.2))
    here.session.undo()
    settle()
    here.hand.move(here.plot, here.at(0.6, 0.2))
    assert here.pair == START
    assert here.plot.point() == START
    here.hand.release(here.plot, here.at(0.6, 0.2))


def test_hiding_the_panel_ends_a_drag(stand):
    here = stand()
    here.hand.press(here.plot, here.at(*START))
    here.hand.move(here.plot, here.at(0.2, 0.2))
    here.panel.hide()
    settle()
    here.hand.release(here.window, QPoint(300, 200))
    assert not here.session.document.in_gesture
    assert here.session.document.undo_label.key == "set_pair"


# -- the point, by keyboard ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Right, None, (1.725, 1.025)),
        (Key.Key_Left, None, (1.625, 1.025)),
        (Key.Key_Up, None, (1.675, 1.075)),
        (Key.Key_Down, None, (1.675, 0.975)),
        (Key.Key_Right, SHIFT, (1.68, 1.025)),
        (Key.Key_Down, SHIFT, (1.675, 1.02)),
        (Key.Key_PageUp, CTRL, (1.675, 1.525)),
        (Key.Key_PageDown, CTRL, (1.675, 0.525)),
    ],
)
def test_keys_step_the_point(stand, code, modifiers, expected):
    here = stand()
    here.plot.setFocus()
    key(here.plot, code, *([modifiers] if modifiers else []))
    assert here.pair == pytest.approx(expected, abs=1e-12)
    assert undo_labels(here.session) == ["set_pair"]


@pytest.mark.parametrize(("code", "end"), [(Key.Key_Home, 0), (Key.Key_End, 1)])
def test_home_and_end_go_to_the_sides(stand, code, end):
    here = stand()
    side = here.plot.ranges()[0][end]
    key(here.plot, code)
    assert here.pair == (side, 1.025)


def test_a_held_key_is_one_step_and_each_repeat_counts(stand):
    here = stand()
    key(here.plot, Key.Key_Up, repeats=5)
    assert here.pair == pytest.approx((1.675, 1.325), abs=1e-12)
    assert undo_labels(here.session) == ["set_pair"]


def test_escape_gives_a_held_key_up(stand):
    here = stand()
    key(here.plot, Key.Key_Up, repeats=2, release=False)
    QTest.keyClick(here.plot, Key.Key_Escape)
    settle()
    assert here.pair == START


# -- the fields ---------------------------------------------------------------------------------


def test_typing_a_value_sets_that_weight(stand):
    here = stand()
    type_into(here.part("landscape.first.field"), "-0.5")
    assert here.pair == (-0.5, 1.025)
    type_into(here.part("landscape.second.field"), "2e0")
    assert here.pair == (-0.5, 2.0)
    assert undo_labels(here.session) == ["set_weight", "set_weight"]


@pytest.mark.parametrize("text", ["", "two", "inf", "nan", "1e61"])
def test_what_cannot_be_used_is_refused_beside_the_field(stand, text):
    here = stand()
    field = here.part("landscape.first.field")
    type_into(field, text)
    assert here.pair == START
    assert field.is_wrong()
    assert field.note().isVisible()
    assert "Accepted" in field.note().text()
    key(field, Key.Key_Escape)


def test_the_fields_follow_the_point(stand):
    here = stand()
    here.hand.click(here.plot, here.at(0.5, 0.6))
    fields = [here.part(f"landscape.{axis}.field").number for axis in ("first", "second")]
    assert tuple(fields) == here.pair
