"""What people had and asked about in public: the right number, or the right refusal.

The numbers are computed apart from the program, by hand or with 50 digits.
"""

import json
import math

import numpy as np
import pytest

from core.errors import ScenarioError
from core.evaluation import evaluate
from core.report import report
from core.scenario.files import load_bytes


def document(rows, labels, **more):
    """A file of scores alone."""
    names = [f"class {i}" for i in range(len(rows[0]))]
    examples = [
        {"name": f"{i}", "label": label, "scores": row}
        for i, (row, label) in enumerate(zip(rows, labels, strict=True))
    ]
    head = {"format": "losslab-scenario", "version": 2, "title": "T", "classes": names}
    return head | {"examples": examples} | more


def reported(content):
    return report(evaluate(load_bytes(json.dumps(content).encode())))


LOSSES = [
    ("a spreadsheet's counts", [[302, 51, 247]], [0], 1.29958142500750e-24),
    ("two equal large scores", [[1e8, 1e8]], [0], math.log(2)),
    ("scores that overflow exp", [[1010, 1000, 990]], [0], 4.5401e-5),
    ("natural logarithm, not base 10", [[-4.623, 4.3044, 6.8688]], [2], 0.0741567),
    ("a sure output is no probability", [[0, 1, 0]], [1], 0.551444713932),
    ("two right-looking rows", [[-1, 1], [-1, 1]], [0, 0], 2.12692801),
    ("a row far off", [[1, -1], [-5, 1]], [0, 0], 3.06470185),
    ("a masked class", [[-1e300, 0, 0]], [1], math.log(2)),
    ("five scores", [[2, 0.4, 6, 4, 1]], [3], 2.15193678),
]


@pytest.mark.parametrize(
    ("rows", "labels", "loss"), [c[1:] for c in LOSSES], ids=[c[0] for c in LOSSES]
)
def test_the_mean_softmax_loss_is_that_of_the_textbook(rows, labels, loss):
    found = reported(document(rows, labels))["softmax"]["mean"]
    assert found == pytest.approx(loss, rel=2e-5 if loss < 1e-3 else 1e-6)


def test_a_class_that_no_example_has_is_no_problem_for_the_hinge():
    rows = [[1, 2, 3, 4]]
    assert reported(document(rows, [2]))["hinge"]["mean"] == 2
    for divisor, mean in (("wrong", 2 / 3), ("all", 0.5)):
        loss = {"active": "hinge", "class_divisor": divisor}
        assert reported(document(rows, [2], loss=loss))["hinge"]["mean"] == pytest.approx(mean)


def test_a_cost_with_half_the_squares_is_reached_with_two_classes():
    """θ = −2, −1, 1, 2 with λ = 3 and m = 5: J = 2.5348194, θ₀ not penalized."""
    x = np.arange(1, 16).reshape(3, 5).T / 10
    labels = [1, 0, 1, 0, 1]
    content = {
        "format": "losslab-scenario",
        "version": 2,
        "title": "T",
        "classes": ["0", "1"],
        "examples": [
            {"name": f"{i}", "label": label, "features": row.tolist()}
            for i, (row, label) in enumerate(zip(x, labels, strict=True))
        ],
        "weights": [[0, 0, 0], [-1, 1, 2]],
        "biases": [0, -2],
        "penalty": {"kind": "l2", "strength": 3 / 10},
    }
    z = -2 + x @ np.array([-1, 1, 2])
    signs = np.where(np.array(labels) == 1, -1, 1)
    expected = np.log1p(np.exp(signs * z)).mean() + 3 / (2 * 5) * 6
    assert expected == pytest.approx(2.5348194, abs=1e-7)
    assert reported(content)["total"] == pytest.approx(expected, rel=1e-14)


LINEAR = {
    "format": "losslab-scenario",
    "version": 1,
    "title": "T",
    "classes": ["a", "b"],
    "examples": [{"name": "e", "label": 0, "features": [1, 0]}],
    "weights": [[1, 2], [3, 4]],
}
TABLE = document([[4, 5, 1]], [0])
NPY = (
    b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }\n"
    + bytes(8)
)
FOREIGN = [
    (b"cat,car,frog,label\n3.2,5.1,-1.7,cat\n1.3,4.9,2.0,car\n", "table"),
    (b"# a comment, with commas\n1;2;0\n3;4;1\n", "table"),
    (b"1\t2\n3\t4\n", "table"),
    # Only a beginning of 2^16 bytes is looked at, which ends in the middle of a line.
    (b"10,2,3\n" * 10_000, "table"),
    (b"[[3.2, 5.1, -1.7], [1.3, 4.9, 2.0]]", "array"),
    (b"array([[ 3.2,  5.1],\n       [ 1.3,  4.9]])\n", "array"),
    (NPY, "npy"),
    (b"PK\x03\x04rest", "archive"),
]


@pytest.mark.parametrize(("data", "found"), FOREIGN)
def test_a_file_of_another_kind_is_called_what_it_is_in_one_sentence(data, found):
    with pytest.raises(ScenarioError) as caught:
        load_bytes(data)
    assert (caught.value.found, caught.value.accepted) == (found, "scenario")
    assert "losslab FILE brings" in str(caught.value)


@pytest.mark.parametrize("numbers", [[0.5, 0.25], [0.1, 0.7], [0.5, 0.1]])
def test_a_row_longer_than_a_piece_of_the_file_is_read_to_the_last_digit(numbers, monkeypatch):
    monkeypatch.setattr("core.scenario.document._SLICE", 1 << 12)
    first, last = ([value] * 1000 for value in numbers)
    row = [*first, *last]
    ones = [[1] * len(row)] * 2
    example = {"name": "e", "label": 0, "features": row}
    data = json.dumps(LINEAR | {"examples": [example], "weights": ones}).encode()
    features = load_bytes(data).source.features
    assert features.tolist() == [row]


def test_lines_of_different_lengths_are_no_table():
    with pytest.raises(ScenarioError) as caught:
        load_bytes(b"10,2,3\n10,2\n")
    assert caught.value.found == "10"  # JSON up to there


REFUSED = [
    (LINEAR | {"weights": [[1, 2, 0.1], [3, 4, 0.2]]}, "$.weights", "bias_column"),
    (LINEAR | {"weights": [[1, 2], [3, 4], [5, 6]]}, "$.weights", "count"),
    (LINEAR | {"biases": [0.5]}, "$.biases", "count"),
    (LINEAR | {"biases": 0.5}, "$.biases", "count"),
    (
        document([[4, -1, 0.1, -1]], [0]) | {"classes": ["a", "b", "c"]},
        "$.examples[0].scores",
        "count",
    ),
    (document([[[4], [5], [1]]], [0]), "$.examples[0].scores[0]", "number"),
    (document([["4,0", 5, 1]], [0]), "$.examples[0].scores[0]", "number"),
    *(
        (document([[4, 5, 1]], [label]), "$.examples[0].label", "integer")
        for label in (3, -1, 100, None, 0.0, "cat", [1, 0, 0])
    ),
    (TABLE | {"loss": {"temperature": 10}}, "$.loss.temperature", "known_field"),
    (document([[1.0]], [0]), "$.classes", "count_range"),
]


@pytest.mark.parametrize(("content", "path", "accepted"), REFUSED)
def test_what_does_not_fit_is_refused_at_its_place(content, path, accepted):
    with pytest.raises(ScenarioError) as caught:
        load_bytes(json.dumps(content).encode())
    assert (caught.value.path, caught.value.accepted) == (path, accepted)


def test_a_bias_column_too_many_is_named():
    with pytest.raises(ScenarioError) as caught:
        load_bytes(json.dumps(LINEAR | {"weights": [[1, 2, 0.1], [3, 4, 0.2]]}).encode())
    assert "W has 3 columns, one more than x has features" in str(caught.value)
