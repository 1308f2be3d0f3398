"""The real program, killed in the middle of its work and started again."""

import os
import subprocess
import sys

import pytest

from tools.kill_edit import ROOT, kill_one

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from core import edits
from gui.app import launch
from gui.app.options import Options
from gui.files import recovery

class Edited(recovery.Recovery):
    def __init__(self, *given):
        super().__init__(*given)
        self.recorder.failed.connect(self._quit)
        QTimer.singleShot(0, self._edit)

    def _edit(self):
        self._session.edit(edits.set_strength(0.5))

    def _quit(self, error):
        print(type(error).__name__, self._notice.isVisible(), self._session.state.penalty.strength)
        self._session.document.mark_saved(None)
        self._window.close()

recovery.Recovery = Edited
sys.exit(launch.open_window(Options(language="en")))
"""


def test_who_has_no_place_of_their_own_is_told_so_and_works_on(tmp_path):
    environment = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    nowhere = {"HOME": "/dev/null/nowhere", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=True,
        cwd=tmp_path,
        env=environment | nowhere,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.stdout == "NotADirectoryError True 0.5\n"
    assert list(tmp_path.iterdir()) == []


# How many seconds are lost is measured in `make soak`: it depends on what else the machine does.
def test_a_program_killed_in_the_middle_of_its_work_has_it_back_at_the_next_start(tmp_path):
    found = kill_one(tmp_path, seed=7, steps=8, records=2)
    assert found.sure > 1
    assert found.back in found.states
    assert found.place >= found.sure - 1
    assert list(tmp_path.glob("**/*.losslab-recovery")) == []  # saved, as far as it knows
