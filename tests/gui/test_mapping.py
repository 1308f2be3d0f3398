"""Where on a track a value lies."""

from itertools import pairwise

import pytest

from gui.controls.mapping import Linear, Logarithmic

SCORES = Linear(-10.0, 10.0)
STRENGTHS = Logarithmic(1e-5, 100.0)


@pytest.mark.parametrize(("value", "share"), [(-10.0, 0.0), (0.0, 0.5), (5.0, 0.75), (10.0, 1.0)])
def test_a_linear_track_gives_equal_distances_for_equal_differences(value, share):
    assert SCORES.share(value) == share
    assert SCORES.value(share) == value


@pytest.mark.parametrize("mapping", [SCORES, STRENGTHS], ids=["linear", "logarithmic"])
def test_what_lies_beyond_the_track_is_shown_at_its_ends(mapping):
    assert mapping.share(-1e300) == 0.0
    assert mapping.share(1e300) == 1.0
    assert mapping.value(-3.0) == mapping.low
    assert mapping.value(3.0) == mapping.high


def test_zero_has_a_place_of_its_own_at_the_left_end_of_a_logarithmic_track():
    assert STRENGTHS.share(0.0) == 0.0
    assert STRENGTHS.value(0.0) == 0.0
    assert STRENGTHS.share(1e-5) == pytest.approx(0.5 / 7.5)
    assert STRENGTHS.value(STRENGTHS.share(1e-5)) == pytest.approx(1e-5)


def test_a_logarithmic_track_gives_equal_distances_for_equal_ratios():
    shares = [STRENGTHS.share(10.0**exponent) for exponent in range(-5, 3)]
    gaps = [after - before for before, after in pairwise(shares)]
    assert gaps == pytest.approx([1 / 7.5] * 7)


@pytest.mark.parametrize("value", [1e-5, 3e-4, 0.01, 2.5, 100.0])
def test_a_logarithmic_track_finds_its_values_again(value):
    assert STRENGTHS.value(STRENGTHS.share(value)) == pytest.approx(value)


def test_the_small_values_between_zero_and_the_least_belong_to_one_or_the_other():
    shares = [number / 1000 for number in range(1001)]
    values = [STRENGTHS.value(share) for share in shares]
    assert values == sorted(values)
    assert all(value == 0.0 or value >= 1e-5 for value in values)
