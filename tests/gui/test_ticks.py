"""Round numbers on the axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plots import ticks

positive = st.floats(1e-300, 1e306)


@pytest.mark.parametrize(
    ("value", "top"),
    [(0.0, 1.0), (1.0, 1.0), (1.01, 1.5), (2.76, 3.0), (5.2, 8.0), (81.0, 100.0), (0.03, 0.03)],
)
def test_the_top_of_an_axis_is_the_next_round_number(value, top):
    assert ticks.round_up(value) == pytest.approx(top)


@given(positive)
def test_the_top_holds_the_value_and_wastes_little(value):
    top = ticks.round_up(value)
    assert value * (1 - 1e-8) <= top <= value * 1.7


def test_three_ticks_from_zero():
    assert ticks.from_zero(5.0) == ((0.0, "0"), (2.5, "2.5"), (5.0, "5"))


@given(st.floats(-1e300, 1e300), st.floats(1e-6, 1e3))
def test_a_covering_range_holds_both_ends_and_has_few_steps(low, share):
    high = low + max(1.0, abs(low)) * share
    first, last, step = ticks.covering(low, high, 5)
    slack = 1e-6 * step
    assert first <= low + slack
    assert last >= high - slack
    assert 1 <= (last / step - first / step) <= 7.01


def test_ticks_of_a_range_are_even_and_zero_is_written_0():
    assert ticks.between(-0.3, 0.3, 0.1)[3] == (0.0, "0")
    values = [value for value, _ in ticks.between(-5.0, 10.0, 2.5)]
    assert values == [-5.0, -2.5, 0.0, 2.5, 5.0, 7.5, 10.0]


@given(st.floats(-1e9, 1e9), st.floats(8, 1e3))
def test_no_two_ticks_are_written_alike(low, width):
    """Not even where large numbers lie close together, as after adding a million to every score."""
    texts = [text for _, text in ticks.between(*ticks.covering(low, low + width, 5))]
    assert len(set(texts)) == len(texts)


def test_numbers_on_an_axis_are_left_out_before_they_touch():
    spread = [(0.0, 10.0), (50.0, 10.0), (100.0, 10.0)]
    assert ticks.apart(spread, 5) == [0, 1, 2]
    close = [(0.0, 10.0), (40.0, 30.0), (60.0, 30.0), (80.0, 10.0), (95.0, 20.0)]
    assert ticks.apart(close, 5) == [0, 1, 4]
    assert ticks.apart([(0.0, 50.0), (20.0, 50.0)], 5) == [0, 1]
    assert ticks.apart([], 5) == []
