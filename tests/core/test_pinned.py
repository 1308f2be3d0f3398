"""What was pinned, as it is compared with: the example, its sweep, the weights."""

from dataclasses import replace

import pytest

from core import edits
from core.evaluation import evaluate
from core.losses import LOSSES
from core.scenario.files import builtin
from core.state import ScoreTable

# The example that is looked at, as it was when pinned

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()


def edited(state, *sequence):
    for edit in sequence:
        state = edit.apply(state)
    return state


def compared(now, then):
    return evaluate(now, None, evaluate(then))


def test_without_a_pin_there_is_nothing_to_compare_with():
    found = evaluate(LECTURE)
    assert found.counterparts is None
    assert found.pinned_example is None
    assert found.pinned_what_if(-5.0, 5.0) is None
    assert found.comparable_example is None


def test_the_pinned_example_is_the_same_one_with_its_scores_and_settings_of_then():
    then = edited(LECTURE, edits.set_margin(2.0), edits.choose_score(2))
    now = edited(
        then,
        edits.remove_examples([0]),
        edits.choose_example(1),
        edits.set_margin(0.5),
        edits.set_score(1, 2, 4.0),
    )
    found = compared(now, then)
    example = found.pinned_example
    assert (example.index, example.label) == (2, 2)
    assert example.scores == pytest.approx([2.2, 2.5, -3.1])
    assert found.example.scores[2] == pytest.approx(4.0)
    # By hand, with the margin of then: (2.2 + 3.1 + 2) + (2.5 + 3.1 + 2).
    assert example.losses["hinge"] == pytest.approx(14.9, rel=1e-14)


def test_a_new_example_has_no_pinned_one():
    found = compared(edited(LECTURE, edits.add_example("new"), edits.choose_example(3)), LECTURE)
    assert found.counterparts.tolist() == [0, 1, 2, -1]
    assert found.pinned_example is None
    assert found.pinned_what_if(-5.0, 5.0) is None


def test_the_pinned_sweep_is_that_of_the_pinned_state_for_the_score_chosen_now():
    now = edited(LECTURE, edits.set_score(0, 1, 2.5), edits.choose_score(2))
    found = compared(now, LECTURE).pinned_what_if(-3.0, 7.0)
    alone = evaluate(edited(LECTURE, edits.choose_score(2))).what_if(-3.0, 7.0)
    assert found.values.tolist() == alone.values.tolist()
    for key in ("softmax", "hinge"):
        assert found.losses[key].tolist() == alone.losses[key].tolist()
    assert (found.class_index, found.current) == (2, -1.7)


def test_with_another_number_of_classes_there_is_no_pinned_sweep():
    found = compared(edited(LECTURE, edits.remove_class(2)), LECTURE)
    assert found.comparable_example is None
    assert found.pinned_example.losses["softmax"] == pytest.approx(2.0403551528001706)
    assert found.pinned_what_if(-5.0, 5.0) is None


def test_weights_are_compared_where_w_has_the_same_shape():
    moved = compared(edited(LECTURE, edits.set_weight(0, 0, 2.0)), LECTURE)
    assert moved.comparable_weights is moved.pinned
    assert evaluate(LECTURE).comparable_weights is None
    assert compared(edited(LECTURE, edits.remove_class(2)), LECTURE).comparable_weights is None
    assert compared(edited(LECTURE, edits.remove_feature(0)), LECTURE).comparable_weights is None


def test_features_that_came_since_the_pin_weighed_nothing_then():
    grown = edited(LECTURE, edits.add_feature("height"), edits.set_weight(1, 4, 2.5))
    found = compared(grown, LECTURE)
    then = found.comparable_weights
    assert then.state.source.weights[:, :4].tolist() == LECTURE.source.weights.tolist()
    assert then.state.source.weights[:, 4].tolist() == [0.0, 0.0, 0.0]
    assert then.scores.tolist() == found.pinned.scores.tolist()
    assert then.penalty == found.pinned.penalty
    assert found.comparable_weights is then
    renamed = edited(grown, edits.rename_feature(0, "width"))
    assert compared(renamed, LECTURE).comparable_weights is None


def test_scores_alone_have_no_weights_to_compare():
    table = replace(LECTURE, source=ScoreTable(evaluate(LECTURE).scores), feature_names=())
    assert compared(LECTURE, table).comparable_weights is None
    assert compared(table, LECTURE).comparable_weights is None


def test_while_the_pin_stays_nothing_of_it_is_computed_again():
    first = compared(LECTURE, LECTURE)
    kept = first.pinned_example, first.pinned_what_if(-5.0, 5.0)
    moved = edited(LECTURE, edits.set_score(0, 0, 1.0), edits.set_strength(3.0))
    after = evaluate(moved, first, first.pinned)
    assert after.pinned_example is kept[0]
    assert after.pinned_what_if(-5.0, 5.0) is kept[1]


def test_another_pin_is_another_pinned_example():
    other = edited(LECTURE, edits.set_score(0, 0, 1.0))
    first = compared(LECTURE, LECTURE)
    assert first.pinned_example.scores[0] == 3.2
    assert evaluate(LECTURE, first, evaluate(other)).pinned_example.scores[0] == 1.0


def test_the_losses_at_another_score_are_those_of_the_edited_state():
    example = evaluate(LECTURE).example
    after = evaluate(edited(LECTURE, edits.set_score(0, 1, 2.5))).example
    assert example.losses_at(1, 2.5, LOSSES) == pytest.approx(after.losses, rel=1e-14)
    assert list(example.losses_at(1, 2.5, ["hinge", "none"])) == ["hinge"]
    assert example.scores[1] == 5.1
