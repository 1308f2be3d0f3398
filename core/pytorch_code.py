"""A document as a PyTorch program: its losses, L and the gradients, by PyTorch's own functions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.evaluation import Evaluation
from core.numpy_code import array_code, penalty_code
from core.settings import LossSettings, PenaltySettings, class_divisor
from core.state import LinearModel


def pytorch_code(evaluation: Evaluation) -> str:
    """The program: losses by example, L = data loss + lambda R(W), and its gradients.

    In float64, so that it prints the same digits; comments say where PyTorch means something else
    by the same name. Of a loss that this module does not know it has the losses as they are.
    """
    state, source = evaluation.state, evaluation.state.source
    lines = ["import torch", "import torch.nn.functional as F", ""]
    lines += ["torch.set_default_dtype(torch.float64)  # PyTorch's own is float32"]
    if isinstance(source, LinearModel):
        lines += [_tensor("X", source.features)]
        lines += [
            _tensor("W", source.weights, slopes=True),
            _tensor("b", source.biases, slopes=True),
        ]
        lines += ["scores = X @ W.T + b  # what torch.nn.Linear computes from W and b", ""]
    else:
        lines += [_tensor("scores", source.scores, slopes=True)]
    lines += [_tensor("y", state.labels)]
    known = _LOSSES.get(state.loss.active)
    if known is None:
        lines += [_tensor("losses", evaluation.active.per_example)]
    else:
        lines += known(state.loss, state.class_count)
    taken = "losses"
    if state.has_held_out:
        lines += [_tensor("training", np.flatnonzero(~state.held_out))]
        taken = "losses[training]"
    how = "sum" if state.loss.sum_over_examples else "mean"
    other = "mean" if how == "sum" else "sum"
    lines += [f"data_loss = {taken}.{how}()  # reduction={how!r}; {other!r} is the other"]
    lines += _total(evaluation)
    found = "W.grad, b.grad" if state.has_weights else "scores.grad"
    lines += ["", "total.backward()", "torch.set_printoptions(precision=12, threshold=10**9)"]
    lines += ["print(losses)", f"print({found})"]
    lines += ['print(f"data loss {data_loss.item():.12g}")', 'print(f"L {total.item():.12g}")']
    return "\n".join(lines) + "\n"


def _tensor(name: str, values: NDArray[np.generic], *, slopes: bool = False) -> str:
    return array_code(name, values, "torch.tensor", ", requires_grad=True" if slopes else "")


def _softmax(_: LossSettings, __: int) -> list[str]:
    return [
        "# It takes scores, not probabilities: ln p is within it.",
        'losses = F.cross_entropy(scores, y, reduction="none")',
    ]


def _hinge(loss: LossSettings, classes: int) -> list[str]:
    power = 2 if loss.squared else 1
    call = f'F.multi_margin_loss(scores, y, p={power}, margin={loss.margin!r}, reduction="none")'
    factor = {"none": f"{classes} * ", "wrong": f"{classes} / {classes - 1} * ", "all": ""}
    meant = {"none": "not at all", "wrong": "by the wrong classes alone", "all": "in the same way"}
    found = [
        f"# multi_margin_loss divides the sum by all {classes} classes,",
        f"# the document {meant[loss.class_divisor]}.",
        f"losses = {factor[loss.class_divisor]}{call}",
    ]
    if loss.include_correct_class:
        divisor = class_divisor(loss.class_divisor, classes)
        found += [
            "# The document lets j = y into the sum, which adds a constant; PyTorch leaves it out.",
            f"losses = losses + {loss.margin!r} ** {power} / {divisor}",
        ]
    return found


def _crammer_singer(loss: LossSettings, classes: int) -> list[str]:
    return [
        "# PyTorch has no such loss: multi_margin_loss adds up all violations.",
        f"correct = F.one_hot(y, {classes}).bool()",
        "# amax gives the classes that tie equal parts of the slope.",
        'wrong = scores.masked_fill(correct, float("-inf")).amax(dim=1)',
        f"losses = torch.relu(wrong - scores[correct] + {loss.margin!r}){_power(loss)}",
    ]


def _one_vs_rest(loss: LossSettings, classes: int) -> list[str]:
    return [
        "# PyTorch has no such loss: multi_margin_loss compares scores with one another.",
        f"signs = 2.0 * F.one_hot(y, {classes}) - 1.0",
        f"losses = (torch.relu({loss.margin!r} - signs * scores){_power(loss)}).sum(dim=1)",
    ]


_LOSSES = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}


def _power(loss: LossSettings) -> str:
    return " ** 2" if loss.squared else ""


def _total(evaluation: Evaluation) -> list[str]:
    state, penalty = evaluation.state, evaluation.state.penalty
    if not state.has_weights:
        return ["total = data_loss"]
    strength = penalty.strength
    return [
        *_decay(penalty),
        f"penalty = {penalty_code(evaluation, penalty, 'W.abs()')}",
        f"total = data_loss + {strength!r} * penalty",
    ]


def _decay(penalty: PenaltySettings) -> list[str]:
    """What the optimisers' `weight_decay` would have to be."""
    if penalty.kind == "none":
        return []
    if penalty.kind == "l2":
        decay = penalty.strength * (1.0 if penalty.half else 2.0)
        how = "lambda" if penalty.half else "2 * lambda"
        return [
            f"# In torch.optim.SGD it is weight_decay={decay:.12g} ({how}), given for W",
            "# alone, or b is penalized too. AdamW's weight_decay is no part of the loss.",
        ]
    return ["# weight_decay of torch.optim is for squares alone: the sizes |w| are part of L here."]
