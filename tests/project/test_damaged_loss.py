"""A loss whose module in the engine is damaged: the program has the others, and the log says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sweeps import sampled

ROOT = Path(__file__).parents[2]

DAMAGE = """
import sys

class Damage:
    def find_spec(self, name, path=None, target=None):
        if name == "core.losses.{key}":
            raise SyntaxError("damaged")

sys.meta_path.insert(0, Damage())
"""
SHOWN = """
import json
import logging
from pathlib import Path

from core.scenario.files import builtin
from gui.app.launch import make_application, make_window
from gui.app.options import Options
from gui.base.log import log
from gui.controls.segmented import SegmentedControl
from gui.pages import PAGES

said = []

class Kept(logging.Handler):
    def emit(self, record):
        said.append(f"{record.getMessage()}: {record.exc_info[1]}")

log().handlers[:] = [Kept()]
application = make_application()
window = make_window(Options(render=Path("none")))
window.show()
for page in PAGES:
    window.show_page(page)
    application.processEvents()
active = window.session.state.loss.active
choice = window.findChild(SegmentedControl, "rail.loss.choice")
offered = [one.key for one in choice.segments()]
window.close_unasked()
told = {"said": said, "active": active, "offered": offered}
told["scenarios"] = sorted({item.load().loss.active for item in builtin()})
print(json.dumps(told))
"""


def run(key, code):
    """Run Python with a damaged module; what it prints, and what it says beside that."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
    return subprocess.run(
        [sys.executable, "-c", DAMAGE.replace("{key}", key) + code],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


# The one that would be in force is the one that is missed most.
@pytest.mark.parametrize(
    "key", sampled(["softmax", "crammer_singer", "one_vs_rest", "hinge"], every=4)
)
def test_the_window_opens_with_the_other_losses_and_the_log_says_which_is_missing(key):
    done = run(key, SHOWN)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["said"] == [f"The loss {key} cannot be loaded: damaged"]
    assert key not in {told["active"], *told["offered"], *told["scenarios"]}
    assert told["active"] == ("hinge" if key == "softmax" else "softmax")
    # A file that has the missing one in force opens with the first there is.
    assert told["scenarios"]


def test_the_command_line_tells_the_other_losses_and_says_which_is_missing():
    done = run("softmax", 'from gui.app.command_line import main; main(["--fit"])')
    told = json.loads(done.stdout)
    assert "softmax" not in told
    assert {"hinge", "crammer_singer", "one_vs_rest"} < set(told)
    assert told["minimum"] is True
    assert done.stderr == "losslab: the loss softmax cannot be loaded: damaged\n"
