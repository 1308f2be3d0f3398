"""History: steps, gestures, what counts as changed."""

from pathlib import Path

import pytest

from core import edits
from core.document import Document
from core.errors import EditError, LossLabError
from core.scenario.files import builtin


def entry(key):
    return next(item for item in builtin() if item.key == key).load()


@pytest.fixture(scope="module")
def lecture():
    return entry("cat-car-frog")


@pytest.fixture
def document(lecture):
    document = Document(lecture)
    assert document.undo_label is None
    assert document.redo_label is None
    assert not document.modified
    assert not document.in_gesture
    return document


def strength(document):
    return document.state.penalty.strength


def test_an_edit_is_one_step_with_its_label(document, lecture):
    document.apply(edits.set_strength(0.5))
    assert document.undo_label.key == "set_strength"
    assert document.undo_label.params == {"value": 0.5}
    document.undo()
    assert document.state is lecture
    assert document.redo_label.key == "set_strength"
    document.redo()
    assert strength(document) == 0.5


def test_undo_and_redo_at_the_ends_do_nothing(document, lecture):
    document.undo()
    document.redo()
    assert document.state is lecture


def test_without_a_step_there_is_nothing_to_make_ready_and_with_one_undo_goes_there(
    document, lecture
):
    document.make_ready()
    document.make_ready(redo=True)
    assert document.state is lecture
    document.apply(edits.set_strength(0.5))
    document.make_ready()
    document.undo()
    assert document.state is lecture
    document.make_ready(redo=True)
    document.redo()
    assert strength(document) == 0.5


def test_a_new_edit_forgets_what_was_undone(document):
    document.apply(edits.set_strength(0.5))
    document.undo()
    document.apply(edits.set_strength(0.7))
    assert document.redo_label is None


def test_an_edit_that_changes_nothing_leaves_no_step_and_keeps_redo(document, lecture):
    document.apply(edits.set_strength(0.5))
    document.undo()
    document.apply(edits.set_strength(0.01))
    assert document.undo_label is None
    assert document.redo_label.key == "set_strength"
    assert document.state is lecture


def test_a_whole_drag_is_one_step(document, lecture):
    document.begin()
    for value in (0.1, 0.2, 0.3):
        document.preview(edits.set_strength(value))
        assert strength(document) == value
        assert document.in_gesture
        assert document.modified
    document.commit()
    assert not document.in_gesture
    assert document.undo_label.params == {"value": 0.3}
    document.undo()
    assert document.state is lecture


def test_previews_start_from_where_the_drag_began(document, lecture):
    document.begin()
    for value in (100.0, -50.0, 3.2):
        document.preview(edits.set_score(0, 0, value))
    document.preview(edits.set_score(0, 0, 5.0))
    document.commit()
    assert document.state == edits.set_score(0, 0, 5.0).apply(lecture)


def test_a_drag_that_ends_where_it_began_leaves_no_step(document, lecture):
    document.begin()
    document.preview(edits.set_strength(9.0))
    document.preview(edits.set_strength(0.01))
    document.commit()
    assert document.undo_label is None
    assert document.state is lecture


def test_a_gesture_without_a_preview_leaves_no_step(document):
    document.begin(edits.Label("drag"))
    document.commit()
    assert document.undo_label is None


def test_a_cancelled_drag_never_happened(document, lecture):
    document.begin()
    document.preview(edits.set_strength(9.0))
    assert document.undo_label.key == "set_strength"
    document.cancel()
    assert document.state is lecture
    assert document.undo_label is None
    assert not document.in_gesture


def test_a_preview_that_is_refused_leaves_the_last_one(document):
    document.begin()
    document.preview(edits.set_strength(9.0))
    with pytest.raises(EditError):
        document.preview(edits.set_strength(-1.0))
    assert strength(document) == 9.0
    assert document.in_gesture


def test_a_preview_needs_a_gesture(document):
    with pytest.raises(LossLabError, match="no gesture"):
        document.preview(edits.set_strength(1.0))


@pytest.mark.parametrize("action", ["apply", "undo", "redo", "begin", "reset"])
def test_anything_else_commits_the_drag_first(document, action):
    document.begin()
    document.preview(edits.set_strength(9.0))
    if action == "apply":
        document.apply(edits.set_margin(2.0))
        document.undo()
    else:
        getattr(document, action)()
    if action in ("undo", "reset"):
        assert strength(document) == 0.01
        document.redo() if action == "undo" else document.undo()
    assert strength(document) == 9.0
    assert document.undo_label.key == "set_strength"


def test_a_refused_edit_during_a_drag_leaves_the_drag(document):
    document.begin()
    document.preview(edits.set_strength(9.0))
    with pytest.raises(EditError):
        document.apply(edits.set_margin(-2.0))
    assert document.in_gesture
    assert strength(document) == 9.0


def test_history_is_bounded_and_keeps_the_newest(lecture):
    document = Document(lecture, limit=3)
    for value in (1.0, 2.0, 3.0, 4.0, 5.0):
        document.apply(edits.set_strength(value))
    for _ in range(10):
        document.undo()
    assert strength(document) == 2.0


def test_modified_means_different_from_what_was_saved(document):
    document.apply(edits.set_strength(0.5))
    assert document.modified
    document.mark_saved(None)
    assert not document.modified
    document.undo()
    assert document.modified
    document.redo()
    assert not document.modified


def test_loading_is_undoable_and_gives_a_new_original(document, lecture):
    other = next(entry for entry in builtin() if entry.key == "blank-features").load()
    document.apply(edits.set_strength(0.5))
    document.apply(edits.load(other))
    assert document.state is other
    assert document.original is other
    assert not document.modified
    document.apply(edits.set_strength(2.0))
    document.reset()
    assert document.state is other
    document.undo()
    assert strength(document) == 2.0
    document.undo()
    document.undo()
    assert strength(document) == 0.5
    assert document.original is lecture
    document.reset()
    assert document.state is lecture
    assert document.undo_label.key == "reset"


def test_looking_through_examples_is_one_step_and_back_again_is_none(document, lecture):
    document.apply(edits.set_strength(0.5))
    edited = document.state
    for index in (1, 2):
        document.apply(edits.choose_example(index))
    document.undo()
    assert document.state is edited
    document.redo()
    assert document.state.view.example == 2
    for index in (1, 0):
        document.apply(edits.choose_example(index))
    assert document.state is edited
    assert document.undo_label.key == "set_strength"


def test_looking_at_an_example_and_then_at_a_score_are_two_steps(document):
    document.apply(edits.choose_example(1))
    document.apply(edits.choose_score(2))
    document.undo()
    assert (document.state.view.example, document.state.view.score) == (1, 1)
    document.undo()
    assert document.state.view.example == 0


def test_looking_around_leaves_what_was_undone_and_counts_as_no_change(document):
    document.apply(edits.set_strength(0.5))
    edited = document.state
    document.undo()
    document.apply(edits.choose_example(1))
    assert not document.modified
    assert document.redo_label.key == "set_strength"
    document.redo()
    assert document.state is edited
    assert document.modified


def test_another_number_of_examples_is_a_change_whatever_is_looked_at(document):
    document.apply(edits.add_example("fresh"))
    assert document.modified


# The pin


def test_the_loss_to_compare_with_is_no_step_and_stays_whatever_is_undone(document, lecture):
    document.apply(edits.set_strength(0.5))
    document.apply(edits.compare_with("hinge"))
    assert document.undo_label.key == "set_strength"
    document.undo()
    assert document.state == lecture
    assert document.state.view.compare_with == "hinge"
    assert not document.modified
    document.apply(edits.compare_with("softmax"))
    document.redo()
    assert (strength(document), document.to_save.view.compare_with) == (0.5, "softmax")
    document.pin()
    document.apply(edits.set_strength(0.7))
    document.apply(edits.compare_with("hinge"))
    document.swap_pin()
    assert (strength(document), document.state.view.compare_with) == (0.5, "hinge")


def test_another_document_keeps_the_loss_it_compares_with(document, lecture):
    document.apply(edits.compare_with("hinge"))
    document.apply(edits.load(entry("wide-margin")))
    assert document.state.view.compare_with is None
    document.apply(edits.compare_with("softmax"))
    document.undo()
    assert document.state.view.compare_with == "hinge"


def test_a_pinned_state_stays_through_edits_and_undo_and_pinning_is_no_step(document, lecture):
    assert document.pinned is None
    document.pin()
    assert document.undo_label is None
    assert document.pinned is lecture
    document.apply(edits.set_strength(0.5))
    document.undo()
    assert document.pinned is lecture
    document.unpin()
    assert document.pinned is None


def test_swapping_is_a_step_that_takes_the_pin_along_both_ways(document, lecture):
    document.pin()
    document.apply(edits.set_strength(0.5))
    changed = document.state
    document.swap_pin()
    assert (document.state, document.pinned) == (lecture, changed)
    assert document.undo_label.key == "swap_pin"
    document.undo()
    assert (document.state, document.pinned) == (changed, lecture)
    document.redo()
    assert (document.state, document.pinned) == (lecture, changed)


def test_swapping_nothing_or_with_the_same_leaves_no_step(document):
    document.swap_pin()
    document.pin()
    document.swap_pin()
    assert document.undo_label is None


def test_undoing_a_swap_leaves_another_pin_alone(document, lecture):
    document.pin()
    document.apply(edits.set_strength(0.5))
    document.swap_pin()
    document.apply(edits.set_strength(2.0))
    document.pin()
    third = document.state
    document.undo()
    document.undo()
    assert document.state.penalty.strength == 0.5
    assert document.pinned is third


def test_a_swap_undone_under_another_pin_leaves_it_alone_when_it_is_made_again(document, lecture):
    document.pin()
    document.apply(edits.set_strength(0.5))
    document.swap_pin()
    document.pin()
    document.undo()
    assert (document.state.penalty.strength, document.pinned) == (0.5, lecture)
    document.redo()
    assert (document.state, document.pinned) == (lecture, lecture)


def test_swaps_are_taken_back_past_what_was_undone_between_them(document, lecture):
    document.pin()
    document.apply(edits.set_strength(0.5))
    changed = document.state
    document.swap_pin()
    document.swap_pin()
    document.apply(edits.set_strength(2.0))
    document.undo()
    document.undo()
    assert (document.state, document.pinned) == (lecture, changed)
    document.undo()
    assert (document.state, document.pinned) == (changed, lecture)
    for _ in range(2):
        document.redo()
    assert (document.state, document.pinned) == (changed, lecture)


def test_a_pin_keeps_a_gesture_under_way_as_a_step(document):
    document.begin()
    document.preview(edits.set_strength(0.5))
    document.pin()
    assert not document.in_gesture
    assert document.pinned is document.state
    assert document.undo_label.key == "set_strength"


def test_a_pin_is_out_of_sight_while_another_document_is_loaded(document, lecture):
    document.pin()
    document.apply(edits.load(builtin()[1].load()))
    assert document.pinned is None
    document.swap_pin()
    assert document.undo_label.key == "load"
    document.undo()
    assert document.pinned is lecture


def test_a_document_put_away_with_changes_that_no_file_holds_is_known_until_it_is_back(document):
    mine, title = edits.set_score(0, 0, 9.0), document.state.title
    document.apply(edits.load(entry("big-scores")))
    assert document.put_away == ()  # nothing had been changed
    document.undo()
    document.apply(mine)
    changed = document.state
    for key in ("wide-margin", "big-scores"):
        document.apply(edits.load(entry(key)))
        document.apply(edits.choose_score(1))
    assert document.put_away == (title,)
    document.undo_put_away()
    assert document.state is changed
    assert document.put_away == ()
    document.undo_put_away()
    assert document.state is changed


def test_of_several_put_away_the_last_comes_first_by_the_name_of_its_file(document):
    title = document.state.title
    document.apply(edits.set_score(0, 0, 9.0))
    document.apply(edits.load(entry("big-scores")))
    document.mark_saved(Path("folder/mine.json"))
    document.apply(edits.set_score(0, 0, 8.0))
    last = document.state
    document.apply(edits.load(entry("wide-margin")))
    assert document.put_away == ("mine.json", title)
    document.undo_put_away()
    assert document.state is last
    document.mark_saved(Path("folder/mine.json"))
    document.redo()
    assert document.put_away == (title,)
    document.mark_saved(None)
    assert document.put_away == ()


def test_changes_that_were_not_to_be_saved_do_not_wait_but_later_ones_do(document):
    document.apply(edits.set_score(0, 0, 9.0))
    document.give_up_changes()
    document.apply(edits.load(entry("big-scores")))
    assert document.put_away == ()
    document.undo()
    document.apply(edits.set_score(0, 0, 8.0))
    document.apply(edits.load(entry("big-scores")))
    assert len(document.put_away) == 1
