"""How numbers are written and read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui import numbers


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2", 3.2),
        ("−1.7", -1.7),
        ("-1.7", -1.7),
        (" 1e-3 ", 1e-3),
        ("3.4×10⁻⁴⁸", 3.4e-48),
        ("2 x 10^5", 2e5),
        ("-0", 0.0),
    ],
)
def test_numbers_are_read_in_the_forms_they_are_written_in(text: str, value: float) -> None:
    assert numbers.parse(text) == value
    assert math.copysign(1, numbers.parse(text)) == math.copysign(1, value)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("abc", "not_a_number"),
        ("1_000", "not_a_number"),
        ("1,5", "not_a_number"),
        ("inf", "not_finite"),
        ("nan", "not_finite"),
        ("1e999", "not_finite"),
    ],
)
def test_text_that_is_no_number_is_refused_with_its_reason(text: str, key: str) -> None:
    with pytest.raises(numbers.NumberTextError) as caught:
        numbers.parse(text)
    assert caught.value.key == key


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_full_form_reads_back_as_the_same_number(value: float) -> None:
    assert numbers.parse(numbers.full(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_form_ever_shows_a_negative_zero_or_an_ascii_minus(value: float) -> None:
    for write in (numbers.fixed, numbers.plain, numbers.short, numbers.field, numbers.full):
        text = write(value)
        assert "-" not in text
        assert not (text.startswith("−") and set(text) <= set("−0."))


@given(st.floats(-1e12, 1e12))
def test_a_field_shows_ten_significant_digits(value: float) -> None:
    assert math.isclose(numbers.parse(numbers.field(value)), value, rel_tol=1e-9, abs_tol=1e-300)


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
        ((1 / 3, 1 / 3, 1 / 3), ("33", "33", "33")),
        ((0.996, 0.004), (">99", "<1")),
        ((1.0,), ("100",)),
        ((0.0, 1.0), ("0", "100")),
        ((0.5, 0.5), ("50", "50")),
        ((), ()),
    ],
)
def test_percents_make_a_hundred_and_equal_shares_read_alike(shares, texts) -> None:
    assert numbers.percents(shares) == texts


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


def test_the_noise_of_a_sum_goes_and_every_other_digit_stays():
    assert numbers.without_noise(5.1 - 1.2 + 1) == 4.9
    assert numbers.without_noise(2.0403551528001706) == 2.0403551528001706
    assert numbers.without_noise(0.0) == 0.0
    assert numbers.without_noise(1e-300) == 1e-300
