"""The scenario of handwritten digits: what its file holds, and its losses computed once more."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.special import logsumexp

import core
from core.evaluation import evaluate
from core.scenario.files import load_path

PATH = Path(core.__file__).parents[1] / "resources" / "scenarios" / "115-digits.json"


@pytest.fixture(scope="module")
def file():
    return json.loads(PATH.read_bytes())


@pytest.fixture(scope="module")
def found():
    return evaluate(load_path(PATH))


@pytest.fixture(scope="module")
def labels(file):
    return np.array([example["label"] for example in file["examples"]])


@pytest.fixture(scope="module")
def features(file):
    return np.array([example["features"] for example in file["examples"]])


@pytest.fixture(scope="module")
def scores(file, features):
    return features @ np.array(file["weights"]).T + np.array(file["biases"])


@pytest.fixture(scope="module")
def leads(scores, labels):
    """How far the correct score is ahead of the highest other one."""
    others = np.array([np.delete(row, label) for row, label in zip(scores, labels, strict=True)])
    return scores[np.arange(200), labels] - others.max(axis=1)


def test_it_has_200_examples_of_64_features_and_10_classes(file, features):
    assert features.shape == (200, 64)
    assert np.shape(file["weights"]) == (10, 64)
    assert np.shape(file["biases"]) == (10,)
    assert file["classes"] == list("0123456789")
    assert PATH.stat().st_size < 120_000


def test_there_are_twenty_of_each_digit_in_a_mixed_order(labels):
    assert Counter(labels.tolist()) == dict.fromkeys(range(10), 20)
    assert len(set(labels[:20])) > 5


def test_each_example_is_named_by_its_digit_and_its_number(file):
    names = [example["name"] for example in file["examples"]]
    for language in ("en", "ko"):
        assert len({name[language] for name in names}) == 200
    for example in file["examples"]:
        assert example["name"]["en"].startswith(f"digit {example['label']}, no. ")
        assert example["name"]["ko"].startswith(f"숫자 {example['label']}, ")


def test_the_features_are_sixteenths_from_0_to_1(features):
    assert features.min() == 0
    assert features.max() == 1
    assert np.array_equal(features * 16, np.rint(features * 16))


def test_the_weights_have_three_decimals(file):
    values = [*np.ravel(file["weights"]).tolist(), *file["biases"]]
    assert all(round(value, 3) == value for value in values)
    assert not any(str(value) == "-0.0" for value in values)


def test_most_are_right_some_are_wrong_and_some_right_by_less_than_the_margin(leads):
    assert 0.9 <= np.mean(leads > 0) < 1
    assert np.sum((leads > 0) & (leads < 1)) >= 10


def test_it_opens_at_one_that_is_right_by_less_than_the_margin(file, scores, labels, leads):
    example, score = file["view"]["example"], file["view"]["score"]
    assert 0 < leads[example] < 1
    assert score != labels[example]
    assert scores[example, score] == np.sort(scores[example])[-2]


def test_the_softmax_loss_is_what_scipy_says(found, scores, labels):
    losses = logsumexp(scores, axis=1) - scores[np.arange(200), labels]
    assert found.data_loss == pytest.approx(losses.mean(), rel=0, abs=1e-12)
    assert found.active.per_example == pytest.approx(losses, rel=0, abs=1e-12)


def test_the_hinge_loss_is_what_its_definition_says(found, scores, labels):
    over = np.maximum(0, scores - scores[np.arange(200), labels][:, None] + 1)
    losses = over.sum(axis=1) - 1  # the correct class adds Δ
    assert found.loss_result("hinge").mean == pytest.approx(losses.mean(), rel=0, abs=1e-12)


def test_the_total_adds_the_squares_of_the_weights(file, found, scores, labels):
    losses = logsumexp(scores, axis=1) - scores[np.arange(200), labels]
    total = losses.mean() + 0.01 * np.sum(np.square(file["weights"]))
    assert found.total == pytest.approx(total, rel=0, abs=1e-12)
