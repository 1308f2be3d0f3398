"""The gradient beside its centred difference, checked against 50 digits and cases by hand."""

from dataclasses import replace

import numpy as np
import pytest
from mpmath import mp, mpf

from core import edits
from core import gradient_check as gradient_checks
from core.errors import EditError
from core.evaluation import evaluate
from core.gradient_check import (
    Kink,
    all_entries,
    gradient_check,
    gradient_with_biases,
    relative_error,
)
from core.gradient_out import gradient_lines, gradient_report, gradient_table
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import LinearModel, State
from tests.core import oracle

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]
H = 2.0**-10
"""Of small numbers no sum with it rounds."""


def model(features, weights, labels, loss="hinge", biases=None, **more):
    """A small document without a penalty, of the features, weights and labels given."""
    weights = np.array(weights, dtype=float)
    source = LinearModel(
        np.array(features, dtype=float),
        weights,
        np.zeros(len(weights)) if biases is None else np.array(biases, dtype=float),
    )
    return State(
        "t",
        tuple("abcd"[: len(weights)]),
        tuple(map(str, range(len(labels)))),
        np.array(labels),
        source,
        LossSettings(loss, **more),
        PenaltySettings("none"),
    )


def checked(state, entries=None, step=1e-5):
    evaluation = evaluate(state)
    return gradient_check(evaluation, entries or all_entries(evaluation), step)


def exact_total(state, weights, biases):
    """L with 50 digits, from the definitions."""
    loss, penalty = state.loss, state.penalty
    of = getattr(oracle, loss.active)
    more = {} if loss.active == "softmax" else {"margin": loss.margin, "squared": loss.squared}
    losses = []
    for x, label in zip(state.source.features, state.labels, strict=True):
        scores = [
            mp.fsum(w * mpf(float(v)) for w, v in zip(row, x, strict=True)) + b
            for row, b in zip(weights, biases, strict=True)
        ]
        losses.append(of(scores, int(label), **more)[0])
    data = mp.fsum(losses)
    data = data if loss.sum_over_examples else data / len(losses)
    half, rho = mpf("0.5") if penalty.half else mpf(1), mpf(penalty.l1_share)
    one, two = {"l1": (1, 0), "l2": (0, half), "elastic_net": (rho, (1 - rho) * half)}.get(
        penalty.kind, (0, 0)
    )
    paid = mp.fsum(one * abs(w) + two * w * w for row in weights for w in row)
    return data + mpf(penalty.strength) * paid


@pytest.mark.parametrize("kind", PENALTIES)
@pytest.mark.parametrize("loss", LOSSES)
def test_both_slopes_are_those_of_the_whole_l_worked_out_with_50_digits(loss, kind):
    squared = kind == "l2"
    settings = LossSettings(loss, margin=0.75, squared=squared, sum_over_examples=kind == "l1")
    source = replace(LECTURE.source, biases=np.array([0.5, -0.25, 1.0]))
    penalty = PenaltySettings(kind, 0.3, 0.4, half=squared)
    state = replace(LECTURE, loss=settings, penalty=penalty, source=source)
    found = checked(state, step=H)
    assert len(found.entries) == 15
    for place in (0, 4, 7, 13):
        index, feature = found.entries[place]

        def total(move, index=index, feature=feature):
            weights = [[mpf(float(w)) for w in row] for row in state.source.weights]
            biases = [mpf(float(b)) for b in state.source.biases]
            if feature == 4:
                biases[index] += move
            else:
                weights[index][feature] += move
            return exact_total(state, weights, biases)

        step = mpf(H)
        difference = (total(step) - total(-step)) / (2 * step)
        assert abs(mpf(float(found.numeric[place])) - difference) <= mpf("1e-11")
        assert found.errors[place] < 1e-5


def test_the_numbers_of_the_lecture_are_those_of_another_program():
    found = checked(LECTURE, [(0, 0), (1, 3), (2, 4)])
    # The gradient by PyTorch 2 in float64, its loss cross_entropy and 0.01 times the squares of W.
    expected = [-0.10653905055904853, 0.11246883480184399, -0.31535847144461815]
    assert found.analytic == pytest.approx(expected, rel=1e-14)
    assert found.rounded.all()
    assert found.errors.max() < 1e-9


def test_the_relative_error_is_that_of_the_common_assignments():
    assert relative_error([1.0, 0.0, 0.0, -1.0], [2.0, 0.0, 1e-9, 1.0]) == pytest.approx(
        [1 / 3, 0.0, 0.1, 1.0]
    )


def test_a_step_over_a_kink_averages_both_slopes_and_names_the_class_and_the_example():
    # Example 1 has the scores 1 and 0: its margin 0 - 1 + 1 is just met. Example 0 is far from it.
    state = model([[8.0], [2.0]], [[0.5], [0.0]], [0, 0])
    found = checked(state, [(0, 0), (1, 0), (0, 1)], H)
    assert found.analytic.tolist() == [0.0, 0.0, 0.0]
    # Of 2 examples: (0 - 2h) / 2 over 2h one way, and nothing the other.
    assert found.numeric.tolist() == [-0.5, 0.5, -0.25]
    assert found.errors.tolist() == [1.0, 1.0, 1.0]
    assert found.kinks == ((Kink(1, 1),),) * 3
    assert not found.rounded.any()


def test_a_kink_at_the_very_end_of_a_step_is_not_crossed():
    # The margin is -2h at w and 0 at w - h.
    at_end = model([[2.0]], [[0.5 + H], [0.0]], [0])
    assert checked(at_end, [(0, 0)], H).kinks == ((),)
    assert checked(at_end, [(0, 0)], 1.01 * H).kinks == ((Kink(0, 1),),)


def test_where_the_largest_violation_passes_to_another_class_both_are_named():
    state = model([[1.0]], [[0.0], [1.0], [1.0]], [0], "crammer_singer")
    found = checked(state, [(1, 0), (0, 0), (2, 1)], H)
    assert found.kinks == ((Kink(0, 1), Kink(0, 2)), (), (Kink(0, 1), Kink(0, 2)))
    # Both tie and share the slope; the difference is 2 + h less 2, over 2h.
    assert found.analytic.tolist() == found.numeric.tolist() == [0.5, -1.0, 0.5]


def test_one_against_the_rest_has_the_kinks_of_the_score_that_moves_alone():
    state = model([[1.0]], [[1.0], [-1.0]], [0], "one_vs_rest")
    found = checked(state, step=H)
    assert [kinks[0].class_index for kinks in found.kinks] == [0, 0, 1, 1]


def test_softmax_has_no_kink_and_the_price_of_l1_has_one_at_0():
    state = edits.choose_penalty("l1").apply(edits.set_weight(0, 1, 0.0).apply(LECTURE))
    found = checked(state)
    assert not any(found.kinks)
    assert [found.entries[place] for place in np.flatnonzero(found.corners)] == [(0, 1)]
    assert [place for place in range(15) if found.bends(place)] == [1]
    for weight, corner in ((0.9e-5, True), (-0.9e-5, True), (1.1e-5, False)):
        near = edits.set_weight(0, 1, weight).apply(state)
        assert checked(near, [(0, 1)]).corners.tolist() == [corner]
    free = edits.set_strength(0.0).apply(state)
    assert not checked(free).corners.any()


@pytest.mark.parametrize("loss", LOSSES)
def test_what_changes_its_sign_does_so_where_the_loss_has_its_kinks(loss):
    chance = np.random.default_rng(7)
    of = LOSSES[loss].from_settings(LossSettings(margin=0.5))
    scores, labels = chance.normal(size=(40, 4)), chance.integers(4, size=40)
    for row, label in zip(scores, labels.tolist(), strict=True):
        for moving in range(4):
            ends = np.array([row, row])
            ends[:, moving] += [-0.3, 0.3]
            signs = of.hinges(ends, np.array([label, label]))
            crossed = signs is not None and bool((signs[0] * signs[1] < 0).any())
            low, high = ends[:, moving]
            kinks = of.kinks(row, label, moving)
            inside = bool(((kinks > low) & (kinks < high)).any())
            assert crossed == inside


def test_examples_held_out_are_no_part_of_it():
    state = model([[8.0], [2.0], [2.0]], [[0.5], [0.0]], [0, 0, 0])
    held = edits.hold_out([1], on=True).apply(state)
    found = checked(held, [(0, 0)], H)
    assert found.kinks == ((Kink(2, 1),),)
    assert found.numeric.tolist() == [-0.5]


def test_beside_a_large_weight_the_step_grows_so_that_it_is_not_lost():
    state = model([[1e-9]], [[1e12], [0.0]], [0], "softmax")
    found = checked(state, [(0, 0), (1, 0)])
    assert found.steps.tolist() == [1e12 * 2.0**-30, 1e-5]
    assert np.isfinite(found.numeric).all()
    largest = model([[1e60]], [[1e60], [0.0]], [1], squared=True, sum_over_examples=True)
    assert np.isfinite(checked(largest).numeric).all()


def test_the_difference_is_divided_by_the_way_that_rounding_leaves():
    # Both scores are 0 and L is tiny, so that only w + h is rounded: to 1e-13 beside an h of 1e-7.
    x, w = 2.0**-20, 1000.1
    state = model([[x]], [[w], [w]], [0], margin=1e-6, biases=[-w * x, -w * x])
    found = checked(state, [(1, 0)], 1.05e-7)
    assert found.analytic.tolist() == [x]
    assert abs((w + 1.05e-7) - (w - 1.05e-7) - 2.1e-7) > 1e-7 * 2.1e-7
    assert found.numeric == pytest.approx([x], rel=2e-8, abs=0.0)


def test_of_many_entries_each_has_its_own_kinks(monkeypatch):
    state = model([[8.0], [2.0]], [[0.5], [0.0]], [0, 0])
    whole = checked(state, step=H)
    monkeypatch.setattr(gradient_checks, "BLOCK_ELEMENTS", 1)
    one_by_one = checked(state, step=H)
    assert one_by_one.kinks == whole.kinks == ((Kink(1, 1),),) * 4
    assert np.array_equal(one_by_one.numeric, whole.numeric)


def test_beside_a_large_penalty_its_rounding_counts_too():
    found = checked(edits.set_strength(1e6).apply(LECTURE), [(0, 4), (1, 4)])
    assert found.errors.max() > 1e-6
    assert found.rounded.all()


def test_the_worst_is_what_rounding_does_not_explain():
    state = edits.choose_loss("one_vs_rest").apply(LECTURE)
    found = checked(state)
    # b[frog] has the slope 0: next to it even rounding looks large.
    assert found.errors[14] > 1e-3
    assert found.rounded.all()
    assert found.worst != 14
    coarse = checked(LECTURE, step=0.1)
    assert not coarse.rounded.any()
    assert coarse.errors[coarse.worst] == coarse.errors.max()


def test_it_is_kept_until_something_of_it_changes():
    evaluation = evaluate(LECTURE)
    entries = all_entries(evaluation)
    known = gradient_check(evaluation, entries)
    assert gradient_check(evaluation, entries) is known
    assert gradient_check(evaluation, entries, 1e-4) is not known
    other = evaluate(edits.choose_score(1).apply(LECTURE), evaluation)
    assert gradient_check(other, entries, 1e-4) is gradient_check(evaluation, entries, 1e-4)


def test_scores_alone_have_no_gradient_by_weights():
    evaluation = evaluate(STATES["blank-scores"])
    with pytest.raises(EditError, match="no_weights"):
        gradient_check(evaluation, [(0, 0)])
    with pytest.raises(EditError, match="no_weights"):
        gradient_with_biases(evaluation)


def test_it_is_written_as_a_table_as_data_and_as_lines():
    state = model([[2.0]], [[0.5], [0.0]], [0])
    evaluation = evaluate(state)
    found = gradient_check(evaluation, all_entries(evaluation), H)
    table = gradient_table(evaluation, found, str).splitlines()
    assert table[0] == "class,feature,value,gradient,difference,relative_error,h,kinks"
    assert table[1] == f"a,x₁,0.5,0.0,-1.0,1.0,{H!r},0: b"
    assert table[2].startswith("a,,0.0,0.0,-0.5,1.0")
    told = gradient_report(evaluation, found, H)
    assert (told["h"], told["checked"], told["of"]) == (H, 4, 4)
    assert told["entries"][1]["feature"] is None
    assert told["entries"][0]["kinks"] == [{"example": 0, "class": 1}]
    lines = gradient_lines(evaluation, found, H, str).splitlines()
    assert lines[1].split()[:5] == ["W[a,", "x₁]", "0.0", "-1.0", "1"]
    assert lines[1].endswith("h crosses the kink of max(0, .) of b in 0")
    assert lines[-1] == "largest relative error 1 at W[a, x₁], h = 0.000976562"
