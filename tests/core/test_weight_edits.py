"""Edits of weights, features, the landscape's pair and the comparison."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.document import Document
from core.errors import EditError, NonFiniteError
from core.evaluation import evaluate
from core.landscape.slice import Slice
from core.scenario.files import builtin, dump_bytes, load_bytes
from core.settings import LossSettings, PenaltySettings
from core.state import ScoreTable, State, View
from tests.core import oracle
from tests.core.test_edits import ANY_STEP
from tests.sweeps import tries

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
TABLE = State(
    title="Table",
    classes=("cat", "car", "frog"),
    examples=("a", "b"),
    labels=np.array([2, 0]),
    source=ScoreTable(np.array([[1.0, 2, 3], [4, 5, 6]])),
)


def seen(state, pair):
    return replace(state, view=replace(state.view, pair=pair))


def test_one_weight_bias_or_feature_changes_alone():
    after = edits.set_weight(1, 2, -9.5).apply(LECTURE)
    changed = after.source.weights != LECTURE.source.weights
    assert np.argwhere(changed).tolist() == [[1, 2]]
    assert after.source.weights[1, 2] == -9.5
    assert after.source.features is LECTURE.source.features
    after = edits.set_bias(2, 0.5).apply(LECTURE)
    assert after.source.biases.tolist() == [0, 0, 0.5]
    assert after.source.weights is LECTURE.source.weights
    after = edits.set_feature(1, 0, 7.0).apply(LECTURE)
    assert after.source.features[1].tolist() == [7, -1, 1, -1]
    assert after.source.features[0] is not None
    assert after.source.weights is LECTURE.source.weights


def test_the_point_of_the_landscape_moves_both_chosen_weights():
    state = seen(LECTURE, ((2, 1), (0, 3)))
    after = edits.set_pair(5.0, -6.0).apply(state)
    changed = after.source.weights != state.source.weights
    assert np.argwhere(changed).tolist() == [[0, 3], [2, 1]]
    assert after.source.weights[2, 1] == 5
    assert after.source.weights[0, 3] == -6


def test_a_new_feature_changes_no_score():
    after = edits.add_feature({"en": "tail", "ko": "꼬리"}).apply(LECTURE)
    assert after.feature_count == 5
    assert after.feature_names[4] == {"en": "tail", "ko": "꼬리"}
    assert (after.source.features[:, 4] == 0).all()
    assert (after.source.weights[:, 4] == 0).all()
    assert evaluate(after).scores == pytest.approx(evaluate(LECTURE).scores, rel=1e-15)


def test_a_removed_feature_takes_its_column_and_name_along():
    state = edits.rename_feature(2, "ears").apply(LECTURE)
    assert state.feature_names == ("x₁", "x₂", "ears", "x₄")
    after = edits.remove_feature(1).apply(state)
    assert after.feature_names == ("x₁", "ears", "x₄")
    kept = [0, 2, 3]
    assert oracle.same_bits(after.source.weights, state.source.weights[:, kept])
    assert oracle.same_bits(after.source.features, state.source.features[:, kept])


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (edits.remove_feature(0), ((0, 1), (2, 3)), ((0, 0), (2, 2))),
        (edits.remove_feature(3), ((0, 1), (2, 3)), ((0, 1), (2, 2))),
        (edits.remove_feature(1), ((0, 1), (0, 2)), ((0, 1), (0, 2))),
        (edits.remove_feature(3), ((1, 2), (1, 3)), ((1, 2), (1, 1))),
        (edits.remove_class(0), ((1, 1), (2, 3)), ((0, 1), (1, 3))),
        (edits.remove_class(2), ((1, 1), (2, 1)), ((1, 1), (1, 2))),
        (edits.move_class(0, 2), ((0, 1), (2, 3)), ((2, 1), (1, 3))),
        (edits.add_class("new"), ((0, 1), (2, 3)), ((0, 1), (2, 3))),
    ],
    ids=lambda value: value.label.key if isinstance(value, edits.Edit) else str(value),
)
def test_the_pair_follows_its_weights_and_stays_two(edit, before, after):
    assert edit.apply(seen(LECTURE, before)).view.pair == after


def test_with_a_single_feature_the_pair_spans_two_classes():
    state = LECTURE
    for _ in range(3):
        state = edits.remove_feature(0).apply(state)
    assert state.feature_count == 1
    assert state.view.pair == ((0, 0), (1, 0))


def test_without_its_last_feature_a_document_is_scores_alone_with_the_same_scores():
    state = edits.set_bias(2, 0.3).apply(LECTURE)
    for _ in range(3):
        state = edits.remove_feature(0).apply(state)
    before = evaluate(state).scores
    after = edits.remove_feature(0).apply(state)
    assert not after.has_weights
    assert after.feature_names == ()
    assert oracle.same_bits(after.source.scores, before)
    assert evaluate(after).penalty_term == 0.0


def test_a_weight_is_chosen_for_the_landscape():
    state = edits.choose_weight(0, 2, 3).apply(LECTURE)
    assert state.view.pair == ((2, 3), (0, 1))
    state = edits.choose_weight(1, 1, 1).apply(state)
    assert state.view.pair == ((2, 3), (1, 1))
    assert edits.choose_weight(1, 1, 1).apply(state) == state
    for slot, weight in ((0, (1, 1)), (1, (2, 3))):
        with pytest.raises(EditError) as caught:
            edits.choose_weight(slot, *weight).apply(state)
        assert caught.value.key == "same_weight"
    assert edits.choose_landscape("penalty").apply(state).view.landscape == "penalty"


def test_the_comparison_is_edited_and_used():
    state = edits.set_comparison("first", 3, -2.0).apply(LECTURE)
    assert state.comparison.first.tolist() == [1, 0, 0, -2]
    assert state.comparison.x is LECTURE.comparison.x
    state = edits.set_comparison("x", 0, 0.5).apply(state)
    assert evaluate(state).comparison.scores.tolist() == [-1.5, 0.875]
    used = edits.use_as_row("first", 1).apply(state)
    assert used.source.weights[1].tolist() == [1, 0, 0, -2]
    assert edits.use_as_row("second", 0).apply(state).source.weights[0].tolist() == [0.25] * 4


def test_a_row_of_another_length_does_not_fit():
    with pytest.raises(EditError) as caught:
        edits.use_as_row("first", 0).apply(edits.add_feature("tail").apply(LECTURE))
    assert caught.value.key == "wrong_length"
    assert caught.value.params == {"found": 4, "expected": 5}


@pytest.mark.parametrize(
    ("start", "edit", "key"),
    [
        (LECTURE, edits.set_weight(3, 0, 1.0), "no_such_class"),
        (LECTURE, edits.set_weight(0, 4, 1.0), "no_such_feature"),
        (LECTURE, edits.set_weight(0, -1, 1.0), "no_such_feature"),
        (LECTURE, edits.set_weight(0, 0, float("nan")), "out_of_range"),
        (LECTURE, edits.set_weight(0, 0, 1.1e60), "out_of_range"),
        (LECTURE, edits.set_bias(0, float("inf")), "out_of_range"),
        (LECTURE, edits.set_bias(3, 1.0), "no_such_class"),
        (LECTURE, edits.set_feature(3, 0, 1.0), "no_such_example"),
        (LECTURE, edits.set_feature(0, 4, 1.0), "no_such_feature"),
        (LECTURE, edits.set_feature(0, 0, -1.1e60), "out_of_range"),
        (LECTURE, edits.set_pair(0.0, float("nan")), "out_of_range"),
        (LECTURE, edits.add_feature(" "), "empty_name"),
        (LECTURE, edits.rename_feature(0, ""), "empty_name"),
        (LECTURE, edits.rename_feature(4, "x"), "no_such_feature"),
        (LECTURE, edits.remove_feature(4), "no_such_feature"),
        (LECTURE, edits.choose_weight(0, 3, 0), "no_such_class"),
        (LECTURE, edits.choose_weight(0, 0, 4), "no_such_feature"),
        (LECTURE, edits.choose_landscape("both"), "unknown_choice"),
        (LECTURE, edits.set_comparison("x", 4, 1.0), "no_such_feature"),
        (LECTURE, edits.set_comparison("third", 0, 1.0), "unknown_choice"),
        (LECTURE, edits.set_comparison("x", 0, float("nan")), "out_of_range"),
        (LECTURE, edits.use_as_row("x", 0), "unknown_choice"),
        (LECTURE, edits.use_as_row("first", 3), "no_such_class"),
        (LECTURE, edits.give_features(), "has_weights"),
        (TABLE, edits.set_weight(0, 0, 1.0), "no_weights"),
        (TABLE, edits.set_bias(0, 1.0), "no_weights"),
        (TABLE, edits.set_feature(0, 0, 1.0), "no_weights"),
        (TABLE, edits.set_pair(0.0, 1.0), "no_weights"),
        (TABLE, edits.add_feature("x"), "no_weights"),
        (TABLE, edits.remove_feature(0), "no_weights"),
        (TABLE, edits.rename_feature(0, "x"), "no_weights"),
        (TABLE, edits.choose_weight(0, 0, 1), "no_weights"),
        (TABLE, edits.use_as_row("first", 0), "no_weights"),
    ],
    ids=lambda value: value.label.key if isinstance(value, edits.Edit) else None,
)
def test_an_edit_that_cannot_be_made_says_why_and_changes_nothing(start, edit, key):
    document = Document(start)
    with pytest.raises(EditError) as caught:
        document.apply(edit)
    assert caught.value.key == key
    assert document.state is start


@given(
    st.lists(
        st.lists(st.one_of(st.floats(-100, 100), st.floats(-1e60, 1e60)), min_size=3, max_size=3),
        min_size=1,
        max_size=20,
    )
)
@tries(20)
def test_given_features_keep_every_score_and_both_losses_to_the_last_bit(rows):
    count = len(rows)
    names = tuple(f"e{i}" for i in range(count))
    table = State("t", ("a", "b", "c"), names, np.arange(count) % 3, ScoreTable(np.array(rows)))
    before, after = evaluate(table), evaluate(edits.give_features().apply(table))
    assert oracle.same_bits(after.scores, before.scores)
    assert oracle.same_bits(after.example.scores, before.example.scores)
    for key in ("softmax", "hinge"):
        one, other = before.loss_result(key), after.loss_result(key)
        assert oracle.same_bits(one.per_example, other.per_example)
        assert one.mean == other.mean
    model = after.state.source
    assert oracle.same_bits(model.features, np.eye(count))
    assert oracle.same_bits(model.weights, before.scores.T)
    assert (model.biases == 0).all()
    assert after.state.feature_names[0] == "x₁"


def test_features_are_given_to_at_most_256_examples():
    def table(count, value=0.0):
        return State(
            "t", ("a", "b"), ("e",) * count, [0] * count, ScoreTable(np.full((count, 2), value))
        )

    assert edits.give_features().apply(table(256)).feature_count == 256
    with pytest.raises(EditError) as caught:
        edits.give_features().apply(table(257))
    assert (caught.value.key, caught.value.params) == ("too_many_examples", {"maximum": 256})
    with pytest.raises(EditError, match="out_of_range"):
        edits.give_features().apply(table(1, 1e61))


INDEX = st.integers(0, 4)
VALUE = st.one_of(st.floats(-10, 10), st.sampled_from([0.0, -0.0, 1e60, -1e60, 1e-300]))
NEW_EDIT = st.one_of(
    st.builds(edits.set_weight, INDEX, INDEX, VALUE),
    st.builds(edits.set_bias, INDEX, VALUE),
    st.builds(edits.set_feature, INDEX, INDEX, VALUE),
    st.builds(edits.set_pair, VALUE, VALUE),
    st.builds(edits.add_feature, st.just("new")),
    st.builds(edits.remove_feature, INDEX),
    st.builds(edits.rename_feature, INDEX, st.text(max_size=2)),
    st.builds(edits.choose_weight, st.integers(0, 1), INDEX, INDEX),
    st.builds(edits.choose_landscape, st.sampled_from(["data", "penalty", "sum"])),
    st.builds(edits.set_comparison, st.sampled_from(["x", "first", "second"]), INDEX, VALUE),
    st.builds(edits.use_as_row, st.sampled_from(["first", "second"]), INDEX),
    st.builds(edits.give_features),
)


@given(st.sampled_from([TABLE, LECTURE]), st.lists(st.one_of(NEW_EDIT, ANY_STEP), max_size=15))
@tries(35)
def test_undo_and_redo_retrace_any_sequence_and_all_of_it_can_be_evaluated(start, sequence):
    document, history = Document(start), [start]
    for edit in sequence:
        try:
            document.apply(edit)
        except (EditError, NonFiniteError):
            assert document.state is history[-1]
        if document.state != history[-1]:
            history.append(document.state)
    for state in reversed(history):
        assert document.state is state
        document.undo()
    for state in history:
        assert document.state is state
        document.redo()
    check(document.state)


def check(state):
    """Everything about weights is finite, and what the view points at is there."""
    found = evaluate(state)
    assert np.isfinite(found.comparison.elastic).all()
    (c1, d1), (c2, d2) = state.view.pair
    classes, features = state.weight_counts
    assert (c1, d1) != (c2, d2)
    assert 0 <= min(c1, c2) <= max(c1, c2) < classes
    assert 0 <= min(d1, d2) <= max(d1, d2) < features
    assert len(state.feature_names) == state.feature_count
    assert load_bytes(dump_bytes(state)) == state
    if not state.has_weights:
        return
    for array in (found.products, found.per_weight("elastic_net"), found.pulls.total):
        assert np.isfinite(array).all()
        assert not oracle.has_negative_zero(array)
    landscape = Slice.of(found)
    minimum = landscape.minimum()
    assert minimum is None or np.isfinite(minimum).all()
    assert np.isfinite(landscape.total(*landscape.present[:, None])).all()


def test_states_differ_by_what_is_new_in_them():
    others = [
        edits.rename_feature(0, "ears").apply(LECTURE),
        edits.choose_weight(0, 2, 2).apply(LECTURE),
        edits.choose_landscape("data").apply(LECTURE),
        edits.set_comparison("x", 0, 2.0).apply(LECTURE),
    ]
    for k, one in enumerate(others):
        assert one != LECTURE
        assert all(one != other for other in others[:k])


def test_a_view_of_one_weight_twice_is_refused():
    with pytest.raises(EditError) as caught:
        View(pair=((0, 1), (0, 1)))
    assert caught.value.key == "same_weight"
    with pytest.raises(EditError, match="unknown_choice"):
        View(landscape="loss")


def test_feature_names_fit_the_features():
    with pytest.raises(EditError, match="shape"):
        replace(LECTURE, feature_names=("a", "b"))
    with pytest.raises(EditError, match="empty_name"):
        replace(LECTURE, feature_names=("a", "b", " ", "d"))
    assert replace(LECTURE, loss=LossSettings("hinge")).feature_names is LECTURE.feature_names
    assert TABLE.feature_names == ()
    assert PenaltySettings() == TABLE.penalty
