"""The gradient beside its centred difference, as the assignments of a course check it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arrays import FloatArray, IntArray, sealed
from core.edits.base import model_of
from core.errors import EditError
from core.evaluation import Evaluation
from core.losses import LOSSES
from core.losses.base import BLOCK_ELEMENTS, NOISE, Loss
from core.penalties import PENALTIES
from core.state import LinearModel

STEP = 1e-5
STEP_LIMITS = (1e-12, 1.0)
LEAST_SIZE = 1e-8
"""Two slopes together this small count as this large: beside 0 no error is large."""
_FINEST = 2.0**-30
_SLACK = 1.0 + 1e-6

Entry = tuple[int, int]
"""A class and a feature. The feature after the last one stands for the bias."""


@dataclass(frozen=True, slots=True)
class Kink:
    """Where a step passes over the kink of a ``max(0, .)``.

    Attributes
    ----------
    example, class_index : int
        Whose it is.
    """

    example: int
    class_index: int


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """The slope of L by some weights and biases, from the chain rule and from differences of L.

    Attributes
    ----------
    entries : K times (class, feature)
        What is checked; a feature of D is the bias.
    steps : (K,)
        How far each goes up and down.
    analytic : (K,)
        ``dL/dw``, the gradient itself: downhill is against it.
    numeric : (K,)
        ``(L(w + h) - L(w - h)) / 2h``.
    errors : (K,)
        ``|a - n| / max(|a| + |n|, 1e-8)``.
    noise : (K,)
        How far rounding alone may have taken `numeric` from the true difference: less than that
        says nothing about the gradient.
    kinks : K tuples of Kink
        What lies strictly between ``w - h`` and ``w + h``, example by example.
    corners : (K,) bool
        Whether w = 0 lies there, where the price ``|w|`` has its corner.
    """

    entries: tuple[Entry, ...]
    steps: FloatArray
    analytic: FloatArray
    numeric: FloatArray
    errors: FloatArray
    noise: FloatArray
    kinks: tuple[tuple[Kink, ...], ...]
    corners: NDArray[np.bool_]

    @property
    def rounded(self) -> NDArray[np.bool_]:
        """Where the two are as far apart as rounding alone may take them, (K,)."""
        found: NDArray[np.bool_] = np.abs(self.analytic - self.numeric) <= self.noise
        return found

    @property
    def worst(self) -> int:
        """The place of the largest error: of those beyond rounding, else of those beside a slope.

        Where the slope itself is lost in rounding, an error of 1 means nothing.
        """
        errors = self.errors
        sizes = np.abs(self.analytic) + np.abs(self.numeric)
        for telling in (~self.rounded, sizes > self.noise):
            if telling.any():
                errors = np.where(telling, errors, -1.0)
                break
        return int(np.argmax(errors))

    def bends(self, place: int) -> bool:
        """Whether L has a kink between both ends of a step."""
        return bool(self.kinks[place]) or bool(self.corners[place])


def relative_error(analytic: ArrayLike, numeric: ArrayLike) -> FloatArray:
    """``|a - n| / max(|a| + |n|, 1e-8)``, the `rel_error` of Stanford's CS231n assignments.

    Not to be confused with ``|a - n| / max(|a|, |n|)``, up to twice as large.
    """
    a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
    with np.errstate(under="ignore"):
        found: FloatArray = np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), LEAST_SIZE)
    return found


def all_entries(evaluation: Evaluation) -> tuple[Entry, ...]:
    """Every weight and bias, class by class, the bias of each after its weights."""
    state = evaluation.state
    return tuple(np.ndindex(state.class_count, state.feature_count + 1))


def gradient_with_biases(evaluation: Evaluation) -> FloatArray:
    """The gradient of L by W, with that by b as one more column, (C, D + 1)."""
    weights, biases = evaluation.weight_gradient, evaluation.bias_gradient
    if weights is None or biases is None:
        raise EditError("no_weights")
    found: FloatArray = np.column_stack([weights, biases])
    return found


def gradient_check(
    evaluation: Evaluation, entries: Sequence[Entry], step: float = STEP
) -> GradientCheck:
    """Check some entries of the gradient of the whole L.

    L is what is minimised: mean or sum over the training examples as set, and the penalty. It is
    computed anew at both ends of each step; of scores only those of one class move. What rounding
    does to the difference is left in it, since it is what an assignment sees: some 1e-16 L / h.

    Parameters
    ----------
    evaluation
        Of a document with weights.
    entries : K times (class, feature)
    step : float
        h. Beside a weight so large that ``w + h`` would hold few digits of it, 2^-30 of the weight.
        The difference is divided by the way between both ends as they are after rounding.

    Notes
    -----
    Between both ends the difference is the mean of the slopes there. A kink in between makes it
    differ from the slope at w by up to half the jump, however small h is. At the very kink the
    gradient is the subgradient of least norm.

    References
    ----------
    Stanford CS231n, "Neural networks part 3", section on gradient checks.
    """
    state, wanted, model = evaluation.state, tuple(entries), model_of(evaluation.state)
    inputs = model, state.labels, state.held_out, state.loss, state.penalty, wanted, step

    def compute(_: GradientCheck | None) -> GradientCheck:
        return _Checker(evaluation, model).check(wanted, step)

    return evaluation.part("gradient check", inputs, compute)


class _Checker:
    """Computes L while one weight or bias at a time is another."""

    def __init__(self, evaluation: Evaluation, model: LinearModel) -> None:
        state = evaluation.state
        self._whole = state.loss.sum_over_examples
        self._loss: Loss[Any] = LOSSES[state.loss.active].from_settings(state.loss)
        self._penalty = PENALTIES[state.penalty.kind].from_settings(state.penalty)
        self._strength, self._paid = state.penalty.strength, evaluation.penalty
        self._gradient = gradient_with_biases(evaluation)
        self._parameters = np.column_stack([model.weights, model.biases])
        training = state.training
        self._numbers = np.arange(state.example_count)[training]
        self._features = model.features[training]
        self._labels = state.labels[training]
        self._scores = evaluation.scores[training]
        self._noise = self._rounding(evaluation)
        hinges = self._loss.hinges(self._scores, self._labels)
        self._room = None if hinges is None else np.abs(hinges).min(axis=1)

    def _rounding(self, evaluation: Evaluation) -> float:
        """How far rounding may take one L from the true one."""
        with np.errstate(under="ignore"):
            bounds = NOISE * np.abs(self._scores)
            losses = self._loss.noise(evaluation.active.training, bounds)
            data = float(losses.sum() if self._whole else losses.mean())
            return data + NOISE * evaluation.total

    def check(self, entries: tuple[Entry, ...], step: float) -> GradientCheck:
        where = np.array(entries, dtype=np.intp).reshape(-1, 2)
        values = self._parameters[where[:, 0], where[:, 1]]
        steps = np.maximum(step, _FINEST * np.abs(values))
        ups, downs = values + steps, values - steps
        # No number that a document may hold takes L beyond float64.
        with np.errstate(under="ignore"):
            up, down = (self._totals(where, values, ends) for ends in (ups, downs))
            numeric = (up - down) / (ups - downs) + 0.0
            kinks = self._kinks(where, steps)
        analytic = self._gradient[where[:, 0], where[:, 1]]
        corner = self._strength * self._penalty.shares[0] > 0.0
        return GradientCheck(
            entries,
            sealed(steps),
            sealed(analytic),
            sealed(numeric),
            sealed(relative_error(analytic, numeric)),
            sealed(2.0 * self._noise / (ups - downs)),
            kinks,
            sealed(self._are_weights(where) & corner & (np.abs(values) < steps)),
        )

    def _are_weights(self, where: IntArray) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = where[:, 1] < self._features.shape[1]
        return found

    def _blocks(self, count: int) -> Iterator[slice]:
        """So many entries at a time as make a block of scores that stays near the processor."""
        most = max(1, BLOCK_ELEMENTS // self._scores.size)
        return (slice(start, start + most) for start in range(0, count, most))

    def _inputs(self, where: IntArray) -> FloatArray:
        """What some entries are multiplied with in each training example, (K, n); biases with 1."""
        weights = self._are_weights(where)
        found = np.ones((len(where), len(self._labels)))
        found[weights] = self._features[:, where[weights, 1]].T
        return found

    def _totals(self, where: IntArray, values: FloatArray, ends: FloatArray) -> FloatArray:
        """L where one entry at a time goes from its value to an end, (K,)."""
        data = np.empty(len(where))
        for part in self._blocks(len(where)):
            moves = (ends - values)[part, None] * self._inputs(where[part])
            scores = np.repeat(self._scores[None], len(moves), axis=0)
            scores[np.arange(len(moves)), :, where[part, 0]] += moves
            rows, labels = scores.reshape(-1, scores.shape[2]), np.tile(self._labels, len(moves))
            losses = self._loss.per_example(rows, labels).reshape(moves.shape)
            data[part] = losses.sum(axis=1) if self._whole else losses.mean(axis=1)
        paid = self._penalty.per_weight(ends) - self._penalty.per_weight(values)
        paid[~self._are_weights(where)] = 0.0
        return data + self._strength * (self._paid + paid)

    def _kinks(self, where: IntArray, steps: FloatArray) -> tuple[tuple[Kink, ...], ...]:
        """Where what decides on a formula changes its sign between both ends."""
        found: list[list[Kink]] = [[] for _ in where]
        if self._room is None:
            return tuple(map(tuple, found))
        for part in self._blocks(len(where)):
            moves = steps[part, None] * self._inputs(where[part])
            near = np.nonzero(self._room <= _SLACK * np.abs(moves))
            if not near[0].size:
                continue
            places, rows = near
            ends = [self._signs(rows, where[part][places, 0], way * moves[near]) for way in (1, -1)]
            pairs, classes = np.nonzero(ends[0] * ends[1] < 0.0)
            told = places[pairs] + part.start, self._numbers[rows[pairs]], classes
            for place, example, index in zip(*(one.tolist() for one in told), strict=True):
                found[place].append(Kink(example, index))
        return tuple(map(tuple, found))

    def _signs(self, rows: IntArray, classes: IntArray, moves: FloatArray) -> FloatArray:
        """The signs of what decides where one score of each row has moved, (P, C)."""
        scores = self._scores[rows]
        scores[np.arange(len(rows)), classes] += moves
        hinges = self._loss.hinges(scores, self._labels[rows])
        return np.zeros(scores.shape) if hinges is None else np.sign(hinges)
