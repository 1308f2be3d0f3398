"""Own data in the window: pasted, dropped, chosen or opened, by way of the preview."""

import io
import json

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from core.importing import Given, Guesses
from core.scenario.files import dump_bytes, load_bytes, save_path
from core.sharing import link_to
from gui.controls.button import Button
from gui.files.bringing.dialog import PreviewDialog
from gui.words.translation import words
from tests.gui.files_hand import act, open_papers
from tests.gui.window_hand import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    open_window,
    part,
    press,
    scenario,
    settle,
    undo_labels,
)

TABLE = "cat,dog,label\n1.5,2,dog\n3,4.5,cat\n"


class Modals:
    """Answers what comes up, previews by `accept` and messages by Esc, and keeps what was said."""

    def __init__(self):
        self.previews, self.told, self.accept, self.click = [], [], True, ""
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, PreviewDialog):
            self.previews.append(part(box, "bring.understood").text())
            button = part(box, "bring.accept" if self.accept else "bring.cancel", Button)
            if not button.isEnabled():
                button = part(box, "bring.cancel", Button)
            QTest.mouseClick(button, LEFT)
        elif isinstance(box, QMessageBox):
            self.told.append((box.objectName(), box.text(), box.informativeText()))
            wanted = [one for one in box.buttons() if one.text().replace("&", "") == self.click]
            if wanted:
                QTest.mouseClick(wanted[0], LEFT)
            else:
                QTest.keyClick(box, Key.Key_Escape)

    def stop(self):
        self._timer.stop()


@pytest.fixture
def modals(qapp):
    modals = Modals()
    yield modals
    modals.stop()


@pytest.fixture
def window(keep):
    """The whole window, where it is about what has the keyboard in it."""
    return keep.open()


@pytest.fixture
def papers(qtbot):
    """A bare window: what comes in is a document there too."""
    return open_papers(qtbot)


@pytest.fixture
def clipboard(qapp):
    clipboard = QApplication.clipboard()
    yield clipboard
    clipboard.clear()


def button(window, ending):
    """The button of a notice."""
    found = window.findChildren(Button)
    return next(one for one in found if one.objectName().endswith(ending))


def title(window):
    return words(window.session.state.title)


def drop(window, content):
    """Drop on the window, as the system does on the widget that takes it."""
    actions, buttons = Qt.DropAction.CopyAction, LEFT
    QApplication.sendEvent(
        window, QDragEnterEvent(QPoint(300, 300), actions, content, buttons, NONE)
    )
    event = QDropEvent(QPointF(300, 300), actions, content, buttons, NONE)
    QApplication.sendEvent(window, event)
    settle()
    return event.isAccepted()


def keys(window, code, modifiers=CTRL):
    """A key for the window, which is in front again after a dialog."""
    window.activateWindow()
    settle()
    press(window, code, modifiers=modifiers)


def of_files(*paths):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return content


# -- the clipboard --------------------------------------------------------------------------------


def test_ctrl_v_shows_a_table_brings_it_in_as_one_step_and_offers_the_way_back(
    window, modals, clipboard
):
    before = window.session.state
    clipboard.setText(TABLE)
    keys(window, Key.Key_V)
    assert "scores" in modals.previews[0]
    assert window.session.state.classes == ("cat", "dog")
    assert window.session.document.path is None
    undo = button(window, "notice.undo")
    assert undo.isVisible()
    QTest.mouseClick(undo, LEFT)
    settle()
    assert window.session.state is before


def test_what_is_not_brought_in_changes_nothing(papers, modals, clipboard):
    before = papers.session.state
    modals.accept = False
    clipboard.setText(TABLE)
    keys(papers, Key.Key_V)
    assert len(modals.previews) == 1
    assert papers.session.state is before
    assert papers.session.document.undo_label is None


def test_in_a_field_ctrl_v_is_the_fields_which_takes_no_book(window, modals, clipboard):
    field = part(window, "rail.class.0.field")
    field.setFocus()
    field.selectAll()
    clipboard.setText("7.5")
    keys(window, Key.Key_V)
    assert field.text() == "7.5"
    state = window.session.state
    clipboard.setText("3.2\n" * 100_000)
    keys(window, Key.Key_V)
    assert field.text() == "7.5"
    assert field.is_wrong()
    assert window.session.state is state
    assert not modals.previews
    assert not modals.told


def test_ctrl_v_is_the_window_s_wherever_no_field_has_the_keyboard(window, modals, clipboard):
    modals.accept = False
    clipboard.setText(TABLE)
    places = ("rail.lambda.slider", "stage.scores", "what_if.plot", "header.pin")
    for place in places:
        part(window, place).setFocus()
        keys(window, Key.Key_V)
    assert len(modals.previews) == len(places)
    menu = part(window, "act.paste", QAction)
    menu.trigger()
    assert len(modals.previews) == len(places) + 1


def test_cells_that_do_not_fit_the_table_may_be_data_of_their_own(qtbot, modals, clipboard):
    window = open_window(qtbot, page="batch")
    view = window.page.first_stop()
    view.setFocus()
    clipboard.setText("cat\tdog\tlabel\tmore\tand more\n" + "1\t2\tcat\t3\t4\n" * 20)
    view.setCurrentIndex(view.model().index(0, 0))
    keys(window, Key.Key_V)
    offer = button(window, "cells.bring")
    assert offer.isVisible()
    assert not modals.previews
    QTest.mouseClick(offer, LEFT)
    settle()
    assert len(modals.previews) == 1


@pytest.mark.parametrize("kind", ["image", "nothing"])
def test_a_clipboard_without_a_text_gets_one_clear_message(papers, modals, clipboard, kind):
    before = papers.session.state
    if kind == "image":
        clipboard.setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    else:
        clipboard.clear()
    keys(papers, Key.Key_V)
    assert len(modals.told) == 1
    assert ("picture" in modals.told[0][2]) == (kind == "image")
    assert papers.session.state is before


def test_a_link_or_a_whole_document_that_is_pasted_opens(papers, modals, clipboard):
    clipboard.setText(f"<{link_to(scenario('wide-margin'))}>")
    keys(papers, Key.Key_V)
    assert title(papers) == words(scenario("wide-margin").title)
    clipboard.setText(dump_bytes(scenario("twice-the-weights")).decode())
    keys(papers, Key.Key_V)
    assert title(papers) == words(scenario("twice-the-weights").title)
    assert not modals.previews
    assert not modals.told


# -- files ----------------------------------------------------------------------------------------


def test_a_dropped_table_is_shown_and_a_dropped_document_opens(papers, modals, tmp_path):
    (tmp_path / "own.csv").write_text(TABLE)
    assert drop(papers, of_files(tmp_path / "own.csv"))
    assert title(papers) == "own"
    assert papers.session.document.path is None
    save_path(scenario("wide-margin"), tmp_path / "wide.json")
    assert drop(papers, of_files(tmp_path / "wide.json"))
    assert papers.session.document.path == tmp_path / "wide.json"
    assert len(modals.previews) == 1


def test_several_files_are_one_document(papers, modals, tmp_path):
    np.save(tmp_path / "X.npy", [[1.0, 2.5, 3.5], [3.0, 4.5, 0.5]])
    np.save(tmp_path / "y.npy", [0, 1])
    drop(papers, of_files(tmp_path / "X.npy", tmp_path / "y.npy"))
    assert papers.session.state.feature_count == 3
    assert papers.session.state.labels.tolist() == [0, 1]


def test_a_folder_or_a_file_of_another_kind_says_what_it_is(papers, modals, tmp_path):
    before = papers.session.state
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    for path, what in ((tmp_path, "folder"), (tmp_path / "a.pdf", "PDF")):
        drop(papers, of_files(path))
        assert what in modals.told[-1][2]
    assert len(modals.told) == 2
    assert papers.session.state is before


def test_a_name_that_no_file_can_have_is_told(papers, modals, tmp_path):
    (tmp_path / "more.csv").write_text(TABLE)
    drop(papers, of_files(tmp_path / ("x" * 300), tmp_path / "more.csv"))
    assert len(modals.told) == 1


def test_a_document_among_several_files_is_not_guessed_at(papers, modals, tmp_path):
    save_path(scenario(), tmp_path / "own.json")
    (tmp_path / "more.csv").write_text(TABLE)
    drop(papers, of_files(tmp_path / "own.json", tmp_path / "more.csv"))
    assert "one at a time" in modals.told[0][2]


def test_ctrl_shift_o_asks_for_files_and_open_takes_data_as_well(
    window, modals, tmp_path, monkeypatch
):
    path = tmp_path / "own.csv"
    path.write_text(TABLE)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    keys(window, Key.Key_O, CTRL | SHIFT)
    keys(window, Key.Key_O)
    assert len(modals.previews) == 2
    assert undo_labels(window.session) == ["load"]  # the second is the same once more


def test_saving_what_was_brought_in_never_touches_its_file(papers, modals, tmp_path, monkeypatch):
    path = tmp_path / "own.csv"
    path.write_text(TABLE)
    drop(papers, of_files(path))
    asked = []

    def answer(_parent, _title, start, _kinds):
        asked.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    act(papers, "save")
    assert asked == [str(tmp_path / "own.losslab.json")]
    assert path.read_text() == TABLE


def test_whoever_chooses_no_file_after_all_is_shown_and_told_nothing(papers, modals, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    act(papers, "import")
    assert (modals.previews, modals.told) == ([], [])


def test_a_scenario_with_a_masked_class_is_refused_by_field_and_its_import_offered(
    papers, modals, tmp_path
):
    document = {
        "format": "losslab-scenario",
        "version": 1,
        "title": "Masked",
        "classes": ["a", "b", "c"],
        "examples": [{"name": "one", "label": 1, "scores": [0, 1, 2]}],
    }
    text = json.dumps(document).replace("[0, 1, 2]", "[-Infinity, 0, 0]")
    path = tmp_path / "masked.json"
    path.write_text(text)
    before = papers.session.state
    drop(papers, of_files(path))
    ((name, _, why),) = modals.told
    assert name == "bring.offer"
    assert "score 1" in why
    assert "−10⁹" in why
    assert papers.session.state is before
    modals.click = "Bring in"
    drop(papers, of_files(path))
    assert papers.session.state.source.scores.tolist() == [[-1e9, 0, 0]]
    assert papers.session.document.path is None


def test_only_w_or_only_the_examples_may_be_replaced_as_one_step(papers, modals, tmp_path):
    papers.session.document.mark_saved(tmp_path / "kept.json")
    w = np.arange(12.0).reshape(3, 4)
    np.save(tmp_path / "W.npy", w)
    drop(papers, of_files(tmp_path / "W.npy"))
    assert papers.session.state.source.weights.tolist() == w.tolist()
    assert papers.session.document.path == tmp_path / "kept.json"
    assert papers.session.document.undo_label.key == "replace_weights"
    undo = button(papers, "notice.undo")
    assert undo.isVisible()
    assert load_bytes(dump_bytes(papers.session.state)) == papers.session.state
    QTest.mouseClick(undo, LEFT)
    settle()
    assert papers.session.state.source.weights.tolist() == scenario().source.weights.tolist()


def test_what_the_command_line_says_about_data_is_in_force_in_the_preview(papers, modals, tmp_path):
    np.save(tmp_path / "a.npy", [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    np.save(tmp_path / "b.npy", [1, 2, 1])
    files = {"scores": tmp_path / "a.npy", "labels": tmp_path / "b.npy"}
    papers.data.preview_given(Given(by_role=files, guesses=Guesses(labels="from_1")))
    settle()
    assert "classes counted from 1" in modals.previews[0]
    assert papers.session.state.labels.tolist() == [0, 1, 0]


# -- faults ---------------------------------------------------------------------------------------


def npy(array, **more):
    stream = io.BytesIO()
    np.save(stream, array, **more)
    return stream.getvalue()


FAULTS = {
    "cut": npy(np.eye(9))[:-5],
    "pickled": npy(np.array([{}], dtype=object), allow_pickle=True),
    "nothing in it": b"",
    "a million columns": b"1," * 1_000_000 + b"1\n",
    "one long line": b"1" * (5 << 20),
    "a spreadsheet": b"PK\x03\x04xl/workbook.xml",
    "deep": b'{"X":' * 100_000,
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("data", FAULTS.values(), ids=FAULTS)
def test_what_cannot_go_in_gets_one_message_and_changes_nothing(papers, modals, tmp_path, data):
    before = papers.session.state
    path = tmp_path / "own.npy"
    path.write_bytes(data)
    drop(papers, of_files(path))
    assert len(modals.told) == 1
    assert "own.npy" in modals.told[0][1]
    assert not modals.previews
    assert papers.session.state is before
    assert papers.session.document.undo_label is None


def test_a_file_that_goes_while_it_is_asked_about_is_told(papers, modals, tmp_path):
    before = papers.session.state
    drop(papers, of_files(tmp_path / "gone.csv"))
    assert "gone.csv" in modals.told[0][1]
    drop(papers, of_files(tmp_path / "gone.csv", tmp_path / "gone.npy"))
    assert len(modals.told) == 2
    assert "no such file" in modals.told[1][2]
    assert papers.session.state is before
