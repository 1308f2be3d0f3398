"""The keyboard stays where a person put it, and nothing fails where it cannot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget

from core import edits
from gui.controls.button import Button
from gui.controls.check_box import CheckBox
from gui.controls.radio import Radio
from gui.look.theme import Look
from gui.words.translation import language
from tests.gui.hand import score_state
from tests.gui.window_hand import Hand, Key, part, scenario, settle
from tests.sweeps import sampled
from tools.faults import Faults
from tools.focus_sweep import Sweep, focusable

TAB = Qt.FocusReason.TabFocusReason


@pytest.fixture
def window(keep):
    return keep.open()


def focus():
    return QApplication.focusWidget()


def test_who_disables_a_button_by_pressing_it_keeps_the_keyboard_there_and_tab_goes_on(window):
    window.session.edit(edits.set_score(0, 0, 1.0))
    settle()
    reset = part(window, "header.reset")
    reset.setFocus(TAB)
    QTest.keyClick(reset, Key.Key_Space)
    settle()
    assert not reset.isEnabled()
    assert focus() is reset
    state = window.session.state
    QTest.keyClick(window.windowHandle(), Key.Key_Space)
    settle()
    assert (language(), window.session.state) == ("en", state)
    assert focus() is reset
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    assert focus() is part(window, "header.language")
    # Undo acts again as soon as there is something to undo.
    undo = part(window, "header.undo")
    while window.session.document.undo_label is not None:
        window.session.undo()
    window.session.edit(edits.set_score(0, 0, 1.0))
    settle()
    undo.setFocus(TAB)
    QTest.keyClick(undo, Key.Key_Space)
    settle()
    assert focus() is undo
    assert not undo.isEnabled()
    window.session.edit(edits.set_score(0, 0, 2.0))
    settle()
    QTest.keyClick(window.windowHandle(), Key.Key_Space)
    settle()
    assert window.session.document.undo_label is None


@pytest.mark.parametrize("kind", [Button, CheckBox, Radio])
def test_every_kind_of_button_keeps_the_focus_when_its_press_disables_it(kind, qtbot):
    window, look = QWidget(), Look()
    first, other = kind(look, "first"), QPushButton("other")
    first.setParent(window)
    other.setParent(window)
    first.clicked.connect(lambda: first.setEnabled(False))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    first.setFocus(TAB)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(window.windowHandle(), Key.Key_Space)
    assert not first.isEnabled()
    assert first.hasFocus()
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    assert other.hasFocus()


@pytest.mark.parametrize("page", sampled(["scores", "weights", "batch"], every=2))
def test_no_press_of_a_button_takes_the_keyboard_to_another_act(window, page):
    counterparts = {"weights.to_comparison", "batch.to_accuracy", "header.rename"}
    """Cards that take turns: the button of the other card is the same one turned over. The pencil
    gives the keyboard to the name it lets one type."""
    window.session.pin()
    window.session.edit(edits.set_score(0, 0, 1.0))
    window.show_page(page)
    settle()
    kinds = QPushButton, QRadioButton, QCheckBox
    pressed = 0
    around = window if page == "scores" else window.page  # header and rail are the same
    for one in [one for one in focusable(around) if isinstance(one, kinds)]:
        with_menu = isinstance(one, QPushButton) and one.menu() is not None
        if with_menu or not (one.isVisible() and one.isEnabled()):
            continue
        one.setFocus(TAB)
        QTest.keyClick(one, Key.Key_Space)
        settle()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Key.Key_Escape)
            settle()
        pressed += 1
        if isinstance(focus(), QLineEdit):  # a field to type into is no act
            QTest.keyClick(focus(), Key.Key_Escape)
            settle()
        assert focus() in {one, None} or one.objectName() in counterparts, one.objectName()
        window.show_page(page)
    assert pressed > (15 if page == "scores" else 2)


def test_a_control_that_goes_leaves_the_keyboard_to_nobody(window):
    for name in ("rail.lambda.slider", "rail.lambda.field"):
        part(window, name).setFocus(TAB)
        window.session.edit(edits.load(score_state()))
        settle()
        assert not part(window, name).isVisible()
        assert focus() in {None, window}
        window.session.undo()
        settle()


def test_scores_alone_may_come_while_lambda_holds_the_keyboard(keep):
    window = keep.open(score_state())
    window.show_page("weights")
    settle()
    for come in (window.session.undo, lambda: window.header.scenario_chosen.emit("wide-margin")):
        window.session.edit(edits.load(scenario()))
        settle()
        Hand(window).click(part(window, "rail.lambda.slider"))
        come()
        settle()
        assert not window.session.state.has_weights


def test_what_a_cell_says_belongs_to_what_is_shown(window):
    """Between an edit and its rendering the session is ahead of the screen."""
    window.show_page("weights")
    settle()
    grid = part(window, "matrix.grid")
    window.session.edit(edits.load(score_state()))
    grid.setFocus(TAB)
    assert grid.accessibleDescription().startswith(grid.speaker.name(grid.current))
    assert "cat" in grid.speaker.name(grid.current)
    settle()


def test_a_sweep_over_controls_pages_and_changes_finds_nothing(qtbot):
    with Faults() as faults:
        sweep = Sweep(0, faults)
        sweep.run(8)
    assert not sweep.failures
