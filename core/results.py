"""One loss over all examples, and what a strength makes of the whole."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from core.arrays import FloatArray, IntArray, Mask, sealed
from core.batch import Carriers, Histogram, carriers, histogram, largest
from core.lineage import Descent
from core.losses.base import Loss, block_of
from core.rounding import EXACT, Rounding

S = TypeVar("S")
_OF_EACH = "_both", "_doubtful", "per_example", "largest"
"""What a result has kept that does not depend on which examples are held out."""


class LossResult:
    """One loss over all examples, and what the training examples among them make of it.

    Parameters
    ----------
    loss : Loss
    scores : (N, C)
    labels : (N,)
    rounding : Rounding
        How far the scores may be from the true ones.
    held_out : (N,) of bool, optional
        Examples that are no part of sums, means and shares.
    """

    def __init__(
        self,
        loss: Loss[Any],
        scores: FloatArray,
        labels: IntArray,
        rounding: Rounding = EXACT,
        held_out: Mask | None = None,
    ) -> None:
        self._loss = loss
        self._scores = scores
        self._labels = labels
        self._rounding = rounding
        self._held_out = held_out
        self._classes = scores.shape[1]
        # The last one: a window has one width, and it is asked again with every frame.
        self._histograms: dict[tuple[float, int], Histogram] = {}
        self._others: tuple[tuple[float, int], Histogram] | None = None
        # By how many are asked for: views that ask for different numbers take turns in a frame.
        self._carriers: dict[int, Carriers] = {}
        self._leading: dict[int, IntArray] = {}

    @property
    def exact(self) -> bool:
        """Whether every example was judged by itself alone: its scores are what they are."""
        return self._rounding is EXACT

    @classmethod
    def after(
        cls,
        before: "LossResult",
        loss: Loss[Any],
        scores: FloatArray,
        labels: IntArray,
        descent: Descent,
        held_out: Mask | None = None,
    ) -> Self:
        """The result of other scores and labels, of which only few rows are computed again.

        Parameters
        ----------
        before : LossResult
            The same loss of what these rows come from.
        descent : Descent
            How they come from it.
        held_out : (N,) of bool, optional
        """
        made = cls(loss, scores, labels, held_out=held_out)
        step, count = block_of(scores.shape[1]), len(scores)
        known = before.__dict__
        if "_both" in known:
            losses, gradient = known["_both"]
            renewed: dict[int, FloatArray] = {}

            def both(part: slice) -> FloatArray:
                found, renewed[part.start] = loss.with_gradient(scores[part], labels[part])
                return found

            losses = descent.values(losses, step, both, whole=count)
            gradient = descent.values(gradient, step, lambda part: renewed[part.start], whole=count)
            made.__dict__["_both"] = sealed(losses), sealed(gradient)
        elif "per_example" in known:

            def alone(part: slice) -> FloatArray:
                return loss.per_example(scores[part], labels[part])

            losses = descent.values(known["per_example"], step, alone, whole=count)
            made.__dict__["per_example"] = sealed(losses)
        if known["_histograms"] and descent.order is None and held_out is known["_held_out"]:
            # The last histogram, less what the rows were and with what they are.
            rows = descent.rows if held_out is None else descent.rows[~held_out[descent.rows]]
            then, now = before.per_example[rows], made.per_example[rows]
            made._histograms = {
                key: counts.exchanged(then, now) for key, counts in known["_histograms"].items()
            }
        return made

    def of_others(self, held_out: Mask | None) -> Self:
        """The same with other examples held out; no loss is computed again."""
        made = type(self)(self._loss, self._scores, self._labels, self._rounding, held_out)
        known = self.__dict__
        made.__dict__.update({name: known[name] for name in _OF_EACH if name in known})
        return made

    @cached_property
    def _both(self) -> tuple[FloatArray, FloatArray]:
        losses, gradient = self._loss.with_gradient(self._scores, self._labels)
        rows, parts = self._doubtful
        if rows.size:
            losses[rows], gradient[rows] = self._loss.with_gradient(*parts)
        return sealed(losses), sealed(gradient)

    @cached_property
    def _doubtful(self) -> tuple[IntArray, tuple[FloatArray, IntArray, FloatArray]]:
        """Examples whose loss or slope rounding may decide: which, and what they are made of."""
        scores, labels, rounding = self._scores, self._labels, self._rounding
        rows = self._loss.doubtful(scores, labels, 2.0 * rounding.most)
        bounds = rounding.of(rows) if rows.size else np.empty((0, scores.shape[1]))
        return rows, (scores[rows], labels[rows], bounds)

    @cached_property
    def per_example(self) -> FloatArray:
        """L_i, (N,)."""
        if "_both" in self.__dict__:
            return self._both[0]
        # The slopes of a great many examples are large, and not every page asks for them.
        losses = self._loss.per_example(self._scores, self._labels)
        rows, parts = self._doubtful
        if rows.size:
            losses[rows] = self._loss.per_example(*parts)
        return sealed(losses)

    @property
    def slopes(self) -> list[object]:
        """The gradient, if anybody has asked for it."""
        return [self._both[1]] if "_both" in self.__dict__ else []

    @property
    def gradient(self) -> FloatArray:
        """dL_i/ds_i, not divided by N, (N, C)."""
        return self._both[1]

    @cached_property
    def _rows(self) -> IntArray | None:
        """Which examples are training examples, None for all."""
        return None if self._held_out is None else np.flatnonzero(~self._held_out)

    @cached_property
    def training(self) -> FloatArray:
        """L_i of the training examples, (M,)."""
        return self.per_example if self._rows is None else sealed(self.per_example[self._rows])

    @cached_property
    def held_out(self) -> FloatArray:
        """L_i of the examples that are held out, (N - M,)."""
        if self._held_out is None:
            return self.per_example[:0]
        return sealed(self.per_example[self._held_out])

    @cached_property
    def sum(self) -> float:
        """Sum of L_i over the training examples; infinite where it is beyond float64."""
        with np.errstate(over="ignore"):
            return float(self.training.sum())

    @cached_property
    def largest(self) -> float:
        """The largest L_i of all examples."""
        return float(self.per_example.max())

    @cached_property
    def mean(self) -> float:
        """Mean of L_i over the training examples."""
        return _mean(self.training, self.sum)

    @cached_property
    def held_out_sum(self) -> float:
        """Sum of L_i over the examples that are held out; infinite where beyond float64."""
        with np.errstate(over="ignore"):
            return float(self.held_out.sum())

    @cached_property
    def held_out_mean(self) -> float | None:
        """Mean of L_i over the examples that are held out; None if there are none."""
        return _mean(self.held_out, self.held_out_sum) if len(self.held_out) else None

    @cached_property
    def knows_nothing(self) -> float:
        """L_i of an example whose scores are all 0."""
        return self._loss.knows_nothing(self._scores.shape[1])

    def noise(self, rows: IntArray) -> FloatArray:
        """How far rounding may have taken the losses of some examples from the true ones, (K,)."""
        rounding = self._rounding
        bounds = rounding.of(rows) if rounding.most else np.zeros((len(rows), self._classes))
        return self._loss.noise(self.per_example[rows], bounds)

    @cached_property
    def most_noise(self) -> float:
        """A number that no `noise` exceeds."""
        bounds = np.full((1, self._classes), self._rounding.most)
        return float(self._loss.noise(np.array([self.largest]), bounds)[0])

    def histogram(self, end: float, bins: int) -> Histogram:
        """Losses of the training examples in `bins` bins from 0 to `end`, those of 0 apart."""
        if (end, bins) not in self._histograms:
            self._histograms = {(end, bins): histogram(self.training, end, bins)}
        return self._histograms[end, bins]

    def held_out_histogram(self, end: float, bins: int) -> Histogram:
        """Losses of the examples that are held out in the same bins."""
        if self._others is None or self._others[0] != (end, bins):
            self._others = (end, bins), histogram(self.held_out, end, bins)
        return self._others[1]

    def leading(self, most: int) -> IntArray:
        """The `most` training examples with the largest losses, the largest first."""
        if most not in self._leading:
            self._leading[most] = sealed(self._among_all(largest(self.training, most)))
        return self._leading[most]

    def carriers(self, most: int) -> Carriers:
        """The `most` training examples with the largest losses, and their shares of the sum."""
        if most not in self._carriers:
            found = carriers(self.training, most)
            self._carriers[most] = replace(found, indices=sealed(self._among_all(found.indices)))
        return self._carriers[most]

    def _among_all(self, places: IntArray) -> IntArray:
        """Indices of examples by their places among the training examples."""
        return places if self._rows is None else self._rows[places]

    @cached_property
    def _top(self) -> float:
        return float(self.training.max())

    @cached_property
    def _whole(self) -> float:
        """The sum in units of the largest loss: finite however large they are."""
        with np.errstate(under="ignore"):
            return float((self.training / self._top).sum())

    def shares_of(self, indices: ArrayLike) -> FloatArray:
        """Shares of the sum that some examples have, (K,).

        0 for what has no part in it: one that is held out, and the index -1, which is none.
        """
        indices = np.asarray(indices, dtype=np.intp)
        if self._top == 0.0:
            return sealed(np.zeros(len(indices)))
        without = indices < 0
        if self._held_out is not None:
            without |= self._held_out[indices]
        with np.errstate(under="ignore", over="ignore"):
            shares = self.per_example[indices] / self._top / self._whole
        return sealed(np.where(without, 0.0, shares))


@dataclass(frozen=True, eq=False)
class StrengthCurve:
    """The total loss as a function of lambda, at the present weights.

    Attributes
    ----------
    data : float
    penalty_term, total : (M,)
    """

    data: float
    penalty_term: FloatArray
    total: FloatArray


def _mean(losses: FloatArray, total: float) -> float:
    """The mean of losses that add up to `total`, also where that is beyond float64."""
    if np.isfinite(total):
        return total / len(losses)
    return float((losses / len(losses)).sum())
