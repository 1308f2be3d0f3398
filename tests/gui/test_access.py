"""What screen readers are told: right roles, names and values, over the whole window."""

import gc

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from gui.controls.label import Label
from gui.controls.radio import Radio
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Look
from tests.gui.hand import Heard

Role = QAccessible.Role
Text = QAccessible.Text


def told(widget):
    """What an aid is told of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def test_a_mark_of_a_group_is_a_radio_button_that_can_be_pressed(qtbot):
    radio = Radio(Look(), "test.radio")
    qtbot.addWidget(radio)
    heard = Heard(radio, "chosen")
    assert told(radio).role() == Role.RadioButton
    assert told(radio).state().checkable
    assert not told(radio).state().checked
    told(radio).actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert heard.said == [("chosen",)]
    assert told(radio).state().checked


def test_options_side_by_side_are_a_group_of_radio_buttons(qtbot):
    control = SegmentedControl(Look(), "test.choice")
    qtbot.addWidget(control)
    control.set_options([("a", "One", "the first"), ("b", "Two", "the second")])
    control.set_current("b")
    group = told(control)
    options = [group.child(number) for number in range(group.childCount())]
    assert group.role() == Role.Grouping
    assert [one.role() for one in options] == [Role.RadioButton] * 2
    assert [one.text(Text.Name) for one in options] == ["One", "Two"]
    assert [bool(one.state().checked) for one in options] == [False, True]


def test_a_painted_label_is_a_text(qtbot):
    label = Label(Look(), "test.label")
    qtbot.addWidget(label)
    label.set_text("Total L")
    assert told(label).role() == Role.StaticText
    assert told(label).text(Text.Name) == "Total L"


def test_what_was_told_of_a_widget_outlives_it_without_holding_it(qapp):
    for _ in range(50):
        window = QWidget()
        radio = Radio(Look(), "test.radio", window)
        was_told = told(window).child(0)
        assert was_told.role() == Role.RadioButton
        shiboken6.delete(window)
        assert not shiboken6.isValid(radio)
        assert not shiboken6.isValid(was_told)
        del window, radio, was_told
    gc.collect()
    assert not [one for one in gc.get_objects() if type(one) is Radio]
