"""Which examples a filter lets through."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.evaluation import evaluate
from core.settings import LossSettings
from core.state import LinearModel, ScoreTable, State
from gui.panels.filters import STANDINGS, Filter, matching
from gui.words.translation import set_language
from tests.gui.hand import default_state


@st.composite
def evaluations(draw):
    """Some examples of a few classes, with ties and a margin on the grid of the scores."""
    classes, count = draw(st.integers(2, 5)), draw(st.integers(1, 30))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    table = ScoreTable(np.round(random.normal(size=(count, classes)), 1))
    names = tuple(f"class {index}" for index in range(classes))
    examples = tuple(f"photo {index}" for index in range(count))
    state = State("Some", names, examples, random.integers(0, classes, count), table)
    margin = draw(st.sampled_from([0.1, 0.5, 1.0, 3.0]))
    return evaluate(edits.set_margin(margin).apply(state))


def lists(evaluation, **wanted):
    return matching(evaluation, Filter(**wanted)).tolist()


def test_the_slide_s_examples_by_how_they_stand():
    evaluation = evaluate(edits.set_margin(3.0).apply(default_state()))
    assert lists(evaluation) == [0, 1, 2]
    assert lists(evaluation, standing="right") == [1]
    assert lists(evaluation, standing="wrong") == [0, 2]
    assert lists(evaluation, standing="inside") == [1]  # it leads by 2.9
    assert lists(evaluation, standing="violating") == [0, 1, 2]
    closer = evaluate(edits.set_margin(1.0).apply(default_state()))
    assert lists(closer, standing="inside") == []
    assert lists(closer, standing="violating") == [0, 2]


def found(scores, labels, **loss):
    """The evaluation of scores alone under a loss."""
    count, classes = len(scores), len(scores[0])
    names = tuple(f"class {index}" for index in range(classes))
    photos = tuple(f"photo {index}" for index in range(count))
    state = State("Some", names, photos, np.array(labels), ScoreTable(np.array(scores)))
    return evaluate(replace(state, loss=LossSettings(**loss)))


def test_one_against_the_rest_charges_by_each_score_and_not_by_the_lead():
    # Leads of 2, 7, 3.5 and 0. Δ − t s: 0 and 0; −8 and 3; 0.5 and −2; −1 and 3.
    scores, labels = [[1.0, -1.0], [9.0, 2.0], [0.5, -3.0], [-2.0, -2.0]], [0, 0, 0, 1]
    each = found(scores, labels, active="one_vs_rest")
    assert each.loss_result("one_vs_rest").per_example.tolist() == [0.0, 3.0, 0.5, 3.0]
    assert lists(each, standing="violating") == [1, 2, 3]
    assert lists(each, standing="inside") == [1, 2]
    assert each.inside_count == 2
    # By the lead the three that are right have nothing to pay.
    assert lists(found(scores, labels, active="hinge"), standing="violating") == [3]


def test_who_is_charged_is_asked_of_the_svm_on_show():
    scores, labels = [[9.0, 2.0]], [0]
    softmax = found(scores, labels, active="softmax")
    assert lists(softmax, standing="violating") == []
    beside = edits.compare_with("one_vs_rest").apply(softmax.state)
    assert lists(evaluate(beside, softmax), standing="violating") == [0]
    assert lists(found(scores, labels, active="crammer_singer"), standing="violating") == []


def test_what_rounding_may_have_made_is_not_charged():
    # 0.1 + 0.2 + 0.7 is 1, if not in floating point: the margin is met.
    model = LinearModel(np.ones((1, 3)), [[0.1, 0.2, 0.7], [-0.7, -0.1, -0.2]], np.zeros(2))
    state = State("Tenths", ("a", "b"), ("one",), np.array([0]), model)
    found = evaluate(replace(state, loss=LossSettings(active="one_vs_rest")))
    assert found.violating.tolist() == [False]


def test_a_cell_lets_through_what_was_counted_in_it():
    evaluation = evaluate(default_state())
    assert lists(evaluation, cell=(0, 1)) == [0]
    assert lists(evaluation, cell=(0, 0)) == []
    assert lists(evaluation, cell=(1, 1), standing="wrong") == []


def test_a_name_is_looked_for_in_any_case_and_in_the_language_in_force():
    evaluation = evaluate(default_state())
    assert lists(evaluation, name="CA") == [0, 1]
    assert lists(evaluation, name="  frog ") == [2]
    assert lists(evaluation, name="CA", standing="wrong") == [0]
    assert lists(evaluation, name="고양이") == []
    set_language("ko")
    assert lists(evaluation, name="고양이") == [0]
    assert lists(evaluation, name="cat") == []


@given(evaluations())
def test_every_filter_agrees_with_a_plain_loop(evaluation):
    margin = evaluation.state.loss.margin
    batch = evaluation.batch
    rules = {
        "all": lambda i: True,
        "right": lambda i: batch.right[i],
        "wrong": lambda i: not batch.right[i],
        "inside": lambda i: batch.right[i] and batch.lead[i] < margin,
        "violating": lambda i: batch.lead[i] < margin,
    }
    every = range(evaluation.state.example_count)
    for standing in STANDINGS:
        found = matching(evaluation, Filter(standing))
        assert found.dtype == np.intp
        assert found.tolist() == [i for i in every if rules[standing](i)]


@given(evaluations())
def test_the_filters_take_the_examples_apart_as_they_are_counted(evaluation):
    batch = evaluation.batch
    right, wrong = lists(evaluation, standing="right"), lists(evaluation, standing="wrong")
    inside = lists(evaluation, standing="inside")
    assert len(right) == batch.right_count
    assert len(inside) == evaluation.inside_count
    assert set(inside) <= set(right)
    assert sorted(right + wrong) == lists(evaluation)
    assert sorted(inside + wrong) == lists(evaluation, standing="violating")
    classes = range(evaluation.state.class_count)
    cells = [lists(evaluation, cell=(c, p)) for c in classes for p in classes]
    assert [len(cell) for cell in cells] == batch.confusion.ravel().tolist()
    assert sorted(itertools.chain(*cells)) == lists(evaluation)


def test_a_filter_that_shows_all_says_so():
    assert Filter().shows_all
    assert not Filter("wrong").shows_all
    assert not Filter(cell=(0, 1)).shows_all
    assert not replace(Filter(), name="cat").shows_all


def test_a_standing_that_is_none_is_refused():
    with pytest.raises(ValueError, match="best"):
        Filter("best")
