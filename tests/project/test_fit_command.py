"""``losslab --fit`` and ``--save``: the best W in numbers and in files."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.losses import LOSSES
from core.scenario.files import builtin, load_path
from gui.app import command_line as app

SCENARIOS = Path(__file__).parents[2] / "resources" / "scenarios"
FITTED = {"minimum", "weights", "biases", "iterations"}


def answered(capsys, *arguments):
    """What the program prints, and what it says beside it."""
    assert app.main([str(argument) for argument in arguments]) == 0
    told = capsys.readouterr()
    return json.loads(told.out) if told.out else None, told.err


def refused(capsys, *arguments):
    assert app.main([str(argument) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def changed(tmp_path, name, **parts):
    """A scenario that comes along, with some of its parts replaced."""
    document = json.loads((SCENARIOS / name).read_bytes())
    for key, value in parts.items():
        document[key] = document.get(key, {}) | value
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(document))
    return path


def test_the_numbers_are_printed_as_a_table_in_the_language_asked_for(capsys):
    tables = []
    for more in (["--evaluate"], ["--fit"], ["--evaluate", "--lang", "ko"]):
        assert app.main([*more, "--format", "csv"]) == 0
        tables.append(capsys.readouterr().out.splitlines())
    assert [len(lines) for lines in tables] == [4, 4, 4]
    assert "score cat,score car,score frog,softmax,hinge" in tables[0][0]
    assert tables[0][1].startswith("0,")
    assert tables[0][1] != tables[1][1]  # at the best W
    assert "score 고양이" in tables[2][0]


def test_a_form_of_numbers_that_are_not_printed_is_refused(capsys):
    assert app.main(["--format", "csv"]) == 2
    assert "only with --evaluate" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--evaluate"]])
def test_fit_prints_the_evaluation_at_the_best_w(more, capsys):
    numbers, said = answered(capsys, "--fit", *more)
    assert said == ""
    assert numbers["minimum"] is numbers["exact"] is True
    # The three examples at right angles, lambda = 0.01.
    assert numbers["total"] == pytest.approx(0.1157357313030567, rel=1e-12)
    assert 0.0 <= numbers["gap"] <= 1e-9 * numbers["total"]
    assert numbers["iterations"] > 0
    weights, biases = np.array(numbers["weights"]), np.array(numbers["biases"])
    assert not biases.any()
    assert np.abs(numbers["gradient"]["weights"]).max() < 1e-9
    features = np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1]])
    assert np.array(numbers["scores"]) == pytest.approx(features @ weights.T, rel=1e-12)


def test_the_numbers_of_a_fit_are_told_apart_from_the_losses(capsys):
    plain, _ = answered(capsys, "--evaluate")
    fitted, _ = answered(capsys, "--fit")
    assert set(fitted) == set(plain) | FITTED | {"gap", "exact"}
    assert not set(LOSSES) & (FITTED | {"gap", "exact", "reason"})


def test_without_a_minimum_it_is_said_why_and_w_is_as_it_was(tmp_path, capsys):
    path = changed(tmp_path, "10-cat-car-frog.json", penalty={"strength": 0})
    before, _ = answered(capsys, path, "--evaluate")
    numbers, _ = answered(capsys, path, "--fit")
    assert numbers["minimum"] is False
    assert "falls for ever" in numbers["reason"]
    assert numbers["total"] == before["total"]
    assert numbers["weights"][0] == load_path(path).source.weights[0].tolist()
    assert not {"gap", "exact"} & set(numbers)


def test_a_class_without_examples_is_named_as_the_reason(tmp_path, capsys):
    document = json.loads((SCENARIOS / "10-cat-car-frog.json").read_bytes())
    document["examples"] = document["examples"][:2]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(document))
    assert "no example belongs to some class" in answered(capsys, path, "--fit")[0]["reason"]


def test_a_document_is_written_with_its_best_w(tmp_path, capsys):
    path = tmp_path / "best.json"
    assert answered(capsys, "--fit", "--save", path) == (None, "")
    numbers, _ = answered(capsys, path, "--evaluate")
    assert numbers["total"] == pytest.approx(0.1157357313030567, rel=1e-12)
    both, _ = answered(capsys, "--fit", "--evaluate", "--save", path)
    assert both["total"] == numbers["total"]


def test_a_document_without_a_best_w_is_written_as_it_is_and_that_is_said(tmp_path, capsys):
    path = changed(tmp_path, "10-cat-car-frog.json", penalty={"strength": 0})
    out = tmp_path / "out.json"
    numbers, said = answered(capsys, path, "--fit", "--save", out)
    assert numbers is None
    assert "W is as it was: L falls for ever" in said
    assert load_path(out) == load_path(path)


def test_saving_alone_converts(tmp_path, capsys):
    out = tmp_path / "new.json"
    old = Path(__file__).parents[1] / "core" / "files" / "version-1.json"
    assert answered(capsys, old, "--save", out) == (None, "")
    assert json.loads(out.read_bytes())["version"] == 2
    assert load_path(out) == load_path(old)


@pytest.mark.parametrize("item", builtin(), ids=lambda item: item.key)
def test_every_scenario_with_weights_can_be_fitted(item, capsys):
    state = item.load()
    path = next(SCENARIOS.glob(f"*-{item.key}.json"))
    if not state.has_weights:
        assert "scores alone" in refused(capsys, path, "--fit")
        return
    numbers, _ = answered(capsys, path, "--fit")
    assert numbers["minimum"] is False or numbers["exact"]


@pytest.mark.parametrize("name", ["out.txt", "out", "missing/out.json"])
def test_a_file_that_cannot_be_written_is_refused_before_reading(name, tmp_path, capsys):
    assert "--save" in refused(capsys, "--save", tmp_path / name)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path, capsys):
    (tmp_path / "out.json").mkdir()
    assert "directory" in refused(capsys, "--save", tmp_path / "out.json")


def test_what_is_write_protected_is_left_alone(tmp_path, capsys):
    path = tmp_path / "out.json"
    path.write_text("kept")
    path.chmod(0o444)
    assert "write-protected" in refused(capsys, "--save", path)
    assert path.read_text() == "kept"


@pytest.mark.parametrize("wish", ["--fit", "--save=out.json"])
def test_a_picture_of_a_fit_is_refused(wish, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "--render" in refused(capsys, wish, "--render=out.png")
    assert list(tmp_path.iterdir()) == []
