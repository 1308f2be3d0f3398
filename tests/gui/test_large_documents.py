"""Very large documents: what takes long is done beside the window, given up, or follows."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.arrays import sealed
from core.evaluation import evaluate
from core.history import Kept
from core.landscape.slice import Slice
from core.state import State
from gui.base.work import GivenUpError
from gui.panels.examples.columns import Column, Kind
from gui.panels.examples.order import Sorting, ordered
from gui.panels.filters import Filter, matching
from gui.panels.terrain import Terrain
from gui.session import Session, Viewing
from gui.words.translation import set_language
from tests.gui.hand import default_state, score_state
from tests.gui.window_hand import open_window, part, settle


@pytest.fixture(autouse=True)
def all_are_large(monkeypatch):
    monkeypatch.setattr("gui.session.HEAVY", 0)
    monkeypatch.setattr("core.parts._FEW", 1)


@pytest.fixture
def nobody_waits(monkeypatch):
    """Whatever would be done beside the window is given up at once."""

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", give_up)


def test_an_edit_and_what_follows_are_computed_beside_the_thread_of_the_window(qtbot):
    session = Session(score_state())
    threads = set()

    def noted(evaluation):
        threads.add(threading.get_ident())
        assert evaluation.data_loss > 0

    session.view = Viewing(prepare=noted)
    plain = edits.set_score(0, 0, 2.5)

    def noting(state):
        threads.add(threading.get_ident())
        return plain.apply(state)

    assert session.edit(edits.Edit(plain.label, noting))
    settle()
    assert session.evaluation.scores[0, 0] == 2.5
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.parametrize("act", ["undo", "redo"])
def test_where_undo_and_redo_go_is_put_together_beside_the_thread_of_the_window(
    qtbot, monkeypatch, act
):
    session = Session(score_state())
    session.edit(edits.set_score(0, 0, 2.5))
    session.edit(edits.set_score(0, 0, 3.5))
    settle()
    if act == "redo":
        session.undo()
        settle()
    restored, threads = Kept.restored, []

    def noting(kept, beside):
        threads.append(threading.get_ident())
        return restored(kept, beside)

    monkeypatch.setattr(Kept, "restored", noting)
    getattr(session, act)()
    settle()
    assert session.evaluation.scores[0, 0] == {"undo": 2.5, "redo": 3.5}[act]
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


@pytest.mark.parametrize("act", ["undo", "redo"])
def test_an_undo_that_nobody_waits_for_is_not_made(qtbot, monkeypatch, act):
    session = Session(score_state())
    session.edit(edits.set_score(0, 0, 2.5))
    session.edit(edits.set_score(0, 0, 3.5))
    session.undo()
    settle()

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", give_up)
    getattr(session, act)()
    settle()
    assert session.state.source.scores[0, 0] == 2.5
    assert (session.document.undo_label, session.document.redo_label) != (None, None)


def test_an_edit_that_is_given_up_leaves_the_document_as_it_was(qtbot, nobody_waits):
    session = Session(score_state())
    before = session.state
    assert not session.edit(edits.set_score(0, 0, 2.5))
    settle()
    assert session.state is before
    assert session.document.undo_label is None


@pytest.mark.parametrize("act", ["undo", "reset", "swap_pin"])
def test_what_is_given_up_while_it_is_evaluated_is_taken_back(act, qtbot, monkeypatch):
    session = Session(score_state())
    session.pin()
    session.edit(edits.set_score(0, 0, 2.5))
    session.edit(edits.set_score(0, 1, 1.5))
    settle()
    before, shown = session.state, session.evaluation

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", give_up)
    getattr(session, act)()
    settle()
    assert session.state is before
    assert session.evaluation is shown
    assert session.document.undo_label.key == "set_score"
    assert session.document.redo_label is None


def test_a_refused_edit_is_refused_from_beside_too(qtbot):
    session = Session(score_state())
    with qtbot.waitSignal(session.refused):
        assert not session.edit(edits.set_score(0, 99, 1.0))


def test_a_drag_that_moves_everything_shows_the_example_at_once_and_the_sums_later(qtbot):
    session = Session(edits.choose_loss("hinge").apply(default_state()))
    heard = []
    session.evaluated.connect(heard.append)
    session.begin()
    session.preview(edits.set_margin(2.5))
    with qtbot.waitSignal(session.evaluated, check_params_cb=lambda shown: not shown.pending):
        session.flush()
        assert heard[0].pending
        assert heard[0].example.losses["hinge"] == evaluate(session.state).example.losses["hinge"]
    assert heard[-1].data_loss == evaluate(session.state).data_loss
    session.commit()
    settle()
    assert not heard[-1].pending
    assert heard[-1].data_loss == evaluate(session.state).data_loss


def test_a_drag_that_touches_one_example_waits_for_nothing(qtbot):
    session = Session(score_state())
    heard = []
    session.evaluated.connect(heard.append)
    assert session.evaluation.data_loss > 0
    session.begin()
    session.preview(edits.set_score(0, 0, 2.5))
    settle()
    assert not heard[-1].pending
    assert heard[-1].data_loss == evaluate(session.state).data_loss
    session.commit()


def test_the_newest_of_a_drag_follows_whatever_was_at_work(qtbot):
    session = Session(edits.choose_loss("hinge").apply(default_state()))
    session.begin()
    for margin in (2.0, 3.0, 4.0):
        session.preview(edits.set_margin(margin))
        session.flush()
    session.preview(edits.set_margin(5.0))

    def followed(shown):
        return not shown.pending and shown.state.loss.margin == 5.0

    with qtbot.waitSignal(session.evaluated, check_params_cb=followed):
        session.flush()
    assert session.evaluation.data_loss == evaluate(session.state).data_loss
    session.commit()
    settle()


def test_sums_that_are_not_known_yet_are_not_shown(qtbot):
    window = open_window(qtbot, edits.choose_loss("hinge").apply(default_state()))
    window.show_page("batch")
    settle()
    names = ("rail.totals.data", "rail.totals.total")
    known = [part(window, name).text() for name in names]
    session = window.session
    session.begin()
    session.preview(edits.set_margin(2.5))
    with qtbot.waitSignal(session.evaluated, check_params_cb=lambda shown: not shown.pending):
        session.flush()
        assert [part(window, name).text() for name in names] == ["…", "…"]
        assert "…" in window.page.examples.means.texts()
        assert window.page.losses[1].chart.shown.mean_text == "…"
    now = [part(window, name).text() for name in names]
    assert "…" not in now
    assert now != known
    assert "…" not in window.page.examples.means.texts()
    assert window.page.losses[1].chart.shown.mean_text != "…"
    session.commit()
    settle()


def test_the_landscape_follows_from_beside_the_window(qtbot, monkeypatch):
    monkeypatch.setattr("gui.panels.landscape.HEAVY", 0)
    window = open_window(qtbot, default_state())
    threads = []
    plain = Slice.grid

    def noting(cut, *ranges):
        threads.append(threading.get_ident())
        return plain(cut, *ranges)

    monkeypatch.setattr(Slice, "grid", noting)
    window.show_page("weights")
    landscape = window.page.landscape
    qtbot.waitUntil(lambda: len(landscape.levels()) > 0)
    assert threads
    assert threading.get_ident() not in threads
    window.session.edit(edits.set_weight(0, 0, 0.5))
    settle()

    def shows_it():
        assert landscape.terrain().state is window.session.state
        assert landscape.terrain().knows(landscape.plot.ranges())

    qtbot.waitUntil(shows_it)
    expected = Terrain(evaluate(window.session.state))
    ranges = landscape.plot.ranges()
    np.testing.assert_array_equal(
        landscape.terrain().data(ranges, fine=True), expected.data(ranges, fine=True)
    )


def test_a_page_that_nobody_waits_for_does_not_come(qtbot, monkeypatch):
    window = open_window(qtbot, default_state())

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", give_up)
    window.show_page("batch")
    assert window.page is window.pages["scores"]
    assert "batch" not in window.pages


def test_an_order_or_filter_that_nobody_waits_for_stays_as_it_was(qtbot, monkeypatch):
    window = open_window(qtbot, default_state())
    window.show_page("batch")
    settle()
    examples = window.page.examples
    before = examples.view.rows.rows.tolist()

    def give_up(parent, text, job):
        raise GivenUpError

    monkeypatch.setattr("gui.session.wait_for", give_up)
    examples.set_filter(Filter("wrong"))
    examples.view.sort_asked.emit(Column(Kind.LOSS, loss="hinge"), True)
    assert examples.view.rows.rows.tolist() == before
    assert examples.standing.current() == "all"


names = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1)


def named(words):
    set_language("en")
    one = score_state()
    count = len(words)
    rows = np.zeros(count, dtype=np.intp)
    source = type(one.source)(sealed(one.source.scores[rows]))
    words = tuple(word if word.strip() else f"{word}x" for word in words)
    return evaluate(State("Names", one.classes, words, rows, source))


@given(names, st.booleans())
def test_names_stand_in_the_order_of_their_letters_equal_ones_as_they_stood(words, descending):
    evaluation = named(words)
    rows = np.arange(len(words))
    found = ordered(evaluation, rows, Sorting(Column(Kind.NAME), descending)).tolist()
    keys = [name.casefold() for name in evaluation.state.examples]
    assert found == sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)


@given(names, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=2))
def test_a_search_finds_every_name_with_these_letters(words, asked):
    evaluation = named(words)
    part = asked.strip().casefold()
    keys = [name.casefold() for name in evaluation.state.examples]
    expected = [index for index, key in enumerate(keys) if part in key]
    assert matching(evaluation, Filter(name=asked)).tolist() == expected
