"""The reasons for the numbers in the search for the minimum, on losses of a few lines."""

import numpy as np
import pytest

from core.landscape import corners
from core.landscape.forms import HingeForms, SoftmaxForms
from core.landscape.inner import Inner
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
    solve = Inner.solve

    def counted(inner, which, u):
        asked.append(len(u))
        return solve(inner, which, u)

    monkeypatch.setattr(Inner, "solve", counted)
    forms = hinge((1.0, 1.0, -1.0), (-1.0, -2.0, 0.5), (0.3, 1.0, -1.0))
    corners.minimise(forms, np.array([0.03]), np.zeros(1), np.array([10.0, 0.0]))
    assert len(asked) < 20  # and not all of the 150 steps there may be


def test_the_bend_along_u_counts_the_way_that_the_best_v_goes():
    """Lowest in v on the kink of max(0, 1 + u + 2v), at v = −(1 + u)/2.

    With b (u² + v²) on top, the lowest value is b (u² + (1 + u)²/4), which bends by 2b (1 + 1/4).
    """
    bowl = 0.3
    forms = hinge((1.0,), (1.0,), (2.0,))
    objective = Objective.of(forms, np.zeros(1), np.array([bowl]), np.zeros(2), 0.0)
    u = np.array([0.2])
    v, value, slope, bend = Inner(forms, objective).solve(np.array([0]), u)
    assert v == pytest.approx(-(1 + u) / 2)
    assert value == pytest.approx(bowl * (u**2 + (1 + u) ** 2 / 4))
    assert slope == pytest.approx(bowl * (2 * u + (1 + u) / 2))
    assert bend == pytest.approx(2 * bowl * (1 + 1 / 4))
