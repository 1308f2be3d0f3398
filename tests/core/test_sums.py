"""Sums of very many numbers that are rounded once."""

from fractions import Fraction

import numpy as np
import pytest

from core.arrays import FloatArray
from core.penalties import PENALTIES
from core.settings import PenaltySettings
from core.sums import BLOCK, exact_sum


def _many(kind: str) -> FloatArray:
    random = np.random.default_rng(5)
    count = 3 * BLOCK + 7
    values: FloatArray = random.normal(size=count)
    if kind == "of all sizes":
        values *= 10.0 ** random.integers(-300, 260, count)
    elif kind == "that all but cancel":
        values[::2] = 1e16 * np.round(values[::2])
        values[1::2][: len(values[::2]) - 1] -= values[::2][: len(values[1::2])]
    elif kind == "too small for all digits":
        values = np.round(1000 * values) * 2.0**-1070
    return values


@pytest.mark.parametrize(
    "kind", ["alike", "of all sizes", "that all but cancel", "too small for all digits"]
)
def test_a_sum_of_many_numbers_is_the_true_one_rounded_once(kind: str) -> None:
    values = _many(kind)
    assert exact_sum(values) == float(sum(map(Fraction, values.tolist())))


@pytest.mark.parametrize("odd", [np.inf, np.nan, 1e300])
def test_numbers_beyond_all_bounds_are_added_one_by_one(odd: float) -> None:
    values = np.append(np.zeros(2 * BLOCK), odd)
    assert np.array_equal(exact_sum(values), odd, equal_nan=True)


def test_very_many_weights_are_never_made_into_a_list_to_be_paid_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longest = 0

    def watched(numbers: list[float]) -> float:
        nonlocal longest
        longest = max(longest, len(numbers))
        return float(sum(map(Fraction, numbers)))

    monkeypatch.setattr("math.fsum", watched)
    weights = np.full((10, 10_000), 0.1)
    penalty = PENALTIES["l1"].from_settings(PenaltySettings())
    assert penalty.value(weights) == float(100_000 * Fraction(0.1))
    assert longest < BLOCK
