"""A large document is shown one part of the window after the other, whoever waits sees all."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core import edits
from gui.base.portions import Portions
from gui.base.work import let_work_end
from gui.formula.strip import FormulaStrip
from gui.header import Header
from gui.panels.landscape import LandscapePanel
from gui.panels.matrix import MatrixPanel
from gui.panels.payments import PaymentsPanel
from gui.panels.tug import TugPanel
from gui.rail.rail import Rail
from tests.gui.window_hand import open_window, settle

PARTS = (Header, Rail, FormulaStrip, MatrixPanel, PaymentsPanel, LandscapePanel, TugPanel)


@pytest.fixture
def portions(qtbot):
    parent = QObject()
    yield Portions(parent)
    parent.deleteLater()


def counted(done, count, name):
    for number in range(count):
        done.append(f"{name}{number}")
        yield


def test_the_first_portion_comes_at_once_each_other_in_a_turn_of_its_own(portions):
    done = []
    portions.do(counted(done, 3, "a"), at_once=False)
    assert done == ["a0"]
    QApplication.processEvents()
    assert done == ["a0", "a1"]
    settle()
    assert done == ["a0", "a1", "a2"]


def test_what_comes_in_haste_is_done_as_a_whole_and_what_was_left_is_dropped(portions):
    done = []
    portions.do(counted(done, 3, "a"), at_once=False)
    portions.do(counted(done, 3, "b"), at_once=False)
    assert done == ["a0", "b0", "b1", "b2"]
    settle()
    assert done == ["a0", "b0", "b1", "b2"]
    portions.do(counted(done, 2, "c"), at_once=False)
    assert done[4:] == ["c0"]


def test_what_a_portion_done_at_once_asks_for_is_done_at_once_too(portions):
    done = []

    def asking():
        portions.do(counted(done, 3, "a"), at_once=False)
        yield

    portions.do(asking(), at_once=True)
    assert done == ["a0", "a1", "a2"]


def test_whoever_waits_for_the_work_beside_has_what_is_left_of_portions_done(portions):
    done = []
    portions.do(counted(done, 9, "a"), at_once=False)
    let_work_end(1_000)
    assert len(done) == 9


@pytest.fixture
def shown(monkeypatch):
    """The parts of a window that have been shown an evaluation, in order."""
    found = []
    for kind in PARTS:

        def show(part, evaluation, kind=kind, before=kind.show_evaluation):
            found.append(kind)
            before(part, evaluation)

        monkeypatch.setattr(kind, "show_evaluation", show)
    monkeypatch.setattr("gui.window.front._LARGE", 0)
    return found


def test_of_a_large_document_no_turn_of_the_event_loop_shows_two_parts(qtbot, shown):
    window = open_window(qtbot, page="weights")
    shown.clear()
    window.session.edit(edits.add_feature("new"))
    together = []
    for _ in range(20):
        before = len(shown)
        QApplication.processEvents()
        together.append(len(shown) - before)
    assert shown == list(PARTS)
    assert max(together) == 1


def test_another_page_leaves_no_part_of_the_window_without_the_change(qtbot, shown):
    window = open_window(qtbot, page="weights")
    shown.clear()
    window.session.edit(edits.add_feature("new"))
    QApplication.processEvents()
    assert shown == [Header]
    window.header.tabs["scores"].click()
    settle()
    assert shown[:3] == [Header, Rail, FormulaStrip]


def test_a_page_comes_to_the_front_of_a_large_document_panel_by_panel(qtbot, shown):
    window = open_window(qtbot, page="weights")
    window.show_page("scores")
    assert let_work_end(1_000)
    shown.clear()
    window.show_page("weights")
    assert shown == [MatrixPanel]
    assert let_work_end(1_000)
    assert shown == [MatrixPanel, PaymentsPanel, LandscapePanel, TugPanel, FormulaStrip]


def test_whoever_waits_for_the_change_sees_all_of_it_at_once(qtbot, shown):
    window = open_window(qtbot, page="weights")
    shown.clear()
    window.session.edit(edits.add_feature("new"))
    window.session.flush()
    assert shown == list(PARTS)


def test_a_drag_of_a_large_document_shows_every_frame_as_a_whole(qtbot, shown):
    window = open_window(qtbot, page="weights")
    shown.clear()
    window.session.begin()
    window.session.preview(edits.set_weight(0, 0, 2.0))
    while not shown:
        QApplication.processEvents()
    assert shown == list(PARTS)
    window.session.commit()
    settle()
