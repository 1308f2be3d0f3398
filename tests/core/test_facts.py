"""The lecture's numbers, copied from its material and from hand calculation."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from core import linear
from core.evaluation import evaluate
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.one_vs_rest import OneVsRest
from core.losses.softmax import Softmax
from core.penalties import PENALTIES
from core.penalties.elastic_net import ElasticNet
from core.scenario.files import DEFAULT_KEY, builtin

BATCH = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
LABELS = np.array([0, 1, 2])
LAST_DIGIT = 1e-15


def softmax(scores, label):
    return Softmax().per_example(np.array([scores], dtype=float), np.array([label]))[0]


def hinge(scores, label, **switches):
    return Hinge(**switches).per_example(np.array([scores], dtype=float), np.array([label]))[0]


@pytest.fixture(scope="module")
def scenarios():
    return {entry.key: evaluate(entry.load()) for entry in builtin()}


def test_hinge_of_the_batch():
    losses = Hinge().per_example(BATCH, LABELS)
    assert losses == pytest.approx([2.9, 0, 12.9], rel=LAST_DIGIT, abs=0)
    assert losses.mean() == pytest.approx(5.266666666666667, rel=LAST_DIGIT)


def test_softmax_of_the_batch():
    losses = Softmax().per_example(BATCH, LABELS)
    expected = [2.0403551528001706, 0.079131778291349021, 6.1564772016642112]
    assert losses == pytest.approx(expected, rel=LAST_DIGIT)
    assert losses.mean() == pytest.approx(2.758654710918577, rel=LAST_DIGIT)


def test_stages_of_the_cat():
    stages = Softmax().stages(BATCH, LABELS)
    assert stages.shift[0] == 0
    assert stages.exp[0] == pytest.approx([24.53, 164.02, 0.1827], rel=2e-4)
    assert stages.probabilities[0] == pytest.approx([0.1299825, 0.8690495, 0.0009679], abs=5e-8)


def test_the_cat_in_other_logarithms():
    loss = softmax(BATCH[0], 0)
    assert loss / math.log(10) == pytest.approx(0.886114984, abs=5e-10)
    assert loss / math.log(2) == pytest.approx(2.943610261, abs=5e-10)


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({"squared": True}, [8.41, 0, 83.25]),
        ({"include_correct_class": True}, [3.9, 1, 13.9]),
        ({"class_divisor": "wrong"}, [1.45, 0, 6.45]),
        ({"class_divisor": "all"}, [2.9 / 3, 0, 12.9 / 3]),
    ],
    ids=["squared", "with j = y", "mean over the wrong classes", "divided by all classes"],
)
def test_variants_of_the_hinge(switches, expected):
    losses = Hinge(**switches).per_example(BATCH, LABELS)
    assert losses == pytest.approx(expected, rel=LAST_DIGIT, abs=0)


def test_the_other_svms_of_the_batch():
    largest = CrammerSinger().per_example(BATCH, LABELS)
    assert largest == pytest.approx([2.9, 0, 6.6], rel=LAST_DIGIT, abs=0)
    assert largest.mean() == pytest.approx(3.1666666666666665, rel=LAST_DIGIT)
    squared = CrammerSinger(squared=True).per_example(BATCH, LABELS)
    assert squared == pytest.approx([8.41, 0, 43.56], rel=LAST_DIGIT, abs=0)
    each = OneVsRest().per_example(BATCH, LABELS)
    assert each == pytest.approx([6.1, 5.3, 10.8], rel=LAST_DIGIT)
    assert each.mean() == pytest.approx(7.4, rel=LAST_DIGIT)


def test_the_svms_are_those_of_pytorch_and_scikit_learn():
    found = json.loads((Path(__file__).parent / "data" / "references.json").read_text("utf-8"))
    scores, labels = np.array(found["scores"]), np.array(found["labels"])
    for asked in found["hinge"]:
        loss = Hinge(asked["margin"], asked["squared"], class_divisor="all")
        losses, slopes = loss.with_gradient(scores, labels)
        assert losses == pytest.approx(np.array(asked["losses"]), rel=1e-12, abs=1e-14)
        assert slopes == pytest.approx(np.array(asked["slopes"]), rel=1e-12, abs=1e-14)
    for loss in (CrammerSinger(), OneVsRest()):
        losses = loss.per_example(scores, labels)
        assert losses == pytest.approx(np.array(found[loss.key]), rel=1e-12, abs=1e-14)


def test_the_sum_of_the_violations_and_the_largest_one():
    scores, label = np.array([[0.0, 0, 1]]), np.array([0])
    assert Hinge().per_example(scores, label) == 3
    assert CrammerSinger().per_example(scores, label) == 2


def test_hinge_of_doubled_scores():
    losses = Hinge().per_example(2 * BATCH, LABELS)
    assert losses == pytest.approx([4.8, 0, 23.8], rel=LAST_DIGIT, abs=0)


def test_gradients_of_the_batch():
    slopes = Hinge().with_gradient(BATCH, LABELS)[1]
    assert slopes.tolist() == [[-1, 1, 0], [0, 0, 0], [1, 1, -2]]
    slopes = Softmax().with_gradient(BATCH, LABELS)[1]
    assert slopes[0] == pytest.approx([-0.8700175, 0.8690495, 0.0009679], abs=5e-8)


def test_lowering_the_cars_score():
    assert hinge([1.3, 4.4, 2.0], 1) == 0
    assert hinge([1.3, 3.0, 2.0], 1) == 0
    assert hinge([1.3, 2.9, 2.0], 1) == pytest.approx(0.1, rel=1e-14)
    assert softmax([1.3, 4.9, 2.0], 1) == pytest.approx(0.0791, abs=5e-5)
    assert softmax([1.3, 4.4, 2.0], 1) == pytest.approx(0.1273, abs=5e-5)


def test_a_margin_of_ten():
    assert hinge([13, -7, 11], 0, margin=10.0) == 8
    assert hinge([13, -7, 11], 0, margin=10.0, squared=True) == 64
    assert hinge([13, -7, 11], 0) == 0
    assert softmax([13, -7, 11], 0) == pytest.approx(0.12692801285843058, rel=LAST_DIGIT)


@pytest.mark.parametrize(
    ("others", "loss", "with_twenty"),
    [
        ([-2, 3], 9.1760504959435188e-4, 4.1678323128597238e-8),
        ([9, 9], 0.55144471393205109, 3.340284369929613e-5),
        ([-100, -100], 3.3778237604490647e-48, 1.5335296147443999e-52),
    ],
    ids=["others apart", "others on the kink", "others far below"],
)
def test_softmax_is_never_satisfied_where_svm_is(others, loss, with_twenty):
    assert hinge([10, *others], 0) == 0
    assert softmax([10, *others], 0) == pytest.approx(loss, rel=LAST_DIGIT, abs=0)
    assert softmax([20, *others], 0) == pytest.approx(with_twenty, rel=LAST_DIGIT, abs=0)


def test_the_kink_is_left_on_one_side_only():
    assert hinge([10, 9, 9], 0) == 0
    assert hinge([10, 9 - 2**-20, 9], 0) == 0
    assert hinge([10, 9 + 2**-20, 9], 0) == 2**-20
    slopes = Hinge().with_gradient(np.array([[10.0, 9.0, 9.0]]), np.array([0]))[1]
    assert slopes.tolist() == [[0, 0, 0]]


@pytest.mark.parametrize("classes", [2, 3, 10, 100, 1000])
def test_equal_scores_cost_ln_c_and_c_minus_1(classes):
    zeros = np.zeros(classes)
    assert softmax(zeros, 0) == pytest.approx(math.log(classes), rel=LAST_DIGIT)
    assert hinge(zeros, 0) == classes - 1


def test_ten_zero_scores():
    assert softmax(np.zeros(10), 0) == pytest.approx(2.3025850929940457, rel=LAST_DIGIT)


@pytest.mark.parametrize(("label", "loss"), [(0, 666), (1, 333), (2, 2.398487868841356e-145)])
def test_big_scores_do_not_overflow(label, loss):
    assert softmax([123, 456, 789], label) == pytest.approx(loss, rel=LAST_DIGIT, abs=0)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([1, -2, 0], [0.7053845, 0.0351190, 0.2594965]),
        ([0.5, -1, 0], [0.5465494, 0.1219516, 0.3314990]),
    ],
    ids=["whole weights", "halved weights"],
)
def test_smaller_weights_give_softer_probabilities(scores, expected):
    stages = Softmax().stages(np.array([scores], dtype=float), np.array([0]))
    assert stages.probabilities[0] == pytest.approx(expected, abs=6e-8)


def test_the_softmax_gradient_is_p_minus_one_hot():
    scores = np.log([[0.2, 0.3, 0.5]])
    slopes = Softmax().with_gradient(scores, np.array([1]))[1]
    assert slopes[0] == pytest.approx([0.2, -0.7, 0.5], rel=LAST_DIGIT)


def test_the_same_score_at_different_prices():
    x = np.ones((1, 4))
    first, second = np.array([[1.0, 0, 0, 0]]), np.full((1, 4), 0.25)
    for weights, l2, elastic in ((first, 1, 1), (second, 0.25, 0.625)):
        assert linear.scores(weights, x, np.zeros(1)).item() == 1
        assert PENALTIES["l2"]().value(weights) == l2
        assert PENALTIES["l1"]().value(weights) == 1
        assert ElasticNet(l1_share=0.5).value(weights) == elastic
    assert np.count_nonzero(first) == 1
    assert np.count_nonzero(second) == 4


def test_the_largest_softmax_loss_of_a_satisfied_svm():
    for classes in (2, 3, 10):
        scores = np.full(classes, 9.0)
        scores[0] = 10.0
        assert hinge(scores, 0) == 0
        bound = math.log1p((classes - 1) / math.e)
        assert softmax(scores, 0) == pytest.approx(bound, rel=LAST_DIGIT)
    assert softmax([10, 9, 9], 0) == pytest.approx(0.5514447, abs=5e-8)


def test_the_default_scenario_is_the_lectures(scenarios):
    evaluation = scenarios[DEFAULT_KEY]
    assert evaluation.scores == pytest.approx(BATCH, rel=LAST_DIGIT)
    assert evaluation.penalty_value("l2") == pytest.approx(22.385, rel=LAST_DIGIT)
    assert evaluation.penalty_value("l1") == 13.0
    assert evaluation.loss_result("hinge").mean == pytest.approx(5.266666666666667, rel=LAST_DIGIT)
    assert evaluation.data_loss == pytest.approx(2.758654710918577, rel=LAST_DIGIT)
    assert evaluation.penalty_term == pytest.approx(0.22385, rel=LAST_DIGIT)
    assert evaluation.total == pytest.approx(2.982504710918577, rel=LAST_DIGIT)
    assert evaluation.example.scores.tolist() == [3.2, 5.1, -1.7]


@pytest.mark.parametrize(
    ("key", "softmax_losses", "hinge_losses"),
    [
        ("wide-margin", [0.12692801285843058], [8]),
        (
            "same-svm-loss",
            [9.1760504959435188e-4, 0.55144471393205109, 3.3778237604490647e-48],
            [0, 0, 0],
        ),
        ("initialization", [2.3025850929940457], [9]),
        ("big-scores", [666, 333, 2.398487868841356e-145], [1001, 334, 0]),
        ("weaker-weights", [-math.log(0.7053845), -math.log(0.5465494)], None),
        ("blank-scores", [math.log(3)], [2]),
        ("blank-features", [math.log(3)], [2]),
    ],
)
def test_each_scenario_opens_on_its_numbers(scenarios, key, softmax_losses, hinge_losses):
    evaluation = scenarios[key]
    rel = 1e-6 if key == "weaker-weights" else LAST_DIGIT
    found = evaluation.loss_result("softmax").per_example
    assert found == pytest.approx(softmax_losses, rel=rel, abs=0)
    if hinge_losses is not None:
        assert evaluation.loss_result("hinge").per_example.tolist() == hinge_losses
