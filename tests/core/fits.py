"""Examples to fit to, and the least L of an independent solver.

`data/iris.csv` and `data/wine.csv` hold the features and the class of Fisher's irises (in cm, with
the two flowers corrected as in scikit-learn) and of the wines of Forina and others, both from the
UCI Machine Learning Repository, CC BY 4.0. `data/optima.csv` holds the least L with free biases,
mean over the examples, margin 1 and an elastic net of one half, each checked by two solvers:
Clarabel, HiGHS or scipy's beside a proof of our own method. The irises are raw there; digits200 are
the examples of the scenario.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import linprog, minimize

from core.fit import Given
from core.losses.hinge import Hinge
from core.losses.softmax import Softmax
from core.penalties.elastic_net import ElasticNet
from core.penalties.l1 import L1
from core.penalties.l2 import L2
from core.penalties.none import NoPenalty
from core.scenario.files import builtin
from core.state import State

DATA = Path(__file__).parent / "data"
LOSSES = {"softmax": Softmax(), "hinge": Hinge(), "squared hinge": Hinge(squared=True)}
PENALTIES = {"none": NoPenalty(), "l1": L1(), "l2": L2(), "elastic_net": ElasticNet()}


@cache
def examples(name):
    """Features (N, D), labels (N,) and the number of classes."""
    if name == "default":
        features = [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1]]
        return np.array(features, float), np.arange(3), 3
    if name == "digits200":
        state = scenario("digits")
        return np.array(state.source.features), np.array(state.labels), 10
    table = np.loadtxt(DATA / f"{name.split()[0]}.csv", delimiter=",")
    features, labels = table[:, :-1], table[:, -1].astype(int)
    if name == "iris petals":
        features = features[:, 2:]
    if name == "wine standardized":
        features = (features - features.mean(axis=0)) / features.std(axis=0)
    return features, labels, 3


def scenario(key) -> State:
    """A document that comes with the program."""
    return next(item for item in builtin() if item.key == key).load()


def given(name, loss="softmax", penalty="l2", **settings):
    """A problem by names, or with a loss and a penalty of one's own."""
    features, labels, classes = examples(name)
    chosen = LOSSES[loss] if isinstance(loss, str) else loss
    price = PENALTIES[penalty] if isinstance(penalty, str) else penalty
    return Given(features, labels, classes, chosen, price, **settings)


def optima(*names):
    """Rows of the table: examples, loss, penalty, lambda, L."""
    with (DATA / "optima.csv").open() as file:
        for name, loss, penalty, strength, total in csv.reader(file):
            if name in names:
                yield name, loss, penalty, float(strength), float(total)


class Split:
    """A problem over x = (P, M, b) with W = P - M and P, M >= 0, written from the definitions."""

    def __init__(self, problem, strength):
        self.problem, self.strength = problem, strength
        self.count, depth = problem.features.shape
        self.classes, self.size = problem.classes, problem.classes * depth
        self.share = 1.0 if problem.whole else 1.0 / self.count
        a, self.q = problem.penalty.shares
        self.price = np.r_[np.full(2 * self.size, strength * a), np.zeros(self.classes)]
        self.bounds = [(0, None)] * (2 * self.size) + [(None, None)] * self.classes
        rows = []
        for x, y in zip(problem.features, problem.labels, strict=True):
            for j in set(range(self.classes)) - {int(y)}:
                pick = np.zeros(self.classes)
                pick[j], pick[y] = 1.0, -1.0
                by_weight = np.outer(pick, x).ravel()
                rows.append(np.concatenate([by_weight, -by_weight, pick]))
        self.leads = np.array(rows)

    def penalty(self, x):
        """All but the loss, with its gradient, of x and whatever follows it."""
        weights = x[: self.size] - x[self.size : 2 * self.size]
        gradient = np.zeros_like(x)
        gradient[: len(self.price)] = self.price
        gradient[: self.size] += 2.0 * self.strength * self.q * weights
        gradient[self.size : 2 * self.size] -= 2.0 * self.strength * self.q * weights
        value = self.price @ x[: len(self.price)] + self.strength * self.q * (weights**2).sum()
        return value, gradient

    def smooth(self, x):
        """L of a smooth loss, with its gradient."""
        z, loss = self.leads @ x, self.problem.loss
        if isinstance(loss, Softmax):
            grid = z.reshape(self.count, self.classes - 1)
            top = np.maximum(grid.max(axis=1), 0.0)
            e = np.exp(grid - top[:, None])
            total = e.sum(axis=1) + np.exp(-top)
            value, slope = (top + np.log(total)).sum(), (e / total[:, None]).ravel()
        else:
            over = np.maximum(z + loss.margin, 0.0)
            value, slope = (over**2).sum(), 2.0 * over
        price, gradient = self.penalty(x)
        return self.share * value + price, self.share * (self.leads.T @ slope) + gradient


@np.errstate(all="ignore")
def independent(problem, strength):
    """The least L by scipy alone: HiGHS for lines, else a quadratic or quasi-Newton method."""
    split = Split(problem, strength)
    start = np.zeros(len(split.price))
    if isinstance(problem.loss, Softmax) or problem.loss.squared:
        options = {"maxiter": 20_000, "maxfun": 200_000, "ftol": 1e-16, "gtol": 1e-10}
        bounds = split.bounds
        return minimize(split.smooth, start, jac=True, bounds=bounds, options=options).fun
    # A slack for every term, xi >= lead + margin and xi >= 0.
    terms, margin = len(split.leads), problem.loss.margin
    above, bounds = np.hstack([split.leads, -np.eye(terms)]), split.bounds + [(0, None)] * terms
    cost = np.r_[np.zeros(len(start)), np.full(terms, split.share)]
    if split.q * strength == 0.0:
        lines = cost + np.r_[split.price, np.zeros(terms)]
        return linprog(lines, A_ub=above, b_ub=np.full(terms, -margin), bounds=bounds).fun

    def quadratic(x):
        value, gradient = split.penalty(x)
        return value + cost @ x, gradient + cost

    rule = {"type": "ineq", "fun": lambda x: -margin - above @ x, "jac": lambda x: -above}
    return minimize(
        quadratic, np.r_[start, np.full(terms, margin)], jac=True, method="SLSQP", bounds=bounds,
        constraints=[rule], options={"maxiter": 500, "ftol": 1e-15},
    ).fun  # fmt: skip
