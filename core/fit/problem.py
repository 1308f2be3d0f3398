"""What is minimized, in units in which every problem looks alike."""

import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Self

import numpy as np

from core import linear
from core.arrays import FloatArray, IntArray
from core.convex.curvature import BoolArray, Groups
from core.convex.forms import Form, Shape
from core.edits.base import model_of
from core.losses import LOSSES
from core.losses.base import Loss
from core.penalties import PENALTIES
from core.penalties.base import Penalty
from core.spread import centre_and_spread
from core.state import State

_LARGE = 1500
"""Weights and biases beyond which no step solves equations for all of them at once."""


@dataclass(frozen=True, eq=False)
class Given:
    """A problem as the person has set it.

    Attributes
    ----------
    features : (N, D)
    labels : (N,)
    classes : int
    loss : Loss
    penalty : Penalty
    whole : bool
        Sum of the losses rather than their mean.
    """

    features: FloatArray
    labels: IntArray
    classes: int
    loss: Loss[Any]
    penalty: Penalty
    whole: bool = False

    @classmethod
    def of(cls, state: State, loss: str | None = None) -> Self:
        """The problem of a document whose scores come from weights.

        Parameters
        ----------
        state : State
        loss : key of a loss, optional
            Left out: the one in force.

        Raises
        ------
        EditError
            ``no_weights`` for scores alone.
        """
        model, settings, rows = model_of(state), state.loss, state.training
        return cls(
            model.features[rows],
            state.labels[rows],
            state.class_count,
            LOSSES[loss or settings.active].from_settings(settings),
            PENALTIES[state.penalty.kind].from_settings(state.penalty),
            settings.sum_over_examples,
        )

    @property
    def shape(self) -> Shape | None:
        """How the loss is convex; None where there is no way to its best W."""
        return self.loss.shape(self.classes)

    def total(self, weights: FloatArray, biases: FloatArray, strength: float) -> float:
        """L of weights (C, D) and biases (C,)."""
        scores = linear.scores(weights, self.features, biases)
        losses = self.loss.per_example(scores, self.labels)
        data = float(losses.sum()) if self.whole else float(losses.mean())
        return data + strength * self.penalty.value(weights)


@dataclass(frozen=True, eq=False)
class Problem:
    """``1/N sum_i L_i(V x_i) + sum_d (corner_d |V_d|_1 + bowl_d |V_d|^2)``, to be minimized over V.

    V (C, D + 1) holds weights and, last, biases. Features are shifted and scaled to mean 0 and
    deviation 1, which a free bias and a price of each feature's own make up for; the margin is 1.

    Attributes
    ----------
    given : Given
    strength : float
        lambda.
    form : Form
        L_i.
    features : (N, D + 1)
        Ordered by class, a column of ones last.
    labels : (N,)
        Ascending.
    groups : C slices
        Where the examples of each class are.
    order : (N,)
        Which of the given examples each one is.
    corner, bowl : (D,)
        Prices of each feature's weights.
    centre, spread : (D,)
        What was subtracted from the features, and then divided by.
    unit : float
        What a score of 1 stands for.
    scale, constant : float
        L is ``scale`` times the sum above, plus ``constant``.
    """

    given: Given
    strength: float
    form: Form
    features: FloatArray
    labels: IntArray
    groups: Groups
    order: IntArray
    corner: FloatArray
    bowl: FloatArray
    centre: FloatArray
    spread: FloatArray
    unit: float
    scale: float
    constant: float

    @classmethod
    def of(cls, given: Given, strength: float) -> Self:
        """The problem in units of its own.

        Parameters
        ----------
        given : Given
        strength : float
            lambda, from 0 on.

        Raises
        ------
        ValueError
            For a loss that does not say how it is convex.
        """
        order = np.argsort(given.labels, kind="stable")
        labels = given.labels[order]
        ends = np.searchsorted(labels, np.arange(given.classes + 1))
        groups = tuple(slice(a, b) for a, b in pairwise(ends.tolist()))
        count = len(labels)
        with np.errstate(under="ignore"):
            features, centre, spread = _standardized(given.features[order])
        shape = given.shape
        if shape is None:
            raise ValueError(given.loss)  # asked before: see `best`
        # The square of a small margin is 0 in float64; then no W costs more than the least number.
        scale = max(shape.factor, sys.float_info.min) * (count if given.whole else 1)
        constant = shape.constant * (count if given.whole else 1)
        form, nothing = shape.form(labels), np.zeros(features.shape[1] - 1)
        made = cls(
            given, 0.0, form, features, labels, groups, order, nothing, nothing, centre, spread,
            shape.unit, scale, constant,
        )  # fmt: skip
        return made.at(strength)

    def at(self, strength: float) -> Self:
        """The same with another lambda."""
        a, q = self.given.penalty.shares
        with np.errstate(under="ignore", over="ignore"):
            by = self.unit / self.spread
            corner, bowl = strength * a * by / self.scale, strength * q * by * by / self.scale
        return replace(self, strength=strength, corner=corner, bowl=bowl)

    @property
    def shape(self) -> tuple[int, int]:
        """C and D + 1."""
        return self.given.classes, self.features.shape[1]

    @property
    def large(self) -> bool:
        """Whether a matrix with a row for every weight and bias takes too long."""
        return self.shape[0] * self.shape[1] > _LARGE

    @property
    def weight(self) -> float:
        """1/N, that of an example."""
        return 1.0 / len(self.labels)

    @property
    def free(self) -> bool:
        """Whether weights cost nothing."""
        return not (self.corner.any() or self.bowl.any())

    @property
    def tied(self) -> BoolArray:
        """Features, and the biases, of which a number added to all classes changes nothing."""
        if not self.form.invariant:
            return np.zeros(self.shape[1], dtype=bool)
        return np.append((self.corner == 0.0) & (self.bowl == 0.0), True)

    def scores(self, point: FloatArray) -> FloatArray:
        """``V x``, (N, C)."""
        return self.features @ point.T

    def penalty(self, point: FloatArray) -> float:
        """What the weights of V cost."""
        weights = point[:, :-1]
        return float((self.corner * np.abs(weights) + self.bowl * np.square(weights)).sum())

    def value(self, point: FloatArray, scores: FloatArray | None = None) -> float:
        """What is minimized, at V (C, D + 1) with these scores (N, C) if they are known."""
        found = self.scores(point) if scores is None else scores
        return float(self.form.values(found).mean()) + self.penalty(point)

    def slopes(self, scores: FloatArray) -> FloatArray:
        """Gradient by the scores, (N, C)."""
        return self.form.slopes(scores)[1] * self.weight

    def nothing(self) -> float:
        """The data loss where all weights are 0."""
        return self.form.loss.knows_nothing(self.given.classes)

    def outside(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """W (C, D) and b (C,) of V, for the given features."""
        weights = self.unit * point[:, :-1] / self.spread + 0.0
        return weights, self.unit * point[:, -1] - weights @ self.centre

    def inside(self, weights: FloatArray, biases: FloatArray) -> FloatArray:
        """V of W and b."""
        point = np.empty(self.shape)
        point[:, :-1] = weights * (self.spread / self.unit)
        point[:, -1] = (biases + weights @ self.centre) / self.unit
        return point


def _standardized(features: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Features (N, D) with mean 0 and deviation 1 and a column of ones, and the means and spreads.

    A feature that does not vary becomes 0: its weights cannot do more than the biases do.
    """
    count, depth = features.shape
    result = np.ones((count, depth + 1))
    centre, spread = centre_and_spread(features)
    varies = spread > 0.0
    spread = np.where(varies, spread, 1.0)
    result[:, :-1] = np.where(varies, (features - centre) / spread, 0.0)
    return result, centre, spread
