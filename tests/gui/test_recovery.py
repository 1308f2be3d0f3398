"""Work that was not saved is kept beside the window, and offered when the program starts again."""

import os
import re
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from core import edits
from core.document import Document
from core.recovery import Keeper, left_overs
from core.saving import stamp_of
from core.scenario.files import save_path
from gui.controls.label import Label
from gui.files.documents import Documents
from gui.files.recorder import Recorder
from gui.files.recovery import Recovery, recovery_folder
from gui.files.recovery_dialog import RecoveryDialog
from gui.look.theme import Change, Look
from gui.session import Session
from gui.words.translation import set_language, tr
from tests.gui.hand import default_state
from tests.gui.window_hand import LEFT, Key, scenario, settle


@pytest.fixture(autouse=True)
def own_place(tmp_path, monkeypatch):
    """A folder of its own, and a disk that nobody waits for."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def recorder(session):
    recorder = Recorder(session, recovery_folder(), session, pause=0)
    yield recorder
    recorder.end(asked=True)


def change(session, *changes):
    for one in changes:
        session.edit(one)
        session.flush()


def written(qtbot, recorder, session, *changes):
    """Make the changes, and wait until they are written."""
    with qtbot.waitSignal(recorder.kept):
        change(session, *changes)


def kept(recorder):
    """The states that a crash would leave now; nothing is kept any more after that."""
    recorder._keeper.end()
    return take_left()


def take_left():
    found = left_overs(recovery_folder())
    states = [left.state() for left in found]
    for left in found:
        left.let_go()
    return states


def records():
    return list(recovery_folder().glob("*"))


def leave(*documents):
    """Documents as a crash leaves them, the last one newest."""
    for time, (state, path, *changes) in enumerate(documents):
        document = Document(state)
        if path is not None:
            document.mark_saved(path, stamp_of(path))
        for one in changes:
            document.apply(one)
        keeper, moment = (
            Keeper(recovery_folder(), partial(float, 1e9 + time)),
            document.memento().now,
        )
        keeper.keep({moment.origin: moment})
        keeper.end()


# Kept


def test_an_edit_is_kept_and_so_is_the_next_one(recorder, session, qtbot):
    written(qtbot, recorder, session, edits.set_strength(0.5))
    written(qtbot, recorder, session, edits.set_score(0, 0, 1.5))
    (state,) = kept(recorder)
    assert state == session.state
    assert state.penalty.strength == 0.5


def test_a_drag_is_kept_once_it_has_ended_and_what_was_before_it_meanwhile(
    recorder, session, qtbot
):
    session.edit(edits.set_strength(0.5))
    session.flush()
    before = session.state
    session.begin()
    with qtbot.waitSignal(recorder.kept):
        for step in range(3):
            session.preview(edits.set_score(0, 0, float(step)))
            session.flush()
    (record,) = records()
    size = record.stat().st_size
    assert not recorder._pause.isActive()
    with qtbot.waitSignal(recorder.kept):
        session.commit()
    assert record.stat().st_size > size
    after = session.state
    assert kept(recorder) == [after]
    assert after != before


def test_nothing_runs_and_nothing_is_written_where_nothing_was_changed(recorder, session):
    session.evaluated.emit(session.evaluation)
    session.begin()
    session.preview(edits.set_score(0, 0, 2.0))
    session.cancel()
    session.flush()
    assert not recorder._pause.isActive()
    assert records() == []


def test_what_is_undone_or_saved_leaves_no_record(recorder, session, qtbot):
    written(qtbot, recorder, session, edits.set_strength(0.5))
    assert len(records()) == 1
    with qtbot.waitSignal(recorder.kept):
        session.undo()
    assert records() == []
    written(qtbot, recorder, session, edits.set_strength(0.75))
    session.document.mark_saved(Path("there.json"))
    with qtbot.waitSignal(recorder.kept):
        recorder.note()
    assert records() == []


def test_what_comes_while_a_record_is_written_is_in_the_next(recorder, session, qtbot):
    session.edit(edits.set_strength(0.5))
    session.flush()
    recorder._pause.stop()
    recorder._write()
    change(session, edits.set_strength(0.75))
    assert not recorder._pause.isActive()
    with qtbot.waitSignals([recorder.kept] * 2):
        pass
    assert kept(recorder) == [session.state]


def test_a_document_put_away_with_its_changes_is_kept_too(recorder, session, qtbot):
    change(session, edits.set_strength(0.5))
    first = session.state
    written(qtbot, recorder, session, edits.load(scenario("wide-margin")), edits.set_margin(3.0))
    assert {state.loss.margin for state in kept(recorder)} == {first.loss.margin, 3.0}


def test_what_could_not_be_written_is_tried_again_also_when_it_has_given_way(
    recorder, session, qtbot, tmp_path
):
    (tmp_path / "state").write_bytes(b"")  # where the folder should be
    with qtbot.waitSignal(recorder.failed):
        change(session, edits.set_strength(0.5))
    first = session.state
    with qtbot.waitSignal(recorder.failed):
        change(session, edits.load(scenario("wide-margin")), edits.set_margin(2.0))
    (tmp_path / "state").unlink()
    written(qtbot, recorder, session, edits.set_margin(3.0))
    assert {state.loss.margin for state in kept(recorder)} == {first.loss.margin, 3.0}


@pytest.mark.parametrize("asked", [True, False])
def test_who_was_asked_leaves_nothing_and_an_end_unasked_leaves_all(session, asked):
    recorder = Recorder(session, recovery_folder(), session)
    change(session, edits.set_strength(0.5))
    recorder.end(asked=asked)
    assert take_left() == ([] if asked else [session.state])


def test_an_end_unasked_of_a_document_that_is_saved_leaves_nothing(session):
    recorder = Recorder(session, recovery_folder(), session)
    change(session, edits.set_strength(0.5))
    session.document.mark_saved(Path("there.json"))
    recorder.end(asked=False)
    assert records() == []


# Told


class Place(QWidget):
    """A page in a window, and what becomes of its documents."""

    def __init__(self, qtbot, state=None):
        super().__init__()
        self._qtbot = qtbot
        self.resize(960, 540)
        self.setObjectName("page")
        self.look = Look(0.5)
        self.session = Session(default_state() if state is None else state, self)
        title = QWidget(self)
        self.documents = Documents(self.look, self.session, self, title, self)
        self.recovery = Recovery(self.look, self.session, self.documents, self)
        self.recovery.recorder._pause.setInterval(0)
        qtbot.addWidget(self, before_close_func=lambda _: self.recovery.end(asked=True))
        self.show()

    def press(self, name):
        button = self.findChild(QPushButton, name)
        assert button is not None, f"there is no {name}"
        QTest.mouseClick(button, LEFT)
        settle()

    def offered(self):
        """The dialog, once it is known whether there is anything to offer."""
        self.recovery.offer()
        self._qtbot.waitUntil(lambda: self.recovery._search is None)
        return self.recovery.dialog

    def titles(self):
        labels = self.findChildren(Label)
        return [one.text() for one in labels if one.objectName().endswith(".title")]


def test_a_folder_that_cannot_be_written_is_told_once_and_work_goes_on(qtbot, tmp_path):
    (tmp_path / "state").write_bytes(b"")  # where the folder should be
    place = Place(qtbot)
    notice = place.recovery._notice
    failed = place.recovery.recorder.failed
    with qtbot.waitSignal(failed):
        change(place.session, edits.set_strength(0.5))
    assert notice.isVisible()
    assert "kept against a crash" in notice.said()
    notice.hide()
    with qtbot.waitSignal(failed):
        change(place.session, edits.set_strength(0.75))
    assert not notice.isVisible()
    assert place.session.state.penalty.strength == 0.75
    (tmp_path / "state").unlink()
    written(qtbot, place.recovery.recorder, place.session, edits.set_strength(1.0))
    assert kept(place.recovery.recorder) == [place.session.state]


# Offered


def test_where_nothing_was_left_nothing_is_asked(qtbot):
    assert Place(qtbot).offered() is None


def test_what_was_left_comes_back_modified_and_with_its_file(qtbot, tmp_path):
    path = tmp_path / "mine.json"
    save_path(default_state(), path)
    leave((default_state(), path, edits.set_score(0, 0, 1 / 3)))
    place = Place(qtbot, scenario("wide-margin"))
    dialog = place.offered()
    assert dialog.isVisible()
    assert not dialog.isModal()
    place.press("recovery.0.recover")
    assert place.recovery.dialog is None
    document = place.session.document
    assert document.state == edits.set_score(0, 0, 1 / 3).apply(default_state())
    assert (document.path, document.stamp) == (path, stamp_of(path))
    assert document.modified
    place.session.flush()
    assert take_left() == []  # it is looked after again
    place.session.undo()
    assert document.state == scenario("wide-margin")


def test_what_came_back_is_kept_on_until_it_is_saved(qtbot, tmp_path):
    leave((default_state(), None, edits.set_strength(0.5)))
    place = Place(qtbot, scenario("wide-margin"))
    place.offered()
    place.press("recovery.0.recover")
    recorder = place.recovery.recorder
    written(qtbot, recorder, place.session, edits.set_strength(0.75))
    assert len(records()) == 1
    place.session.document.mark_saved(tmp_path / "there.json")
    with qtbot.waitSignal(recorder.kept):
        place.documents.saved.emit()
    assert records() == []


def test_a_document_as_it_stands_already_comes_back_as_well(qtbot):
    leave((default_state(), None, edits.set_strength(0.5)))
    place = Place(qtbot, edits.set_strength(0.5).apply(default_state()))
    place.offered()
    place.press("recovery.0.recover")
    assert place.session.document.modified
    assert place.recovery.dialog is None


class Answer:
    """Presses one button of the next question."""

    def __init__(self, text):
        self.asked = []
        self._text = text
        self._timer = QTimer()
        self._timer.timeout.connect(self._press)
        self._timer.start(0)

    def _press(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self._timer.stop()
            self.asked.append(box.text())
            button = next(one for one in box.buttons() if one.text() == self._text)
            QTest.mouseClick(button, LEFT)


def test_who_discards_is_asked_once_more(qtbot):
    leave((default_state(), None, edits.rename_document("Gone"), edits.set_strength(0.5)))
    place = Place(qtbot)
    dialog = place.offered()
    answer = Answer(tr("files.save.keep"))
    place.press("recovery.0.discard")
    assert answer.asked == ["Discard Gone?"]
    assert dialog.isVisible()
    answer = Answer(tr("files.save.throw"))
    place.press("recovery.0.discard")
    assert len(answer.asked) == 1
    assert place.recovery.dialog is None
    assert records() == []


@pytest.mark.parametrize("by", ["button", "escape", "presenting"])
def test_who_decides_later_is_asked_at_the_next_start(qtbot, by):
    leave((default_state(), None, edits.set_strength(0.5)))
    place = Place(qtbot)
    dialog = place.offered()
    if by == "button":
        place.press("recovery.later")
    elif by == "escape":
        QTest.keyClick(dialog, Key.Key_Escape)
    else:
        place.recovery.leave()
    settle()
    assert not any(one.isVisible() for one in place.findChildren(RecoveryDialog))
    assert place.session.state == default_state()
    assert len(take_left()) == 1


def test_who_begins_to_present_before_anything_was_found_is_not_disturbed(qtbot):
    leave((default_state(), None, edits.set_strength(0.5)))
    place = Place(qtbot)
    place.recovery.offer()
    place.recovery.leave()
    qtbot.waitUntil(lambda: place.recovery._search is None)
    assert place.recovery.dialog is None
    assert len(take_left()) == 1


def test_several_are_offered_the_newest_first_and_the_others_move_up(qtbot):
    titles = [f"number {number}" for number in range(6)]
    leave(*((default_state(), None, edits.rename_document(title)) for title in titles))
    place = Place(qtbot)
    place.offered()
    assert place.titles() == titles[:1:-1]
    assert place.findChild(QLabel, "recovery.more").text() == "2 more after these"
    place.press("recovery.1.recover")
    assert place.titles() == ["number 5", "number 3", "number 2", "number 1"]
    assert place.session.state.title == "number 4"
    place.press("recovery.0.recover")
    assert place.session.document.put_away == ("number 4",)


def test_two_programs_that_start_at_once_do_not_both_offer_it(qtbot):
    leave((default_state(), None, edits.set_strength(0.5)))
    one, other = Place(qtbot), Place(qtbot)
    assert one.offered() is not None
    assert other.offered() is None


def test_a_file_with_changes_of_its_own_gives_way_only_if_that_is_wanted(qtbot, tmp_path):
    leave((default_state(), None, edits.set_strength(0.5)))
    place = Place(qtbot)
    place.session.document.mark_saved(tmp_path / "mine.json")
    change(place.session, edits.set_strength(0.25))
    dialog = place.offered()
    answer = Answer(tr("files.changes.cancel"))
    place.press("recovery.0.recover")
    assert len(answer.asked) == 1
    assert dialog.isVisible()
    assert place.session.state.penalty.strength == 0.25


def test_the_dialog_says_who_when_and_where_in_the_language_in_force(qtbot):
    path = Path("folder", "iris <b>.json")
    leave((default_state(), path, edits.set_strength(0.5)))
    place = Place(qtbot)
    place.offered()
    title = place.findChild(Label, "recovery.0.title")
    told = place.findChild(Label, "recovery.0.place")
    assert title.text() == "Cat, car, frog"
    assert re.fullmatch(r"\d September 2001, \d\d:\d\d · iris <b>.json", told.text())
    button = place.findChild(QPushButton, "recovery.0.recover")
    assert button.accessibleName() == "Recover: Cat, car, frog"
    assert button.isDefault()
    set_language("ko")
    place.look.changed.emit(Change.WORDS)
    settle()
    title = place.findChild(Label, "recovery.0.title")
    assert title.text() == "고양이, 자동차, 개구리"
    assert "2001년 9월" in place.findChild(Label, "recovery.0.place").text()


def test_each_button_has_a_name_and_a_tip_and_the_keyboard_reaches_all(qtbot):
    leave(*((default_state(), None, edits.set_strength(number + 0.5)) for number in range(2)))
    place = Place(qtbot)
    dialog = place.offered()
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 5
    assert all(one.objectName() and one.accessibleName() and one.toolTip() for one in buttons)
    reached = []
    for _ in buttons:
        reached.append(QApplication.focusWidget())
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert {one.objectName() for one in reached} == {one.objectName() for one in buttons}


def test_a_very_long_title_does_not_widen_the_dialog(qtbot):
    long = "W" * 200
    leave((default_state(), None, edits.rename_document(long)))
    place = Place(qtbot)
    dialog = place.offered()
    assert isinstance(dialog, RecoveryDialog)
    assert dialog.width() < place.width()
    assert place.findChild(Label, "recovery.0.title").toolTip() == long
