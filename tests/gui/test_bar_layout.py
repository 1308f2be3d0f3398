"""Where bars, names and values go: geometry that holds for any classes and any numbers."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gui.charts.bars.layout import Bar, Measures, apart, lay_out, side_by_side

AREA = QRectF(0, 4, 400, 300)
SIZES = Measures(line=22, value_width=60, name_width=80, gap=5, least=3)
LANE = Measures(line=22, value_width=60, name_width=80, gap=5, least=3, lane=64)
SLACK = 1e-6


def bars_of(values):
    return tuple(Bar(i, f"class {i}", value, "", "") for i, value in enumerate(values))


def laid(values, low, high, *, rows, measures=SIZES, area=AREA):
    return lay_out(bars_of(values), area, (low, high), measures, rows=rows)


def holding(values):
    """The range a panel would give these values."""
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if high > low else (low, 1.0)


anything = st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=10)
shapes = st.booleans()


@given(anything, shapes)
def test_every_bar_lies_in_its_slot_and_the_slots_share_the_area(values, rows):
    placed = laid(values, *holding(values), rows=rows).placed
    assert [one.bar.key for one in placed] == list(range(len(values)))
    for one in placed:
        slot = one.slot.adjusted(-SLACK, -SLACK, SLACK, SLACK)
        assert slot.contains(one.body)
    for one, other in pairwise(placed):
        gap = other.slot.top() - one.slot.bottom() if rows else other.slot.left() - one.slot.right()
        assert abs(gap) < SLACK
    whole = placed[0].slot.united(placed[-1].slot)
    assert whole.height() == pytest.approx(AREA.height())
    assert whole.width() == pytest.approx(AREA.width())


@given(anything, shapes)
def test_no_value_and_no_name_leaves_the_area(values, rows):
    # A zero still has a bar, which may lift its value by as much: the widget has a margin for it.
    inside = AREA.adjusted(-SLACK, -SLACK - SIZES.least, SLACK, SLACK)
    for one in laid(values, *holding(values), rows=rows).placed:
        assert inside.top() <= one.value.top()
        assert one.value.bottom() <= inside.bottom()
        assert inside.contains(one.name)
        if rows:
            assert inside.contains(one.value)


@given(anything, st.sampled_from([SIZES, replace(LANE, over_zero=True)]))
def test_values_and_names_of_columns_do_not_overlap(values, measures):
    for one in laid(values, *holding(values), rows=False, measures=measures).placed:
        assert one.value.bottom() <= one.name.top() + SLACK
        assert not one.value.adjusted(0, SLACK, 0, -SLACK).intersects(one.body)


@given(anything)
def test_names_bars_and_values_of_rows_stand_side_by_side(values):
    for one in laid(values, *holding(values), rows=True, measures=LANE).placed:
        assert one.name.right() <= one.body.left() + SLACK
        assert one.body.right() <= one.value.left() + SLACK
        assert one.value.right() <= AREA.right() - LANE.lane + SLACK


@given(st.floats(-1e300, 1e300), shapes)
def test_every_number_of_the_layout_is_finite(value, rows):
    layout = laid([value, -value], *holding([value, -value]), rows=rows)
    for one in layout.placed:
        for rect in (one.slot, one.body, one.name, one.value):
            assert all(map(math.isfinite, rect.getRect()))
    assert math.isfinite(layout.delta(1.0))


@given(st.floats(-8, 8), st.floats(-8, 8), shapes)
def test_a_drag_by_the_pixels_between_two_values_is_their_difference(one, other, rows):
    layout = laid([1.0, 2.0], -8.0, 8.0, rows=rows)
    pixels = layout.position(other) - layout.position(one)
    assert layout.delta(pixels) == pytest.approx(other - one, abs=1e-9)


def test_columns_are_as_long_as_their_values_and_grow_from_one_line():
    one, two, less = laid([1.0, 2.0, -1.5], -2.0, 3.0, rows=False).placed
    assert two.body.height() == pytest.approx(2 * one.body.height())
    assert less.body.height() == pytest.approx(1.5 * one.body.height())
    assert one.body.bottom() == pytest.approx(two.body.bottom()) == pytest.approx(less.body.top())
    assert one.end.y() == one.body.top()
    assert less.end.y() == less.body.bottom()


def test_rows_are_as_long_as_their_values_and_grow_from_one_line():
    one, two, less = laid([1.0, 2.0, -1.5], -2.0, 3.0, rows=True).placed
    assert two.body.width() == pytest.approx(2 * one.body.width())
    assert less.body.width() == pytest.approx(1.5 * one.body.width())
    assert one.body.left() == pytest.approx(two.body.left()) == pytest.approx(less.body.right())
    assert one.end.x() == one.body.right()
    assert less.end.x() == less.body.left()


@pytest.mark.parametrize("rows", [False, True])
def test_a_zero_and_a_dash_take_a_little_room_so_that_they_are_seen(rows):
    placed = laid([0.0, None, 5.0], 0.0, 5.0, rows=rows).placed
    for one in placed[:2]:
        assert (one.body.width() if rows else one.body.height()) == SIZES.least


@pytest.mark.parametrize("rows", [False, True])
@pytest.mark.parametrize("value", [50.0, -50.0, 1e300, -1e300])
def test_a_value_beyond_a_held_range_stops_just_past_its_end(rows, value):
    layout = laid([value], -1.0, 1.0, rows=rows)
    body = layout.placed[0].body
    length = body.width() if rows else body.height()
    assert length == pytest.approx(abs(layout.length) * 0.52)


def test_below_columns_there_is_room_for_values_under_zero_only_where_there_are_any():
    above, both = (laid([1.0], low, 1.0, rows=False) for low in (0.0, -1.0))
    assert above.origin - both.origin == pytest.approx(SIZES.line + SIZES.gap)


def test_long_names_leave_rows_most_of_the_width():
    wide = Measures(line=22, value_width=60, name_width=900, gap=5, least=3)
    layout = laid([1.0] * 6, 0.0, 1.0, rows=True, measures=wide)
    assert layout.placed[0].name.width() == pytest.approx(AREA.width() * 0.39)
    assert layout.placed[0].body.width() > AREA.width() * 0.4


def test_values_over_the_zero_line_leave_the_room_below_it_to_the_bars():
    usual, over = (
        laid([3.0, -1.0], -1.0, 3.0, rows=False, measures=measures)
        for measures in (LANE, replace(LANE, over_zero=True))
    )
    assert usual.length - over.length == LANE.line + LANE.gap
    zero = over.position(0.0)
    assert [one.value.bottom() < zero for one in over.placed] == [True, True]
    assert over.placed[1].body.top() == zero
    pinned = replace(bars_of([3.0, -1.0])[1], pinned=2.0)
    placed = lay_out((pinned,), AREA, (-1.0, 3.0), replace(LANE, over_zero=True), rows=False)
    assert placed.placed[0].value.bottom() < placed.placed[0].outline.top()


def test_a_strong_name_may_take_what_its_neighbours_leave_before_names_stand_in_two_lines():
    assert side_by_side([60.0, 60.0, 60.0], 55.0, 1, 180.0)
    assert side_by_side([84.0, 60.0, 60.0], 80.0, 0, 240.0)
    assert side_by_side([96.0, 60.0, 60.0], 88.0, 0, 240.0)  # up to 90, where the next begins
    assert not side_by_side([96.0, 60.0, 60.0], 92.0, 0, 240.0)
    assert side_by_side([60.0, 110.0, 60.0], 98.0, 1, 240.0)  # from 70 to 170
    assert not side_by_side([60.0, 110.0, 60.0], 102.0, 1, 240.0)
    assert side_by_side([60.0, 60.0, 96.0], 88.0, 2, 240.0)
    assert not side_by_side([60.0, 60.0, 96.0], 92.0, 2, 240.0)
    assert not side_by_side([60.0, 81.0, 60.0], 60.0, 0, 240.0)
    assert side_by_side([], 0.0, 0, 240.0)


def test_a_value_goes_no_farther_from_its_bar_than_its_neighbour_asks():
    layout = laid([0.5, 0.0, 9.0], 0.0, 9.0, rows=False)
    before = [one.value.top() for one in layout.placed]
    first, second, third = (one.value for one in apart(layout, [150.0] * 3, 400.0, 6.0).placed)
    assert before[0] < before[1] < before[0] + first.height()
    assert first.top() == before[0]
    assert second.bottom() == pytest.approx(first.top())
    assert third.top() == before[2]
