"""Which terms of a long sum are written: one rule for the formula, the matrix and the stages."""

import numpy as np
import pytest

from gui.words.terms import fewer, most_that_fit, written

SIZES = np.array([2.0, 5.0, 0.5, 5.0, 3.0, 1.0])


@pytest.mark.parametrize(
    ("keep", "always", "indices", "note"),
    [
        (None, None, (0, 1, 2, 3, 4, 5), ""),
        (6, 2, (0, 1, 2, 3, 4, 5), ""),
        (4, None, (0, 1, 3, 4), "largest 4 of 6"),
        (1, None, (1,), "largest of 6"),
        (3, 4, (1, 3, 4), "largest 3 of 6"),
        (3, 2, (1, 2, 3), "largest 2 of 6 and the chosen"),
        # As large as the one whose place it takes: the claim still holds.
        (1, 3, (3,), "largest of 6"),
    ],
)
def test_the_largest_are_written_in_their_order_and_it_is_said_which_they_are(
    keep, always, indices, note
):
    terms = written(SIZES, keep, always)
    assert terms.indices == indices
    assert terms.left_out == 6 - len(indices)
    assert terms.note("the chosen") == note


def test_of_equal_terms_the_first_are_written():
    assert written(np.ones(9), 4).note() == "first 4 of 9"
    assert written(np.ones(9), 4).indices == (0, 1, 2, 3)
    assert written(np.ones(9), 4, always=7).indices == (0, 1, 2, 7)
    assert written(np.ones(9), 4, always=7).note("the correct") == "first 3 of 9 and the correct"
    assert written(np.array([1.0, 1.0, 1.0, 0.0]), 2).note() == "largest 2 of 4"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 10, 127, 128, 129, 130, 1000])
def test_as_many_as_have_room_are_written_but_never_all_but_one(count):
    for room in range(1, 2 * count):
        asked = []

        def fits(keep, room=room, asked=asked):
            asked.append(keep)
            return keep <= room

        keep = most_that_fit(count, fits, 1)
        assert keep == (count if count < 3 else max(1, min(room, count - 2, 128)))
        assert count - 1 not in asked
        assert len(asked) <= 15


@pytest.mark.parametrize("count", [3, 4, 10, 129, 1000])
def test_where_it_is_looked_first_decides_nothing_but_how_long_it_takes(count):
    for room in range(1, min(2 * count, 140)):
        expected = most_that_fit(count, lambda keep, room=room: keep <= room, 1)
        for near in {1, 2, expected - 1, expected, expected + 1, count}:
            asked = []

            def fits(keep, room=room, asked=asked):
                asked.append(keep)
                return keep <= room

            assert most_that_fit(count, fits, 1, near) == expected
            assert count - 1 not in asked
            if near == expected:
                assert len(asked) <= 3


def test_one_step_less_never_leaves_out_a_single_term():
    assert [fewer(5, keep, 1) for keep in (5, 4, 3, 2, 1)] == [3, 3, 2, 1, None]
    assert fewer(3, 3, 2) is None
