"""What ``losslab`` answers, in one line where it refuses, and without Qt where nothing is drawn."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import gui
from core.losses import LOSSES
from gui.app import command_line as app
from gui.base import log
from tests.sweeps import sampled

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "resources" / "scenarios").glob("*.json"))


def losslab(*arguments, cwd, environment=None, options=()):
    """Run the program the way an installed command does, from a folder that is not its own."""
    return subprocess.run(
        [sys.executable, *options, ROOT / "losslab" / "__main__.py", *arguments],
        check=False,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def picture_size(path):
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", header[16:])


def refusal(capsys, *arguments):
    """The one line with which the program refuses `arguments`."""
    assert app.main(list(arguments)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("losslab: ")
    assert told.err.count("\n") == 1
    assert told.err.endswith("\n")
    return told.err


def test_version_and_help_are_answered(capsys):
    assert app.main(["--version"]) == 0
    assert capsys.readouterr().out == f"losslab {gui.__version__}\n"
    assert app.main(["--help"]) == 0
    text = capsys.readouterr().out
    for option in "page", "lang", "render", "size", "evaluate", "fit", "save", "install-desktop":
        assert f"--{option}" in text


@pytest.mark.parametrize(
    "size",
    ["big", "1920", "1920x", "0x0", "639x360", "640x359", "7681x1080", "99999x99999", "-1x5"],
)
def test_a_size_that_cannot_be_drawn_is_refused(size, capsys):
    line = refusal(capsys, f"--size={size}")
    assert "--size" in line
    assert repr(size) in line
    assert "640x360 to 7680x4320" in line


@pytest.mark.parametrize(
    "arguments",
    [["--page", "nowhere"], ["--lang", "xx"], ["--nonsense"], ["a.json", "b.json"], ["--eval"]],
)
def test_an_unknown_argument_is_refused(arguments, capsys):
    refusal(capsys, *arguments)


@pytest.mark.parametrize("scale", ["0", "x", "nan", "9"])
def test_a_scale_that_cannot_be_drawn_is_refused(scale, capsys):
    assert "accepted is 0.25 to 8" in refusal(capsys, "--render=out.png", f"--scale={scale}")


@pytest.mark.parametrize("wish", [("--card", "tug"), ("--theme", "print")])
def test_what_is_for_files_alone_is_refused_for_a_window(wish, capsys):
    assert "only with --render" in refusal(capsys, *wish)


def test_what_belongs_to_a_report_is_refused_without_one_and_a_report_beside_other_wishes(capsys):
    assert "only with --report" in refusal(capsys, "--byline", "Group 3")
    assert "a name ending in .pdf" in refusal(capsys, "--report", "out.png")
    assert "not allowed" in refusal(capsys, "--report", "out.pdf", "--fit")
    assert "not allowed" in refusal(capsys, "--report", "out.pdf", "--evaluate")
    for wish in (("--theme", "dark"), ("--present",), ("--projector",), ("--page", "fit")):
        assert "not with --report" in refusal(capsys, "--report", "out.pdf", *wish)


@pytest.mark.parametrize("name", ["out.jpg", "out", "missing/out.png"])
def test_a_picture_that_cannot_be_written_is_refused_before_drawing(name, tmp_path, capsys):
    assert "--render" in refusal(capsys, "--render", str(tmp_path / name))


@pytest.mark.parametrize("wish", sampled([["--evaluate"], ["--render", "out.png"], []], every=2))
def test_a_bad_field_is_refused_with_its_path(wish, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scenario = json.loads(SCENARIOS[0].read_bytes())
    scenario["examples"][0]["label"] = 99
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(scenario))
    told = losslab(path, *wish, cwd=tmp_path)
    assert told.returncode == 2
    assert told.stdout == "" or "no display" in told.stdout
    assert told.stderr.startswith(f"losslab: {path}: $.examples[0].label: ")
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"format": "other"}'])
def test_a_file_that_is_no_scenario_is_refused(content, tmp_path, capsys):
    path = tmp_path / "file.json"
    if content is not None:
        path.write_bytes(content)
    line = refusal(capsys, str(path), "--evaluate")
    assert f"{path}: $" in line


@pytest.mark.parametrize("content", [b"[]", b"\xff\xfe", b"1,2,3\n"])
def test_data_without_examples_or_labels_are_refused(content, tmp_path, capsys):
    path = tmp_path / "file.json"
    path.write_bytes(content)
    assert "; accepted: a" in refusal(capsys, str(path), "--evaluate")


def test_a_folder_is_no_scenario(tmp_path, capsys):
    assert f"{tmp_path}: $" in refusal(capsys, str(tmp_path), "--evaluate")


def test_what_is_no_plain_file_is_refused_without_a_wait(tmp_path, capsys):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), Path("/dev/null")):
        assert "this is no plain file" in refusal(capsys, str(path), "--evaluate")


def test_what_a_terminal_would_not_show_is_escaped_and_one_line_stays_one(tmp_path, capsys):
    odd = "\x1b[2J\u0085\u2028\u202e\n\x7f"
    path = tmp_path / f"{odd}.json"
    path.write_text(json.dumps({"format": odd, "version": 1}), "utf-8")
    line = refusal(capsys, str(path), "--evaluate")
    assert line[:-1].isprintable()
    assert line.count(r"\u001b[2J\u0085\u2028\u202e\n\u007f") == 2


def test_evaluate_prints_the_default_scenario(capsys):
    assert app.main(["--evaluate"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["scores"][0] == pytest.approx([3.2, 5.1, -1.7], rel=1e-15)
    assert numbers["hinge"]["per_example"][0] == pytest.approx(2.9, rel=1e-14)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_evaluate_accepts_every_scenario_that_comes_along(path, capsys):
    assert app.main([str(path), "--evaluate"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    fields = {"scores", "penalty", "data_loss", "penalty_term", "total", "gradient"}
    fields |= {"held_out", "held_out_mean"}
    assert set(numbers) == fields | set(LOSSES)


def test_evaluate_accepts_the_scenario_in_the_readme(tmp_path, capsys):
    text = (ROOT / "README.md").read_text("utf-8")
    path = tmp_path / "readme.json"
    path.write_text(text.split("```json\n")[1].split("```")[0], "utf-8")
    assert app.main([str(path), "--evaluate"]) == 0
    assert json.loads(capsys.readouterr().out)["scores"] == [[2.5, 0.0], [0.0, 2.5]]


@pytest.mark.parametrize("wish", ["--evaluate", "--fit", "--version", "--help"])
def test_no_qt_is_loaded_where_nothing_is_drawn(wish, tmp_path):
    told = losslab(wish, cwd=tmp_path, options=["-X", "importtime"])
    assert told.returncode == 0
    loaded = {line.split("|")[-1].strip() for line in told.stderr.splitlines()}
    assert "gui.app.command_line" in loaded
    assert not [name for name in loaded if name.startswith(("PySide6", "shiboken6", "pyqtgraph"))]


def test_python_m_gui_is_the_same_command(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "gui", "--version"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stdout) == (0, f"losslab {gui.__version__}\n")


def test_an_unexpected_failure_is_one_line_and_a_traceback_in_the_log(
    tmp_path, capsys, monkeypatch
):
    import core.report

    def fail(evaluation):
        raise ArithmeticError("the engine\nfailed")

    path = tmp_path / "losslab.log"
    monkeypatch.setattr(core.report, "report", fail)
    monkeypatch.setattr(log, "log_path", lambda: path)
    log.log.cache_clear()
    assert app.main(["--evaluate"]) == 1
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "ArithmeticError: the engine failed" in told.err
    assert str(path) in told.err
    assert "Traceback" in path.read_text("utf-8")
    for handler in log.log().handlers:
        handler.close()
    log.log.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_stops_reading_is_no_failure(tmp_path):
    command = [sys.executable, ROOT / "losslab" / "__main__.py", "--evaluate"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdout.close()
        told = program.stderr.read()
    assert (program.returncode, told) == (0, b"")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="always has a display")
@pytest.mark.parametrize("display", sampled([":4242", None], every=2))
def test_without_a_display_the_window_is_drawn_into_a_picture(display, tmp_path):
    without = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    if display:
        environment["DISPLAY"] = display
    told = losslab(cwd=tmp_path, environment=environment)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "There is no display here, so the window is drawn into losslab.png.\n"
    assert picture_size(tmp_path / "losslab.png") == (1920, 1080)
