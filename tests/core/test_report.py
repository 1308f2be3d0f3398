"""The numbers of ``--evaluate``."""

import json
import math

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.losses import LOSSES
from core.report import report
from core.scenario.files import builtin

STATES = {entry.key: entry.load() for entry in builtin()}


def test_the_report_of_the_default_scenario_is_the_lectures():
    found = report(evaluate(STATES["cat-car-frog"]))
    assert list(found) == [
        "scores",
        "softmax",
        "hinge",
        "crammer_singer",
        "one_vs_rest",
        "held_out",
        "held_out_mean",
        "penalty",
        "data_loss",
        "penalty_term",
        "total",
        "gradient",
    ]
    scores = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    assert np.array(found["scores"]) == pytest.approx(np.array(scores), rel=1e-15)
    softmax, hinge = found["softmax"], found["hinge"]
    expected = [2.0403551528001706, 0.079131778291349021, 6.1564772016642112]
    assert softmax["per_example"] == pytest.approx(expected, rel=1e-15)
    assert softmax["mean"] == pytest.approx(2.758654710918577, rel=1e-15)
    assert softmax["probabilities"][0] == pytest.approx([0.1299825, 0.8690495, 0.0009679], abs=5e-8)
    assert hinge["per_example"] == pytest.approx([2.9, 0, 12.9], rel=1e-15)
    assert hinge["mean"] == pytest.approx(5.266666666666667, rel=1e-15)
    largest, one_by_one = found["crammer_singer"], found["one_vs_rest"]
    assert largest["per_example"] == pytest.approx([2.9, 0, 6.6], rel=1e-15)
    assert largest["mean"] == pytest.approx(3.1666666666666665, rel=1e-15)
    assert one_by_one["per_example"] == pytest.approx([6.1, 5.3, 10.8], rel=1e-15)
    assert one_by_one["mean"] == pytest.approx(7.4, rel=1e-15)
    assert found["penalty"] == pytest.approx(
        {"none": 0, "l1": 13.0, "l2": 22.385, "elastic_net": 17.6925}, rel=1e-15
    )
    assert found["data_loss"] == softmax["mean"]
    assert found["penalty_term"] == pytest.approx(0.22385, rel=1e-15)
    assert found["total"] == pytest.approx(2.982504710918577, rel=1e-15)
    row = np.array(found["gradient"]["scores"][0]) * 3
    assert row == pytest.approx([-0.8700175, 0.8690495, 0.0009679], abs=5e-8)
    assert np.shape(found["gradient"]["weights"]) == (3, 4)
    assert np.shape(found["gradient"]["biases"]) == (3,)


def test_every_loss_is_reported_under_its_key_with_the_numbers_of_the_evaluation():
    evaluation = evaluate(edits.set_margin(2.0).apply(STATES["cat-car-frog"]))
    found = report(evaluation)
    for key in LOSSES:
        assert found[key]["per_example"] == evaluation.loss_result(key).per_example.tolist()
        assert found[key]["mean"] == evaluation.loss_result(key).mean


def test_no_loss_has_the_key_of_another_field():
    fields = ("scores", "penalty", "data_loss", "penalty_term", "total", "gradient")
    fields = (*fields, "held_out", "held_out_mean")
    assert not {*fields, "minimum"} & set(LOSSES)
    found = report(evaluate(STATES["cat-car-frog"]))
    assert sorted(found) == sorted((*fields, *LOSSES))


def test_the_report_follows_the_loss_in_force():
    state = edits.choose_loss("hinge").apply(STATES["cat-car-frog"])
    found = report(evaluate(state))
    assert found["data_loss"] == pytest.approx(5.266666666666667, rel=1e-15)
    slopes = np.array(found["gradient"]["scores"]) * 3
    assert slopes == pytest.approx(np.array([[-1, 1, 0], [0, 0, 0], [1, 1, -2]]), rel=1e-15)


def test_scores_alone_have_no_weights_to_report():
    found = report(evaluate(STATES["wide-margin"]))
    assert found["gradient"]["weights"] is None
    assert found["gradient"]["biases"] is None
    assert set(found["penalty"].values()) == {0}
    assert found["total"] == found["data_loss"] == 8


@pytest.mark.parametrize("key", STATES)
def test_a_report_survives_json_to_the_last_bit(key):
    found = report(evaluate(STATES[key]))
    text = json.dumps(found, allow_nan=False)
    assert json.loads(text) == found
    assert "-0.0," not in text


def test_tiny_losses_are_reported_in_full():
    found = report(evaluate(STATES["big-scores"]))
    assert found["softmax"]["per_example"][2] == pytest.approx(2.398487868841356e-145, rel=1e-15)
    assert math.isclose(found["softmax"]["mean"], 333.0)
