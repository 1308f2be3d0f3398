"""The computation as plain text: every line is true, worked out by arithmetic of Python's."""

import math
import re
from dataclasses import replace

import pytest

from core import edits
from core.computation import _LOSSES, computation
from core.evaluation import evaluate
from core.losses import LOSSES
from core.scenario.files import builtin
from core.settings import LossSettings

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]


def say(name):
    return name if isinstance(name, str) else name["en"]


def lines(state):
    return computation(evaluate(state), say).splitlines()


def worth(text):
    """What a line's term comes to."""
    code = text.replace("^", "**").replace("ln(", "log(")
    return eval(code, {"max": max, "log": math.log, "e": math.e})


def assert_true(line):
    """All terms of a line are worth the same, as far as six digits go."""
    _, *terms = line.split(" = ")
    values = [worth(term) for term in terms]
    assert values == pytest.approx([values[-1]] * len(values), rel=2e-5, abs=1e-6)


def test_the_lecture_is_written_as_it_is_worked_out_by_hand():
    assert lines(LECTURE) == [
        "cat photo: y = cat",
        "s[cat] = 1.675*1 + 1.025*1 + 0.575*1 - 0.075*1 + 0 = 3.2",
        "s[car] = 3.125*1 + 0.675*1 + 1.875*1 - 0.575*1 + 0 = 5.1",
        "s[frog] = -0.7*1 - 1.7*1 + 0.85*1 - 0.15*1 + 0 = -1.7",
        "L_1 = -ln(e^3.2 / (e^3.2 + e^5.1 + e^(-1.7))) = 2.04036",
        "L = (2.04036 + 0.0791318 + 6.15648) / 3 + 0.01 * 22.385 = 2.75865 + 0.22385 = 2.9825",
    ]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("divisor", ["none", "wrong", "all"])
def test_every_line_of_every_loss_is_true(loss, squared, divisor):
    assert loss in _LOSSES
    settings = LossSettings(loss, 0.75, squared, squared, divisor, squared)
    state = edits.hold_out([1], on=True).apply(replace(LECTURE, loss=settings))
    for example in range(3):
        found = lines(edits.choose_example(example).apply(state))
        assert len(found) == 6
        for line in found[1:]:
            assert_true(line)


def test_scores_alone_and_long_sums_are_short():
    state = STATES["blank-scores"]
    assert [line for line in lines(state) if "lambda" in line or "*" in line] == []
    assert_true(lines(state)[-1])
    digits = lines(STATES["digits"])
    assert len(digits) == 13
    assert re.fullmatch(r"s\[0\] = -?[\d.e-]+", digits[1])
    assert digits[-1].count("+ ...) / 200") == 1


def test_a_loss_that_is_not_known_here_has_its_result_alone(monkeypatch):
    monkeypatch.delitem(_LOSSES, "softmax")
    assert lines(LECTURE)[4] == "L_1 = 2.04036"
