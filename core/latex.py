"""The loss of the chosen example and of all, written in LaTeX with its numbers put in."""

from __future__ import annotations

from collections.abc import Sequence

from core.evaluation import Evaluation
from core.losses.hinge import Hinge
from core.settings import LossSettings

_DIGITS = 6


def latex(evaluation: Evaluation) -> str:
    """Two displays that compile without any package: ``L_i`` and ``L``.

    Of a loss that this module does not know the first has the result alone.
    """
    state, example = evaluation.state, evaluation.example
    key, number = state.loss.active, state.view.example
    scores, label = example.scores.tolist(), int(state.labels[number])
    known = _LOSSES.get(key)
    terms = "" if known is None else f"{known(scores, label, state.loss)} = "
    first = f"L_{{{number + 1}}} = {terms}{_number(example.losses[key])}"
    total = f"{_number(evaluation.data_loss)}"
    if state.has_weights:
        strength, penalty = state.penalty.strength, evaluation.penalty
        total = f"{total} + {_number(strength)} \\cdot {_number(penalty)}"
        total = f"{total} = {_number(evaluation.total)}"
        total = f"{_sum(evaluation)} + \\lambda R(W) = {total}"
    else:
        total = f"{_sum(evaluation)} = {total}"
    return f"\\[ {first} \\]\n\\[ L = {total} \\]\n"


def _sum(evaluation: Evaluation) -> str:
    state = evaluation.state
    share = "" if state.loss.sum_over_examples else f"\\frac{{1}}{{{state.training_count}}} "
    return f"{share}\\sum_i L_i"


def _number(value: float) -> str:
    """In six digits, powers of ten as they are written by hand."""
    digits, _, power = f"{value:.{_DIGITS}g}".partition("e")
    return f"{digits} \\cdot 10^{{{int(power)}}}" if power else digits


def _minus(value: float) -> str:
    """What is taken away; in brackets if it has a sign of its own."""
    return f"- ({_number(value)})" if value < 0.0 else f"- {_number(value)}"


def _hinged(inside: str, loss: LossSettings) -> str:
    square = "^2" if loss.squared else ""
    return f"\\max(0, {inside}){square}"


def _softmax(scores: Sequence[float], label: int, _: LossSettings) -> str:
    powers = [f"e^{{{_number(score)}}}" for score in scores]
    return f"-\\ln \\frac{{{powers[label]}}}{{{' + '.join(powers)}}}"


def _hinge(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    terms = [
        _hinged(f"{_number(score)} {_minus(scores[label])} + {margin}", loss)
        for index, score in enumerate(scores)
        if index != label or loss.include_correct_class
    ]
    divisor = Hinge.from_settings(loss).divisor(len(scores))
    found = " + ".join(terms)
    return found if divisor == 1 else f"\\frac{{1}}{{{divisor}}} \\left( {found} \\right)"


def _crammer_singer(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    wrong = ", ".join(_number(score) for at, score in enumerate(scores) if at != label)
    return _hinged(f"\\max({wrong}) {_minus(scores[label])} + {_number(loss.margin)}", loss)


def _one_vs_rest(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    terms = [
        # Of a wrong class the margin is t = -1, so that its score is added.
        _hinged(f"{margin} {_minus(score if at == label else -score)}", loss)
        for at, score in enumerate(scores)
    ]
    return " + ".join(terms)


_LOSSES = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}
