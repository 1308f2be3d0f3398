"""The minimum over two weights, against scipy's optimizers."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize

from core import edits
from core.evaluation import evaluate
from core.landscape.ranges import natural_ranges
from core.landscape.slice import Slice
from core.penalties import PENALTIES
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import View
from tests.core import oracle
from tests.core.landscapes import LOSS_SETTINGS, Plain, state_of, states
from tests.sweeps import sampled, tries

# One in three of 28, so that each loss and each penalty has its turn.
loss_and_kind = pytest.mark.parametrize(
    ("loss", "kind"), sampled(product(LOSS_SETTINGS, PENALTIES), every=3)
)
every_loss = pytest.mark.parametrize("loss", LOSS_SETTINGS)
every_kind = pytest.mark.parametrize("kind", PENALTIES)
RING = np.stack([f(np.linspace(0, 2 * np.pi, 48, endpoint=False)) for f in (np.cos, np.sin)], 1)


def slice_of(state):
    return Slice.of(evaluate(state))


@loss_and_kind
@given(data=st.data())
@settings(max_examples=3)
def test_the_minimum_is_where_scipy_finds_it(loss, kind, data):
    state = data.draw(states(loss, kind))
    plain, landscape = Plain(state), slice_of(state)
    found = landscape.minimum()
    assume(found is not None)
    with np.errstate(all="ignore"):  # scipy's own arithmetic
        expected = plain.minimum()
    lowest = plain.total(found)
    assert lowest <= plain.total(expected) + 1e-9 * (1 + lowest)

    (low, high), _ = natural_ranges(landscape.present, found)
    near = 1e-3 * (high - low)
    around = found + near * RING
    ring = landscape.total(*around.T).min()
    # Where the loss rises all around, the minimum is one point, and scipy's lies inside the ring.
    if ring > lowest + 1e-8 * (1 + lowest):
        assert np.hypot(*(found - expected)) <= near


@given(states("softmax", "none"))
@tries(15)
def test_there_is_no_minimum_exactly_where_the_examples_can_be_separated(state):
    slopes = Plain(state).lines()[1]
    # Is there a direction in which no wrong score gains on the right one, and some lose?
    with np.errstate(all="ignore"):
        falling = optimize.linprog(
            slopes.sum(axis=0), slopes, np.zeros(len(slopes)), bounds=(-1, 1)
        ).fun
    assert (slice_of(state).minimum() is None) == (falling < -1e-9)


@pytest.mark.parametrize("loss", ["hinge", "squared hinge"])
@pytest.mark.parametrize(
    ("present", "nearest"),
    [((2, 3), (2, 3)), ((0.5, 0.5), (0.5, 0.5)), ((-1, 2), (0.5, 2)), ((0, -7), (0.5, 0.5))],
)
def test_a_flat_minimum_is_the_point_of_it_nearest_to_the_present_one(loss, present, nearest):
    state = state_of(
        [[2.0, 0], [0, 2]],
        np.diag(present).astype(float),
        [0, 1],
        loss=LOSS_SETTINGS[loss],
        penalty=PenaltySettings("none"),
        view=View(pair=((0, 0), (1, 1))),
    )
    assert slice_of(state).minimum() == pytest.approx(nearest, abs=1e-6)


def test_a_tie_under_l1_is_broken_towards_the_present_point():
    state = state_of(
        [[1.0, 1], [-1, -1]],
        [[0.6, 0.4], [0, 0]],
        [0, 1],
        loss=LossSettings("softmax"),
        penalty=PenaltySettings("l1", 0.1),
        view=View(pair=((0, 0), (0, 1))),
    )
    u, v = slice_of(state).minimum()
    assert u - v == pytest.approx(0.2, abs=1e-5)
    # 1 / (1 + e^s) = 0.1 where s = u + v
    assert u + v == pytest.approx(np.log(9), rel=1e-7)


@every_loss
@pytest.mark.parametrize("kind", ["l1", "elastic_net"])
def test_the_path_of_l1_ends_on_an_axis_and_then_at_zero_exactly(loss, kind):
    state = next(entry for entry in builtin() if entry.key == "a-weight-goes-to-zero").load()
    for edit in (edits.choose_loss(LOSS_SETTINGS[loss].active), edits.choose_penalty(kind)):
        state = edit.apply(state)
    state = edits.set_loss_switch("squared", LOSS_SETTINGS[loss].squared).apply(state)
    path = slice_of(state).path(np.append(0, np.logspace(-3, 2, 60)))
    assert not oracle.has_negative_zero(path)
    first, second = (path != 0.0).T
    assert first[0]
    assert second[0]
    on_axis = first & ~second
    assert on_axis.any()
    assert not first[-1]
    assert not second[-1]
    # Once gone, a weight stays gone here.
    assert (np.diff(second.astype(int)) <= 0).all()
    assert (np.diff(first.astype(int)) <= 0).all()


def test_l2_makes_weights_small_but_not_zero():
    state = next(entry for entry in builtin() if entry.key == "a-weight-goes-to-zero").load()
    path = slice_of(edits.choose_penalty("l2").apply(state)).path(np.logspace(-3, 2, 30))
    assert (path > 0).all()
    assert (np.diff(path, axis=0) < 0).all()


@loss_and_kind
@given(data=st.data())
@settings(max_examples=3)
def test_the_path_holds_the_minimum_for_each_lambda(loss, kind, data):
    landscape = slice_of(data.draw(states(loss, kind)))
    strengths = [0.0, 0.01, 0.3, 2.0]
    for strength, point in zip(strengths, landscape.path(strengths), strict=True):
        alone = landscape.minimum(strength)
        if alone is None:
            assert np.isnan(point).all()
            continue
        scale = 1e-6 * (1 + np.abs(alone).max())
        assert point == pytest.approx(alone, abs=scale)


@loss_and_kind
@given(data=st.data())
@settings(max_examples=5)
def test_the_minimum_is_the_same_from_wherever_the_search_starts(loss, kind, data):
    state = data.draw(states(loss, kind))
    landscape = slice_of(state)
    found = landscape.minimum()
    assume(found is not None)
    lowest = Plain(state).total(found)
    for near in (found, found + 0.01 * RING[5], found + 10.0 * RING[20]):
        again = landscape.minimum(near=near)
        assert Plain(state).total(again) == pytest.approx(lowest, rel=1e-9, abs=1e-9)
        assert again == pytest.approx(found, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("key", [entry.key for entry in builtin()])
def test_the_minimum_of_every_scenario_is_no_worse_than_where_it_opens(key):
    state = next(entry for entry in builtin() if entry.key == key).load()
    if not state.has_weights:
        state = edits.give_features().apply(state)
    evaluation = evaluate(state)
    plain, found = Plain(state), Slice.of(evaluation).minimum()
    assert plain.total(found) <= evaluation.total * (1 + 1e-12)


@every_loss
@every_kind
def test_extreme_numbers_neither_warn_nor_break(loss, kind):
    rng = np.random.default_rng(1)
    features, weights = rng.normal(size=(2, 3, 2))
    for size in (1e-60, 1e-9, 1e9, 3e59):
        state = state_of(
            features * size,
            weights,
            [0, 1, 2],
            loss=LOSS_SETTINGS[loss],
            penalty=PenaltySettings(kind, 0.1),
            view=View(pair=((0, 0), (1, 1))),
        )
        landscape = slice_of(state)
        found = landscape.minimum()
        assert found is None or np.isfinite(found).all(), size
        grid = landscape.grid((-1, 1), (-1, 1), 5)
        assert np.isfinite(grid.total).all(), size


@pytest.mark.parametrize("kind", PENALTIES)
@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_a_sum_is_lowest_where_the_mean_is_for_a_strength_of_an_nth(loss, kind):
    lecture = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
    for edit in (edits.choose_loss(loss), edits.choose_penalty(kind), edits.set_strength(0.06)):
        lecture = edit.apply(lecture)
    summed = edits.set_loss_switch("sum_over_examples", on=True).apply(lecture)
    mean = slice_of(edits.set_strength(0.02).apply(lecture))
    found = slice_of(summed)
    assert found.minimum() == pytest.approx(mean.minimum(), abs=1e-9)
    u, v = np.array([0.3, -1.0]), np.array([2.0, 0.5])
    assert found.total(u, v) == pytest.approx(3 * mean.total(u, v), rel=1e-13)
    assert found.grid((-1, 1), (-1, 1), 5).total == pytest.approx(
        3 * mean.grid((-1, 1), (-1, 1), 5).total, rel=1e-13
    )
    at = np.array([[w] for w in found.present])
    assert found.total(*at)[0] == pytest.approx(evaluate(summed).total, rel=1e-13)
