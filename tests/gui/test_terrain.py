"""What a landscape keeps of the one before it."""

from dataclasses import replace

import pytest

from core.evaluation import evaluate
from gui.panels.landscape_pin import PinnedLandscape
from gui.panels.landscape_words import reading_of
from gui.panels.terrain import Terrain
from gui.words.number_text import parse
from tests.gui.landscape_hand import moved, with_loss, with_penalty


@pytest.mark.parametrize(
    ("loss", "penalty", "kept"),
    [("softmax", "l2", True), ("softmax", "l1", False), ("hinge", "l2", False)],
)
def test_the_minimum_is_sought_again_only_where_it_may_lean_on_the_present_point(
    loss, penalty, kept
):
    """Of many minima, as the SVM and L1 alone may have them, the nearest one is meant."""
    state = with_penalty(penalty, state=with_loss(loss))
    before = Terrain(evaluate(state))
    assert before.best is not None
    after = Terrain(evaluate(moved(state, 0.7, 0.2)), before)
    assert (after.known_best() is before.best) == kept
    stayed = Terrain(evaluate(replace(state, title="another")), before)
    assert stayed.known_best() is before.best


def test_a_reading_says_what_l_is_made_of_at_a_point_where_nothing_is_pinned():
    state = with_penalty("l2")
    there = evaluate(moved(state, 0.7, 0.2))
    lines = reading_of(Terrain(evaluate(state)), (0.7, 0.2), PinnedLandscape()).split("\n")
    expected = [0.7, 0.2, there.data_loss, there.penalty_term, there.total]
    assert [parse(line.split()[-1]) for line in lines] == pytest.approx(expected)


def test_another_strength_has_another_minimum():
    state = with_penalty("l2", 0.1)
    before = Terrain(evaluate(state))
    assert before.best is not None
    after = Terrain(evaluate(with_penalty("l2", 0.2)), before)
    assert after.known_best() is None
