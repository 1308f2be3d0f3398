"""A short run of what `make soak` does for hours."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from shiboken6 import isValid

from core.edits import set_strength
from core.evaluation import evaluate
from core.losses import LOSSES
from core.scenario.files import builtin
from core.settings import LossSettings
from tests.gui.window_hand import open_window
from tools import drags, fits, soak
from tools.faults import Faults, settle
from tools.monkey.checks import complaints, plain_losses
from tools.monkey.run import Run, fails, read, shrunk, written

ROOT = Path(__file__).parents[2]


def test_random_events_do_no_harm(qapp, tmp_path):
    with Faults() as faults:
        run = Run(faults, tmp_path)
        run.go(5, 300)
    assert run.failures == []
    assert run.events >= 300


def test_a_step_of_a_run_that_is_not_shown_yet_is_no_fault_and_any_other_edit_is(qtbot):
    window = open_window(qtbot, page="fit")
    walker = window.page.walk.walker
    walker.toggle()  # takes the first step, which is shown with the next turn
    assert window.session.evaluation.state != window.session.state
    assert list(complaints(window)) == []
    walker.pause()
    window.session.edit(set_strength(0.5))
    assert list(complaints(window)) == ["what is shown is not what is set"]


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("key", LOSSES)
def test_the_monkey_knows_the_formula_of_every_loss(key, squared):
    state = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
    loss = LossSettings(key, 1.5, squared, include_correct_class=True, class_divisor="all")
    wanted, room = plain_losses(replace(state, loss=loss))
    assert abs(evaluate(replace(state, loss=loss)).data_loss - wanted) <= room < 1e-6


def test_the_same_seed_makes_the_same_operations(qapp, tmp_path):
    made = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with Faults() as faults, (tmp_path / f"{name}.trace").open("w") as trace:
            Run(faults, tmp_path / name, trace).go(8, 20)
        made.append(read(tmp_path / f"{name}.trace"))
    assert made[0] == made[1]


def test_what_goes_wrong_is_written_down_and_goes_wrong_again(qapp, tmp_path, monkeypatch):
    def fail(self):
        raise RuntimeError("pinned")

    episode = {"document": "cat-car-frog", "page": "scores"}
    steps = [{"do": one} for one in ("language", "pin", "swap")]
    with monkeypatch.context() as patch:
        patch.setattr("core.document.Document.pin", fail)
        with Faults() as faults:
            run = Run(faults, tmp_path)
            run.play(episode, steps)
    assert any("RuntimeError: pinned" in failure for failure in run.failures)
    (recorded,) = run.episodes
    assert recorded["operations"] == steps
    path = tmp_path / "episode"
    path.write_text(written(recorded))
    assert read(path) == recorded


def test_shrinking_leaves_what_is_needed(monkeypatch):
    def needs_two(episode, operations):
        return {3, 17} <= {one["number"] for one in operations}

    monkeypatch.setattr("tools.monkey.run.fails", needs_two)
    operations = [{"do": "pin", "number": number} for number in range(40)]
    left = shrunk({"document": "blank", "page": "scores", "operations": operations})
    assert [one["number"] for one in left] == [3, 17]


def test_a_replay_tells_by_its_status_whether_it_failed(tmp_path):
    episode = {"document": "cat-car-frog", "page": "scores"}
    assert not fails(episode, [{"do": "pin"}])
    assert fails(episode, [{"do": "no such thing"}])


def test_a_process_that_dies_is_a_failure(capfd):
    code = "import tools.soak; print(tools.soak.part('this'))"
    ended = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert ended.stdout.splitlines()[-1] == "(0, 1)"


def test_what_grows_is_told():
    before = drags.Use(100.0, 7, 1, 0, 600)
    after = drags.Use(150.0, 8, 1, 1, 600)
    assert after.complaints(before) == [
        "memory grew from 100.0 to 150.0 MiB",
        "handles: 7 became 8",
        "timers: 0 became 1",
    ]
    assert before.complaints(before) == []


def test_drags_leave_handles_threads_and_timers_as_they_were(qapp):
    grown = drags.run(12, lambda _: None, everything=False)
    assert [one for one in grown if not one.startswith("memory")] == []


def test_a_fit_that_is_worse_than_another_solver_s_is_told(monkeypatch):
    row = ("default", "softmax", "l2", 1.0, 0.918448387525)
    told = list(fits.failures(iter([row, (*row[:4], 0.91)]), 1, 1))
    assert told.pop(1).endswith("known is 0.91")
    assert told == [None] * 2
    monkeypatch.setattr("tools.fits.independent", lambda problem, strength: 0.0)
    assert "problem 0: L =" in next(fits.failures(iter(()), 1, 1))


def test_what_is_told_to_delete_itself_is_gone_once_all_is_settled(qapp):
    kept, gone = QObject(), QObject()
    gone.deleteLater()
    settle()
    assert isValid(kept)
    assert not isValid(gone)


def test_the_soak_adds_up_its_parts_and_fails_where_one_did(monkeypatch, capsys, tmp_path):
    asked = []

    def part(tool, *words):
        asked.append(tool)
        return (words[3], 0) if tool == "tools.monkey" else (1, int(tool == "tools.drags"))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tools.soak.part", part)
    monkeypatch.setattr("tools.soak.sweeps", lambda: 2)
    monkeypatch.setattr("sys.argv", ["soak", "--events", "50000"])
    assert soak.main() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "50000 events, 3 failures"
    assert asked.count("tools.monkey") == 3
    others = "drags", "fits", "focus_sweep", "fuzz_files", "kill_edit", "kill_save"
    assert set(asked) == {f"tools.{name}" for name in ("monkey", *others)}
