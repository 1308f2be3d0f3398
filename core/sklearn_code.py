"""A document as settings of scikit-learn: which estimator has its best W, and with which numbers.

scikit-learn weighs the data and not the penalty, and counts examples one by one. With q = 1 for
``R = sum w^2`` and q = 1/2 for its half, N training examples and a margin D, the least
``mean of L_i + lambda R`` is that of

- ``C sum L_i + 1/2 sum w^2`` for ``C = 1 / (2 q lambda N)``,
- ``C sum L_i + sum |w|`` for ``C = 1 / (lambda N)``,
- ``mean of L_i + alpha (rho' |w| + (1 - rho')/2 w^2)`` for
  ``alpha = lambda (rho + 2 q (1 - rho))`` and ``rho' = lambda rho / alpha``.

Of the sum over the examples N is 1 in the first two, and the last is divided by N. Where the margin
is no 1, ``W / D`` has a margin of 1, and the losses and prices of W follow from it by powers of D.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.edits.base import model_of
from core.evaluation import Evaluation
from core.numpy_code import array_code
from core.state import State

_LEAST = 2
"""So many classes an estimator asks for among the examples."""


@dataclass(frozen=True)
class Estimator:
    """What to make, with which settings, and what is to be said of it.

    Attributes
    ----------
    name : str or None
        None where scikit-learn has no such loss.
    settings : str
    notes : tuple of str
    scale : float
        The document's W is this times the estimator's.
    """

    name: str | None
    settings: str = ""
    notes: tuple[str, ...] = ()
    scale: float = 1.0


def sklearn_code(evaluation: Evaluation) -> str:
    """A program that fits the document's W with scikit-learn, and prints it; comments say how.

    Raises
    ------
    EditError
        ``no_weights`` for scores alone.
    """
    state = evaluation.state
    model, found = model_of(state), estimator(state)
    lines = [f"# {line}" for line in (_problem(state), *found.notes)]
    if found.name is None:
        return "\n".join(lines) + "\n"
    rows = state.training
    lines = [
        "import numpy as np",
        f"from sklearn.{_MODULES[found.name]} import {found.name}",
        "",
        *lines,
        "",
    ]
    lines += [array_code("X", model.features[rows]), array_code("y", state.labels[rows])]
    lines += [f"model = {found.name}({found.settings})", "model.fit(X, y)"]
    times = "" if found.scale == 1.0 else f"{found.scale!r} * "
    lines += [f"print({times}model.coef_)", f"print({times}model.intercept_)"]
    return "\n".join(lines) + "\n"


def estimator(state: State) -> Estimator:
    """The estimator that minimises the document's L, as near as scikit-learn has one."""
    known = _ESTIMATORS.get(state.loss.active)
    if known is None:
        return Estimator(None, notes=("This loss is not known to scikit-learn.",))
    found, there = known(state), len(np.unique(state.labels[state.training]))
    if there == state.class_count:
        return found
    note = f"{state.class_count - there} classes have no example: no estimator knows of them."
    if there < _LEAST:
        return Estimator(None, notes=("All examples are of one class: no estimator takes that.",))
    return replace(found, notes=(*found.notes, note))


def _problem(state: State) -> str:
    penalty, loss = state.penalty, state.loss
    how = "sum" if loss.sum_over_examples else "mean"
    square = "1/2 w^2" if penalty.half else "w^2"
    rho = penalty.l1_share
    price = {
        "l2": f"sum of {square}",
        "l1": "sum of |w|",
        "elastic_net": f"sum of {rho:.12g} |w| + {1.0 - rho:.12g} * {square}",
    }
    if penalty.kind not in price or penalty.strength == 0.0:
        return f"Least L: {how} of L_i over N = {state.training_count}, no penalty."
    return (
        f"Least L: {how} of L_i over N = {state.training_count}, plus lambda = "
        f"{penalty.strength:.12g} times the {price[penalty.kind]}; b is not penalized."
    )


def _prices(state: State, *, halved: bool = False) -> tuple[float, float]:
    """The shares of ``|w|`` and ``w^2``, times lambda, beside the mean of losses.

    `halved` for one row ``w_1 - w_0`` in the place of two: split evenly, which is the cheapest, it
    pays half as much for its squares.
    """
    penalty = state.penalty
    strength = penalty.strength
    if state.loss.sum_over_examples:
        strength /= state.training_count
    half = 0.5 if penalty.half else 1.0
    rho = {"l1": 1.0, "l2": 0.0, "elastic_net": penalty.l1_share}.get(penalty.kind)
    if rho is None:
        return 0.0, 0.0
    return strength * rho, strength * (1.0 - rho) * half * (0.5 if halved else 1.0)


def _mixed(one: float, two: float) -> tuple[float, float]:
    """Of ``one |w| + two w^2`` as ``alpha (rho' |w| + (1 - rho')/2 w^2)``: alpha and rho'."""
    alpha = one + 2.0 * two
    return alpha, one / alpha if 0.0 < alpha < np.inf else 0.0


def _inverse(value: float) -> float:
    """1 over it, infinite also where a product of small numbers is 0 in float64."""
    return 1.0 / value if value else np.inf


def _number(value: float) -> str:
    return "np.inf" if value == np.inf else repr(value)


def _softmax(state: State) -> Estimator:
    pair = state.class_count == _LEAST
    alpha, share = _mixed(*_prices(state, halved=pair))
    weight = _inverse(alpha * state.training_count)
    notes: tuple[str, ...] = (
        "LogisticRegression minimizes C sum(L_i) + rho |w| + (1 - rho)/2 w^2, rho = l1_ratio:",
        "C = 1 / (alpha N), alpha = lambda (rho + 2 q (1 - rho)), q = 1/2 for 1/2 w^2 else 1",
        "(of the sum of L_i without N).",
    )
    if pair:
        notes += ("Of two classes it has one row, W[1] - W[0], whose squares cost half as much.",)
    settings = f"C={_number(weight)}"
    if share > 0.0 and weight < np.inf:
        notes += ('From scikit-learn 1.8 on; before, penalty="elasticnet" has to be said as well.',)
        settings += f', l1_ratio={share!r}, solver="saga"'
    return Estimator("LogisticRegression", f"{settings}, tol=1e-8, max_iter=100_000", notes)


def _crammer_singer(state: State) -> Estimator:
    one, two = _prices(state)
    lacks = _lacks(
        (state.loss.squared, "the square of the largest violation"),
        (one > 0.0, "|w| with the largest violation"),
        (two == 0.0, "the largest violation without a penalty"),
    )
    if lacks:
        return lacks
    margin = state.loss.margin
    weight = _inverse(2.0 * two * margin * state.training_count)
    notes = _of_svc("2 q lambda D N", margin)
    settings = f'C={_number(weight)}, multi_class="crammer_singer", tol=1e-8, max_iter=1_000_000'
    return Estimator("LinearSVC", settings, notes, margin)


def _one_vs_rest(state: State) -> Estimator:
    one, two = _prices(state)
    loss, count = state.loss, state.training_count
    margin = loss.margin
    name = "squared_hinge" if loss.squared else "hinge"
    pair: tuple[str, ...] = ()
    if state.class_count == _LEAST:
        pair = ("Of two classes it has one row, W[1]; W[0] and b[0] are the same with a minus.",)
    if one == 0.0 and two > 0.0:
        weight = _inverse(2.0 * two * count * (1.0 if loss.squared else margin))
        by = "" if loss.squared else " D"
        notes = _of_svc(f"2 q lambda{by} N", margin) + pair
        settings = f'C={_number(weight)}, loss="{name}", tol=1e-8, max_iter=1_000_000'
        return Estimator("LinearSVC", settings, notes, margin)
    # In units of the margin: |w| = D |v|, w^2 = D^2 v^2, and the loss is D or D^2 times its own.
    alpha, share = _mixed(*((one / margin, two) if loss.squared else (one, two * margin)))
    notes = (
        "SGDClassifier minimizes mean(L_i) + alpha (rho |w| + (1 - rho)/2 w^2), rho = l1_ratio,",
        "with a margin of 1; b costs nothing. It steps at random: its last digits are chance.",
        *pair,
    )
    price = f'"elasticnet", alpha={_number(alpha)}, l1_ratio={share!r}' if alpha else "None"
    # Its usual steps are 1 / (alpha t): at first they throw W far out, and the mean keeps it there.
    steps = 'learning_rate="adaptive", eta0=0.01, tol=1e-7, n_iter_no_change=20, max_iter=20_000'
    settings = f'loss="{name}", penalty={price}, {steps}, random_state=0'
    return Estimator("SGDClassifier", settings, notes, margin)


def _hinge(_: State) -> Estimator:
    notes = (
        "scikit-learn has no sum over the leads of all wrong classes (Weston and Watkins). Nearest",
        'are the largest alone, LinearSVC(multi_class="crammer_singer"), and one against the rest,',
        'LinearSVC(loss="hinge"): other losses, with another best W.',
    )
    return Estimator(None, notes=notes)


def _lacks(*reasons: tuple[bool, str]) -> Estimator | None:
    found = next((what for holds, what in reasons if holds), None)
    return None if found is None else Estimator(None, notes=(f"scikit-learn has not {found}.",))


def _of_svc(divisor: str, margin: float) -> tuple[str, ...]:
    return (
        f"LinearSVC minimizes C sum(L_i) + 1/2 w^2 with a margin of 1: C = 1 / ({divisor}),",
        f"q = 1/2 for 1/2 w^2 else 1, D = {margin:.12g} the margin (of the sum without N).",
        "It penalizes b as one more weight, of an input of intercept_scaling = 1: the larger that",
        "is, the less b costs, and the longer it takes.",
    )


_MODULES = {
    "LogisticRegression": "linear_model", "SGDClassifier": "linear_model", "LinearSVC": "svm",
}  # fmt: skip
_ESTIMATORS = {
    "softmax": _softmax,
    "hinge": _hinge,
    "crammer_singer": _crammer_singer,
    "one_vs_rest": _one_vs_rest,
}
