"""Every edit: what it does, what it refuses, and that undo takes it back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.document import Document
from core.errors import EditError, NonFiniteError
from core.evaluation import evaluate
from core.losses import LOSSES
from core.scenario.files import builtin
from core.settings import DIVISOR_KEYS, LossSettings
from core.state import LinearModel, ScoreTable, State, View
from tests.core import oracle
from tests.sweeps import tries

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
TABLE = State(
    title="Table",
    classes=("cat", "car", "frog"),
    examples=("a", "b"),
    labels=np.array([2, 0]),
    source=ScoreTable(np.array([[1.0, 2, 3], [4, 5, 6]])),
    view=View(example=1, score=2),
)


def scores(state):
    return evaluate(state).scores


def names(texts):
    return [text if isinstance(text, str) else text["en"] for text in texts]


def test_several_scores_of_one_example_change_at_once():
    assert scores(edits.set_scores(1, 1, [7.0, 8.5]).apply(TABLE)).tolist() == [
        [1, 2, 3],
        [4, 7, 8.5],
    ]
    after = edits.set_scores(0, 0, [1.0, 2.0, 3.0]).apply(LECTURE)
    assert scores(after)[0] == pytest.approx([1, 2, 3], rel=1e-15)


def test_a_score_with_weights_moves_by_the_least_norm_change():
    after = edits.set_score(0, 1, 7.1).apply(LECTURE)
    assert scores(after)[0] == pytest.approx([3.2, 7.1, -1.7], rel=1e-15)
    moved = after.source.weights - LECTURE.source.weights
    assert moved == pytest.approx(np.array([[0] * 4, [0.5] * 4, [0] * 4]), abs=1e-15)
    assert after.source.features is LECTURE.source.features


def test_examples_that_share_features_move_too():
    shared = State(
        "t",
        ("a", "b"),
        ("x", "y"),
        np.array([0, 1]),
        LinearModel(np.array([[1.0, 1], [1, 0]]), np.zeros((2, 2)), np.zeros(2)),
    )
    assert scores(edits.set_score(0, 0, 2.0).apply(shared)).tolist() == [[2, 0], [1, 0]]


def test_a_score_alone_changes_alone():
    after = edits.set_score(1, 0, -9.5).apply(TABLE)
    assert after.source.scores.tolist() == [[1, 2, 3], [-9.5, 5, 6]]
    assert TABLE.source.scores[1, 0] == 4


def test_a_label_and_names_are_set():
    assert edits.set_label(0, 1).apply(TABLE).labels.tolist() == [1, 0]
    assert edits.rename_class(1, "bus").apply(TABLE).classes == ("cat", "bus", "frog")
    renamed = edits.rename_example(0, {"en": "photo", "ko": "사진"}).apply(TABLE)
    assert renamed.examples == ({"en": "photo", "ko": "사진"}, "b")


def test_a_new_class_has_scores_of_zero():
    for state in (TABLE, LECTURE):
        after = edits.add_class("dog").apply(state)
        assert after.class_count == 4
        assert after.classes[3] == "dog"
        assert scores(after)[:, :3].tolist() == scores(state).tolist()
        assert (scores(after)[:, 3] == 0).all()
        assert after.labels.tolist() == state.labels.tolist()


@pytest.mark.parametrize(
    ("index", "left", "labels", "score"),
    [
        (0, ["car", "frog"], [1, 0], 1),
        (1, ["cat", "frog"], [1, 0], 1),
        (2, ["cat", "car"], [1, 0], 1),
    ],
)
def test_examples_of_a_removed_class_go_to_the_next_or_the_previous(index, left, labels, score):
    after = edits.remove_class(index).apply(TABLE)
    assert names(after.classes) == left
    assert after.labels.tolist() == labels
    assert after.view.score == score
    assert scores(after).tolist() == np.delete(scores(TABLE), index, axis=1).tolist()


@pytest.mark.parametrize("state", [TABLE, LECTURE], ids=["table", "weights"])
@pytest.mark.parametrize(("index", "to"), [(0, 2), (2, 0), (1, 2), (1, 1)])
def test_everything_of_a_class_moves_with_it(state, index, to):
    after = edits.move_class(index, to).apply(state)
    assert names(after.classes)[to] == names(state.classes)[index]
    for i in range(state.example_count):
        before = dict(zip(names(state.classes), scores(state)[i].tolist(), strict=True))
        now = dict(zip(names(after.classes), scores(after)[i].tolist(), strict=True))
        assert now == before
        assert after.classes[after.labels[i]] == state.classes[state.labels[i]]
    assert after.classes[after.view.score] == state.classes[state.view.score]


def test_examples_are_copied_to_the_end_and_the_first_copy_is_chosen():
    for state in (TABLE, LECTURE):
        after = edits.duplicate_examples([1, 0], ["copy", "other"]).apply(state)
        assert after.examples[-2:] == ("copy", "other")
        assert scores(after)[-2:].tolist() == scores(state)[[1, 0]].tolist()
        assert after.labels[-2:].tolist() == state.labels[[1, 0]].tolist()
        assert after.view.example == state.example_count


def test_a_fresh_example_of_scores_alone_has_zeros_and_is_chosen():
    after = edits.add_example("fresh").apply(TABLE)
    assert scores(after).tolist() == [*scores(TABLE).tolist(), [0, 0, 0]]
    assert after.examples[-1] == "fresh"
    assert after.labels[-1] == 0
    assert after.view.example == TABLE.example_count


def test_a_fresh_example_has_a_feature_of_its_own_and_moves_no_other():
    state = edits.set_bias(1, 0.25).apply(LECTURE)
    after = edits.add_example("fresh").apply(state)
    assert after.feature_names == ("x₁", "x₂", "x₃", "x₄", "x₅")
    assert after.source.features[-1].tolist() == [0, 0, 0, 0, 1]
    assert not after.source.features[:-1, -1].any()
    assert not after.source.weights[:, -1].any()
    assert scores(after)[-1].tolist() == [0, 0.25, 0]
    assert oracle.same_bits(scores(after)[:3], scores(state))
    edited = edits.set_score(3, 1, 7.1).apply(after)
    assert scores(edited)[-1].tolist() == [0, 7.1, 0]
    assert oracle.same_bits(scores(edited)[:3], scores(state))


def test_a_fresh_example_takes_over_a_feature_that_nobody_uses():
    state = edits.add_feature("spare").apply(LECTURE)
    after = edits.add_example("fresh").apply(state)
    assert after.feature_names == state.feature_names
    assert after.source.features[-1].tolist() == [0, 0, 0, 0, 1]
    # Its weights count in the penalty: a feature that has some is no spare one.
    paid = edits.set_weight(0, 4, 2.0).apply(state)
    after = edits.add_example("fresh").apply(paid)
    assert after.source.features[-1].tolist() == [0, 0, 0, 0, 0, 1]
    assert scores(after)[-1].tolist() == [0, 0, 0]


def test_a_feature_that_was_made_for_an_example_goes_with_it_in_the_same_step():
    state = edits.add_example("fresh").apply(LECTURE)
    assert state.feature_count == LECTURE.feature_count + 1
    after = edits.remove_examples([LECTURE.example_count]).apply(state)
    assert after.feature_names == LECTURE.feature_names
    assert after.source.features.tolist() == LECTURE.source.features.tolist()
    assert after.source.weights.tolist() == LECTURE.source.weights.tolist()


def test_the_features_of_two_examples_that_go_at_once_go_with_them():
    state = edits.add_example("two").apply(edits.add_example("one").apply(LECTURE))
    assert state.feature_count == LECTURE.feature_count + 2
    assert edits.remove_examples([3, 4]).apply(state).feature_names == LECTURE.feature_names


@pytest.mark.parametrize(
    "touch",
    [
        edits.set_weight(0, 4, 0.5),
        edits.rename_feature(4, "whiskers"),
        edits.set_feature(0, 4, 1.0),
        edits.set_feature(3, 4, 2.0),
        edits.duplicate_examples([3], ["twin"]),
    ],
    ids=["weight", "name", "another example", "its value", "a copy of the example"],
)
def test_a_feature_that_somebody_has_touched_stays_without_its_example(touch):
    state = touch.apply(edits.add_example("fresh").apply(LECTURE))
    assert state.feature_count == LECTURE.feature_count + 1
    after = edits.remove_examples([3]).apply(state)
    assert after.feature_names == state.feature_names


def test_the_only_feature_stays_whatever_it_was_made_for():
    source = LinearModel(np.array([[0.0], [1.0]]), np.zeros((2, 1)), np.zeros(2))
    state = State("t", ("a", "b"), ("x", "y"), np.array([0, 1]), source)
    assert edits.remove_examples([1]).apply(state).feature_names == ("x₁",)


@pytest.mark.parametrize("key", ["blank-scores", "blank-features"])
def test_in_what_is_built_from_a_blank_only_the_touched_score_moves(key):
    state = next(item for item in builtin() if item.key == key).load()
    for number in range(5):
        state = edits.add_example(f"number {number}").apply(state)
    wanted = np.round(np.random.default_rng(4).normal(0, 3, (6, 3)), 1)
    held = np.zeros((6, 3))
    for example, index in np.random.default_rng(9).permutation(np.argwhere(wanted != 0.0)):
        value = held[example, index] = wanted[example, index]
        state = edits.set_score(int(example), int(index), float(value)).apply(state)
        assert oracle.same_bits(scores(state), held)
    if state.has_weights:
        assert set(state.source.features.ravel().tolist()) <= {0.0, 1.0, -1.0}


@pytest.mark.parametrize(
    ("gone", "left", "before", "chosen"),
    [
        ([0], "bcde", 0, 0),
        ([0], "bcde", 3, 2),
        ([4], "abcd", 4, 3),
        ([1, 3], "ace", 1, 1),
        ([3, 4], "abc", 3, 2),
        ([1, 1], "acde", 2, 1),
    ],
)
def test_the_view_follows_its_example_when_some_are_removed(gone, left, before, chosen):
    table = ScoreTable(np.arange(15.0).reshape(5, 3))
    state = State("five", ("x", "y", "z"), tuple("abcde"), np.array([0, 1, 2, 0, 1]), table)
    after = edits.remove_examples(gone).apply(edits.choose_example(before).apply(state))
    assert "".join(after.examples) == left
    assert after.view.example == chosen
    assert scores(after).tolist() == np.delete(scores(state), gone, axis=0).tolist()
    assert after.labels.tolist() == np.delete(state.labels, gone).tolist()


def test_several_labels_are_set_at_once():
    assert edits.set_label([0, 1], 2).apply(TABLE).labels.tolist() == [2, 2]


@pytest.mark.parametrize(("index", "to"), [(0, 2), (2, 0), (0, 1)])
def test_the_view_follows_its_example_when_one_moves(index, to):
    state = edits.choose_example(1).apply(LECTURE)
    after = edits.move_example(index, to).apply(state)
    assert after.examples[to] == state.examples[index]
    assert after.examples[after.view.example] == state.examples[1]
    assert scores(after)[to].tolist() == scores(state)[index].tolist()


def test_what_if_starts_on_the_correct_class_of_another_example_until_another_is_chosen():
    def swept(state, *steps):
        for step in steps:
            state = step.apply(state)
        return state.view.score

    to_car, to_frog = edits.choose_example(1), edits.choose_example(2)
    assert swept(LECTURE, to_car) == 1
    assert swept(LECTURE, to_car, edits.choose_score(2)) == 2
    # The same example again is no change; the next one starts anew.
    assert swept(LECTURE, to_car, edits.choose_score(0), to_car) == 0
    assert swept(LECTURE, to_car, edits.choose_score(0), to_frog) == 2
    # Whatever brings another example before the eyes.
    assert swept(LECTURE, to_frog, edits.add_example("fresh")) == 0
    assert swept(LECTURE, edits.duplicate_examples([2, 1], ["copy", "other"])) == 2
    assert swept(LECTURE, edits.choose_score(2), edits.remove_examples([0])) == 1
    # What is looked at stays: so does its score.
    assert swept(LECTURE, to_car, edits.choose_score(2), edits.remove_examples([0])) == 2
    assert swept(LECTURE, to_car, edits.choose_score(2), edits.move_example(1, 0)) == 2


@pytest.mark.parametrize(
    ("edit", "part", "field", "value"),
    [
        (edits.choose_loss("hinge"), "loss", "active", "hinge"),
        (edits.set_margin(2.5), "loss", "margin", 2.5),
        (edits.set_loss_switch("squared", True), "loss", "squared", True),
        (
            edits.set_loss_switch("include_correct_class", True),
            "loss",
            "include_correct_class",
            True,
        ),
        (edits.choose_divisor("all"), "loss", "class_divisor", "all"),
        (edits.choose_penalty("l1"), "penalty", "kind", "l1"),
        (edits.set_strength(0.5), "penalty", "strength", 0.5),
        (edits.set_l1_share(0.25), "penalty", "l1_share", 0.25),
        (edits.set_half(True), "penalty", "half", True),
        (edits.choose_score(1), "view", "score", 1),
        (edits.compare_losses(False), "view", "compare_losses", False),
        (edits.compare_with("hinge"), "view", "compare_with", "hinge"),
        (edits.show_gradient(True), "view", "gradient_arrows", True),
        (edits.choose_axis(1, 3), "view", "plane", (0, 3)),
        (edits.set_step_size(0.5), "descent", "step_size", 0.5),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_switch_changes_itself_and_nothing_else(edit, part, field, value):
    after = edit.apply(LECTURE)
    assert getattr(getattr(after, part), field) == value
    assert getattr(getattr(LECTURE, part), field) != value
    assert after.source is LECTURE.source
    changed = {
        name
        for kind in ("loss", "penalty", "view", "descent")
        for name, now in vars(getattr(after, kind)).items()
        if vars(getattr(LECTURE, kind))[name] != now
    }
    assert changed == {field}


@pytest.mark.parametrize(
    ("edit", "key"),
    [
        (edits.set_score(0, 3, 1.0), "no_such_class"),
        (edits.set_scores(0, 2, [1.0, 2.0]), "column_too_long"),
        (edits.set_scores(0, 1, [1.0, 1.1e300]), "out_of_range"),
        (edits.set_score(2, 0, 1.0), "no_such_example"),
        (edits.set_score(0, 0, 1.1e300), "out_of_range"),
        (edits.set_score(0, 0, float("nan")), "out_of_range"),
        (edits.set_score(0, -1, 1.0), "no_such_class"),
        (edits.set_label(0, 3), "no_such_class"),
        (edits.set_label(-1, 0), "no_such_example"),
        (edits.rename_class(0, "  "), "empty_name"),
        (edits.rename_class(3, "x"), "no_such_class"),
        (edits.rename_example(0, {}), "empty_name"),
        (edits.add_class(""), "empty_name"),
        (edits.remove_class(3), "no_such_class"),
        (edits.move_class(0, 3), "no_such_class"),
        (edits.add_example(""), "empty_name"),
        (edits.duplicate_examples([0], [""]), "empty_name"),
        (edits.rename_class(0, "x" * 201), "name_too_long"),
        (edits.rename_example(0, {"en": "x", "ko": "가" * 201}), "name_too_long"),
        (edits.add_example("x" * 201), "name_too_long"),
        (edits.duplicate_examples([2], ["x"]), "no_such_example"),
        (edits.remove_examples([-1]), "no_such_example"),
        (edits.remove_examples([0, 1]), "too_few_examples"),
        (edits.set_label([0, 2], 0), "no_such_example"),
        (edits.move_example(0, 2), "no_such_example"),
        (edits.choose_loss("mse"), "unknown_choice"),
        (edits.set_margin(0.0), "out_of_range"),
        (edits.set_margin(float("inf")), "out_of_range"),
        (edits.choose_penalty("l1"), "no_weights"),
        (edits.set_strength(0.1), "no_weights"),
        (edits.set_l1_share(0.1), "no_weights"),
        (edits.set_half(True), "no_weights"),
        (edits.choose_example(2), "no_such_example"),
        (edits.choose_score(3), "no_such_class"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.label.key,
)
def test_an_edit_that_cannot_be_made_says_why_and_changes_nothing(edit, key):
    document = Document(TABLE)
    with pytest.raises(EditError) as caught:
        document.apply(edit)
    assert caught.value.key == key
    assert document.state is TABLE
    assert document.undo_label is None


@pytest.mark.parametrize(
    "edit",
    [
        edits.choose_penalty("l3"),
        edits.set_strength(-1.0),
        edits.set_strength(1.1e12),
        edits.set_l1_share(1.1),
        edits.set_score(0, 0, 1e61),
    ],
    ids=lambda edit: edit.label.key,
)
def test_a_value_beyond_its_limits_is_refused_where_there_are_weights(edit):
    with pytest.raises(EditError, match=r"out_of_range|unknown_choice"):
        edit.apply(LECTURE)


def test_two_classes_and_one_example_stay():
    state = edits.remove_class(0).apply(TABLE)
    with pytest.raises(EditError) as caught:
        edits.remove_class(0).apply(state)
    assert (caught.value.key, caught.value.params["minimum"]) == ("too_few_classes", 2)
    state = edits.remove_examples([0]).apply(TABLE)
    with pytest.raises(EditError) as caught:
        edits.remove_examples([0]).apply(state)
    assert (caught.value.key, caught.value.params["minimum"]) == ("too_few_examples", 1)


def test_a_thousand_classes_are_the_most():
    many = State("t", ("c",) * 1000, ("x",), np.array([0]), ScoreTable(np.zeros((1, 1000))))
    with pytest.raises(EditError, match="too_many_classes"):
        edits.add_class("one more").apply(many)


def test_squares_of_huge_scores_are_refused_before_they_overflow():
    huge = edits.set_score(0, 0, 1e200).apply(TABLE)
    with pytest.raises(EditError, match="out_of_range"):
        edits.set_loss_switch("squared", True).apply(huge)
    squared = edits.set_loss_switch("squared", True).apply(TABLE)
    with pytest.raises(EditError, match="out_of_range"):
        edits.set_score(0, 0, 1e200).apply(squared)
    assert LossSettings(squared=True) == squared.loss


ANY_EDIT = st.one_of(
    st.builds(
        edits.set_score,
        st.integers(0, 4),
        st.integers(0, 4),
        st.one_of(st.floats(-100, 100), st.floats()),
    ),
    st.builds(edits.set_label, st.integers(0, 4), st.integers(0, 4)),
    st.builds(edits.rename_class, st.integers(0, 4), st.text(max_size=3)),
    st.builds(edits.rename_example, st.integers(0, 4), st.text(max_size=3)),
    st.builds(edits.add_class, st.just("new")),
    st.builds(edits.remove_class, st.integers(0, 4)),
    st.builds(edits.move_class, st.integers(0, 4), st.integers(0, 4)),
    st.builds(edits.add_example, st.just("new")),
    st.builds(
        lambda indices: edits.duplicate_examples(indices, ["new"] * len(indices)),
        st.lists(st.integers(0, 4), min_size=1, max_size=3),
    ),
    st.builds(edits.remove_examples, st.lists(st.integers(0, 4), min_size=1, max_size=3)),
    st.builds(edits.move_example, st.integers(0, 4), st.integers(0, 4)),
    st.builds(edits.choose_loss, st.sampled_from(["softmax", "hinge"])),
    st.builds(edits.set_margin, st.floats(-1, 10)),
    st.builds(
        edits.set_loss_switch,
        st.sampled_from(["squared", "include_correct_class", "sum_over_examples"]),
        st.booleans(),
    ),
    st.builds(edits.choose_penalty, st.sampled_from(["none", "l1", "l2", "elastic_net"])),
    st.builds(edits.set_strength, st.floats(-1, 100)),
    st.builds(edits.set_l1_share, st.floats(0, 1)),
    st.builds(edits.set_half, st.booleans()),
    st.builds(edits.choose_example, st.integers(0, 4)),
    st.builds(edits.choose_score, st.integers(0, 4)),
    st.builds(edits.choose_divisor, st.sampled_from([*DIVISOR_KEYS, "half"])),
    st.builds(edits.compare_losses, st.booleans()),
    st.builds(edits.compare_with, st.sampled_from([*LOSSES, "hinges"])),
    st.builds(edits.show_gradient, st.booleans()),
    st.builds(edits.hold_out, st.lists(st.integers(0, 4), min_size=1, max_size=3), st.booleans()),
    st.builds(edits.split, st.floats(0, 1), st.integers(0, 3)),
    st.builds(edits.set_step_size, st.floats(-1, 2)),
    st.builds(edits.scale_all, st.floats(-1, 3)),
    st.just(edits.standardize()),
    st.builds(edits.choose_axis, st.integers(0, 1), st.integers(0, 4)),
    st.builds(edits.move_point, st.integers(0, 4), st.floats(-9, 9), st.floats(-9, 9)),
    st.builds(edits.add_point, st.just("new"), st.integers(0, 4), st.floats(-9, 9), st.just(1.0)),
    st.builds(edits.load, st.sampled_from([TABLE, LECTURE])),
)


ANY_STEP = ANY_EDIT.filter(lambda edit: edit.label.key not in edits.ASIDE)


@given(st.sampled_from([TABLE, LECTURE]), st.lists(ANY_STEP, max_size=12))
@tries(30)
def test_undo_and_redo_retrace_any_sequence_of_edits(start, sequence):
    document = Document(start)
    history, last = [start], None
    for edit in sequence:
        try:
            document.apply(edit)
        except (EditError, NonFiniteError):
            assert document.state is history[-1]
        if document.state != history[-1]:
            looks_on = edit.label.key in edits.LOOKING and edit.label.key == last
            history = [*history[:-1], document.state] if looks_on else [*history, document.state]
            last = edit.label.key
            if len(history) > 1 and history[-1] == history[-2]:
                history.pop()
                last = document.undo_label.key if document.undo_label else None
            else:
                assert document.undo_label.key == edit.label.key
    for state in reversed(history):
        assert document.state is state
        document.undo()
    assert document.undo_label is None
    for state in history:
        assert document.state is state
        document.redo()
    assert document.redo_label is None


@given(st.sampled_from([TABLE, LECTURE]), st.lists(ANY_EDIT, max_size=8))
@tries(40)
def test_whatever_is_edited_can_be_evaluated(start, sequence):
    document = Document(start)
    for edit in sequence:
        try:
            document.apply(edit)
        except EditError:
            continue
    evaluation = evaluate(document.state)
    assert np.isfinite(evaluation.total)
    assert np.isfinite(evaluation.score_gradient).all()
    assert 0 <= document.state.view.example < document.state.example_count
    assert 0 <= document.state.view.score < document.state.class_count
