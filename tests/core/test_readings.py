"""What a file in Loss Lab's own format may have meant as well."""

import numpy as np
import pytest

from core import edits
from core.errors import EditError
from core.state import LinearModel, ScoreTable, State
from core.view import View


def of_labels(labels, classes=3):
    names = tuple(f"{i}" for i in range(len(labels)))
    table = ScoreTable(np.zeros((len(labels), classes)))
    view = View(example=1, score=labels[1])
    return State("T", tuple("abcdefgh"[:classes]), names, np.array(labels), table, view=view)


def of_weights(weights):
    rows, columns = np.shape(weights)
    model = LinearModel(np.ones((1, columns)), weights, np.zeros(rows))
    return State("T", tuple("abcdefgh"[:rows]), ("e",), np.array([0]), model)


def offered(state):
    return [one.label.key for one in edits.other_readings(state)]


@pytest.mark.parametrize("labels", [[1, 1, 2, 2], [2, 1], [1, 3, 2]])
def test_labels_1_2_and_so_on_look_counted_from_1(labels):
    assert offered(of_labels(labels, 4)) == ["labels_from_zero"]


@pytest.mark.parametrize("labels", [[0, 1, 2], [1, 1], [2, 2], [1, 3], [0, 0]])
def test_labels_with_a_0_or_a_gap_or_all_alike_do_not(labels):
    assert offered(of_labels(labels, 4)) == []


def test_counted_from_1_every_label_is_one_less_and_so_is_the_score_looked_at():
    state = of_labels([1, 2, 1])
    after = edits.labels_from_zero().apply(state)
    assert after.labels.tolist() == [0, 1, 0]
    assert after.view.score == 1
    with pytest.raises(EditError, match="no_such_class"):
        edits.labels_from_zero().apply(after)


def test_a_square_w_may_have_a_column_for_each_class():
    state = of_weights([[1.0, 2.0], [3.0, 4.0]])
    assert offered(state) == ["turn_weights"]
    after = edits.turn_weights().apply(state)
    assert after.source.weights.tolist() == [[1, 3], [2, 4]]
    with pytest.raises(EditError, match="shape"):
        edits.turn_weights().apply(of_weights([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))


@pytest.mark.parametrize("weights", [[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 2.0], [2.0, 1.0]]])
def test_a_w_that_reads_one_way_is_left_alone(weights):
    assert offered(of_weights(weights)) == []
