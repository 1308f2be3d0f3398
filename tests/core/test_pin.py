"""Which example is which, once some have been added, removed or renamed."""

import numpy as np
import pytest

from core.pin import counterparts
from core.state import ScoreTable, State


def of(names):
    names = tuple(names)
    table = ScoreTable(np.zeros((len(names), 2)))
    return State("t", ("a", "b"), names, np.zeros(len(names), dtype=int), table)


@pytest.mark.parametrize(
    ("now", "then", "found"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("aaa", "aaa", [0, 1, 2]),
        ("abcd", "abc", [0, 1, 2, -1]),
        ("bc", "abc", [1, 2]),
        ("cab", "abc", [2, 0, 1]),
        ("xbc", "abc", [0, 1, 2]),
        ("aab", "aa", [0, 1, -1]),
        ("acx", "abc", [0, 2, -1]),
    ],
)
def test_examples_are_found_by_name_else_by_place(now, then, found):
    assert counterparts(of(now), of(then)).tolist() == found


def test_names_in_several_languages_count_as_a_whole():
    one, other = {"en": "cat", "ko": "고양이"}, {"en": "cat", "ko": "개"}
    assert counterparts(of([other, one]), of([one])).tolist() == [1 - 2, 0]


def test_whatever_the_names_no_counterpart_is_taken_twice():
    random = np.random.default_rng(3)
    for _ in range(200):
        now = ["abcde"[i] for i in random.integers(0, 5, random.integers(1, 8))]
        then = ["abcde"[i] for i in random.integers(0, 5, random.integers(1, 8))]
        found = counterparts(of(now), of(then))
        taken = found[found >= 0]
        assert len(found) == len(now)
        assert len(set(taken.tolist())) == len(taken)
        assert (found < len(then)).all()
