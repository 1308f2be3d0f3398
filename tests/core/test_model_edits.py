"""Edits of W as a whole, of points in a plane of two features, and walks downhill."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import edits
from core.document import Document
from core.errors import EditError, NonFiniteError
from core.evaluation import evaluate
from core.fit import Given, fitted, step
from core.fit.edits import descend, go_to_step, take_best
from core.scenario.files import builtin, dump_bytes, load_bytes
from core.settings import DescentSettings
from core.state import LinearModel, State

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]
PIXELS = STATES["pixels"]


def random_state(features, weights, biases):
    count, classes = len(features), len(biases)
    names = tuple(map(str, range(count)))
    model = LinearModel(features, weights, biases)
    return State("t", tuple("abc")[:classes], names, np.arange(count) % classes, model)


# Scaling and standardizing


def test_scaled_weights_scale_every_score_and_the_price_by_its_square():
    before, after = evaluate(LECTURE), evaluate(edits.scale_all(2.0).apply(LECTURE))
    assert after.scores == pytest.approx(2 * before.scores, rel=1e-15)
    # The lecture's numbers for doubled scores.
    assert after.loss_result("hinge").per_example == pytest.approx([4.8, 0, 23.8], rel=1e-14)
    assert after.penalty_value("l2") == pytest.approx(4 * 22.385, rel=1e-14)
    assert after.penalty_value("l1") == pytest.approx(2 * 13.0, rel=1e-14)


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), 1.1e6])
def test_a_factor_is_more_than_nothing_and_not_huge(factor):
    with pytest.raises(EditError, match="out_of_range"):
        edits.scale_all(factor).apply(LECTURE)


def test_weights_that_would_grow_beyond_their_limit_are_not_scaled():
    large = edits.set_weight(0, 0, 5e59).apply(LECTURE)
    with pytest.raises(EditError, match="out_of_range"):
        edits.scale_all(10.0).apply(large)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-8, 1e-3, 1.0, 1e3, 1e8]))
def test_standardized_features_have_mean_0_and_deviation_1_and_no_score_moves(seed, scale):
    random = np.random.default_rng(seed)
    features = random.normal(random.normal(size=4) * 10, scale, size=(12, 4))
    features[:, 3] = 0.1  # the same in all
    state = random_state(features, random.normal(size=(3, 4)), random.normal(size=3))
    found = edits.standardize().apply(edits.hold_out([0, 5], on=True).apply(state))
    training = found.source.features[found.training]
    assert training[:, :3].mean(axis=0) == pytest.approx(0, abs=1e-6 / min(scale, 1.0) * 1e-6)
    assert training[:, :3].std(axis=0) == pytest.approx(1, rel=1e-6)
    assert (found.source.features[:, 3] == 0.1).all()
    assert (found.source.weights[:, 3] == state.source.weights[:, 3]).all()
    size = np.abs(state.source.weights) @ np.abs(features).max(axis=0) + 3
    assert evaluate(found).scores == pytest.approx(evaluate(state).scores, abs=1e-13 * size.max())


def test_standardizing_twice_is_standardizing_once():
    document = Document(PIXELS)
    document.apply(edits.duplicate_examples([0], ["other"]))
    document.apply(edits.set_feature(1, 0, 7.0))
    document.apply(edits.standardize())
    once = document.state
    document.apply(edits.standardize())
    assert document.state is once
    document.undo()
    assert document.undo_label.key == "set_feature"
    # A single example varies in nothing.
    assert edits.standardize().apply(PIXELS) is PIXELS


# The plane


def test_a_point_moves_in_its_two_features_alone():
    turned = edits.choose_axis(0, 3).apply(PIXELS)
    assert turned.view.plane == (3, 1)
    found = edits.move_point(0, 2.5, -0.0).apply(turned).source.features[0]
    assert found.tolist() == [-15, 0.0, -44, 2.5]
    assert not np.signbit(found[1])
    with pytest.raises(EditError, match="out_of_range"):
        edits.move_point(0, 0.0, 1e61).apply(PIXELS)
    with pytest.raises(EditError, match="no_such_example"):
        edits.move_point(1, 0.0, 0.0).apply(PIXELS)


def test_a_new_point_has_its_class_its_place_and_else_the_mean_or_what_another_has():
    state = edits.hold_out([2], on=True).apply(LECTURE)
    found = edits.add_point("new", 2, 5.0, 6.0).apply(state)
    # The mean of [1, 1, 1, 1] and [1, -1, 1, -1]; the third example is held out.
    assert found.source.features[3].tolist() == [5, 6, 1, 0]
    assert (found.labels[3], found.view.example, found.held_out[3]) == (2, 3, False)
    like = edits.add_point("new", 2, 5.0, 6.0, like=2).apply(state)
    assert like.source.features[3].tolist() == [5, 6, -1, -1]
    assert evaluate(like).scores.shape == (4, 3)
    for edit in (edits.add_point("new", 3, 0, 0), edits.add_point("new", 0, 0, 0, like=3)):
        with pytest.raises(EditError, match="no_such"):
            edit.apply(state)
    with pytest.raises(EditError, match="no_weights"):
        edits.add_point("new", 0, 0, 0).apply(STATES["blank-scores"])


def test_an_axis_that_shows_the_others_feature_changes_places_with_it():
    assert edits.choose_axis(0, 1).apply(PIXELS).view.plane == (1, 0)
    assert edits.choose_axis(1, 0).apply(PIXELS).view.plane == (1, 0)
    assert edits.choose_axis(1, 3).apply(PIXELS).view.plane == (0, 3)
    with pytest.raises(EditError, match="no_such_feature"):
        edits.choose_axis(1, 4).apply(PIXELS)


def test_the_plane_keeps_to_the_features_there_are():
    state = edits.choose_axis(1, 3).apply(PIXELS)
    assert edits.remove_feature(0).apply(state).view.plane == (0, 2)
    assert edits.remove_feature(3).apply(state).view.plane == (0, 2)
    one = STATES["blank-features"]
    assert one.view.plane == (0, 0)
    assert edits.move_point(0, 3.0, 9.0).apply(one).source.features.tolist() == [[3.0]]
    assert edits.add_feature("y").apply(one).view.plane == (0, 1)


# Walking


def test_a_walk_downhill_goes_the_steps_of_the_problem():
    state = edits.set_step_size(0.5).apply(LECTURE)
    found = descend(3).apply(state).source
    weights, biases = state.source.weights, state.source.biases
    for _ in range(3):
        weights, biases = step(Given.of(state), weights, biases, 0.01, 0.5)
    assert np.array_equal(found.weights, weights)
    assert np.array_equal(found.biases, biases)


def test_a_walk_is_one_step_of_the_history_and_none_once_it_is_back_at_its_beginning():
    document = Document(LECTURE)
    document.apply(edits.set_margin(2.0))
    start = document.state
    document.apply(descend())
    first = document.state.source
    document.apply(descend(5))
    document.apply(go_to_step(1, first.weights, first.biases))
    document.apply(descend())
    document.undo()
    assert document.state == start
    document.redo()
    assert document.undo_label.key == "descend"
    document.apply(go_to_step(0, start.source.weights, start.source.biases))
    assert document.state == start
    assert document.undo_label.key == "set_margin"


def test_a_walk_in_a_large_w_is_undone_to_the_last_digit():
    weights = np.random.default_rng(0).normal(size=(3, 2000))
    document = Document(random_state(np.eye(3, 2000), weights, np.zeros(3)))
    # Of many weights those that changed are kept, beside the state they changed into.
    tall = replace(
        document.state,
        classes=tuple(f"c{i}" for i in range(16)),
        source=LinearModel(np.eye(3, 2000), np.zeros((16, 2000)), np.zeros(16)),
    )
    document = Document(tall)
    for row in (0, 1):
        moved = np.array(document.state.source.weights)
        moved[row] += 1.0
        document.apply(go_to_step(row, moved, np.zeros(16)))
    document.undo()
    assert document.state == tall
    assert document.undo_label is None


def test_a_step_beyond_all_numbers_is_refused_and_w_stays():
    state = edits.set_strength(10.0).apply(edits.set_step_size(1e6).apply(LECTURE))
    document = Document(state)
    for steps in (20, 1000):
        with pytest.raises(EditError) as caught:
            document.apply(descend(steps))
        assert (caught.value.key, caught.value.params["size"]) == ("step_too_large", 1e6)
    assert document.state is state


def test_the_best_w_is_taken_or_it_is_said_why_not():
    state, found = fitted(LECTURE)
    assert take_best().apply(LECTURE) == state
    assert take_best(found).apply(LECTURE) == state
    without_price = edits.choose_penalty("none").apply(LECTURE)
    with pytest.raises(EditError) as caught:
        take_best().apply(without_price)
    assert caught.value.key == "no_minimum_separable"


def test_a_whole_w_is_checked_before_it_takes_its_place():
    with pytest.raises(EditError, match="shape"):
        edits.set_model("take_best", np.zeros((3, 5)), np.zeros(3)).apply(LECTURE)
    with pytest.raises(NonFiniteError):
        edits.set_model("take_best", np.full((3, 4), np.nan), np.zeros(3)).apply(LECTURE)


@pytest.mark.parametrize("size", [0.0, -1.0, 1.1e6, float("nan")])
def test_a_step_has_a_size(size):
    with pytest.raises(EditError, match="out_of_range"):
        edits.set_step_size(size).apply(LECTURE)


def test_a_file_holds_the_step_size_and_the_plane():
    state = edits.choose_axis(1, 3).apply(edits.set_step_size(0.25).apply(PIXELS))
    found = load_bytes(dump_bytes(state))
    assert found == state
    assert (found.descent, found.view.plane) == (DescentSettings(0.25), (0, 3))
    for name in (b"descent", b"plane"):
        assert name not in dump_bytes(PIXELS)
