"""The formula of the strip, as text: every number worked out by hand."""

import numpy as np
import pytest

from core.edits import choose_example
from core.evaluation import evaluate
from core.scenario.files import builtin
from core.settings import LossSettings, PenaltySettings
from core.state import ScoreTable, State, View
from gui.charts.formula.boxes import Tagged, number
from gui.charts.formula.figures import Figures
from gui.formula.writing import latex, plain
from gui.losses.hinge_formula import hinge_formula
from gui.losses.softmax_formula import softmax_formula
from gui.words.relations import works_out
from tests.typesetting import assert_is_typeset

SCENARIOS = {
    ("cat-car-frog", 0): (
        "Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.1 + e^−1.7)) = −ln 0.13 = 2.04",
        "Lᵢ = max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1) = 2.9 + 0 = 2.90",
    ),
    ("cat-car-frog", 1): (
        "Lᵢ = −ln(e^4.9 / (e^1.3 + e^4.9 + e^2)) = −ln 0.92 = 0.08",
        "Lᵢ = max(0, 1.3 − 4.9 + 1) + max(0, 2 − 4.9 + 1) = 0 + 0 = 0.00",
    ),
    # −ln 0.002 is 6.21: the shown parts do not give the shown loss.
    ("cat-car-frog", 2): (
        "Lᵢ = −ln(e^−3.1 / (e^2.2 + e^2.5 + e^−3.1)) = −ln 0.002 ≈ 6.16",
        "Lᵢ = max(0, 2.2 − (−3.1) + 1) + max(0, 2.5 − (−3.1) + 1) = 6.3 + 6.6 = 12.90",
    ),
    ("wide-margin", 0): (
        "Lᵢ = −ln(e^13 / (e^13 + e^−7 + e^11)) = −ln 0.88 = 0.13",
        "Lᵢ = max(0, −7 − 13 + 10) + max(0, 11 − 13 + 10) = 0 + 8 = 8.00",
    ),
    ("same-svm-loss", 0): (
        "Lᵢ = −ln(e^10 / (e^10 + e^−2 + e^3)) = −ln 0.9991 = 0.001",
        "Lᵢ = max(0, −2 − 10 + 1) + max(0, 3 − 10 + 1) = 0 + 0 = 0.00",
    ),
    # Exactly on the kink: 9 − 10 + 1 is 0. And −ln 0.58 is 0.54.
    ("same-svm-loss", 1): (
        "Lᵢ = −ln(e^10 / (e^10 + e^9 + e^9)) = −ln 0.58 ≈ 0.55",
        "Lᵢ = max(0, 9 − 10 + 1) + max(0, 9 − 10 + 1) = 0 + 0 = 0.00",
    ),
    ("same-svm-loss", 2): (
        "Lᵢ = −ln(e^10 / (e^10 + e^−100 + e^−100)) = −ln (1 − 3.4×10⁻⁴⁸) = 3.4×10⁻⁴⁸",
        "Lᵢ = max(0, −100 − 10 + 1) + max(0, −100 − 10 + 1) = 0 + 0 = 0.00",
    ),
    ("initialization", 0): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0 + e^0 + e^0 + ⋯ (first 5 of 10))) = −ln 0.10 = 2.30",
        (
            "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1)"
            " + ⋯ (first 4 of 9) = 1 + 1 + 1 + 1 + ⋯ = 9.00"
        ),
    ),
    # e^−666 is 5.77×10⁻²⁹⁰, and −ln of 5.8×10⁻²⁹⁰ is 665.99.
    ("big-scores", 0): (
        "Lᵢ = −ln(e^123 / (e^123 + e^456 + e^789)) = −ln 5.8×10⁻²⁹⁰ ≈ 666.00",
        "Lᵢ = max(0, 456 − 123 + 1) + max(0, 789 − 123 + 1) = 334 + 667 = 1001.00",
    ),
    ("big-scores", 1): (
        "Lᵢ = −ln(e^456 / (e^123 + e^456 + e^789)) = −ln 2.4×10⁻¹⁴⁵ = 333.00",
        "Lᵢ = max(0, 123 − 456 + 1) + max(0, 789 − 456 + 1) = 0 + 334 = 334.00",
    ),
    ("big-scores", 2): (
        "Lᵢ = −ln(e^789 / (e^123 + e^456 + e^789)) = −ln (1 − 2.4×10⁻¹⁴⁵) = 2.4×10⁻¹⁴⁵",
        "Lᵢ = max(0, 123 − 789 + 1) + max(0, 456 − 789 + 1) = 0 + 0 = 0.00",
    ),
    # p is 0.7054, and −ln 0.71 is 0.34.
    ("weaker-weights", 0): (
        "Lᵢ = −ln(e^1 / (e^1 + e^−2 + e^0)) = −ln 0.71 ≈ 0.35",
        "Lᵢ = max(0, −2 − 1 + 1) + max(0, 0 − 1 + 1) = 0 + 0 = 0.00",
    ),
    ("weaker-weights", 1): (
        "Lᵢ = −ln(e^0.5 / (e^0.5 + e^−1 + e^0)) = −ln 0.55 = 0.60",
        "Lᵢ = max(0, −1 − 0.5 + 1) + max(0, 0 − 0.5 + 1) = 0 + 0.5 = 0.50",
    ),
    # ln 3 is 1.0986, −ln 0.33 is 1.1087.
    ("blank-features", 0): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("blank-scores", 0): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("l2-or-l1", 0): (
        "Lᵢ = −ln(e^1 / (e^1 + e^1)) = −ln 0.50 = 0.69",
        "Lᵢ = max(0, 1 − 1 + 1) = 1.00",
    ),
    ("pixels", 0): (
        "Lᵢ = −ln(e^0.28 / (e^−2.85 + e^0.86 + e^0.28)) = −ln 0.35 ≈ 1.04",
        "Lᵢ = max(0, −2.85 − 0.28 + 1) + max(0, 0.86 − 0.28 + 1) = 0 + 1.58 = 1.58",
    ),
    ("cat-dog-ship", 0): (
        "Lᵢ = −ln(e^−96.8 / (e^−96.8 + e^437.9 + e^60.75)) = −ln 6.1×10⁻²³³ ≈ 534.70",
        "Lᵢ = max(0, 437.9 − (−96.8) + 1) + max(0, 60.75 − (−96.8) + 1) = 535.7 + 158.55 = 694.25",
    ),
    ("twice-the-weights", 0): (
        "Lᵢ = −ln(e^4 / (e^4 + e^0)) = −ln 0.98 = 0.02",
        "Lᵢ = max(0, 0 − 4 + 1) = 0.00",
    ),
    ("twice-the-weights", 1): (
        "Lᵢ = −ln(e^4 / (e^0 + e^4)) = −ln 0.98 = 0.02",
        "Lᵢ = max(0, 0 − 4 + 1) = 0.00",
    ),
    ("a-weight-goes-to-zero", 0): (
        "Lᵢ = −ln(e^2 / (e^2 + e^0)) = −ln 0.88 = 0.13",
        "Lᵢ = max(0, 0 − 2 + 1) = 0.00",
    ),
    ("a-weight-goes-to-zero", 1): (
        "Lᵢ = −ln(e^0.4 / (e^0.4 + e^0)) = −ln 0.60 = 0.51",
        "Lᵢ = max(0, 0 − 0.4 + 1) = 0.60",
    ),
    ("a-weight-goes-to-zero", 2): (
        "Lᵢ = −ln(e^−0.4 / (e^−0.4 + e^0)) = −ln 0.40 ≈ 0.91",
        "Lᵢ = max(0, 0 − (−0.4) + 1) = 1.40",
    ),
    ("a-weight-goes-to-zero", 3): (
        "Lᵢ = −ln(e^0 / (e^−2 + e^0)) = −ln 0.88 = 0.13",
        "Lᵢ = max(0, −2 − 0 + 1) = 0.00",
    ),
    ("a-weight-goes-to-zero", 4): (
        "Lᵢ = −ln(e^0 / (e^−0.4 + e^0)) = −ln 0.60 = 0.51",
        "Lᵢ = max(0, −0.4 − 0 + 1) = 0.60",
    ),
    ("a-weight-goes-to-zero", 5): (
        "Lᵢ = −ln(e^0 / (e^0.8 + e^0)) = −ln 0.31 = 1.17",
        "Lᵢ = max(0, 0.8 − 0 + 1) = 1.80",
    ),
    # Ten classes: the first four of the wrong ones, and the correct one.
    ("digits", 24): (
        (
            "Lᵢ = −ln(e^2.32 / (e^−0.03 + e^0.54 + e^1.43 + e^−0.06 + e^2.32"
            " + ⋯ (largest 5 of 10))) ≈ −ln 0.50 = 0.69"
        ),
        (
            "Lᵢ = max(0, −0.03 − 2.32 + 1) + max(0, 0.54 − 2.32 + 1) + max(0, 1.43 − 2.32 + 1)"
            " + max(0, −0.06 − 2.32 + 1) + ⋯ (largest 4 of 9) ≈ 0 + 0 + 0.11 + 0 + ⋯ = 0.11"
        ),
    ),
    # W = 0, and −ln 0.33 is 1.11.
    ("blank-plane", 0): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("blank-plane", 1): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("blank-plane", 2): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("iris-petals", 0): (
        "Lᵢ = −ln(e^0 / (e^0 + e^0 + e^0)) = −ln 0.33 ≈ 1.10",
        "Lᵢ = max(0, 0 − 0 + 1) + max(0, 0 − 0 + 1) = 1 + 1 = 2.00",
    ),
    ("iris-halves", 0): (
        "Lᵢ = −ln(e^4.99 / (e^4.99 + e^1.9 + e^−6.89)) ≈ −ln 0.96 = 0.04",
        "Lᵢ = max(0, 1.9 − 4.99 + 1) + max(0, −6.89 − 4.99 + 1) ≈ 0 + 0 = 0.00",
    ),
    ("digits-held-out", 0): (
        (
            "Lᵢ = −ln(e^1.72 / (e^0.33 + e^1.72 + e^0.62 + e^0.09 + e^1.88 + ⋯ (largest 5 of 10)))"
            " ≈ −ln 0.30 = 1.20"
        ),
        (
            "Lᵢ = max(0, 0.33 − 1.72 + 1) + max(0, 0.62 − 1.72 + 1) + max(0, 0.09 − 1.72 + 1)"
            " + max(0, 1.88 − 1.72 + 1) + ⋯ (largest 4 of 9) ≈ 0 + 0 + 0 + 1.16 + ⋯ = 1.16"
        ),
    ),
}


def of_scores(*scores, label=0, **loss):
    table = np.array([scores], dtype=float)
    classes = tuple(f"class {index}" for index in range(len(scores)))
    settings = LossSettings(**{"active": "hinge", **loss})
    labels = np.array([label])
    source = ScoreTable(table)
    return evaluate(
        State("t", classes, ("e",), labels, source, settings, PenaltySettings(), View())
    )


def hinge(*scores, keep=5, label=0, **loss):
    return plain(hinge_formula(of_scores(*scores, label=label, **loss), keep))


def softmax(*scores, keep=5, label=0):
    return plain(softmax_formula(of_scores(*scores, label=label), keep))


def test_every_example_of_the_built_in_scenarios_has_a_formula_worked_out_by_hand():
    found = {}
    for entry in builtin():
        state = entry.load()
        # Of many examples, the one that is seen first.
        few = state.example_count <= 12
        for index in range(state.example_count) if few else [state.view.example]:
            evaluation = evaluate(choose_example(index).apply(state))
            found[entry.key, index] = (
                plain(softmax_formula(evaluation, 5)),
                plain(hinge_formula(evaluation, 5)),
            )
    assert found == SCENARIOS


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (
            {"squared": True},
            "Lᵢ = max(0, 5.1 − 3.2 + 1)² + max(0, −1.7 − 3.2 + 1)² = 2.9² + 0² = 8.41",
        ),
        (
            {"include_correct_class": True},
            (
                "Lᵢ = max(0, 3.2 − 3.2 + 1) + max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1)"
                " = 1 + 2.9 + 0 = 3.90"
            ),
        ),
        (
            {"class_divisor": "wrong"},
            "Lᵢ = 1/2 (max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1)) = 1/2 (2.9 + 0) = 1.45",
        ),
        (
            {"class_divisor": "all"},
            "Lᵢ = 1/3 (max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1)) = 1/3 (2.9 + 0) = 0.97",
        ),
        (
            {"class_divisor": "all", "include_correct_class": True},
            (
                "Lᵢ = 1/3 (max(0, 3.2 − 3.2 + 1) + max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1))"
                " = 1/3 (1 + 2.9 + 0) = 1.30"
            ),
        ),
        (
            {"margin": 10.0},
            "Lᵢ = max(0, 5.1 − 3.2 + 10) + max(0, −1.7 − 3.2 + 10) = 11.9 + 5.1 = 17.00",
        ),
    ],
)
def test_each_variant_of_the_hinge_is_written_as_it_is_computed(loss, expected):
    assert hinge(3.2, 5.1, -1.7, **loss) == expected


def test_with_two_classes_a_single_plain_term_is_not_written_twice():
    assert hinge(3.2, 5.1) == "Lᵢ = max(0, 5.1 − 3.2 + 1) = 2.90"
    assert hinge(3.2, 5.1, class_divisor="wrong") == "Lᵢ = max(0, 5.1 − 3.2 + 1) = 2.90"
    assert hinge(3.2, 5.1, squared=True) == "Lᵢ = max(0, 5.1 − 3.2 + 1)² = 2.9² = 8.41"


def test_a_negative_correct_score_is_put_in_parentheses_only_behind_the_minus():
    expected = "Lᵢ = max(0, −3.1 − (−3.1) + 1) + max(0, 2 − (−3.1) + 1) = 1 + 6.1 = 7.10"
    assert hinge(-3.1, 2, include_correct_class=True) == expected


def test_parts_that_do_not_add_up_after_rounding_are_joined_by_about_equal():
    # 4.57 − 1.23 + 1 is 4.34, but the margin is 4.567 − 1.234 + 1 = 4.333.
    assert hinge(1.234, 4.567) == "Lᵢ = max(0, 4.57 − 1.23 + 1) ≈ 4.33"
    # Each margin of 1.004 reads 1, and the three give 3.012.
    assert hinge(0, 0.004, 0.004, 0.004) == (
        "Lᵢ = max(0, 0.004 − 0 + 1) + max(0, 0.004 − 0 + 1) + max(0, 0.004 − 0 + 1)"
        " ≈ 1 + 1 + 1 ≈ 3.01"
    )


def test_a_probability_that_the_shown_scores_do_not_give_is_joined_by_about_equal():
    # p is 0.7359, read 0.74; the shown 1.02 against 0 gives 0.73497. And −ln 0.74 is 0.30.
    assert softmax(1.0249, 0) == "Lᵢ = −ln(e^1.02 / (e^1.02 + e^0)) ≈ −ln 0.74 ≈ 0.31"


def test_scores_that_are_rounded_are_joined_by_about_equal_whatever_they_give():
    # p is 0.73460; the shown 0.01 and −1.01 give 0.73497: both read 0.73, and −ln 0.73 is 0.31.
    expected = "Lᵢ = −ln(e^0.01 / (e^0.01 + e^−1.01)) ≈ −ln 0.73 = 0.31"
    assert softmax(0.0064, -1.0117) == expected


def test_losses_too_large_for_a_power_of_ten_are_written_as_a_power_of_e():
    text = softmax(-1e7, 1e7)
    assert text == (
        "Lᵢ = −ln(e^(−1.0×10⁷) / (e^(−1.0×10⁷) + e^(1.0×10⁷))) = −ln e^(−2.0×10⁷) = 2.0×10⁷"
    )


def test_probabilities_below_the_range_of_floats_keep_their_power_of_ten():
    # e^−900 is 1.36×10⁻³⁹¹; −ln of 1.4×10⁻³⁹¹ is 899.97.
    assert softmax(-800, 100) == ("Lᵢ = −ln(e^−800 / (e^−800 + e^100)) = −ln 1.4×10⁻³⁹¹ ≈ 900.00")


def test_six_classes_keep_the_correct_one_and_the_four_largest():
    assert softmax(1, 2, 3, 4, 5, 6, label=1).startswith(
        "Lᵢ = −ln(e^2 / (e^2 + e^3 + e^4 + e^5 + e^6 + ⋯ (largest 5 of 6)))"
    )
    assert hinge(1, 2, 3, 4, 5, 6, label=1) == (
        "Lᵢ = max(0, 3 − 2 + 1) + max(0, 4 − 2 + 1) + max(0, 5 − 2 + 1) + max(0, 6 − 2 + 1)"
        " + ⋯ (largest 4 of 5) = 2 + 3 + 4 + 5 + ⋯ = 14.00"
    )


def test_five_classes_are_written_in_full():
    assert "⋯" not in softmax(1, 2, 3, 4, 5)
    assert "⋯" not in hinge(1, 2, 3, 4, 5)


def test_ten_classes_with_the_correct_one_in_the_sum_keep_its_term():
    text = hinge(*range(10), include_correct_class=True)
    assert text.startswith("Lᵢ = max(0, 0 − 0 + 1) + max(0, 6 − 0 + 1) + max(0, 7 − 0 + 1)")
    assert text.endswith(" = 1 + 7 + 8 + 9 + 10 + ⋯ = 55.00")


def test_fifty_classes_say_how_many_are_left_out():
    def left_out(box):
        if isinstance(box, Tagged) and box.target.kind == "rest":
            return [box.target.count]
        inner = [getattr(box, name, None) for name in ("body", "base", "above", "below")]
        inner += getattr(box, "parts", ())
        return [count for part in inner if part is not None for count in left_out(part)]

    evaluation = of_scores(*range(50), label=3)
    assert left_out(softmax_formula(evaluation, 5)) == [45]
    assert left_out(hinge_formula(evaluation, 5)) == [45, 45]


def test_the_terms_left_out_count_in_the_result():
    # 0 to 9 against 0: nine margins 2 to 10, together 54; the four written give 34.
    assert hinge(*range(10)).endswith(" = 7 + 8 + 9 + 10 + ⋯ = 54.00")


def test_copied_text_has_every_class_and_every_digit():
    exact = Figures(exact=True)
    evaluation = of_scores(0.1 + 0.2, *range(1, 7))
    text = plain(softmax_formula(evaluation, None, exact))
    assert "e^0.30000000000000004" in text
    assert "⋯" not in text
    assert text.endswith(f" = {evaluation.example.losses['softmax']!r}")
    assert plain(hinge_formula(of_scores(3.2, 5.1, -1.7), None, exact)) == (
        "Lᵢ = max(0, 5.1 − 3.2 + 1) + max(0, −1.7 − 3.2 + 1)"
        f" = {5.1 - 3.2 + 1!r} + 0 = {5.1 - 3.2 + 1!r}"
    )


@pytest.mark.parametrize("formula", [softmax_formula, hinge_formula])
def test_another_program_typesets_the_latex_of_the_strip(formula):
    assert_is_typeset(latex(formula(of_scores(3.2, 5.1, -1.7))))


def test_latex_has_a_fraction_and_a_zero_under_satisfied_terms():
    assert latex(softmax_formula(of_scores(3.2, 5.1, -1.7))) == (
        r"L_{i} = -\ln \frac{e^{3.2}}{e^{3.2} + e^{5.1} + e^{-1.7}} = -\ln 0.13 = \mathbf{2.04}"
    )
    assert latex(hinge_formula(of_scores(3.2, 5.1, -1.7))) == (
        r"L_{i} = \max ( 0 , 5.1 - 3.2 + 1 ) + \underbrace{\max ( 0 , -1.7 - 3.2 + 1 )}_{0}"
        r" = 2.9 + 0 = \mathbf{2.90}"
    )


@pytest.mark.parametrize(
    ("value", "text", "holds"),
    [
        (2.9000000000000004, "2.9", True),
        (2.904, "2.9", True),
        (2.906, "2.9", False),
        (4.205, "4.20", True),
        (4.205, "4.21", True),
        (4.2151, "4.20", False),
        (2.44e-145, "2.4×10⁻¹⁴⁵", True),
        (2.46e-145, "2.4×10⁻¹⁴⁵", False),
        (5.0, "5", True),
        (5.3, "5", False),
        (-1.70, "−1.7", True),
    ],
)
def test_a_shown_number_agrees_with_what_rounds_to_it(value, text, holds):
    assert works_out(value, text) is holds


@pytest.mark.parametrize("text", ["3.4×10⁻⁴⁸", "3.4e−48"])
def test_powers_of_ten_are_set_with_a_superscript_however_they_are_written(text):
    assert latex(number(text)) == r"3.4 \times  10^{-48}"
