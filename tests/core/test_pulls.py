"""The pulls of data loss and penalty at every weight, and what every weight adds up to."""

from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.scenario.files import builtin
from core.settings import PenaltySettings
from core.state import ScoreTable, State
from tests.core import oracle

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
TABLE = State("t", ("a", "b"), ("x",), np.array([0]), ScoreTable(np.array([[1.0, 2]])))


def edited(state, *sequence):
    for edit in sequence:
        state = edit.apply(state)
    return state


def total_at(state, place, value, part="total"):
    return getattr(evaluate(edits.set_weight(*place, value).apply(state)), part)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("kind", PENALTIES)
@pytest.mark.parametrize("half", [False, True])
def test_the_pulls_are_the_central_differences_of_both_parts(loss, kind, half):
    state = replace(LECTURE, penalty=PenaltySettings(kind, 0.3, 0.4, half))
    state = edits.choose_loss(loss).apply(state)
    pulls, step = evaluate(state).pulls, 1e-5
    for place in np.ndindex(3, 4):
        weight = state.source.weights[place]
        for part, found in (("data_loss", pulls.data), ("penalty_term", pulls.penalty)):
            low, high = (total_at(state, place, weight + d, part) for d in (-step, step))
            slope = (low - high) / (2 * step)
            assert found[place] == pytest.approx(slope, rel=1e-6, abs=1e-8)
        assert pulls.total[place] == pulls.data[place] + pulls.penalty[place]
    assert not pulls.held.any()


@pytest.mark.parametrize(
    ("kind", "share", "band"),
    [("none", 0.5, 0), ("l2", 0.5, 0), ("l1", 0.5, 0.25), ("elastic_net", 0.4, 0.1)],
)
def test_the_band_is_lambda_times_the_share_of_l1(kind, share, band):
    state = replace(LECTURE, penalty=PenaltySettings(kind, 0.25, share))
    assert evaluate(state).pulls.band == pytest.approx(band, rel=1e-15)


def test_a_weight_at_zero_is_held_while_the_pull_is_within_the_band():
    at_zero = edited(LECTURE, edits.set_weight(0, 0, 0.0), edits.choose_penalty("l1"))
    pull = evaluate(at_zero).pulls.data[0, 0]
    assert pull > 0
    for strength in (0.9 * pull, pull, 1.1 * pull):
        state = edits.set_strength(strength).apply(at_zero)
        pulls, here = evaluate(state).pulls, evaluate(state).total
        assert pulls.penalty[0, 0] == 0
        if strength < pull:
            assert not pulls.held[0, 0]
            assert pulls.total[0, 0] == pytest.approx(pull - strength, rel=1e-12)
            assert total_at(state, (0, 0), 1e-4) < here
        else:
            assert pulls.held[0, 0]
            assert pulls.total[0, 0] == 0
            assert min(total_at(state, (0, 0), step) for step in (-1e-4, 1e-4)) > here


def test_what_is_left_of_a_negative_pull_is_negative():
    state = edited(
        LECTURE,
        edits.set_weight(1, 1, 0.0),
        edits.choose_loss("hinge"),
        edits.choose_penalty("l1"),
        edits.set_strength(0.1),
    )
    pulls = evaluate(state).pulls
    assert pulls.data[1, 1] < -0.1
    assert pulls.total[1, 1] == pytest.approx(pulls.data[1, 1] + 0.1, rel=1e-15)


def test_without_a_strength_the_penalty_does_not_pull():
    state = edited(LECTURE, edits.choose_penalty("l1"), edits.set_strength(0.0))
    pulls = evaluate(edits.set_weight(0, 0, 0.0).apply(state)).pulls
    assert (pulls.penalty == 0).all()
    assert oracle.same_bits(pulls.total, pulls.data)
    assert pulls.band == 0
    assert not pulls.held.any()
    for array in (pulls.data, pulls.penalty, pulls.total):
        assert not oracle.has_negative_zero(array)
        assert not array.flags.writeable


def test_a_row_of_products_and_the_bias_add_up_to_the_score():
    state = edited(LECTURE, edits.choose_example(1), edits.set_bias(2, 0.5))
    found = evaluate(state)
    assert found.products[0].tolist() == [1.675, -1.025, 0.575, 0.075]
    sums = found.products.sum(axis=1) + state.source.biases
    assert sums == pytest.approx(found.example.scores, rel=1e-14)


@pytest.mark.parametrize("kind", PENALTIES)
def test_what_the_weights_pay_adds_up_to_the_penalty(kind):
    for half in (False, True):
        found = evaluate(replace(LECTURE, penalty=PenaltySettings("l2", 0.1, 0.3, half)))
        assert found.per_weight(kind).shape == (3, 4)
        assert found.per_weight(kind).sum() == pytest.approx(found.penalty_value(kind), rel=1e-14)


def test_scores_alone_have_no_products_prices_or_pulls():
    found = evaluate(TABLE)
    assert found.products is None
    assert found.per_weight("l2") is None
    assert found.pulls is None


def test_what_an_edit_does_not_touch_is_taken_over():
    before = evaluate(LECTURE)
    parts = before.products, before.per_weight("l1"), before.pulls, before.comparison
    same = evaluate(edits.choose_score(1).apply(LECTURE), before)
    assert same.products is parts[0]
    assert same.per_weight("l1") is parts[1]
    assert same.pulls is parts[2]
    assert same.comparison is parts[3]
    stronger = evaluate(edits.set_strength(1.0).apply(LECTURE), before)
    assert stronger.products is parts[0]
    assert stronger.per_weight("l1") is parts[1]
    assert stronger.pulls is not parts[2]
    assert stronger.comparison is parts[3]
    halved = evaluate(edits.set_half(True).apply(LECTURE), before)
    assert halved.comparison is not parts[3]
