"""Whether = or ≈ stands between numbers as they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panels.products import sum_line
from gui.words import numbers
from gui.words.relations import adds_up, sign, stands_for, works_out, worth


@pytest.mark.parametrize(
    ("one", "other", "total", "exact"),
    [
        ("2.76", "0.22", "2.98", True),
        ("2.76", "0.22", "2.99", False),
        ("0.10", "0.20", "0.30", True),
        ("2.76", "0.002", "2.76", False),
        ("1.0×10⁶", "0.00", "1.0×10⁶", True),
    ],
)
def test_sums_are_compared_as_they_are_written(one, other, total, exact):
    assert adds_up((one, other), total) is exact


@pytest.mark.parametrize(
    ("one", "other", "product", "exact"),
    [
        ("0.01", "22.39", "0.22", True),
        ("0.01", "22.39", "0.23", False),
        ("0.0125", "22.39", "0.28", True),
        ("1.0×10⁻⁵", "22.39", "0.0002", True),
        ("0.33", "3.00", "1.00", False),
        ("1.3×10⁻⁵", "22.39", "2.8×10⁻⁴", False),
    ],
)
def test_products_are_compared_as_they_are_written(one, other, product, exact):
    assert works_out(worth(one) * worth(other), product) is exact


@pytest.mark.parametrize(
    ("value", "text", "whole"),
    [
        (0.01, "0.01", True),
        (0.1 + 0.2, "0.3", True),
        (0.999999, "1", False),
        (1 / 3, "0.333", False),
        (1e-6, "1.0×10⁻⁶", True),
        (1.04e-6, "1.0×10⁻⁶", False),
        (0.0, "0", True),
        (-3.0, "−3", True),
    ],
)
def test_a_rounded_number_does_not_stand_for_itself(value, text, whole):
    assert stands_for(value, text) is whole


def test_one_thing_that_does_not_hold_makes_it_about():
    assert sign(True, True) == "="
    assert sign(True, False) == "≈"


@pytest.mark.parametrize(
    ("weights", "x", "bias", "score", "line"),
    [
        ([1.0], [1.0], 0.0, 1.0, "1·1 + 0 = 1"),
        # What is written adds up, but a factor was rounded to be written.
        ([0.999999], [1.0], 0.0, 0.999999, "1·1 + 0 ≈ 1"),
        ([1.0], [1.0], 1e-7, 1.0000001, "1·1 + 1.0×10⁻⁷ ≈ 1"),
        ([0.5, -1.5], [2.0, 1.0], 0.25, -0.25, "0.5·2 − 1.5·1 + 0.25 = −0.25"),
    ],
)
def test_a_line_of_products_tells_whether_it_is_rounded(weights, x, bias, score, line):
    assert sum_line(weights, x, bias, score, lambda _: True) == line


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=6))
def test_a_sum_is_equal_only_where_the_written_numbers_add_up(values):
    """Read and added up in fractions, apart from the program."""
    texts, total = [numbers.plain(value) for value in values], numbers.plain(sum(values))
    table = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
    parts = [Fraction(text.translate(table).replace("×10", "e")) for text in texts]
    result = Fraction(total.translate(table).replace("×10", "e"))
    if adds_up(texts, total):
        assert abs(sum(parts) - result) <= max(map(abs, parts)) / 10**11
    else:
        assert sum(parts) != result
