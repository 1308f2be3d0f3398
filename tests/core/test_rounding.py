"""Rounding never decides: decisions from float64 against exact arithmetic with fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits, linear
from core.batch import Batch
from core.evaluation import evaluate
from core.losses import LOSSES
from core.losses.hinge import Hinge
from core.rounding import EXACT, Rounding, in_order
from core.scenario.files import builtin
from core.settings import LossSettings
from core.state import LinearModel, ScoreTable, State
from tests.core import oracle
from tests.sweeps import tries

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
TENTH = st.integers(-12, 12)


def document(features, weights, biases, labels, **settings):
    """What a person sees as tenths, and as the float64 numbers that stand for them."""
    model = LinearModel(*(np.array(part) / 10.0 for part in (features, weights, biases)))
    classes = tuple(f"class {number}" for number in range(len(weights)))
    examples = tuple(f"example {number}" for number in range(len(features)))
    return State("t", classes, examples, np.array(labels), model, LossSettings(**settings))


def exact_scores(features, weights, biases):
    """The scores that follow by hand from the tenths."""
    return [
        [
            sum((Fraction(w * x, 100) for w, x in zip(row, given_x, strict=True)), Fraction(b, 10))
            for row, b in zip(weights, biases, strict=True)
        ]
        for given_x in features
    ]


@st.composite
def tenths(draw):
    """Features, weights and biases in tenths, and labels; often with ties."""
    depth = draw(st.sampled_from([1, 2, 3, 5, 16, 17, 24]))
    classes, count = draw(st.integers(2, 4)), draw(st.integers(1, 4))

    def rows(number):
        row = st.lists(TENTH, min_size=depth, max_size=depth)
        return draw(st.lists(row, min_size=number, max_size=number))

    features, weights = rows(count), rows(classes)
    biases = draw(st.lists(TENTH, min_size=classes, max_size=classes))
    if draw(st.booleans()):
        # Another way to the same score: the same terms turned round.
        weights[-1], biases[-1] = weights[0][::-1], biases[0]
        features = [[*x[: depth // 2], *x[: depth - depth // 2][::-1]] for x in features]
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count))
    return features, weights, biases, labels


@tries(20)
@given(tenths(), st.integers(1, 20))
def test_what_is_decided_is_what_hand_calculation_decides(drawn, margin):
    features, weights, biases, labels = drawn
    evaluation = evaluate(document(*drawn, active="hinge", margin=margin / 10))
    exact, needed = exact_scores(features, weights, biases), Fraction(margin, 10)
    bounds = evaluation.rounding.of(np.arange(len(labels)))
    assert bounds.max() <= evaluation.rounding.most
    batch, hinge = evaluation.batch, evaluation.loss_result("hinge")
    violating = batch.violating(margin / 10)
    for i, (row, label) in enumerate(zip(exact, labels, strict=True)):
        for j, score in enumerate(row):
            found = evaluation.scores[i, j].item()
            assert abs(Fraction(found) - score) <= Fraction(bounds[i, j].item())
            assert (found == 0.0) == (score == 0)
        lead = row[label] - max(score for j, score in enumerate(row) if j != label)
        assert batch.predicted[i] == row.index(max(row))
        assert batch.right[i] == (row.index(max(row)) == label)
        assert np.sign(batch.lead[i]) == (lead > 0) - (lead < 0)
        assert violating[i] == (lead < needed)
        over = [j != label and score - row[label] + needed > 0 for j, score in enumerate(row)]
        assert (hinge.per_example[i] > 0.0) == any(over)
        slopes = [sum(over) * -1.0 if j == label else float(one) for j, one in enumerate(over)]
        assert hinge.gradient[i].tolist() == slopes
        chosen = evaluate(edits.choose_example(i).apply(evaluation.state)).example
        assert (chosen.stages(Hinge).contributions > 0.0).tolist() == over
        assert chosen.gradient("hinge").tolist() == slopes
        assert chosen.losses["hinge"] == hinge.per_example[i]


def slopes_of_largest(row, label, needed):
    """Slopes of the largest violation, by hand."""
    top = max(score for j, score in enumerate(row) if j != label)
    tied = [j != label and score == top for j, score in enumerate(row)]
    if top - row[label] + needed <= 0:
        return [0.0] * len(row)
    return [-1.0 if j == label else one / sum(tied) for j, one in enumerate(tied)]


def slopes_of_each(row, label, needed):
    """Slopes of one against the rest, by hand."""
    signs = [1 if j == label else -1 for j in range(len(row))]
    over = [needed - sign * score > 0 for sign, score in zip(signs, row, strict=True)]
    return [-float(sign * one) + 0.0 for sign, one in zip(signs, over, strict=True)]


@pytest.mark.parametrize(
    ("key", "by_hand"),
    [("crammer_singer", slopes_of_largest), ("one_vs_rest", slopes_of_each)],
)
@tries(15)
@given(drawn=tenths(), margin=st.integers(1, 20))
def test_what_the_other_svms_decide_is_what_hand_calculation_decides(key, by_hand, drawn, margin):
    evaluation = evaluate(document(*drawn, active=key, margin=margin / 10))
    exact, needed = exact_scores(*drawn[:3]), Fraction(margin, 10)
    result = evaluation.loss_result(key)
    for i, (row, label) in enumerate(zip(exact, drawn[3], strict=True)):
        slopes = by_hand(row, label, needed)
        assert result.gradient[i].tolist() == pytest.approx(slopes, rel=1e-15)
        assert (result.per_example[i] > 0.0) == any(slopes)
        chosen = evaluate(edits.choose_example(i).apply(evaluation.state)).example
        assert chosen.gradient(key).tolist() == result.gradient[i].tolist()
        assert chosen.losses[key] == result.per_example[i]
        moved = np.array(slopes) != 0.0
        moved[label] &= key == "one_vs_rest"
        contributions = chosen.stages(LOSSES[key]).contributions
        assert (contributions > 0.0).tolist() == moved.tolist()


@tries(20)
@given(tenths(), st.booleans())
def test_ties_of_scores_and_leads_are_sorted_as_the_examples_stand(drawn, descending):
    features, weights, biases, labels = drawn
    evaluation = evaluate(document(*drawn))
    exact = exact_scores(features, weights, biases)
    leads = [
        row[label] - max(score for j, score in enumerate(row) if j != label)
        for row, label in zip(exact, labels, strict=True)
    ]
    rounding, batch = evaluation.rounding, evaluation.batch
    for values, truth, most, bounds_of in (
        (
            evaluation.scores[:, 0],
            [row[0] for row in exact],
            rounding.most,
            lambda rows: rounding.of(rows)[:, 0],
        ),
        (batch.lead, leads, 2 * rounding.most, batch.lead_bounds),
    ):
        found = in_order(values, most, bounds_of, descending=descending)
        way = -1 if descending else 1
        assert found.tolist() == sorted(range(len(truth)), key=lambda i: way * truth[i])


def test_the_sum_of_three_tenths_ties_with_three_tenths():
    """0.1 + 0.2 is 0.30000000000000004, which used to win."""
    state = document([[10, 10]], [[3, 0], [1, 2]], [0, 0], [0])
    batch = evaluate(state).batch
    assert (batch.predicted[0], batch.lead[0], batch.right[0]) == (0, 0.0, True)


@pytest.mark.parametrize("depth", [16, 17, 200])
def test_what_cancels_but_for_rounding_is_zero(depth):
    features = np.full((1, depth), 0.1)
    weights = np.array([[0.7, *[0.1] * (depth - 2), -0.7 - 0.1 * (depth - 2)], [0.0] * depth])
    evaluation = evaluate(
        State("t", ("a", "b"), ("e",), [1], LinearModel(features, weights, [0, 0]))
    )
    assert evaluation.scores.tolist() == [[0.0, 0.0]]
    assert evaluation.batch.lead.tolist() == [0.0]


@pytest.mark.parametrize("depth", [3, 24])
def test_a_score_below_the_bound_of_its_rounding_is_zero_and_a_larger_one_is_kept(depth):
    bound = (depth + 2) * 2.0**-52 * 2.0
    weights = np.zeros((2, depth))
    weights[:, :2] = 1.0, -1.0
    weights[:, 2] = 0.7 * bound, 1.3 * bound
    below, above = linear.scores(weights, np.ones((1, depth)), np.zeros(2))[0]
    assert below == 0.0
    assert above == pytest.approx(1.3 * bound, rel=0.1)


def test_examples_whose_margin_may_be_rounding_are_found_in_every_block(monkeypatch):
    monkeypatch.setattr("core.losses.margins.DOUBT_ROWS", 2)
    wrong = np.array([0.0, -4.0, -1.0 + 1e-9, 1e-9, -1e-7])  # against 1, with the margin 1
    scores = np.stack([np.ones(5), wrong], axis=1)
    doubtful = Hinge().doubtful(scores, np.zeros(5, dtype=int), 1e-8)
    assert doubtful.tolist() == [0, 3]


def test_scores_alone_are_what_they_are():
    scores = np.array([[0.1 + 0.2, 0.3]])
    state = State("t", ("a", "b"), ("e",), [1], ScoreTable(scores))
    evaluation = evaluate(state)
    assert evaluation.rounding is EXACT
    assert evaluation.batch.predicted.tolist() == [0]
    assert evaluation.batch.lead[0] == 0.3 - (0.1 + 0.2)


def test_what_has_no_value_comes_last_and_chains_of_ties_stay_together():
    values = np.array([3.0, np.nan, 1.0, 1.0 - 1e-12, 1.0 - 2e-12, np.nan, 0.0])

    def bounds_of(places):
        return np.full(len(places), 0.6e-12)

    assert in_order(values, 1e-12, bounds_of).tolist() == [6, 2, 3, 4, 0, 1, 5]
    assert in_order(values, 1e-12, bounds_of, descending=True).tolist() == [0, 2, 3, 4, 6, 1, 5]
    assert in_order(values, 0.0, bounds_of).tolist() == [6, 4, 3, 2, 0, 1, 5]


def test_a_difference_that_rounding_cannot_make_still_counts():
    model = LinearModel([[1.0, 1.0]], [[1.0, 1e-13], [1.0, 0.0], [0.0, 0.0]], [0.0] * 3)
    scores = linear.scores(model.weights, model.features, model.biases)
    reach = linear.reach_of(model.features)
    rounding = Rounding(model, linear.largest_bound(model.weights, reach, model.biases))
    batch = Batch(scores, np.array([1]), rounding)
    assert batch.predicted.tolist() == [0]
    assert batch.lead[0] == pytest.approx(-1e-13, rel=1e-2)
    assert Hinge(margin=1e-13 / 2).doubtful(scores, np.array([1]), 2 * rounding.most).size == 0


POWERS = st.sampled_from([0.0, 0.0, 1.0, -1.0, 2.0, -0.5])
TYPED = st.one_of(
    st.integers(-9999, 9999).map(lambda value: value / 100),
    st.integers(-9999, 9999).map(lambda value: value / 1.0),
    st.just(0.0),
)
STEPS = st.lists(st.tuples(st.integers(0, 3), TYPED), min_size=1, max_size=8)
HADAMARD = np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]], dtype=float)


def typed(features, steps):
    """Models after one score of class 0 after the other was typed, with what was typed."""
    model = LinearModel(features, np.zeros((2, 4)), [0.0, 0.0])
    for number, value in steps:
        example = number % len(features)
        if features[example].any():
            before, model = model, linear.least_norm_edit(model, example, 0, value)
            yield (
                example,
                value,
                *(linear.scores(one.weights, one.features, one.biases) for one in (before, model)),
            )


@tries(20)
@given(st.lists(st.lists(POWERS, min_size=4, max_size=4), min_size=2, max_size=4), STEPS)
def test_where_no_feature_is_shared_bits_stay(features, steps):
    features = np.array(features)
    for example, value, before, after in typed(features, steps):
        assert after[example, 0] == value
        apart = ~(features != 0.0)[:, features[example] != 0.0].any(axis=1)
        assert oracle.same_bits(after[apart], before[apart])


@tries(20)
@given(st.integers(1, 4), st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=4, max_size=4), STEPS)
def test_where_features_are_at_right_angles_scores_stay_as_they_were_typed(count, sizes, steps):
    features = (HADAMARD * np.array(sizes)[:, None])[:count]
    held = np.zeros((count, 2))
    for example, value, _, after in typed(features, steps):
        held[example, 0] = value
        assert oracle.same_bits(after, held)


def test_the_lectures_numbers_stay_as_they_are_printed():
    printed = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    assert evaluate(LECTURE).scores.tolist() == printed
    state, held = LECTURE, np.array(printed)
    for example, index, value in ((0, 1, 7.1), (0, 0, 9999.9), (0, 0, 3.2), (2, 0, -0.3)):
        held[example, index] = value
        state = edits.set_score(example, index, value).apply(state)
        assert oracle.same_bits(evaluate(state).scores, held)
