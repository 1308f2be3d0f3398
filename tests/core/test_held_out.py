"""Examples that are held out: no part of L, its gradients or the best W, and told apart."""

from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.document import Document
from core.errors import EditError
from core.evaluation import evaluate
from core.fit import Given, fitted
from core.landscape.slice import Slice
from core.losses import LOSSES
from core.losses.softmax import Softmax
from core.report import report
from core.scenario.files import builtin, dump_bytes, load_bytes
from core.state import ScoreTable, State

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]
WITHOUT_FROG = edits.hold_out([2], on=True).apply(LECTURE)
DIGITS = edits.split(0.4, 3).apply(STATES["digits"])
REST = edits.remove_examples(np.flatnonzero(DIGITS.held_out).tolist()).apply(DIGITS)


def test_means_are_of_the_training_examples_and_of_the_others_apart():
    found = evaluate(WITHOUT_FROG)
    assert found.loss_result("hinge").mean == pytest.approx((2.9 + 0) / 2, rel=1e-15)
    assert found.loss_result("hinge").held_out_mean == pytest.approx(12.9, rel=1e-15)
    softmax = (2.0403551528001706 + 0.079131778291349021) / 2
    assert found.data_loss == pytest.approx(softmax, rel=1e-15)
    assert found.loss_result("softmax").held_out_mean == pytest.approx(6.1564772016642112)
    assert found.total == pytest.approx(softmax + 0.22385, rel=1e-14)
    # What each example's own loss is, held out or not, stays to be seen.
    assert found.loss_result("hinge").per_example == pytest.approx([2.9, 0, 12.9], rel=1e-15)
    assert evaluate(LECTURE).active.held_out_mean is None


@pytest.mark.parametrize("whole", [False, True], ids=["mean", "sum"])
@pytest.mark.parametrize("key", LOSSES)
def test_all_sums_and_slopes_are_those_of_a_document_without_them(key, whole):
    both = edits.choose_loss(key), edits.set_loss_switch("sum_over_examples", whole)
    state, rest = DIGITS, REST
    for edit in both:
        state, rest = edit.apply(state), edit.apply(rest)
    found, without = evaluate(state), evaluate(rest)
    assert found.total == pytest.approx(without.total, rel=1e-13)
    assert found.weight_gradient == pytest.approx(without.weight_gradient, rel=1e-12, abs=1e-13)
    assert found.bias_gradient == pytest.approx(without.bias_gradient, rel=1e-12, abs=1e-13)
    assert found.pulls.total == pytest.approx(without.pulls.total, rel=1e-12, abs=1e-13)
    assert not found.score_gradient[state.held_out].any()
    kept = ~state.held_out
    assert found.score_gradient[kept] == pytest.approx(without.score_gradient, rel=1e-13)
    first, second = np.array([-1.0, 0.5]), np.array([2.0, 0.0])
    cut, other = Slice.of(found), Slice.of(without)
    assert cut.total(first, second) == pytest.approx(other.total(first, second), rel=1e-12)


def test_shares_carriers_and_counts_are_those_of_a_document_without_them():
    found, without, kept = evaluate(DIGITS), evaluate(REST), np.flatnonzero(~DIGITS.held_out)
    held = np.flatnonzero(DIGITS.held_out)
    one, other = found.active, without.active
    assert one.leading(5).tolist() == kept[other.leading(5)].tolist()
    assert one.carriers(5).indices.tolist() == kept[other.carriers(5).indices].tolist()
    assert one.carriers(5).shares == pytest.approx(other.carriers(5).shares, rel=1e-12)
    assert one.shares_of(kept).sum() == pytest.approx(1.0, rel=1e-12)
    assert not one.shares_of([-1, *held]).any()
    assert one.histogram(9.0, 7).counts.tolist() == other.histogram(9.0, 7).counts.tolist()
    assert found.batch.right_count == without.batch.right_count
    assert found.batch.confusion.tolist() == without.batch.confusion.tolist()
    assert found.inside_count == without.inside_count
    right = found.batch.predicted == DIGITS.labels
    assert found.batch.held_out_right_count == np.count_nonzero(right[held])
    both = found.batch.confusion + found.batch.held_out_confusion
    assert both.sum() == len(right)
    assert found.batch.held_out_confusion.trace() == np.count_nonzero(right[held])


def test_the_best_w_is_fitted_to_the_training_examples():
    assert fitted(DIGITS)[1].total == pytest.approx(fitted(REST)[1].total, rel=1e-9)
    assert len(Given.of(DIGITS).labels) == REST.example_count


def test_holding_out_computes_no_loss_again(monkeypatch):
    evaluation = evaluate(DIGITS)
    before = evaluation.active.gradient, evaluation.batch.lead, evaluation.batch.right_count

    def computed(*_):
        raise AssertionError("computed again")

    monkeypatch.setattr(Softmax, "with_gradient", computed)
    monkeypatch.setattr(Softmax, "per_example", computed)
    after = evaluate(edits.hold_out(range(200), on=False).apply(DIGITS), None)
    after = evaluate(replace(after.state, view=DIGITS.view), evaluation)
    assert after.active.gradient is before[0]
    assert after.active.held_out_mean is None
    assert after.batch.lead is before[1]
    assert after.batch.right_count > before[2]


def test_one_training_example_stays_whatever_is_asked():
    document = Document(WITHOUT_FROG)
    for edit in (edits.hold_out([0, 1], on=True), edits.remove_examples([0, 1])):
        with pytest.raises(EditError) as caught:
            document.apply(edit)
        assert caught.value.key == "all_held_out"
        assert document.state is WITHOUT_FROG
    with pytest.raises(EditError, match="all_held_out"):
        replace(LECTURE, held_out=np.ones(3, dtype=bool))
    with pytest.raises(EditError, match="no_such_example"):
        edits.hold_out([3], on=True).apply(LECTURE)
    with pytest.raises(EditError, match="shape"):
        replace(LECTURE, held_out=np.zeros(2, dtype=bool))
    with pytest.raises(TypeError):
        replace(LECTURE, held_out=np.array([0, 1, 0]))


def test_holding_out_is_a_step_of_its_own_and_a_change_of_the_document():
    document = Document(LECTURE)
    document.apply(edits.hold_out([2, 2], on=True))
    assert document.state.held_out.tolist() == [False, False, True]
    assert document.state.training.tolist() == [0, 1]
    assert document.modified
    document.apply(edits.hold_out([2], on=False))
    assert document.state == LECTURE
    document.undo()
    assert document.undo_label.key == "hold_out"
    document.undo()
    assert document.state is LECTURE


def test_a_step_that_holds_few_of_very_many_out_keeps_these_rows_alone():
    count = 100_000
    names = tuple(map(str, range(count)))
    table = ScoreTable(np.zeros((count, 2)))
    start = State("t", ("x", "y"), names, np.zeros(count, dtype=int), table)
    document = Document(start)
    document.apply(edits.hold_out([7, 99_999], on=True))
    assert document.history_size < 100
    document.apply(edits.hold_out(np.flatnonzero(document.state.held_out), on=False))
    assert not document.state.has_held_out
    document.undo()
    assert np.flatnonzero(document.state.held_out).tolist() == [7, 99_999]
    document.undo()
    assert document.state == start


def test_an_example_keeps_its_place_among_the_held_out_wherever_it_goes():
    def held(edit):
        return edit.apply(WITHOUT_FROG).held_out.tolist()

    assert held(edits.move_example(2, 0)) == [True, False, False]
    assert held(edits.remove_examples([0])) == [False, True]
    assert held(edits.duplicate_examples([2, 0], ["a", "b"])) == [False, False, True, True, False]
    assert held(edits.add_example("new")) == [False, False, True, False]


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.9])
def test_a_split_takes_the_same_share_of_every_class(share):
    state = STATES["digits"]
    found = edits.split(share, 0).apply(state)
    assert np.count_nonzero(found.held_out) == round(200 * share)
    for label in range(10):
        of_class = state.labels == label
        taken = np.count_nonzero(found.held_out & of_class)
        assert abs(taken - share * of_class.sum()) < 1


def test_a_seed_tells_a_split_and_another_seed_another():
    state = STATES["digits"]
    one = edits.split(0.5, 7).apply(state)
    assert np.array_equal(one.held_out, edits.split(0.5, 7).apply(one).held_out)
    assert not np.array_equal(one.held_out, edits.split(0.5, 8).apply(state).held_out)
    assert not edits.split(0.0, 7).apply(one).has_held_out


def test_a_split_leaves_every_class_an_example():
    labels = np.array([0, 1, 1, 1, 1, 1])
    names = tuple("abcdef")
    state = State("t", ("x", "y", "z"), names, labels, ScoreTable(np.zeros((6, 3))))
    found = edits.split(0.95, 1).apply(state)
    assert not found.held_out[0]
    assert np.count_nonzero(found.held_out) == 4
    with pytest.raises(EditError, match="nothing_to_hold_out"):
        edits.split(0.5, 1).apply(LECTURE)
    for share, seed in ((0.96, 0), (-0.1, 0), (0.5, -1), (float("nan"), 0)):
        with pytest.raises(EditError, match="out_of_range"):
            edits.split(share, seed).apply(state)


def test_a_file_holds_which_examples_are_held_out():
    assert load_bytes(dump_bytes(DIGITS)) == DIGITS
    table = edits.hold_out([0, 3], on=True).apply(
        State("t", ("x", "y"), tuple("abcd"), np.array([0, 1, 1, 0]), ScoreTable(np.eye(4, 2)))
    )
    assert load_bytes(dump_bytes(table)) == table
    assert b'"held_out": [0, 3]' in dump_bytes(table)
    assert b"held_out" not in dump_bytes(LECTURE)


def test_so_does_a_file_of_very_many_numbers():
    count = 60_000
    held_out = np.arange(count) % 7 == 0
    names = tuple(map(str, range(1, count + 1)))
    table = ScoreTable(np.zeros((count, 2)))
    state = State("t", ("x", "y"), names, np.zeros(count, dtype=int), table, held_out=held_out)
    found = load_bytes(dump_bytes(state))
    assert np.array_equal(found.held_out, held_out)


def test_the_report_tells_the_groups_apart():
    found = report(evaluate(WITHOUT_FROG))
    assert found["held_out"] == [2]
    assert found["held_out_mean"] == found["softmax"]["held_out_mean"]
    assert found["hinge"]["mean"] == pytest.approx(1.45, rel=1e-15)
    assert found["hinge"]["held_out_mean"] == pytest.approx(12.9, rel=1e-15)
    assert len(found["hinge"]["per_example"]) == 3
    assert found["gradient"]["scores"][2] == [0.0, 0.0, 0.0]
    assert report(evaluate(LECTURE))["hinge"]["held_out_mean"] is None
