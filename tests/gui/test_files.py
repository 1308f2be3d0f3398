"""Opening and saving scenario files through the window."""

import json
import os

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from core import edits
from core.evaluation import evaluate
from core.scenario import dump_bytes, load_path, save_path
from gui.files import Choice
from gui.translation import tr
from tests.gui.window_hand import CTRL, LEFT, Key, open_window, part, scenario, settle, undo_labels


@pytest.fixture
def window(qtbot):
    return open_window(qtbot)


class Dialog:
    """Stands in for the system's file dialog: it answers with a path and writes down the question.

    The dialog itself is the system's own, so it cannot be driven by a test.
    """

    def __init__(self, monkeypatch, answer=""):
        self.answer = str(answer)
        self.asked = []
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self._answer)

    def _answer(self, parent, title, start, kinds):
        self.asked.append((title, start, kinds))
        return self.answer, kinds


@pytest.fixture
def dialog(monkeypatch):
    return Dialog(monkeypatch)


class Messages:
    """Reads and dismisses every message box that opens, as a person would."""

    def __init__(self):
        self.told = []
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self.told.append((box.text(), box.informativeText()))
            QTest.keyClick(box, Key.Key_Escape)

    def stop(self):
        self._timer.stop()


@pytest.fixture
def messages(qapp):
    messages = Messages()
    yield messages
    messages.stop()


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def keys(window, code):
    QTest.keyClick(window, code, CTRL)
    settle()


def test_ctrl_o_opens_the_chosen_file_as_one_step(window, dialog, tmp_path):
    path = tmp_path / "wide.json"
    save_path(scenario("wide-margin"), path)
    before = window.session.state
    dialog.answer = str(path)
    keys(window, Key.Key_O)
    assert window.session.state == scenario("wide-margin")
    assert window.session.document.path == path
    assert window.windowTitle().startswith("Hinge with a margin of 10")
    assert undo_labels(window.session) == ["load"]
    assert window.session.state == before
    assert [kinds for *_, kinds in dialog.asked] == ["Loss Lab scenarios (*.json)"]


def test_giving_the_dialog_up_changes_nothing(window, dialog):
    before = window.session.state
    keys(window, Key.Key_O)
    keys(window, Key.Key_S)
    assert len(dialog.asked) == 2
    assert window.session.state is before
    assert window.session.document.path is None


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_bad_file_keeps_the_document_and_tells_where_what_and_what_is_accepted(
    qtbot, dialog, messages, tmp_path, language
):
    window = open_window(qtbot, language=language)
    path = tmp_path / "bad.json"
    good = json.loads(dump_bytes(scenario()))
    good["examples"][1]["label"] = 7
    path.write_text(json.dumps(good))
    before = window.session.state
    dialog.answer = str(path)
    keys(window, Key.Key_O)
    assert window.session.state is before
    assert window.session.document.path is None
    ((text, details),) = messages.told
    assert "bad.json" in text
    assert details.startswith("$.examples[1].label: ")
    assert "7" in details
    assert {"en": "a whole number from 0 to 2", "ko": "0에서 2까지의 정수"}[language] in details


@pytest.mark.parametrize("bad", ["margin", "missing", "folder", "binary"])
def test_any_other_unusable_file_is_told_too(window, dialog, messages, tmp_path, bad):
    path = tmp_path / "bad.json"
    if bad == "margin":
        good = json.loads(dump_bytes(scenario()))
        good["loss"]["margin"] = 0
        path.write_text(json.dumps(good))
    elif bad == "folder":
        path.mkdir()
    elif bad == "binary":
        path.write_bytes(bytes(range(256)))
    before = window.session.state
    dialog.answer = str(path)
    keys(window, Key.Key_O)
    assert len(messages.told) == 1
    assert messages.told[0][1].startswith("$")
    assert window.session.state is before


def test_ctrl_s_saves_what_is_shown_and_it_opens_again_the_same(window, dialog, tmp_path):
    window.session.edit(edits.set_score(0, 1, 4.25))
    assert window.session.document.modified
    dialog.answer = str(tmp_path / "mine.json")
    keys(window, Key.Key_S)
    assert load_path(tmp_path / "mine.json") == window.session.state
    assert window.session.document.path == tmp_path / "mine.json"
    assert not window.session.document.modified
    assert names_in(tmp_path) == ["mine.json"]


def test_saving_again_begins_at_the_same_file(window, dialog, tmp_path):
    dialog.answer = str(tmp_path / "mine.json")
    keys(window, Key.Key_S)
    keys(window, Key.Key_S)
    assert [start for _, start, _ in dialog.asked] == ["scenario.json", str(tmp_path / "mine.json")]


def test_a_name_without_an_ending_gets_one(window, dialog, tmp_path):
    dialog.answer = str(tmp_path / "mine")
    keys(window, Key.Key_S)
    assert names_in(tmp_path) == ["mine.json"]


def test_a_dot_in_a_name_is_no_ending(window, dialog, tmp_path):
    dialog.answer = str(tmp_path / "scores v1.2")
    keys(window, Key.Key_S)
    assert names_in(tmp_path) == ["scores v1.2.json"]


def test_a_file_that_only_its_ending_leads_to_is_not_replaced_unasked(
    window, dialog, messages, tmp_path
):
    (tmp_path / "mine.json").write_text("mine")
    dialog.answer = str(tmp_path / "mine")
    keys(window, Key.Key_S)
    assert messages.told == [("mine.json is there already. Replace it?", "")]
    assert (tmp_path / "mine.json").read_text() == "mine"
    assert window.session.document.path is None


def test_on_request_it_is_replaced(window, dialog, tmp_path):
    (tmp_path / "mine.json").write_text("mine")
    dialog.answer = str(tmp_path / "mine")

    def agree():
        box = QApplication.activeModalWidget()
        next(one for one in box.buttons() if one.text() == "Replace").click()

    QTimer.singleShot(0, agree)
    keys(window, Key.Key_S)
    assert load_path(tmp_path / "mine.json") == window.session.state


@pytest.mark.parametrize("where", ["a file", "nowhere"])
def test_a_folder_that_cannot_be_written_is_told_and_the_document_stays_unsaved(
    window, dialog, messages, tmp_path, where
):
    # A file in a folder's place stops everyone; permissions would not stop the root account.
    folder = tmp_path / "folder"
    if where == "a file":
        folder.write_text("in the way")
    window.session.edit(edits.set_score(0, 1, 4.25))
    dialog.answer = str(folder / "mine.json")
    keys(window, Key.Key_S)
    ((text, details),) = messages.told
    assert text == "mine.json could not be saved."
    assert details
    assert window.session.document.modified
    assert window.session.document.path is None


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and links")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("why", ["protected", "linked"])
def test_a_file_that_is_not_to_be_replaced_unasked_is_left_and_the_reason_told(
    qtbot, dialog, messages, tmp_path, why, language
):
    window = open_window(qtbot, language=language)
    path = tmp_path / "old.json"
    path.write_text("old")
    if why == "protected":
        path.chmod(0o444)
    else:
        (tmp_path / "other.json").hardlink_to(path)
    dialog.answer = str(path)
    keys(window, Key.Key_S)
    ((_, details),) = messages.told
    assert details == tr(f"files.reason.{why}")
    assert path.read_text() == "old"
    assert window.session.document.path is None


def test_a_save_that_fails_half_way_leaves_the_old_file_whole(
    window, dialog, messages, tmp_path, monkeypatch
):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    keys(window, Key.Key_S)
    old = path.read_bytes()
    window.session.edit(edits.set_score(0, 1, 4.25))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        keys(window, Key.Key_S)
    assert path.read_bytes() == old
    assert names_in(tmp_path) == ["mine.json"]
    assert messages.told == [("mine.json could not be saved.", "No space left on device")]
    assert window.session.document.modified


def test_a_scenario_of_the_menu_forgets_the_file(window, dialog, tmp_path):
    dialog.answer = str(tmp_path / "mine.json")
    keys(window, Key.Key_S)
    window.open_builtin("blank-features")
    assert window.session.document.path is None


def test_the_menu_s_entries_open_and_save_too(window, dialog, tmp_path):
    menu = part(window, "header.scenarios.menu", QMenu)
    by_words = {action.text(): action for action in menu.findChildren(QAction)}
    dialog.answer = str(tmp_path / "mine.json")
    by_words["Save as…"].trigger()
    window.session.edit(edits.set_score(0, 1, 4.25))
    answer = Answer(Choice.DISCARD)
    by_words["Open…"].trigger()
    answer.stop()
    settle()
    assert answer.asked == 1
    assert window.session.state == scenario()
    assert len(dialog.asked) == 2


# Closing


class Answer:
    """Answers the question about unsaved changes with one of its buttons, once."""

    def __init__(self, choice):
        self.asked = 0
        self._choice = choice
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.objectName() == "files.changes":
            self.asked += 1
            self._timer.stop()
            QTest.mouseClick(box.button(self._choice.value), LEFT)

    def stop(self):
        self._timer.stop()


def changed_file(window, dialog, tmp_path):
    """Save the window's document as a file, then change it."""
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    window.save_file()
    window.session.edit(edits.set_score(0, 0, 4.5))
    settle()
    return path


@pytest.mark.parametrize(
    ("choice", "closes", "saved"),
    [(Choice.SAVE, True, 4.5), (Choice.DISCARD, True, 3.2), (Choice.CANCEL, False, 3.2)],
)
def test_closing_a_changed_file_asks_what_becomes_of_it(
    window, dialog, tmp_path, choice, closes, saved
):
    path = changed_file(window, dialog, tmp_path)
    answer = Answer(choice)
    assert window.close() is closes
    answer.stop()
    assert answer.asked == 1
    assert evaluate(load_path(path)).scores[0, 0] == pytest.approx(saved, abs=1e-12)


def test_a_scenario_of_the_program_closes_without_a_question(window):
    window.session.edit(edits.set_score(0, 0, 4.5))
    assert window.close()


@pytest.mark.parametrize(
    ("choice", "leaves", "saved"),
    [(Choice.SAVE, True, 4.5), (Choice.DISCARD, True, 3.2), (Choice.CANCEL, False, 3.2)],
)
def test_leaving_a_changed_file_for_a_scenario_asks_too(
    window, dialog, tmp_path, choice, leaves, saved
):
    path = changed_file(window, dialog, tmp_path)
    answer = Answer(choice)
    window.open_builtin("blank-features")
    answer.stop()
    settle()
    assert answer.asked == 1
    assert (window.session.state.class_count, window.session.document.path is None) == (3, leaves)
    assert evaluate(load_path(path)).scores[0, 0] == pytest.approx(saved, abs=1e-12)


def test_undo_beyond_a_load_goes_back_to_the_other_file_and_its_changes(window, dialog, tmp_path):
    first = changed_file(window, dialog, tmp_path)
    answer = Answer(Choice.DISCARD)
    window.open_builtin("blank-features")
    answer.stop()
    document = window.session.document
    assert (document.path, document.modified) == (None, False)
    window.session.undo()
    assert (document.path, document.modified) == (first, True)
    window.session.redo()
    assert (document.path, document.modified) == (None, False)


def test_what_stands_in_an_open_field_is_saved_too(window, dialog, tmp_path):
    dialog.answer = str(tmp_path / "mine.json")
    field = part(window, "rail.class.0.field")
    field.setFocus()
    field.selectAll()
    for letter in "8.5":
        QTest.keyClick(field, letter)
    keys(window, Key.Key_S)
    saved = load_path(tmp_path / "mine.json")
    assert evaluate(saved).scores[0, 0] == pytest.approx(8.5, abs=1e-12)
