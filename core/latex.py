"""The loss of the chosen example and of all, written in LaTeX with its numbers put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.evaluation import Evaluation
from core.settings import LossSettings, class_divisor

_DIGITS = 6
_LINE = 42
"""Signs of a sum that stand on a line: an article has room for these and for what is beside."""
_UNSEEN = re.compile(r"[\\{}^ ]")


def latex(evaluation: Evaluation) -> str:
    """Two displays that compile without any package: ``L_i`` and ``L``.

    A long sum goes on in further lines. Of a loss that this module does not know the first has the
    result alone.
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
    whole = state.loss.sum_over_examples or state.training_count == 1
    share = "" if whole else f"\\frac{{1}}{{{state.training_count}}} "
    return f"{share}\\sum_i L_i"


def _in_lines(
    terms: Iterable[str], place: str = "l", between: str = " + ", most: int = _LINE
) -> str:
    """The terms of a sum, or what stands between commas, as far as a line goes; then the next."""
    first, *others = terms
    lines = [first]
    for term in others:
        longer = f"{lines[-1]}{between}{term}"
        if len(_UNSEEN.sub("", longer)) <= most:
            lines[-1] = longer
        else:
            lines[-1] += between.rstrip()
            lines.append(term)
    if len(lines) == 1:
        return lines[0]
    rows = " \\\\ ".join(lines)
    return f"\\begin{{array}}{{{place}}} {rows} \\end{{array}}"


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
    return f"-\\ln \\frac{{{powers[label]}}}{{{_in_lines(powers, 'c')}}}"


def _hinge(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    terms = [
        _hinged(f"{_number(score)} {_minus(scores[label])} + {margin}", loss)
        for index, score in enumerate(scores)
        if index != label or loss.include_correct_class
    ]
    divisor = class_divisor(loss.class_divisor, len(scores))
    found = _in_lines(terms)
    return found if divisor == 1 else f"\\frac{{1}}{{{divisor}}} \\left( {found} \\right)"


def _crammer_singer(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    wrong = [_number(score) for at, score in enumerate(scores) if at != label]
    highest = _in_lines(wrong, between=", ", most=_LINE // 2)
    highest = f"\\left( {highest} \\right)" if "array" in highest else f"({highest})"
    return _hinged(f"\\max{highest} {_minus(scores[label])} + {_number(loss.margin)}", loss)


def _one_vs_rest(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    terms = [
        # Of a wrong class the margin is t = -1, so that its score is added.
        _hinged(f"{margin} {_minus(score if at == label else -score)}", loss)
        for at, score in enumerate(scores)
    ]
    return _in_lines(terms)


_LOSSES = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}
