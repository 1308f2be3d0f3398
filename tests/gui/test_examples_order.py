"""The order of the rows: what rounding alone told apart stays as it stands."""

import numpy as np
import pytest

from core.evaluation import evaluate
from core.settings import LossSettings
from core.state import LinearModel, ScoreTable, State
from gui.panels.examples.columns import Column, Kind
from gui.panels.examples.order import Sorting, ordered


def rows_of(source, column, *, pinned=None, squared=False):
    """The order of the rows, each way round."""
    classes = tuple(f"class {number}" for number in range(4))
    names = tuple(f"example {number}" for number in range(3))
    loss = LossSettings(squared=squared)
    states = [State("t", classes, names, [0, 1, 2], one, loss) for one in (source, pinned) if one]
    evaluation = evaluate(states[0], None, evaluate(states[1]) if pinned else None)
    return [
        ordered(evaluation, np.arange(3), Sorting(column, descending)).tolist()
        for descending in (False, True)
    ]


# The same score by hand in three ways, 0.1 + 0.2 + 0.3, 0.3·2 and 0.6; and leads of minus that.
WIDE = np.zeros((3, 20))
WIDE[0, :3], WIDE[1, 2], WIDE[2, 3] = 1.0, 2.0, 1.0
WEIGHTS = np.zeros((4, 20))
WEIGHTS[3, :4] = 0.1, 0.2, 0.3, 0.6
WAYS = LinearModel(WIDE, WEIGHTS, [0.0] * 4)
# One loss by hand: the scores of the correct class and of the others are the same, turned round.
TURNED = ScoreTable([np.roll([-4.1, -1.2, -2.9, 0.6], turn) for turn in range(3)])


@pytest.mark.parametrize(
    "column", [Column(Kind.SCORE, 3), Column(Kind.LEAD), Column(Kind.PREDICTED)]
)
def test_scores_that_hand_calculation_finds_equal_stay_as_they_stand(column):
    assert rows_of(WAYS, column) == [[0, 1, 2], [0, 1, 2]]


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("squared", [False, True])
def test_losses_of_the_same_scores_turned_round_stay_as_they_stand(loss, squared):
    column = Column(Kind.LOSS, loss=loss)
    assert rows_of(TURNED, column, squared=squared) == [[0, 1, 2], [0, 1, 2]]


def test_changes_since_the_pin_are_no_more_than_their_losses():
    zeros = ScoreTable(np.zeros((3, 4)))
    assert rows_of(TURNED, Column(Kind.CHANGE), pinned=zeros) == [[0, 1, 2], [0, 1, 2]]


def test_what_differs_by_more_is_sorted():
    scores = ScoreTable([[0.1 + 1e-12, 0, 0, 0], [0.1, 0, 0, 0], [0.2, 0, 0, 0]])
    assert rows_of(scores, Column(Kind.SCORE, 0)) == [[1, 0, 2], [2, 0, 1]]


def test_equal_names_stay_as_they_stand():
    scores = ScoreTable(np.zeros((4, 2)))
    evaluation = evaluate(State("t", ("x", "y"), ("b", "a", "b", "a"), [0] * 4, scores))
    rows = [
        ordered(evaluation, np.arange(4), Sorting(Column(Kind.NAME), descending)).tolist()
        for descending in (False, True)
    ]
    assert rows == [[1, 3, 0, 2], [0, 2, 1, 3]]
