"""Multipliers that share a slack: the nearest ones, how they move, and what they lead to."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from core.fit import best
from core.fit.slacks import SharedSlacks, Slacks
from tools.fits import given

COST = 0.25
ROWS = st.lists(
    st.lists(st.floats(-1.0, 1.0).map(lambda x: round(x, 2)), min_size=3, max_size=3),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@drawn(ROWS, st.integers(0, 1 << 30))
def test_no_other_multipliers_that_may_be_are_nearer(rows, seed):
    pulled, random = np.array(rows), np.random.default_rng(seed)
    found = SharedSlacks(COST).nearest(pulled)
    assert (found >= 0.0).all()
    assert (found.sum(axis=1) <= COST * (1.0 + 1e-12)).all()
    for _ in range(20):
        other = random.dirichlet(np.ones(4), size=len(pulled))[:, :3] * COST
        # At the nearest point of a convex set nothing of it lies further along what pulls.
        assert (((pulled - found) * (other - found)).sum(axis=1) <= 1e-12).all()


@settings(max_examples=40)
@drawn(ROWS, st.integers(0, 1 << 30))
def test_they_move_as_is_said(rows, seed):
    slacks, random = SharedSlacks(COST), np.random.default_rng(seed)
    pulled = np.array(rows) + 0.001 * random.normal(size=(len(rows), 3))  # off the kinks
    which = np.nonzero(slacks.bends(pulled))
    if not len(which[0]):
        return
    step = random.normal(size=pulled.shape)
    moved = slacks.moving(step[which][:, None], which, pulled)[:, 0]
    expected = np.zeros(pulled.shape)
    expected[which] = moved
    small = 1e-9
    numeric = (slacks.nearest(pulled + small * step) - slacks.nearest(pulled)) / small
    assert numeric == pytest.approx(expected, abs=1e-5)


def test_a_slack_of_its_own_cuts_off_at_both_ends():
    slacks = Slacks(COST)
    pulled = np.array([[-1.0, 0.1, 2.0]])
    assert slacks.nearest(pulled).tolist() == [[0.0, 0.1, COST]]
    assert slacks.bends(pulled).tolist() == [[False, True, False]]


@pytest.mark.parametrize("penalty", ["l2", "l1", "elastic_net"])
def test_from_nearby_the_largest_violation_is_solved_in_few_steps(penalty):
    problem = given("iris", "largest", penalty)
    start = best(problem, 0.01)
    warm, cold = best(problem, 0.0103, start), best(problem, 0.0103)
    assert warm.exact
    assert warm.method == "semismooth newton"
    assert warm.total == pytest.approx(cold.total, rel=2e-9)
