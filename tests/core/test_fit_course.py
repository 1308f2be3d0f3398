"""The best W of every lambda with what it is worth, beside figures found another way."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.fit.course import Course, strengths_of
from core.fit.known import course_of, worth_of
from core.fit.table import Table
from tools.fits import given, scenario


def filled(course, low, high):
    """A course that knows what is best between two lambdas."""
    for strength in course.path.strengths:
        if low <= strength <= high:
            course.find(strength)
    return course


def halves(problem):
    """Every second example, and the others."""
    one, other = (
        replace(problem, features=problem.features[k::2], labels=problem.labels[k::2])
        for k in (0, 1)
    )
    return one, other


def softmax_losses(problem, fit):
    """By the definition, without the program's own loss."""
    scores = problem.features @ fit.weights.T + fit.biases
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return -np.log(chances[np.arange(len(scores)), problem.labels]), scores.argmax(axis=1)


def test_a_best_w_is_worth_its_mean_loss_on_its_own_examples_and_on_those_left_out():
    own, others = halves(given("iris", "softmax", "l1"))
    worth = Course(own, others).find(0.02)
    losses, predicted = softmax_losses(own, worth.fit)
    np.testing.assert_allclose(worth.losses, losses, rtol=1e-12)
    assert worth.data == pytest.approx(losses.mean(), rel=1e-12)
    assert worth.wrong == (predicted != own.labels).sum()
    losses, predicted = softmax_losses(others, worth.fit)
    assert worth.held_out == pytest.approx(losses.mean(), rel=1e-12)
    assert worth.wrong_held_out == (predicted != others.labels).sum() > 0


def test_without_examples_left_out_there_is_no_loss_of_theirs():
    course = filled(Course(given("default")), 0.01, 0.03)
    assert course.at(0.02).held_out is None
    assert course.table().held_out is None
    assert course.table().lowest is None


def test_an_example_has_a_loss_only_if_that_is_more_than_rounding():
    # All leads are 1 there: a loss of 1e-12, as a solver leaves it, is none.
    worth = Course(given("default", "hinge")).find(0.01)
    assert worth.fit.total == pytest.approx(0.005, rel=1e-9)
    assert not worth.paying.any()
    assert Course(given("default")).find(0.01).paying.all()


@pytest.mark.parametrize(
    ("name", "least"), [("default", 4 / 9), ("wine standardized", 0.3893007413)]
)
def test_no_weight_is_left_from_the_lambda_on_that_the_gradient_at_0_tells(name, least):
    course = Course(given(name, "softmax", "l1"))
    assert course.ends == (1e-5, 1.0)
    around = [lam for lam in course.path.strengths if 0.3 < lam < 0.5]
    counts = [course.find(lam).weights for lam in around]
    assert [count == 0 for count in counts] == [lam >= least for lam in around]


def test_what_goes_next_and_what_comes_back_is_told_with_its_lambda():
    course = filled(Course(given("default", "softmax", "l1")), 0.1, 1.0)
    below, above = course.table().turnings(0.2, course.at(0.2).fit.weights)
    assert below is None
    assert above.strength == 0.45  # the first lambda of two digits that is not below 4/9
    assert above.gone == ((0, 3), (1, 1), (2, 2))
    assert above.come == ()
    back, _ = course.table().turnings(0.9, course.at(0.9).fit.weights)
    assert (back.strength, back.gone, back.come) == (0.44, (), above.gone)


def test_what_lies_behind_a_lambda_that_is_missing_is_not_told():
    strengths = np.array([0.1, 0.2, 0.3])
    weights = np.array([[[1.0, 2.0]], [[1.0, 0.0]], [[0.0, 0.0]]])
    table = Table(strengths, weights, strengths, None, np.array([0.15]))
    below, above = table.turnings(0.2, weights[1])
    assert below is None
    assert (above.strength, above.gone) == (0.3, ((0, 0),))


def test_the_lowest_loss_of_those_left_out_is_that_of_the_largest_lambda_that_has_it():
    strengths, losses = np.array([0.1, 0.2, 0.3]), np.array([0.5, 0.5, 0.6])
    assert Table(strengths, np.zeros((3, 1, 1)), losses, losses, np.empty(0)).lowest == 1


def test_nodes_are_the_lambdas_of_two_digits_that_a_drag_lands_on():
    strengths = strengths_of((1e-2, 1.0), 90)
    assert strengths[:3] == (0.01, 0.011, 0.012)
    assert strengths[-2:] == (0.99, 1.0)
    assert len(strengths) == 181
    few = strengths_of((1e-2, 1.0), 9)
    assert len(few) == 19
    assert max(b / a for a, b in pairwise(few)) < 1.4


def test_many_examples_have_fewer_nodes():
    rng = np.random.default_rng(0)
    base = given("default")
    counts = []
    for count in (100, 10_000, 400_000):
        features = rng.normal(size=(count, 4))
        problem = replace(base, features=features, labels=np.arange(count) % 3)
        counts.append(len(Course(problem).path.strengths))
    assert counts[0] == 451
    assert counts == sorted(counts, reverse=True)
    assert counts[2] < 60


@pytest.mark.parametrize("labels", [[1, 1, 1], [0, 1, 2]])
def test_a_course_has_ends_even_where_no_feature_says_anything(labels):
    base = given("default")
    flat = replace(base, features=np.ones((3, 4)), labels=np.array(labels))
    assert Course(flat).ends == (1e-5, 1.0)


def test_softmax_of_separable_examples_has_no_w_at_0_and_its_w_grows_without_bound():
    course = Course(given("wine standardized"))
    nothing = course.find(0.0)
    assert not nothing.fit.minimum
    sizes = [np.linalg.norm(course.find(lam).fit.weights) for lam in (1e-2, 1e-4, 1e-6)]
    assert sizes == pytest.approx([2.5, 7.9, 16.0], rel=0.03)


def test_without_a_price_there_is_one_w_for_every_lambda():
    course = Course(given("default", "hinge", "none"))
    assert course.complete
    assert course.find(0.5) is course.find(100.0)
    assert np.square(course.find(0.5).fit.weights).sum() == pytest.approx(0.5, rel=1e-6)


def test_under_l1_smaller_lambdas_of_a_smooth_loss_come_in_rows_from_below():
    course = Course(given("default", "softmax", "l1"))
    steps = course.fill(0.1)
    order = [course.path.strengths[next(steps)] for _ in range(40)]
    assert order[0] == 0.1
    assert order[10:20] == sorted(order[10:20])
    assert order[19] == 0.099
    assert order[30:40] == sorted(order[30:40])
    assert order[39] < order[10]


def test_a_course_stays_while_w_and_lambda_are_dragged_and_for_nothing_else():
    state = scenario("cat-car-frog")
    before = evaluate(state)
    course = course_of(before)
    for edit in (edits.set_strength(0.5), edits.set_weight(0, 0, 1.0)):
        assert course_of(evaluate(edit.apply(state), before)) is course
    for edit in (edits.set_feature(0, 0, 2.0), edits.hold_out([1], on=True), edits.set_margin(2.0)):
        changed = evaluate(edit.apply(state), before)
        key = "hinge" if edit.label.key == "set_margin" else "softmax"
        assert course_of(changed, key) is not course_of(before, key)
    assert course_of(evaluate(edits.choose_penalty("l1").apply(state), before)) is not course


def test_a_penalty_that_comes_back_finds_what_was_known():
    state = scenario("cat-car-frog")
    first = evaluate(state)
    known = course_of(first)
    second = evaluate(edits.choose_penalty("l1").apply(state), first)
    course_of(second)
    assert course_of(evaluate(state, second)) is known


def test_the_best_w_at_the_lambda_in_force_is_that_of_the_table_of_optima():
    evaluation = evaluate(scenario("cat-car-frog"))
    assert worth_of(evaluation).fit.total == pytest.approx(0.115735731303, rel=1e-9)
    assert worth_of(evaluation, "hinge").fit.total == pytest.approx(0.005, rel=1e-9)


def test_scores_alone_have_no_course():
    state = scenario("blank-scores")
    assert course_of(evaluate(state)) is None
    assert worth_of(evaluate(state)) is None


def test_weights_that_no_score_knows_of_are_0():
    base = given("default", "hinge")
    one_class = replace(base, labels=np.zeros(3, dtype=np.intp))
    assert Course(one_class).find(0.01).weights == 0
