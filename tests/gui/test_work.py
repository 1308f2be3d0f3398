"""Longer work: beside the window, shown, and given up on request."""

import threading

import pytest
from PySide6.QtCore import Qt, QThread, QTimer
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog, QPushButton, QWidget

from gui.base import work
from gui.base.work import GivenUpError, wait_for

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def dialogs():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog)]


def when_shown(act):
    """Call `act` with the dialog once it is there."""
    timer = QTimer()

    def look():
        shown = [dialog for dialog in dialogs() if dialog.isVisible()]
        if shown:
            timer.stop()
            act(shown[0])

    timer.timeout.connect(look)
    timer.start(0)
    return timer


def test_what_takes_no_time_shows_nothing_and_gives_its_result(parent):
    assert wait_for(parent, "adding", lambda cancelled: 1 + 1) == 2
    assert dialogs() == []


def test_what_it_raises_is_raised_where_it_is_waited_for(parent):
    def fail(cancelled):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        wait_for(parent, "failing", fail)


def test_it_runs_beside_the_thread_of_the_window(parent):
    assert wait_for(parent, "", lambda _: threading.get_ident()) != threading.get_ident()


def test_what_takes_longer_says_so_and_ends_by_itself(parent):
    go, said = threading.Event(), []

    def act(dialog):
        said.append((dialog.labelText(), dialog.isModal()))
        go.set()

    timer = when_shown(act)
    assert wait_for(parent, "Opening big.json…", lambda _: go.wait() and "done") == "done"
    assert said == [("Opening big.json…", True)]
    timer.stop()


def test_the_name_of_a_file_is_shown_as_it_is_written(parent):
    go, shown = threading.Event(), []

    def act(dialog):
        go.set()
        shown.append(GuiQt.mightBeRichText(dialog.findChild(QLabel).text()))

    timer = when_shown(act)
    wait_for(parent, "Opening <b>big</b>.json…", lambda _: go.wait())
    assert shown == [False]
    timer.stop()


def test_a_person_can_give_up_and_the_work_is_told(parent, qtbot):
    go, heard = threading.Event(), []

    def job(cancelled):
        go.wait()
        heard.append(cancelled())

    timer = when_shown(lambda dialog: QTest.mouseClick(dialog.findChild(QPushButton), LEFT))
    with pytest.raises(GivenUpError):
        wait_for(parent, "waiting", job)
    timer.stop()
    go.set()
    qtbot.waitUntil(lambda: not work._left)
    assert heard == [True]


def test_rest_is_when_nothing_is_at_work_that_other_work_has_begun_either(qapp):
    done = []
    first, second = work.Work(lambda _: done.append(1)), work.Work(lambda _: done.append(2))
    first.finished.connect(second.begin)
    first.begin()
    assert work.let_work_end(20_000)
    assert done == [1, 2]


def test_at_rest_the_end_of_the_work_has_been_heard_of(qapp):
    class LateToTell(work.Work):
        def run(self):
            super().run()
            QThread.msleep(100)

    heard, late = [], LateToTell(lambda _: 1)
    late.finished.connect(lambda: heard.extend(late.result))
    late.begin()
    while not late.done:
        QThread.msleep(1)
    assert work.let_work_end(20_000)
    assert heard == [1]


def test_what_has_not_come_to_rest_in_time_is_told(qapp):
    held = threading.Event()
    slow = work.Work(lambda _: held.wait())
    slow.begin()
    assert not work.let_work_end(1)
    held.set()
    assert work.let_work_end(20_000)
