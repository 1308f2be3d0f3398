"""One document on screen: edits are applied at once and announced once per turn."""

import pytest
from PySide6.QtCore import QObject, Signal

from core import edits
from gui.session import GestureLink
from tests.gui.window_hand import settle, undo_labels


@pytest.fixture
def announced(session):
    """Every evaluation that is announced."""
    heard = []
    session.evaluated.connect(heard.append)
    return heard


def set_cat(value):
    return edits.set_score(0, 0, value)


def test_many_previews_in_one_turn_are_announced_once_and_the_newest_wins(session, announced):
    session.begin()
    for tenths in range(100):
        session.preview(set_cat(tenths / 10))
    assert announced == []
    settle()
    assert [evaluation.example.scores[0] for evaluation in announced] == [9.9]
    session.commit()


def test_edits_of_one_turn_are_steps_of_their_own_announced_together(session, announced):
    session.edit(set_cat(1.0))
    session.edit(edits.choose_loss("hinge"))
    settle()
    assert len(announced) == 1
    assert undo_labels(session) == ["choose_loss", "set_score"]


def test_an_edit_is_in_the_document_before_it_is_announced(session, announced):
    session.edit(edits.set_strength(0.5))
    assert session.state.penalty.strength == 0.5
    assert announced == []


def test_nothing_is_announced_while_nothing_happens(session, announced):
    for _ in range(5):
        settle()
    assert announced == []


def test_flush_announces_at_once_and_the_turn_does_not_repeat_it(session, announced):
    session.edit(set_cat(1.0))
    session.flush()
    assert len(announced) == 1
    settle()
    assert len(announced) == 1


def test_a_refused_edit_says_why_and_changes_and_announces_nothing(session, announced):
    refused = []
    session.refused.connect(refused.append)
    before = session.state
    assert session.edit(edits.set_score(0, 99, 1.0)) is False
    settle()
    assert [error.key for error in refused] == ["no_such_class"]
    assert session.state is before
    assert announced == []


def test_an_edit_that_is_made_says_so(session):
    assert session.edit(set_cat(1.0)) is True


def test_a_refused_preview_leaves_the_last_one_standing(session):
    session.begin()
    session.preview(set_cat(1.0))
    assert session.preview(edits.set_score(0, 0, 1e301)) is False
    session.commit()
    session.flush()
    assert session.evaluation.example.scores[0] == 1.0
    assert undo_labels(session) == ["set_score"]


def test_a_gesture_is_one_undo_step(session):
    before = session.state
    session.begin()
    for tenths in range(50):
        session.preview(set_cat(tenths / 10))
        settle()
    session.commit()
    assert undo_labels(session) == ["set_score"]
    assert session.state == before


def test_a_gesture_that_ends_where_it_began_leaves_no_step(session):
    session.begin()
    session.preview(set_cat(7.0))
    session.preview(set_cat(3.2))
    session.commit()
    assert session.document.undo_label is None


def test_a_cancelled_gesture_goes_back_to_where_it_began_and_is_announced(session, announced):
    before = session.state
    session.begin()
    session.preview(set_cat(7.0))
    settle()
    session.cancel()
    settle()
    assert session.state is before
    assert announced[-1].state is before
    assert session.document.undo_label is None


def test_the_end_of_a_gesture_is_announced_so_that_ranges_can_settle(session, announced):
    session.begin()
    session.preview(set_cat(7.0))
    settle()
    announced.clear()
    session.commit()
    settle()
    assert len(announced) == 1
    assert not session.document.in_gesture


def test_undo_during_a_gesture_takes_it_back_and_its_rest_does_nothing(session):
    before = session.state
    session.begin()
    session.preview(set_cat(7.0))
    session.undo()
    assert session.preview(set_cat(8.0)) is False
    session.commit()
    assert session.state == before
    session.redo()
    session.flush()
    assert session.evaluation.example.scores[0] == 7.0


@pytest.mark.parametrize("way", ["undo", "redo", "reset"])
def test_travelling_in_time_is_announced(session, announced, way):
    session.edit(set_cat(1.0))
    if way == "redo":
        session.undo()
    settle()
    announced.clear()
    getattr(session, way)()
    settle()
    expected = 1.0 if way == "redo" else 3.2
    assert [evaluation.example.scores[0] for evaluation in announced] == [expected]


def test_a_change_of_lambda_does_not_compute_scores_or_losses_again(session):
    before = session.evaluation
    scores, losses = before.scores, before.active.per_example
    session.edit(edits.set_strength(0.5))
    session.flush()
    assert session.evaluation.scores is scores
    assert session.evaluation.active.per_example is losses
    # 2.758654710918577 + 0.5 · 22.385, from the lecture's numbers.
    assert session.evaluation.total == pytest.approx(13.951154710918577, rel=1e-14)


class Knob(QObject):
    """Something that can be dragged."""

    began = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()


@pytest.fixture
def knob(session):
    knob = Knob()
    GestureLink(knob, session, set_cat)
    return knob


def test_a_linked_widget_s_drag_is_one_step(session, knob):
    knob.began.emit()
    knob.moved.emit(4.0)
    knob.moved.emit(5.0)
    assert session.document.in_gesture
    knob.ended.emit()
    session.flush()
    assert session.evaluation.example.scores[0] == 5.0
    assert undo_labels(session) == ["set_score"]


def test_a_linked_widget_s_cancelled_drag_leaves_nothing(session, knob):
    before = session.state
    knob.began.emit()
    knob.moved.emit(4.0)
    knob.cancelled.emit()
    assert session.state is before
    assert session.document.undo_label is None


def test_what_is_pinned_is_compared_by_the_loss_that_is_in_force_now(session):
    session.pin()
    session.edit(edits.choose_loss("hinge"))
    session.edit(edits.set_loss_switch("sum_over_examples", on=True))
    session.flush()
    evaluation = session.evaluation
    assert evaluation.data_loss == pytest.approx(15.8, rel=1e-14)
    assert evaluation.pinned.data_loss == evaluation.data_loss
    # Its own margin is a part of the question what if.
    session.edit(edits.set_margin(2.0))
    session.flush()
    assert session.evaluation.pinned.data_loss == pytest.approx(15.8, rel=1e-14)
    assert session.evaluation.data_loss > 15.8


def test_what_is_pinned_is_evaluated_once(session):
    session.pin()
    session.flush()
    first = session.evaluation.pinned
    for value in (0.2, 0.3):
        session.edit(edits.set_strength(value))
        session.flush()
        assert session.evaluation.pinned is first
