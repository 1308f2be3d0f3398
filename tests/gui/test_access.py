"""What screen readers are told: right roles, names and values, over the whole window."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from gui.controls.label import Label
from gui.controls.mapping import Linear
from gui.controls.number_field import NumberField
from gui.controls.radio import Radio
from gui.controls.segmented import SegmentedControl
from gui.controls.slider import ValueSlider
from gui.controls.steps import SCORE_STEPS
from gui.look.theme import Look
from gui.pages import PAGES
from gui.window.window import MainWindow
from tests.gui.hand import Heard, Key, key
from tests.gui.window_hand import open_window, part, scenario, settle

Role = QAccessible.Role
Text = QAccessible.Text


WORKED = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.PageTab, Role.Slider),
    *(Role.EditableText, Role.Table, Role.Cell, Role.ScrollBar, Role.Chart, Role.Equation),
    *(Role.List, Role.ListItem),
}
"""Roles of what can be worked."""
HOLDERS = {Role.Client, Role.LayeredPane, Role.Pane}
"""Roles of what only holds other things, and has no name."""


def told(widget):
    """What an aid is told of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


MARKS = {Role.List, Role.ListItem}
"""Charts and their marks: keys go from one to the next, also where none can be chosen."""


def everything(interface):
    """All that is to be seen below an interface, itself first."""
    if not interface.state().invisible:
        yield interface
        for number in range(interface.childCount()):
            yield from everything(interface.child(number))


def called(interface):
    """How a failing test names it."""
    widget = interface.object()
    own = f"{type(widget).__name__} {widget.objectName()}" if widget is not None else ""
    return f"{interface.role().name} {interface.text(Text.Name)!r} {own}".strip()


def complaints(interface):
    """What is wrong with how one thing is told."""
    role, name, state = interface.role(), interface.text(Text.Name), interface.state()
    if role in HOLDERS and (name or state.focusable):
        yield f"{called(interface)} is more than a container"
    if role not in HOLDERS and not name:
        yield f"{called(interface)} has no name"
    if state.focusable and role not in WORKED | MARKS | {Role.Window}:
        yield f"{called(interface)} takes the keyboard"
    if role in WORKED and interface.actionInterface() is None:
        yield f"{called(interface)} cannot be worked"
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.parent() is not interface or interface.indexOfChild(child) != number:
            yield f"{called(child)} is not where {called(interface)} has it"


def unreachable(window, found):
    """Every control that Tab comes to must be among what is told."""
    widgets = {interface.object() for interface in found}
    for widget in window.findChildren(QWidget):
        stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if stop and widget.isVisible() and widget not in widgets:
            yield widget.objectName() or type(widget).__name__


def names_of(found):
    """Roles, names and descriptions of all there is."""
    return [(one.role().name, one.text(Text.Name), one.text(Text.Description)) for one in found]


def found_on(window):
    """All there is to be seen on each page."""
    for page in PAGES:
        window.show_page(page)
        settle()
        yield page, list(everything(told(window)))


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


def test_a_slider_tells_its_number_and_an_aid_can_move_it(qtbot):
    slider = ValueSlider(Look(), "test.slider", Linear(-10.0, 10.0), SCORE_STEPS)
    qtbot.addWidget(slider)
    slider.set_number(3.25)
    slider.show()
    value = told(slider).valueInterface()
    assert told(slider).role() == Role.Slider
    assert told(slider).text(Text.Value) == "3.25"
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (3.25, -10.0, 10.0)
    assert value.minimumStepSize() == pytest.approx(0.1)
    heard = Heard(slider)
    value.setCurrentValue(1.5)
    told(slider).actionInterface().doAction(QAccessibleActionInterface.decreaseAction())
    moves = [("moved", 1.5), ("moved", 1.4)]
    assert heard.said == [word for one in moves for word in (("began",), one, ("ended",))]


def test_what_an_aid_writes_into_a_field_counts_as_typed(qtbot):
    field = NumberField(Look(), "test.field", (-10.0, 10.0), SCORE_STEPS)
    qtbot.addWidget(field)
    heard = Heard(field, "committed")
    field.set_number(3.2)
    told(field).setText(Text.Value, "4.5")
    assert heard.said == []
    key(field, Key.Key_Return)
    assert heard.said == [("committed", 4.5)]


def test_everything_has_its_role_and_name_and_a_switch_of_language_leaves_no_word_of_the_other(
    qtbot,
):
    wrong, started = [], {}
    for language in ("ko", "en"):
        window = open_window(qtbot, language=language)
        for page, found in found_on(window):
            started[language, page] = names_of(found)
            wrong += [f"{page}: {one}" for interface in found for one in complaints(interface)]
            wrong += [f"{page}: {name} cannot be reached" for name in unreachable(window, found)]
    window.set_language("ko")
    wrong += [
        f"{page}: {is_} for {should}"
        for page, found in found_on(window)
        for is_, should in zip(names_of(found), started["ko", page], strict=True)
        if is_ != should
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_is_read_by_rows_and_columns_and_its_marks_in_words(keep):
    window = keep.open()
    window.show_page("batch")
    settle()
    cells = [one for one in everything(told(window)) if one.role() == Role.Cell]
    row = [(cell.text(Text.Name), cell.text(Text.Description)) for cell in cells[:9]]
    assert row == [
        ("cat photo", ""),
        ("3.2, correct class", ""),
        ("5.1", ""),
        ("−1.7", ""),
        ("cat", ""),
        ("car, wrong", ""),
        ("−1.9", ""),
        ("2.04", "2.04035515280017"),
        ("2.90", ""),
    ]
    where = cells[7].tableCellInterface()
    assert [one.text(Text.Name) for one in where.rowHeaderCells()] == ["cat photo"]
    assert [one.text(Text.Name) for one in where.columnHeaderCells()] == ["softmax Lᵢ"]


def test_numbers_of_the_formula_are_told_one_by_one_and_the_line_of_a_plot_is_a_slider(keep):
    window = keep.open()
    formula = told(window.strip)
    numbers = [formula.child(place) for place in range(formula.childCount())]
    assert formula.role() == Role.Equation
    assert formula.text(Text.Description).startswith("Lᵢ = −ln(e^3.2 / ")
    assert [(one.text(Text.Name), one.text(Text.Value)) for one in numbers] == [
        ("score of cat", "3.2"),
        ("score of car", "5.1"),
        ("score of frog", "−1.7"),
    ]
    numbers[1].actionInterface().doAction(QAccessibleActionInterface.pressAction())
    field = part(window, "formula.field")
    assert field.isVisible()
    assert field.accessibleName() == "score of car"
    key(field, Key.Key_Escape)
    plot = told(part(window, "what_if.plot"))
    assert (plot.role(), plot.text(Text.Value), plot.childCount()) == (Role.Slider, "3.2", 0)
    plot.valueInterface().setCurrentValue(4.5)
    settle()
    assert window.session.evaluation.example.scores[0] == pytest.approx(4.5)
    assert told(part(window, "what_if.plot")).text(Text.Value) == "4.5"
    window.session.undo()
    assert window.session.document.undo_label is None


def test_windows_that_aids_have_read_come_and_go(qapp):
    for _ in range(2):
        window = MainWindow(scenario(), Look())
        window.resize(1280, 720)
        window.show()
        settle()
        assert len(list(everything(told(window)))) > 100
        shiboken6.delete(window)
