"""The programs for PyTorch and scikit-learn say what the window shows; both have run them."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import edits
from core.errors import EditError
from core.evaluation import evaluate
from core.fit import fitted
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.pytorch_code import _LOSSES, pytorch_code
from core.scenario.files import builtin
from core.settings import LossSettings
from core.sklearn_code import _ESTIMATORS, estimator, sklearn_code
from core.state import LinearModel
from tools.frameworks import digest, for_pytorch, for_sklearn

FILE = Path(__file__).parent / "data" / "frameworks.json"
FOUND = json.loads(FILE.read_text("utf-8"))
AGAIN = "the program is another: python -m tools.frameworks runs it"
LECTURE = next(item for item in builtin() if item.key == "cat-car-frog").load()
SKLEARN = dict(for_sklearn())


@pytest.mark.parametrize(("name", "state"), list(for_pytorch()))
def test_pytorch_finds_the_losses_the_sums_and_the_slopes_that_the_window_shows(name, state):
    found, evaluation = FOUND["torch"][name], evaluate(state)
    assert found["program"] == digest(pytorch_code(evaluation)), AGAIN
    assert found["losses"] == pytest.approx(evaluation.active.per_example, rel=1e-12)
    assert found["data_loss"] == pytest.approx(evaluation.data_loss, rel=1e-12)
    assert found["total"] == pytest.approx(evaluation.total, rel=1e-12)
    slopes = (evaluation.weight_gradient, evaluation.bias_gradient)
    if not state.has_weights:
        slopes = (evaluation.score_gradient,)
    for theirs, ours in zip(found["slopes"], slopes, strict=True):
        assert np.array(theirs) == pytest.approx(ours, rel=1e-11, abs=1e-14)


def test_every_loss_has_been_asked_for_and_every_penalty():
    assert set(_LOSSES) == set(_ESTIMATORS) == set(LOSSES)
    asked = [state for _, state in for_pytorch()]
    assert {state.loss.active for state in asked} == set(LOSSES)
    assert {state.penalty.kind for state in SKLEARN.values()} == set(PENALTIES)


def test_the_program_names_the_price_and_says_that_there_is_none_where_lambda_is_0():
    free, paid = (
        sklearn_code(evaluate(edits.set_strength(value).apply(LECTURE))) for value in (0.0, 1.0)
    )
    assert "\n# Least L: mean of L_i over N = 3, no penalty.\n" in free
    assert "N = 3, plus lambda = 1 times the sum of w^2; b is not penalized.\n" in paid


@pytest.mark.parametrize("name", SKLEARN)
def test_the_w_that_scikit_learn_finds_is_the_best_one_of_the_document(name):
    state, found = SKLEARN[name], FOUND["sklearn"][name]
    assert found["program"] == digest(sklearn_code(evaluate(state))), AGAIN
    weights, biases = np.array(found["W"]), np.array(found["b"])
    model = LinearModel(state.source.features, weights, biases)
    theirs, best = evaluate(replace(state, source=model)).total, fitted(state)[0]
    ours = evaluate(best).total
    # SGDClassifier walks at random and comes near; the others stop by a tolerance of their own.
    near = 1e-3 if estimator(state).name == "SGDClassifier" else 1e-6
    assert ours * (1 - 1e-9) <= theirs <= ours * (1 + near)


def test_c_weighs_the_data_as_lambda_weighs_the_penalty():
    # C = 1 / (2 lambda N): 1 / (2 * 0.01 * 3).
    program = sklearn_code(evaluate(LECTURE))
    assert "from sklearn.linear_model import LogisticRegression\n" in program
    assert f"model = LogisticRegression(C={1 / 0.06!r}, tol" in program
    half = edits.set_half(on=True).apply(LECTURE)
    assert f"C={1 / 0.03!r}" in sklearn_code(evaluate(half))
    free = edits.set_strength(0.0).apply(LECTURE)
    assert "LogisticRegression(C=np.inf" in sklearn_code(evaluate(free))


@pytest.mark.parametrize(
    ("loss", "squared", "kind", "what"),
    [
        ("hinge", False, "l2", "scikit-learn has no sum over the leads"),
        ("crammer_singer", True, "l2", "has not the square of the largest violation"),
        ("crammer_singer", False, "l1", "has not |w| with the largest violation"),
        ("crammer_singer", False, "none", "has not the largest violation without a penalty"),
    ],
)
def test_what_scikit_learn_has_not_is_said_in_a_comment(loss, squared, kind, what):
    state = edits.choose_penalty(kind).apply(LECTURE)
    state = replace(state, loss=LossSettings(loss, squared=squared))
    program = sklearn_code(evaluate(state))
    assert what in program
    assert all(line.startswith("#") for line in program.splitlines())


@pytest.mark.parametrize("loss", ["softmax", "crammer_singer", "one_vs_rest"])
@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("kind", ["none", "l1", "l2", "elastic_net"])
def test_a_margin_and_a_strength_whose_products_are_0_give_a_program_all_the_same(
    loss, squared, kind
):
    state = edits.choose_penalty(kind).apply(edits.set_strength(1e-200).apply(LECTURE))
    settings = replace(state.loss, active=loss, margin=5e-324, squared=squared)
    program = sklearn_code(evaluate(replace(state, loss=settings))).replace("np.inf", "0")
    assert not {"inf", "nan"} & set(compile(program, "program", "exec").co_names)


def test_classes_without_examples_are_spoken_of():
    state = edits.set_label(1, 0).apply(LECTURE)
    assert "# 1 classes have no example" in sklearn_code(evaluate(state))
    state = edits.set_label(2, 0).apply(state)
    assert "All examples are of one class" in sklearn_code(evaluate(state))


def test_scores_alone_have_no_settings_and_no_penalty():
    state = next(state for name, state in for_pytorch() if name == "scores")
    assert "penalty" not in pytorch_code(evaluate(state))
    with pytest.raises(EditError, match="no_weights"):
        sklearn_code(evaluate(state))


def test_losses_that_are_not_known_here_are_in_the_programs_by_their_numbers(monkeypatch):
    monkeypatch.delitem(_LOSSES, "softmax")
    monkeypatch.delitem(_ESTIMATORS, "softmax")
    assert "losses = torch.tensor([2.0403" in pytorch_code(evaluate(LECTURE))
    assert "not known to scikit-learn" in sklearn_code(evaluate(LECTURE))


def test_what_pytorch_means_otherwise_is_said():
    program = pytorch_code(evaluate(edits.choose_loss("hinge").apply(LECTURE)))
    assert "# multi_margin_loss divides the sum by all 3 classes,\n" in program
    assert "losses = 3 * F.multi_margin_loss(scores, y, p=1, margin=1.0" in program
    assert "weight_decay=0.02 (2 * lambda)" in program
    assert "reduction='mean'; 'sum' is the other" in program
