"""The program as a person starts it: on a display of its own, as a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.desktop


def start(environment, cwd, *arguments):
    return subprocess.Popen(
        [sys.executable, ROOT / "losslab" / "__main__.py", *arguments],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def window_of(program, environment):
    """Wait until the program shows its window; the window's number."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "^losslab$"]
    for _ in range(600):
        found = subprocess.run(search, check=False, env=environment, capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split()[0]
        try:
            program.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue  # still starting
        pytest.fail(f"ended without a window: {program.stderr.read()}")
    pytest.fail("no window came")


def test_docks_can_tell_whose_window_it_is_and_ctrl_c_in_the_terminal_ends_it_quietly(
    x_display, tmp_path
):
    """The window's class is what `StartupWMClass` in losslab.desktop says."""
    with start(x_display, tmp_path) as program:
        try:
            title = ["xdotool", "getwindowname", window_of(program, x_display)]
            told = subprocess.run(title, check=True, env=x_display, capture_output=True, text=True)
            assert "Loss Lab" in told.stdout
            program.send_signal(signal.SIGINT)
            assert program.communicate(timeout=30) == ("", "")
        finally:
            program.kill()


def test_a_bad_file_opens_no_window(x_display, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"format": "losslab-scenario", "version": 2}))
    with start(x_display, tmp_path, str(path)) as program:
        told = program.communicate(timeout=60)
    assert program.returncode == 2
    assert told[0] == ""
    assert told[1].startswith(f"losslab: {path}: $.")
    assert told[1].count("\n") == 1
