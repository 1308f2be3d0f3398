"""Round numbers on the axes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.curves import ticks
from gui.charts.curves.axis import Axis

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


@pytest.mark.parametrize(
    ("top", "texts"),
    [
        (5.0, ["0", "2.5", "5"]),
        (0.15, ["0", "0.075", "0.15"]),
        (0.05, ["0", "0.025", "0.05"]),
        (0.01, ["0", "0.005", "0.01"]),
        (0.015, ["0", "0.0075", "0.015"]),
        (3e-5, ["0", "1.5×10⁻⁵", "3×10⁻⁵"]),
        (1.5e6, ["0", "750000", "1.5×10⁶"]),
        (8e300, ["0", "4×10³⁰⁰", "8×10³⁰⁰"]),
    ],
)
def test_three_ticks_from_zero_say_where_they_are(top, texts):
    assert [text for _, text in ticks.from_zero(top)] == texts


def worth(text):
    """What a label says, exactly, read apart from the program."""
    ascii_text = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--"))
    return Fraction(ascii_text.replace("×10", "e"))


@pytest.mark.parametrize("digit", [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0])
@pytest.mark.parametrize("power", [-300, -7, -4, -3, -2, -1, 0, 1, 3, 6, 12, 300])
def test_every_label_from_zero_is_its_tick(digit, power):
    top = ticks.round_up(float(f"{digit}e{power}"))
    half, whole = (worth(text) for _, text in ticks.from_zero(top)[1:])
    assert whole == Fraction(f"{digit}e{power}")
    assert half == whole / 2


@given(st.floats(-1e15, 1e15), st.floats(1e-9, 1e15))
def test_every_label_of_a_range_is_its_tick(low, width):
    first, last, step = ticks.covering(low, low + width, 5)
    for value, text in ticks.between(first, last, step):
        assert abs(float(worth(text)) - value) <= 1e-8 * step


def test_a_label_has_no_needless_digit():
    texts = [text for _, text in ticks.between(-0.3, 0.3, 0.1)]
    assert texts == ["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3"]
    assert [text for _, text in ticks.between(1e6, 1e6 + 10, 5.0)] == [
        "1×10⁶",
        "1000005",
        "1000010",
    ]


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


@pytest.mark.parametrize(
    ("coarse", "finer"),
    [
        ([0, 5, 10], "0 2.5 5 7.5 10"),
        ([-4, 0, 4], "−4 −2 0 2 4"),
        ([0, 0.25, 0.5], "0 0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5"),
        ([0, 150, 300], "0 50 100 150 200 250 300"),
        ([0, 1e-9, 2e-9], "0 5×10⁻¹⁰ 1×10⁻⁹ 1.5×10⁻⁹ 2×10⁻⁹"),
    ],
)
def test_between_even_ticks_there_are_round_ones(coarse, finer):
    even = ticks.between(coarse[0], coarse[-1], coarse[1] - coarse[0])
    assert " ".join(text for _, text in ticks.finer(even)) == finer


def test_ticks_that_are_not_even_or_none_stay_as_they_are():
    powers = ((0.0, "1"), (1.0, "10"), (2.0, "100"))
    for few in ((), ((1.0, "1"),), powers):
        assert ticks.finer(few) == few


def test_where_finer_ticks_have_no_room_the_usual_ones_are_written():
    axis = Axis(0.0, 10.0, ticks.from_zero(10.0))
    wide = axis.written(ticks.finer(axis.ticks), 100.0, lambda _: 20.0, 4.0)
    assert [text for _, text in wide] == ["0", "2.5", "5", "7.5", "10"]
    narrow = axis.written(ticks.finer(axis.ticks), 80.0, lambda _: 20.0, 4.0)
    assert narrow == [(0.0, "0"), (0.5, "5"), (1.0, "10")]


def test_of_many_ticks_a_hall_has_every_second_or_third():
    def left(texts):
        ticks_at = tuple((float(place), text) for place, text in enumerate(texts.split()))
        return " ".join(text for _, text in ticks.fewer(ticks_at))

    assert left("0 1 2 3 4") == "0 1 2 3 4"
    assert left("0 1 2 3 4 5 6") == "0 2 4 6"
    assert left("0 1 2 3 4 5 6 7 8 9") == "0 3 6 9"
    assert left("0 1 2 3 4 5 6 7") == "0 1 2 3 4 5 6 7"  # no round step goes from end to end
    assert left("0 0.0001 0.001 0.01 0.1 1 10 100") == "0 0.0001 0.01 1 100"
