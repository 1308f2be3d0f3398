"""The loss of the chosen example and of all as plain text, with the numbers put in."""

from __future__ import annotations

from collections.abc import Sequence

from core.evaluation import Evaluation
from core.numbers_out import Say
from core.settings import LossSettings, class_divisor
from core.state import LinearModel
from core.text import printable

_DIGITS = 6
FEW = 20
"""Terms of a sum that are written out."""


def computation(evaluation: Evaluation, say: Say) -> str:
    """Lines that a calculator can follow: scores, L_i and L, numbers in six digits.

    Of a loss that this module does not know L_i has the result alone.
    """
    state, example = evaluation.state, evaluation.example
    number, label = state.view.example, example.label
    names = [printable(say(name)) for name in state.classes]
    lines = [f"{printable(say(state.examples[number]))}: y = {names[label]}"]
    scores = example.scores.tolist()
    for at, score in enumerate(scores):
        lines.append(f"s[{names[at]}] = {_products(evaluation, at)}{_number(score)}")
    known = _LOSSES.get(state.loss.active)
    terms = "" if known is None else f"{known(scores, label, state.loss)} = "
    found = float(example.losses[state.loss.active])
    lines += [f"L_{number + 1} = {terms}{_number(found)}", f"L = {_total(evaluation)}"]
    return "\n".join(lines) + "\n"


def _products(evaluation: Evaluation, index: int) -> str:
    """``w x + ... + b`` of one class, where that is short."""
    source = evaluation.state.source
    if not isinstance(source, LinearModel) or source.weights.shape[1] > FEW:
        return ""
    x = source.features[evaluation.state.view.example].tolist()
    weights = source.weights[index].tolist()
    terms = [f"{_number(w)}*{_factor(v)}" for w, v in zip(weights, x, strict=True)]
    return f"{' + '.join([*terms, _number(float(source.biases[index]))])} = ".replace("+ -", "- ")


def _total(evaluation: Evaluation) -> str:
    state = evaluation.state
    losses = evaluation.active.training
    terms = " + ".join(map(_number, losses[:FEW].tolist()))
    terms += " + ..." if len(losses) > FEW else ""
    how = f"({terms})" if state.loss.sum_over_examples else f"({terms}) / {len(losses)}"
    data = _number(evaluation.data_loss)
    if not state.has_weights:
        return f"{how} = {data}"
    price = f"{_number(state.penalty.strength)} * {_number(evaluation.penalty)}"
    sums = f"{data} + {_number(evaluation.penalty_term)}"
    return f"{how} + {price} = {sums} = {_number(evaluation.total)}"


def _number(value: float) -> str:
    return f"{value:.{_DIGITS}g}"


def _factor(value: float) -> str:
    return f"({_number(value)})" if value < 0.0 else _number(value)


def _minus(value: float) -> str:
    return f"- {_factor(value)}"


def _hinged(inside: str, loss: LossSettings) -> str:
    return f"max(0, {inside})" + ("^2" if loss.squared else "")


def _softmax(scores: Sequence[float], label: int, _: LossSettings) -> str:
    powers = [f"e^{_factor(score)}" for score in scores]
    return f"-ln({powers[label]} / ({' + '.join(powers)}))"


def _hinge(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    terms = [
        _hinged(f"{_number(score)} {_minus(scores[label])} + {margin}", loss)
        for index, score in enumerate(scores)
        if index != label or loss.include_correct_class
    ]
    divisor = class_divisor(loss.class_divisor, len(scores))
    found = " + ".join(terms)
    return found if divisor == 1 else f"({found}) / {divisor}"


def _crammer_singer(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    wrong = ", ".join(_number(score) for at, score in enumerate(scores) if at != label)
    largest = wrong if len(scores) == 2 else f"max({wrong})"
    return _hinged(f"{largest} {_minus(scores[label])} + {_number(loss.margin)}", loss)


def _one_vs_rest(scores: Sequence[float], label: int, loss: LossSettings) -> str:
    margin = _number(loss.margin)
    signed = (-score if at == label else score for at, score in enumerate(scores))
    terms = [
        _hinged(f"{margin} {'-' if one < 0.0 else '+'} {_number(abs(one))}", loss) for one in signed
    ]
    return " + ".join(terms)


_LOSSES = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}
