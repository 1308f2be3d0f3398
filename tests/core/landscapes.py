"""Random states to look at over two weights, and their minimum by scipy."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from scipy import optimize

from core import linear
from core.losses import LOSSES
from core.penalties import PENALTIES
from core.settings import DIVISOR_KEYS, LossSettings, PenaltySettings
from core.state import LinearModel, State, View

LOSS_SETTINGS = {
    "softmax": LossSettings("softmax"),
    "hinge": LossSettings("hinge"),
    "squared hinge": LossSettings("hinge", squared=True),
    "largest": LossSettings("crammer_singer"),
    "squared largest": LossSettings("crammer_singer", squared=True),
    "one vs rest": LossSettings("one_vs_rest"),
    "squared one vs rest": LossSettings("one_vs_rest", squared=True),
}


def names(letter, count):
    return tuple(f"{letter}{i}" for i in range(count))


def state_of(features, weights, labels, **settings):
    classes = len(weights)
    return State(
        "t",
        names("c", classes),
        names("e", len(features)),
        np.array(labels),
        LinearModel(np.array(features), np.array(weights), np.zeros(classes)),
        **settings,
    )


@st.composite
def states(draw, loss, kind):
    """States of ordinary size; features and weights are round in half of them, so that many tie."""
    examples, classes = draw(st.sampled_from([1, 2, 4, 7])), draw(st.sampled_from([2, 3, 4]))
    depth = draw(st.sampled_from([1, 2, 3]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    features, weights = rng.normal(size=(examples, depth)), rng.normal(size=(classes, depth))
    if draw(st.booleans()):
        features, weights = np.round(features), np.round(weights)
    every = [(c, d) for c in range(classes) for d in range(depth)]
    pair = draw(st.lists(st.sampled_from(every), min_size=2, max_size=2, unique=True))
    settings = LOSS_SETTINGS[loss]
    if draw(st.booleans()):
        settings = replace(
            settings,
            margin=draw(st.sampled_from([0.5, 3.0])),
            include_correct_class=draw(st.booleans()),
            class_divisor=draw(st.sampled_from(DIVISOR_KEYS)),
        )
    share, strength = draw(st.sampled_from([0.0, 0.3, 1.0])), draw(st.sampled_from([0.003, 0.1, 1]))
    return state_of(
        features,
        weights,
        rng.integers(0, classes, examples),
        loss=settings,
        penalty=PenaltySettings(kind, float(strength), share, draw(st.booleans())),
        view=View(pair=tuple(pair)),
    )


class Plain:
    """Data loss + lambda R(W) over the pair, computed from whole weight matrices."""

    def __init__(self, state):
        self.state, self.model = state, state.source
        self.loss = LOSSES[state.loss.active].from_settings(state.loss)
        self.penalty = PENALTIES[state.penalty.kind].from_settings(state.penalty)

    def weights(self, point):
        weights = np.array(self.model.weights)
        for place, value in zip(self.state.view.pair, point, strict=True):
            weights[place] = value
        return weights

    def scores(self, point):
        return linear.scores(self.weights(point), self.model.features, self.model.biases)

    def data(self, point):
        """Mean data loss and its gradient over the pair."""
        rows = ~self.state.held_out
        losses, slopes = self.loss.with_gradient(self.scores(point)[rows], self.state.labels[rows])
        gradient = linear.gradient(slopes / len(losses), self.model.features[rows])[0]
        return losses.mean(), np.array([gradient[place] for place in self.state.view.pair])

    def total(self, point):
        price = self.penalty.value(self.weights(point))
        return self.data(point)[0] + self.state.penalty.strength * price

    def prices(self):
        """Lambda times the price of |w| and of w^2, from the penalty's own values."""
        one, two = (self.penalty.value(np.array([[w]])) for w in (1.0, 2.0))
        square = (two - 2 * one) / 2
        return self.state.penalty.strength * np.array([one - square, square])

    def minimum(self):
        """By scipy: bounded quasi-Newton for smooth losses, linear or quadratic programs else."""
        loss = self.state.loss
        smooth = loss.active == "softmax" or (loss.squared and loss.active != "crammer_singer")
        return self._smooth() if smooth else self._program()

    def _smooth(self):
        corner, bowl = self.prices()
        unfold = np.array([[1, -1, 0, 0], [0, 0, 1, -1]])  # w = plus - minus, |w| = plus + minus

        def objective(parts):
            point = unfold @ parts
            value, slope = self.data(point)
            value += corner * parts.sum() + bowl * point @ point
            return value, (slope + 2 * bowl * point) @ unfold + corner

        starts = [np.zeros(4), np.array([0.0, 1, 1, 0])]
        found = [
            optimize.minimize(
                objective,
                start,
                jac=True,
                method="L-BFGS-B",
                bounds=[(0, None)] * 4,
                options={"ftol": 1e-16, "gtol": 1e-11, "maxiter": 2000},
            )
            for start in starts
        ]
        return unfold @ min(found, key=lambda result: result.fun).x

    def lines(self):
        """Offsets (K,) and slopes (K, 2) of every lead of a wrong class over the correct one."""
        labels = self.state.labels
        rows = np.arange(len(labels))
        at = [self.scores(point) for point in ([0, 0], [1, 0], [0, 1])]
        leads = [scores - scores[rows, labels][:, None] for scores in at]
        return self._taken(leads, np.arange(at[0].shape[1]) != labels[:, None])

    def _taken(self, values, which):
        offset, first, second = (value[which] for value in values)
        return offset, np.stack([first - offset, second - offset], axis=1)

    def violations(self):
        """Of an SVM by its definition: which terms (K,) of the sum, offsets and slopes as `lines`.

        A term is 0 or the largest of its lines.
        """
        labels, loss = self.state.labels, self.state.loss
        count, classes = len(labels), self.state.class_count
        if loss.active == "one_vs_rest":
            sign = np.where(np.arange(classes) == labels[:, None], -1.0, 1.0)
            at = [sign * self.scores(point) for point in ([0, 0], [1, 0], [0, 1])]
            offset, slopes = self._taken(at, np.full(sign.shape, True))
        else:
            offset, slopes = self.lines()
        terms = np.arange(len(offset))
        if loss.active == "crammer_singer":
            terms = np.repeat(np.arange(count), classes - 1)
        return terms, offset + loss.margin, slopes

    def _program(self):
        corner, bowl = self.prices()
        terms, offset, slopes = self.violations()
        lines, count = np.arange(len(terms)), terms[-1] + 1
        loss, classes = self.state.loss, self.state.class_count
        share = 1.0
        if loss.active == "hinge":
            share = 1 / {"none": 1, "wrong": classes - 1, "all": classes}[loss.class_divisor]
        # Over u+, u-, v+, v-, xi: xi_term >= offset_k + slopes_k . w and xi >= 0.
        unfolded = np.stack([slopes[:, 0], -slopes[:, 0], slopes[:, 1], -slopes[:, 1]], axis=1)
        cost = np.append(np.full(4, corner), np.full(count, share / len(self.state.labels)))
        chosen = np.zeros((len(terms), count))
        chosen[lines, terms] = 1.0
        above = np.hstack([unfolded, -chosen])
        if bowl == 0 and not loss.squared:
            parts = optimize.linprog(cost, above, -offset, bounds=(0, None)).x
            return np.array([parts[0] - parts[1], parts[2] - parts[3]])

        def objective(parts):
            point = np.array([parts[0] - parts[1], parts[2] - parts[3]])
            bend = 2 * bowl * np.array([point[0], -point[0], point[1], -point[1]])
            powers, steep = parts.copy(), np.ones(len(parts))
            if loss.squared:
                powers[4:], steep[4:] = parts[4:] ** 2, 2 * parts[4:]
            value = cost @ powers + bowl * point @ point
            return value, cost * steep + np.append(bend, np.zeros(count))

        start = np.zeros(4 + count)
        np.maximum.at(start, 4 + terms, offset)
        parts = optimize.minimize(
            objective,
            start,
            jac=True,
            method="SLSQP",
            bounds=[(0, None)] * len(cost),
            constraints={
                "type": "ineq",
                "fun": lambda x: -offset - above @ x,
                "jac": lambda x: -above,
            },
            options={"ftol": 1e-15, "maxiter": 500},
        ).x
        return np.array([parts[0] - parts[1], parts[2] - parts[3]])
