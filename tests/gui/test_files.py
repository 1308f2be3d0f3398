"""Opening and saving scenario files through the window."""

import json
import os
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from core import edits
from core.document import Document
from core.evaluation import evaluate
from core.scenario import text as scenario_text
from core.scenario.files import dump_bytes, load_path, save_path
from core.state import LinearModel
from gui.controls.noted_edit import NotedEdit
from gui.files.dialogs import Choice, ask_where, load, suggested_name
from gui.look.theme import Change
from gui.words.translation import set_language, tr
from tests.gui.files_hand import Dialog, Messages, Press, act, open_papers
from tests.gui.window_hand import (
    CTRL,
    LEFT,
    SHIFT,
    Hand,
    Key,
    open_window,
    part,
    scenario,
    settle,
    undo_labels,
)
from tests.sweeps import sampled


@pytest.fixture
def window(qtbot):
    """The whole window, where keys, menus, the title bar or closing are the point."""
    return open_window(qtbot)


@pytest.fixture
def papers(qtbot):
    """A bare window, where it is about the document alone."""
    return open_papers(qtbot)


@pytest.fixture
def dialog(monkeypatch):
    return Dialog(monkeypatch)


@pytest.fixture
def messages(qapp):
    messages = Messages()
    yield messages
    messages.stop()


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def keys(window, code, modifiers=CTRL):
    if not window.isActiveWindow():  # what was shown while it took longer may just have gone
        window.activateWindow()
        settle()
    QTest.keyClick(window, code, modifiers)
    settle()


def title_bar(window):
    """What the title bar says, as Qt gives it to the window system."""
    return window.windowHandle().title()


def test_ctrl_o_opens_the_chosen_file_as_one_step_and_looks_beside_it_the_next_time(
    window, dialog, tmp_path
):
    path = tmp_path / "wide.json"
    save_path(scenario("wide-margin"), path)
    before = window.session.state
    dialog.answer = str(path)
    keys(window, Key.Key_O)
    assert window.session.state == scenario("wide-margin")
    assert window.session.document.path == path
    assert title_bar(window) == "Hinge with a margin of 10 — wide.json — Loss Lab"
    dialog.answer = ""
    keys(window, Key.Key_O)
    assert [start for _, start, _ in dialog.asked] == ["", str(tmp_path)]
    assert undo_labels(window.session) == ["load"]
    assert window.session.state == before
    assert dialog.asked[0][2].split(";;")[0] == "Loss Lab scenarios (*.json)"


def test_giving_the_dialog_up_changes_nothing(papers, dialog):
    before = papers.session.state
    act(papers, "open")
    act(papers, "save")
    assert len(dialog.asked) == 2
    assert papers.session.state is before
    assert papers.session.document.path is None


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_a_bad_file_keeps_the_document_and_tells_where_what_and_what_is_accepted(
    qtbot, dialog, messages, tmp_path, language
):
    papers = open_papers(qtbot, language=language)
    path = tmp_path / "bad.json"
    good = json.loads(dump_bytes(scenario()))
    good["examples"][1]["label"] = 7
    path.write_text(json.dumps(good))
    before = papers.session.state
    dialog.answer = str(path)
    act(papers, "open")
    assert papers.session.state is before
    assert papers.session.document.path is None
    ((text, details),) = messages.told
    assert "bad.json" in text
    assert details.startswith({"en": "example 2, label: ", "ko": "예제 2, 정답 클래스: "}[language])
    assert "7" in details
    assert {"en": "a whole number from 0 to 2", "ko": "0에서 2까지의 정수"}[language] in details


@pytest.mark.parametrize("bad", ["margin", "missing", "folder", "binary"])
def test_any_other_unusable_file_is_told_too(papers, dialog, messages, tmp_path, bad):
    path = tmp_path / "bad.json"
    if bad == "margin":
        good = json.loads(dump_bytes(scenario()))
        good["loss"]["margin"] = 0
        path.write_text(json.dumps(good))
    elif bad == "folder":
        path.mkdir()
    elif bad == "binary":
        path.write_bytes(bytes(range(256)))
    before = papers.session.state
    dialog.answer = str(path)
    act(papers, "open")
    assert len(messages.told) == 1
    begins = {"margin": "loss, margin Δ: ", "binary": "A binary file"}.get(bad, "The file: ")
    assert messages.told[0][1].startswith(begins)
    assert papers.session.state is before


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"3.2", b"NaN", {"en": "NaN", "ko": "NaN"}),
        (b"3.2", b"1e309", {"en": "1e309", "ko": "1e309"}),
        (b"3.2", b'"3.2"', {"en": "3.2", "ko": "3.2"}),
        (b"3.2", b"[" * 5000, {"en": "too deeply nested", "ko": "중첩"}),
        (b'"label"', b'"label": 1, "label"', {"en": "more than one field", "ko": "여러"}),
        (b'"version": 2', b'"version": 3', {"en": "newer", "ko": "새"}),
        (b'"penalty"', b'"penalties"', {"en": "penalties", "ko": "penalties"}),
    ],
    ids=["nan", "huge", "text", "deep", "twice", "newer", "unknown"],
)
def test_a_damaged_file_is_one_message_in_words_and_opens_nothing(
    qtbot, messages, tmp_path, language, old, new, told
):
    set_language(language)
    data = dump_bytes(scenario("blank-scores"))
    path = tmp_path / "bad.losslab.json"
    path.write_bytes(data.replace(b"[0.0", b"[3.2", 1).replace(old, new, 1))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert load(parent, path) is None
    ((text, details),) = messages.told
    assert path.name in text
    assert told[language] in details
    assert details.isprintable()


def test_ctrl_s_saves_what_is_shown_and_with_shift_asks_again_and_begins_at_the_same_file(
    window, dialog, tmp_path
):
    window.session.edit(edits.set_score(0, 1, 4.25))
    assert window.session.document.modified
    first, second = tmp_path / "mine.json", tmp_path / "yours.json"
    dialog.answer = str(first)
    keys(window, Key.Key_S)
    assert load_path(first) == window.session.state
    assert window.session.document.path == first
    assert not window.session.document.modified
    assert names_in(tmp_path) == ["mine.json"]
    dialog.answer = str(second)
    keys(window, Key.Key_S, CTRL | SHIFT)
    assert [start for _, start, _ in dialog.asked] == ["Cat, car, frog.losslab.json", str(first)]
    assert window.session.document.path == second
    assert title_bar(window) == "Cat, car, frog — yours.json — Loss Lab"


def test_saving_again_writes_at_once_to_the_same_file(papers, dialog, tmp_path):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    act(papers, "save")
    papers.session.edit(edits.set_strength(0.5))
    act(papers, "save")
    assert len(dialog.asked) == 1
    assert load_path(path).penalty.strength == 0.5
    assert not papers.session.document.modified


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Four classes", "Four classes.json"),
        ("이름: 가/나", "이름 가 나.json"),
        ("../a\\b\n\x1b", "a b.json"),
        ("…", "….json"),
        (" . ", "Scenario.json"),
        ("가" * 200, "가" * 66 + ".json"),  # 198 bytes and the ending
    ],
)
def test_a_first_save_suggests_the_title_as_far_as_a_file_can_be_called_so(qapp, title, name):
    set_language("en")
    assert suggested_name(title, ".json") == name


def test_a_file_that_somebody_else_has_changed_is_not_overwritten_unasked(
    papers, dialog, messages, tmp_path
):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    act(papers, "save")
    papers.session.edit(edits.set_strength(0.5))
    path.write_text("theirs")
    act(papers, "save")
    assert messages.told == [("Replace mine.json?", tr("files.reason.changed"))]
    assert path.read_text() == "theirs"
    assert papers.session.document.modified


@pytest.mark.parametrize("word", ["Replace", "Save as…"])
def test_what_becomes_of_such_a_file_is_the_person_s_choice(papers, dialog, tmp_path, word):
    path, other = tmp_path / "mine.json", tmp_path / "other.json"
    dialog.answer = str(path)
    act(papers, "save")
    papers.session.edit(edits.set_strength(0.5))
    path.write_text("theirs")
    dialog.answer = str(other)
    press = Press(word)
    act(papers, "save")
    press.stop()
    saved = path if word == "Replace" else other
    assert load_path(saved).penalty.strength == 0.5
    assert (path.read_text() == "theirs") is (saved is other)
    # Known again: the next time nothing is asked.
    act(papers, "save")
    assert not papers.session.document.modified


def test_a_file_opened_from_disk_is_known_too(papers, dialog, messages, tmp_path):
    path = tmp_path / "wide.json"
    save_path(scenario("wide-margin"), path)
    dialog.answer = str(path)
    act(papers, "open")
    papers.session.edit(edits.set_margin(2.5))
    act(papers, "save")
    assert messages.told == []
    assert load_path(path).loss.margin == 2.5


def test_a_file_that_is_gone_is_written_anew(papers, dialog, messages, tmp_path):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    act(papers, "save")
    path.unlink()
    act(papers, "save")
    assert messages.told == []
    assert load_path(path) == papers.session.state


# The title bar


def test_the_title_bar_says_any_title_letter_for_letter_and_marks_changes_until_they_are_undone(
    window,
):
    assert title_bar(window) == "Cat, car, frog — Loss Lab"
    window.session.edit(edits.set_strength(0.5))
    settle()
    assert title_bar(window) == "Cat, car, frog* — Loss Lab"
    window.session.edit(edits.choose_example(1))
    window.session.undo()
    window.session.undo()
    window.session.edit(edits.choose_example(2))  # a look is no change
    settle()
    assert title_bar(window) == "Cat, car, frog — Loss Lab"
    for title in ("a [*] b", "[*]", "[*][*]", "Q & A", "<b>bold</b>", "&&"):
        window.session.edit(edits.rename_document(title))
        settle()
        assert title_bar(window) == f"{title}* — Loss Lab"


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("mine", "mine.losslab.json"),
        ("scores v1.2", "scores v1.2.losslab.json"),  # a dot is no ending
        ("mine.losslab", "mine.losslab.json"),
        ("mine.json", "mine.json"),
        ("mine.JSON", "mine.JSON"),
    ],
)
def test_a_name_without_an_ending_gets_the_program_s(qapp, monkeypatch, tmp_path, typed, called):
    Dialog(monkeypatch, tmp_path / typed)
    assert ask_where(QWidget(), "Title", None) == tmp_path / called


def test_a_file_that_only_its_ending_leads_to_is_not_replaced_unasked(
    papers, dialog, messages, tmp_path
):
    (tmp_path / "mine.losslab.json").write_text("mine")
    dialog.answer = str(tmp_path / "mine")
    act(papers, "save")
    assert messages.told == [("mine.losslab.json is there already. Replace it?", "")]
    assert (tmp_path / "mine.losslab.json").read_text() == "mine"
    assert papers.session.document.path is None


def test_on_request_it_is_replaced(papers, dialog, tmp_path):
    (tmp_path / "mine.losslab.json").write_text("mine")
    dialog.answer = str(tmp_path / "mine")
    press = Press("Replace")
    act(papers, "save")
    press.stop()
    assert load_path(tmp_path / "mine.losslab.json") == papers.session.state


@pytest.mark.parametrize("where", ["a file", "nowhere"])
def test_a_folder_that_cannot_be_written_is_told_and_the_document_stays_unsaved(
    papers, dialog, messages, tmp_path, where
):
    # A file in a folder's place stops everyone; permissions would not stop the root account.
    folder = tmp_path / "folder"
    if where == "a file":
        folder.write_text("in the way")
    papers.session.edit(edits.set_score(0, 1, 4.25))
    dialog.answer = str(folder / "mine.json")
    act(papers, "save")
    ((text, details),) = messages.told
    assert text == "mine.json could not be saved."
    assert details
    assert papers.session.document.modified
    assert papers.session.document.path is None


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and links")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("why", ["protected", "linked"])
def test_a_file_that_is_not_to_be_replaced_unasked_is_left_and_the_reason_told(
    qtbot, dialog, messages, tmp_path, why, language
):
    papers = open_papers(qtbot, language=language)
    path = tmp_path / "old.json"
    path.write_text("old")
    if why == "protected":
        path.chmod(0o444)
    else:
        (tmp_path / "other.json").hardlink_to(path)
    dialog.answer = str(path)
    act(papers, "save")
    ((_, details),) = messages.told
    assert details == tr(f"files.reason.{why}")
    assert path.read_text() == "old"
    assert papers.session.document.path is None


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_write_protected_file_is_replaced_on_request(papers, dialog, tmp_path):
    path = tmp_path / "old.json"
    path.write_text("old")
    path.chmod(0o444)
    dialog.answer = str(path)
    press = Press("Replace")
    act(papers, "save")
    press.stop()
    assert load_path(path) == papers.session.state
    assert papers.session.document.path == path


def test_a_save_that_fails_half_way_leaves_the_old_file_whole(
    papers, dialog, messages, tmp_path, monkeypatch
):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    act(papers, "save")
    old = path.read_bytes()
    papers.session.edit(edits.set_score(0, 1, 4.25))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        act(papers, "save")
    assert path.read_bytes() == old
    assert names_in(tmp_path) == ["mine.json"]
    assert messages.told == [("mine.json could not be saved.", "No space left on device")]
    assert papers.session.document.modified


def test_what_would_be_too_large_to_open_is_told_and_not_saved(
    papers, dialog, messages, tmp_path, monkeypatch
):
    monkeypatch.setattr(scenario_text, "MAX_BYTES", 100)
    dialog.answer = str(tmp_path / "large.json")
    act(papers, "save")
    ((_, details),) = messages.told
    assert details.startswith("The file: the file is larger than 512 MiB")
    assert names_in(tmp_path) == []


def test_a_scenario_of_the_menu_forgets_the_file(papers, dialog, tmp_path):
    dialog.answer = str(tmp_path / "mine.json")
    act(papers, "save")
    papers.documents.open_builtin("blank-features")
    assert papers.session.document.path is None


def test_the_menu_s_entries_open_and_save_too(window, dialog, tmp_path):
    menu = part(window, "header.scenarios.menu", QMenu)
    by_words = {action.text(): action for action in menu.actions()}
    dialog.answer = str(tmp_path / "mine.json")
    by_words["Save"].trigger()
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
    """Answers the question about unsaved changes once, with a button or with the keyboard."""

    def __init__(self, choice, name="files.changes"):
        self.asked = 0
        self._name = name
        self.text = ""
        self._choice = choice
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.objectName() == self._name:
            self.asked += 1
            self.text = box.text()
            self._timer.stop()
            if isinstance(self._choice, Choice):
                QTest.mouseClick(box.button(self._choice.value), LEFT)
                return
            if len(self._choice) == 1:
                QTest.keyClicks(box.focusWidget(), self._choice)
                return
            code = {"Return": Key.Key_Return, "Esc": Key.Key_Escape}.get(self._choice)
            if code is None:
                code = Key.Key_Space
                for _ in box.buttons():
                    if box.focusWidget().text().replace("&", "") != self._choice:
                        QTest.keyClick(box.focusWidget(), Key.Key_Tab)
            QTest.keyClick(box.focusWidget(), code)

    def stop(self):
        self._timer.stop()


def changed_file(window, dialog, tmp_path):
    """Save the window's document as a file, then change it."""
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    window.documents.save()
    window.session.edit(edits.set_score(0, 0, 4.5))
    settle()
    return path


@pytest.mark.parametrize(
    ("choice", "closes", "saved"),
    [(Choice.SAVE, True, 4.5), (Choice.DISCARD, True, 3.2), (Choice.CANCEL, False, 3.2)],
)
def test_closing_a_changed_file_asks_what_becomes_of_it(
    papers, dialog, tmp_path, choice, closes, saved
):
    path = changed_file(papers, dialog, tmp_path)
    answer = Answer(choice)
    assert papers.documents.may_close() is closes
    answer.stop()
    assert answer.asked == 1
    assert evaluate(load_path(path)).scores[0, 0] == pytest.approx(saved, abs=1e-12)


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_quitting_asks_about_a_changed_document_that_never_had_a_file(
    qtbot, dialog, tmp_path, language
):
    window = open_window(qtbot, scenario("blank-scores"), language=language)
    window.session.edit(edits.add_class("fish"))
    settle()
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    for choice, closes in ((Choice.CANCEL, False), (Choice.SAVE, True)):
        answer = Answer(choice)
        keys(window, Key.Key_Q)
        answer.stop()
        assert scenario("blank-scores").title[language] in answer.text
        assert window.isVisible() is not closes
        assert path.exists() is closes


@pytest.mark.parametrize(
    ("by_key", "closes", "saved"),
    [
        ("Return", True, True),
        ("Esc", False, False),
        ("Save", True, True),
        ("Do not save", True, False),
        ("s", True, True),
        ("d", True, False),
        ("c", False, False),
    ],
)
def test_the_question_is_answered_by_the_keyboard_too(
    papers, dialog, tmp_path, by_key, closes, saved
):
    papers.session.edit(edits.set_score(0, 0, 4.5))
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    answer = Answer(by_key)
    assert papers.documents.may_close() is closes
    answer.stop()
    assert answer.asked == 1
    assert path.exists() is saved


def test_giving_up_the_file_dialog_keeps_the_window_open(papers, dialog):
    papers.session.edit(edits.set_score(0, 0, 4.5))
    answer = Answer(Choice.SAVE)
    assert not papers.documents.may_close()
    answer.stop()
    assert len(dialog.asked) == 1


def test_what_only_looks_or_was_taken_back_closes_without_a_question(papers):
    papers.session.edit(edits.choose_example(1))
    papers.session.edit(edits.set_score(0, 0, 4.5))
    papers.session.undo()
    assert papers.documents.may_close()


@pytest.mark.parametrize(
    ("by_key", "closes", "back"),
    [("g", False, True), ("d", True, False), ("Esc", False, False), ("Return", False, False)],
)
def test_work_that_was_put_away_is_not_lost_by_quitting(qtbot, by_key, closes, back):
    papers = open_papers(qtbot, language="ko")
    papers.session.edit(edits.set_score(0, 0, 4.5))
    settle()
    mine = papers.session.state
    papers.documents.open_builtin("big-scores")
    settle()
    answer = Answer(by_key, "files.put_away")
    assert papers.documents.may_close() is closes
    answer.stop()
    assert answer.asked == 1
    assert "고양이, 자동차, 개구리" in answer.text
    assert (papers.session.state is mine) is back
    assert papers.session.document.modified is back


def test_changes_that_were_not_to_be_saved_are_asked_about_once(papers, dialog, tmp_path):
    changed_file(papers, dialog, tmp_path)
    answer = Answer(Choice.DISCARD)
    papers.documents.open_builtin("big-scores")
    answer.stop()
    settle()
    assert papers.documents.may_close()


# Another document takes its place


def notice(window):
    return part(window, "pages.notice")


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_what_gives_way_is_kept_as_one_step_and_this_is_said_not_asked(qtbot, language):
    papers = open_papers(qtbot, language=language)
    papers.session.edit(edits.set_score(0, 0, 4.5))
    settle()
    before = papers.session.state
    papers.documents.open_builtin("big-scores")
    settle()
    said = {"en": "Cat, car, frog put away", "ko": "고양이, 자동차, 개구리 문서를 닫았습니다"}
    assert notice(papers).isVisible()
    assert notice(papers).said() == said[language]
    Hand(papers).click(part(papers, "pages.notice.undo"))
    assert papers.session.state is before
    assert papers.session.document.modified
    assert not notice(papers).isVisible()


def test_the_way_back_is_a_key_too(papers):
    before = papers.session.state
    papers.documents.open_builtin("blank-scores")
    settle()
    button = part(papers, "pages.notice.undo")
    assert button.toolTip() == "Back to Cat, car, frog (Ctrl+Z)"
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Key.Key_Space)
    settle()
    assert papers.session.state is before


def test_the_notice_goes_after_eight_seconds_but_not_from_under_the_pointer(papers):
    papers.documents.open_builtin("big-scores")
    settle()
    timer = part(papers, "pages.notice.time", QTimer)
    assert timer.isActive()
    assert timer.interval() == 8000
    hand = Hand(papers)
    hand.hover(notice(papers), QPoint(5, 5))
    assert not timer.isActive()
    hand.hover(papers, QPoint(3, 3))
    assert timer.isActive()
    timer.timeout.emit()
    assert not notice(papers).isVisible()


def test_the_notice_goes_when_its_button_would_take_back_something_else(papers):
    papers.documents.open_builtin("big-scores")
    papers.session.edit(edits.set_score(0, 0, 4.5))
    settle()
    assert not notice(papers).isVisible()


def test_opening_what_is_open_puts_nothing_away(papers):
    papers.documents.open_builtin("cat-car-frog")
    settle()
    assert not notice(papers).isVisible()
    assert undo_labels(papers.session) == []


def test_what_the_history_could_not_keep_is_asked_about(papers, monkeypatch):
    monkeypatch.setattr(Document, "can_be_put_away", False)
    papers.session.edit(edits.set_score(0, 0, 4.5))
    before = papers.session.state
    answer = Answer(Choice.CANCEL)
    papers.documents.open_builtin("big-scores")
    answer.stop()
    assert answer.asked == 1
    assert papers.session.state is before


# What a file may have meant as well


def counted_from_one():
    """Labels 1 and 2 of three classes, and W square and not its own transpose."""
    state = scenario("blank-features")
    for name in ("b", "c"):
        state = edits.add_example(name).apply(state)
    source = LinearModel(np.eye(3), np.arange(9.0).reshape(3, 3), np.zeros(3))
    return replace(state, labels=np.array([1, 2, 1]), source=source, feature_names=())


def offers(window):
    names = [f"pages.{key}" for key in edits.READINGS]
    return [part(window, name) for name in names if part(window, name).isVisible()]


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_a_file_opens_as_written_and_the_window_offers_its_other_reading(
    qtbot, dialog, tmp_path, language
):
    papers = open_papers(qtbot, language=language)
    written = counted_from_one()
    save_path(written, tmp_path / "one.json")
    dialog.answer = str(tmp_path / "one.json")
    act(papers, "open")
    assert papers.session.state == written
    labels, weights = offers(papers)
    assert notice(papers).isVisible()
    places = [notice(papers).geometry(), labels.geometry(), weights.geometry()]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert labels.said() == tr("reading.labels_from_zero")
    Hand(papers).click(labels.button)
    assert papers.session.state.labels.tolist() == [0, 1, 0]
    assert offers(papers) == [weights]
    weights.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(weights.button, Key.Key_Space)
    settle()
    assert papers.session.state.source.weights.tolist() == written.source.weights.T.tolist()
    assert offers(papers) == []
    assert undo_labels(papers.session) == ["turn_weights", "labels_from_zero", "load"]


def test_the_other_reading_is_offered_for_a_while_and_not_once_the_document_is_worked_on(
    papers, dialog, tmp_path
):
    save_path(counted_from_one(), tmp_path / "one.json")
    dialog.answer = str(tmp_path / "one.json")
    act(papers, "open")
    part(papers, "pages.labels_from_zero.time", QTimer).timeout.emit()
    set_language("ko")
    papers.look.changed.emit(Change.WORDS)
    (weights,) = offers(papers)
    assert weights.said() == tr("reading.turn_weights")
    papers.session.edit(edits.choose_example(1))
    settle()
    assert offers(papers) == [weights]
    papers.session.edit(edits.set_strength(0.5))
    settle()
    assert offers(papers) == []


@pytest.mark.parametrize(
    ("choice", "leaves", "saved"),
    [(Choice.SAVE, True, 4.5), (Choice.DISCARD, True, 3.2), (Choice.CANCEL, False, 3.2)],
)
def test_leaving_a_changed_file_for_a_scenario_asks_too(
    papers, dialog, tmp_path, choice, leaves, saved
):
    path = changed_file(papers, dialog, tmp_path)
    answer = Answer(choice)
    papers.documents.open_builtin("blank-features")
    answer.stop()
    settle()
    assert answer.asked == 1
    assert (papers.session.state.class_count, papers.session.document.path is None) == (3, leaves)
    assert evaluate(load_path(path)).scores[0, 0] == pytest.approx(saved, abs=1e-12)


def test_undo_beyond_a_load_goes_back_to_the_other_file_and_its_changes(papers, dialog, tmp_path):
    first = changed_file(papers, dialog, tmp_path)
    answer = Answer(Choice.DISCARD)
    papers.documents.open_builtin("blank-features")
    answer.stop()
    document = papers.session.document
    assert (document.path, document.modified) == (None, False)
    papers.session.undo()
    assert (document.path, document.modified) == (first, True)
    papers.session.redo()
    assert (document.path, document.modified) == (None, False)


def _in_a_cell_of_the_table(window):
    window.show_page("batch")
    table = part(window, "examples.table")
    table.setCurrentIndex(table.rows.index(0, 1))
    table.setFocus()
    QTest.keyClicks(table, "8")
    return table


def _in_a_field_of_the_rail(window):
    field = part(window, "rail.class.0.field")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "8")
    return field


def _in_a_cell_of_the_matrix(window):
    window.show_page("weights")
    grid = part(window, "matrix.grid")
    grid.setFocus()
    QTest.keyClicks(grid, "8")
    return grid


def _in_the_formula(window):
    strip = window.strip
    strip.setFocus()
    QTest.keyClick(strip, Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "8")
    return strip


def _in_a_name(window):
    row = part(window, "rail.class.0.correct")
    row.setFocus()
    QTest.keyClick(row, Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "8")
    return row


TYPING = (
    _in_a_cell_of_the_table,
    _in_a_field_of_the_rail,
    _in_a_cell_of_the_matrix,
    _in_the_formula,
    _in_a_name,
)


def test_who_saves_while_typing_goes_on_where_the_keyboard_was_and_what_is_typed_is_saved(
    window, dialog, tmp_path
):
    path = tmp_path / "mine.json"
    dialog.answer = str(path)
    for typing in TYPING:
        before = window.session.state
        home = typing(window)
        assert isinstance(QApplication.focusWidget(), NotedEdit)
        keys(window, Key.Key_S)
        assert window.session.state != before
        assert load_path(path) == window.session.state
        assert not window.session.document.modified
        assert QApplication.focusWidget() is home, typing.__name__
        window.session.undo()
        settle()
    field = _in_a_field_of_the_rail(window)
    QTest.keyClicks(field, ",000")  # cannot be used: it is told, and the keyboard stays
    keys(window, Key.Key_S)
    settle()
    assert field.number == 3.2
    assert field.note().isVisible()
    assert field.hasFocus()
