"""What is computed again after a small change: only what it touches, and to the same bits."""

from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from core import edits, lineage, linear
from core.batch import Batch
from core.document import Document
from core.errors import EditError
from core.evaluation import Evaluation, evaluate
from core.losses import LOSSES
from core.losses.softmax import Softmax
from core.state import LinearModel, ScoreTable, State
from tests.sweeps import tries

COUNT, CLASSES = 700, 4
BINS = 9.0, 12


def state(depth=0, count=COUNT):
    random = np.random.default_rng(depth)
    if depth:
        weights = random.normal(size=(CLASSES, depth))
        source = LinearModel(random.normal(size=(count, depth)), weights, np.zeros(CLASSES))
    else:
        source = ScoreTable(random.normal(size=(count, CLASSES)).round(2))
    names = tuple(f"example {number}" for number in range(count))
    return State("Many", tuple("abcd"), names, random.integers(0, CLASSES, count), source)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """Blocks and memories of large documents, at the size of a small one."""
    monkeypatch.setattr("core.losses.base.BLOCK_ELEMENTS", 64)
    monkeypatch.setattr("core.batch.BLOCK", 32)
    for module in ("core.lineage", "core.history", "core.parts"):
        monkeypatch.setattr(f"{module}.SMALL", 16)


def ask(evaluation: Evaluation) -> list[object]:
    """All that is shown of all examples."""
    found = [evaluation.scores, evaluation.batch.predicted, evaluation.batch.lead]
    found += [evaluation.batch.confusion, evaluation.batch.right_count]
    found += [evaluation.batch.held_out_right_count]
    for key in LOSSES:
        result = evaluation.loss_result(key)
        histogram = result.histogram(*BINS)
        found += [result.per_example, result.sum, result.largest, histogram.counts, histogram.zeros]
        found += [result.held_out]
        found += [result.carriers(5).indices, result.carriers(5).shares]
    return [*found, evaluation.score_gradient, evaluation.weight_gradient]


def assert_same(evaluation: Evaluation) -> None:
    for one, other in zip(ask(evaluation), ask(evaluate(evaluation.state)), strict=True):
        np.testing.assert_array_equal(one, other)


number = st.floats(-8.0, 8.0).map(lambda value: round(value, 1))
place = st.integers(0, COUNT // 2)
index = st.integers(0, 1)
EDITS = st.one_of(
    st.builds(edits.set_score, place, index, number),
    st.builds(edits.set_label, place, index),
    st.builds(lambda rows: edits.set_label(rows, 1), st.lists(place, min_size=1, max_size=9)),
    st.builds(edits.remove_examples, st.lists(place, min_size=1, max_size=4)),
    st.builds(lambda row: edits.duplicate_examples([row], ["copy"]), place),
    st.builds(edits.move_example, place, place),
    st.just(edits.add_example("added")),
    st.builds(edits.hold_out, st.lists(place, min_size=1, max_size=9), st.booleans()),
    st.builds(edits.set_margin, st.floats(0.5, 3.0)),
    st.just(edits.add_class("added")),
    st.builds(edits.remove_class, index),
    st.builds(edits.move_class, index, st.integers(0, CLASSES - 1)),
    st.builds(edits.rename_example, place, st.just("renamed")),
    st.just("undo"),
    st.just("redo"),
)
OF_WEIGHTS = st.one_of(
    EDITS,
    st.builds(edits.set_strength, st.floats(0.0, 1.0)),
    st.builds(edits.set_weight, index, index, number),
    st.builds(edits.set_bias, index, number),
    st.builds(edits.set_feature, place, index, number),
    st.just(edits.add_feature("added")),
)


def walk(document: Document, steps: list[object]) -> None:
    evaluation = evaluate(document.state)
    ask(evaluation)
    for step in steps:
        if isinstance(step, str):
            getattr(document, step)()
        else:
            with suppress(EditError):  # too few classes, or no such class any more
                document.apply(step)
        evaluation = evaluate(document.state, evaluation)
        assert_same(evaluation)
        evaluation.settle()


many = tries(8, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(st.lists(EDITS, min_size=1, max_size=8))
def test_scores_alone_come_out_as_if_all_were_computed_again(steps):
    walk(Document(state()), steps)


@many
@given(st.sampled_from([3, 20]), st.lists(OF_WEIGHTS, min_size=1, max_size=8))
def test_with_weights_all_comes_out_as_if_it_were_computed_again(depth, steps):
    walk(Document(state(depth)), steps)


class Counted:
    """Counts the rows whose softmax loss is computed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows = 0
        plain = Softmax._by_column

        def counted(loss, columns, *others):
            self.rows += columns.shape[1]
            return plain(loss, columns, *others)

        monkeypatch.setattr(Softmax, "_by_column", counted)


@pytest.mark.parametrize(
    "step",
    [
        edits.set_score(5, 1, 3.0),
        edits.set_label(5, 2),
        edits.remove_examples([5]),
        edits.duplicate_examples([5], ["copy"]),
        edits.add_example("added"),
        edits.move_example(5, 9),
    ],
    ids=lambda step: step.label.key,
)
def test_an_edit_of_one_example_computes_one_block_of_losses_and_so_does_its_undo(
    step, monkeypatch
):
    document = Document(state())
    evaluation = evaluate(document.state)
    before = evaluation.loss_result("softmax").per_example
    counted = Counted(monkeypatch)
    document.apply(step)
    evaluation = evaluate(document.state, evaluation)
    ask_for = evaluation.loss_result("softmax").per_example
    assert len(ask_for) == document.state.example_count
    assert counted.rows <= 32
    document.undo()
    counted.rows = 0
    evaluation = evaluate(document.state, evaluation)
    np.testing.assert_array_equal(evaluation.loss_result("softmax").per_example, before)
    assert counted.rows <= 32


def test_a_drag_compares_frame_with_frame_not_array_with_array(monkeypatch):
    document = Document(state())
    evaluation = evaluate(document.state)
    ask(evaluation)
    monkeypatch.setattr(lineage, "_compared", None)
    document.begin()
    for value in (1.0, 2.0, 3.0):
        document.preview(edits.set_score(5, 1, value))
        evaluation = evaluate(document.state, evaluation)
        assert len(evaluation.loss_result("hinge").per_example) == COUNT
    document.commit()


def test_a_weight_moves_the_scores_of_its_class_alone(monkeypatch):
    before = evaluate(state(20))
    assert before.scores.shape == (COUNT, CLASSES)
    asked = []
    plain = linear.scores

    def noted(weights, *others):
        asked.append(len(weights))
        return plain(weights, *others)

    monkeypatch.setattr("core.linear.scores", noted)
    after = evaluate(edits.set_weight(2, 0, 1.5).apply(before.state), before)
    np.testing.assert_array_equal(after.scores[:, :2], before.scores[:, :2])
    assert asked == [1]


def test_no_example_is_scored_again_for_one_that_is_its_copy(monkeypatch):
    before = evaluate(state(20))
    assert before.scores.shape == (COUNT, CLASSES)
    asked = []
    plain = linear.scores

    def noted(weights, features, *others):
        asked.append(len(features))
        return plain(weights, features, *others)

    monkeypatch.setattr("core.linear.scores", noted)
    after = evaluate(edits.duplicate_examples([5], ["again"]).apply(before.state), before)
    assert len(after.scores) == COUNT + 1
    assert sum(asked) == 0


@pytest.mark.parametrize("depth", [3, linear.PAIRED_FEATURES + 1])
def test_weights_that_are_the_same_numbers_once_more_move_no_score(depth):
    first = state(depth)
    evaluation = evaluate(first)
    scores = evaluation.scores
    copied = replace(first.source, weights=np.array(first.source.weights))
    again = evaluate(replace(first, source=copied), evaluation)
    np.testing.assert_array_equal(again.scores, scores)


def test_at_rest_nothing_is_kept_of_a_document_that_is_gone():
    gone = evaluate(state(20))
    ask(gone)
    there = evaluate(state(3, count=COUNT - 1), gone)
    ask(there)
    there.settle()
    of_old = {id(array) for array in vars(gone.state.source).values()}
    held = [one for inputs, _ in there._parts.values() for one in inputs]
    assert not [one for one in held if id(one) in of_old]


def test_at_rest_what_no_page_asks_for_follows_where_that_is_cheap(monkeypatch):
    before = evaluate(state())
    ask(before)
    after = evaluate(edits.set_score(5, 1, 3.0).apply(before.state), before)
    after.settle()
    counted = Counted(monkeypatch)
    assert isinstance(after.batch, Batch)
    assert len(after.loss_result("softmax").per_example) == COUNT
    assert not counted.rows


def test_numbers_that_were_checked_are_not_checked_again(monkeypatch):
    before = state()
    looked = []
    monkeypatch.setattr("core.checks.require_finite", lambda values, name: looked.append(name))
    edits.set_score(5, 1, 3.0).apply(before)
    edits.remove_examples([3]).apply(before)
    edits.set_label(3, 1).apply(before)
    assert not looked


def test_a_number_that_is_new_is_still_held_against_the_limit():
    table = state().source
    scores = lineage.with_rows(table.scores, np.array([3]), np.full((1, CLASSES), 1e299))
    assert lineage.bound_of(scores) == 1e299
    squared = edits.set_loss_switch("squared", True).apply(state())
    with pytest.raises(ValueError, match="out_of_range"):
        State("x", squared.classes, squared.examples, squared.labels, ScoreTable(scores),
              squared.loss)  # fmt: skip


@pytest.mark.parametrize("depth", [3, 40])
@pytest.mark.parametrize(
    ("edit", "classes"),
    [
        (edits.add_class("added"), 1),
        (edits.remove_class(1), 0),
        (edits.move_class(0, 3), 0),
        (edits.set_weight(2, 0, 0.5), 1),
    ],
)
def test_of_classes_that_come_go_and_move_only_new_ones_are_scored(
    monkeypatch, depth, edit, classes
):
    before = evaluate(state(depth))
    assert before.scores.shape == (COUNT, CLASSES)
    scores, computed = linear.scores, []

    def counting(weights, *arguments):
        computed.append(len(weights))
        return scores(weights, *arguments)

    monkeypatch.setattr(linear, "scores", counting)
    after = evaluate(edit.apply(before.state), before)
    found = after.scores
    assert sum(computed) == classes
    monkeypatch.undo()
    np.testing.assert_array_equal(found, evaluate(after.state).scores)
