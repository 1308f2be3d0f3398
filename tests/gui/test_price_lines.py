"""Lines of equal penalty by the formulas, and room for labels beside them."""

import numpy as np
import pytest

from core.penalties import PENALTIES
from gui.charts.curves import placing
from gui.charts.curves.prices import same_price
from tests.gui.window_hand import scenario

PRICES = {
    "l2": lambda u, v: u**2 + v**2,
    "l1": lambda u, v: abs(u) + abs(v),
    "elastic_net": lambda u, v: 0.5 * (abs(u) + abs(v)) + 0.5 * (u**2 + v**2),
}


def shares(kind):
    return PENALTIES[kind].from_settings(scenario().penalty).shares


@pytest.mark.parametrize("kind", list(PRICES))
@pytest.mark.parametrize("point", [(1.675, 1.025), (-0.3, 0.0), (0.2, -2.0), (1e-9, 3e-9)])
def test_every_point_of_a_line_costs_what_the_present_point_costs(kind, point):
    u, v = same_price(*point, shares(kind)).T
    assert PRICES[kind](u, v) == pytest.approx(PRICES[kind](*point), rel=1e-12)


@pytest.mark.parametrize("kind", list(PRICES))
def test_a_line_is_closed_goes_all_round_and_meets_the_axes(kind):
    line = same_price(1.0, 0.5, shares(kind))
    assert line[0] == pytest.approx(line[-1], abs=1e-15)
    turned = np.unwrap(np.arctan2(*line.T[::-1]))
    assert turned[-1] - turned[0] == pytest.approx(2 * np.pi)
    assert (line == 0.0).any(axis=1).sum() == 5


def test_the_l1_line_is_a_diamond_of_four_straight_sides():
    line = same_price(0.75, 0.5, shares("l1"))
    assert line == pytest.approx(np.array([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 0]]) * 1.25)


def test_the_l2_line_is_a_circle():
    assert np.hypot(*same_price(3.0, -4.0, shares("l2")).T) == pytest.approx(5.0, abs=1e-12)


@pytest.mark.parametrize("size", [1e-200, 1e-60, 1e60])
@pytest.mark.parametrize("kind", list(PRICES))
def test_lines_are_finite_for_weights_of_any_size(kind, size):
    line = same_price(size, -2 * size, shares(kind))
    assert np.isfinite(line).all()
    assert 2 * size <= np.abs(line).max() <= 3 * size * (1 + 1e-12)


def test_a_line_through_nothing_is_a_point():
    assert same_price(0.0, 0.0, shares("l1")).tolist() == [[0.0, 0.0]]


def test_a_label_avoids_lines_and_other_labels():
    line = placing.along(np.array([[0.0, 50.0], [200.0, 50.0]]), (200.0, 100.0))
    placer = placing.Placer((200.0, 100.0), {"line": line})
    candidates = np.array([[100.0, 50.0], [100.0, 20.0], [100.0, 80.0]])
    assert placer.place(candidates, (40.0, 20.0)) == 1
    placer.settle(candidates[1], (40.0, 20.0))
    assert placer.place(candidates, (40.0, 20.0)) == 2
    placer.settle(candidates[2], (40.0, 20.0))
    assert placer.place(candidates[1:], (40.0, 20.0)) is None


def test_a_place_is_free_beside_above_and_below_a_label_and_taken_where_it_overlaps_one():
    placer = placing.Placer((200.0, 100.0), {})
    size = (40.0, 20.0)
    placer.settle(np.array([100.0, 50.0]), size)
    for aside, down in ((40, 0), (-40, 0), (0, 20), (0, -20), (40, 20)):
        assert placer.is_free(np.array([100.0 + aside, 50.0 + down]), size)
    for aside, down in ((39, 0), (-39, 0), (0, 19), (0, -19), (39, 19)):
        assert not placer.is_free(np.array([100.0 + aside, 50.0 + down]), size)


def test_points_along_a_line_far_outside_are_left_out():
    line = np.array([[-1e6, 50.0], [1e6, 50.0], [1e6, 1e6]])
    found = placing.along(line, (200.0, 100.0))
    assert len(found) <= 400
    assert (found >= 0).all()
