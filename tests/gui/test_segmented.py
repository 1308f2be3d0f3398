"""Options side by side, of which one is chosen."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.controls.segmented import SegmentedControl
from tests.gui.hand import LEFT, Heard, Key, key

OPTIONS = [("none", "None", "no penalty"), ("l2", "L2", "squares"), ("l1", "L1", "sizes")]


@pytest.fixture
def control(qtbot, look):
    control = SegmentedControl(look, "test.choice")
    control.set_options(OPTIONS)
    control.set_current("l2")
    control.resize(look.px(380), look.px(41))
    qtbot.addWidget(control)
    control.show()
    control.activateWindow()
    qtbot.waitUntil(control.isActiveWindow)
    assert control.current() == "l2"
    return control


def test_showing_another_option_is_silent(control):
    heard = Heard(control, "chosen")
    control.set_current("l1")
    assert control.segment("l1").isChecked()
    assert not control.segment("l2").isChecked()
    assert heard.said == []


def test_a_click_chooses_and_says_so_once(control):
    heard = Heard(control, "chosen")
    QTest.mouseClick(control.segment("none"), LEFT)
    assert heard.said == [("chosen", "none")]
    assert control.current() == "none"


def test_a_click_on_the_chosen_option_says_nothing_and_leaves_it_on(control):
    heard = Heard(control, "chosen")
    QTest.mouseClick(control.segment("l2"), LEFT)
    assert heard.said == []
    assert control.segment("l2").isChecked()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (Key.Key_Right, "l1"),
        (Key.Key_Down, "l1"),
        (Key.Key_Left, "none"),
        (Key.Key_Up, "none"),
        (Key.Key_Home, "none"),
        (Key.Key_End, "l1"),
    ],
)
def test_the_arrow_keys_choose_the_neighbour(control, code, expected):
    heard = Heard(control, "chosen")
    control.segment("l2").setFocus()
    key(control.segment("l2"), code)
    assert heard.said == [("chosen", expected)]
    assert control.segment(expected).hasFocus()


def test_the_arrow_keys_stop_at_the_ends(control):
    heard = Heard(control, "chosen")
    for _ in range(4):
        key(control.segment(control.current()), Key.Key_Right)
    assert heard.values("chosen") == ["l1"]


def test_it_is_one_stop_for_tab(control):
    stops = [
        segment.text()
        for segment in control.segments()
        if segment.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["L2"]


def test_a_double_click_and_f2_ask_for_a_rename(control):
    heard = Heard(control, "rename_asked")
    QTest.mouseDClick(control.segment("l1"), LEFT)
    control.set_current("l2")
    key(control.segment("l2"), Key.Key_F2)
    assert heard.values("rename_asked") == ["l1", "l2"]


def test_the_options_share_the_whole_width(control):
    places = [segment.geometry() for segment in control.segments()]
    assert places[0].left() == 0
    assert places[-1].right() == control.width() - 1
    assert all(a.right() + 1 == b.left() for a, b in pairwise(places))
    assert max(p.width() for p in places) - min(p.width() for p in places) <= 1


def test_other_options_take_the_place_of_the_old_ones(control):
    control.set_options([("softmax", "Softmax", ""), ("hinge", "SVM", "")])
    control.set_current("hinge")
    assert [segment.text() for segment in control.segments()] == ["Softmax", "SVM"]
    assert [segment.isChecked() for segment in control.segments()] == [False, True]
    assert control.segment("hinge").objectName() == "test.choice.hinge"


def test_the_chosen_option_is_dark_and_when_disabled_still_told_apart(control, look):
    def fills():
        at = look.px(6)
        return [
            segment.grab().toImage().pixelColor(segment.width() // 2, at)
            for segment in control.segments()[1:]  # the pointer may rest on the first
        ]

    assert fills() == [look.color("selected"), look.color("card")]
    control.setEnabled(False)
    assert fills() == [look.color("track"), look.color("card")]


def test_a_disabled_control_takes_no_click(control):
    heard = Heard(control, "chosen")
    control.setEnabled(False)
    QTest.mouseClick(control.segment("l1"), LEFT)
    assert heard.said == []


def test_every_option_has_a_name_and_a_tool_tip(control):
    for (_, text, tip), segment in zip(OPTIONS, control.segments(), strict=True):
        assert segment.accessibleName() == text
        assert segment.toolTip() == tip


def test_it_knows_whether_texts_fit(control, look):
    assert control.fits(["cat", "car", "frog"], look.px(380))
    assert not control.fits(["a photograph of a cat"] * 3, look.px(380))
