"""``import losslab``: the program asked by a Python program, as a notebook or a script does."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

import losslab
from core.state import LOSS_KEYS, PENALTY_KEYS
from losslab import _calling, _passing

ROOT = Path(__file__).parents[2]

SCRIPT = """
import sys
before, there = list(sys.path), set(sys.modules)
import losslab
assert sys.path == before
assert not {name.partition(".")[0] for name in set(sys.modules) - there} & {
    "numpy", "core", "gui", "resources", "PySide6", "subprocess", "tempfile"
}
import core, gui, resources
assert core.MINE and gui.MINE and resources.MINE
found = losslab.evaluate([[3.2, 5.1, -1.7]], ["cat"], classes=["cat", "car", "frog"])
print(found.losses["hinge"].round(9).tolist(), sys.path == before)
"""


def test_importing_loads_nothing_and_meets_nobody_elses_packages(tmp_path):
    for name in ("core", "gui", "resources"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("MINE = True")
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong one')")
    (tmp_path / "script.py").write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, "script.py"],
        check=False,
        cwd=tmp_path,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stderr, done.stdout) == ("", "[2.9] True\n")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where temporary folders are made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_the_numbers_come_back_as_arrays_and_no_file_is_left(folder):
    features, weights = np.array([[1, 2], [0, 1]], dtype=np.float32), np.eye(3, 2)
    found = losslab.evaluate(
        X=features, y=[0, 2], W=weights, loss="hinge", penalty="l2", strength=0.5
    )
    assert found.scores.tolist() == [[1, 2, 0], [0, 1, 0]]
    assert found.losses["hinge"].tolist() == [2.0, 3.0]  # (1 + 1) + 0, and 1 + 2
    assert found.means["hinge"] == found.data_loss == 2.5
    assert found.penalties["l2"] == 2.0
    assert (found.penalty_term, found.total) == (1.0, 3.5)
    assert found.probabilities.sum(axis=1) == pytest.approx([1, 1])
    assert (found.labels.tolist(), found.predicted.tolist()) == ([0, 2], [1, 1])
    assert found.score_gradient.tolist() == [[-0.5, 0.5, 0.0], [0.5, 0.5, -1.0]]
    assert found.weight_gradient == pytest.approx(
        found.score_gradient.T @ features + 2 * 0.5 * weights
    )
    assert found.bias_gradient == pytest.approx(found.score_gradient.sum(axis=0))
    assert found.classes == ("0", "1", "2")
    assert list(folder.iterdir()) == []


def test_what_the_program_refuses_is_a_value_error_in_its_words(folder):
    with pytest.raises(ValueError, match=r"^labels: found 3; accepted: 0 to 2, counted from 0$"):
        losslab.evaluate([[1, 2, 3]], [3])
    assert list(folder.iterdir()) == []


def test_a_program_that_fails_is_a_runtime_error_with_what_it_said(folder, monkeypatch):
    monkeypatch.setattr(_passing, "_GIVEN", "elsewhere.npz")
    with pytest.raises(RuntimeError, match=r"(?s)^Loss Lab ended with status 1\n.*given\.npz"):
        losslab.evaluate([[1, 2, 3]], [0])
    assert list(folder.iterdir()) == []


def test_a_window_is_there_when_show_returns_and_goes_by_itself_or_is_closed(folder):
    window = losslab.show([[3.2, 5.1, -1.7]], [0], title="Shown")
    assert window.is_open
    assert repr(window) == "<Loss Lab window, open>"
    assert list(folder.iterdir()) == []
    window.close()
    assert not window.is_open
    assert repr(window) == "<Loss Lab window, closed>"


def test_who_waits_for_the_window_waits_no_longer_also_where_the_output_stays_open():
    told = f"import sys; print({_passing._THERE!r}, flush=True); sys.stdin.read(); print('more')"
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", told], **streams) as program:
        assert _passing._told(program) == f"{_passing._THERE}\n"
        program.kill()


def test_without_a_display_show_says_so(folder, monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RuntimeError, match="there is no display here"):
        losslab.show([[3.2, 5.1, -1.7]], [0])
    assert list(folder.iterdir()) == []


# Without the program


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"labels": [0]},
        {"scores": [[1, 2]]},
        {"scores": [[1, 2]], "X": [[1]], "y": [0]},
        {"scores": [[1, 2]], "labels": [0], "y": [0]},
        {"scores": [[1, 2]], "y": [0], "W": [[1], [2]]},
        {"scores": [[1, 2]], "y": [0], "b": [1, 2]},
    ],
)
@pytest.mark.parametrize("ask", [losslab.show, losslab.evaluate])
def test_what_cannot_be_meant_is_a_type_error_at_once(ask, given):
    with pytest.raises(TypeError, match=r"give|belong"):
        ask(**given)


class Tensor:
    """What PyTorch's does while a gradient is recorded."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")


class Frame:
    """Anything that numpy can make an array of."""

    def __array__(self, dtype=None, copy=None):
        return np.array([[1.5, 2.5]])


def test_whatever_numpy_makes_an_array_of_is_taken():
    assert _passing.said(X=Frame())["X"].tolist() == [[1.5, 2.5]]
    assert _passing.said(X=[(1, 2), [3, 4]])["X"].dtype.kind == "i"
    words = np.array(["cat", "a longer one"], dtype=object)
    assert _passing.said(labels=words)["labels"].tolist() == words.tolist()
    assert _passing.said(labels=words)["labels"].dtype.kind == "U"
    assert _passing.said(X=np.array([[1, 2.5]], dtype=object))["X"].dtype == np.float64
    assert _passing.said(title=None) == {}


@pytest.mark.parametrize("value", [[[1, 2], [3]], Tensor(), np.array([1, "a", {}], dtype=object)])
def test_what_is_no_array_is_a_value_error_that_names_it(value):
    with pytest.raises(ValueError, match=r"^X: it cannot be made an array: "):
        _passing.said(X=value)


class Interrupted:
    """A pipe from which somebody reads who presses Ctrl+C."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def __iter__(self):
        raise KeyboardInterrupt


def test_an_interrupt_before_there_is_a_window_ends_the_program():
    waiting = [sys.executable, "-c", "input()"]
    process = subprocess.Popen(waiting, stdin=subprocess.PIPE)
    process.stdout = Interrupted()
    with process.stdin, pytest.raises(KeyboardInterrupt):
        _passing._told(process)
    assert process.returncode not in {None, 0}


def test_the_program_gets_the_environment_without_the_qt_of_others(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/cv2/qt/plugins")
    monkeypatch.setenv("QT_SCALE_FACTOR", "2")
    monkeypatch.setenv("PYTHONPATH", "mine")
    found = _passing._environment()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in found
    assert found["QT_SCALE_FACTOR"] == "2"
    assert found["PYTHONPATH"] == f"{ROOT}{os.pathsep}mine"
    monkeypatch.delenv("PYTHONPATH")
    assert _passing._environment()["PYTHONPATH"] == str(ROOT)


def test_the_types_name_every_loss_and_penalty():
    assert get_args(_calling.Loss) == LOSS_KEYS
    assert get_args(_calling.Penalty) == PENALTY_KEYS


def test_the_docstrings_name_every_loss_and_penalty():
    told = re.findall(r"\{(.*)\}", losslab.show.__doc__)
    assert told == [", ".join(f'"{key}"' for key in keys) for keys in (LOSS_KEYS, PENALTY_KEYS)]
    for key in (*LOSS_KEYS, *PENALTY_KEYS):
        assert key in losslab.Evaluation.__doc__
