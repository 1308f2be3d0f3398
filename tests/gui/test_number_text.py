"""Numbers as people type and paste them: what is read, and what is refused with its reason."""

import math
import string

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.words import numbers
from gui.words.number_text import KNOWN, LONGEST, NumberTextError, parse, parse_column

mpmath.mp.dps = 50


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2", 3.2),
        ("3,2", 3.2),
        ("−0,5", -0.5),
        (",5", 0.5),
        (".5", 0.5),
        ("3.", 3.0),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("3,1415", 3.1415),
        ("2,5e3", 2500.0),
        ("1,5/2", 0.75),
        ("−1.7", -1.7),
        ("–1.7", -1.7),
        ("-1.7", -1.7),
        ("- 1.7", -1.7),
        ("+3", 3.0),
        ("３．２", 3.2),
        ("－３，２", -3.2),
        ("１／４", 0.25),
        ("（３．２）", 3.2),
        ("٣", 3.0),
        (" 8 ", 8.0),
        ("\u00a08\u2009", 8.0),
        ("\ufeff8", 8.0),
        ("1 000", 1000.0),
        ("12 345.5", 12345.5),
        ("1e-3", 1e-3),
        ("1E−3", 1e-3),
        ("3.4×10⁻⁴⁸", 3.4e-48),
        ("−2.0×10³⁰⁰", -2e300),
        ("2 x 10^5", 2e5),
        ("2*10**-5", 2e-5),
        ("10⁻³", 1e-3),
        ("1/4", 0.25),
        ("1⁄4", 0.25),
        ("4/2*10^3", 2000.0),
        ("1 + 2", 3.0),
        ("1-3/4", 0.25),
        ("2·3", 6.0),
        ("2^-3", 0.125),
        ("2^3^2", 512.0),
        ("-2^2", -4.0),
        ("(-2)^2", 4.0),
        ("2²", 4.0),
        ("(1+2)*3", 9.0),
        ("[3.2]", 3.2),
        ("[[3.2]]", 3.2),
        ("( 3.2 )", 3.2),
        ("sqrt(4)", 2.0),
        ("sqrt(0,25)", 0.5),
        ("SQRT(1/4)", 0.5),
        ("√9", 3.0),
        ("√(9)", 3.0),
        ("ln(1)", 0.0),
        ("exp(0)", 1.0),
        ("log10(1000)", 3.0),
        ("log2(8)", 3.0),
        ("-0", 0.0),
        ("1e-400", 0.0),
        ("9" * LONGEST, 1e100),
    ],
)
def test_what_has_one_plain_meaning_is_read(text: str, value: float) -> None:
    assert parse(text) == value
    assert math.copysign(1, parse(text)) == math.copysign(1, value)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("1/3", lambda: mpmath.mpf(1) / 3),
        ("sqrt(2)", lambda: mpmath.sqrt(2)),
        ("ln(3)", lambda: mpmath.log(3)),
        ("exp(1)", lambda: mpmath.e),
        ("e", lambda: mpmath.e),
        ("π/4", lambda: mpmath.pi / 4),
        ("-ln(0,13)", lambda: -mpmath.log("0.13")),
        ("log2(3)", lambda: mpmath.log(3, 2)),
        ("log10(2)", lambda: mpmath.log10(2)),
        ("exp(3.2)/(exp(3.2)+exp(5.1))", lambda: 1 / (1 + mpmath.exp(mpmath.mpf("1.9")))),
        ("2^0.5", lambda: mpmath.sqrt(2)),
    ],
)
def test_a_function_is_worth_what_fifty_digits_say(text: str, exact) -> None:
    assert mpmath.almosteq(parse(text), exact(), rel_eps=1e-15)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        (" \t ", "empty"),
        ("1,000", "comma"),
        ("−12,345", "comma"),
        ("1,000e3", "comma"),
        ("2*1,000", "comma"),
        ("1,000,000", "grouped"),
        ("1.000.000", "grouped"),
        ("1,234.5", "grouped"),
        ("1.234,5", "grouped"),
        ("1'000", "grouped"),
        ("1_000", "grouped"),
        ("log(2)", "log"),
        ("log 2", "log"),
        ("LOG(2)", "log"),
        ("1,2,3", "several"),
        ("1, 2", "several"),
        ("[3,2]", "several"),
        ("(3,2)", "several"),
        ("1 2", "several"),
        ("12 34", "several"),
        ("3.2\n5.1", "several"),
        ("ln 3", "brackets"),
        ("sqrt", "brackets"),
        ("sin(1)", "unknown"),
        ("max(1)", "unknown"),
        ("50%", "percent"),
        ("50 %", "percent"),
        ("1/0", "undefined"),
        ("0^-1", "undefined"),
        ("sqrt(-1)", "undefined"),
        ("ln(0)", "undefined"),
        ("(-8)^(1/3)", "undefined"),
        ("inf", "not_finite"),
        ("−∞", "not_finite"),
        ("NaN", "not_finite"),
        ("1e999", "not_finite"),
        ("1/1e999", "not_finite"),
        ("exp(1000)", "not_finite"),
        ("2^2^2^2^2^2^2^2", "not_finite"),
        ("9**9**9**9", "not_finite"),
        ("9" * (LONGEST + 1), "too_long"),
        ("(" * 30 + "1" + ")" * 30, "too_deep"),
        ("1" + "^1" * 30, "too_deep"),
        ("√" * 40 + "4", "brackets"),
        ("abc", "not_a_number"),
        ("3.2,", "not_a_number"),
        ("1..2", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("--3", "not_a_number"),
        ("2pi", "not_a_number"),
        ("2e", "not_a_number"),
        ("e5", "not_a_number"),
        ("0x10", "not_a_number"),
        ("(1", "not_a_number"),
        ("1)", "not_a_number"),
        ("[1)", "not_a_number"),
        ("()", "not_a_number"),
        ("2*", "not_a_number"),
        ("1//3", "not_a_number"),
        ("3½", "not_a_number"),
        ("$3", "not_a_number"),
        ("2026-11-29", "not_a_number"),
        ("29/11/2026", "not_a_number"),
        ("__import__('os')", "not_a_number"),
        ("os.getpid()", "not_a_number"),
        ("lambda: 1", "not_a_number"),
    ],
)
def test_what_is_no_number_or_may_be_two_is_refused_with_its_reason(text: str, key: str) -> None:
    with pytest.raises(NumberTextError) as caught:
        parse(text)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000", {"whole": "1000", "point": "1.000"}),
        ("1,234,567.5", {"plain": "1234567.5"}),
        ("-1.234,5", {"plain": "−1234.5"}),
        ("sin(1)", {"word": "sin", "known": ", ".join(KNOWN)}),
        ("ln 3", {"word": "ln"}),
    ],
)
def test_a_refusal_says_how_to_write_it(text: str, values: dict[str, object]) -> None:
    with pytest.raises(NumberTextError) as caught:
        parse(text)
    assert caught.value.values == values


@given(st.floats(-1e308, 1e308))
def test_every_form_the_program_writes_reads_back(value: float) -> None:
    assert parse(numbers.full(value)) == value
    for write, close in ((numbers.exact, 1e-14), (numbers.field, 1e-9)):
        assert math.isclose(parse(write(value)), value, rel_tol=close, abs_tol=1e-300)
    for text in (numbers.fixed(value), numbers.plain(value), *sum(numbers.shortenings(value), ())):
        parse(text)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.sampled_from("([{"))
def test_brackets_a_comma_and_full_width_digits_change_nothing(value: float, bracket: str) -> None:
    text = f"{value:.4f}"
    closing = {"(": ")", "[": "]", "{": "}"}[bracket]
    assert parse(f"{bracket}{text}{closing}") == float(text)
    assert parse(text.replace(".", ",")) == float(text)
    assert parse("".join(chr(ord(letter) + 0xFEE0) for letter in text)) == float(text)


@given(st.text(alphabet=string.printable + "−×⁻³π√½，", max_size=120))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        value = parse(text)
    except NumberTextError:
        return
    assert math.isfinite(value)


def test_a_column_is_read_line_by_line_and_names_the_line_that_is_no_number() -> None:
    assert parse_column("3,2\r\n5.1\n−1.7\n") == [3.2, 5.1, -1.7]
    assert parse_column("1/4") == [0.25]
    with pytest.raises(NumberTextError) as caught:
        parse_column("1\n1,000\nx")
    assert caught.value.key == "comma"
    assert caught.value.values["text"] == "1,000"
