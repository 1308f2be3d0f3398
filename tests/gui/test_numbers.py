"""How numbers are written and read."""

import math
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gui
from gui.words import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0403551528001706, "2.04"),
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (-1.7, "−1.70"),
        (0.0009679, "0.001"),
        (0.005, "0.01"),
        (0.0049, "0.005"),
        # Σ w² of the default scenario: rounded as by hand, though its float64 is 22.38499…
        (22.385, "22.39"),
        (-2.675, "−2.68"),
        (3.3778237604490647e-48, "3.4×10⁻⁴⁸"),
        (1234567.0, "1.2×10⁶"),
        (-2e300, "−2.0×10³⁰⁰"),
    ],
)
def test_two_decimals_unless_the_value_needs_more(value: float, text: str) -> None:
    assert numbers.fixed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.2, "3.2"), (5.0, "5"), (0.0, "0"), (-3.9, "−3.9"), (100.0, "100"), (3e-48, "3.0×10⁻⁴⁸")],
)
def test_plain_numbers_carry_no_needless_zeros(value: float, text: str) -> None:
    assert numbers.plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1299825, "0.13"),
        (0.0009679, "0.001"),
        (0.99917, "0.9992"),
        (0.9999999, ">0.999999"),
        (1.0, "1.00"),
        (0.0, "0.00"),
    ],
)
def test_a_probability_close_to_one_stays_apart_from_one(value: float, text: str) -> None:
    assert numbers.probability(value) == text


@pytest.mark.parametrize(
    ("score", "text"),
    # 789 / ln 10 = 342.6583..., and 10^0.6583... = 4.55...
    [
        (123.0, "2.6×10⁵³"),
        (3.2, "24.5"),
        (5.1, "164.0"),
        (-1.7, "0.18"),
        (789.0, "4.6×10³⁴²"),
        (-800.0, "3.7×10⁻³⁴⁸"),
    ],
)
def test_exponentials_beyond_float64_are_written_from_their_logarithm(
    score: float, text: str
) -> None:
    assert numbers.exp_text(score) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_form_ever_shows_a_negative_zero_or_an_ascii_minus(value: float) -> None:
    for write in (numbers.fixed, numbers.plain, numbers.short, numbers.field, numbers.full):
        text = write(value)
        assert "-" not in text
        assert not (text.startswith("−") and set(text) <= set("−0."))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # Sums of float64 whose hand calculation is short.
        (0.3 * 6, "1.8"),
        (2.9 + 0.2, "3.1"),
        (0.5 * 5.69, "2.845"),
        (0.1 + 0.2, "0.3"),
        (2.0403551528001706, "2.04035515280017"),
        (1 / 3, "0.333333333333333"),
        (-0.0, "0"),
        (5.0, "5"),
        (-1e300, "−1e+300"),
        (5e-324, "5e−324"),
    ],
)
def test_an_exact_reading_agrees_to_fifteen_digits_and_has_no_noise(value, text):
    assert numbers.exact(value) == text


@given(st.floats(-1e308, 1e308, allow_subnormal=False))
def test_an_exact_reading_is_the_shortest_that_agrees_to_fifteen_digits(value):
    text = numbers.exact(value).replace(numbers.MINUS, "-")
    assert f"{float(text):.15g}" == f"{value + 0.0:.15g}"
    figures = text.partition("e")[0].replace("-", "").replace(".", "").lstrip("0")
    assert len(figures.rstrip("0")) <= 15


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1e300, "−10³⁰⁰"),
        (1e60, "10⁶⁰"),
        (1e6, "10⁶"),
        (-1000, "−1000"),
        (0.5, "0.5"),
        (2e9, "2.0×10⁹"),
    ],
)
def test_a_limit_is_named_as_it_is(value, text):
    assert numbers.limit(value) == text


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        (-12_900.0, 9, "−12900"),
        (-12_900.5, 7, "−12901"),
        (-12_900.5, 6, "−12901"),
        (-12_900.0, 5, "−1e4"),
        (-129_000_000.0, 8, "−1.3×10⁸"),
        (-1e300, 6, "−1e300"),
        (3.14159, 4, "3.14"),
        (0.000123, 6, "1.2e−4"),
        (0.000123, 5, "1e−4"),
        (0.000123, 2, "1e−4"),
        (0.0, 1, "0"),
    ],
)
def test_a_number_is_shortened_as_a_number_to_fit(value, room, text):
    assert numbers.fitted(value, room, len) == (text, 0)


def test_a_smaller_type_is_taken_before_a_number_loses_digits_before_its_point():
    assert numbers.fitted(-12_900.5, 6, lambda text: 1.2 * len(text), len) == ("−12901", 1)
    assert numbers.fitted(-12_900.5, 7.2, lambda text: 1.2 * len(text), len) == ("−12901", 0)
    # −1e4 would fit in the larger type.
    wide = [lambda text: 1.2 * len(text), lambda text: 0.9 * len(text)]
    assert numbers.fitted(-129_000_000.0, 5.5, *wide) == ("−1.3e8", 1)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 14))
def test_no_shortened_number_has_zeros_or_dots_in_the_place_of_digits(value, room):
    """It agrees with the value in as many digits as it has; the hand's rounding is Decimal's."""
    text, _ = numbers.fitted(value, room, len)
    assert "…" not in text
    ascii_text = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")).replace("×10", "e")
    seen, exact = Decimal(ascii_text), Decimal(f"{value:.15g}")
    unit = Decimal(1).scaleb(seen.as_tuple().exponent)
    assert abs(seen - exact) <= unit * Decimal("0.5000001")
    assert (seen == 0) == (value == 0)


@pytest.mark.parametrize(
    ("now", "then", "text"),
    [
        (3.7, 3.2, "+0.50"),
        (2.04, 2.35, "−0.31"),
        (3.2, 3.2, "±0"),
        (0.1 + 0.2, 0.3, "±0"),
        (0.0, 0.001, "−0.001"),
        (0.001, 0.01, "−0.009"),
        (2.9, 2.84, "+0.06"),
        (2.9037, 2.84, "+0.064"),
        (4.025, 3.2, "+0.83"),
        (3.2, 4.025, "−0.83"),
        (5e-324, 0.0, "+4.9×10⁻³²⁴"),
        (1e300, -1e300, "+2.0×10³⁰⁰"),
    ],
)
def test_a_change_has_its_sign_and_rounding_is_none(now, then, text):
    assert numbers.change(now, then) == text


@pytest.mark.parametrize(
    ("shares", "texts"),
    [
        ((0.7438, 0.2465, 0.0097), ("74", "25", "1")),
        ((0.455, 0.3, 0.245), ("46", "30", "24")),
        ((1 / 3, 1 / 3, 1 / 3), ("34", "33", "33")),
        ((1 / 6,) * 6, ("17", "17", "17", "17", "16", "16")),
        ((0.125, 0.125, 0.75), ("13", "12", "75")),
        ((0.29, 0.71), ("29", "71")),
        ((0.996, 0.004), (">99", "<1")),
        ((1.0,), ("100",)),
        ((0.0, 1.0), ("0", "100")),
        ((0.5, 0.5), ("50", "50")),
        ((), ()),
    ],
)
def test_percents_make_a_hundred_by_the_largest_remainders(shares, texts) -> None:
    assert numbers.percents(shares) == texts


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=40))
def test_percents_always_add_up(sizes: list[int]) -> None:
    """Worked out in whole numbers: no share is off by a point, and what is read is a hundred."""
    total = sum(sizes)
    texts = numbers.percents([size / total for size in sizes])
    # <1 stands for a part that its remainder left at 0, >99 for one that it made 100.
    read = [0 if text == "<1" else 100 if text == ">99" else int(text) for text in texts]
    assert sum(read) == 100
    assert all(
        abs(100 * size - value * total) < total for size, value in zip(sizes, read, strict=True)
    )


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.0123, 0.0119, 0.0117], ["0.0123", "0.0119", "0.0117"]),
        ([0.43, 0.02, 0.01], ["0.43", "0.02", "0.01"]),
        ([2.041, 2.038, 1.5], ["2.041", "2.038", "1.500"]),
        ([123.4567, 123.4561], ["123.46", "123.46"]),
        ([0.5, 0.5, 0.25], ["0.50", "0.50", "0.25"]),
        ([0.1 + 0.2, 0.3], ["0.30", "0.30"]),
        ([2.31e-7, 2.28e-7], ["2.31×10⁻⁷", "2.28×10⁻⁷"]),
        ([0.0, 0.0], ["0.00", "0.00"]),
        ([], []),
    ],
)
def test_the_figures_of_a_ranked_list_show_the_ranking(values, texts) -> None:
    assert list(numbers.ranked(values)) == texts


@given(st.lists(st.floats(1e-3, 1.0), min_size=1, max_size=30, unique=True))
def test_each_percent_is_within_one_of_its_share(sizes: list[float]) -> None:
    shares = [size / math.fsum(sizes) for size in sizes]
    for share, text in zip(shares, numbers.percents(shares), strict=True):
        assert abs(100 * share - int(text.strip("<>"))) <= 1.0


@pytest.mark.parametrize(
    ("now", "then", "text"), [(3, 2, "+1"), (0, 12_000, "−12,000"), (5, 5, "±0")]
)
def test_a_count_s_change_has_its_sign(now: int, then: int, text: str) -> None:
    assert numbers.count_change(now, then) == text


def test_a_change_has_as_many_decimals_as_asked_for() -> None:
    assert numbers.change(25.31, 22.0, 1) == "+3.3"
    assert numbers.change(25.0, 25.01, 1) == "−0.01"


def test_a_power_of_ten_in_an_exponent_stands_in_brackets():
    assert numbers.exp_text(1e12) == "e^(1.0×10¹²)"
    assert numbers.exp_text(-1e12) == "e^(−1.0×10¹²)"


@pytest.mark.parametrize(
    ("strength", "text"),
    [(0.01, "0.01"), (0.0125, "0.0125"), (0.0, "0"), (100.0, "100"), (1e-5, "1.0×10⁻⁵")],
)
def test_the_strength_is_written_with_up_to_three_digits(strength, text):
    assert numbers.three_digits(strength) == text


def test_every_digit_is_for_copying_alone():
    """Tips and readings are `exact`; a new one that is not shows float noise."""
    sources = Path(gui.__file__).parent.rglob("*.py")
    full = {
        path.parent.name + "/" + path.name
        for path in sources
        if "numbers.full(" in path.read_text("utf-8")
    }
    assert full == {
        "cells/grid.py",
        "controls/number_field.py",
        "examples/columns.py",
        "formula/figures.py",
    }
