"""The loss over two weights: its values, its grid and the part that is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import edits
from core.errors import EditError
from core.evaluation import evaluate
from core.landscape.ranges import natural_ranges
from core.landscape.slice import Slice
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import ScoreTable, State, View
from tests.core import oracle
from tests.core.landscapes import LOSS_SETTINGS, Plain, state_of, states

POINTS = np.array([[0.0, 0], [1, -1], [-2.5, 0.75], [40, 3]])


def scenario(key):
    return next(entry for entry in builtin() if entry.key == key).load()


@pytest.mark.parametrize("loss", LOSS_SETTINGS)
@pytest.mark.parametrize("kind", PENALTIES)
@given(data=st.data())
@settings(max_examples=6)
def test_values_are_those_of_an_evaluation_with_these_weights(loss, kind, data):
    state = data.draw(states(loss, kind))
    landscape = Slice.of(evaluate(state))
    for u, v in POINTS:
        whole = evaluate(edits.set_pair(u, v).apply(state))
        assert landscape.data([u], [v]) == pytest.approx(whole.data_loss, rel=1e-12, abs=1e-13)
        assert landscape.penalty([u], [v]) == pytest.approx(whole.penalty, rel=1e-13)
        assert landscape.total([u], [v]) == pytest.approx(whole.total, rel=1e-12, abs=1e-13)


@pytest.mark.parametrize("loss", LOSS_SETTINGS)
def test_many_points_at_once_have_the_values_of_each_alone(loss):
    rng = np.random.default_rng(0)
    state = state_of(
        rng.normal(size=(3000, 4)),
        rng.normal(size=(6, 4)),
        rng.integers(0, 6, 3000),
        loss=LOSS_SETTINGS[loss],
    )
    landscape = Slice.of(evaluate(state))
    first, second = rng.normal(size=(2, 300))
    together = landscape.data(first, second)
    for i in (0, 17, 299):
        assert together[i] == pytest.approx(Plain(state).data([first[i], second[i]])[0], rel=1e-12)


def test_a_grid_has_a_row_for_each_value_of_the_second_weight():
    landscape = Slice.of(evaluate(scenario("cat-car-frog")))
    grid = landscape.grid((-1, 3), (0, 2), 9)
    assert grid.first.tolist() == [-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]
    assert grid.second.tolist() == [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
    for row, column in np.ndindex(9, 9):
        u, v = grid.first[[column]], grid.second[[row]]
        assert grid.data[row, column] == pytest.approx(landscape.data(u, v).item(), rel=1e-14)
        price = landscape.strength * landscape.penalty(u, v).item()
        assert grid.penalty[row, column] == pytest.approx(price, rel=1e-14)
        assert grid.total[row, column] == pytest.approx(landscape.total(u, v).item(), rel=1e-14)
    assert not oracle.has_negative_zero(grid.data)


def test_the_hinge_is_drawn_as_the_planes_it_is_made_of():
    state = edits.choose_loss("hinge").apply(scenario("twice-the-weights"))
    landscape = Slice.of(evaluate(state))
    # By hand: (max(0, 1 - 2u) + max(0, 1 - 2v)) / 2
    found = landscape.data([0, 0.25, 0.5, 1, 2, -1], [0, 0.5, 0.5, 1, 2, 3])
    assert found.tolist() == [1, 0.25, 0, 0, 0, 1.5]


def test_one_class_against_all_others_is_the_logistic_loss():
    state = state_of([[2.0, -1]], np.zeros((3, 2)), [0], view=View(pair=((0, 0), (0, 1))))
    u, v = POINTS.T
    expected = np.log1p(2 * np.exp(-(2 * u - v)))
    assert Slice.of(evaluate(state)).data(u, v) == pytest.approx(expected, rel=1e-14)


def test_scores_alone_have_no_landscape():
    table = State("t", ("a", "b"), ("x",), np.array([0]), ScoreTable(np.zeros((1, 2))))
    with pytest.raises(EditError) as caught:
        Slice.of(evaluate(table))
    assert caught.value.key == "no_weights"


def test_the_landscape_of_every_loss_is_compared_below_plain_and_squared():
    assert {settings.active for settings in LOSS_SETTINGS.values()} == set(LOSSES)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from([0.0, 0.01, 1.0]))
@settings(max_examples=30)
def test_the_part_drawn_is_square_and_holds_what_matters(u, v, strength):
    state = replace(scenario("a-weight-goes-to-zero"), penalty=PenaltySettings("l1", strength))
    landscape = Slice.of(evaluate(edits.set_pair(u, v).apply(state)))
    minimum = landscape.minimum()
    ranges = natural_ranges(landscape.present, minimum)
    lengths = [high - low for low, high in ranges]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-12)
    room = 0.1 * lengths[0]
    for k, (low, high) in enumerate(ranges):
        for point in (np.zeros(2), landscape.present, minimum):
            assert low + room <= point[k] <= high - room
        assert high - low <= 2.5 * max(1, np.ptp([0, u, minimum[0]]), abs(v) + 1)


@pytest.mark.parametrize(
    ("present", "first", "second"),
    [
        # 1.4 times what is to be seen, at least 1, is an eighth of 1, 2 or 5 times a power of 10,
        # rounded up, and one step more.
        ((0.0, 0.0), (-0.8, 0.8), (-0.8, 0.8)),
        ((0.5, 0.0), (-0.6, 1.0), (-0.8, 0.8)),
        ((2.5, 0.0), (-0.5, 3.5), (-2.0, 2.0)),
        ((3.0, 0.0), (-1.0, 5.0), (-3.0, 3.0)),
        ((7.0, 0.0), (-2.0, 10.0), (-6.0, 6.0)),
    ],
)
def test_the_part_drawn_is_worked_out_by_hand(present, first, second):
    assert natural_ranges(np.array(present), None) == (first, second)


def test_the_part_drawn_holds_a_point_to_compare_with():
    present, pinned = np.array([1.0, 2.0]), np.array([-30.0, 7.0])
    for k, (low, high) in enumerate(natural_ranges(present, None, pinned)):
        assert low < min(pinned[k], present[k], 0.0)
        assert high > max(pinned[k], present[k], 0.0)


def test_the_part_drawn_has_round_ends():
    for key in ("cat-car-frog", "twice-the-weights", "blank-features"):
        landscape = Slice.of(evaluate(scenario(key)))
        for low, high in natural_ranges(landscape.present, landscape.minimum()):
            for end in (low, high):
                assert len(repr(end)) <= 5


def test_a_slice_leaves_the_state_as_it_is():
    state = scenario("cat-car-frog")
    before = np.array(state.source.weights)
    landscape = Slice.of(evaluate(state))
    landscape.minimum()
    landscape.grid((-1, 1), (-1, 1), 3)
    assert oracle.same_bits(state.source.weights, before)
    assert landscape.present.tolist() == [1.675, 1.025]
    for array in (landscape.present, landscape.minimum(), landscape.path([0.1])):
        assert not array.flags.writeable or array.base is not None


def test_the_settings_of_the_loss_are_those_of_the_state():
    state = scenario("cat-car-frog")
    for settings_of_loss in (
        LossSettings("hinge", margin=3.0, class_divisor="wrong"),
        LossSettings("hinge", class_divisor="all"),
        LossSettings("hinge", include_correct_class=True, class_divisor="all"),
        LossSettings("hinge", squared=True, include_correct_class=True),
    ):
        evaluation = evaluate(replace(state, loss=settings_of_loss))
        landscape = Slice.of(evaluation)
        here = landscape.total(*landscape.present[:, None])
        assert here == pytest.approx(evaluation.total, rel=1e-13)
