"""``losslab --check-gradient``: the gradient beside its centred difference, in print."""

import csv
import json
from pathlib import Path

import pytest

from gui.app import command_line as app
from gui.app import gradient

SCENARIOS = Path(__file__).parents[2] / "resources" / "scenarios"


def answered(capsys, *arguments):
    assert app.main(["--check-gradient", *map(str, arguments)]) == 0
    return capsys.readouterr()


def refused(capsys, *arguments):
    assert app.main([str(argument) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    return told.err


def test_the_gradient_is_printed_entry_by_entry_as_an_assignment_does(capsys):
    korean = answered(capsys, "--lang", "ko").out.splitlines()
    assert korean[1].startswith("W[고양이, x₁]")
    lines = answered(capsys, "--lang", "en").out.splitlines()
    assert len(lines) == 1 + 15 + 2
    assert lines[1].startswith("W[cat, x₁]")
    # By PyTorch: -0.10653905055904853.
    assert float(lines[1].split()[2]) == pytest.approx(-0.10653905055904853, rel=1e-14)
    assert lines[5].startswith("b[cat]")
    assert lines[-2].startswith("largest relative error 1.03e-10 at W[cat, x₁], h = 1e-05")


def test_it_is_printed_as_csv_and_as_json_with_all_digits(capsys):
    file = SCENARIOS / "110-a-weight-goes-to-zero.json"
    rows = list(csv.DictReader(answered(capsys, file, "--format", "csv").out.splitlines()))
    told = json.loads(answered(capsys, file, "--format", "json", "--step", "1e-3").out)
    assert len(rows) == told["checked"] == told["of"] == 6
    assert told["h"] == 1e-3
    for row, entry in zip(rows, told["entries"], strict=True):
        assert float(row["gradient"]) == entry["gradient"]
        assert row["kinks"] == ("|w|" if entry["corner"] else "")
    assert [entry["corner"] for entry in told["entries"]].count(True) == 2


def test_of_very_many_weights_some_are_checked_and_that_is_said(capsys, monkeypatch):
    monkeypatch.setattr(gradient, "AT_MOST", 2 * 9 * 5)
    told = answered(capsys, "--format", "json")
    assert "checked are 5 of 15 weights and biases" in told.err
    assert [entry["class"] for entry in json.loads(told.out)["entries"]] == [0, 0, 1, 1, 2]


def test_what_cannot_be_checked_is_refused_by_name(capsys):
    alone = SCENARIOS / "00-blank-scores.json"
    assert "there is no W; found scores alone" in refused(capsys, "--check-gradient", alone)
    said = refused(capsys, "--check-gradient", "--step", "0")
    assert "argument --step: found '0', accepted is 1e-12 to 1" in said
    assert "only with --check-gradient" in refused(capsys, "--step", "1e-3")
    assert "--render" in refused(capsys, "--check-gradient", "--render", "x.png")
