"""Where dots, bars and labels of a distribution go: none hides another, whatever the losses."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gui.charts.distribution.layout import (
    Field,
    LabelSize,
    bar_edges,
    beside,
    dot_radius,
    place_dots,
    stacked,
    swarm,
    tick_stride,
)

FIELD = Field(20.0, 320.0, 30.0, 230.0, 10.0, None, (0.0, 340.0))
APART = Field(120.0, 320.0, 30.0, 230.0, 10.0, (0.0, 92.0), (100.0, 340.0))
losses_of = st.lists(
    st.one_of(st.just(0.0), st.just(5.0), st.floats(0, 10), st.floats(0, 0.01)),
    min_size=1,
    max_size=200,
).map(np.array)


def closest(dots):
    """The smallest distance of two dots."""
    distance = np.hypot(dots.x[:, None] - dots.x, dots.y[:, None] - dots.y)
    np.fill_diagonal(distance, np.inf)
    return distance.min()


def crossing(boxes):
    """Whether two of the boxes (left, top, right, bottom) overlap."""
    boxes = np.array(boxes)
    over = (boxes[:, None, :2] < boxes[:, 2:] - 1e-6) & (boxes[:, None, 2:] > boxes[:, :2] + 1e-6)
    hit = over.all(axis=2)
    np.fill_diagonal(hit, val=False)
    return bool(hit.any())


# -- dots -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [FIELD, APART], ids=["axis", "axis and column"])
@given(losses_of)
@settings(max_examples=50)
@example(np.zeros(200))
@example(np.full(200, 10.0))
@example(np.append(np.zeros(100), np.full(100, 1e-9)))
def test_no_dot_hides_another_and_none_leaves_the_field(field, losses):
    dots = place_dots(losses, field, dot_radius(len(losses)), (), 6.0)
    assert closest(dots) >= 2 * dots.radius
    assert dots.y.max() + dots.radius <= field.bottom
    assert dots.y.min() - dots.radius >= field.top
    zero = (losses == 0.0) & (field.column is not None)
    assert (dots.x[~zero] >= field.left - 1e-9).all()
    assert (dots.x[~zero] <= field.right + 1e-9).all()
    if field.column is not None:
        assert (dots.x[zero] - dots.radius >= field.column[0]).all()
        assert (dots.x[zero] + dots.radius <= field.column[1]).all()


@given(losses_of)
@settings(max_examples=40)
def test_a_dot_lies_at_its_loss_unless_a_stack_there_is_full(losses):
    dots = place_dots(losses, FIELD, dot_radius(len(losses)), (), 6.0)
    at = FIELD.x(losses)
    size = 2.2 * dots.radius
    crowd = max(int((np.abs(at - x) < size).sum()) for x in at)
    if crowd <= 200 / size - 1:
        assert dots.x == pytest.approx(at, abs=1e-9)


@given(losses_of)
@settings(max_examples=30)
def test_the_same_losses_always_have_the_same_places(losses):
    losses.flags.writeable = False
    once, again = (place_dots(losses, APART, 4.0, (), 6.0) for _ in range(2))
    assert np.array_equal(once.x, again.x)
    assert np.array_equal(once.y, again.y)


def test_equal_losses_stack_up_and_then_spread_to_both_sides():
    few = place_dots(np.full(12, 5.0), FIELD, 5.0, (), 6.0)
    assert (few.x == 170.0).all()
    assert len(set(few.y.tolist())) == 12
    many = place_dots(np.full(90, 5.0), FIELD, 5.0, (), 6.0)
    assert many.x.max() - 170 == pytest.approx(170 - many.x.min())
    assert many.x.max() > 170


@pytest.mark.parametrize("count", [1, 7, 8, 31, 140])
def test_zeros_lie_in_rows_as_wide_as_their_column(count):
    dots = place_dots(np.append(np.zeros(count), 5.0), APART, 5.0, (), 8.0)
    x, y = dots.x[:count], dots.y[:count]
    # The column is 92 wide and 200 high; a dot takes 10.8.
    in_row = 8
    assert len(np.unique(y)) == -(-count // in_row)
    assert np.bincount(np.unique(y, return_inverse=True)[1]).max() == min(count, in_row)
    for level in np.unique(y):
        assert x[y == level].mean() == pytest.approx(46.0)


def test_a_field_too_small_for_the_dots_gets_smaller_dots():
    small = Field(10.0, 60.0, 0.0, 30.0, 1.0, None, (0.0, 70.0))
    dots = place_dots(np.linspace(0, 1, 200), small, 6.0, (), 6.0)
    assert dots.radius < 2
    assert closest(dots) >= 2 * dots.radius


def test_dots_are_smaller_where_there_are_more_whatever_their_losses():
    radii = [dot_radius(count) for count in (1, 8, 9, 30, 31, 80, 81, 200)]
    assert radii == sorted(radii, reverse=True)
    assert radii[0] == radii[1] > radii[2] == radii[3] > radii[4] == radii[5] > radii[6] == radii[7]


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=40).map(np.array),
    st.floats(1, 20),
    st.integers(8, 30),
)
def test_dots_of_one_level_keep_their_distance_and_their_order(at, size, levels):
    x, level = swarm(at, 0.0, 100.0, size, levels)
    for number in range(levels):
        order = np.argsort(at[level == number], kind="stable")
        row = x[level == number][order]
        assert (np.diff(row) >= size - 1e-9).all()
        assert ((row >= -1e-9) & (row <= 100 + 1e-9)).all()


def test_the_dot_nearest_to_a_point_is_found_only_near_it():
    dots = place_dots(np.array([1.0, 5.0, 5.1]), FIELD, 5.0, (), 6.0)
    for index in range(3):
        assert dots.nearest(dots.x[index] + 2, dots.y[index] - 1, 12.0) == index
    assert dots.nearest(dots.x[0], dots.y[0] - 40, 12.0) is None


# -- the scale ------------------------------------------------------------------------------------


def test_only_a_loss_of_exactly_zero_stands_in_the_column():
    x = APART.x(np.array([0.0, 5e-324, 10.0]))
    assert x.tolist() == [46.0, 120.0, 320.0]
    assert FIELD.x(np.array([0.0])).tolist() == [20.0]
    assert APART.on_axis(0.0) == 120.0


def test_huge_losses_and_losses_beyond_the_end_stay_in_the_field():
    field = Field(0.0, 100.0, 0.0, 50.0, 2e303, None, (0.0, 100.0))
    assert field.x(np.array([1e303, 1e308])).tolist() == [50.0, 100.0]
    assert field.on_axis(1e308) == 100.0


def test_bars_meet_on_whole_pixels():
    edges = bar_edges(Field(3.3, 101.7, 0.0, 9.0, 1.0, None, (0.0, 110.0)), 7)
    assert len(edges) == 8
    assert (edges == np.round(edges)).all()
    assert (np.diff(edges) >= 13).all()


@pytest.mark.parametrize(
    ("widths", "step", "stride"), [([], 40, 1), ([30, 40], 40, 1), ([41], 40, 2), ([90], 30, 3)]
)
def test_ticks_are_thinned_until_their_numbers_are_apart(widths, step, stride):
    assert tick_stride(widths, step) == stride


# -- labels ---------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 50)), max_size=30),
)
def test_intervals_of_one_level_do_not_overlap_and_no_level_is_left_out(pairs):
    low = np.array([start for start, _ in pairs])
    high = np.array([start + length for start, length in pairs])
    levels = stacked(low, high)
    assert set(levels.tolist()) == set(range(len(set(levels.tolist()))))
    for level in set(levels.tolist()):
        order = np.argsort(low[levels == level], kind="stable")
        starts, ends = low[levels == level][order], high[levels == level][order]
        assert (starts[1:] >= ends[:-1]).all()


def boxes_of(dots, ways):
    """The boxes of all dots and of their labels."""
    size = ways[dots.labels]
    found = []
    for x, y, left, wide in zip(dots.x, dots.y, dots.label_left, size.widths, strict=True):
        found.append((x - dots.radius, y - dots.radius, x + dots.radius, y + dots.radius))
        bottom = y + size.height / 2 if size.beside else y - dots.radius
        if wide:
            found.append((left, bottom - size.height, left + wide, bottom))
    return found


@given(
    st.lists(st.tuples(st.floats(0, 10), st.floats(30, 130)), min_size=1, max_size=8),
    st.sampled_from([FIELD, APART]),
)
@settings(max_examples=80)
def test_labels_hide_neither_dots_nor_each_other_and_stay_in_their_room(pairs, field):
    losses, names = np.array(pairs).T
    values = np.full(len(losses), 40.0)
    beside_dots = np.where(losses == 0.0, 0.0, values)
    ways = (
        LabelSize(np.maximum(names, values), 40.0),
        LabelSize(values, 22.0),
        LabelSize(beside_dots, 22.0, beside=True),
    )
    dots = place_dots(losses, field, 10.0, ways, 8.0)
    assert closest(dots) >= 2 * dots.radius
    if dots.labels is None:
        return
    boxes = boxes_of(dots, ways)
    assert not crossing(boxes)
    assert min(top for _, top, _, _ in boxes) >= field.top - 1e-6
    assert max(bottom for *_, bottom in boxes) <= field.bottom + 1e-6
    assert max(right for _, _, right, _ in boxes) <= 340.0 + 1e-6
    assert dots.x == pytest.approx(field.x(losses))


def test_a_label_over_a_dot_keeps_off_a_line_that_it_can_keep_off():
    ways = (LabelSize(np.array([100.0]), 40.0),)

    def left(loss, *lines):
        dots = place_dots(np.array([loss]), FIELD, 10.0, ways, 8.0, lines)
        assert dots.labels == 0
        return float(dots.label_left[0])

    assert left(5.0) == left(5.0, 300.0) == 120.0  # over its dot at 170
    assert left(5.0, 215.0) == 215.0 - 4.0 - 100.0
    assert left(5.0, 130.0) == 134.0
    assert left(5.0, 215.0, 112.0) == 114.0  # nearer to both, but clear of them
    assert left(5.0, 215.0, 114.5) == 120.0  # no place is clear of both
    assert left(5.0, 171.0) == left(5.0, 170.0) == 120.0  # nor would it stand over its dot
    assert left(1.0, 90.0) == 0.0  # nor inside its room


def test_a_label_leaves_a_line_where_it_is_rather_than_go_itself():
    losses, wide = np.array([4.0, 6.0]), np.array([50.0, 50.0])
    low = Field(20.0, 320.0, 30.0, 130.0, 10.0, None, (0.0, 340.0))
    dots = place_dots(losses, low, 10.0, (LabelSize(wide, 40.0),), 8.0, (118.0, 222.0))
    assert dots.labels == 0
    assert dots.label_left == pytest.approx([115.0, 175.0])


def test_names_go_first_then_values_stand_beside_then_there_are_only_dots():
    def way(count):
        losses = np.full(count, 5.0)
        values = np.full(count, 40.0)
        ways = (
            LabelSize(values, 60.0),
            LabelSize(values, 25.0),
            LabelSize(values, 20.0, beside=True),
        )
        return place_dots(losses, FIELD, 10.0, ways, 4.0).labels

    assert [way(count) for count in (1, 2, 3, 8, 9)] == [0, 0, 1, 2, None]


def test_a_label_wider_than_its_room_is_not_written():
    ways = (LabelSize(np.array([95.0]), 20.0), LabelSize(np.array([40.0]), 20.0))
    assert place_dots(np.array([0.0]), APART, 10.0, ways, 4.0).labels == 1


def test_dots_with_labels_stand_on_stems_above_the_axis():
    ways = (LabelSize(np.array([40.0, 40.0]), 40.0),)
    dots = place_dots(np.array([1.0, 9.0]), FIELD, 10.0, ways, 4.0)
    assert (dots.y < FIELD.bottom - 40).all()
    assert (dots.y - 54 > FIELD.top).all()


# -- labels of lines ------------------------------------------------------------------------------


@given(st.floats(100, 400), st.floats(10, 290), st.one_of(st.none(), st.floats(100, 400)))
def test_the_label_of_a_line_never_leaves_its_room(at, width, other):
    left = beside(at, width, 6.0, (100.0, 400.0), other)
    assert left >= 100.0
    assert left + width <= 400.0 + 1e-9


def test_the_label_of_a_line_keeps_off_the_other_line():
    room = (0.0, 300.0)
    assert beside(100.0, 80.0, 6.0, room) == 106.0
    assert beside(100.0, 80.0, 6.0, room, 150.0) == 14.0
    assert beside(100.0, 80.0, 6.0, room, 250.0) == 106.0
    assert beside(100.0, 80.0, 6.0, room, 60.0) == 106.0
    assert beside(280.0, 80.0, 6.0, room) == 194.0
    assert beside(50.0, 80.0, 6.0, room, 90.0) == 56.0  # no room on the other side
