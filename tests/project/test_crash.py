"""An error nobody caught: in the log, in one dialog, and the program goes on."""

import json
import os
import shutil
import subprocess
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from gui.base import crash, log
from gui.words import translation

CATALOGUE = {
    key: key + "".join(f" {{{name}}}" for name in names)
    for key, names in {
        "crash.title": [],
        "crash.text": [],
        "crash.log": ["path"],
        "crash.more": ["count"],
        "crash.copy": [],
        "crash.copied": [],
        "crash.close": [],
    }.items()
}
"""Keys in place of words: what is tested here is which text stands where."""


@pytest.fixture
def log_file(tmp_path, monkeypatch):
    path = tmp_path / "folder" / "losslab.log"
    monkeypatch.setattr(log, "log_path", lambda: path)
    monkeypatch.setattr(crash, "log_path", lambda: path)
    log.log.cache_clear()
    handlers = log.log().handlers
    yield path
    for handler in list(handlers):
        handlers.remove(handler)
        handler.close()
    log.log.cache_clear()


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def clock():
    """A clock that stands still until a test moves it."""
    return [100.0]


@pytest.fixture
def reporter(window, clock, log_file, monkeypatch):
    monkeypatch.setattr(translation, "catalogue", lambda code: CATALOGUE)
    return crash.CrashReporter(window, clock=lambda: clock[0])


def dialogs():
    return [w for w in QApplication.topLevelWidgets() if w.objectName() == "crashDialog"]


def the_dialog(qtbot):
    qtbot.waitUntil(lambda: len(dialogs()) == 1 and dialogs()[0].isVisible())
    return dialogs()[0]


def close(qtbot, dialog):
    button = dialog.findChild(QPushButton, "crashClose")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fail_here(text="a slot went wrong"):
    raise RuntimeError(text)


def fail_there():
    raise LookupError("something else")


def caught(function, *args):
    with pytest.raises(Exception) as info:  # noqa: PT011 - any error will do here
        function(*args)
    return info.value, info.value.__traceback__


def text_of(dialog, name):
    return dialog.findChild(QLabel, name).text()


def test_the_log_holds_the_traceback_and_the_dialog_tells_where_it_is(reporter, log_file, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    written = log_file.read_text("utf-8")
    assert "in fail_here" in written
    assert "RuntimeError: a slot went wrong" in written
    assert text_of(dialog, "crashLog") == f"crash.log {log_file}"
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert not any("RuntimeError" in text or "Traceback" in text for text in shown)
    close(qtbot, dialog)


def test_the_dialog_belongs_to_the_window_and_leaves_it_in_use(reporter, window, qtbot):
    window.show()
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    assert dialog.parentWidget() is window
    assert not dialog.isModal()
    assert window.isEnabled()
    close(qtbot, dialog)


def test_copy_details_puts_the_traceback_on_the_clipboard(reporter, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    QGuiApplication.clipboard().clear()
    button = dialog.findChild(QPushButton, "crashCopy")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "RuntimeError: a slot went wrong" in QGuiApplication.clipboard().text()
    assert button.text() == "crash.copied"
    close(qtbot, dialog)


def test_escape_closes_the_dialog(reporter, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialogs() == []


def test_an_error_that_comes_with_every_frame_gets_one_dialog_and_one_log_entry(
    reporter, log_file, qtbot
):
    for _ in range(200):
        reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    qtbot.waitUntil(lambda: text_of(dialog, "crashCount") == "crash.more 199")
    assert log_file.read_text("utf-8").count("RuntimeError: a slot went wrong") == 1
    close(qtbot, dialog)


def test_an_error_still_going_on_brings_no_second_dialog_after_the_first(reporter, clock, qtbot):
    reporter.report(*caught(fail_here))
    close(qtbot, the_dialog(qtbot))
    for _ in range(50):
        clock[0] += crash.QUIET_SECONDS / 2
        reporter.report(*caught(fail_here))
    QApplication.processEvents()
    assert dialogs() == []


def test_what_closing_the_dialog_brings_about_does_not_open_it_again(reporter, clock, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    clock[0] += 20.0
    close(qtbot, dialog)
    reporter.report(*caught(fail_here))
    QApplication.processEvents()
    assert dialogs() == []


def test_the_same_error_two_seconds_after_its_dialog_was_closed_is_shown_again(
    reporter, log_file, clock, qtbot
):
    reporter.report(*caught(fail_here))
    close(qtbot, the_dialog(qtbot))
    clock[0] += 2.0
    reporter.report(*caught(fail_here))
    close(qtbot, the_dialog(qtbot))
    assert log_file.read_text("utf-8").count("RuntimeError: a slot went wrong") == 2


def test_a_dialog_that_stands_tells_of_the_same_error_once(reporter, clock, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    clock[0] += 5.0
    reporter.report(*caught(fail_here))
    qtbot.waitUntil(lambda: text_of(dialog, "crashCount") == "crash.more 1")
    qtbot.mouseClick(dialog.findChild(QPushButton, "crashCopy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("RuntimeError: a slot went wrong") == 1
    close(qtbot, dialog)


def test_an_error_that_comes_up_again_later_is_shown_again(reporter, clock, qtbot):
    reporter.report(*caught(fail_here))
    close(qtbot, the_dialog(qtbot))
    clock[0] += crash.QUIET_SECONDS
    reporter.report(*caught(fail_here))
    close(qtbot, the_dialog(qtbot))


def test_a_different_error_joins_the_open_dialog_and_its_details(reporter, log_file, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    reporter.report(*caught(fail_there))
    qtbot.waitUntil(lambda: text_of(dialog, "crashCount") == "crash.more 1")
    assert len(dialogs()) == 1
    qtbot.mouseClick(dialog.findChild(QPushButton, "crashCopy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError: a slot went wrong" in copied
    assert "LookupError: something else" in copied
    assert "LookupError: something else" in log_file.read_text("utf-8")
    close(qtbot, dialog)


def test_an_error_in_another_thread_is_shown_in_the_windows_thread(reporter, qtbot):
    thread = threading.Thread(target=lambda: reporter.report(*caught(fail_here)))
    thread.start()
    thread.join()
    assert dialogs() == []
    close(qtbot, the_dialog(qtbot))


def test_markup_in_a_path_is_shown_as_it_is(reporter, qtbot):
    reporter.report(*caught(fail_here, "<b>bold</b>"))
    dialog = the_dialog(qtbot)
    formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
    close(qtbot, dialog)


def test_every_control_has_a_name_for_tests_and_for_screen_readers(reporter, qtbot):
    reporter.report(*caught(fail_here))
    dialog = the_dialog(qtbot)
    buttons = dialog.findChildren(QPushButton)
    assert {button.objectName() for button in buttons} == {"crashCopy", "crashClose"}
    assert all(button.accessibleName() for button in buttons)
    close(qtbot, dialog)


def test_the_log_is_kept_small(log_file, monkeypatch):
    monkeypatch.setattr(log, "MAX_BYTES", 2_000)
    log.log.cache_clear()
    for number in range(200):
        log.log().error("line %d, long enough to fill the file sooner or later", number)
    files = sorted(path.name for path in log_file.parent.iterdir())
    assert files == ["losslab.log", "losslab.log.1", "losslab.log.2", "losslab.log.3"]
    assert all(path.stat().st_size <= 2_000 for path in log_file.parent.iterdir())
    assert "line 199" in log_file.read_text("utf-8")


def test_half_a_surrogate_pair_loses_no_record(log_file, monkeypatch):
    # pytest listens too, and one process of tests cannot tell the other half a character.
    own = [one for one in log.log().handlers if isinstance(one, RotatingFileHandler)]
    monkeypatch.setattr(log.log(), "handlers", own)
    log.log().error("a file called %s", "half\ud83d.json")
    assert r"half\ud83d.json" in log_file.read_text("utf-8")


def test_a_folder_that_vanished_is_made_again(log_file):
    log.log().error("first")
    shutil.rmtree(log_file.parent)
    log.log().error("second")
    log.log().error("third")
    written = log_file.read_text("utf-8")
    assert "second" in written
    assert "third" in written


def test_a_log_that_cannot_be_written_is_no_second_failure(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(log, "log_path", lambda: tmp_path / "file" / "losslab.log")
    log.log.cache_clear()
    log.log().error("lost")
    log.log.cache_clear()
    assert capsys.readouterr() == ("", "")


PROGRAM = """
import json, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from gui.base import crash
from gui.words import translation

translation.catalogue = lambda code: dict.fromkeys(json.loads(sys.argv[1]), "words")
application = QApplication([])
hooks = sys.excepthook, threading.excepthook, sys.unraisablehook


class Broken(QWidget):
    def paintEvent(self, event):
        raise ZeroDivisionError("while painting")


window = Broken()
restore = crash.install(window)
window.show()
button = QPushButton()
button.clicked.connect(lambda: 1 / 0)
rounds = []


def go_on():
    window.update()
    rounds.append(len([w for w in application.topLevelWidgets() if w.isVisible()]))
    if len(rounds) == 5:
        button.click()
        thread = threading.Thread(target=lambda: {}["thread"])
        thread.start()
        thread.join()
    if len(rounds) == 20:
        timer.stop()
        restore()
        application.quit()


timer = QTimer()
timer.timeout.connect(go_on)
timer.start(0)
application.exec()
assert rounds[-1] == 2, rounds
assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
"""


def test_the_hook_catches_slots_painting_and_threads_and_the_program_goes_on(tmp_path):
    environment = dict(os.environ, XDG_STATE_HOME=str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(list(CATALOGUE))],
        check=False,
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    written = (tmp_path / "losslab" / "log" / "losslab.log").read_text("utf-8")
    for error in ("while painting", "division by zero", "KeyError: 'thread'"):
        assert written.count(error) == 1, error


def test_an_interrupt_from_the_keyboard_is_left_to_python(window, log_file, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: seen.append(args[0]))
    restore = crash.install(window)
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        restore()
    assert seen == [KeyboardInterrupt]
    assert not log_file.exists()


def test_after_the_window_is_gone_errors_go_where_they_went_before(qtbot, log_file, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: seen.append(args[1]))
    window = QWidget()
    restore = crash.install(window)
    try:
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()
        error, trace = caught(fail_here)
        sys.excepthook(type(error), error, trace)
    finally:
        restore()
    assert seen == [error]
