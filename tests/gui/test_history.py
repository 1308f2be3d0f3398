"""The history: several steps at once, from menus with their names, and a list to jump in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMenu, QPushButton

from core import edits
from core.document import Document
from gui.base.work import GivenUpError
from gui.controls.held_menu import HeldMenu
from gui.session import Session
from gui.words.labels import step_text
from gui.words.tips import literal
from gui.words.translation import set_language
from tests.gui.window_hand import CTRL, LEFT, SHIFT, Hand, Key, open_window, part, scenario, settle

MADE = (edits.set_score(0, 1, 4.5), edits.set_strength(0.05), edits.rename_class(1, "bus"))


def worked_on(session):
    """The states that three edits led through, the first and the last with them."""
    states = [session.state]
    for edit in MADE:
        assert session.edit(edit)
        settle()
        states.append(session.state)
    return states


@pytest.fixture
def window(keep):
    return keep.open()


@pytest.fixture
def hold(qapp):
    """Say how long a long press is, in milliseconds."""
    hints = qapp.styleHints()
    usual = hints.mousePressAndHoldInterval()
    yield hints.setMousePressAndHoldInterval
    hints.setMousePressAndHoldInterval(usual)


def chosen(menu, number):
    """Choose an entry by the keyboard."""
    for _ in range(number):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle()


def entries(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_a_step_is_called_by_what_its_class_was_called_then(session):
    worked_on(session)
    labels = session.document.labels()
    assert [label.key for label in labels] == ["rename_class", "set_strength", "set_score"]
    texts = [step_text(label, session.state) for label in labels]
    assert texts == ["Rename a class", "Change λ: 0.05", "Change the score of car: 4.5"]
    session.edit(edits.remove_class(1))
    assert step_text(session.document.labels()[3], session.state) == texts[2]
    set_language("ko")
    texts = [step_text(label, session.state) for label in labels]
    assert texts == ["클래스 이름 변경", "λ 변경: 0.05", "자동차 점수 변경: 4.5"]


def test_opening_is_called_by_what_was_opened(session):
    session.edit(edits.load(scenario("wide-margin")))
    session.edit(edits.rename_document("mine"))
    label = session.document.labels()[1]
    assert step_text(label, session.state) == "Open Hinge with a margin of 10"


@pytest.mark.parametrize("steps", [-3, -2, -1])
def test_several_steps_are_gone_at_once_there_and_back(session, steps):
    states = worked_on(session)
    session.go(steps)
    assert session.state == states[steps - 1]
    assert len(session.document.labels(redo=True)) == -steps
    session.go(-steps)
    assert session.state == states[-1]


def test_more_steps_than_there_are_end_where_they_end(session):
    states = worked_on(session)
    session.go(-9)
    assert session.state == states[0]
    session.go(9)
    assert session.state == states[-1]


def test_in_a_large_document_a_jump_ends_where_nobody_waits_any_more(qtbot, monkeypatch):
    session = Session(scenario())
    states = worked_on(session)
    monkeypatch.setattr("gui.session.HEAVY", 0)
    session.go(-3)
    assert session.state == states[0]
    waits = iter([True, False])

    def sometimes(parent, text, job):
        if next(waits):
            return job(lambda: False)
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", sometimes)
    session.go(3)
    assert session.state == states[1]
    monkeypatch.undo()
    settle()


def test_the_buttons_open_their_steps_by_name_and_a_short_press_is_undo_as_ever(
    qtbot, window, hold
):
    states = worked_on(window.session)
    button, menu = window.header.undo, part(window, "menu.undo_steps", QMenu)
    middle = button.rect().center()
    for way in ("right_click", "hold", "keys"):
        if way == "right_click":
            event = QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse, middle, button.mapToGlobal(middle)
            )
            QApplication.sendEvent(button, event)
        elif way == "hold":
            hold(1)
            Hand(window).press(button, middle)
            qtbot.waitUntil(menu.isVisible)
            QTest.mouseRelease(button, LEFT, pos=middle)
        else:
            QTest.keyClick(button, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert menu.isVisible(), way
        assert window.session.state == states[-1]  # opening it takes nothing back
        assert entries(menu) == [
            "Rename a class",
            "Change λ: 0.05",
            "Change the score of car: 4.5",
            "History…",
        ]
        chosen(menu, 2)
        assert window.session.state == states[1]
        assert entries_of(window, "redo") == ["Change λ: 0.05", "Rename a class", "History…"]
        window.session.go(2)
        settle()
    hold(100_000)  # whatever a busy machine takes
    Hand(window).click(button)
    assert window.session.state == states[-2]
    assert not menu.isVisible()


@pytest.mark.parametrize("end", ["let go", "leave", "hide"])
def test_a_press_that_ends_before_it_is_a_long_one_opens_nothing(qtbot, end):
    button = QPushButton("Undo")
    button.setObjectName("undo")
    qtbot.addWidget(button)
    HeldMenu(button, QMenu(button))
    button.show()
    held = part(button, "undo.held", QTimer)
    QTest.mousePress(button, Qt.MouseButton.RightButton)
    assert not held.isActive()
    QTest.mouseRelease(button, Qt.MouseButton.RightButton)
    QTest.mousePress(button, LEFT)
    assert held.isActive()
    if end == "leave":
        QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
        assert not held.isActive()
    elif end == "hide":
        button.hide()
        assert not held.isActive()
    QTest.mouseRelease(button, LEFT)
    assert not held.isActive()


def entries_of(window, name):
    """What the steps of redo, or undo, are when their menu opens."""
    menu = part(window, f"menu.{name}_steps", QMenu)
    menu.aboutToShow.emit()
    return entries(menu)


def test_the_menu_names_a_dozen_leaves_the_rest_to_the_list_and_is_in_the_main_menu_too(window):
    for number in range(15):
        window.session.edit(edits.set_margin(2.0 + number))
    menu = entries_of(window, "undo")
    assert menu[:2] == ["Change the margin Δ: 16", "Change the margin Δ: 15"]
    assert len(menu) == 13
    assert menu[-1] == "History…"
    assert entries_of(window, "redo") == ["Nothing to redo", "History…"]
    edit = part(window, "menu.edit", QMenu)
    inner = {action.menu().objectName() for action in edit.actions() if action.menu()}
    assert inner == {"menu.undo_steps", "menu.redo_steps"}
    assert all(action.text() for action in edit.actions() if not action.isSeparator())


# The list


def test_names_are_shown_letter_for_letter(window):
    window.session.edit(edits.load(replace(scenario(), title="<b>a & b")))
    assert entries_of(window, "undo")[0] == "Open <b>a && b"
    part(window, "act.history", QAction).trigger()
    item = part(window, "history.list", QListWidget).item(1)
    assert item.text() == "Open <b>a & b"
    assert item.toolTip() == literal(item.text()) != item.text()
    part(window, "history", QDialog).close()


@pytest.fixture
def listed(window):
    """The window with three steps, and the list of them."""
    states = worked_on(window.session)
    part(window, "act.history", QAction).trigger()
    settle()
    yield window, states, part(window, "history.list", QListWidget)
    part(window, "history", QDialog).close()


def rows(steps):
    return [steps.item(row).text() for row in range(steps.count())]


def test_the_list_has_all_steps_and_a_click_enter_and_the_keys_of_undo_and_redo_jump_in_it(listed):
    window, states, steps = listed
    assert part(window, "history", QDialog).isVisible()
    assert rows(steps) == [
        "Beginning: Cat, car, frog",
        "Change the score of car: 4.5",
        "Change λ: 0.05",
        "Rename a class",
    ]
    assert steps.currentRow() == 3
    before = rows(steps)
    QTest.mouseClick(steps.viewport(), LEFT, pos=steps.visualItemRect(steps.item(1)).center())
    settle()
    assert window.session.state == states[1]
    assert rows(steps) == before
    assert steps.currentRow() == 1
    inks = [steps.item(row).foreground().color().name() for row in range(4)]
    assert inks[0] == inks[1] != inks[2] == inks[3]
    told = [steps.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert told == [before[0], f"{before[1]}, now", f"{before[2]}, undone", f"{before[3]}, undone"]
    QTest.mouseClick(steps.viewport(), LEFT, pos=steps.visualItemRect(steps.item(3)).center())
    settle()
    assert window.session.state == states[3]
    for _ in range(2):
        QTest.keyClick(steps, Key.Key_Z, CTRL)
    settle()
    assert window.session.state == states[1]
    QTest.keyClick(steps, Key.Key_Z, CTRL | SHIFT)
    QTest.keyClick(steps, Key.Key_Y, CTRL)
    settle()
    assert window.session.state == states[3]
    for _ in range(3):
        QTest.keyClick(steps, Key.Key_Up)
    assert window.session.state == states[3]
    QTest.keyClick(steps, Key.Key_Return)
    settle()
    assert window.session.state == states[0]
    assert part(window, "history", QDialog).isVisible()
    QTest.keyClick(steps, Key.Key_Escape)
    assert not part(window, "history", QDialog).isVisible()


def test_the_list_follows_what_is_done_in_the_window(listed):
    window, _, steps = listed
    window.session.undo()
    settle()
    assert steps.currentRow() == 2
    window.session.edit(edits.choose_loss("hinge"))
    settle()
    assert rows(steps)[2:] == ["Change λ: 0.05", "Switch the loss"]
    window.set_language("ko")
    assert rows(steps)[2:] == ["λ 변경: 0.05", "손실 전환"]


def test_a_click_that_comes_before_an_undo_is_shown_goes_to_the_step_it_is_on(listed):
    window, states, steps = listed
    QTest.keyClick(steps, Key.Key_Z, CTRL)
    assert steps.currentRow() == 3
    QTest.mouseClick(steps.viewport(), LEFT, pos=steps.visualItemRect(steps.item(1)).center())
    settle()
    assert window.session.state == states[1]
    assert steps.currentRow() == 1


def test_the_list_says_where_older_steps_are_gone(qtbot):
    window = open_window(qtbot)
    window.session.document = Document(scenario(), limit=1)
    for margin in (2.0, 3.0):
        window.session.edit(edits.set_margin(margin))
    part(window, "act.history", QAction).trigger()
    texts = rows(part(window, "history.list", QListWidget))
    assert texts == ["Older steps have been dropped to save memory", "Change the margin Δ: 3"]


def test_a_history_begins_with_the_document_that_was_there_first(qapp):
    session = Session(scenario())
    session.edit(edits.rename_document("mine"))
    session.edit(edits.load(scenario("wide-margin")))
    assert session.document.first_title == scenario().title


def test_undo_to_what_was_saved_clears_the_mark_of_changes(window, tmp_path):
    worked_on(window.session)
    window.session.document.mark_saved(tmp_path / "mine.losslab.json")
    window.session.edit(edits.set_margin(3.0))
    settle()
    assert window.isWindowModified()
    window.session.go(-2)
    settle()
    assert window.isWindowModified()
    window.session.go(1)
    settle()
    assert not window.isWindowModified()
