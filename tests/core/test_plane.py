"""Regions of a plane against the largest score on a fine grid, and against each loss itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.losses import LOSSES
from core.plane import regions, slice_of
from core.settings import LossSettings
from core.state import LinearModel
from tests.sweeps import tries

_GRID = (np.stack(np.meshgrid(np.arange(61), np.arange(61)), axis=-1).reshape(-1, 2) + 0.377) / 62
_NUMBERS = st.floats(-5, 5, allow_nan=False).map(lambda value: round(value, 2))


def scores_of(count):
    """Slopes (C, 2) and offsets (C,) of some classes."""
    row = st.tuples(_NUMBERS, _NUMBERS, _NUMBERS)
    return st.lists(row, min_size=count, max_size=count).map(np.array)


def inside(corners, points):
    """How far points (P, 2) are within a convex area, negative for outside."""
    if not len(corners):
        return np.full(len(points), -np.inf)
    ahead = np.roll(corners, -1, axis=0) - corners
    length = np.maximum(np.hypot(*ahead.T), 1e-300)
    away = points[:, None, :] - corners
    return ((ahead[:, 0] * away[..., 1] - ahead[:, 1] * away[..., 0]) / length).min(axis=1)


def area(corners):
    """By the shoelace formula."""
    x, y = corners.T
    return 0.5 * float(x @ np.roll(y, -1) - y @ np.roll(x, -1))


@given(st.integers(2, 10).flatmap(scores_of))
@tries(20)
def test_a_region_is_where_the_class_has_the_largest_score(rows):
    slopes, offsets = rows[:, :2], rows[:, 2]
    found = regions(slopes, offsets)
    scores = _GRID @ slopes.T + offsets
    for region in found:
        held = inside(region.corners, _GRID) > 1e-9
        best = scores[held].max(axis=1, initial=-np.inf)
        for one in region.classes:
            assert np.allclose(scores[held, one], best, rtol=0, atol=1e-9)


@given(st.integers(2, 10).flatmap(scores_of))
@tries(20)
def test_regions_fill_the_square_and_do_not_overlap(rows):
    found = regions(rows[:, :2], rows[:, 2])
    assert sum(area(region.corners) for region in found) == pytest.approx(1.0, abs=1e-9)
    assert all(area(region.corners) > 0 for region in found)


@given(st.integers(2, 6).flatmap(scores_of))
def test_beyond_a_side_lies_the_class_with_the_same_score_there(rows):
    slopes, offsets = rows[:, :2], rows[:, 2]
    for region in regions(slopes, offsets):
        ends = np.roll(region.corners, -1, axis=0)
        for corner, end, beyond in zip(region.corners, ends, region.beyond, strict=True):
            middle = (corner + end) / 2
            scores = slopes @ middle + offsets
            if beyond < 0:
                assert np.isclose(np.abs(middle - 0.5).max(), 0.5)
            else:
                assert scores[beyond] == pytest.approx(scores.max(), abs=1e-8)
                assert scores[region.classes[0]] == pytest.approx(scores.max(), abs=1e-8)


def test_classes_with_the_same_scores_everywhere_share_a_region():
    every = regions(np.zeros((3, 2)), np.zeros(3))
    assert [region.classes for region in every] == [(0, 1, 2)]
    slopes = np.array([[1.0, 0.0], [-1.0, 0.0], [1.0, 0.0]])
    two = regions(slopes, np.array([0.0, 1.0, 0.0]))
    assert [region.classes for region in two] == [(0, 2), (1,)]


def test_of_many_classes_the_few_that_are_the_largest_are_found():
    random = np.random.default_rng(5)
    slopes, offsets = random.normal(size=(300, 2)), random.normal(size=300)
    found = {region.classes for region in regions(slopes, offsets)}
    best = (_GRID @ slopes.T + offsets).argmax(axis=1)
    assert {(int(one),) for one in best} <= found


def test_numbers_of_any_size_leave_the_regions_what_they_are():
    slopes = np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, -2.0]])
    offsets = np.array([-0.5, 0.6, 0.7])
    once = regions(slopes, offsets)
    for size in (1e-200, 1e100):
        again = regions(slopes * size, offsets * size)
        for one, other in zip(once, again, strict=True):
            np.testing.assert_allclose(one.corners, other.corners, atol=1e-12)


_RANDOM = np.random.default_rng(3)
_MODEL = LinearModel(
    _RANDOM.normal(size=(5, 3)), _RANDOM.normal(size=(4, 3)), _RANDOM.normal(size=4)
)
_HELD = np.array([9.0, 0.4, 9.0])


def test_a_slice_has_the_scores_of_the_classifier_with_the_other_features_held():
    across = slice_of(_MODEL, (2, 0), _HELD)
    x, y = 1.7, -0.6
    expected = _MODEL.weights @ np.array([y, 0.4, x]) + _MODEL.biases
    np.testing.assert_allclose(across.slopes @ np.array([x, y]) + across.offsets, expected)
    over = across.over((-1.0, 3.0, -2.0, 2.0))
    np.testing.assert_allclose(over.slopes @ np.array([0.675, 0.35]) + over.offsets, expected)


def test_with_one_feature_the_scores_are_the_same_all_the_way_up():
    model = LinearModel(np.ones((2, 1)), np.array([[2.0], [-1.0]]), np.zeros(2))
    over = slice_of(model, (0, 0), np.zeros(1)).over((-1.0, 1.0, 0.0, 1.0))
    assert [region.classes for region in over.regions] == [(0,), (1,)]
    np.testing.assert_allclose(over.boundaries, [[[0.5, 1.0], [0.5, 0.0]]])


def test_the_shares_are_the_softmax_of_the_scores():
    over = slice_of(_MODEL, (0, 1), np.zeros(3)).over((-1.0, 1.0, -1.0, 1.0))
    shares = over.shares(4, 3)
    u, v = (1 + 0.5) / 4, 1 - (2 + 0.5) / 3
    scores = np.exp(over.slopes @ np.array([u, v]) + over.offsets)
    np.testing.assert_allclose(shares[:, 2, 1], scores / scores.sum(), rtol=1e-5)


@pytest.mark.parametrize("key", [key for key in LOSSES if key != "softmax"])
def test_the_margin_is_met_where_an_example_of_the_class_has_no_loss(key):
    loss = LOSSES[key].from_settings(LossSettings(margin=0.4))
    over = slice_of(_MODEL, (0, 1), np.zeros(3)).over((-3.0, 3.0, -3.0, 3.0))
    scores = _GRID @ over.slopes.T + over.offsets
    seen = 0
    for label in range(4):
        losses = loss.per_example(scores, np.full(len(scores), label))
        found = over.met(loss, label)
        depth = inside(np.zeros((0, 2)) if found is None else found[0], _GRID)
        assert not losses[depth > 1e-9].any()
        assert (losses[depth < -1e-9] > 0).all()
        seen += int((depth > 0).sum())
    assert seen


def test_a_loss_that_never_ends_is_met_nowhere():
    over = slice_of(_MODEL, (0, 1), np.zeros(3)).over((-3.0, 3.0, -3.0, 3.0))
    assert over.met(LOSSES["softmax"].from_settings(LossSettings()), 0) is None
