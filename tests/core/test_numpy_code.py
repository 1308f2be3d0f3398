"""The NumPy program of a document computes what the window shows, by itself."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.losses import LOSSES
from core.numpy_code import _LOSSES, numpy_code
from core.penalties import PENALTIES
from core.scenario.files import builtin

STATES = {entry.key: entry.load() for entry in builtin()}
LECTURE = STATES["cat-car-frog"]


def printed(state):
    """What the program prints, and the names it has made."""
    said, names = io.StringIO(), {}
    with contextlib.redirect_stdout(said):
        exec(numpy_code(evaluate(state)), names)
    return said.getvalue(), names


def test_the_program_prints_the_numbers_of_the_lecture():
    text, _ = printed(LECTURE)
    # -ln p worked out to 50 digits elsewhere: 2.7586547109185770, and 0.01 times 22.385.
    assert "data loss 2.75865471092\n" in text
    assert "L 2.98250471092\n" in text
    assert "3.2  5.1 -1.7" in text


@pytest.mark.parametrize("loss", list(LOSSES))
def test_every_loss_and_every_switch_is_in_the_program(loss):
    assert loss in _LOSSES
    for squared in (False, True):
        for correct, divisor in ((False, "none"), (True, "wrong"), (False, "all")):
            settings = replace(
                LECTURE.loss,
                active=loss,
                margin=0.75,
                squared=squared,
                include_correct_class=correct,
                class_divisor=divisor,
                sum_over_examples=squared,
            )
            state = edits.hold_out([1], on=True).apply(replace(LECTURE, loss=settings))
            found = evaluate(state)
            names = printed(state)[1]
            assert names["losses"] == pytest.approx(found.active.per_example, rel=1e-13)
            assert names["data_loss"] == pytest.approx(found.data_loss, rel=1e-13)


@pytest.mark.parametrize("kind", list(PENALTIES))
@pytest.mark.parametrize("half", [False, True])
def test_every_penalty_is_in_the_program(kind, half):
    penalty = replace(LECTURE.penalty, kind=kind, half=half, strength=0.3, l1_share=0.2)
    state = replace(LECTURE, penalty=penalty)
    assert printed(state)[1]["total"] == pytest.approx(evaluate(state).total, rel=1e-13)


def test_scores_alone_have_no_penalty():
    state = next(one for one in STATES.values() if not one.has_weights)
    names = printed(state)[1]
    assert np.array_equal(names["scores"], evaluate(state).scores)
    assert names["total"] == pytest.approx(evaluate(state).total, rel=1e-13)
    assert "penalty" not in names


def test_a_loss_that_is_not_known_here_is_in_the_program_by_its_numbers(monkeypatch):
    monkeypatch.delitem(_LOSSES, "softmax")
    names = printed(LECTURE)[1]
    # ln(1 + e^1.9 + e^-4.9) and the like, 50 digits elsewhere.
    expected = [2.0403551528001706, 0.079131778291349021, 6.1564772016642112]
    assert names["losses"] == pytest.approx(expected, rel=1e-15)
    assert names["total"] == pytest.approx(2.9825047109185770, rel=1e-15)
