"""Own data on the command line: what goes in, and what is said about it."""

import json
import sys

import numpy as np
import pytest

from core.scenario.files import load_path
from core.sharing import link_to
from gui.app import main
from tests.gui.window_hand import scenario

TABLE = "cat,car,frog,label\n3.2,5.1,-1.7,cat\n1.3,4.9,2.0,car\n2.2,2.5,-3.1,frog\n"


@pytest.fixture
def run(capsys):
    def run_(*arguments):
        status = main(["--evaluate", *map(str, arguments)])
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else {}, told.err

    return run_


def written(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_names_of_classes_may_be_parted_as_people_write_them(tmp_path, run):
    table = written(tmp_path, "pets.csv", "3.2,5.1,cat\n1.3,4.9,car\n")
    status, numbers, told = run(table, "--numbers", "scores", "--classes", "car, cat")
    assert status == 0, told
    # The second score is the cat's: max(0, 3.2 - 5.1 + 1) and max(0, 4.9 - 1.3 + 1).
    assert numbers["hinge"]["per_example"] == pytest.approx([0.0, 4.6])


def test_a_table_is_evaluated_and_what_was_understood_is_said(tmp_path, run):
    status, numbers, told = run(written(tmp_path, "pets.csv", TABLE))
    assert status == 0
    assert numbers["softmax"]["mean"] == pytest.approx(2.7586547109)
    assert "scores, examples × classes: 3 × 3" in told
    assert "the correct class by name" in told


def test_a_document_may_lie_in_several_files(tmp_path, run):
    x, w = np.array([[-1.0, -1, 1], [0, 1, 1]]), np.array([[1.0, 2], [-1, 1], [1, 2]])
    arrays = {"features": x, "labels": np.array([1, 1]), "weights": w, "biases": np.zeros(2)}
    arguments = []
    for role, array in arrays.items():
        np.save(tmp_path / f"{role}.npy", array)
        arguments += [f"--{role}", tmp_path / f"{role}.npy"]
    status, numbers, told = run(*arguments)
    assert status == 0
    assert numbers["softmax"]["mean"] == pytest.approx(1.08775768131)
    assert "W turned" in told


def test_an_ambiguous_table_says_so_and_strict_refuses_it(tmp_path, run):
    path = written(tmp_path, "t.csv", "4,5,1,1\n-1,-2,-3,1\n.1,.2,.3,2\n-1,17,1,2\n")
    arguments = (path, "--numbers", "scores", "--label-column", "4")
    status, numbers, told = run(*arguments)
    assert numbers["softmax"]["mean"] == pytest.approx(4.684027895)
    assert "could be from 1 (--labels-from)" in told
    status, numbers, _ = run(*arguments, "--strict")
    assert (status, numbers) == (2, {})
    status, numbers, told = run(*arguments, "--strict", "--labels-from", "1")
    assert status == 0
    assert numbers["softmax"]["mean"] == pytest.approx(0.709027895)


def test_a_bad_row_is_refused_with_its_line_or_left_out(tmp_path, run):
    path = written(tmp_path, "t.csv", TABLE + "1,n/a,2,cat\n")
    status, _, told = run(path)
    assert status == 2
    assert "line 5, column car: “n/a” is not a number" in told
    assert "--skip-bad" in told
    status, numbers, told = run(path, "--skip-bad")
    assert len(numbers["softmax"]["per_example"]) == 3
    assert "left out: line 5" in told


def test_a_masked_class_in_a_scenario_is_named_and_goes_in_when_asked(tmp_path, run):
    text = json.dumps(
        {
            "format": "losslab-scenario",
            "version": 1,
            "title": "masked",
            "classes": ["a", "b", "c"],
            "examples": [{"name": "e", "label": 1, "scores": [float("-inf"), 0, 0]}],
        }
    )
    path = written(tmp_path, "masked.json", text)
    status, _, told = run(path)
    assert status == 2
    assert "$.examples[0].scores[0]: found -Infinity" in told
    assert "--import brings it in: −∞ became −10⁹" in told
    status, _, told = run(path, "--skip-bad")
    assert status == 2
    assert "a scenario opens as it is written" in told
    status, numbers, _ = run(path, "--import")
    assert status == 0
    assert numbers["softmax"]["mean"] == pytest.approx(np.log(2))


def test_other_encodings_are_asked_for(tmp_path, run):
    path = tmp_path / "t.csv"
    path.write_bytes("café,b,label\n1,2,b\n3,4,café\n".encode("latin-1"))
    status, _, told = run(path)
    assert status == 2
    assert "--encoding" in told
    assert run(path, "--encoding", "latin-1")[0] == 0


def test_data_are_read_without_qt(tmp_path, run):
    before = "PySide6" in sys.modules
    run(written(tmp_path, "t.csv", TABLE))
    assert ("PySide6" in sys.modules) == before


def test_a_window_on_data_has_no_file_to_save_into(tmp_path, monkeypatch):
    from gui.app import command_line, display, launch

    seen = []

    def open_window(options, state):
        seen.append((options.scenario, state.title))
        return 0

    monkeypatch.setattr(display, "reachable", lambda: True)
    monkeypatch.setattr(launch, "open_window", open_window)
    assert command_line.main([str(written(tmp_path, "pets.csv", TABLE))]) == 0
    assert seen == [(None, "pets")]


def test_data_that_leave_something_open_are_shown_in_the_window(tmp_path, monkeypatch):
    from gui.app import command_line, display, launch

    seen = []

    def open_window(options, state):
        seen.append((options.given, options.scenario, state))
        return 0

    monkeypatch.setattr(display, "reachable", lambda: True)
    monkeypatch.setattr(launch, "open_window", open_window)
    unsure = written(tmp_path, "unsure.csv", "1 2 0\n3 4 1\n0 2 1\n")
    bad = written(tmp_path, "bad.csv", TABLE + "x,y,z,cat\n")
    assert command_line.main([str(unsure), "--values", "plain"]) == 0
    assert command_line.main([str(bad)]) == 0
    assert [(given.path, path, state) for given, path, state in seen] == [
        (unsure, None, None),
        (bad, None, None),
    ]
    assert seen[0][0].guesses.values == "plain"
    assert command_line.main([str(unsure), "--strict"]) == 2


def test_a_link_text_is_opened_in_place_of_a_file(tmp_path, run):
    status, numbers, told = run(f"<{link_to(scenario('cat-car-frog'))}>\n")
    assert (status, told) == (0, "")
    assert numbers["hinge"]["per_example"] == pytest.approx([2.9, 0, 12.9])  # as on CS231n's slides
    out = tmp_path / "out.json"
    assert main([link_to(scenario("wide-margin")), "--save", str(out)]) == 0
    assert load_path(out) == scenario("wide-margin")


def test_a_link_text_that_cannot_be_opened_says_why_in_one_line(run):
    text = link_to(scenario("cat-car-frog"))
    status, numbers, told = run(text[:-3])
    assert (status, numbers) == (2, {})
    assert told.startswith("losslab: link text: the link text is cut off; accepted: ")
    assert told.count("\n") == 1


@pytest.mark.parametrize("option", [["--import"], ["--labels-from", "1"], ["--labels", "y.npy"]])
def test_a_link_text_is_read_as_it_is_written(run, option):
    status, _, told = run(link_to(scenario("cat-car-frog")), *option)
    assert status == 2
    assert "opens as it is written" in told
