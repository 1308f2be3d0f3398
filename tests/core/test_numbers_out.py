"""The numbers that leave for other programs, read by what these read them with."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.numbers_out import example_table, model_table, npz
from core.scenario.files import builtin

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]


def english(text):
    return text if isinstance(text, str) else text["en"]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_has_a_row_for_each_example_with_every_digit():
    state = edits.hold_out([1], on=True).apply(LECTURE)
    rows = rows_of("".join(example_table(evaluate(state), english)))
    assert list(rows[0])[:6] == ["example", "name", "class", "label", "predicted", "held_out"]
    assert [row["example"] for row in rows] == ["0", "1", "2"]
    assert [row["class"] for row in rows] == ["cat", "car", "frog"]
    assert [row["label"] for row in rows] == ["0", "1", "2"]
    # All three are taken for cars.
    assert [row["predicted"] for row in rows] == ["1", "1", "1"]
    assert [row["held_out"] for row in rows] == ["0", "1", "0"]
    scores = [[float(row[f"score {name}"]) for name in ("cat", "car", "frog")] for row in rows]
    assert np.array_equal(scores, evaluate(state).scores)
    assert [float(row["hinge"]) for row in rows] == pytest.approx([2.9, 0, 12.9], rel=1e-15)
    assert float(rows[0]["softmax"]) == pytest.approx(2.0403551528001706, rel=1e-15)


def test_with_tabs_between_the_cells_are_the_same():
    found = evaluate(LECTURE)
    tabbed = "".join(example_table(found, english, "\t"))
    assert list(csv.DictReader(io.StringIO(tabbed), delimiter="\t")) == rows_of(
        "".join(example_table(found, english))
    )


def test_names_with_commas_quotes_and_line_ends_come_back_as_they_were():
    odd = ('a, "b"', "말", "x\ty")
    state = replace(LECTURE, examples=odd)
    rows = rows_of("".join(example_table(evaluate(state), english)))
    assert tuple(row["name"] for row in rows) == odd


def test_every_row_is_there_also_where_they_come_in_pieces():
    state = max(STATES.values(), key=lambda one: one.example_count)
    assert state.example_count > 1000
    found = evaluate(state)
    rows = rows_of("".join(example_table(found, english)))
    assert [int(row["example"]) for row in rows] == list(range(state.example_count))
    losses = [float(row["softmax"]) for row in rows]
    assert np.array_equal(losses, found.loss_result("softmax").per_example)


def test_arrays_are_read_without_pickle_and_fit_one_another():
    state = edits.set_strength(0.25).apply(LECTURE)
    read = np.load(io.BytesIO(npz(evaluate(state))), allow_pickle=False)
    assert np.allclose(read["X"] @ read["W"].T + read["b"], read["scores"], rtol=1e-14)
    shifted = read["scores"] - read["scores"].max(axis=1, keepdims=True)
    p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    rows = np.arange(3)
    assert np.allclose(read["loss_softmax"], -np.log(p[rows, read["labels"]]), rtol=1e-14)
    p[rows, read["labels"]] -= 1.0
    assert np.allclose(read["gradient_scores"], p / 3, atol=1e-15)
    # The price is 0.25 times the sum of squares.
    assert np.allclose(read["gradient_W"], p.T @ read["X"] / 3 + 0.5 * read["W"], atol=1e-14)
    assert np.allclose(read["gradient_b"], p.sum(axis=0) / 3, atol=1e-15)


def test_scores_alone_have_no_arrays_of_weights():
    state = next(one for one in STATES.values() if not one.has_weights)
    assert not {"X", "W", "b", "gradient_W"} & set(np.load(io.BytesIO(npz(evaluate(state)))))


def test_w_and_b_are_a_table_with_the_biases_last():
    model = LECTURE.source
    rows = list(csv.reader(io.StringIO(model_table(model, ["1", "2", "3"], ["p", "q", "r", "s"]))))
    assert rows[0] == ["class", "p", "q", "r", "s", "b"]
    values = np.array([[float(cell) for cell in row[1:]] for row in rows[1:]])
    assert np.array_equal(values, np.column_stack([model.weights, model.biases]))
