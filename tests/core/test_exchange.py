"""Arrays of a Python program as a document, and the numbers back to it."""

import io

import numpy as np
import pytest

from core.errors import LossLabError
from core.evaluation import evaluate
from core.exchange import numbers_of, state_of
from core.losses import LOSSES
from core.penalties import PENALTIES

SCORES = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
X, W, b = [[1.0, 2.0], [0.5, -1.0]], [[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]], [0.0, 0.5, -0.5]

ACCEPTED = "accepted: indices from 0, names, or one-hot rows"


def state(**given):
    return state_of({name: np.asarray(value) for name, value in given.items()})


def refused(**given):
    with pytest.raises(LossLabError) as caught:
        state(**given)
    return str(caught.value)


def test_scores_and_labels_are_a_document_of_scores_alone():
    found = state(scores=SCORES, labels=[0, 1, 2])
    assert found.source.scores.tolist() == SCORES
    assert found.labels.tolist() == [0, 1, 2]
    assert found.classes == ("0", "1", "2")
    assert (found.loss.active, found.penalty.kind) == ("softmax", "none")


def test_features_and_weights_are_a_model_with_the_settings_and_names_that_were_given():
    found = state(
        X=X,
        W=W,
        b=b,
        labels=[2, 0],
        classes=["cat", "car", "frog"],
        feature_names=["fur", "wheels"],
        title="Pets",
        loss="hinge",
        margin=2.5,
        penalty="l1",
        strength=0.3,
    )
    model = found.source
    assert (model.features.tolist(), model.weights.tolist(), model.biases.tolist()) == (X, W, b)
    assert found.classes == ("cat", "car", "frog")
    assert found.feature_names == ("fur", "wheels")
    assert found.title == "Pets"
    assert (found.loss.active, found.loss.margin) == ("hinge", 2.5)
    assert (found.penalty.kind, found.penalty.strength) == ("l1", 0.3)


def test_w_and_b_that_are_left_out_are_0_for_as_many_classes_as_there_are_labels():
    found = state(X=X, labels=[0, 3])
    assert found.source.weights.tolist() == [[0.0, 0.0]] * 4
    assert found.source.biases.tolist() == [0.0] * 4
    assert state(X=X, labels=[0, 0]).class_count == 2
    assert state(X=X, labels=[0, 0], classes=["a", "b", "c"]).class_count == 3
    assert state(X=X, W=W, labels=[0, 0]).source.biases.tolist() == [0.0] * 3
    # The last class of one-hot rows is one, whether or not it has an example.
    assert state(X=X, labels=[[1, 0, 0], [0, 1, 0]]).class_count == 3


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ([2, 0, 1], "012"),
        (np.array([2, 0, 1], dtype=np.uint8), "012"),
        ([2.0, 0.0, 1.0], "012"),
        ([[2], [0], [1]], "012"),
        ([[0, 0, 1], [1, 0, 0], [0, 1, 0]], "012"),
        ([[False, False, True], [True, False, False], [False, True, False]], "012"),
        (["c", "a", "b"], "abc"),
        (np.array([b"c", b"a", b"b"]), "abc"),
    ],
)
def test_labels_are_indices_names_or_one_hot_rows(labels, names):
    found = state(scores=SCORES, labels=labels)
    assert found.labels.tolist() == [2, 0, 1]
    assert found.classes == tuple(names)


def test_names_of_classes_say_their_order_and_may_stand_for_no_example():
    found = state(scores=SCORES, labels=["frog", "cat", "cat"], classes=["cat", "car", "frog"])
    assert found.labels.tolist() == [2, 0, 0]
    assert found.classes == ("cat", "car", "frog")


def test_one_example_may_come_without_its_axis():
    assert state(scores=SCORES[0], labels=1).source.scores.tolist() == SCORES[:1]
    assert state(X=X[0], W=W, labels="a", classes=["a", "b", "c"]).labels.tolist() == [0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"scores": SCORES, "labels": [0, 1]}, "labels: 2 for 3 examples; accepted: one for each"),
        (
            {"scores": SCORES, "labels": [1, 2, 3]},
            "labels: found 3; accepted: 0 to 2, counted from 0",
        ),
        (
            {"scores": SCORES, "labels": [1, -1, 1]},
            "labels: found -1; accepted: 0 to 2, counted from 0",
        ),
        (
            {"scores": SCORES[:2], "labels": [[1, 0, 0, 0], [0, 1, 0, 0]]},
            "labels: rows of 4; accepted: 3, one for each class",
        ),
        (
            {"scores": SCORES, "labels": [0, 1, 2], "margin": "wide"},
            "margin: found wide; accepted: a number",
        ),
        (
            {"scores": SCORES, "labels": [0, 1, 2], "margin": [1.0, 2.0]},
            "margin: found [1. 2.]; accepted: a number",
        ),
        (
            {"scores": np.nan, "labels": 0},
            "scores: row 0, column 0 holds nan, not a finite number",
        ),
        (
            {"scores": SCORES[0], "labels": 1e300},
            "labels: numbers that are not whole; accepted: indices from 0",
        ),
        (
            {"scores": SCORES, "labels": [0, 1.5, 2]},
            "labels: numbers that are not whole; accepted: indices from 0",
        ),
        (
            {"scores": SCORES, "labels": [0, np.nan, 2]},
            "labels: numbers that are not whole; accepted: indices from 0",
        ),
        (
            {"scores": SCORES, "labels": [[0.2, 0.8], [1, 0], [0, 1]]},
            "labels: rows that are not one-hot; accepted: one 1 in each, else 0",
        ),
        (
            {"scores": SCORES, "labels": [["a", "b"]] * 3},
            f"labels: an array of <U1, shape (3, 2); {ACCEPTED}",
        ),
        (
            {"scores": SCORES, "labels": ["a", "b", "a"]},
            "labels: 2 different names for 3 classes; accepted: classes=, which names all in order",
        ),
        (
            {"scores": SCORES, "labels": ["a", "b", "d"], "classes": ["a", "b", "c"]},
            "labels: found 'd'; accepted: a, b, c",
        ),
        (
            {"scores": SCORES, "labels": [0, 1, 2], "classes": ["a", "b"]},
            "classes: 2 names; accepted: 3, one for each class",
        ),
        (
            {"scores": SCORES, "labels": [0, 1, 2], "classes": [["a", "b", "c"]]},
            "classes: shape (1, 3); accepted: a list of names",
        ),
        (
            {"scores": SCORES[0], "labels": [0, 1, 2]},
            "scores: shape (3,); accepted: (examples, classes)",
        ),
        ({"scores": [[]], "labels": [0]}, "scores: shape (1, 0); accepted: (examples, classes)"),
        (
            {"X": np.zeros((2, 2, 2)), "labels": [0, 1]},
            "X: shape (2, 2, 2); accepted: (examples, features)",
        ),
        (
            {"scores": [["1", "2"]], "labels": [0]},
            "scores: an array of <U1; accepted: real numbers",
        ),
        (
            {"scores": [[1j, 2]], "labels": [0]},
            "scores: an array of complex128; accepted: real numbers",
        ),
        (
            {"scores": [[1, np.inf]], "labels": [0]},
            "scores: row 0, column 1 holds inf, not a finite number",
        ),
        (
            {"X": X, "W": np.zeros((3, 4)), "labels": [0, 1]},
            "W: shape (3, 4); accepted: (classes, 2 features)",
        ),
        (
            {"X": X, "W": np.zeros((2, 3)), "labels": [0, 1]},
            "W: shape (2, 3); accepted: (classes, 2 features); turn it: W.T",
        ),
        (
            {"X": X, "W": W, "b": [1.0], "labels": [0, 1]},
            "b: shape (1,); accepted: (3,), one for each class",
        ),
        (
            {"X": X, "labels": [0, 1], "feature_names": ["a"]},
            "feature_names: 1; accepted: 2, one for each column of X",
        ),
        (
            {"X": X, "labels": [0, 1], "loss": "svm"},
            "loss: found 'svm'; accepted: softmax, hinge, crammer_singer, one_vs_rest",
        ),
        (
            {"X": X, "labels": [0, 1], "penalty": "ridge"},
            "penalty: found 'ridge'; accepted: none, l1, l2, elastic_net",
        ),
        (
            {"scores": SCORES, "labels": [0, 1, 2], "penalty": "l2"},
            "penalty: scores alone have no W to penalize; accepted: X, W and b",
        ),
        (
            {"X": X, "labels": [0, 1], "strength": 0.1},
            "strength: no penalty has it; accepted: a penalty, l1, l2, elastic_net",
        ),
        (
            {"X": X, "labels": [0, 10**15]},
            "labels: found 1000000000000000; accepted: 0 to 999, counted from 0",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_what_is_accepted(given, told):
    assert refused(**given) == told


def test_a_number_out_of_range_is_refused():
    assert "margin" in refused(scores=SCORES, labels=[0, 1, 2], margin=-1)
    assert "strength" in refused(X=X, labels=[0, 1], penalty="l2", strength=-1)


def test_the_numbers_are_those_of_the_slides_and_of_the_formulas():
    found = state(
        X=X, W=W, b=b, labels=[2, 0], loss="hinge", penalty="l2", strength=0.1, margin=1.0
    )
    numbers = np.load(io.BytesIO(numbers_of(evaluate(found))), allow_pickle=False)
    # By hand: s = X Wᵀ + b.
    scores = np.array([[1, 4.5, 0.5], [0.5, -1.5, -2]])
    assert np.allclose(numbers["scores"], scores, rtol=0, atol=1e-15)
    exp = np.exp(scores)
    p = exp / exp.sum(axis=1, keepdims=True)
    assert numbers["probabilities"] == pytest.approx(p, rel=1e-14)
    assert numbers["loss_softmax"] == pytest.approx(-np.log(p[[0, 1], [2, 0]]), rel=1e-14)
    assert numbers["loss_hinge"].tolist() == [6.5, 0.0]  # (1 − .5 + 1) + (4.5 − .5 + 1), and 0
    assert float(numbers["mean_hinge"]) == 3.25
    assert (float(numbers["R_l1"]), float(numbers["R_l2"])) == (5.0, 7.0)
    assert float(numbers["data_loss"]) == 3.25
    assert float(numbers["penalty_term"]) == pytest.approx(0.7, rel=1e-15)
    assert float(numbers["total"]) == pytest.approx(3.95, rel=1e-15)
    assert numbers["gradient_scores"].tolist() == [[0.5, 0.5, -1.0], [0.0, 0.0, 0.0]]
    # ∂/∂W: each row's slope times x₁ = (1, 2), and 2 λ W.
    slopes = np.outer([0.5, 0.5, -1.0], X[0]) + 0.2 * np.array(W)
    assert numbers["gradient_W"] == pytest.approx(slopes, rel=1e-15)
    assert numbers["gradient_b"].tolist() == [0.5, 0.5, -1.0]
    assert numbers["predicted"].tolist() == [1, 0]
    assert numbers["classes"].tolist() == ["0", "1", "2"]


def test_every_loss_and_penalty_has_its_numbers():
    numbers = np.load(io.BytesIO(numbers_of(evaluate(state(scores=SCORES, labels=[0, 1, 2])))))
    assert {f"{kind}_{key}" for kind in ("loss", "mean") for key in LOSSES} <= set(numbers)
    assert {f"R_{kind}" for kind in PENALTIES} <= set(numbers)
    assert "gradient_W" not in numbers
