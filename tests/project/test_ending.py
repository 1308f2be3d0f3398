"""How the running program ends: asked by the system, or with work left that nobody waits for."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core import edits
from core.recovery import left_overs
from core.scenario.files import DEFAULT_KEY, builtin

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog
from core import edits
from gui.app import launch
from gui.app.options import Options
from gui.base.work import GivenUpError, wait_for
from gui.files import dialogs as files

make_window = launch.make_window


def make(options, state=None):
    window = make_window(options, state)
    window.session.document.mark_saved(launch.Path("file.json"))
    QTimer.singleShot(0, lambda: ACT(window))
    return window


def ask_to_end(window):
    window.session.edit(edits.set_score(0, 0, 1.0))
    os.kill(os.getpid(), int(sys.argv[1]))


def ask_to_end_while_a_question_stands(window):
    ask_to_end(window)
    files.ask_about_changes(window, launch.Path("file.json"))


def give_up_and_quit(window):
    def give_up():
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QProgressDialog) and dialog.isVisible():
                dialog.cancel()
                timer.stop()

    timer = QTimer()
    timer.timeout.connect(give_up)
    timer.start(10)
    try:
        wait_for(window, "opening", lambda cancelled: threading.Event().wait())
    except GivenUpError:
        window.close()


launch.make_window = make
sys.exit(launch.open_window(Options(language="en")))
"""


def ended(act, *arguments, tmp_path):
    """The status and standard error of the program in which `act` happens."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT), XDG_STATE_HOME=str(tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("ACT", act), *map(str, arguments)],
        check=False,
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    # The offscreen platform has no window manager to pass such wishes to.
    said = [line for line in told.stderr.splitlines() if "plugin does not support" not in line]
    return told.returncode, "\n".join(said)


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_the_system_may_end_the_program_and_it_asks_nothing(tmp_path):
    assert ended("ask_to_end", int(signal.SIGTERM), tmp_path=tmp_path) == (0, "")
    wanted = next(item for item in builtin() if item.key == DEFAULT_KEY).load()
    (left,) = left_overs(tmp_path / "losslab" / "recovery")  # what nobody was asked about
    assert left.state() == edits.set_score(0, 0, 1.0).apply(wanted)
    assert left.path == Path("file.json")
    left.remove()


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_it_ends_also_while_a_question_waits_for_its_answer(tmp_path):
    act = "ask_to_end_while_a_question_stands"
    assert ended(act, int(signal.SIGHUP), tmp_path=tmp_path) == (0, "")


def test_quitting_after_giving_up_a_slow_open_is_no_abort(tmp_path):
    assert ended("give_up_and_quit", tmp_path=tmp_path) == (0, "")
