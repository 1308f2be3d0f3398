"""Where a document is looked at: the page and the cards that it opens on and is saved with."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from core import edits
from core.scenario.files import load_path
from core.view import CARDS, PAGE_KEYS
from gui.pages import PAGES
from tests.gui.window_hand import Hand, open_window, part, scenario, settle, undo_labels


def front(window):
    """The page in front and the card in front there."""
    turns = window.page.turns
    return window.page.objectName().removeprefix("page."), turns.card if turns else None


@pytest.fixture
def window(qtbot):
    return open_window(qtbot, page=None)


def test_the_file_knows_every_page_and_every_card_by_its_key(window):
    assert tuple(PAGES) == PAGE_KEYS
    for key in PAGES:
        window.show_page(key)
        turns = window.page.turns
        found = []
        if turns is not None:
            for card in CARDS[key]:
                turns.turn_to(card)
                found.append(turns.card)
        assert tuple(found) == CARDS[key]


def test_a_page_that_is_asked_for_goes_before_that_of_the_file(qtbot):
    state = scenario("l2-or-l1")
    window = open_window(qtbot, state, page="batch")
    assert front(window)[0] == "batch"
    window.show_page("weights")
    assert front(window) == ("weights", "comparison")


def test_a_document_that_does_not_say_stays_on_the_page_in_front(window):
    window.show_page("batch")
    state = scenario("l2-or-l1")
    plain = replace(state, view=replace(state.view, page=None, cards={}))
    window.session.edit(edits.load(plain))
    settle()
    assert front(window)[0] == "batch"


def test_turning_a_card_or_a_page_is_no_step_and_no_change(window):
    hand = Hand(window)
    hand.click(part(window, "header.page.weights"))
    hand.click(part(window, "weights.to_comparison"))
    assert front(window) == ("weights", "comparison")
    assert undo_labels(window.session) == []
    assert not window.session.document.modified
    assert not part(window, "header.reset").isEnabled()


def test_what_is_in_front_is_saved_and_comes_back(window, qtbot, tmp_path, monkeypatch):
    hand = Hand(window)
    hand.click(part(window, "header.page.batch"))
    hand.click(part(window, "batch.to_accuracy"))
    hand.click(part(window, "header.page.weights"))
    path = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.documents.save()
    view = json.loads(path.read_text("utf-8"))["view"]
    assert view["page"] == "weights"
    assert view["cards"] == {"batch": "accuracy", "weights": "tug"}
    again = open_window(qtbot, load_path(path), page=None)
    assert front(again) == ("weights", "tug")
    again.show_page("batch")
    assert front(again) == ("batch", "accuracy")


def test_undo_of_a_load_goes_back_to_where_the_document_was_left(window):
    hand = Hand(window)
    hand.click(part(window, "header.page.batch"))
    window.documents.open_builtin("l2-or-l1")
    settle()
    window.session.edit(edits.set_score(0, 0, 3.0))
    settle()
    assert front(window) == ("weights", "comparison")
    window.session.undo()
    settle()
    assert front(window) == ("weights", "comparison")
    window.session.undo()
    settle()
    assert front(window)[0] == "batch"
