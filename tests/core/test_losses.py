"""Losses against 50 digits, scipy, identities and their own gradients."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mpf
from scipy import special

from core.errors import EditError, NonFiniteError
from core.losses import LOSSES
from core.losses.base import BLOCK_ELEMENTS, NARROW
from core.losses.crammer_singer import CrammerSinger
from core.losses.hinge import Hinge
from core.losses.margins import MarginLoss
from core.losses.one_vs_rest import OneVsRest
from core.losses.softmax import Softmax
from core.settings import DIVISOR_KEYS, LossSettings
from tests.core import oracle
from tests.sweeps import tries

SWITCHES = [
    dict(zip(("squared", "include_correct_class", "class_divisor"), values, strict=True))
    for values in itertools.product((False, True), (False, True), DIVISOR_KEYS)
]
EVERY_SETTING = [LossSettings(**switches) for switches in SWITCHES] + [LossSettings(margin=0.3)]
EVERY_LOSS = list(
    dict.fromkeys(
        LOSSES[key].from_settings(settings) for key in LOSSES for settings in EVERY_SETTING
    )
)
every_loss = pytest.mark.parametrize("loss", EVERY_LOSS, ids=str)
every_key = pytest.mark.parametrize("key", LOSSES)


def one(scores, label):
    return np.array([scores], dtype=float), np.array([label])


# Softmax


@given(oracle.labelled())
@tries(40)
@example((np.array([10.0, -100.0, -100.0]), 0))
@example((np.array([1e300, -1e300]), 1))
@example((np.array([-1e300, -1e300, 1e300]), 2))
@example((np.array([350.0, -350.0]), 0))
@example((np.array([350.1, -350.1]), 0))
@example((np.array([740.0, 0.0]), 0))
@example((np.array([-0.0, 0.0]), 1))
def test_softmax_has_12_digits_of_50(case):
    scores, label = case
    losses, slopes = Softmax().with_gradient(*one(scores, label))
    probabilities = Softmax().stages(*one(scores, label)).probabilities[0]
    loss, exact_probabilities, exact_slopes = oracle.softmax(scores, label)
    assert oracle.agrees(losses[0], loss)
    assert all(map(oracle.agrees, probabilities, exact_probabilities))
    assert all(map(oracle.agrees, slopes[0], exact_slopes))


@pytest.mark.parametrize("lead", [1, 20, 40, 100, 300, 600, 700])
def test_tiny_softmax_losses_keep_their_digits(lead):
    for scores in ([lead, 0.0, 0.0], [lead + 1000.0, 1000.0, 1000.0]):
        loss = Softmax().per_example(*one(scores, 0))[0]
        assert loss > 0
        assert abs(mpf(loss) / oracle.softmax(scores, 0)[0] - 1) < mpf("1e-13")


@pytest.mark.parametrize(("classes", "scale"), [(2, 1), (10, 30), (63, 5), (64, 5), (1000, 100)])
def test_softmax_agrees_with_scipy(classes, scale):
    rng = np.random.default_rng(classes)
    scores = rng.normal(scale=scale, size=(40, classes))
    labels = rng.integers(0, classes, 40)
    losses, slopes = Softmax().with_gradient(scores, labels)
    with np.errstate(under="ignore"):
        expected = special.softmax(scores, axis=1)
        logs = special.log_softmax(scores, axis=1)
    assert losses == pytest.approx(-logs[np.arange(40), labels], rel=1e-11, abs=1e-13)
    expected[np.arange(40), labels] -= 1
    assert slopes == pytest.approx(expected, rel=1e-11, abs=1e-14)


@given(oracle.labelled(limit=1e300))
@tries(20)
def test_softmax_stages_multiply_out_to_the_probabilities(case):
    scores, label = case
    stages = Softmax().stages(*one(scores, label))
    assert np.isfinite(stages.exp).all()
    largest = scores.max()
    assert stages.shift[0] == (largest if abs(largest) > 700 else 0)
    with np.errstate(under="ignore"):
        divided = stages.exp[0] / stages.exp[0].sum()
    assert divided == pytest.approx(stages.probabilities[0], rel=1e-12, abs=1e-300)
    assert stages.probabilities[0].sum() == pytest.approx(1, rel=1e-14)


# Hinge


@given(case=oracle.labelled(limit=1e150), margin=st.sampled_from([1.0, 0.1, 10.0, 1e6, 1e-9]))
@tries(20)
def test_hinge_has_12_digits_of_50(case, margin):
    scores, label = case
    for switches in SWITCHES:
        losses, slopes = Hinge(margin, **switches).with_gradient(*one(scores, label))
        loss, exact = oracle.hinge(scores, label, margin, *switches.values())
        assert oracle.agrees(losses[0], loss), switches
        assert all(map(oracle.agrees, slopes[0], exact)), switches


@given(case=oracle.labelled())
@tries(20)
def test_hinge_of_the_largest_scores_has_12_digits_of_50(case):
    scores, label = case
    losses = Hinge().per_example(*one(scores, label))
    assert oracle.agrees(losses[0], oracle.hinge(scores, label)[0])


@given(case=oracle.labelled(limit=1e150))
@tries(10)
def test_contributions_of_the_classes_add_up_to_the_hinge_loss(case):
    scores, labels = one(*case)
    for loss in (Hinge(**switches) for switches in SWITCHES):
        stages = loss.stages(scores, labels)
        assert stages.contributions.sum() == pytest.approx(
            loss.per_example(scores, labels)[0], rel=1e-14
        ), loss
        assert stages.margins[0, case[1]] == loss.margin, loss
        assert (stages.hinged[0, case[1]] > 0) == loss.include_correct_class, loss


def test_a_margin_that_nearly_cancels_keeps_its_digits():
    scores, label = [1 / 3, 4 / 3], 1
    for margin in (1.0, 1.0 + 2**-50, 0.1 + 0.9):
        loss = Hinge(margin).per_example(*one(scores, label))[0]
        assert oracle.agrees(loss, oracle.hinge(scores, label, margin)[0])


@given(oracle.labelled(limit=1e3), st.floats(0.01, 100))
@tries(30)
def test_a_margin_of_k_is_k_times_the_loss_of_scores_over_k(case, k):
    scores, labels = one(*case)
    with np.errstate(under="ignore"):
        smaller = scores / k
    expected = k * Hinge(1.0).per_example(smaller, labels)[0]
    assert Hinge(k).per_example(scores, labels)[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_hinge_with_the_correct_class_is_never_satisfied():
    hinge = Hinge(include_correct_class=True)
    assert hinge.satisfied(np.array([10.0, 0.0, 0.0]), 0, 0) is None
    assert Hinge().satisfied(np.array([10.0, 0.0, 0.0]), 0, 0) == (1.0, np.inf)
    assert Hinge().satisfied(np.array([10.0, 0.0, 0.0]), 0, 1) == (-np.inf, 9.0)
    assert Hinge().satisfied(np.array([10.0, 0.0, 9.5]), 0, 1) is None


# The largest violation, and one against the rest

OTHER_SVMS = [(CrammerSinger, oracle.crammer_singer), (OneVsRest, oracle.one_vs_rest)]


@given(case=oracle.labelled(limit=1e150), margin=st.sampled_from([1.0, 0.1, 10.0, 1e6, 1e-9]))
@tries(40)
@example((np.array([0.0, 0.0, 1e-300]), 0), 1.0)
@example((np.array([1 / 3, 4 / 3, 4 / 3]), 0), 0.1 + 0.9)
def test_every_other_svm_has_12_digits_of_50(case, margin):
    scores, label = case
    for (kind, exact), squared in itertools.product(OTHER_SVMS, (False, True)):
        loss = kind(margin, squared)
        losses, slopes = loss.with_gradient(*one(scores, label))
        expected, exact_slopes = exact(scores, label, margin, squared)
        assert oracle.agrees(losses[0], expected), loss
        assert all(map(oracle.agrees, slopes[0], exact_slopes)), loss


@given(case=oracle.labelled())
@tries(30)
def test_every_other_svm_of_the_largest_scores_has_12_digits_of_50(case):
    scores, label = case
    for loss, exact in OTHER_SVMS:
        found = loss().per_example(*one(scores, label))[0]
        assert oracle.agrees(found, exact(scores, label)[0]), loss


@given(case=oracle.labelled(limit=1e150))
@tries(15)
def test_contributions_of_the_classes_add_up_to_every_other_svm_loss(case):
    scores, labels = one(*case)
    for (kind, _), squared in itertools.product(OTHER_SVMS, (False, True)):
        loss = kind(squared=squared)
        stages = loss.stages(scores, labels)
        whole = loss.per_example(scores, labels)[0]
        assert stages.contributions.sum() == pytest.approx(whole, rel=1e-14), loss
        assert ((stages.contributions > 0) <= (stages.hinged > 0)).all(), loss


def test_wrong_classes_that_tie_share_the_largest_violation():
    slopes = CrammerSinger().with_gradient(*one([0.0, 2.0, 2.0, 1.0], 0))[1][0]
    assert slopes.tolist() == [-1.0, 0.5, 0.5, 0.0]
    stages = CrammerSinger(squared=True).stages(*one([0.0, 2.0, 2.0, 1.0], 0))
    assert stages.margins[0].tolist() == [1.0, 3.0, 3.0, 2.0]
    assert stages.contributions[0].tolist() == [0.0, 4.5, 4.5, 0.0]


def test_squared_the_largest_violation_is_the_square_of_one_and_no_sum_of_squares():
    scores, labels = one([13.0, -7.0, 11.0], 0)
    assert CrammerSinger(10.0, squared=True).per_example(scores, labels)[0] == 64.0
    scores, labels = one([0.0, 0.0, 1.0], 0)
    assert CrammerSinger(squared=True).per_example(scores, labels)[0] == 4.0
    assert Hinge(squared=True).per_example(scores, labels)[0] == 5.0


@given(case=oracle.labelled(limit=1e6), margin=st.sampled_from([1.0, 0.1, 10.0]))
@tries(25)
def test_of_two_classes_the_largest_violation_is_the_hinge(case, margin):
    scores, labels = one(case[0][:2], case[1] % 2)
    for squared in (False, True):
        for found, expected in zip(
            CrammerSinger(margin, squared).with_gradient(scores, labels),
            Hinge(margin, squared).with_gradient(scores, labels),
            strict=True,
        ):
            assert np.array_equal(found, expected)


# Where the SVMs are satisfied

SVMS = [key for key in LOSSES if issubclass(LOSSES[key], MarginLoss)]


@given(oracle.labelled(limit=50.0), st.integers(0, 7))
@tries(25)
def test_an_svm_is_straight_between_its_kinks(case, index):
    scores, label = case
    index %= len(scores)
    for loss in (LOSSES[key]() for key in SVMS):
        kinks = loss.kinks(scores, label, index)
        assert (np.diff(kinks) > 0).all(), loss
        ends = np.concatenate([[kinks[0] - 2], kinks, [kinks[-1] + 2]])
        for low, high in itertools.pairwise(ends):
            swept = np.tile(scores, (3, 1))
            swept[:, index] = [low, (low + high) / 2, high]
            first, middle, last = loss.per_example(swept, np.full(3, label)).tolist()
            assert middle == pytest.approx((first + last) / 2, rel=1e-9, abs=1e-9), loss


@given(oracle.labelled(limit=5.0), st.integers(0, 7), st.floats(-8, 8))
@tries(25)
@example((np.array([3.0, -2.0, -1.5]), 0), 1, -1.25)
@example((np.array([0.5, -2.0, -1.0]), 0), 0, 1.5)
def test_the_satisfied_interval_is_where_the_loss_is_zero(case, index, value):
    scores, label = case
    index %= len(scores)
    there = scores.copy()
    there[index] = value
    for loss in (LOSSES[key]() for key in SVMS):
        interval = loss.satisfied(scores, label, index)
        paid = loss.per_example(*one(there, label))[0]
        if interval is None:
            assert paid > 0, loss
        elif interval[0] + 1e-9 < value < interval[1] - 1e-9:
            assert paid == 0, loss
        elif not interval[0] - 1e-9 < value < interval[1] + 1e-9:
            assert paid > 0, loss


# Every loss


def has_a_kink_within(loss, reach, scores, label):
    """Whether some score need move by no more than this to a corner of the loss."""
    return any(
        (np.abs(loss.kinks(scores, label, j) - score) <= reach).any()
        for j, score in enumerate(scores)
    )


@given(scores=st.lists(st.floats(-20, 20), min_size=2, max_size=6), label=st.integers(0, 5))
@tries(30)
def test_the_gradient_is_the_central_difference(scores, label):
    scores, label = np.array(scores), label % len(scores)
    step = 1e-3
    smooth = [loss for loss in EVERY_LOSS if not has_a_kink_within(loss, 2 * step, scores, label)]
    count = len(scores)
    # Row 4 j + k is k steps of score j from here.
    moved = np.tile(scores, (4 * count, 1))
    moved[np.arange(4 * count), np.repeat(np.arange(count), 4)] += np.tile(
        np.array([-2, -1, 1, 2]) * step, count
    )
    for loss in smooth:
        f = loss.per_example(moved, np.full(4 * count, label)).reshape(count, 4).T
        slopes = (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * step)  # fourth order
        found = loss.with_gradient(*one(scores, label))[1][0]
        assert found == pytest.approx(slopes, rel=1e-7, abs=1e-8), loss


@given(case=oracle.labelled(limit=1e150))
@tries(20)
def test_results_are_finite_and_hold_no_negative_zero(case):
    scores, labels = one(*case)
    for loss in EVERY_LOSS:
        losses, slopes = loss.with_gradient(scores, labels)
        stages = loss.stages(scores, labels)
        for result in (losses, slopes, *vars(stages).values()):
            assert np.isfinite(result).all(), loss
            assert not oracle.has_negative_zero(result), loss
        assert (losses >= 0).all(), loss


RELATIVE = [loss for loss in EVERY_LOSS if loss.relative]


@given(case=oracle.labelled(limit=1e100))
@tries(20)
def test_gradient_rows_sum_to_zero(case):
    for loss in RELATIVE:
        slopes = loss.with_gradient(*one(*case))[1][0]
        assert abs(slopes.sum()) <= 1e-14 * max(np.abs(slopes).sum(), 1e-300), loss


@given(
    scores=st.lists(st.integers(-40, 40), min_size=2, max_size=6),
    label=st.integers(0, 5),
    shift=st.integers(-(2**20), 2**20),
)
@tries(15)
def test_adding_a_constant_to_all_scores_changes_nothing(scores, label, shift):
    label %= len(scores)
    for loss in RELATIVE:
        before = loss.with_gradient(*one(scores, label))
        after = loss.with_gradient(*one(np.add(scores, shift), label))
        for one_result, other in zip(before, after, strict=True):
            assert other == pytest.approx(one_result, rel=1e-13, abs=1e-300), loss


@every_loss
def test_scores_within_their_bounds_move_a_loss_by_no_more_than_its_noise(loss):
    rng = np.random.default_rng(5)
    scores = rng.normal(scale=3, size=(2000, 4))
    scores[::2] = np.round(scores[::2])  # many ties and kinks
    labels = rng.integers(0, 4, 2000)
    for bound in (1e-12, 1e-3, 5.0):
        bounds = rng.uniform(0.0, bound, scores.shape)
        moved = scores + rng.choice([-1.0, 1.0], scores.shape) * bounds
        here, there = loss.per_example(scores, labels), loss.per_example(moved, labels)
        room = loss.noise(here, bounds + 1e-15)  # what the sums themselves are rounded by
        assert (np.abs(there - here) <= room).all(), bound
    # The last rounding alone is half a unit of the last digit.
    assert (loss.noise(here, np.zeros_like(scores)) >= 2.0**-53 * here).all()


@given(case=oracle.labelled(limit=50.0), index=st.integers(0, 7), part=st.floats(-1, 1))
@tries(20)
def test_who_is_nearly_at_a_kink_is_doubtful(case, index, part):
    scores, label = case
    index %= len(scores)
    room = 1e-3
    for loss in EVERY_LOSS:
        assert loss.doubtful(*one(scores, label), 0.0).size == 0, loss
        kinks = loss.kinks(scores, label, index)
        near = np.tile(scores, (len(kinks), 1))
        near[:, index] = kinks + 0.999 * part * room
        found = loss.doubtful(near, np.full(len(kinks), label), room)
        assert found.tolist() == list(range(len(kinks))), loss


@every_loss
@pytest.mark.parametrize(
    ("count", "classes"),
    [(NARROW, 3), (BLOCK_ELEMENTS // 10 + 5, 10), (70, NARROW), (150, 1000)],
    ids=str,
)
def test_a_batch_gives_what_each_row_gives(loss, count, classes):
    rng = np.random.default_rng(count)
    scores = rng.normal(scale=4, size=(count, classes))
    scores[count // 2] *= 300
    labels = rng.integers(0, classes, count)
    losses, slopes = loss.with_gradient(scores, labels)
    for i in {0, 1, count // 3, count // 2, count - 1}:
        alone, slope = loss.with_gradient(scores[i : i + 1], labels[i : i + 1])
        assert losses[i] == pytest.approx(alone[0], rel=1e-13, abs=0)
        assert slopes[i] == pytest.approx(slope[0], rel=1e-13, abs=1e-300)


@every_loss
def test_inputs_may_be_read_only_and_in_any_layout(loss):
    rng = np.random.default_rng(3)
    scores, labels = rng.normal(size=(100, 5)), rng.integers(0, 5, 100)
    expected = loss.with_gradient(scores, labels)
    for layout in (np.asfortranarray(scores), np.repeat(scores, 2, axis=0)[::2]):
        layout.flags.writeable = False
        fixed = labels.copy()
        fixed.flags.writeable = False
        found = loss.with_gradient(layout, fixed)
        assert oracle.same_bits(found[0], expected[0])
        assert oracle.same_bits(found[1], expected[1])
        assert oracle.same_bits(layout, scores)


METHODS = ("per_example", "with_gradient", "stages")


@every_loss
def test_a_score_that_is_no_number_is_refused_by_row_and_column(loss):
    for method, value in itertools.product(METHODS, (np.nan, np.inf, -np.inf)):
        scores = np.zeros((4, 3))
        scores[2, 1] = value
        with pytest.raises(NonFiniteError, match="scores: row 2, column 1") as caught:
            getattr(loss, method)(scores, np.zeros(4, dtype=int))
        assert (caught.value.row, caught.value.column) == (2, 1), method
        assert caught.value.value == pytest.approx(value, nan_ok=True), method


@every_loss
def test_labels_that_do_not_fit_are_refused(loss):
    for method in METHODS:
        for label in (-1, 3):
            with pytest.raises(EditError) as caught:
                getattr(loss, method)(np.zeros((2, 3)), np.array([0, label]))
            assert caught.value.key == "no_such_class", method
            assert caught.value.params == {"index": label, "count": 3}, method
        with pytest.raises(EditError, match="shape"):
            getattr(loss, method)(np.zeros((2, 3)), np.array([0]))


# A model that knows nothing


@pytest.mark.parametrize("classes", [2, 3, 10, 1000])
def test_softmax_that_knows_nothing_loses_ln_c(classes):
    assert Softmax().knows_nothing(classes) == pytest.approx(np.log(classes), rel=1e-14)


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (Hinge(), 9.0),
        (Hinge(margin=0.5), 4.5),
        (Hinge(margin=0.5, squared=True), 2.25),
        (Hinge(margin=0.5, class_divisor="wrong"), 0.5),
        (Hinge(margin=0.5, class_divisor="all"), 0.45),
        (Hinge(margin=0.5, include_correct_class=True), 5.0),
        (Hinge(2.0, True, True, "all"), 4.0),
        (Hinge(2.0, True, True, "wrong"), 40 / 9),
        (CrammerSinger(0.5), 0.5),
        (CrammerSinger(0.5, squared=True), 0.25),
        (OneVsRest(0.5), 5.0),
        (OneVsRest(0.5, squared=True), 2.5),
    ],
    ids=str,
)
def test_an_svm_that_knows_nothing_pays_the_margin_for_every_term(loss, expected):
    assert loss.knows_nothing(10) == pytest.approx(expected, rel=1e-14)


@every_loss
def test_knowing_nothing_is_the_loss_of_equal_scores_if_it_compares_them_alone(loss):
    labels = np.array([0, 2, 4])
    expected = np.full(3, loss.knows_nothing(5))
    assert loss.per_example(np.zeros((3, 5)), labels) == pytest.approx(expected, rel=1e-14)
    equal = loss.per_example(np.full((3, 5), 12.25), labels)
    assert bool(equal == pytest.approx(expected, rel=1e-14)) is loss.relative
    slopes = loss.with_gradient(np.zeros((1, 5)), np.array([1]))[1]
    assert bool(abs(slopes.sum()) <= 1e-14) is loss.relative


@every_key
def test_a_loss_is_registered_under_its_key_and_made_from_settings(key):
    assert LOSSES[key].key == key
    settings_of_person = LossSettings(active=key, margin=2.5, squared=True)
    loss = LOSSES[key].from_settings(settings_of_person)
    assert isinstance(loss, LOSSES[key])
    assert loss == LOSSES[key].from_settings(settings_of_person)
    assert getattr(loss, "margin", 2.5) == 2.5


@pytest.mark.parametrize("key", LOSSES)
def test_a_number_that_is_not_finite_is_named_by_its_row_among_all(key):
    scores = np.zeros((20_000, 10))
    scores[15_000, 7] = np.nan
    with pytest.raises(NonFiniteError) as caught:
        LOSSES[key]().per_example(scores, np.zeros(20_000, dtype=int))
    assert (caught.value.row, caught.value.column) == (15_000, 7)


@pytest.mark.parametrize("label", [-1, 3, 4])
def test_a_label_that_names_no_class_is_told_also_among_more_examples_than_classes(label):
    labels = np.array([0, 1, label, 2, 0, 1])
    with pytest.raises(EditError) as caught:
        Softmax().per_example(np.zeros((6, 3)), labels)
    assert dict(caught.value.params) == {"index": label, "count": 3}
