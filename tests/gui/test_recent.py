"""Files opened or saved last, and the document's own: named, marked, looked at, reverted to."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core import edits
from core.saving import stamp_of
from core.scenario.files import load_path, save_path
from gui.base.remembered import remember
from gui.base.work import GivenUpError, works_beside
from gui.files.recent import KEPT, Recent, told_apart
from gui.look.theme import Look
from tests.gui.files_hand import Dialog, Messages, Press
from tests.gui.hand import Heard
from tests.gui.window_hand import Hand, part, scenario, settle


def let_rest(qtbot):
    """Let what is looked up beside the window come."""
    qtbot.waitUntil(lambda: not works_beside())
    settle()


@pytest.fixture
def recent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Recent(Look(), parent)
    yield made
    let_rest(qtbot)


def shown(recent):
    """The entries of the menu as it opens."""
    recent.menu.aboutToShow.emit()
    return [one for one in recent.menu.actions() if not one.isSeparator()]


def test_the_file_opened_last_comes_first_and_each_once(recent, tmp_path):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    for path in (one, other, one):
        recent.note(path)
    assert recent.paths == [one, other]


def test_so_many_files_are_kept(recent, tmp_path):
    for number in range(KEPT + 3):
        recent.note(tmp_path / f"{number}.json")
    assert [path.stem for path in recent.paths] == [str(n) for n in range(KEPT + 2, 2, -1)]


@pytest.mark.parametrize("kept", ["no list", '{"a": 1}', '["/a.json", 7]'])
def test_what_somebody_else_has_written_there_does_no_harm(recent, kept):
    remember("recent", kept)
    assert recent.paths == ([Path("/a.json")] if "/a" in kept else [])


def test_files_are_called_by_their_names_and_where_these_are_alike_by_their_folders_too():
    texts = ["/a/b/one.json", "/a/c/one.json", "/a/other.json", "/x/b/one.json", "/one.json"]
    assert told_apart(list(map(Path, texts))) == [
        "one.json — a/b".replace("/", os.sep),
        "one.json — c",
        "other.json",
        "one.json — x/b".replace("/", os.sep),
        "one.json — /".replace("/", os.sep),
    ]


def test_a_file_that_is_gone_is_pale_and_the_menu_says_why(qtbot, recent, tmp_path):
    there, gone = tmp_path / "there.json", tmp_path / "gone.json"
    there.write_text("{}")
    recent.note(there)
    recent.note(gone)
    first, second, clear = shown(recent)
    qtbot.waitUntil(lambda: not first.isEnabled())
    assert first.text() == "gone.json (no longer there)"
    assert (second.text(), second.isEnabled()) == ("there.json", True)
    assert second.toolTip() == str(there)
    assert clear.isEnabled()


def test_an_entry_asks_for_its_file_and_the_last_one_clears_the_list(recent, tmp_path):
    heard = Heard(recent, "chosen")
    recent.note(tmp_path / "a & b.json")
    entry, clear = shown(recent)
    assert entry.text() == "a && b.json"
    entry.trigger()
    assert heard.said == [("chosen", tmp_path / "a & b.json")]
    clear.trigger()
    assert recent.paths == []
    none, clear = shown(recent)
    assert (none.text(), none.isEnabled(), clear.isEnabled()) == (
        "Nothing opened yet",
        False,
        False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names that are any bytes")
def test_a_file_whose_name_is_no_text_is_asked_for_too(recent, tmp_path):
    heard = Heard(recent, "chosen")
    path = tmp_path / os.fsdecode(b"a\xff.json")
    recent.note(path)
    shown(recent)[0].trigger()
    assert heard.said == [("chosen", path)]


# In the window


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "wide.losslab.json"
    save_path(scenario("wide-margin"), path)
    return path


@pytest.fixture
def window(qtbot, keep):
    window = keep.open()
    yield window
    let_rest(qtbot)


@pytest.fixture
def opened(window, path):
    window.documents.open_path(path)
    settle()
    return window


@pytest.fixture
def messages(qapp):
    messages = Messages()
    yield messages
    messages.stop()


def act(window, name):
    part(window, f"act.{name}", QAction).trigger()
    settle()


def test_what_is_opened_and_saved_is_recent_and_the_next_is_looked_for_beside_it(
    opened, path, tmp_path, monkeypatch
):
    recent = opened.documents.recent
    assert recent.paths == [path]
    other = tmp_path / "inner" / "other.json"
    other.parent.mkdir()
    dialog = Dialog(monkeypatch, other)
    act(opened, "save_as")
    assert recent.paths == [other, path]
    opened.documents.open_builtin("blank-scores")
    dialog.answer = ""
    act(opened, "save")
    act(opened, "open")
    starts = [start for _, start, _ in dialog.asked]
    assert starts == [str(path), str(other.parent / "Blank scores.losslab.json"), str(other.parent)]


def test_a_recent_file_is_opened_from_the_menu_as_one_step(window, path):
    window.documents.recent.note(path)
    before = window.session.state
    menus = [part(window, name, QMenu) for name in ("menu.file", "header.scenarios.menu")]
    recent = window.documents.recent.menu
    assert all(recent.menuAction() in menu.actions() for menu in menus)
    shown(window.documents.recent)[0].trigger()
    settle()
    assert window.session.document.path == path
    window.session.undo()
    assert window.session.state == before


def test_a_recent_file_that_is_gone_is_told_and_the_document_stays(window, messages, tmp_path):
    before = window.session.state
    window.documents.recent.chosen.emit(tmp_path / "gone.json")
    ((text, details),) = messages.told
    assert text.startswith("gone.json could not be opened.")
    assert "there is no such file" in details
    assert window.session.state is before


@pytest.mark.parametrize("modified", [True, False])
def test_the_header_names_the_file_and_marks_what_is_not_saved(opened, path, modified):
    if modified:
        opened.session.edit(edits.set_margin(2.0))
        settle()
    label = part(opened, "header.file")
    assert label.text() == ("wide.losslab.json •" if modified else "wide.losslab.json")
    told = "Changes are not saved yet"
    assert label.toolTip().splitlines() == [str(path), *([told] if modified else [])]
    assert label.accessibleName() == ", ".join(["wide.losslab.json", *([told] if modified else [])])


def test_title_file_and_mark_leave_the_tabs_where_they_are(window, tmp_path):
    tab = part(window, "header.page.scores")
    place = tab.mapTo(window, QPoint())
    window.session.edit(
        edits.rename_document("A title that is much too long to be seen as a whole")
    )
    window.session.document.mark_saved(tmp_path / f"{'long' * 20}.losslab.json")
    window.session.edit(edits.set_margin(2.0))
    settle()
    title, file = part(window, "header.title"), part(window, "header.file")
    assert tab.mapTo(window, QPoint()) == place
    assert file.text().endswith("… •")
    assert title.rect().contains(file.geometry())
    assert file.width() >= file.text_width()


def test_a_file_whose_coming_nobody_waits_for_is_not_that_of_the_document(
    window, path, monkeypatch
):
    """Else the next Save would write the former document into it."""

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.HEAVY", 0)
    monkeypatch.setattr("gui.session.wait_for", give_up)
    before = window.session.state
    window.documents.open_path(path)
    assert window.session.state is before
    assert window.session.document.path is None
    assert window.documents.recent.paths == []


# Reverting


def test_without_a_file_there_is_nothing_to_revert_to(window):
    assert not part(window, "act.revert", QAction).isEnabled()


def test_reverting_asks_and_is_one_step(opened, path):
    opened.session.edit(edits.set_margin(2.0))
    opened.session.edit(edits.set_strength(0.5))
    settle()
    changed = opened.session.state
    press = Press("Revert")
    act(opened, "revert")
    press.stop()
    document = opened.session.document
    assert document.state == load_path(path)
    assert (document.path, document.modified) == (path, False)
    notice = part(opened, "pages.notice")
    assert notice.said() == "As in the file: Hinge with a margin of 10"
    assert opened.documents.may_close()  # what was given up is not asked about again
    Hand(opened).click(part(notice, "pages.notice.undo"))
    assert document.state == changed
    assert document.modified


def test_changes_wait_after_all_where_nobody_waits_for_the_file(opened, monkeypatch):
    opened.session.edit(edits.set_margin(2.0))
    with monkeypatch.context() as patch:
        patch.setattr("gui.session.Session.edit", lambda self, edit: False)  # given up
        press = Press("Revert")
        act(opened, "revert")
        press.stop()
    assert opened.session.state.loss.margin == 2.0
    opened.session.edit(edits.load(scenario("blank-scores")))
    assert opened.session.document.put_away


def test_a_person_who_does_not_want_to_revert_keeps_everything(opened, messages):
    opened.session.edit(edits.set_margin(2.0))
    changed = opened.session.state
    act(opened, "revert")
    assert messages.told == [
        (
            "Revert to wide.losslab.json as it is in the file?",
            "The changes that are not saved give way. Undo brings them back.",
        )
    ]
    assert opened.session.state is changed


def test_while_presenting_nothing_asks(opened, path, messages):
    opened.session.edit(edits.set_margin(2.0))
    opened.documents.ask_nothing(True)
    act(opened, "revert")
    opened.documents.ask_nothing(False)
    assert messages.told == []
    assert opened.session.state == load_path(path)


def test_a_file_that_cannot_be_read_any_more_leaves_the_document_and_its_changes(opened, path):
    opened.session.edit(edits.set_margin(2.0))
    changed = opened.session.state
    path.write_text("nothing of ours")
    press = Press("Revert", "OK")
    act(opened, "revert")
    press.stop()
    assert opened.session.state is changed
    press = Press("Cancel")
    assert not opened.documents.may_close()  # the changes still wait to be saved
    press.stop()


# Changed by another program


def come_back(qtbot, window):
    """A person comes back to the window."""
    with qtbot.waitSignal(window.documents.elsewhere.looked):
        QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))


def test_a_file_that_another_has_changed_is_told_once_and_can_be_taken(qtbot, opened, path):
    notice = part(opened, "pages.changed")
    come_back(qtbot, opened)
    assert not notice.isVisible()
    save_path(scenario("blank-scores"), path)
    come_back(qtbot, opened)
    assert notice.isVisible()
    assert notice.said() == "Another program has changed wide.losslab.json"
    notice.hide()
    come_back(qtbot, opened)
    assert not notice.isVisible()
    save_path(scenario("big-scores"), path)
    come_back(qtbot, opened)
    Hand(opened).click(part(notice, "pages.changed.revert"))
    assert opened.session.state == scenario("big-scores")
    assert opened.session.document.stamp == stamp_of(path)
    assert not notice.isVisible()


def test_what_is_told_of_a_file_goes_with_it(qtbot, opened, path):
    notice = part(opened, "pages.changed")
    path.write_text("another's")
    come_back(qtbot, opened)
    assert notice.isVisible()
    opened.documents.open_builtin("blank-scores")
    settle()
    assert not notice.isVisible()


def test_a_file_that_was_removed_is_not_told_of_saving_makes_it_again(qtbot, opened, path):
    path.unlink()
    come_back(qtbot, opened)
    assert not part(opened, "pages.changed").isVisible()
