"""The reasons for the numbers in the search for the minimum, on losses of a few lines."""

import numpy as np
import pytest

from core.landscape import corners
from core.landscape.forms import HingeForms, LargestForms, SoftmaxForms
from core.landscape.inner import InnerOfHinge, InnerOfLargest
from core.landscape.objective import Objective


def hinge(offset, first, second):
    """A sum of max(0, offset + first u + second v)."""
    lines = (np.array(values, dtype=float) for values in (offset, first, second))
    return HingeForms(0.0, *lines, weight=1.0, squared=False)


def softmax(*slopes):
    """One example whose two lines have these slopes."""
    first, second = np.array(slopes, dtype=float).T[..., None]
    return SoftmaxForms(0.0, np.zeros((2, 1)), first, second)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_lines_are_parallel_by_their_angle_and_not_by_their_length(size):
    def turned(sine):
        return softmax((size, 0.0), (0.5 * size, 0.5 * size * sine))

    # The sine of the angle counts by the longest line: half of it is that of a line half as long.
    assert turned(4e-9).strict
    assert not turned(1e-9).strict


def test_a_loss_that_no_weight_changes_is_flat():
    assert not softmax((0.0, 0.0), (0.0, 0.0)).strict


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_a_minimum_in_the_corner_of_l1_is_0_to_the_last_bit(scale):
    """max(0, 2u + v) + max(0, 1 + u) + |u| + |v| + (u² + v²)/2 is lowest, at 1, in (0, 0) alone.

    To the left 1 + u − u + u²/2 ≥ 1, and to the right |u| outweighs: 1 + u + u. The slope at
    u = 0 says otherwise, since the kinks of v meet there, and so the bracket closes on 0 from one
    side without reaching it.
    """
    forms = hinge((0.0, 1.0), (2.0 / scale, 1.0 / scale), (1.0 / scale, 0.0))
    corner, bowl = np.array([1.0 / scale]), np.array([0.5 / scale**2])
    assert corners.minimise(forms, corner, bowl, np.zeros(2)).tolist() == [[0.0, 0.0]]


def test_the_search_ends_where_nothing_more_is_to_be_gained(monkeypatch):
    """1 − u + max(0, 1 − 2u) with a little |u| on top is lowest at u = 1, where one line ends."""
    asked = []
    solve = InnerOfHinge.solve

    def counted(inner, which, u):
        asked.append(len(u))
        return solve(inner, which, u)

    monkeypatch.setattr(InnerOfHinge, "solve", counted)
    forms = hinge((1.0, 1.0, -1.0), (-1.0, -2.0, 0.5), (0.3, 1.0, -1.0))
    corners.minimise(forms, np.array([0.03]), np.zeros(1), np.array([10.0, 0.0]))
    assert 0 < len(asked) < 20  # and not all of the 150 steps there may be


def test_the_bend_along_u_counts_the_way_that_the_best_v_goes():
    """Lowest in v on the kink of max(0, 1 + u + 2v), at v = −(1 + u)/2.

    With b (u² + v²) on top, the lowest value is b (u² + (1 + u)²/4), which bends by 2b (1 + 1/4).
    """
    bowl = 0.3
    forms = hinge((1.0,), (1.0,), (2.0,))
    objective = Objective.of(forms, np.zeros(1), np.array([bowl]), np.zeros(2), 0.0)
    u = np.array([0.2])
    v, value, slope, bend = InnerOfHinge(forms, objective).solve(np.array([0]), u)
    assert v == pytest.approx(-(1 + u) / 2)
    assert value == pytest.approx(bowl * (u**2 + (1 + u) ** 2 / 4))
    assert slope == pytest.approx(bowl * (2 * u + (1 + u) / 2))
    assert bend == pytest.approx(2 * bowl * (1 + 1 / 4))


def largest(seed, squared):
    """Some examples' largest of a floor and two lines, some of which are parallel or not there."""
    rng = np.random.default_rng(seed)
    offset, first, second = rng.normal(size=(3, 2, 9))
    second[:, :2] = 0.0
    second[1, 2:4] = second[0, 2:4]
    missing = [4, 5, 0]
    offset[1, missing], first[1, missing], second[1, missing] = -np.inf, 0.0, 0.0
    return LargestForms(0.0, offset, first, second, np.maximum(rng.normal(size=9), 0.0), squared)


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_slope_and_bend_of_the_largest_are_those_of_its_lowest_values(seed, squared):
    forms, bowl = largest(seed, squared), 0.2
    objective = Objective.of(forms, np.zeros(1), np.array([bowl]), np.zeros(2), 0.0)
    inner, step = InnerOfLargest(forms, objective), 1e-4
    u = np.random.default_rng(seed).normal(size=40)
    values = []
    for moved in (u - step, u, u + step):
        v, value, slope, bend = inner.solve(np.zeros(40, dtype=int), moved)
        total = forms.value(moved[None, :], v[None, :])[0] + bowl * (moved**2 + v**2)
        assert value == pytest.approx(total, rel=1e-12)
        for aside in (-1e-3, 1e-3):
            beside = forms.value(moved[None, :], v[None, :] + aside)[0]
            assert (beside + bowl * (moved**2 + (v + aside) ** 2) >= total - 1e-12).all()
        values.append((value, slope, bend))
    (low, *_), (here, slope, bend), (high, *_) = values
    # Where a kink lies between, differences say something else; elsewhere all three agree.
    smooth = np.isclose(values[0][2], values[2][2], rtol=1e-3)
    assert smooth.mean() > 0.7
    assert slope[smooth] == pytest.approx(((high - low) / (2 * step))[smooth], abs=1e-6)
    bends = (high - 2 * here + low) / step**2
    assert np.mean(np.isclose(bend, bends, rtol=1e-3, atol=1e-5)[smooth]) > 0.9


def test_of_one_line_the_largest_is_the_hinge():
    rng = np.random.default_rng(3)
    lines = rng.normal(size=(3, 7))
    nothing = np.full(7, -np.inf), np.zeros(7), np.zeros(7)
    both = (np.stack(pair) for pair in zip(lines, nothing, strict=True))
    one = HingeForms(0.0, *lines, weight=1 / 7, squared=False)
    other = LargestForms(0.0, *both, floor=np.zeros(7), squared=False)
    for strengths in (([0.0], [0.0]), ([0.1], [0.0]), ([0.0], [0.3]), ([0.05], [0.02])):
        corner, bowl = map(np.array, strengths)
        present = np.array([0.4, -1.0])
        found = corners.minimise(one, corner, bowl, present)
        assert corners.minimise(other, corner, bowl, present) == pytest.approx(found, abs=1e-7)
