"""A document as a NumPy program that computes and prints its losses by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.evaluation import Evaluation
from core.settings import LossSettings, PenaltySettings, class_divisor
from core.state import LinearModel

LARGEST = 20_000
"""Numbers that a program has room for; more of them belong into a file."""


def numpy_code(evaluation: Evaluation) -> str:
    """The program: scores, losses by example and L = data loss + lambda R(W), 12 digits each.

    It reads nothing and needs NumPy alone. Of a loss that this module does not know the program
    has the losses as they are.
    """
    state, source = evaluation.state, evaluation.state.source
    lines = ["import numpy as np", ""]
    if isinstance(source, LinearModel):
        lines += [array_code("X", source.features), array_code("W", source.weights)]
        lines += [array_code("b", source.biases), "scores = X @ W.T + b"]
    else:
        lines += [array_code("scores", source.scores)]
    lines += [array_code("y", state.labels), "rows = np.arange(len(y))", ""]
    known = _LOSSES.get(state.loss.active)
    if known is None:
        lines += [array_code("losses", evaluation.active.per_example)]
    else:
        lines += known(state.loss, state.class_count)
    taken = "losses"
    if state.has_held_out:
        lines += ["", array_code("held_out", np.flatnonzero(state.held_out))]
        taken = "np.delete(losses, held_out)"
    how = "sum" if state.loss.sum_over_examples else "mean"
    lines += [f"data_loss = {taken}.{how}()"]
    if state.has_weights:
        lines += [f"penalty = {penalty_code(evaluation, state.penalty, 'np.abs(W)')}"]
        lines += [f"total = data_loss + {state.penalty.strength!r} * penalty"]
    else:
        lines += ["total = data_loss"]
    lines += [
        "",
        "np.set_printoptions(precision=12, threshold=10**9)",
        'print("scores", scores, sep="\\n")',
        'print("losses", losses, sep="\\n")',
        'print(f"data loss {data_loss:.12g}")',
        'print(f"L {total:.12g}")',
    ]
    return "\n".join(lines) + "\n"


def array_code(
    name: str, values: NDArray[np.generic], make: str = "np.array", more: str = ""
) -> str:
    """A line, or one for each row, that makes an array with all digits; `more` are arguments."""
    if values.ndim < 2:
        return f"{name} = {make}({values.tolist()!r}{more})"
    rows = "".join(f"    {row!r},\n" for row in values.tolist())
    return f"{name} = {make}([\n{rows}]{more})"


def _softmax(_: LossSettings, __: int) -> list[str]:
    return [
        "# softmax: -ln p of the correct class, the largest score taken off first",
        "shifted = scores - scores.max(axis=1, keepdims=True)",
        "losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[rows, y]",
    ]


def _hinge(loss: LossSettings, classes: int) -> list[str]:
    own = loss.margin if loss.include_correct_class else 0.0
    divisor = class_divisor(loss.class_divisor, classes)
    return [
        "# multiclass hinge (Weston and Watkins)",
        f"margins = np.maximum(0, scores - scores[rows, y][:, None] + {loss.margin!r})",
        f"margins[rows, y] = {own!r}",
        f"losses = {_powered('margins', loss)}.sum(axis=1) / {divisor}",
    ]


def _crammer_singer(loss: LossSettings, _: int) -> list[str]:
    return [
        "# the largest violation alone (Crammer and Singer)",
        "wrong = scores.copy()",
        "wrong[rows, y] = -np.inf",
        f"violations = np.maximum(0, wrong.max(axis=1) - scores[rows, y] + {loss.margin!r})",
        f"losses = {_powered('violations', loss)}",
    ]


def _one_vs_rest(loss: LossSettings, _: int) -> list[str]:
    return [
        "# one against the rest",
        "signs = -np.ones_like(scores)",
        "signs[rows, y] = 1",
        f"margins = np.maximum(0, {loss.margin!r} - signs * scores)",
        f"losses = {_powered('margins', loss)}.sum(axis=1)",
    ]


_LOSSES = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}


def _powered(name: str, loss: LossSettings) -> str:
    return f"({name} ** 2)" if loss.squared else name


def penalty_code(evaluation: Evaluation, penalty: PenaltySettings, sizes: str) -> str:
    """R(W) in Python, with how a library writes |w|; of a penalty unknown here its value."""
    square, rho = 0.5 if penalty.half else 1.0, penalty.l1_share
    known = {
        "none": "0.0",
        "l1": f"{sizes}.sum()",
        "l2": f"{square!r} * (W**2).sum()",
        "elastic_net": f"({rho!r} * {sizes} + {(1.0 - rho) * square!r} * W**2).sum()",
    }
    return known.get(penalty.kind, repr(evaluation.penalty))
