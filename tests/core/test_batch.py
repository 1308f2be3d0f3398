"""Everything about all examples at once, against plain loops and the lecture's numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.batch import Batch, carriers, histogram
from core.evaluation import evaluate
from core.scenario.files import builtin
from tests.sweeps import tries

SCORES = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
LABELS = np.array([0, 1, 2])
LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()


def test_the_lectures_slide_reads_off():
    batch = Batch(SCORES, LABELS)
    assert batch.predicted.tolist() == [1, 1, 1]
    assert batch.lead == pytest.approx([-1.9, 2.9, -5.6], rel=1e-14)
    assert batch.right.tolist() == [False, True, False]
    assert batch.right_count == 1
    assert batch.confusion.tolist() == [[0, 1, 0], [0, 1, 0], [0, 1, 0]]
    assert batch.violating(1.0).tolist() == [True, False, True]


@given(st.integers(2, 12), st.integers(1, 40), st.integers(0, 2**32 - 1))
@tries(15)
def test_it_agrees_with_a_plain_loop(classes, count, seed):
    random = np.random.default_rng(seed)
    scores = np.round(random.normal(size=(count, classes)), 1)  # with ties
    labels = random.integers(0, classes, count)
    batch = Batch(scores, labels)
    for i, (row, label) in enumerate(zip(scores.tolist(), labels.tolist(), strict=True)):
        others = [score for j, score in enumerate(row) if j != label]
        assert batch.lead[i] == row[label] - max(others)
        assert batch.predicted[i] == row.index(max(row))
    pairs = list(zip(labels.tolist(), batch.predicted.tolist(), strict=True))
    for true in range(classes):
        for said in range(classes):
            assert batch.confusion[true, said] == pairs.count((true, said))


def test_a_great_many_examples_are_worked_on_in_blocks_with_the_same_result():
    random = np.random.default_rng(0)
    scores, labels = random.normal(size=(20_000, 4)), random.integers(0, 4, 20_000)
    batch = Batch(scores, labels)
    some = random.choice(20_000, 50)
    for i in some.tolist():
        alone = Batch(scores[i : i + 1], labels[i : i + 1])
        assert (batch.lead[i], batch.predicted[i]) == (alone.lead[0], alone.predicted[0])


def test_a_histogram_counts_every_loss_once_and_zeros_apart():
    losses = np.array([0.0, 0.0, 0.1, 1.0, 2.5, 9.9, 10.0])
    found = histogram(losses, 10.0, 4)
    assert found.edges.tolist() == [0.0, 2.5, 5.0, 7.5, 10.0]
    assert found.counts.tolist() == [2, 1, 0, 2]
    assert found.zeros == 2


@given(st.lists(st.floats(0, 1e300), min_size=1), st.integers(1, 60))
def test_a_histogram_agrees_with_numpys(losses, bins):
    losses = np.array(losses)
    end = max(float(losses.max()), 1e-3)
    found = histogram(losses, end, bins)
    assert found.counts.sum() + found.zeros == len(losses)
    assert found.zeros == (losses == 0).sum()
    cumulated = np.concatenate([[0], np.cumsum(found.counts)]) + found.zeros
    for edge, below in zip(found.edges, cumulated, strict=True):
        # What lies on an edge up to rounding may be counted on either side.
        assert (losses < edge * (1 - 1e-12)).sum() <= below <= (losses <= edge * (1 + 1e-12)).sum()


def test_the_largest_losses_are_named_and_the_rest_is_together():
    found = carriers(np.array([2.0, 0.0, 5.0, 2.0, 1.0]), 2)
    assert found.indices.tolist() == [2, 0]
    assert found.shares == pytest.approx([0.5, 0.2], rel=1e-15)
    assert found.rest == pytest.approx(0.3, rel=1e-15)
    assert found.others == 2


def test_examples_without_a_loss_carry_nothing():
    some = carriers(np.array([0.0, 3.0, 0.0]), 3)
    assert (some.indices.tolist(), some.shares.tolist(), some.rest) == ([1], [1.0], 0.0)
    none = carriers(np.zeros(3), 2)
    assert (none.indices.tolist(), none.rest, none.others) == ([], 0.0, 0)


def test_shares_of_huge_losses_stay_finite():
    found = carriers(np.array([1.5e308, 1.5e308, 0.0]), 2)
    assert found.shares.tolist() == [0.5, 0.5]


def test_the_sum_over_examples_is_the_data_loss_where_that_is_set():
    mean = evaluate(LECTURE)
    summed = evaluate(edits.set_loss_switch("sum_over_examples", on=True).apply(LECTURE))
    # facts: 2.0403551528001706 + 0.079131778291349021 + 6.1564772016642112
    assert summed.data_loss == pytest.approx(8.275964132755731, rel=1e-14)
    assert summed.total == summed.data_loss + mean.penalty_term
    assert summed.score_gradient == pytest.approx(3 * mean.score_gradient, rel=1e-14)
    paid = 2 * 0.01 * LECTURE.source.weights
    assert summed.weight_gradient - paid == pytest.approx(
        3 * (mean.weight_gradient - paid), rel=1e-12
    )


def test_a_satisfied_example_adds_to_the_sum_of_softmax_alone():
    added = edits.duplicate_examples([1], ["another car"]).apply(LECTURE)
    before, after = evaluate(LECTURE), evaluate(added)
    assert after.loss_result("hinge").sum == pytest.approx(15.8, rel=1e-14)
    assert before.loss_result("hinge").sum == after.loss_result("hinge").sum
    gain = after.loss_result("softmax").sum - before.loss_result("softmax").sum
    assert gain == pytest.approx(0.079131778291349021, rel=1e-13)


def test_a_pinned_evaluation_is_at_hand_with_the_places_of_its_examples():
    pinned = evaluate(LECTURE)
    added = edits.add_example("fresh").apply(LECTURE)
    now = evaluate(added, pinned, pinned)
    assert now.pinned is pinned
    assert now.counterparts.tolist() == [0, 1, 2, -1]
    assert pinned.counterparts is None


def test_what_a_model_that_knows_nothing_loses_follows_classes_and_switches():
    now = evaluate(LECTURE)
    assert now.loss_result("softmax").knows_nothing == pytest.approx(np.log(3), rel=1e-14)
    assert now.loss_result("hinge").knows_nothing == 2.0
    changed = edits.set_margin(1.5).apply(edits.add_class("dog").apply(LECTURE))
    later = evaluate(changed, now)
    assert later.loss_result("softmax").knows_nothing == pytest.approx(np.log(4), rel=1e-14)
    assert later.loss_result("hinge").knows_nothing == 4.5
