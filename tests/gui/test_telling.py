"""The present state in words: read out once a drag or an edit is done."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from core import edits
from tests.gui.hand import Heard, Key, key
from tests.gui.window_hand import Hand, part, settle

START = "Example 1 of 3, cat photo: Softmax loss 2.04. Total L 2.98."


@pytest.fixture
def window(keep):
    return keep.open()


@pytest.fixture
def heard(window):
    return Heard(window.telling, "said")


def last(heard):
    settle()
    return heard.said[-1][1] if heard.said else None


def test_the_window_itself_tells_the_present_state_in_the_language_in_force(window):
    assert window.accessibleDescription() == START
    window.set_language("ko")
    assert window.accessibleDescription() == (
        "예제 3개 중 1번째, 고양이 사진: 소프트맥스 손실 2.04. 전체 손실 L 2.98."
    )


def test_a_drag_is_told_when_it_ends_and_not_before(window, heard):
    slider = part(window, "rail.class.0.slider")
    hand, start = Hand(window), slider.thumb().toPoint()
    hand.press(slider, start)
    hand.move(slider, start + QPoint(30, 0))
    assert heard.said == []
    hand.release(slider, start + QPoint(30, 0))
    score = window.session.evaluation.example.scores[0]
    assert last(heard).startswith(f"Score of cat: {score:.1f}. Example 1 of 3, cat photo: ")
    assert len(heard.said) == 1


def test_what_was_changed_is_told_with_how_far_loss_and_total_have_come(window, heard):
    window.session.edit(edits.set_score(0, 0, 4.2))
    # By hand: ln(1 + e^0.9 + e^−5.9) = 1.2420, and the mean falls by a third of 0.798.
    told = last(heard)
    assert told.startswith(
        "Score of cat: 4.2. Example 1 of 3, cat photo: Softmax loss 1.24 (−0.80)."
    )
    window.session.edit(edits.set_strength(0.5))
    assert last(heard).startswith("Regularization strength λ: 0.5. Example 1 of 3, ")


def test_what_has_no_number_of_its_own_is_told_by_the_name_of_the_step(window, heard):
    window.session.edit(edits.set_label(0, 1))
    # By hand: ln(1 + e^−1.9 + e^−6.8) = 0.1404 in place of 2.0404.
    done = "Done: make car the correct class. Example 1 of 3, cat photo: Softmax loss 0.14 (−1.90)."
    assert last(heard).startswith(done)
    window.session.edit(edits.choose_loss("hinge"))
    assert last(heard).startswith(
        "Done: switch the loss. Example 1 of 3, cat photo: SVM loss 0.00."
    )


def test_what_was_undone_and_done_again_is_told_as_that(window, heard):
    window.session.edit(edits.set_label(0, 1))
    settle()
    window.session.edit(edits.set_score(0, 0, 4.2))
    settle()
    window.session.undo()
    assert last(heard).startswith("Undone: change the score of cat. Score of cat: 3.2. Example 1")
    window.session.undo()
    assert last(heard).startswith("Undone: make car the correct class. Example 1 of 3")
    window.session.redo()
    assert last(heard).startswith("Done: make car the correct class. Example 1 of 3")


def test_another_example_is_told_without_a_change_that_would_compare_two(window, heard):
    key(part(window, "rail.example.choice.0"), Key.Key_Right)
    assert last(heard) == "Example 2 of 3, car photo: Softmax loss 0.08. Total L 2.98."


def test_what_changes_nothing_that_is_told_is_not_read_out(window, heard):
    window.session.edit(edits.choose_score(1))
    settle()
    assert heard.said == []


def test_an_aid_that_listens_is_given_the_sentence(window, heard, monkeypatch):
    given = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", given.append)
    window.session.edit(edits.choose_example(2))
    told = last(heard)
    spoken = [one.message() for one in given if one.type() == QAccessible.Event.Announcement]
    assert spoken == [told]


def test_several_steps_taken_back_at_once_are_told_by_the_last_of_them(window, heard):
    for edit in (edits.rename_class(0, "A"), edits.choose_loss("hinge"), edits.set_margin(2.0)):
        window.session.edit(edit)
        settle()
    window.session.go(-2)
    assert last(heard).startswith("Undone: switch the loss. ")
    window.session.go(2)
    assert not last(heard).startswith("Undone")
