"""The formula in LaTeX: read as a small grammar of its own, it gives the number at its end."""

import math
import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from core.evaluation import evaluate
from core.latex import _LOSSES, latex
from core.losses import LOSSES
from core.scenario.files import builtin
from core.state import ScoreTable, State
from tests.sweeps import sampled
from tests.typesetting import assert_is_typeset

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]


def value(text):
    """What a side of the formula is worth, worked out from the LaTeX alone."""
    for before, after in (
        (r"\\begin\{array\}\{.\}|\\end\{array\}|\\\\", ""),
        (r"\\cdot 10\^\{(-?\d+)\}", r"*10.0**(\1)"),
        (r"e\^\{([^{}]*)\}", r"exp(\1)"),
        (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))"),
        (r"\\ln (\(.*\))", r"log\1"),
        (r"\\max", "max"),
        (r"\\left|\\right", ""),
        (r"\\cdot", "*"),
        (r"\^2", "**2"),
        (r"\)\) \(", ")) * ("),
    ):
        text = re.sub(before, after, text)
    assert "\\" not in text, text
    return eval(text, {"exp": math.exp, "log": math.log, "max": max})


def displays(state):
    return re.fullmatch(r"\\\[ (.*) \\\]\n\\\[ (.*) \\\]\n", latex(evaluate(state))).groups()


def test_the_formula_of_the_lecture():
    first, whole = displays(LECTURE)
    assert first == r"L_{1} = -\ln \frac{e^{3.2}}{e^{3.2} + e^{5.1} + e^{-1.7}} = 2.04036"
    # 2.7586547 and 0.01 times 22.385.
    assert whole == (
        r"L = \frac{1}{3} \sum_i L_i + \lambda R(W) = 2.75865 + 0.01 \cdot 22.385 = 2.9825"
    )


@pytest.mark.parametrize("loss", list(LOSSES))
def test_what_is_put_in_gives_what_stands_at_the_end(loss):
    for example in range(LECTURE.example_count):
        for squared, correct, divisor in (
            (False, False, "none"),
            (True, True, "wrong"),
            (False, True, "all"),
        ):
            settings = replace(
                LECTURE.loss,
                active=loss,
                squared=squared,
                include_correct_class=correct,
                class_divisor=divisor,
                margin=0.5,
            )
            view = replace(LECTURE.view, example=example)
            state = replace(LECTURE, loss=settings, view=view)
            _, terms, result = displays(state)[0].split(" = ")
            assert value(terms) == pytest.approx(float(result), rel=2e-5), terms
            expected = evaluate(state).loss_result(loss).per_example[example]
            assert float(result) == pytest.approx(expected, rel=1e-5, abs=1e-12)


@pytest.mark.parametrize("loss", list(LOSSES))
def test_a_sum_over_many_classes_goes_on_in_further_lines_and_is_worth_the_same(loss):
    scores = np.random.default_rng(0).normal(scale=3.0, size=(1, 30)).round(2)
    classes = tuple(f"class {number}" for number in range(30))
    settings = replace(LECTURE.loss, active=loss, class_divisor="wrong")
    state = State("Many", classes, ("one",), np.array([7]), ScoreTable(scores), loss=settings)
    text = displays(state)[0]
    _, terms, result = text.split(" = ")
    assert value(terms) == pytest.approx(float(result), rel=2e-5)
    lines = terms.split(r"\\ ")
    assert len(lines) > 3
    assert max(map(len, lines)) < 180  # most of it signs that are not printed


def test_one_example_has_no_mean():
    assert displays(STATES["wide-margin"])[1] == r"L = \sum_i L_i = 8"


def test_very_small_numbers_are_written_with_a_power_of_ten():
    penalty = replace(LECTURE.penalty, strength=1e-7)
    assert r"+ 1 \cdot 10^{-7} \cdot 22.385 =" in displays(replace(LECTURE, penalty=penalty))[1]


def test_scores_alone_have_no_penalty():
    state = next(one for one in STATES.values() if not one.has_weights)
    assert "lambda" not in displays(state)[1]


def test_a_loss_that_is_not_known_here_has_its_result_alone(monkeypatch):
    monkeypatch.delitem(_LOSSES, "softmax")
    assert displays(LECTURE)[0] == "L_{1} = 2.04036"


@pytest.mark.parametrize(("key", "loss"), sampled(product(STATES, LOSSES), every=9))
def test_another_program_typesets_it(key, loss):
    state = replace(STATES[key], loss=replace(STATES[key].loss, active=loss))
    for formula in displays(state):
        assert_is_typeset(formula)


@pytest.mark.parametrize("wrong", [r"\frac{1}{2", r"\nonsense{1}"])
def test_what_is_no_latex_is_not_typeset(wrong):
    with pytest.raises(AssertionError):
        assert_is_typeset(wrong)
