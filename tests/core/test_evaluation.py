"""Evaluations: what follows from a state, only when asked, and not twice."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core import edits, evaluation, linear
from core.evaluation import evaluate
from core.losses import LOSSES
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.scenario.files import builtin
from core.settings import LossSettings
from core.state import LinearModel, ScoreTable, State, View

LECTURE = next(entry for entry in builtin() if entry.key == "cat-car-frog").load()
TABLE = State("t", ("a", "b"), ("x", "y"), np.array([0, 1]), ScoreTable(np.array([[1.0, 2]] * 2)))


def edited(state, *sequence):
    for edit in sequence:
        state = edit.apply(state)
    return state


def test_the_total_is_the_data_loss_and_lambda_times_the_penalty():
    for kind, value in (("none", 0), ("l1", 13.0), ("l2", 22.385), ("elastic_net", 17.6925)):
        found = evaluate(edited(LECTURE, edits.choose_penalty(kind), edits.set_strength(0.1)))
        assert found.penalty == pytest.approx(value, rel=1e-15)
        assert found.penalty_term == pytest.approx(0.1 * value, rel=1e-15)
        assert found.total == pytest.approx(2.758654710918577 + 0.1 * value, rel=1e-15)


def test_what_underflows_in_the_mean_is_0_and_not_less_than_0():
    # p of the wrong class is e^-745, the least number there is; a third of it is 0.
    table = ScoreTable(np.array([[745.0, 0.0]] * 3))
    state = State("t", ("a", "b"), ("x", "y", "z"), np.zeros(3, dtype=int), table)
    gradient = evaluate(state).score_gradient
    assert (gradient == 0.0).all()
    assert not np.signbit(gradient).any()


def test_the_half_convention_halves_the_price():
    found = evaluate(edited(LECTURE, edits.set_half(True)))
    assert found.penalty == pytest.approx(11.1925, rel=1e-15)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("kind", ["none", "l1", "l2", "elastic_net"])
def test_weight_and_bias_gradients_are_the_central_differences_of_the_total(loss, kind):
    state = edited(LECTURE, edits.choose_loss(loss), edits.choose_penalty(kind))
    found, step = evaluate(state), 1e-4
    for name, gradient in (("weights", found.weight_gradient), ("biases", found.bias_gradient)):
        for place in np.ndindex(gradient.shape):
            totals = []
            for distance in (-step, step):
                moved = np.array(getattr(state.source, name))
                moved[place] += distance
                source = replace(state.source, **{name: moved})
                totals.append(evaluate(replace(state, source=source)).total)
            slope = (totals[1] - totals[0]) / (2 * step)
            assert gradient[place] == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_the_score_gradient_is_that_of_the_mean():
    found = evaluate(edited(LECTURE, edits.choose_loss("hinge")))
    expected = np.array([[-1, 1, 0], [0, 0, 0], [1, 1, -2]]) / 3
    assert found.score_gradient == pytest.approx(expected, rel=1e-15)


def test_scores_alone_cost_nothing_and_have_no_weight_gradient():
    found = evaluate(TABLE)
    assert (found.penalty, found.penalty_term) == (0, 0)
    assert found.total == found.data_loss
    assert found.weight_gradient is None
    assert found.bias_gradient is None
    assert found.scores is TABLE.source.scores


def test_the_chosen_example_agrees_with_the_batch():
    for index in range(3):
        found = evaluate(edited(LECTURE, edits.choose_example(index)))
        example = found.example
        assert (example.index, example.label) == (index, index)
        assert example.scores.tolist() == found.scores[index].tolist()
        assert set(example.losses) == set(LOSSES)
        for key in LOSSES:
            batch = found.loss_result(key)
            assert example.losses[key] == pytest.approx(batch.per_example[index], rel=1e-14)
            assert example.gradient(key) == pytest.approx(batch.gradient[index], rel=1e-14)
            stages = LOSSES[key]().stages(found.scores, LECTURE.labels)
            for name, values in vars(example.stages(LOSSES[key])).items():
                assert np.array_equal(values, getattr(stages, name)[index])
        assert type(example.stages(Softmax).shift) is float


def test_the_chosen_example_is_computed_from_its_row_alone(monkeypatch):
    seen = []
    real = linear.scores

    def watched(weights, features, biases):
        seen.append(len(features))
        return real(weights, features, biases)

    monkeypatch.setattr(evaluation.linear, "scores", watched)
    found = evaluate(LECTURE)
    assert seen == []
    assert found.example.losses["softmax"] == pytest.approx(2.0403551528001706, rel=1e-15)
    assert found.what_if(-5.0, 5.0).current == 3.2
    assert seen == [1]


def test_dragging_lambda_computes_no_score_and_no_loss_again(monkeypatch):
    before = evaluate(LECTURE)
    kept = (before.scores, before.active, before.score_gradient, before.example)
    total = before.total
    what_if = before.what_if(-5.0, 5.0)
    monkeypatch.setattr(evaluation.linear, "scores", None)
    after = evaluate(edited(LECTURE, edits.set_strength(0.5)), before)
    for one, other in zip(
        kept, (after.scores, after.active, after.score_gradient, after.example), strict=True
    ):
        assert one is other
    assert after.what_if(-5.0, 5.0) is what_if
    assert after.total == pytest.approx(total + 0.49 * 22.385, rel=1e-14)


CHANGES = [
    edits.set_score(0, 1, 2.5),
    edits.set_label(1, 2),
    edits.move_class(0, 2),
    edits.remove_class(1),
    edits.add_example("fresh"),
    edits.duplicate_examples([1], ["copy"]),
    edits.remove_examples([0]),
    edits.choose_loss("hinge"),
    edits.set_margin(3.0),
    edits.set_loss_switch("squared", True),
    edits.choose_penalty("elastic_net"),
    edits.set_l1_share(0.9),
    edits.set_half(True),
    edits.set_strength(2.0),
    edits.choose_example(2),
    edits.choose_score(2),
]


def figures(found):
    what_if, curve = found.what_if(-4.0, 6.0), found.strength_curve([0.0, 1.0])
    example = found.example
    return [
        found.scores,
        *(found.loss_result(key).per_example for key in LOSSES),
        *(found.loss_result(key).mean for key in LOSSES),
        *(found.penalty_value(kind) for kind in ("none", "l1", "l2", "elastic_net")),
        found.total,
        found.score_gradient,
        found.weight_gradient,
        found.bias_gradient,
        example.scores,
        *example.losses.values(),
        example.stages(Softmax).exp,
        example.stages(Hinge).contributions,
        what_if.values,
        *what_if.losses.values(),
        *(zone or (0, 0) for zone in what_if.satisfied.values()),
        curve.total,
    ]


@pytest.mark.parametrize("edit", CHANGES, ids=lambda edit: edit.label.key)
def test_what_is_taken_over_is_what_would_be_computed(edit):
    before = evaluate(LECTURE)
    figures(before)
    after = edit.apply(LECTURE)
    for one, other in zip(figures(evaluate(after, before)), figures(evaluate(after)), strict=True):
        assert np.array_equal(one, other)


def test_every_array_of_an_evaluation_is_read_only():
    arrays = [part for part in figures(evaluate(LECTURE)) if isinstance(part, np.ndarray)]
    assert len(arrays) > 10
    assert not any(array.flags.writeable for array in arrays)


def test_the_mean_of_the_largest_losses_does_not_overflow():
    scores = np.full((3, 1000), 1e150)
    scores[:, 0] = -1e150
    state = State(
        "t",
        ("c",) * 1000,
        ("a", "b", "c"),
        np.zeros(3, int),
        ScoreTable(scores),
        LossSettings("hinge", squared=True),
    )
    assert evaluate(state).data_loss == pytest.approx(999 * 4e300, rel=1e-13)
    many = evaluation.LossResult(Softmax(), np.array([[-1e300, 1e300]]), np.array([0]))
    assert many.mean == 2e300


def test_a_sum_beyond_float64_still_has_a_mean():
    class Huge(Softmax):
        def per_example(self, scores, labels):
            return np.full(len(labels), 1.5e308)

    result = evaluation.LossResult(Huge(), np.zeros((4, 2)), np.zeros(4, int))
    assert result.mean == pytest.approx(1.5e308, rel=1e-15)


# What if


def test_the_sweep_holds_both_ends_every_kink_and_the_present_value():
    found = evaluate(LECTURE).what_if(-2.0, 8.0, count=11)
    assert (found.class_index, found.current) == (0, 3.2)
    assert found.values[[0, -1]].tolist() == [-2.0, 8.0]
    assert (np.diff(found.values) > 0).all()
    assert {3.2, 5.1 + 1} <= set(found.values.tolist())
    assert found.satisfied == {"softmax": None, "hinge": (5.1 + 1, math.inf)}
    assert len(found.values) == 11 + 3  # the present value and the kinks -0.7 and 6.1


@pytest.mark.parametrize("score", [0, 1, 2])
def test_the_sweep_gives_the_loss_of_the_edited_score(score):
    state = edited(LECTURE, edits.choose_score(score))
    found = evaluate(state).what_if(-3.0, 7.0, count=7)
    for value, softmax, hinge in zip(found.values, *found.losses.values(), strict=True):
        scores = np.array([[3.2, 5.1, -1.7]])
        scores[0, score] = value
        label = np.array([0])
        assert softmax == pytest.approx(Softmax().per_example(scores, label)[0], rel=1e-14)
        assert hinge == pytest.approx(Hinge().per_example(scores, label)[0], rel=1e-14)


@pytest.mark.parametrize("chosen", LOSSES)
@pytest.mark.parametrize("active", LOSSES)
def test_the_sweep_is_of_the_loss_in_force_and_the_one_compared_with_it(active, chosen):
    state = edited(LECTURE, edits.choose_loss(active), edits.compare_with(chosen))
    found = evaluate(state)
    sweep = found.what_if(-3.0, 8.0)
    assert tuple(sweep.losses) == tuple(sweep.satisfied) == state.side_by_side
    assert active in sweep.losses
    assert chosen in sweep.losses
    kinks = {kink for key in sweep.losses for kink in found.example.kinks(0, [key]).tolist()}
    assert set(found.landmarks.tolist()) == {3.2, *kinks}
    assert kinks <= set(sweep.values.tolist())


def test_the_sweep_is_kept_for_its_range():
    found = evaluate(LECTURE)
    assert found.what_if(-3.0, 7.0) is found.what_if(-3.0, 7.0)
    assert found.what_if(-3.0, 8.0).values[-1] == 8.0


def test_the_sweep_reaches_across_the_largest_scores():
    state = replace(TABLE, source=ScoreTable(np.array([[1e300, -1e300]] * 2)), view=View(0, 1))
    found = evaluate(state).what_if(-1e300, 1e300, count=5)
    assert all(np.isfinite(losses).all() for losses in found.losses.values())
    assert found.satisfied["hinge"] == (-math.inf, 1e300)


# Lambda


def test_the_strength_curve_is_a_line_over_lambda():
    curve = evaluate(LECTURE).strength_curve(np.array([0.0, 0.01, 1.0]))
    assert curve.data == pytest.approx(2.758654710918577, rel=1e-15)
    assert curve.penalty_term == pytest.approx([0, 0.22385, 22.385], rel=1e-15)
    assert curve.total == pytest.approx(curve.data + curve.penalty_term, rel=1e-15)


def test_a_hundred_thousand_examples_agree_with_a_few():
    rng = np.random.default_rng(5)
    few = rng.normal(size=(10, 4))
    model = LinearModel(np.tile(few, (2000, 1)), rng.normal(size=(5, 4)), rng.normal(size=5))
    labels = np.tile(np.arange(10) % 5, 2000)
    state = State("t", tuple("abcde"), ("x",) * 20_000, labels, model)
    small = State("t", tuple("abcde"), ("x",) * 10, labels[:10], replace(model, features=few))
    for edit in (edits.choose_loss("softmax"), edits.choose_loss("hinge")):
        large, little = evaluate(edit.apply(state)), evaluate(edit.apply(small))
        assert large.total == pytest.approx(little.total, rel=1e-13)
        assert large.weight_gradient == pytest.approx(little.weight_gradient, rel=1e-11)
