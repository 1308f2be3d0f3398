"""Numbers leave the window as files for other programs."""

import json

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from core.report import report
from gui.files.numbers import Numbers
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.files_hand import Messages
from tests.gui.window_hand import scenario


@pytest.fixture
def saving(qtbot, monkeypatch, tmp_path):
    """Save the numbers of a document under a name; the file."""
    set_language("en")
    window = QWidget()
    qtbot.addWidget(window)

    def save(name, act, key="cat-car-frog"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        session = Session(scenario(key), window)
        act(Numbers(session, window))
        return path, session

    return save


def test_a_table_is_read_by_spreadsheets_as_what_it_is(saving):
    path, _ = saving("out.csv", Numbers.save)
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(lines) == 4
    assert lines[0].startswith("example,name,class,label")


def test_json_is_what_the_command_line_prints_and_npz_holds_the_arrays(saving):
    path, session = saving("out.json", Numbers.save)
    assert json.loads(path.read_text()) == report(session.evaluation)
    path, session = saving("out.npz", Numbers.save)
    assert np.array_equal(np.load(path)["scores"], session.evaluation.scores)


def test_w_and_b_are_saved_by_the_names_of_their_classes(saving):
    path, _ = saving("W.csv", Numbers.save_weights)
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["class", "cat", "car", "frog"]


def test_scores_alone_have_no_w_and_it_is_said(saving):
    messages = Messages()
    path, _ = saving("W.csv", Numbers.save_weights, "blank-scores")
    messages.stop()
    assert [text for text, _ in messages.told] == ["There is no W to save."]
    assert not path.exists()
