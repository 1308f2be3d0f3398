"""Who has which part of a loss: examples of the data loss, classes of an example's own."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from core import edits
from core.batch import Batch
from core.evaluation import evaluate
from core.losses import LOSSES
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.results import LossResult
from core.scenario.files import builtin
from core.settings import DIVISOR_KEYS, LossSettings
from tests.core import oracle

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()


# Classes of one example


@given(oracle.labelled())
@example((np.array([800.0, 0.0, 1.0]), 0))
@example((np.array([1e300, -1e300, -1e300]), 0))
@example((np.array([0.0, -750.0, -751.0, 3.0]), 3))
def test_softmax_shares_have_12_digits_where_the_wrong_probability_has_none(case):
    scores, label = case
    found = Softmax().shares(scores, label)
    wrong = [mpf(float(s)) for j, s in enumerate(scores) if j != label]
    top = max(wrong)
    whole = mp.fsum(mp.exp(s - top) for s in wrong)
    exact = [mp.exp(s - top) / whole for s in wrong]
    assert all(map(oracle.agrees, np.delete(found, label), exact))
    assert found[label] == 0.0


def test_softmax_shares_are_those_of_the_wrong_probability_on_the_slide():
    cat = evaluate(LECTURE).example
    p = cat.stages(Softmax).probabilities
    assert cat.wrong_shares("softmax") == pytest.approx([0, p[1] / (1 - p[0]), p[2] / (1 - p[0])])


def test_hinge_shares_are_those_of_the_sum_on_the_slide():
    frog = evaluate(edits.choose_example(2).apply(LECTURE)).example
    # 6.3 and 6.6 of 12.9
    assert frog.wrong_shares("hinge") == pytest.approx([6.3 / 12.9, 6.6 / 12.9, 0], rel=1e-14)


@given(oracle.labelled(limit=1e150), st.booleans(), st.booleans(), st.sampled_from(DIVISOR_KEYS))
def test_hinge_shares_are_quotients_of_the_contributions(case, squared, include, divisor):
    scores, label = case
    loss = Hinge(1.0, squared, include, divisor)
    found = loss.shares(scores, label)
    contributions = loss.stages(scores[None, :], np.array([label])).contributions[0]
    whole = mp.fsum(map(mpf, contributions.tolist()))
    if whole == 0:
        assert not found.any()
    else:
        exact = [mpf(float(c)) / whole for c in contributions]
        assert all(map(oracle.agrees, found, exact))
    assert found[label] == 0.0 or include


def test_the_constant_of_the_correct_class_has_a_share_only_where_it_is_included():
    scores = np.array([3.0, 3.0, -9.0])
    assert Hinge().shares(scores, 0).tolist() == [0.0, 1.0, 0.0]
    assert Hinge(include_correct_class=True).shares(scores, 0).tolist() == [0.5, 0.5, 0.0]


def test_a_satisfied_hinge_has_no_share():
    car = evaluate(edits.choose_example(1).apply(LECTURE)).example
    assert car.losses["hinge"] == 0.0
    assert car.wrong_shares("hinge").tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("key", LOSSES)
@given(case=oracle.labelled())
def test_shares_of_every_loss_add_up_to_the_whole_or_to_nothing(key, case):
    scores, label = case
    before = scores.copy()
    found = LOSSES[key].from_settings(LossSettings()).shares(scores, label)
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(1.0, rel=1e-12) or not found.any()
    assert oracle.same_bits(scores, before)


# Examples of the data loss


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=30))
def test_the_share_of_an_example_is_that_of_the_carriers(rows):
    result = LossResult(Hinge(), np.array(rows), np.zeros(len(rows), dtype=int))
    carriers = result.carriers(5)
    assert oracle.same_bits(result.shares_of(carriers.indices), carriers.shares)
    every = result.shares_of(np.arange(len(rows)))
    assert every.sum() == pytest.approx(1.0, rel=1e-12) or not every.any()


def test_no_example_has_no_share():
    result = evaluate(LECTURE).active
    found = result.shares_of(np.array([-1, 2]))
    assert found[0] == 0.0
    assert found[1] == pytest.approx(6.1564772016642112 / 8.275964132755731, rel=1e-14)


def test_shares_of_huge_losses_stay_finite():
    result = LossResult(Hinge(), np.array([[-1e300, 7e307], [-1e300, 7e307]]), np.array([0, 0]))
    assert result.shares_of(np.array([0, 1])).tolist() == [0.5, 0.5]


# The pinned side and the confusion


def test_the_pinned_example_is_the_counterpart_of_the_chosen_one():
    pinned = evaluate(LECTURE)
    moved = edits.move_example(0, 2).apply(LECTURE)
    now = evaluate(edits.choose_example(2).apply(moved), pinned, pinned)
    assert now.pinned_example.index == 0
    assert now.pinned_example.losses == pinned.example.losses
    assert now.pinned_example is now.pinned_example
    assert pinned.pinned_example is None
    added = edits.add_example("fresh").apply(LECTURE)
    new = evaluate(edits.choose_example(3).apply(added), None, pinned)
    assert new.pinned_example is None


def test_confusions_are_shares_of_their_row_and_none_without_examples():
    scores = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    found = Batch(scores, np.array([0, 0, 0, 1])).confusion_shares
    assert found == pytest.approx(np.array([[1 / 3, 2 / 3, 0], [1, 0, 0], [0, 0, 0]]), rel=1e-15)
