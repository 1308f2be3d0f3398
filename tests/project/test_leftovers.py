"""The check that runs after every test of the window can fail."""

import threading

import pytest
from PySide6.QtCore import Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.leftovers import leftovers, let_go


@pytest.fixture
def threads():
    return set(threading.enumerate())


def test_a_clean_test_leaves_nothing(qtbot, threads):
    assert leftovers(threads) == []


def test_a_shown_window_is_found_until_it_is_closed(qtbot, threads):
    window = QWidget(objectName="forgotten")
    window.show()
    assert leftovers(threads) == ["the window 'forgotten' is shown"]
    window.close()
    assert leftovers(threads) == []


def test_a_running_timer_is_found_until_it_is_stopped(qtbot, threads):
    timer = QTimer(objectName="ticking")
    timer.start(60_000)
    assert leftovers(threads) == ["the timer 'ticking' of None runs"]
    timer.stop()
    assert leftovers(threads) == []


def test_a_qt_thread_is_found_until_it_ends(qtbot, threads):
    thread = QThread(objectName="working")
    thread.start()
    assert leftovers(threads) == ["the thread 'working' runs"]
    thread.quit()
    assert thread.wait()
    assert leftovers(threads) == []


def test_a_python_thread_is_found_until_it_ends(qtbot, threads):
    go = threading.Event()
    thread = threading.Thread(target=go.wait, name="waiting")
    thread.start()
    assert leftovers(threads) == ["the thread 'waiting' runs"]
    go.set()
    thread.join()
    assert leftovers(threads) == []


def test_a_button_that_a_double_click_left_down_is_let_go(qtbot):
    first = QWidget()
    qtbot.addWidget(first)
    first.show()
    QTest.mouseDClick(first.windowHandle(), Qt.MouseButton.LeftButton)
    let_go()
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
