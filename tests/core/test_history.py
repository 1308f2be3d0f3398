"""What undo keeps: bounded in bytes, changed rows instead of arrays, and told where it ends."""

from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.document import Document
from core.state import LinearModel, ScoreTable, State

COUNT, CLASSES = 2000, 10
ARRAY = COUNT * CLASSES * 8


def state(seed=0, count=COUNT):
    random = np.random.default_rng(seed)
    names = tuple(f"example {number}" for number in range(count))
    classes = tuple(f"class {number}" for number in range(CLASSES))
    labels = random.integers(0, CLASSES, count)
    return State("Many", classes, names, labels, ScoreTable(random.normal(size=(count, CLASSES))))


@pytest.mark.parametrize(
    "step",
    [
        lambda i: edits.set_score(i, 0, i + 0.5),
        lambda i: edits.rename_example(i, f"renamed {i}"),
        lambda i: edits.move_example(i, i + 3),
    ],
    ids=["score", "name", "move"],
)
def test_the_step_of_a_cell_keeps_its_row_not_the_array(step, monkeypatch):
    for module in ("core.lineage", "core.history"):
        monkeypatch.setattr(f"{module}.SMALL", 1000)
    document = Document(state())
    states = [document.state]
    for i in range(40):
        document.apply(step(i))
        states.append(document.state)
    assert document.history_size < ARRAY // 4
    for known in reversed(states[:-1]):
        document.undo()
        assert document.state == known
    for known in states[1:]:
        document.redo()
        assert document.state == known
    assert not document.steps_dropped


def test_the_oldest_steps_go_when_the_bytes_run_out_and_the_history_says_so():
    document = Document(state(), bytes_limit=5 * ARRAY)
    sizes = []
    for seed in range(1, 9):
        document.apply(edits.remove_class(0) if seed % 2 else edits.add_class("added"))
        sizes.append(document.history_size)
    assert max(sizes) <= 5 * ARRAY
    assert document.steps_dropped
    undone = 0
    while document.undo_label is not None:
        document.undo()
        undone += 1
    assert 3 <= undone < 8


def test_steps_dropped_for_their_number_are_told_too():
    document = Document(state(count=3), limit=2)
    for value in (1.0, 2.0):
        document.apply(edits.set_score(0, 0, value))
    assert not document.steps_dropped
    document.apply(edits.set_score(0, 0, 3.0))
    assert document.steps_dropped


def test_a_document_that_gives_way_is_kept_with_its_beginning_if_the_bytes_allow():
    first, second = state(1), state(2)
    document = Document(first, bytes_limit=5 * ARRAY)
    document.apply(edits.remove_class(0))
    assert document.can_be_put_away
    document.apply(edits.load(second))
    document.undo()
    assert document.original is first
    document.undo()
    assert document.state == first


def test_a_document_beyond_the_limit_cannot_be_put_away():
    document = Document(state(1), bytes_limit=ARRAY)
    assert not document.can_be_put_away
    document.apply(edits.load(state(2)))
    assert document.undo_label is None
    assert document.steps_dropped
    assert document.history_size == 0


def test_what_neighbours_share_counts_once():
    document = Document(state())
    for value in (0.1, 0.2, 0.3):
        document.apply(edits.set_margin(value))
    assert document.history_size == 0


def test_the_swap_of_a_pin_is_undone_among_steps_of_rows():
    document = Document(state())
    document.pin()
    pinned = document.state
    document.apply(edits.set_score(3, 1, 2.5))
    changed = document.state
    document.swap_pin()
    assert document.state is pinned
    document.apply(edits.set_score(4, 1, 2.5))
    document.undo()
    document.undo()
    assert document.state is changed
    assert document.pinned == pinned
    document.undo()
    assert document.state == pinned


def test_a_document_of_another_kind_is_kept_whole_and_comes_back(monkeypatch):
    monkeypatch.setattr("core.history.SMALL", 1000)  # else only a very large one tries rows
    table = state()
    model = LinearModel(np.ones((COUNT, 2)), np.ones((CLASSES, 2)), np.zeros(CLASSES))
    featured = replace(table, source=model)
    document = Document(table)
    document.apply(edits.load(featured))
    document.undo()
    assert document.state == table
    document.redo()
    assert document.state == featured
